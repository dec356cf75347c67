"""`report --pick`: lines are chosen by a key each, kept at once, left and gone on with."""

import re

import pytest

from coachlog.actions.page.reflection_picks import set_out
from coachlog.actions.page.report import Scope, draft_report
from coachlog.app.period_argument import chosen_span
from coachlog.context import Context
from coachlog.options import Options
from coachlog.summary.page.candidates import lines_of, places_in_page, waiting_lines, with_choice
from coachlog.summary.page.draft import build_page
from coachlog.summary.page.sections import PICKED
from tests.support.figures import times
from tests.support.terminal import talk

pytestmark = pytest.mark.linux


@pytest.fixture
def page(sealed):
    return sealed / "coachlog" / "own" / "reflections" / "robin-and-sam-2026-fall.md"


def test_lines_are_chosen_by_a_key_each_and_out_stays_out(example, run, page):
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    status, screen = talk(["report", "--pick"], ["i", "o", "l", "s", "q"])
    assert status == 0
    assert "1 of 12: " in screen
    assert "would go to: " in screen
    assert "[i]n, [o]ut, [l]ater, [s]tar, [q]uit, [b]ack, s[w]ap?" in screen
    text = material.read_text()
    assert text.count("[x]") >= 2
    assert text.count("[-]") >= 1
    assert "#star" in next((page.parents[1] / "stars").glob("*.md")).read_text()
    later = screen.split("3 of 12")[1].splitlines()[1].strip()
    _, again = talk(["report", "--pick"], ["l"] * 5 + ["q"])
    assert later[:40] in again
    first = screen.split("1 of 12")[1].splitlines()[1].strip()
    assert first[:40] not in again.partition("of 12")[2].partition("quit?")[0]


def test_lines_go_in_until_twelve_are_there(example, run, page, typed):
    typed += ["i"] * 30
    lead = run("report", "--pick").err
    assert re.search(r"to choose from. \d+ are in already, and \d+ more may come in; about \d+ words are left", lead)
    material = page.with_name("robin-and-sam-2026-fall.material.md").read_text()
    before = material.count("[x]")
    assert 0 < before < 30
    typed[:] = ["i", "", "w", "", "?", "i", "", "q"]
    err = run("report", "--pick").err
    assert "12 are in already, and one comes in for one that goes out" in err
    assert len(re.findall(r"12 lines are in, which leaves about [12]\d words for each answer: some may go", err)) == 3
    assert "l: later, it is offered the next time." in err
    assert "Type a number" not in err
    assert page.with_name("robin-and-sam-2026-fall.material.md").read_text().count("[x]") == before


def offered(err):
    """Return the lines that were offered, each with its day and its place in the page."""
    blocks = re.findall(r"^\d+ of \d+: (.*)\n  (.*(?:\n  .*)*)\n  would go to: (.*)", err, re.MULTILINE)
    return [(" ".join(words.split()), day, place) for day, words, place in blocks]


def test_every_line_put_in_stands_in_the_section_that_was_named(example, run, page, typed):
    typed += ["i"] * 12
    lines = offered(run("report", "--pick").err)[:6]  # six have a star: for each further one another goes out
    text = re.sub(r"<!--.*?-->", "", page.read_text(), flags=re.DOTALL)
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")}
    assert len(lines) == 6
    assert len({day for _, day, _ in lines}) > 3
    for words, day, place in lines:
        said = words.split(": ", 1)[-1].rstrip(".")[1:40]
        gap = rf"On {day.partition(',')[0]} (my mentee |we )?\[…\]|My mentee \[…\]"
        assert said in sections[place] or re.search(gap, sections[place]), words


