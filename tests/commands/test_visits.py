"""Visits in a classroom: their visitor's own until they are shared."""

import json
from pathlib import Path

import pytest

from tests.support.terminal import talk
from tests.support.world import Run, git

DAY = "2026-11-17"
PATH = f"visits/{DAY}-visit.md"


@pytest.fixture
def example(example):
    """The example before it had a visit."""
    git(example, "rm", "-qr", "visits")
    git(example, "commit", "-qm", "no visits")
    return example


@pytest.fixture
def draft(example, own, run):
    result = run(
        *("visits", "add", "--date", DAY, "--class", "grade 7", "--start", "9:15", "--minutes", "40 min"),
        *("--look", "Who asks first", "--goal", "ask-before", "--lesson", "ratios-in-the", "--indicator", "3.C"),
    )
    assert result.status == 0, result.err
    assert ", at 9:15 in the morning, 40 minutes: " in result.out
    return own / PATH


def test_a_visit_is_drafted_in_the_own_pages_alone(example, draft, own, run):
    text = draft.read_text(encoding="utf-8")
    for line in (
        *("type: visit", f"date: {DAY}", "visitor: mentor", "whose: mentee", "status: draft", "minutes: 40"),
        *(
            "goals: [ask-before-telling-t2m6z]",
            "indicators: [3c]",
            "- Who asks first",
            "For growth, not for evaluation.",
        ),
    ):
        assert line in text
    assert git(example, "status", "--porcelain") == ""
    assert git(own, "log", "--format=%s") == "visits add: 1 visit\n"
    (row,) = run("visits", "--json").data
    assert (row["status"], row["path"], row["class"], row["start"]) == ("draft", str(draft), "grade 7", "09:15")
    assert "only I see it" in run("visits").out


def test_a_draft_and_a_shared_visit_of_one_day_are_told_apart(example, draft, run):
    shared = (
        draft.read_text(encoding="utf-8").replace("status: draft", "status: shared").replace("Who asks", "They ask")
    )
    (example / "visits").mkdir(exist_ok=True)
    (example / PATH).write_text(shared, encoding="utf-8")
    run("save")
    refused = run("visits", "show", f"{DAY}-visit")
    assert f"say which: own/{PATH}, {PATH}" in refused.err
    assert "Who asks first" in run("visits", "show", f"own/{PATH}").out
    assert "They ask first" in run("visits", "show", PATH).out
    assert run("visits", "update", DAY, "--saw", "mine").status == 0
    assert run("visits", "share", f"own/{PATH}", "--yes").status == 0
    (example / "plans").mkdir(exist_ok=True)
    for folder, kind in (("plans", "plan"), ("reflections", "reflection")):
        (example / folder).mkdir(exist_ok=True)
        (example / folder / "2030-fall.md").write_text(f"---\ntype: {kind}\n---\n\n# T\n", encoding="utf-8")
    assert "plans/2030-fall.md (T); reflections/2030-fall.md (T)" in run("show", "2030-fall").err


def test_what_was_seen_is_added_later(draft, run):
    result = run(
        "visits", "update", DAY, "--saw", "Sam waited", "--question", "Why?", "--take", "Wait", "--minutes", "45"
    )
    assert "is up to date" in result.out
    text = run("visits", "show", DAY).out
    assert "only you can see it" in text
    assert "## What was said and done\n\n- Sam waited" in text
    assert "<!--" not in text
    assert run("visits", "--json").data[0]["minutes"] == 45
    assert run("visits", "update", DAY, "--whose", "Kim", "--both").status == 0
    assert [run("visits", "--json").data[0][key] for key in ("whose", "visitor")] == ["Kim", "both"]


@pytest.mark.parametrize("day", ["Nov 17", "11/17", "tuesday, Nov 17", "11/17/2026"])
def test_it_is_found_by_its_day_as_people_say_it(draft, run, day):
    assert run("visits", "show", day, "--json").data["id"] == f"{DAY}-visit"
    assert "there is no visit" in run("visits", "show", "Nov 16").err


def test_without_a_terminal_it_is_shared_only_with_a_yes(example, draft, run):
    result = run("visits", "share", DAY)
    assert result.status == 1
    assert "Who asks first" in result.err
    assert "coachlog visits share 2026-11-17-visit --yes" in result.err
    assert draft.exists()
    shared = run("visits", "share", DAY, "--yes")
    assert shared.status == 0
    assert f"is in the log now: {PATH}" in shared.out
    assert not draft.exists()
    text = (example / PATH).read_text(encoding="utf-8")
    assert "status: shared" in text
    assert "log:" not in text
    assert "<!-- What did you see" in text
    assert git(example, "log", "-1", "--format=%an|%s") == "Robin Example|visits share: 1 visit\n"
    assert run("visits", "--json").data[0]["path"] == PATH
    assert "shared already" in run("visits", "share", DAY, "--yes").err
    assert "shared already" in run("visits", "update", DAY, "--saw", "x").err


