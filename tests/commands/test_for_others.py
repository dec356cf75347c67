"""`--for AUDIENCE`: what people outside the pair get, and what stays with the two."""

import csv
import json
import re
from io import StringIO

import pytest

from coachlog.context import Context
from tests.support.terminal import talk

LESSON, GOAL, MEETING = "ratios-in-the", "explain-why", "2026-11-19"


def edit(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def agree(root, *people):
    """Let these two people, and nobody else, agree to be quoted."""
    settings = root / "coachlog.yml"
    settings.write_text(re.sub(r"    quote: .*\n", "", settings.read_text("utf-8")), encoding="utf-8")
    for person in people:
        edit(root, "coachlog.yml", f"    role: {person}\n", f"    role: {person}\n    quote: [successes]\n")


def test_a_lesson_for_peers_has_its_sections_and_none_that_nobody_knows(run, example, tmp_path):
    path = "lessons/ratios-in-the-real-world-x2p7d.md"
    edit(example, path, "## Task\n", "## How Kai is at home\n\nSomething of ours\n\n## Task\n")
    edit(example, path, "unit: Ratios", "worries: SOMETHING\nunit: Ratios")
    result = run("lessons", "show", LESSON, "--for", "peer", "--to", tmp_path / "lesson.md")
    assert result.status == 0
    text = (tmp_path / "lesson.md").read_text("utf-8")
    assert text.startswith("# Ratios in the real world\n\nSubject: math\n")
    assert "## Assessment and rubric\n\n| Criterion" in text
    for kept_back in ("Something of ours", "SOMETHING", "How Kai", "## Feedback taken in", "x2p7d", "Robin and Sam"):
        assert kept_back not in text
    assert "What leaves, for peers: its title, subject, grade, unit" in result.err
    assert "Left out: “How Kai is at home”\n" in result.err
    assert "Left out: “Feedback taken in”\n" in result.err


def test_on_the_screen_it_is_what_the_file_would_have(run, example):
    shown = run("lessons", "show", LESSON, "--for", "public")
    assert "Learning targets" in shown.out
    assert "Interests and backgrounds" not in shown.out
    assert "Left out: “Interests and backgrounds”" in shown.err


def test_a_list_for_others_has_no_ids_and_no_names(run, example, tmp_path):
    run("goals", "--for", "public", "--to", tmp_path / "goals.json")
    data = json.loads((tmp_path / "goals.json").read_bytes())["data"]
    assert data[0] == {
        "kind": "goal",
        "title": "Find proportions in my own world",
        "facts": {"level": "student", "status": "active", "standards": "7.RP.A.3 and MP4", "indicators": "4a and 4c"},
    }
    run("goals", "--for", "peer", "--to", tmp_path / "goals.csv")
    text = (tmp_path / "goals.csv").read_text("utf-8-sig")
    assert "progressing" in text
    for name in ("Robin", "Example", "mentor", "p5v8h", "goals/"):
        assert name not in text


def test_a_partner_s_success_leaves_with_the_partner_s_consent_alone(run, example):
    edit(example, "coachlog.yml", "    quote: [successes]\n", "")
    agree(example, "mentor")  # mine, which changes nothing of what is my partner's
    shown = run("successes", "--for", "peer")
    assert "spoke for less than half" in shown.out
    assert "(mentor, 19 November 2026)" in shown.out
    assert "the unfinished lesson" not in shown.out
    assert "the lesson draft now begins" not in shown.out, "what belongs to both needs both"
    assert "since whoever said it has not agreed to be quoted" in shown.err
    agree(example, "mentor", "mentee")
    shown = run("successes", "--for", "peer")
    assert "showed the unfinished lesson" in shown.out
    assert "Sam:" not in shown.out
    assert "(mentee, 19 November 2026)" in shown.out
    assert "Left out" not in shown.err


def test_a_meeting_for_others_has_its_day_and_the_successes_that_may_be_quoted(run, example, tmp_path):
    edit(example, "coachlog.yml", "    quote: [successes]\n", "")
    agree(example, "mentor")
    edit(example, "coachlog.yml", "    role: mentor\n", "    role: mentor\n    alias: R.\n")
    run("show", MEETING, "--for", "public", "--to", tmp_path / "meeting.md")
    assert (tmp_path / "meeting.md").read_text("utf-8") == (
        "# Meeting of 19 November 2026\n\n## Successes\n\n"
        "- spoke for less than half of the meeting; Sam timed it, for fun. (R.)\n\n"
        "For growth, not for evaluation.\n"
    )


def test_two_headings_of_one_section_leave_once(run, example, tmp_path):
    agree(example, "mentor", "mentee")
    edit(example, f"meetings/{MEETING}.md", "## Successes\n", "## Glows\n\n- Robin: FIRST of all\n\n## Successes\n")
    result = run("show", MEETING, "--for", "peer", "--to", tmp_path / "meeting.md")
    text = (tmp_path / "meeting.md").read_text("utf-8")
    assert (text.count("FIRST of all"), text.count("spoke for less"), text.count("## ")) == (1, 1, 1)
    assert "“Successes” and “Successes”" not in result.err


def test_a_peer_s_words_leave_with_that_peer_s_consent_and_without_the_name(run, example):
    shown = run("feedback", "--for", "peer")
    assert shown.out.count("Feedback of ") == 2
    assert "Who does the talking?" not in shown.out  # a title may say whose it is
    assert "Kim" not in shown.out
    assert "1 piece of feedback, since whoever said it has not agreed" in shown.err
    refused = run("feedback", "show", "one-platform", "--for", "peer")
    assert refused.status == 1
    assert "has not agreed" in refused.err
    assert "Kim" not in run("feedback", "show", "who-does", "--for", "peer").out


def test_a_title_that_has_the_giver_s_name_leaves_neither_with_the_feedback_nor_behind_a_link(run, example, tmp_path):
    file = tmp_path / "said.md"
    file.write_text("## Strengths\n\nGood pace\n")
    path = run("feedback", "add", "--from", "Kim Zebra", "--about", LESSON, "--file", file, "--json").data["path"]
    given = example / path
    given.write_text(given.read_text().replace("quote_ok: false", "quote_ok: true"))
    lesson = example / run("lessons", "show", LESSON, "--json").data["path"]
    lesson.write_text(f"{lesson.read_text()}\n## Engagement\n\nAs [[{given.stem}]] says\n")
    shown = [run(*command, "--for", "peer").out for command in (["feedback"], ["lessons", "show", LESSON])]
    assert "Feedback of 19 November 2026" in shown[0]
    assert "As (another document) says" in shown[1]
    assert "Zebra" not in "".join([*shown, run("share", "lesson", LESSON).out])
    assert run("feedback", "--for", "public").status == 2


def test_a_plan_is_for_peers_and_not_for_everybody(run, example):
    shown = run("plan", "--for", "peer")
    assert "Norms" in shown.out
    assert "Confidentiality" not in shown.out
    assert run("plan", "--for", "public").status == 2
    assert run("plan", "--term", "2025-q1", "--for", "peer").status == 1
    assert not (example / "plans" / "2025-q1.md").exists(), "a look makes no plan"


@pytest.mark.parametrize("command", [["report"], ["hours"], ["progress"]])
@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".json"])
def test_a_programme_gets_days_minutes_and_counts(command, ending, run, example, tmp_path):
    file = tmp_path / f"facts{ending}"
    assert run(*command, "--for", "program", "--to", file).status == 0
    if ending == ".docx":
        return
    text = file.read_text("utf-8")
    for fact in ("Robin Example", "85", "180", "in-person", "co-planning"):
        assert fact in text
    for word in ("2026-fall", "district induction", "Both platforms", "proportional", "just-talk", "Exit", "longest"):
        assert word not in text