def test_lines_put_in_stand_by_their_days_in_the_story_of_their_goal_as_in_a_page_drafted_anew(example, run, page):
    for day, words in (("2026-11-19", "I asked Sam"), ("2026-09-17", "I counted to ten"), ("2026-12-03", "I met Kim")):
        run("note", words, "--in", "notes", "--goal", "listen-before", "--speaker", "mentor", "--today", day)
    run("report", "--no-edit", "--today", "2026-12-03")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    lines = "I asked Sam|I counted to ten|I met Kim"
    material.write_text(re.sub(rf"- \[ \](?= .*({lines}))", "- [x]", material.read_text()))
    run("report", "--no-edit", "--today", "2026-12-03")
    story = paragraph_of(page, "I began here")
    months = re.findall(r"^(?:On|By|In|Around) (?:\d+ )?(\w+)", story, re.MULTILINE)
    assert months == ["September", "October", "November", "November", "December"]
    drafted_again = page.read_text()
    page.unlink()
    run("report", "--no-edit", "--today", "2026-12-03")
    assert page.read_text() == drafted_again


def test_twelve_lines_are_enough_where_the_answers_have_their_room(example, run, page, typed):
    run("report", "--no-edit")
    text = re.sub(r"\*\*.*\[…\]\n", "I said all of it.\n", page.read_text(), count=4)
    page.write_text(text)
    typed += ["i"] * 30
    assert "12 lines are in: enough for a page." in run("report", "--pick").err


def test_a_line_is_offered_with_what_the_page_says_of_its_day(example, run, typed):
    run(
        "note",
        "Asked two questions and waited",
        "--in",
        "notes",
        "--goal",
        "listen-before",
        "--speaker",
        "mentor",
        "--today",
        "2026-11-19",
    )
    typed += ["l"] * 12
    items = run("report", "--pick").err.split(" of 12: ")[1:]
    (listened,) = (item for item in items if "Asked two questions" in item)
    assert "the page says of that day already: By 19 November I was here: “under half of the talking" in listened
    (sat_in,) = (item for item in items if "sat in for twenty minutes" in item)
    assert "the page says of that day already: I visited my mentee’s class on 9 October" in sat_in
    assert 0 < sum("the page says of that day already" in item for item in items) < len(items)
    assert not any("would stand there as: " in item for item in items), "each as it is written in the log"


def test_a_key_that_means_nothing_is_answered(example, run, typed):
    typed += ["x", "1", "q"]
    assert run("report", "--pick").err.count("That key does nothing here; ? says what each key does.") == 2


def test_the_lines_are_of_the_whole_term(example, run, page, typed):
    typed += ["l"] * 20
    days = {day.partition(",")[0].split()[-1] for _, day, _ in offered(run("report", "--pick").err)}
    assert days >= {"September", "October", "November"}


def test_a_line_put_in_stands_once_and_nothing_goes_or_changes_for_it(example, sealed):
    period = chosen_span(Context(Options()), "", "", "")
    draft = draft_report(Context(Options()), Scope(period)).draft
    lines = lines_of(draft.choices, {source for choice in draft.choices for source in map(source_of, choice.lines)})
    of_goals = [one for one in lines if one.line.section == "Evidence" and "p5v8h" in one.source]
    one_each = {one.line.section: one for one in lines if one.line.section in PICKED}
    visits = [one for one in lines if one.line.section == "Visits"]
    for candidates in ([*one_each.values(), *visits], *([one] for one in (*visits, *of_goals, *one_each.values()))):
        choices = draft.choices
        for candidate in candidates:
            choices = with_choice(choices, candidate, "x")
        before, after = said(draft.choices, draft.questions), said(choices, draft.questions)
        assert [piece for piece in before if piece not in after] == []
        for candidate in candidates:
            assert sum(candidate.source in sources for _, sources in after) == 1
    assert not {one.source for one in visits} & {one.source for one in waiting_lines(draft.choices, places(draft))}


def test_a_line_put_out_takes_no_other_with_it(example, sealed):
    draft = draft_report(Context(Options()), Scope(chosen_span(Context(Options()), "", "", ""))).draft
    choices = draft.choices
    for candidate in waiting_lines(choices, places(draft)):
        choices = with_choice(choices, candidate, "-")
        assert said(choices, draft.questions) == said(draft.choices, draft.questions), candidate.line.words


