"""Evidence: what there is for each standard, and my page for one."""

import re
from pathlib import Path

import pytest

from coachlog.storage.load import load_log
from tests.support.terminal import talk
from tests.support.world import EXAMPLE, git, make_log

TEACHING = """\
id: our-teaching
title: Our standards of teaching
kind: teaching
items:
  - {code: "1", title: Planning}
  - {code: 2c, title: Questions in class}
"""


@pytest.fixture
def teaching(example):
    """The pair's own standards of teaching, one of them with a code of the coaching standards."""
    (example / "frameworks" / "our-teaching.yml").write_text(TEACHING, encoding="utf-8")
    return example


def coverage(run, *args):
    return {row["code"]: row for row in run("evidence", "--json", *args).data}


def second_log(run, tmp_path, monkeypatch):
    """A second log of the same mentor, which is the one at hand."""
    other = make_log(tmp_path / "robin-and-kim", EXAMPLE, monkeypatch)
    settings = other / "coachlog.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("id: rs7k3x9m2p4v", "id: kim"), encoding="utf-8")
    run("logs", "--default", str(other))


def page(own, name="2c"):
    return own / "evidence" / f"{name}.md"


def test_it_says_for_each_indicator_what_there_is_and_what_is_missing(example, run):
    rows = coverage(run)
    log = load_log(example, ("meeting", "goal"))
    assert rows["2c"]["meetings"] == sum("2c" in meeting.indicators for meeting in log.meetings)
    assert rows["2c"]["goals"] == sum("2c" in goal.indicators for goal in log.goals)
    assert (rows["7a"]["missing"], rows["2c"]["missing"]) == (True, False)
    assert "2" not in rows
    shown = run("evidence").out
    assert re.search(r"^2c +■{10} +5 +3 .*Shared goals$", shown, re.MULTILINE)
    assert re.search(r"^7a +·{10} +Civic engagement$", shown, re.MULTILINE)
    assert "Nothing yet for 1a" in shown
    assert "coachlog meet --date DATE --no-edit --indicator 1a" in " ".join(shown.split())
    assert "not for evaluation" in shown


def test_visits_work_readings_and_feedback_count(example, run):
    run("visits", "add", "--look", "x", "--date", "2026-11-17", "--indicator", "7a")
    run("work", "add", "A talk", "--indicator", "7.a")
    run("readings", "add", "Peer Coaching", "--indicator", "7a", "--indicator", "7b")
    run("goals", "add", "Be civil", "--indicator", "7a")
    run("feedback", "add", "--about", "be civil", "--from", "Kim", "--strength", "yes", "--no-edit")
    row = coverage(run)["7a"]
    kinds = ("meetings", "goals", "visits", "work", "readings", "feedback")
    assert [row[kind] for kind in kinds] == [0, 1, 1, 1, 1, 1]
    assert {(item["kind"], item["title"]) for item in row["evidence"]} >= {("work", "A talk"), ("goals", "Be civil")}
    run("visits", "share", "2026-11-17", "--yes")
    assert coverage(run)["7a"]["visits"] == 1


def test_where_nothing_has_a_standard_the_lines_that_may_belong_to_it_are_offered(example, run, own, typed):
    code = next(code for code, row in coverage(run).items() if row["missing"])
    typed += ["", "", "", "q"]
    err = run("evidence", code, "--ask").err
    beside = err.partition("This is how I worked on it: […].\n")[2].partition("Enter goes on")[0]
    assert beside.startswith("  Not in the text of the page:\n")
    assert len(beside.splitlines()) == 4  # two lines of the log
    assert "words so far" in beside
    assert "so far; a page has 200 to 600" in err
    text = (own / "evidence" / f"{code}.md").read_text()
    assert f"<!-- From the log, where nothing has {code} yet, to take or leave:" in text


def test_a_period_and_a_parent_that_is_named(example, run):
    run("work", "add", "A talk", "--indicator", "7", "--on", "2026-09-20")
    assert coverage(run)["7"]["work"] == 1
    assert "7" not in coverage(run, "--since", "2026-10-01")
    assert "(1 October to 19 November 2026)" in run("evidence", "--since", "2026-10-01", "--until", "2026-11-19").out


