"""`coachlog share`: a lesson with a form for peers, chosen lines of a meeting; and the form when it comes back."""

import re
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.two import NOTE, Two
from tests.support.world import Run

LESSON = "ratios-in-the"


def shared(run: Run, file: Path, *more: str) -> str:
    told = run("share", "lesson", LESSON, "--ask", "Is the task open enough?", "--to", str(file), *more)
    assert told.status == 0, told.err
    return told.err


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_a_lesson_goes_out_with_my_questions_and_a_form(ending: str, run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / f"lesson.{ending}"
    told = shared(run, file, "--with", "Kim")
    assert "What leaves, for peers:" in told
    assert "Left out: “What worked before”" in told
    text = words_of(file)
    for words in ("Learning targets", "Assessment and rubric", "Is the task open enough?", "Strengths", "Suggestions"):
        assert words in text
    assert "2026-11-19 Kim" in next((example / "lessons").glob("ratios*.md")).read_text()
    assert "What worked before" not in text


def words_of(file: Path) -> str:
    if file.suffix != ".docx":
        return file.read_text(encoding="utf-8")
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


def fill(file: Path) -> Path:
    """What a peer does with the file in an editor, or in Word."""
    if file.suffix == ".docx":
        from docx import Document

        document = Document(str(file))
        for paragraph in document.paragraphs:
            paragraph.text = filled(paragraph.text)
            if paragraph.text == "What is strong in it?":
                paragraph.insert_paragraph_before("The first question")
        document.save(str(file))
    else:
        file.write_text(filled(file.read_text()).replace("What is strong in it?\n\n…", "The first question"))
    return file


def filled(text: str) -> str:
    return text.replace("Your name: …", "Your name: Kim Peer").replace("(yes or no): …", "(yes or no): Yes")


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_the_form_comes_back_with_what_was_written_alone(ending: str, run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / f"lesson.{ending}"
    shared(run, file)
    added = run("feedback", "add", "--file", str(fill(file)), "--no-edit", "--json")
    assert added.status == 0, added.err
    text = (example / added.data["path"]).read_text()
    assert added.data["from"] == "Kim Peer"
    assert added.data["quote_ok"] is True
    assert added.data["about_title"] == "Ratios in the real world"
    assert "The first question" in text
    for words in ("Write below the headings", "What do you ask yourself", "Learning targets", "Your feedback", "…"):
        assert words not in text


def in_bold_type(text: str) -> str:
    return re.sub(r"^#+ (.*)$", r"**\1**", text, flags=re.MULTILINE)


def in_no_type(text: str) -> str:
    return re.sub(r"^#+ ", "", text, flags=re.MULTILINE)


def quoted(text: str) -> str:
    return re.sub(r"^", "> ", text, flags=re.MULTILINE)


@pytest.mark.parametrize("mailed", [in_bold_type, in_no_type, quoted])
def test_a_form_that_a_mail_made_plain_comes_back(
    mailed: Callable[[str], str], run: Run, example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "answer.md"
    shared(run, file)
    file.write_text(mailed(fill(file).read_text()))
    data = run("feedback", "add", "--file", str(file), "--no-edit", "--json").data
    assert (data["from"], data["quote_ok"], data["about_title"]) == ("Kim Peer", True, "Ratios in the real world")
    text = (example / data["path"]).read_text()
    assert "outside the form" not in run("feedback", "add", "--file", str(file), "--no-edit").out
    assert text.count("The first question") == 1
    assert text.index("## Strengths") < text.index("The first question") < text.index("## Questions")


def test_what_the_page_saves_comes_back_too(run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "feedback.md"
    front = 'about: "Ratios in the real world"\nfrom: "Kim \\"K\\" Peer"\nquote_ok: false\n'
    file.write_text(f"---\n{front}---\n\n## Strengths\n\nIt is open\n")
    data = run("feedback", "add", "--file", str(file), "--no-edit", "--json").data
    assert (data["from"], data["quote_ok"]) == ('Kim "K" Peer', False)
    assert data["about_title"] == "Ratios in the real world"


def test_the_page_runs_nothing_but_its_own_script(run: Run, example: Path, tmp_path: Path) -> None:
    lesson = next((example / "lessons").glob("ratios*.md"))
    lesson.write_text(lesson.read_text().replace("## Task\n", "## Task\n\n<script>alert(1)</script>\n"))
    shared(run, tmp_path / "lesson.html")
    text = (tmp_path / "lesson.html").read_text()
    assert text.count("<script>") == 1
    assert "script-src 'sha256-" in text


def test_lines_of_a_meeting_are_shown_by_number_and_a_partners_stay(run: Run, example: Path, tmp_path: Path) -> None:
    rows = run("share", "meeting", "2026-11-19", "--json").data
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    mine = [row for row in rows if row["may_leave"]]
    theirs = [row for row in rows if not row["may_leave"]]
    assert mine
    assert theirs
    file = tmp_path / "lines.md"
    refused = run("share", "meeting", "2026-11-19", "--lines", str(theirs[0]["number"]), "--to", str(file))
    assert refused.status == 1
    assert "is not yours alone, and of what the other said only a success may ever leave" in refused.err
    assert not file.exists()
    told = run("share", "meeting", "2026-11-19", "--lines", str(mine[0]["number"]), "--to", str(file))
    assert told.status == 0, told.err
    assert mine[0]["text"] in file.read_text()
    assert theirs[0]["text"] not in file.read_text()
    assert "2026-11-19" in (example / "meetings" / "2026-11-19.md").read_text().partition("shared:")[2]


def test_lines_are_typed_as_people_type_them(run: Run, example: Path) -> None:
    mine = [row["number"] for row in run("share", "meeting", "2026-11-19", "--json").data if row["may_leave"]][:2]
    for words in (["--lines", f"{mine[0]},{mine[1]}"], ["--lines", str(mine[0]), str(mine[1])]):
        assert len(run("share", "meeting", "2026-11-19", *words, "--json").data) == 2
    for words in (["--lines", "x"], ["--lines", "999"], ["--lines", "0"]):
        assert run("share", "meeting", "2026-11-19", *words).status == 2


def test_the_meeting_is_named_by_its_day_as_people_say_it(run: Run, example: Path) -> None:
    rows = run("share", "meeting", "2026-11-19", "--json").data
    for day in ("11/19", "Nov 19", "today"):
        assert run("share", "meeting", day, "--json").data == rows
    assert "there is no meeting" in run("share", "meeting", "Nov 20").err


def test_the_example_of_what_to_type_has_lines_that_may_leave(run: Run, example: Path, tmp_path: Path) -> None:
    told = run("share", "meeting", "2026-11-19").out
    assert "A line stays here if it is not yours alone" in told
    hint = told.partition("To share some: coachlog ")[2]
    assert run(*hint.replace("FILE", str(tmp_path / "lines.md")).split()).status == 0


def test_consent_is_asked_for_only_where_it_helps(two: Two, tmp_path: Path) -> None:
    file, head = str(tmp_path / "lines.md"), "---\ntype: meeting\n---\n\n# Meeting\n\n"
    growth = "## Areas of growth\n\n- Sam: the end of class\n"
    two.robin.write(NOTE, f"{head}## Successes\n\n- Robin: mine\n- Sam: theirs\n\n{growth}")
    needs_consent = two.robin("share", "meeting", "2026-11-12", "--lines", "1-2", "--to", file)
    assert "people set me --quote successes" in needs_consent.err
    never = two.robin("share", "meeting", "2026-11-12", "--lines", "1-3", "--to", file)
    assert "line 3 is not yours alone, and of what the other said only a success may ever leave" in never.err
    assert "--quote" not in never.err
    two.robin.write(NOTE, f"{head}{growth}")
    assert "--quote" not in two.robin("share", "meeting", "2026-11-12", "--to", file).err


def test_a_meeting_of_which_nothing_may_leave_says_so_and_writes_no_file(two: Two, tmp_path: Path) -> None:
    file = tmp_path / "lines.md"
    two.robin.write(NOTE, "---\ntype: meeting\n---\n\n# Meeting\n\n## Successes\n\n- Sam: it went well\n")
    for lines in ((), ("--lines", "1")):
        refused = two.robin("share", "meeting", "2026-11-12", *lines, "--to", str(file))
        assert refused.status == 1
        assert "no line of the meeting of 12 November 2026 may leave" in refused.err
        assert "people set me --quote successes" in refused.err
    assert "No line of the meeting of 12 November 2026 may leave" in two.robin("share", "meeting", "2026-11-12").out
    two.robin.write(NOTE, "---\ntype: meeting\n---\n\n# Meeting\n\n## Successes\n")
    assert two.robin("share", "meeting", "2026-11-12").out.startswith("There is no line to share in the meeting of")
    assert "there is no line to share" in two.robin("share", "meeting", "2026-11-12", "--to", str(file)).err
    assert not file.exists()


def test_a_file_needs_lines_that_were_chosen(run: Run, example: Path, tmp_path: Path) -> None:
    refused = run("share", "meeting", "2026-11-19", "--to", str(tmp_path / "lines.md"))
    assert refused.status == 2
    assert "coachlog share meeting 2026-11-19 shows them with their numbers" in refused.err


def test_a_check_in_has_no_number(run: Run, example: Path) -> None:
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(note.read_text().replace("## Check-in\n", "## Check-in\n\n- Robin: SECRET\n"))
    assert "SECRET" not in run("share", "meeting", "2026-11-19").out


def test_share_alone_says_what_to_type(run: Run, example: Path) -> None:
    told = run("share")
    assert told.status == 2
    assert "coachlog share lesson" in told.err
    assert run("share", "lesson", "nothing-like-it").status == 1


def test_nobody_else_remembers_what_was_only_looked_at(run: Run, example: Path) -> None:
    before = subprocess.run(["git", "rev-parse", "HEAD"], cwd=example, capture_output=True, check=True).stdout
    assert run("share", "lesson", LESSON).status == 0
    after = subprocess.run(["git", "rev-parse", "HEAD"], cwd=example, capture_output=True, check=True).stdout
    assert before == after


def test_a_note_that_names_nobody_is_its_typists(two: Two, tmp_path: Path) -> None:
    two.sam("note", "I doubt that I am any good at this", "--date", "2026-11-12")
    two.sam.change(NOTE, "First words. More words.", "First words. More words.\nand a second line")
    two.sam.sync()
    two.robin.sync()
    two.robin("note", "We sat by the window", "--date", "2026-11-12")
    rows = two.robin("share", "meeting", "2026-11-12", "--json").data
    free = {row["text"]: row["may_leave"] for row in rows}
    assert free["I doubt that I am any good at this"] is False
    assert free["We sat by the window"] is True
    assert [free[text] for text in free if text.startswith("First words")] == [False]  # its second line is hers
    at = next(str(row["number"]) for row in rows if row["text"].startswith("I doubt"))
    refused = two.robin("share", "meeting", "2026-11-12", "--lines", at, "--to", tmp_path / "x.md")
    assert refused.status == 1
    theirs = {row["text"]: row["may_leave"] for row in two.sam("share", "meeting", "2026-11-12", "--json").data}
    assert theirs["I doubt that I am any good at this"] is True


@pytest.mark.parametrize("ends_no_line", [" ", "\v", "\u2028"])
@pytest.mark.parametrize(
    "typed",
    [
        "- <!-- MARK -->",
        "<!-- MARK -->",
        "- one more\n  <!-- MARK -->",
        "1. <!-- MARK -->",
        "- one\n  - more\n    <!-- MARK -->",
        "> - one more\n>   <!-- MARK -->",
        "- Robin: one <!-- more\n- Robin: MARK\n- Robin: all -->",
        "Robin: one <!-- more\n\nRobin: MARK -->\n\nRobin: two",
        "- Robin: one\n- Robin: two <!-- MARK",
        "- Robin: one <!--\n- Robin: MARK",
    ],
)
def test_no_comment_leaves_whatever_stands_beside_it(typed: str, ends_no_line: str, run: Run, example: Path) -> None:
    note = example / "meetings/2026-11-19.md"
    lines = f"- Robin: well{ends_no_line}done\n\n{typed}\n"
    note.write_text(note.read_text().replace("## Successes\n", f"## Successes\n\n{lines}", 1))
    shown = run("share", "meeting", "2026-11-19").out
    assert "done" in shown
    assert "MARK" not in shown
    assert "MARK" not in run("successes", "--for", "peer", "--json").out


def test_a_row_of_which_one_cell_is_a_comment_leaves_without_it(run: Run, example: Path) -> None:
    note = example / "meetings/2026-11-19.md"
    table = "| Who | What |\n|---|---|\n| <!-- MARK --> | all is well |\n"
    note.write_text(note.read_text().replace("## Notes\n", f"## Notes\n\n{table}\n", 1))
    shown = run("share", "meeting", "2026-11-19").out
    assert "all is well" in shown
    assert "MARK" not in shown


def test_what_stands_before_and_behind_a_comment_over_several_lines_leaves(run: Run, example: Path) -> None:
    note = example / "meetings/2026-11-19.md"
    typed = "- Robin: one <!-- more\n- Robin: MARK\n- Robin: all -->\n- Robin: two\n- Robin: `<!--` is how one begins\n"
    note.write_text(note.read_text().replace("## Successes\n", f"## Successes\n\n{typed}", 1))
    rows = {row["text"] for row in run("successes", "2026-11", "--for", "peer", "--json").data}
    assert {"one", "two", "`<!--` is how one begins"} <= rows
    assert not [text for text in rows if "more" in text or "MARK" in text or "all" in text.split()]


@pytest.mark.parametrize("link", ["[[help-lee-calm-down-a2b3c]]", "![[help-lee-calm-down-a2b3c]]"])
def test_the_id_of_a_document_that_is_gone_or_ones_own_leaves_as_little_as_its_title(
    link: str, run: Run, example: Path
) -> None:
    note = example / "meetings/2026-11-19.md"
    typed = f"- Robin: after {link} it grew\n- [[Robin]]: mine\n"
    note.write_text(note.read_text().replace("## Successes\n", f"## Successes\n\n{typed}", 1))
    shown = run("successes", "2026-11", "--for", "public").out
    assert "after (another document) it grew" in shown
    assert "help-lee" in run("successes", "2026-11").out
    assert "help-lee" not in run("share", "meeting", "2026-11-19").out
    assert "mine" in shown


QUESTION = "Is the task open enough?"


def answer(file: Path) -> None:
    """A peer answers below my question, and writes into the rubric and below a heading of the lesson."""
    if file.suffix == ".md":
        text = file.read_text().replace(f"### {QUESTION}\n\n…", f"### {QUESTION}\n\nMostly, but step 3 tells too much")
        text = text.replace("is begun |", "is begun (what does that look like?) |", 1)
        file.write_text(text.replace("## Task\n", "## Task\n\nKim: I would cut the last part\n", 1))
        return
    from docx import Document

    document = Document(str(file))
    paragraphs = document.paragraphs
    for above, paragraph in pairwise(paragraphs):
        if above.text == QUESTION:
            paragraph.text = "Mostly, but step 3 tells too much"
        if above.text == "Task":
            paragraph.insert_paragraph_before("Kim: I would cut the last part")
    cell = next(cell for table in document.tables for cell in table._cells if cell.text == "is begun")
    cell.text = "is begun (what does that look like?)"
    task = next(paragraph for paragraph in document.paragraphs if paragraph.text == "Task")
    document.add_comment(task.runs, text="Who chooses it?", author="Kim")
    document.save(str(file))


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_whatever_a_peer_wrote_into_the_file_comes_back(ending: str, run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / f"lesson.{ending}"
    shared(run, file)
    answer(file)
    added = run("feedback", "add", "--file", str(file), "--no-edit")
    comments = ["- Comment by Kim on “Task”: Who chooses it?"] if ending == "docx" else []
    assert f"{2 + len(comments)} lines that they wrote outside the form" in added.out
    text = next((example / "feedback").glob("feedback-on-ratios*")).read_text()
    assert text.partition(f"## {QUESTION}\n\n")[2].startswith("Mostly, but step 3 tells too much\n")
    beside = text.partition("## Written into the lesson\n\n")[2].splitlines()
    assert [line for line in beside if "Who chooses it?" in line] == [
        f"- Under “Task”: {line[2:]}" for line in comments
    ]
    assert [line for line in beside if "Who chooses it?" not in line] == [
        "- Under “Task”: Kim: I would cut the last part",
        "- Under “Assessment and rubric, The product”: is begun (what does that look like?)",
    ]
    assert "For growth" not in text


@pytest.mark.parametrize("row", ["| The reason | is | may | was | will", "The reason | is | may | was | will"])
def test_a_row_whose_bars_were_left_out_at_an_end_is_no_word_of_the_peers(
    row: str, run: Run, example: Path, tmp_path: Path
) -> None:
    lesson, file = next((example / "lessons").glob("ratios*")), tmp_path / "lesson.docx"
    lines = [row if line.startswith("| The reason") else line for line in lesson.read_text().split("\n")]
    lesson.write_text("\n".join(line.removesuffix(" |") if "Criterion" in line else line for line in lines))
    shared(run, file)
    answer(file)
    assert run("feedback", "add", "--file", str(file), "--no-edit").status == 0
    beside = next((example / "feedback").glob("feedback-on-ratios*")).read_text().partition("Written into")[2]
    assert "what does that look like?" in beside
    assert not [word for word in ("The reason", "may", "Criterion") if word in beside]


@pytest.mark.parametrize(
    ("typed", "may_quote", "is_told"),
    [("sure, go ahead", True, False), ("Yes!", True, False), ("no", False, False), ("maybe, ask me", False, True)],
)
def test_an_answer_about_quoting_that_is_unclear_is_told(
    typed: str, *, may_quote: bool, is_told: bool, run: Run, example: Path, tmp_path: Path
) -> None:
    file = tmp_path / "lesson.md"
    shared(run, file)
    file.write_text(file.read_text().replace("(yes or no): …", f"(yes or no): {typed}"))
    added = run("feedback", "add", "--file", str(file), "--no-edit", "--json")
    assert added.data["quote_ok"] is may_quote
    told = run("feedback", "add", "--file", str(file), "--no-edit").out
    assert (f"“{typed}” is no plain yes" in told) is is_told


def test_a_form_about_a_lesson_that_is_not_here_says_what_was_not_read(run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "lesson.md"
    shared(run, file)
    file.write_text(file.read_text().replace("About: Ratios in the real world", "About: Fractions"))
    assert "above “Your feedback” in the file was not read" in run("feedback", "add", "--file", str(file)).out


def test_a_file_named_where_a_title_goes_is_read(run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "From Kim.md"
    shared(run, file)
    data = run("feedback", "add", str(fill(file)), "--no-edit", "--json").data
    assert data["from"] == "Kim Peer"
    assert "From Kim.md" not in data["title"]
