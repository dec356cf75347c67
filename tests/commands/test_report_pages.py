"""Whose page it is, and what becomes of it: a mentee's, a joint one, one over all logs, an old one, a thin one."""

import re
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

import pytest

from coachlog.storage.home import Home
from tests.support.page_words import visible
from tests.support.world import EXAMPLE, make_log

MENTORS = "What did you believe about coaching at the start that you don't now, and what changed it?"
MENTEES = "What is easier now, and how do your students show it?"


def test_a_mentee_is_asked_a_mentees_questions_and_told_nothing_of_the_coachs_own(run, example, reflections):
    assert run("report", "--me", "mentee").status == 0
    page, material = (reflections / f"robin-and-sam-2026-fall{end}.md" for end in ("", ".material"))
    assert MENTEES in visible(page)
    assert MENTORS not in visible(page)
    assert "I had a goal for myself: “Ask before telling”." in visible(page)
    assert "I teach grade 7 math in my second year of teaching." in visible(page)
    for file in (page, material):
        text = file.read_text(encoding="utf-8")
        assert "Listen before suggesting" not in text
        assert "My coaching practice" not in text
        assert "Keep practising listening" not in text


def test_another_persons_page_takes_nothing_of_the_own_pages_in_which_it_lies(run, example, reflections):
    run("readings", "add", "The fifth second", "--author", "Example, K.", "--year", "2025")
    run("work", "add", "A talk on listening", "--what", "talk", "--on", "2026-10-20")
    mine = run("report")
    assert "Only you can see this page." in mine.out
    theirs = run("report", "--me", "mentee")
    assert "This page lies in the own pages of Robin Example, and takes nothing else from them." in theirs.out
    assert "Only you" not in theirs.out
    for name, is_mine in (("robin-and-sam-2026-fall", True), ("robin-and-sam-mentee-2026-fall", False)):
        material = (reflections / f"{name}.material.md").read_text(encoding="utf-8")
        assert ("A talk on listening" in material) is is_mine
        assert ("The fifth second" in material) is is_mine
        assert is_mine or "fifth second" not in visible(reflections / f"{name}.md")


def test_a_page_is_shown_by_the_name_that_was_told(run, example, reflections):
    told = run("report", "--no-edit").out
    page = str(reflections / "robin-and-sam-2026-fall.md")
    assert page in told
    for name in (page, "reflections/robin-and-sam-2026-fall.md"):
        assert "Our relationship" in run("show", name).out
    assert run("show", page, "--to", "page.md").status == 1
    assert run("show", page, "--for", "peer").status == 1
    assert run("show", "reflections/nothing.md").status == 1


def test_a_mentees_page_leaves_each_answer_its_room(run, example, reflections):
    data = run("report", "--me", "mentee", "--json").data
    assert (data["target"][1] - data["words"]) / len(data["gaps"]) >= 35


def test_a_partners_success_is_told_with_consent_and_is_a_gap_without(run, example, reflections):
    run("report")
    page = reflections / "robin-and-sam-2026-fall.md"
    assert "In October my mentee asked for help before the week got heavy" in visible(page)
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text().replace("    quote: [successes]\n", ""))
    run("report")
    assert "asked for help before" not in page.read_text()
    assert "On 29 October this came from my mentee: […]." in visible(page)


@pytest.mark.parametrize("line", ["Me: filmed five minutes", "SS - filmed five minutes"])
def test_a_line_of_a_me_that_anybody_may_be_is_a_gap_and_no_words_of_the_author(line, run, example, reflections):
    note = example / "meetings" / "2026-10-29.md"
    note.write_text(note.read_text().replace("## Successes\n\n", f"## Successes\n\n- {line} #star\n", 1))
    assert line in note.read_text()
    run("report")
    page = visible(reflections / "robin-and-sam-2026-fall.md")
    assert "filmed five" not in page
    assert "On 29 October this was between us: […]." in page


def test_a_step_that_was_done_is_told_without_the_day_of_a_note(run, example, reflections):
    run("report")
    page = visible(reflections / "robin-and-sam-2026-fall.md")
    assert "I split the design matrix" in page
    assert not re.search(r"On \d+ \w+ I split the design matrix", page)