def test_on_a_terminal_it_shows_the_page_and_asks(example, draft):
    status, screen = talk(["visits", "share", DAY], ["n"])
    assert status == 1
    assert screen.index("Who asks first") < screen.index("Share it with your partner?")
    assert draft.exists()
    assert talk(["visits", "share", DAY], ["y"])[0] == 0
    assert (example / PATH).exists()


def test_on_a_terminal_it_asks_what_was_agreed(example, own):
    status, screen = talk(["visits", "add", "--date", DAY], ["Who asks first"])
    assert status == 0
    assert "What did you agree to look at?" in screen
    assert "- Who asks first" in (own / PATH).read_text(encoding="utf-8")


def test_the_words_against_evaluation_come_back_where_somebody_took_them_out(example, draft, run):
    text = draft.read_text(encoding="utf-8").replace("For growth, not for evaluation.\n", "")
    draft.write_text(text, encoding="utf-8")
    run("visits", "share", DAY, "--yes")
    assert "\n\nFor growth, not for evaluation.\n" in (example / PATH).read_text(encoding="utf-8")


def test_a_second_visit_of_a_day_has_a_name_of_its_own(example, draft, own, run):
    assert run("visits", "add", "--date", DAY, "--whose", "@mentor").status == 0
    assert (own / f"visits/{DAY}-visit-2.md").exists()
    both = run("visits", "show", DAY)
    assert both.status == 1
    assert "more than one visit" in both.err
    assert run("visits", "show", f"{DAY}-visit-2").status == 0
    (example / "visits").mkdir()
    (example / PATH).write_text("---\ntype: visit\nstatus: shared\n---\n\n# Mine\n", encoding="utf-8")
    result = run("visits", "share", f"{DAY}-visit", "--yes")
    assert f"is in the log now: visits/{DAY}-visit-2.md" in result.out
    assert (example / PATH).read_text(encoding="utf-8").endswith("# Mine\n")
    assert sorted(row["status"] for row in run("visits", "--json").data) == ["draft", "shared", "shared"]


def test_in_hours_a_visit_is_a_day_and_minutes_alone(example, draft, run):
    before = run("hours", "--json").data
    assert before["visits"] == []
    run("visits", "share", DAY, "--yes")
    after = run("hours", "--json").data
    assert after["visits"] == [{"date": DAY, "minutes": 40}]
    assert after["minutes"] == before["minutes"] + 40
    assert after["held"] == before["held"]
    given = [sum(span["minutes"] for span in hours["spans"]) for hours in (before, after)]
    assert given[1] in (given[0], given[0] + 40)
    told = run("hours").out
    assert "1 visit in the classroom" in told
    sheet = run("hours", "--sheet").out
    assert f"{DAY}              40            observing" in sheet
    for words in ("grade 7", "Who asks", "09:15"):
        assert words not in told + sheet


def test_a_coming_visit_is_on_the_agenda(example, run):
    run("visits", "add", "--date", "2026-12-01", "--start", "10:00", "--look", "x")
    run("visits", "add", "--date", "2026-12-02", "--whose", "Kim", "--look", "x")
    run("visits", "share", "2026-12-02", "--yes")
    rows = run("agenda", "--json").data["visits"]
    assert [(row["date"], row["whose"]) for row in rows] == [("2026-12-01", "mentee"), ("2026-12-02", "Kim")]
    assert "- To Sam Sample  (1 December 2026, 10:00)" in run("agenda").out
    assert run("hours", "--json").data["visits"] == []
    for reader, count in {"pair": 1, "self": 2}.items():
        run("agenda", "--to", "../a.json", "--for", reader, "--replace")
        assert len(json.loads(Path("../a.json").read_text(encoding="utf-8"))["data"]["visits"]) == count


def test_nothing_that_is_my_own_is_written_for_others(example, draft, run, tmp_path):
    run("work", "add", "A talk")
    for words in (["visits"], ["visits", "show", DAY], ["star"], ["work"], ["readings"]):
        for reader in ("pair", "peer", "program", "public"):
            result = run(*words, "--to", str(tmp_path / "no.md"), "--for", reader)
            assert result.status == 2, words
        assert run(*words, "--to", str(tmp_path / "a.md"), "--replace").status == 0, words


def test_its_lines_may_have_stars_before_and_after_it_is_shared(example, draft, run):
    row = next(row for row in run("star", "--json").data if row["section"] == "Visits")
    run("star", str(row["number"]))
    run("visits", "share", DAY, "--yes")
    starred = [row for row in run("star", "--json").data if row["star"]]
    assert [(row["text"], row["path"]) for row in starred] == [("Who asks first", PATH)]