def test_a_sentence_taken_out_takes_no_other_with_it_and_none_comes_in(example, run, reflections, sealed):
    period = chosen_span(Context(Options()), "", "", "")
    report = draft_report(Context(Options()), Scope(period))
    draft, material = report.draft, reflections / "robin-and-sam-2026-fall.material.md"
    untouched = material.read_bytes()
    sentences = [piece for section in draft.sections for piece in section.pieces if piece.sources]
    before = said(draft.choices, draft.questions)
    for piece in [one for one in sentences if not one.text.startswith(("<!--", "- "))][:: times(3, 1)]:
        set_out(report, piece, out=True)
        now = draft_report(Context(Options()), Scope(period)).draft
        after = [row for row in said(now.choices, now.questions) if not is_learning(row, piece)]
        assert [one for one in after if one not in before] == [], piece.text
        gone = [row for row in before if row not in after and not is_learning(row, piece)]
        assert gone in ([], [(piece.text, piece.sources)])
        material.write_bytes(untouched)


def is_learning(row, piece):
    """Of two wishes the one that is left needs no `also`."""
    return piece.slot.startswith("learning ") and "want to" in row[0]


def source_of(line):
    return f"{line.claim.path}:{line.claim.line}"


def places(draft):
    return places_in_page(draft.sections)


def said(choices, questions):
    """The sentences of a page, each with what it is from."""
    pieces = (piece for section in build_page(choices, questions) for piece in section.pieces)
    return [(piece.text, piece.sources) for piece in pieces if not piece.text.startswith("<!--")]


def test_what_the_author_took_out_is_not_said_to_be_in_and_comes_back_in_no_other_line(example, run, page, typed):
    typed += ["i", "q"]
    words, _, _ = offered(run("report", "--pick").err)[0]
    words = words.rstrip(".")[-30:]
    (line,) = [line for line in page.read_text().splitlines() if words in line]
    page.write_text(page.read_text().replace(f"{line}\n", ""))
    typed[:] = ["w", "", "q"]
    err = run("report", "--pick").err
    count = int(re.search(r"(\d+) of at most 12 lines are chosen", err)[1])
    listed = err.partition("In the page:\n")[2].partition("The number")[0]
    assert len(re.findall(r"(?m)^ *\d+  ", listed)) == count
    assert words not in err
    before = page.read_text()
    question = "What did you believe"
    typed[:] = ["I believed in plans.", "d", "q"]
    assert question in run("report", "--ask").err
    material = page.with_name("robin-and-sam-2026-fall.material.md").read_text()
    assert re.search(r"\[-\] \d+\. .*The coaching plan was too much", material)
    gone = {*before.splitlines()} - {*page.read_text().splitlines()}
    come = [line for line in page.read_text().splitlines() if line not in before and not line.startswith("<!--")]
    assert come == ["I believed in plans."]
    assert any(line.startswith("The coaching plan was too much") for line in gone)
    typed[:] = ["w", "", "q"]
    assert "The coaching plan was too much" not in run("report", "--pick").err


def test_one_goes_back_and_the_choice_is_taken_back_with_its_star(example, run, page, typed):
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    run("report", "--no-edit")
    before = material.read_text()
    typed += ["b", "i", "b", "s", "b", "o", "b", "q"]
    assert "This is the first line." in run("report", "--pick").err
    assert material.read_text() == before
    assert not any("#star" in path.read_text() for path in (page.parents[1] / "stars").glob("*.md"))


GRADE_7 = "Grade 7 talks its way through ratios"


def answer_why(page, goal, words):
    """Answer in a page why a goal moved."""
    before, title, after = page.read_text().partition(goal)
    page.write_text(
        before + title + after.replace("The goal moved because […].", f"The goal moved because {words}.", 1)
    )