def test_over_all_logs(example, run, tmp_path, monkeypatch, sealed):
    run("logs", "--default", str(example))
    one = coverage(run)["2c"]["meetings"]
    second_log(run, tmp_path, monkeypatch)
    both = coverage(run, "--all-logs")["2c"]
    assert both["meetings"] == 2 * one
    assert {item["log"] for item in both["evidence"]} == {"robin-and-sam", "robin-and-kim"}


def test_a_log_that_cannot_be_read_is_named_and_the_others_go_on(example, run, tmp_path, monkeypatch):
    run("logs", "--default", str(example))
    second_log(run, tmp_path, monkeypatch)
    (example / "coachlog.yml").write_text("id: rs7k3x9m2p4v\npeople: [\n", encoding="utf-8")
    result = run("evidence", "--all-logs")
    assert result.status == 1
    assert "robin-and-sam:1: " in result.err
    assert "Shared goals" in result.out


def test_standards_of_teaching_are_the_teachers_own(teaching, run):
    assert {row["framework"] for row in coverage(run).values()} == {"iste-coaches-2019"}
    refused = run("evidence", "--framework", "our-teaching")
    assert refused.status == 1
    assert "only the teacher" in refused.err
    assert "only the teacher" in run("evidence", "our-teaching:1").err
    assert list(coverage(run, "--me", "mentee")) == ["1", "2c"]
    assert run("evidence", "--framework", "our-teaching", "--me", "mentee").status == 0
    for reader in ("pair", "peer", "program", "public"):
        assert run("evidence", "--to", "a.md", "--for", reader).status == 2


def test_a_page_has_the_seeds_order(example, own, run):
    run("work", "add", "A talk", "--what", "talk", "--link", "https://example.org/t", "--indicator", "2c")
    run(
        "readings",
        "add",
        "Peer Coaching",
        "--author",
        "Foltos, L.",
        "--quote",
        "Trust",
        "--page",
        "12",
        "--indicator",
        "2c",
    )
    result = run("evidence", "2.C", "--no-edit")
    assert "Only you can see this page." in result.out
    text = page(own).read_text(encoding="utf-8")
    in_order = (
        *("indicator: 2c", "# 2c. Shared goals", "## Indicator", "https://www.iste.org", "“[…]”"),
        *("## What it means to me", "means […]", "## How I worked on it"),
        *("We began here: ", "By 13 November we were here: ", "The lesson that we worked on"),
        *("I gave a talk: [A talk](https://example.org/t)", "“Trust” (", "One picture", "## What changed"),
        *(
            "## Next steps",
            "Next I want to",
            "## References",
            "- Foltos, L. (n.d.). Peer Coaching.",
            "Retrieved from: ",
        ),
    )
    places = [text.index(words) for words in in_order]
    assert places == sorted(places)
    words = run("evidence", "2c", "--json").data["words"]
    assert 200 <= words <= 600
    assert text.count("At the start ") <= 2
    assert not re.search(r"Sam Sample|meetings/|Check-in", text.partition("# 2c")[2].partition("<!-- coachlog")[0])
    assert git(example, "status", "--porcelain") == ""
    assert git(own, "log", "-1", "--format=%s") == "evidence: 1 evidence page drafted\n"
    assert coverage(run)["2c"]["page"] == str(page(own))


def test_the_examples_are_what_the_meetings_with_the_indicator_were_about(example, own, run):
    run("evidence", "2c", "--no-edit")
    worked = page(own).read_text(encoding="utf-8").partition("## How I worked on it")[2].partition("## What changed")[0]
    told = (
        "One of our goals was “Explain why a relationship is proportional”.",
        "At first it was “Finish every ratio problem set”, and on 1 October we wrote: “It counted paper.",
        "We began here: “three exit slips in ten give a reason.”",
        "The lesson that we worked on is “Ratios in the real world”",
        "This had worked before: “The paint problem",
        "One quadrant of the design matrix on one page",
    )
    places = [worked.index(words) for words in told]
    assert places == sorted(places)
    assert "Listen before suggesting" not in worked


def test_the_authors_own_goal_and_a_visit_are_examples_of_what_names_them(example, own, run):
    run("evidence", "3a", "--no-edit")
    text = page(own, "3a").read_text(encoding="utf-8")
    assert "My own goal was “Listen before suggesting”." in text
    assert "I wrote then: “I like solving things." in text
    assert "I visited my mentee’s class on 9 October to look at this: “Only what students say" in text
    assert "Ask before telling" not in text