def test_a_programme_s_spreadsheet_has_a_row_for_each_meeting_held(run, example, tmp_path):
    run("report", "--for", "program", "--to", tmp_path / "facts.csv")
    rows = list(csv.DictReader(StringIO((tmp_path / "facts.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 10  # with the visit of 9 October
    assert rows[0] == {"date": "2026-09-10", "start": "15:30", "minutes": "40", "mode": "in-person"}


def test_a_programme_s_facts_touch_no_page(run, example, tmp_path):
    run("report", "--for", "program", "--to", tmp_path / "facts.md")
    assert not (tmp_path / "home" / "coachlog" / "own").exists()


def test_a_programme_gets_no_words_of_anything(run, example):
    for command in (["goals"], ["lessons"], ["show", MEETING], ["successes"], ["feedback"], ["plan"]):
        refused = run(*command, "--for", "program")
        assert refused.status == 2
        assert "coachlog report --for program" in refused.err


def test_a_page_of_my_own_leaves_as_i_have_it_now(run, example, tmp_path):
    run("report", "--no-edit")
    (page,) = (path for path in (tmp_path / "home/coachlog/own/reflections").glob("*-fall.md"))
    page.write_text(
        page.read_text("utf-8").replace("## Our", "## My own heading\n\n<!-- to me -->\nMy own words\n\n## Our"),
        encoding="utf-8",
    )
    result = run("report", "--no-edit", "--to", tmp_path / "page.html")
    assert (result.status, result.out) == (0, f"Written for everybody: {tmp_path / 'page.html'}\n")
    assert "What leaves, for everybody: the whole page as you have it now" in result.err
    text = (tmp_path / "page.html").read_text("utf-8")
    assert "<h2>My own heading</h2>" in text
    assert "My own words" in text
    assert "to me" not in text
    assert "Robin and Sam" not in text
    assert run("report", "--no-edit", "--to", tmp_path / "page.csv").status == 2
    assert run("report", "--no-edit", "--together", "--to", tmp_path / "joint.md").status == 2
    assert run("report", "--no-edit", "--together", "--for", "pair", "--to", tmp_path / "joint.md").status == 0


def test_a_name_on_my_list_of_students_leaves_for_nobody(run, example, tmp_path):
    run("students", "add", "Zoe -> Student A")
    edit(example, "lessons/ratios-in-the-real-world-x2p7d.md", "- I can explain", "- Zoe can explain")
    for audience in ("peer", "public"):
        refused = run("lessons", "show", LESSON, "--for", audience, "--to", tmp_path / "lesson.html")
        assert refused.status == 1
        assert "`Zoe` is on your list of students" in refused.err
        assert not (tmp_path / "lesson.html").exists()
    assert run("lessons", "show", LESSON, "--to", tmp_path / "lesson.html").status == 0, "the two have it in the log"


def test_names_of_the_two_in_prose_are_told(run, example, tmp_path):
    result = run("goals", "--for", "peer", "--to", tmp_path / "goals.md")
    assert "Known names in it, which stay as they are written: Sam (1 time)" in result.err


def test_a_problem_of_the_log_is_told_and_is_in_no_file(run, example, tmp_path):
    (example / "goals" / "of-kai-a2b3c.md").write_text("---\ntype: [goal\n---\n", encoding="utf-8")
    result = run("goals", "--for", "peer", "--to", tmp_path / "goals.json")
    assert result.status == 1
    assert "of-kai" in result.err
    assert b"of-kai" not in (tmp_path / "goals.json").read_bytes()


@pytest.mark.parametrize("command", [["hours"], ["report"], ["progress"], ["successes"], ["lessons"]])
def test_words_that_could_not_be_read_are_in_no_json_for_others(command, run, example, tmp_path):
    edit(example, f"meetings/{MEETING}.md", "status: held\n", "status: held SECRET\nstart: half past SECRET\n")
    edit(example, "lessons/ratios-in-the-real-world-x2p7d.md", "status: ", "status: SECRET ")
    audience = "program" if command[0] not in ("successes", "lessons") else "peer"
    shown = run(*command, "--for", audience, "--json")
    written = run(*command, "--for", audience, "--to", tmp_path / "facts.json")
    assert shown.status == written.status == 1
    assert "SECRET" in shown.err
    assert "SECRET" in written.err
    assert "SECRET" not in shown.out + (tmp_path / "facts.json").read_text("utf-8")


@pytest.mark.parametrize(("answer", "written"), [("n", False), ("y", True)])
def test_on_a_terminal_it_asks(answer, written, example, tmp_path):
    file = tmp_path / "goals.md"
    talk(["goals", "--for", "peer", "--to", str(file)], [answer])
    assert file.exists() is written


def test_what_is_of_several_pairs_is_for_oneself(run, example, tmp_path):
    from coachlog.storage.home import Home

    Home(tmp_path / "home" / "coachlog").add(example)
    written = run("goals", "--all-logs", "--to", tmp_path / "goals.md")
    assert written.out == f"Written for you: {tmp_path / 'goals.md'}\n"
    refused = run("goals", "--all-logs", "--for", "pair", "--to", tmp_path / "pair.md")
    assert refused.status == 2
    assert "one pair may not read what is of another" in refused.err
    assert run("agenda", "--all-logs", "--to", tmp_path / "all.ics").status == 2
    shown = run("goals", "--all-logs", "--for", "peer")
    assert "Find proportions in my own world" in shown.out
    for name in ("Robin", "robin", "Sam Sample"):
        assert name not in shown.out


def test_what_may_point_to_a_student_is_to_be_looked_at_again(run, example, tmp_path):
    edit(example, "lessons/ratios-in-the-real-world-x2p7d.md", "- I can explain", "- A student, born 12 March 2014:")
    result = run("lessons", "show", LESSON, "--for", "peer", "--to", tmp_path / "lesson.md")
    assert result.status == 0
    assert "Look again: " in result.err


def test_what_has_no_rows_is_no_spreadsheet(run, example, tmp_path):
    refused = run("hours", "--form", "meeting-log", "--to", tmp_path / "form.csv")
    assert refused.status == 2
    assert "has no rows for a spreadsheet" in refused.err


def test_a_role_of_several_words_and_odd_times_are_no_facts(run, example, tmp_path):
    edit(example, "coachlog.yml", "    role: mentor\n", "    role: the one who listens when it is hard\n")
    edit(example, "coachlog.yml", "per: month", "per: total")
    for note in (example / "meetings").glob("*.md"):
        note.write_text(re.sub("(?m)^(start|minutes|mode): .*\n", "", note.read_text("utf-8")), encoding="utf-8")
    data = run("report", "--for", "program", "--json").data
    assert data["people"][0] == {"name": "Robin Example", "role": None}
    assert data["meetings"][0] == {"date": "2026-09-10", "start": None, "minutes": None, "mode": None}
    assert (data["spans"][0]["start"], data["spans"][0]["asked"]) == (None, 180)
    page = run("hours", "--for", "program").out
    assert "Not counted, since nobody wrote the minutes down" in page
    assert "in total" in page
    assert "listens" not in page


@pytest.fixture
def named(example, sealed, run):
    """A page with names of several people, of which two are in its references, too."""
    run("report", "--no-edit")
    page = sealed / "coachlog" / "own" / "reflections" / "robin-and-sam-2026-fall.md"
    words = "\n\nKim was there, and Kim listened with Ms Ortiz, not S. I let S go. The sample went well."
    words += "\n\n## References\n\n- Example, S."
    page.write_text(re.sub(r"\n+## References", words, page.read_text()))
    return page


def test_names_of_peers_and_others_are_told_with_their_counts(named, run, tmp_path):
    told = run("report", "--to", tmp_path / "page.md").err
    assert "Kim (2 times)" in told
    assert "Ms Ortiz (1 time)" in told
    assert "S (2 times)" in told
    assert "Example" not in told.partition("Names in it")[2]
    assert "Kim was there, and Kim listened with Ms Ortiz, not S." in (tmp_path / "page.md").read_text()


def test_each_name_in_a_page_is_asked_about_and_none_is_replaced(named, run, tmp_path, monkeypatch):
    asked, keep = [], [True]

    def confirm(_, question, *, default):
        asked.append(question)
        assert default  # Enter goes on the same way at each of them
        return keep[0] if "Kim" in question else True

    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr(Context, "confirm", confirm)
    shown = run("report", "--to", tmp_path / "page.md")
    assert shown.status == 0
    assert "Kim, first here: … Kim was there, and Kim …" in shown.err
    assert {"Leave Kim as it is?", "Leave Ms Ortiz as it is?"} <= {*asked}
    assert "Write it?" not in asked
    keep[0] = False
    refused = run("report", "--to", tmp_path / "again.md")
    assert "nothing was written: Kim is in it 2 times" in refused.err
    assert "coachlog check --page says in which lines" in refused.err
    assert not (tmp_path / "again.md").exists()
    assert "Kim was there" in named.read_text()


# What only the two read, in a section that peers may read, in the ways in which people write its title.
UNREAD = (
    "**After teaching:** MARK", "**After teaching**\nMARK\n\nMARK", "**After teaching** MARK", "After teaching: MARK",
    "After teaching\nMARK", "- **After teaching:** MARK", "- Seen\n  - After teaching\n    - MARK",
    "> ### After teaching\n> MARK", "> [!note] After teaching\n> MARK",
    "| After teaching | MARK |\n|---|---|\n| a | b |", "###After teaching\n\nMARK",
    "<h3>After teaching</h3>\n\nMARK", "### After the teaching\n\nMARK", "- [ ] Feedback taken in: MARK",
)  # fmt: skip


@pytest.mark.parametrize("typed", UNREAD)
def test_what_is_perhaps_a_section_of_the_two_within_another_one_stays(typed, run, example):
    lesson = example / run("lessons", "show", LESSON, "--json").data["path"]
    text = lesson.read_text("utf-8")
    lesson.write_text(
        f"{text}\n## Resources\n\n- Before\n\n{typed}\n\n### More\n\nAfter teaching it twice we knew\n", "utf-8"
    )
    for shown in (run("share", "lesson", LESSON).out, run("show", LESSON, "--for", "public").out):
        assert "MARK" not in shown
        assert "- Before\n" in shown
        assert "After teaching it twice we knew" in shown