def test_the_joint_page_is_for_both_and_has_neither_ones_own_goals(run, example):
    assert run("report", "--together").status == 0
    page = example / "reflections" / "2026-fall.md"
    assert "The mentor and the mentee have been working together since September 2026." in visible(page)
    assert "We used to think […]; now we think […], because […]." in visible(page)
    assert "Listen before suggesting" not in page.read_text()
    assert run("check").status == 0


def test_one_page_over_both_mentees_calls_each_by_alias(run, example, reflections, tmp_path, monkeypatch, sealed):
    other = make_log(tmp_path / "robin-and-lee", EXAMPLE, monkeypatch)
    settings = (other / "coachlog.yml").read_text().replace("Sam Sample", "Lee Second")
    settings = settings.replace("    subject: math\n", "    subject: science\n    alias: Dana\n")
    (other / "coachlog.yml").write_text(f"id: abcdefghjkmn\n{settings}")
    for root in (other, example):
        Home(sealed / "coachlog").add(root)
    assert run("report", "--all-logs").status == 0
    page = reflections / "all-logs-2026-fall.md"
    assert "working with my mentee, who teaches grade 7 math" in visible(page)
    assert "working with Dana, who teaches grade 7 science" in visible(page)
    assert visible(page).count(MENTORS) == 1
    assert visible(page).count("\n### With Dana\n") == 3
    assert visible(page).count("I have also been working with") == 1
    assert "In September with Dana: The coaching plan was too much" in visible(page)
    assert "- 17 September, with Dana: " in page.read_text()
    assert page.read_text().count("I wait for students and I hardly wait for teachers.") <= 1
    assert " with Dana" in visible(page).partition("## Our relationship")[2].partition("## What we made")[0]
    assert (
        visible(page).count("I will go on with my goal “Listen before suggesting”.")
        == visible(page).count("- Foltos, L. (2013).")
        == 1
    )
    assert "## Successes (Dana)" in (reflections / "all-logs-2026-fall.material.md").read_text()
    before = page.read_text()
    assert "Nothing new in" in run("report", "--all-logs").out
    assert page.read_text() == before
    assert run("report", "--all-logs", "--together").status == 2


def test_a_page_of_the_old_form_keeps_each_word_of_its_author(run, example, reflections):
    run("report")
    page = reflections / "robin-and-sam-2026-fall.md"
    log = re.search(r"(?m)^log: .*$", page.read_text()).group()
    line = "- Sam: a line that was drafted (10 September, meetings/2026-09-10.md)"
    rewritten = "- Sam: a line in my words (10 September, meetings/2026-09-10.md)"
    digest = blake2b(line.encode()).hexdigest()[:6]
    page.write_text(
        f"---\ntype: reflection\nterm: 2026-fall\nauthor: mentor\nstatus: draft\n{log}\n---\n\n# My fall\n\n"
        "My first word.\n\n## What I've learned so far\n\n<!-- What do you understand about coaching now? -->\n\n"
        f"I learned to wait.\n\n## Successes\n\n<!-- coachlog: successes {digest} 123456 -->\n{line}\n"
        f"  and mine below\n{rewritten}\n<!-- /coachlog -->\n\n## Areas of growth\n\n"
        "<!-- coachlog: areas-of-growth -->\n<!-- /coachlog -->\n"
        "\n## Lesson improvement\n\nThe lesson is better.\n\n## Mine alone\n\nMy last word.\n",
        encoding="utf-8",
    )
    (reflections / "robin-and-sam-2026-fall.material.md").unlink()
    assert run("report").status == 0
    text = page.read_text()
    words = (
        "My first word.",
        "I learned to wait.",
        "and mine below",
        rewritten,
        "The lesson is better.",
        "My last word.",
    )
    for word in words:
        assert text.count(word) == 1
    assert line not in text
    assert "coachlog: successes" not in text
    assert "## Areas of growth" not in text
    assert MENTORS in text
    assert text.index("I learned to wait.") > text.index("## What I've learned so far")
    assert text.index("## What we made together") < text.index("The lesson is better.") < text.index("## Goals")
    assert "logged in and spoken once" in (reflections / "robin-and-sam-2026-fall.material.md").read_text()
    assert "Nothing new in" in run("report").out
    assert page.read_text() == text


