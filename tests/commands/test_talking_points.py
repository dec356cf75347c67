"""Talking points, what a meeting was spent on, and its phase."""

import shutil

import pytest

from tests.support.world import git, make_log

LAST = "meetings/2026-11-19.md"
NEXT = "meetings/2026-12-03.md"
POINTS = """## Agenda

- Which room?
- [x] Kim's session
- [-] Snacks
- [ ] The choice sheet, with
  a second line
  - one page
    - or two

1. [/] Jo's feedback

The next unit.

## Check-in
"""


@pytest.fixture
def pointed(example):
    """The example with an agenda in its last note."""
    path = example / LAST
    path.write_text(path.read_text("utf-8").replace("## Check-in\n", POINTS), encoding="utf-8")
    git(example, "commit", "-qam", "points")
    return example


def agenda_of(root, path=NEXT):
    text = (root / path).read_text("utf-8")
    return text.partition("## Agenda\n\n")[2].partition("\n## ")[0].splitlines()


CARRIED = [
    "- [ ] Which room?",
    "- [ ] The choice sheet, with a second line",
    "  - one page",
    "    - or two",
    "- [ ] Jo's feedback",
    "- [ ] The next unit.",
]
CARRIED_TITLES = ["The choice sheet", "Jo's feedback", "The next unit."]


def meet(run, *words, today="2026-12-03"):
    return run("meet", "--no-edit", "--today", today, *words)


def test_points_that_nobody_ticked_go_along_once(run, pointed):
    result = meet(run)
    assert "On the agenda again: Which room?; The choice sheet, with a second line; Jo's feedback; The" in result.out
    assert "`- [x]` before it" in result.out
    assert agenda_of(pointed) == CARRIED
    once = (pointed / NEXT).read_bytes()
    assert "On the agenda again" not in meet(run).out
    assert (pointed / NEXT).read_bytes() == once
    assert POINTS in (pointed / LAST).read_text("utf-8")


def test_a_tick_ends_a_point_and_a_point_that_is_taken_away_stays_away(run, pointed):
    meet(run)
    path = pointed / NEXT
    text = path.read_text("utf-8").replace("- [ ] Which room?\n", "").replace("- [ ] Jo's", "- [x] Jo's")
    path.write_text(text, encoding="utf-8")
    meet(run, today="2026-12-10")
    assert agenda_of(pointed, "meetings/2026-12-10.md") == [*CARRIED[1:4], CARRIED[-1]]


def test_a_point_that_was_noted_for_the_next_meeting_comes_in_once_and_the_others_join_it(run, pointed):
    run("note", "which  ROOM?", "--in", "agenda", "--today", "2026-11-20")
    meet(run)
    assert agenda_of(pointed)[0] == "- which  ROOM?"
    assert agenda_of(pointed)[1:] == CARRIED[1:]


def test_points_outlive_a_meeting_that_was_called_off(run, pointed):
    meet(run, "--cancelled")
    meet(run, today="2026-12-10")
    assert agenda_of(pointed, "meetings/2026-12-10.md") == CARRIED


def test_an_older_note_that_is_taken_up_again_takes_no_points_in(run, pointed):
    meet(run)
    before = (pointed / LAST).read_bytes()
    run("meet", "--no-edit", "--date", "2026-11-19", "--today", "2026-12-03")
    assert (pointed / LAST).read_bytes() == before


def test_the_note_with_points_is_the_same_bytes_on_two_machines(run, pointed, tmp_path, monkeypatch):
    meet(run)
    mine = (pointed / NEXT).read_bytes()
    source = tmp_path / "source"
    shutil.copytree(pointed, source, ignore=shutil.ignore_patterns(".git", "2026-12-03.md"))
    git(pointed, "checkout", "-q", "HEAD~1", "--", LAST)
    shutil.copy(pointed / LAST, source / LAST)
    twin = make_log(tmp_path / "twin", source, monkeypatch, me="mentee")
    meet(run)
    assert (twin / NEXT).read_bytes() == mine


def test_the_agenda_says_what_will_come_along_before_there_is_a_note(run, pointed):
    data = run("agenda", "--today", "2026-11-20", "--json").data
    assert [(point["text"].partition(",")[0], point["path"]) for point in data["points"]] == [
        ("Which room?", LAST),
        ("The choice sheet", LAST),
        ("Jo's feedback", LAST),
        ("The next unit.", LAST),
    ]
    run("note", "[x] Which room?", "--in", "agenda", "--today", "2026-11-20")
    left = run("agenda", "--today", "2026-11-20", "--json").data["points"]
    assert [point["text"].partition(",")[0] for point in left] == CARRIED_TITLES


def test_a_first_note_has_no_agenda(run, example):
    meet(run)
    assert "Agenda" not in (example / NEXT).read_text("utf-8")


def test_the_agenda_names_the_weeks_without_a_note_and_blames_nobody(run, example):
    out = run("agenda", "--today", "2026-12-18").out
    assert "No note for the week of 3 December, 10 December and 17 December. That's fine." in out
    assert run("agenda", "--today", "2026-12-18", "--json").data["missed"] == ["2026-12-03", "2026-12-10", "2026-12-17"]


def test_a_meeting_is_told_what_it_was_spent_on_and_where_in_the_cycle_it_stands(run, example):
    assert meet(run, "--activity", "Modeling", "--activity", "just-talk", "--phase", "Reflect").status == 0
    meet(run, "--activity", "just-talk")
    text = (example / NEXT).read_text("utf-8")
    assert "\nactivities: [modelling, just-talk]\n" in text
    assert "\nphase: reflect\n" in text


@pytest.mark.parametrize(
    ("option", "word", "near"),
    [("--activity", "coplaning", "the nearest is co-planning"), ("--phase", "preparing", "the nearest is prepare")],
)
def test_an_unknown_activity_or_phase_is_refused_with_the_nearest(option, word, near, run, example):
    before = git(example, "rev-parse", "HEAD")
    result = meet(run, option, word)
    assert result.status == 1
    assert f"error: `{word}` is not in " in result.err
    assert near in result.err
    assert git(example, "rev-parse", "HEAD") == before
    assert not (example / NEXT).exists()
    assert "lists them" in meet(run, option, "zzzz").err


def test_an_activity_of_the_pairs_own_is_known(run, example):
    (example / "frameworks" / "ours.yml").write_text(
        "kind: activities\nitems:\n  - {code: walking, title: Walking}\n", encoding="utf-8"
    )
    assert meet(run, "--activity", "walking").status == 0
    assert meet(run, "--activity", "planning").status == 0


def test_points_in_a_callout_or_behind_word_s_bullets_go_along_and_what_is_struck_or_ticked_does_not(run, example):
    path = example / LAST
    points = "• Which room?\n• The rubric\n\n> [!todo] Jo\n\n- ~~Snacks~~\n- ✅ Fire drill\n\n☑ Posters"
    points = f"## Agenda\n\n{points}\n\n## Check-in\n"
    path.write_text(path.read_text("utf-8").replace("## Check-in\n", points), encoding="utf-8")
    listed = run("agenda").out
    meet(run)
    assert agenda_of(example)[:3] == ["- [ ] Which room?", "- [ ] The rubric", "- [ ] Jo"]
    for gone in ("Snacks", "Fire drill", "Posters"):
        assert gone not in "".join(agenda_of(example))
        assert gone not in listed