def test_what_i_wrote_stays_when_it_is_drafted_again(example, own, run):
    run("evidence", "2c", "--no-edit")
    text = page(own).read_text(encoding="utf-8")
    mine = text.replace("To me, “Shared goals” means […].", "To me it means asking first.").replace(
        "## Next steps\n", "## Next steps\n\nI go on.\n"
    )
    page(own).write_text(mine, encoding="utf-8")
    run("work", "add", "A talk", "--indicator", "2c")
    result = run("evidence", "2c", "--no-edit")
    again = page(own).read_text(encoding="utf-8")
    assert "Refreshed" in result.out
    assert "I worked on this: “A talk”" in result.out
    for words in ("To me it means asking first.", "I go on.", "I worked on this: “A talk” (19 November 2026)."):
        assert words in again
    assert "means […]" not in again
    assert "Nothing new in" in run("evidence", "2c", "--no-edit").out
    assert page(own).read_text(encoding="utf-8") == again


def test_several_codes_are_one_page(example, own, run):
    result = run("evidence", "2c", "3a", "--no-edit", "--json")
    assert result.data["indicators"] == ["2c", "3a"]
    text = page(own, "2c-3a").read_text(encoding="utf-8")
    assert "# 2c. Shared goals; 3a. Trusting relationships" in text
    assert text.count("means […]") == 2
    run("evidence", "2c,3a", "--no-edit")
    run("evidence", "2c", "--no-edit")
    assert sorted(path.name for path in (own / "evidence").iterdir()) == ["2c-3a.md", "2c.md"]


def test_two_frameworks_with_one_code_have_two_pages(teaching, own, run):
    both = run("evidence", "2c", "--me", "mentee")
    assert both.status == 1
    assert "our-teaching:2c" in both.err
    run("evidence", "iste-coaches-2019:2c", "--me", "mentee", "--no-edit")
    run("evidence", "2c", "--framework", "our-teaching", "--me", "mentee", "--no-edit")
    assert "Questions in class" in page(own, "our-teaching-2c").read_text(encoding="utf-8")
    assert "Shared goals" in page(own).read_text(encoding="utf-8")
    run("evidence", "our-teaching:2c", "--me", "mentee", "--no-edit")
    assert len([*(own / "evidence").iterdir()]) == 2


def test_a_mentees_page_has_no_goal_of_the_coach(teaching, own, run):
    run("goals", "add", "Ask more", "--level", "teacher", "--owner", "mentee", "--indicator", "our-teaching:1")
    run("goals", "add", "Listen more", "--level", "coach", "--owner", "mentor", "--indicator", "our-teaching:1")
    run("evidence", "our-teaching:1", "--me", "mentee", "--no-edit")
    text = page(own, "1").read_text(encoding="utf-8")
    assert "My own goal was “Ask more”" in text
    assert "Listen more" not in text


def test_without_goals_it_takes_starred_lines_of_the_meetings(example, own, run):
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("quote: [successes]", ""), encoding="utf-8")
    meeting = next(one for one in load_log(example, ("meeting",)).meetings if "1d" in one.indicators)
    rows = [row for row in run("star", "--json", "--period", "2026-fall").data if row["path"] == meeting.path]
    run("star", str(rows[0]["number"]))
    run("evidence", "1d", "--no-edit")
    text = page(own, "1d").read_text(encoding="utf-8")
    assert rows[0]["text"].startswith("Sam: ")
    assert "On 12 November this came from my mentee: […]." in text
    assert rows[0]["text"].partition(": ")[2] not in text
    assert "Before that it was like this: […]" in text


def test_a_page_that_i_made_by_hand_stays_mine(example, own, run):
    page(own).parent.mkdir(parents=True)
    page(own).write_text("---\ntype: evidence\nindicator: 2c\n---\n\n# Mine\n\nMy words.\n", encoding="utf-8")
    run("evidence", "2c", "--no-edit")
    text = page(own).read_text(encoding="utf-8")
    assert text.endswith("\n# Mine\n\nMy words.\n")
    assert "framework: iste-coaches-2019" in text