def test_a_thin_log_gives_four_questions_with_the_lines_under_them(run, tmp_path, sealed, reflections, monkeypatch):
    run(
        "init", tmp_path / "log", "--mentor", "Ann Lee", "--mentee", "Bo Day", "--me", "mentor", "--today", "2026-10-01"
    )
    monkeypatch.chdir(tmp_path / "log")
    for day in (8, 15, 22, 29):
        run("meet", "--no-edit", "--today", f"2026-10-{day:02}")
        run(
            "note", f"Bo: the quiet table talked for {day} minutes", "--in", "successes", "--today", f"2026-10-{day:02}"
        )
        run("note", f"Ask {day} times before I answer", "--in", "growth", "--today", f"2026-10-{day:02}")
    run("note", "Bo: and again", "--in", "successes", "--today", "2026-10-29")  # two gaps of a day are one
    run("steps", "add", "Find a text on wait time", "--today", "2026-10-29")
    told = run("report", "--today", "2026-12-10")
    assert told.status == 0
    page = reflections / "log-2026-q4.md"
    text = visible(page)
    assert text.count("?** […]") == 4
    assert "I used to think" not in text, "the first question asks it"
    assert "**What is still hard" in text, "lines bear on it"
    assert "**What made honesty easier" not in text, "none does"
    assert text.count("it was my aim to ask ") == 4
    assert "quiet table" not in page.read_text()
    assert "my mentee said" not in text
    memory = "Most of this page comes from memory: the log of this time is short."
    assert memory not in text
    assert f"<!-- {memory} -->" in page.read_text()
    assert memory in told.out
    page.write_text(page.read_text().replace(f"<!-- {memory} -->\n", "").replace("We meet", "We met"))
    assert run("check", "--page", "--json").data[0]["target"] == [200, 900]
    assert run("report", "--json", "--today", "2026-12-10").data["target"] == [200, 900]
    assert memory not in page.read_text()
    assert "I want to find a text on wait time." in text
    answered = re.sub(r"\*\*.*\?\*\* \[…\]", "word " * 30, text)
    assert 200 <= len(answered.split()) <= 300
    assert "## Goals" not in text
    assert not re.search(r"(?m)^## .*\n+(?:## |\Z)", text)


def test_what_students_did_comes_to_what_the_two_made_whoever_wrote_it(run, tmp_path, reflections, monkeypatch):
    people = ("--mentor", "Ann Lee", "--mentee", "Bo Day", "--me", "mentor")
    run("init", tmp_path / "log", *people, "--today", "2026-10-01")
    monkeypatch.chdir(tmp_path / "log")
    for words in ("nobody:three of five groups finished the graph", "mentor:two tools are one too many"):
        speaker, _, text = words.partition(":")
        run("note", text, "--in", "successes", "--speaker", speaker, "--today", "2026-10-08")
    run("report", "--no-edit", "--today", "2026-12-10")
    text = (reflections / "log-2026-q4.md").read_text()
    made = text.partition("## What we made together")[2]
    assert "three of five groups" in made
    assert "two tools" not in made
    assert text.count("three of five groups") == 1
    run("star", "--today", "2026-10-08")
    material = reflections / "log-2026-q4.material.md"
    material.write_text(material.read_text().replace("- [ ] 1.", "- [x] 1."))
    run("report", "--no-edit", "--today", "2026-12-10")
    assert "Three of five groups" in visible(reflections / "log-2026-q4.md").partition("## What we made together")[2]