def test_a_draft_of_another_log_is_no_visit_of_this_one(example, own, run):
    (own / "visits").mkdir(parents=True)
    (own / PATH).write_text(f"---\ntype: visit\ndate: {DAY}\nlog: another\n---\n\n# V\n", encoding="utf-8")
    assert run("visits", "--json").data == []
    assert run("visits", "add", "--date", DAY, "--look", "x").status == 0
    assert [Path(row["path"]).stem for row in run("visits", "--json").data] == [f"{DAY}-visit-2"]


def test_wrong_values_are_named_with_their_lines(example, run):
    (example / "visits").mkdir()
    fields = "date: soon\nvisitor: nobody\nstart: late\nminutes: x\nstatus: shared\ngoals: [gone-x7x7x]"
    (example / "visits" / "2026-11-17-visit.md").write_text(
        f"---\ntype: visit\n{fields}\n---\n\n# V\n", encoding="utf-8"
    )
    (example / "visits" / "a.md").write_text("---\ntype: visit\nstatus: shared\n---\n\n# V\n", encoding="utf-8")
    told = run("check").out
    for place in (":3: date", ":4: visitor", ":5: start", ":6: minutes", ":8: "):
        assert f"visits/2026-11-17-visit.md{place}" in told
    assert "visits/a.md:2: date: a visit needs a date" in told
    (example / "visits" / "a.md").write_text("---\ntype: visit\ndate: 2026-11-17\nstatus: open\n---\n\n# V\n")
    assert "visits/a.md" in run("check").out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["add", "--minutes", "long"], "not a number of minutes"),
        (["add", "--start", "late"], "`late` is not"),
        (["add", "--goal", "nothing"], "there is no goal"),
        (["add", "--indicator", "9z"], "`9z` is not in"),
        (["show", "never"], "there is no visit `never`"),
        (["share", "never", "--yes"], "there is no visit `never`"),
    ],
)
def test_what_is_no_such_value_is_refused(example, own, run, args, words):
    result = run("visits", *args)
    assert result.status in (1, 2)
    assert words in result.err
    assert not (own / "visits").exists()


def test_where_nobody_else_is_in_the_log_it_has_to_be_said_whose_classroom(example, run):
    (example / "coachlog.yml").write_text("coachlog: 1\npeople:\n  - id: mentor\n    name: Robin\n", encoding="utf-8")
    result = run("visits", "add", "--look", "x")
    assert result.status == 2
    assert "--whose" in result.err
    assert run("visits", "add", "--look", "x", "--whose", "Kim").status == 0


def test_the_editor_opens_a_draft_that_nothing_was_typed_about(draft, run, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    assert "is up to date" in run("visits", "update", DAY).out


def test_my_partner_has_a_visit_once_it_was_shared_and_exchanged(two):
    two.robin("visits", "add", "--date", DAY, "--look", "Who asks first")
    two.robin.sync()
    two.sam.sync()
    assert not (two.sam.root / "visits").exists()
    two.robin("visits", "share", DAY, "--yes")
    two.robin.sync()
    received = two.sam.sync()
    assert "wrote down the visit" in received.out
    assert "Who asks first" in two.sam("visits", "show", DAY).out


def test_the_only_draft_needs_no_name(draft, run):
    assert run("visits", "update", "--saw", "Sam waited").status == 0
    assert "- Sam waited" in draft.read_text(encoding="utf-8")
    run("visits", "add", "--date", "2026-11-18")
    refused = run("visits", "share")
    assert refused.status == 2
    assert "say which: 2026-11-17-visit, 2026-11-18-visit" in refused.err


def test_what_was_seen_is_written_down_once_it_was(run: Run, example: Path) -> None:
    run("visits", "add", "--date", "2026-12-24", "--look", "wait time")
    for command in (
        ["update", "--saw", "they talked"],
        ["update", "--take", "wait"],
        ["add", "--saw", "x", "--date", "2026-12-24"],
    ):
        told = run("visits", *command)
        assert told.status == 2
        assert "Thursday 24 December is still to come" in told.err
    assert run("visits", "update", "--question", "why?").status == 0
    assert run("visits", "update", "--saw", "they talked", "--date", "2026-11-18").status == 0


def test_feedback_is_written_down_once_it_was_given(run: Run, example: Path) -> None:
    told = run("feedback", "add", "--from", "Kim", "--strength", "x", "--on", "2026-12-24")
    assert (told.status, "is still to come" in told.err) == (2, True)


def test_a_visit_is_found_by_whose_classroom_it_was_in(draft: Path, run: Run) -> None:
    assert run("visits", "show", "sam", "--json").data["date"] == DAY
    assert run("visits", "show", "grade 7", "--json").data["date"] == DAY