def paragraph_of(page, words):
    return next(part for part in page.read_text().split("\n\n") if words in part)


@pytest.mark.parametrize("change", ["pick", "star", "close", "delete", "again"])
def test_an_answer_stays_with_the_goal_that_it_is_about(change, example, run, page):
    run("report", "--no-edit")
    answer_why(page, f"“{GRADE_7}”", "the tally hung on the wall")
    before = paragraph_of(page, "the tally hung")
    assert GRADE_7 in before
    goal = next(path for path in (example / "goals").glob("*.md") if GRADE_7 in path.read_text())
    if change == "pick":
        material = page.with_name("robin-and-sam-2026-fall.material.md")
        for goal_file in (example / "goals").glob("*.md"):
            if goal_file != goal:
                name = goal_file.name
                text = material.read_text()
                material.write_text(re.sub(rf"- \[ \](?= .*goals/{re.escape(name)}\))", "- [x]", text))
    elif change == "star":
        run("goals", "add", "Ask before telling, too", "--no-edit")
        run("note", "Sam counted to nine", "--in", "successes", "--goal", "ask-before-telling-too", "--star")
    elif change == "close":
        run("goals", "close", goal.stem, "--status", "dropped")
    elif change == "delete":
        goal.unlink()
    run("report", "--no-edit")
    run("report", "--no-edit")
    after = paragraph_of(page, "the tally hung")
    assert f"“{GRADE_7}”" in after
    assert after.count("“") == before.count("“")
    assert page.read_text().count("the tally hung") == 1


def test_undo_takes_back_the_page_and_the_choices_that_made_it(example, run, page, typed):
    run("report", "--no-edit")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    before, lines = page.read_text(), material.read_text()
    typed += ["i", "s", "o", "i", "q"]
    run("report", "--pick")
    assert page.read_text() != before
    assert "chose 4 lines for the reflection" in run("undo").out
    assert (page.read_text(), material.read_text()) == (before, lines)
    assert not any("#star" in path.read_text() for path in (page.parents[1] / "stars").glob("*.md"))
    run("report", "--no-edit")
    assert page.read_text() == before


def test_where_every_line_is_in_or_out_nothing_is_asked(example, run, page, typed):
    run("report", "--no-edit")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    material.write_text(material.read_text().replace("- [ ]", "- [-]"))
    assert "Every line has been in or out by now" in run("report", "--pick").err


def test_of_a_thin_log_every_line_put_in_stands_in_the_page(run, tmp_path, sealed, monkeypatch, typed):
    monkeypatch.setattr(Context, "interactive", False)
    run("init", tmp_path / "log", "--mentor", "Ann Lee", "--mentee", "Bo Day", "--me", "mentor")
    monkeypatch.chdir(tmp_path / "log")
    hurried = ["visited P2 for 15 min", "wait time is HARD", "talked mostly about the pta thing", "sent the article"]
    for at, words in enumerate(hurried):
        day = f"2026-10-{6 + 7 * at:02}"
        run("meet", "--no-edit", "--today", day)
        for section, more in (("notes", ""), ("growth", " and ask first"), ("successes", ", three voices")):
            run("note", f"{words}{more}", "--in", section, "--speaker", "nobody", "--today", day)
    monkeypatch.setattr(Context, "interactive", True)
    typed += ["i"] * 12
    lines = offered(run("report", "--pick", "--today", "2026-12-10").err)
    assert len(lines) == 12
    (page,) = (sealed / "coachlog" / "own" / "reflections").glob("log-*[!l].md")
    text = re.sub(r"<!--.*?-->", "", page.read_text(), flags=re.DOTALL)
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")}
    for words, _, place in lines:
        assert words[1:] in sections[place]