def test_a_thin_logs_notes_are_offered_and_a_weekday_that_nobody_kept_is_not_told(
    run, reflections, tmp_path, monkeypatch
):
    run("init", tmp_path / "log", "--mentor", "Ada", "--mentee", "Bo", "--me", "mentor", "--today", "2026-10-06")
    monkeypatch.chdir(tmp_path / "log")
    for day in ("2026-10-08", "2026-10-22"):
        run("meet", "--no-edit", "--date", day, "--today", day)
        run("note", f"The chart of {day} hung by the door, and nobody looked.", "--in", "notes", "--today", day)
    assert run("report", "--today", "2026-12-10").status == 0
    page = reflections / "log-2026-q4.md"
    assert "We meet" not in visible(page)
    assert "- 8 October: The chart of 2026-10-08 hung by the door, and nobody looked.\n" in page.read_text()
    assert "- 22 October: The chart" in page.read_text()


def test_a_programmes_own_questions_are_asked(run, example, reflections):
    (example / "templates" / "questions").mkdir(parents=True)
    (example / "templates" / "questions" / "course.yml").write_text(
        "title: The course\nfor: mentor\nquestions:\n  - What was rocky?\n  - Whom do you thank?\n"
    )
    settings = example / "coachlog.yml"
    settings.write_text("questions: course\n" + settings.read_text())
    assert run("report").status == 0
    text = visible(reflections / "robin-and-sam-2026-fall.md")
    assert "**What was rocky?** […]" in text
    assert "**Whom do you thank?** […]" in text
    assert MENTORS not in text
    assert run("check").status == 0


@pytest.mark.parametrize("me", ["mentor", "mentee"])
def test_a_programmes_questions_are_typed_each_as_it_is_asked(me, run, example, reflections):
    asked = [f"Question {number}: “why” & what's #{number}?" for number in range(5)]
    typed = [word for question in asked for word in ("--question", question)]
    assert run("report", "--me", me, *typed).status == 0
    assert all(f"**{question}** […]" in visible(reflections / "robin-and-sam-2026-fall.md") for question in asked)
    again = run("report", "--me", me, "--question", "Another?")
    assert again.status == 1
    assert "--replace" in again.err
    assert run("report", "--me", me, "--question", "Another?", "--replace").status == 0
    text = visible(reflections / "robin-and-sam-2026-fall.md")
    assert "**Another?** […]" in text
    assert "Question 1" not in text
    assert run("check").status == 0


def test_a_tick_in_the_material_brings_a_line_in_or_leaves_it_out(run, example, reflections):
    run("report")
    page, material = reflections / "robin-and-sam-2026-fall.md", reflections / "robin-and-sam-2026-fall.material.md"
    text = material.read_text()
    for words, tick in (("spoke for less than half", "x"), ("asked for help before the week", "-")):
        row = next(line for line in text.splitlines() if words in line)
        text = text.replace(row, row.replace("[ ]", f"[{tick}]"))
    material.write_text(text)
    run("report")
    assert "In November I spoke for less than half of the meeting; Sam timed it, for fun." in visible(page)
    assert "asked for help before the week" not in page.read_text()
    assert "- [-]" in material.read_text()


def test_check_page_says_what_is_to_fill_until_nothing_is(run, example, reflections):
    result = run("check", "--page")
    assert result.status == 1
    assert "you have no page on this log yet" in result.err
    run("report")
    result = run("check", "--page")
    assert result.status == 1
    assert re.search(r"The goal moved because \[…\]\.  \(line \d+\)", result.out)
    page = reflections / "robin-and-sam-2026-fall.md"
    page.write_text(page.read_text().replace("[…]", "something"))
    result = run("check", "--page")
    assert result.status == 0
    assert "Nothing is left to fill." in result.out


def test_check_page_looks_at_evidence_pages_and_the_joint_page_and_at_one_by_name(run, example, reflections):
    run("report")
    run("report", "--together")
    run("evidence", "2c")
    run("evidence", "3a", "4a")
    pages = run("check", "--page", "--json").data
    assert [Path(page["path"]).stem for page in pages] == ["robin-and-sam-2026-fall", "2c", "3a-4a", "2026-fall"]
    assert [page["target"] for page in pages] == [[600, 900], [200, 600], [200, 600], [600, 900]]
    assert all(page["gaps"] for page in pages)
    for name, stem in (("2C", "2c"), ("4a", "3a-4a"), ("2026-fall", "2026-fall"), ("robin", "robin-and-sam-2026-fall")):
        assert [Path(page["path"]).stem for page in run("check", "--page", name, "--json").data] == [stem]
    page = reflections.parent / "evidence" / "2c.md"
    page.write_text(page.read_text().replace("[…]", "something"))
    assert run("check", "--page", "2c").status == 0
    assert run("check", "--page").status == 1
    result = run("check", "--page", "5z")
    assert result.status == 1
    assert "there is no page `5z` on this log" in result.err
    page.write_bytes(b"\xff\xfe\x00")
    assert f"{page}:1" not in run("check", "--page", "robin").err
    result = run("check", "--page", "2c")
    assert result.status == 1
    assert f"{page}:1: this file has letters that cannot be read" in result.err