def test_a_page_of_a_span_of_days_is_one_of_its_own(example, own, run):
    run("evidence", "2c", "--no-edit")
    before = page(own).read_text()
    result = run("evidence", "2c", "--since", "2026-11-01", "--no-edit")
    assert page(own).read_text() == before
    span = page(own, "2c-since-2026-11-01-until-2026-12-18")
    assert str(span) in result.out
    assert "since: 2026-11-01\nuntil: 2026-12-18\n" in span.read_text()
    assert "One quadrant of the design matrix" not in span.read_text()
    assert "Nothing new in" in run("evidence", "2c", "--since", "2026-11-01", "--no-edit").out
    assert len([*(own / "evidence").iterdir()]) == 2


def test_a_page_over_all_logs_is_one_of_its_own(example, own, run, tmp_path, monkeypatch):
    run("logs", "--default", str(example))
    second_log(run, tmp_path, monkeypatch)
    run("evidence", "2c", "--no-edit")
    run("evidence", "2c", "--all-logs", "--no-edit")
    assert len([*(own / "evidence").iterdir()]) == 2
    text = page(own, "iste-coaches-2019-2c").read_text(encoding="utf-8")
    assert text.count("been working with") == 2
    assert text.count("The goal moved because") == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["9z"], "`9z` is not in"),
        ([" , "], "names no indicator"),
        (["--framework", "nothing"], "no framework"),
        (["2c", "--since", "never"], "never"),
    ],
)
def test_what_is_no_indicator_is_refused(example, own, run, args, words):
    result = run("evidence", *args)
    assert result.status in (1, 2)
    assert words in result.err
    assert not own.joinpath("evidence").exists()


def test_a_page_that_cannot_be_read_is_named(example, own, run):
    run("evidence", "2c", "--no-edit")
    page(own).write_text("---\nindicator: 2c\n", encoding="utf-8")
    assert run("evidence").status == 0
    refused = run("evidence", "2c", "--no-edit")
    assert refused.status == 1
    assert "evidence/2c.md:1" in refused.err
    assert [*(own / "evidence").iterdir()] == [page(own)]
    assert page(own).read_text(encoding="utf-8") == "---\nindicator: 2c\n"


def test_on_a_terminal_it_asks_once_what_the_indicator_means(example, own, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    status, screen = talk(["evidence", "2c"], ["Asking first."])
    assert status == 0
    assert "What does “Shared goals” (2c) mean to you?" in screen
    assert "\nAsking first.\n" in page(own).read_text(encoding="utf-8")
    assert "mean to you?" not in talk(["evidence", "2c"])[1]
    assert "mean to you?" not in talk(["evidence", "3a", "--no-edit"])[1]


def test_the_editor_opens_it(example, own, run, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("coachlog.context.Context.interactive", True)
    result = run("evidence", "2c", stdin="\n")
    assert "Nothing was changed." in result.out
    assert Path(page(own)).exists()


OWN_STANDARDS = """title: Our Standards
kind: coaching
items:
  - {code: XY1, title: Listening, text: "The coach listens, and says back what was heard."}
"""


@pytest.mark.parametrize(("source", "quoted"), [("", True), ("Our own words. Not the official text.", False)])
def test_a_standard_is_quoted_from_the_pairs_own_file(source, quoted, example, run, own):
    (example / "frameworks").mkdir(exist_ok=True)
    (example / "frameworks" / "ours.yml").write_text(f"source: {source!r}\n{OWN_STANDARDS}")
    run("evidence", "XY1", "--no-edit")
    words = "The coach listens, and says back what was heard." if quoted else "[…]"
    assert f"**XY1, Listening**, in the words of the Our Standards: “{words}”" in page(own, "XY1").read_text()


def test_a_link_in_a_sentence_shows_no_title_that_not_everybody_may_read(example, run, own, tmp_path):
    file = tmp_path / "said.md"
    file.write_text("## Strengths\n\nGood pace\n")
    given = run("feedback", "add", "--from", "Kim Zebra", "--file", file, "--json").data["path"]
    link = f"[[{given.removeprefix('feedback/').removesuffix('.md')}]]"
    note = example / "meetings" / "2026-11-12.md"  # of which 1d is an indicator
    said = f"- Robin: after {link} I counted to nine\n"
    note.write_text(note.read_text().replace("## Successes\n", f"## Successes\n\n{said}", 1))
    run("star", next(str(row["number"]) for row in run("star", "--json").data if "nine" in row["text"]))
    run("evidence", "1d", "--no-edit")
    text = page(own, "1d").read_text(encoding="utf-8")
    assert "After (another document) I counted to nine." in text
    assert "Zebra" not in text