def test_a_line_about_a_goal_of_students_stands_with_what_was_made(example, run, page, typed):
    run(
        "note", "Nine exit slips give a reason now", "--in", "successes", "--goal", "explain-why", "--speaker", "mentor"
    )
    run("report", "--no-edit")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    material.write_text(re.sub(r"- \[ \](?= .*Nine exit slips)", "- [x]", material.read_text()))
    run("report", "--no-edit")
    sections = {part.partition("\n")[0]: part for part in page.read_text().split("\n## ")}
    assert "ine exit slips" in sections["What we made together"]
    assert "ine exit slips" not in sections["What I've learned so far"]


def test_a_gap_is_offered_with_the_reason_for_it(example, run, page, typed):
    run("note", "worried about Friday", "--in", "growth", "--speaker", "mentee", "--today", "2026-11-19")
    run("report", "--no-edit")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    material.write_text(re.sub(r"- \[ \](?! .*worried about Friday)", "- [-]", material.read_text()))
    typed += ["q"]
    shown = run("report", "--pick").err
    assert "would stand there as: On 19 November this came from my mentee: […]." in shown
    assert "[…] is for you to fill: what somebody else said stays theirs" in shown


def test_what_comes_along_with_a_line_and_goes_with_it_is_said(example, run, page, typed):
    added = "Our notes of 16 October add: “nine exit slips in ten give a reason, and about half of the reasons hold.”"
    typed += ["l"] * 12
    for item in run("report", "--pick").err.split(" of 12: ")[1:]:
        assert ("with it comes: " in item) is ("nine exit slips out of ten" in item), item
        assert (added in item) is ("nine exit slips out of ten" in item)
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    material.write_text(re.sub(r"- \[ \](?= .*nine exit slips out of ten)", "- [x]", material.read_text()))
    typed[:] = ["w", "1-20", "", "q"]
    numbers = run("report", "--pick").err
    at = next(line.split()[0] for line in numbers.splitlines() if "nine exit slips out of ten" in line)
    typed[:] = ["w", f"drop {at}", "q"]
    assert f"With it goes: {added}" in run("report", "--pick").err


def test_an_aim_is_not_offered_beside_the_days_success_that_says_it_was_done(example, run, typed):
    typed += ["l"] * 12
    shown = run("report", "--pick").err
    assert "wait for Sam to finish the thought" not in shown


def test_what_the_evidence_adds_stays_when_the_success_goes_and_comes_back_with_it(example, run, page):
    run("report", "--no-edit")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    material.write_text(re.sub(r"- \[ \](?= .*nine exit slips out of ten)", "- [x]", material.read_text()))
    report = draft_report(Context(Options()), Scope(chosen_span(Context(Options()), "", "", "")))
    before, ticked = page.read_text(), material.read_text()
    success, added = (
        one for section in report.draft.sections for one in section.pieces if "nine exit slips" in one.text
    )
    set_out(report, success, out=True)
    page.write_text(before.replace(f"{success.text}\n", ""))
    run("report", "--no-edit")
    assert success.text not in page.read_text()
    assert added.text not in page.read_text(), "what it is added to is not there"
    assert "\nNine exit slips in ten give a reason, and about half of the reasons hold.\n" in page.read_text()
    set_out(report, success, out=False)
    assert material.read_text() == ticked


def test_what_the_evidence_adds_does_not_come_back_once_it_was_dropped(example, run, page):
    run("report", "--no-edit")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    material.write_text(re.sub(r"- \[ \](?= .*nine exit slips out of ten)", "- [x]", material.read_text()))
    report = draft_report(Context(Options()), Scope(chosen_span(Context(Options()), "", "", "")))
    success, added = (
        one for section in report.draft.sections for one in section.pieces if "nine exit slips" in one.text
    )
    for pieces in ((success, added), (added, success)):
        for piece in pieces:
            set_out(report, piece, out=True)
        ticks = re.findall(r"- \[(.)\] \d+\. .*nine exit slips", material.read_text())
        assert {*ticks} == {"-"}
        for piece in pieces:
            set_out(report, piece, out=False)