def test_renamed_moved_and_turned_into_prose_a_page_keeps_its_authors_words(run, example, reflections):
    run("report")
    page, material = reflections / "my-fall.md", reflections / "all-lines.md"
    (reflections / "robin-and-sam-2026-fall.md").rename(page)
    (reflections / "robin-and-sam-2026-fall.material.md").rename(material)
    text = page.read_text()
    made = text[text.index("## What we made together") : text.index("## Goals")]
    prose = " ".join(line for line in made.splitlines() if line and not line.startswith(("#", "<", "-", "**")))
    text = text.replace(made, "").replace("## Our relationship", "## The two of us")
    page.write_text(text.replace("## References", f"## The lesson\n\n{prose} And it is better.\n\n## References"))
    assert run("report").status == 0
    assert sorted(file.name for file in reflections.iterdir()) == ["all-lines.md", "my-fall.md"]
    again = page.read_text()
    assert f"{prose} And it is better." in again
    assert "## The two of us" in again
    assert "## What we made together" not in again
    assert again.count("The lesson that we worked on is") == 1
    run("goals", "update", "listen-before", "I waited a whole minute")
    assert "Refreshed" in run("report").out
    assert "On 19 November I waited a whole minute." in page.read_text()
    assert f"{prose} And it is better." in page.read_text()


@pytest.mark.parametrize(
    "lines", [("Ann: I waited {} seconds", "Ann: ask {} questions"), ("{} hands up", "lee said {}")]
)
def test_the_draft_grows_with_the_log(lines, run, tmp_path, monkeypatch, reflections):
    people = ("--mentor", "Ann Day", "--mentee", "Lee Park", "--me", "mentor")
    run("init", tmp_path / "log", *people, "--today", "2026-10-01")
    monkeypatch.chdir(tmp_path / "log")
    words = [0]
    for number in range(12):
        sections = "".join(
            f"## {name}\n\n- {lines[at % 2].format(number * 3 + at)}\n\n"
            for at, name in enumerate(("Successes", "Areas of growth", "Notes", "Successes"))
        )
        note = tmp_path / "log" / "meetings" / f"2026-10-{number * 2 + 2:02}.md"
        note.parent.mkdir(exist_ok=True)
        note.write_text(f"---\ntype: meeting\ndate: {note.stem}\nstatus: held\n---\n\n# Talk\n\n{sections}")
        result = run("report", "--json", "--no-edit", "--today", "2026-12-10")
        page = visible(next(reflections.glob("log-2026-q4.md")))
        words.append(len(page.split()))
    assert all(after > before - 16 for before, after in pairwise(words)), words
    assert words[-1] > words[1]
    assert "lee said" not in page
    assert result.data["target"] == [400, 900]


def test_a_log_of_many_steps_and_lines_of_evidence_is_not_called_short(run, tmp_path, sealed, monkeypatch):
    root = tmp_path / "log"
    run("init", root, "--mentor", "Ann Lee", "--mentee", "Bo Day", "--me", "mentor", "--today", "2026-10-01")
    monkeypatch.chdir(root)
    run("meet", "--no-edit", "--today", "2026-10-08")
    note = root / "meetings" / "2026-10-08.md"
    steps = "".join(f"- [x] Ann: tried card {number}\n" for number in range(60))
    note.write_text(note.read_text().replace("## Next steps\n", f"## Next steps\n\n{steps}", 1))
    assert "comes from memory" not in run("report", "--today", "2026-12-10").out
