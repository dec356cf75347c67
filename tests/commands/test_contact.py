"""`coachlog contact`: a short talk between meetings counts, and is no meeting."""

from pathlib import Path

import pytest

from tests.support.terminal import talk
from tests.support.two import NOTE as TWO_NOTE
from tests.support.two import Two
from tests.support.world import Run

GOAL = "ask-before-telling-t2m6z"
NOTE = Path("meetings/2026-11-19.md")


def read(path: Path | str) -> str:
    return Path(path).read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch, example: Path) -> None:
    monkeypatch.setenv("COACHLOG_TODAY", "2026-11-24")


def test_a_contact_counts_in_the_hours_and_is_no_meeting(run: Run) -> None:
    before = run("hours", "--json").data
    added = run("contact", "talked about the fire drill", "--minutes", "10", "--how", "text", "--date", "monday")
    assert (added.status, "10 minutes on Monday 23 November (text): meetings/2026-11-19.md" in added.out) == (0, True)
    after = run("hours", "--json").data
    assert after["minutes"] == before["minutes"] + 10
    assert (after["held"], after["planned"]) == (before["held"], before["planned"])
    assert after["contacts"] == [{"date": "2026-11-23", "minutes": 10, "how": "text"}]
    asked = {span["name"]: span["minutes"] for span in before["spans"]}
    assert {span["name"]: span["minutes"] - asked[span["name"]] for span in after["spans"]}["2026-11"] == 10
    assert "1 contact between meetings, of 10 minutes" in run("hours").out
    assert "1 contact between meetings" in run("progress").out
    assert run("progress", "--json").data["hours"]["contacts"]
    assert run("check").status == 0


def test_the_coming_meeting_shows_what_was_talked_about(run: Run) -> None:
    run("contact", "the fire drill", "--minutes", "10", "--goal", GOAL)
    run("contact", "before the last meeting", "--minutes", "5", "--date", "2026-11-16")
    assert f"text: the fire drill [[{GOAL}]]" in read(NOTE).replace('"', "")
    (row,) = run("agenda", "--json").data["contacts"]
    assert row == {"date": "2026-11-24", "minutes": 10, "how": "", "text": "the fire drill"}
    assert "the fire drill" in run("agenda").out


def test_nothing_is_carried_over_or_begun_for_it(run: Run) -> None:
    steps = run("steps").out
    notes = sorted(Path("meetings").iterdir())
    run("contact", "the fire drill", "--minutes", "1 h 5")
    assert sorted(Path("meetings").iterdir()) == notes
    assert run("steps").out == steps


def test_without_any_note_the_coming_one_keeps_it(run: Run) -> None:
    for path in Path("meetings").iterdir():
        path.unlink()
    run("save", "--yes")
    before = run("hours", "--json").data["minutes"]
    assert run("contact", "hello", "--minutes", "5", "--json").data["path"].startswith("meetings/2026-1")
    assert run("hours", "--json").data["minutes"] == before + 5


def test_history_and_undo_know_it(run: Run) -> None:
    before = read(NOTE)
    run("contact", "one", "--minutes", "5")
    run("contact", "two", "--minutes", "5")
    assert "added 1 contact to the note of the meeting of 19 November" in run("history").out
    run("undo")
    run("undo", "--next")
    assert read(NOTE) == before


def test_the_same_words_twice_are_two_contacts(run: Run) -> None:
    for _ in range(2):
        run("contact", "called home", "--minutes", "5")
    assert len(run("hours", "--json").data["contacts"]) == 2


def test_two_people_at_once_keep_both_and_a_contact_that_both_wrote_down_is_one(two: Two) -> None:
    for someone, words in ((two.robin, "the fire drill"), (two.sam, "the bells")):
        someone("contact", words, "--minutes", "10")
        someone("contact", "called a parent", "--minutes", "5")
    two.robin.sync()
    two.sam.sync()
    two.robin.sync()
    assert two.robin.read(TWO_NOTE) == two.sam.read(TWO_NOTE)
    texts = [contact["text"] for contact in two.sam("agenda", "--json").data["contacts"]]
    assert sorted(texts) == ["called a parent", "the bells", "the fire drill"]
    two.robin.change(TWO_NOTE, "minutes: 5", "minutes: 7")
    two.robin("save")
    two.sam.change(TWO_NOTE, "called a parent", "called a mother")
    two.sam("save")
    two.robin.sync()
    two.sam.sync()
    (called,) = [one for one in two.sam("agenda", "--json").data["contacts"] if "called" in one["text"]]
    assert (called["minutes"], called["text"]) == (7, "called a mother")


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("snacks call, 10 mins", 10), ("10 min phone call", 10), ("call (half an hour)", 30), ("talked for 1 h 15", 75)],
)
def test_minutes_with_which_the_words_begin_or_end_are_its_minutes(run: Run, words: str, minutes: int) -> None:
    data = run("contact", words, "--json").data
    assert (data["minutes"], data["text"]) == (minutes, words)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["x"], "counts by its minutes"),
        (["planned the 45 min lesson"], "counts by its minutes"),
        ([], "nothing to write down"),
        (["x", "--minutes", "0"], "counts by its minutes"),
        (["x", "--minutes", "soon"], "not a number of minutes"),
        (["x", "--minutes", "5", "--date", "2026-11-30"], "Monday 30 November is still to come"),
        (["x", "--minutes", "5", "--goal", "no such"], "there is no goal"),
    ],
)
def test_what_cannot_be_counted_is_refused(run: Run, typed: list[str], sentence: str) -> None:
    before = read(NOTE)
    refused = run("contact", *typed)
    assert refused.status in (1, 2)
    assert sentence in refused.err
    assert read(NOTE) == before


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ("coridor", 2, "did you mean corridor?\nhint: known are corridor, in-person"),
        ("zom", 2, "did you mean zoom?"),
        (
            "walking home",
            0,
            "`walking home` is kept as you typed it; a programme's form knows in-person, virtual, phone",
        ),
        ("lunch", 0, ""),
    ],
)
def test_an_unknown_way_to_meet_is_told_and_one_that_is_almost_known_refused(
    typed: str, status: int, told: str, run: Run
) -> None:
    contact = run("contact", "the bells", "--minutes", "5", "--how", typed)
    assert (contact.status, told in contact.err, f"({typed})" in contact.out) == (status, True, status == 0)
    assert run("meet", "--no-edit", "--mode", typed).status == status
    assert run("people", "set", "--mode", typed).status == status


def test_on_a_terminal_it_asks(run: Run) -> None:
    status, screen = talk(["contact"], ["The fire drill", "soon", "10"])
    assert (status, "not a number of minutes" in screen) == (0, True)
    assert run("hours", "--json").data["contacts"] == [{"date": "2026-11-24", "minutes": 10, "how": ""}]


def test_what_goes_to_a_programme_has_no_words_of_it(run: Run) -> None:
    run("contact", "CANARY", "--minutes", "10", "--how", "corridor")
    run("contact", "CANARY", "--minutes", "10", "--how", "over a cup of CANARY")
    sheet = run("hours", "--sheet")
    assert "CANARY" not in sheet.out
    assert "`contacts` has a word that is not known here" in sheet.err
    assert "in-person contact" in " ".join(sheet.out.split())
    run("hours", "--csv", "hours.csv")
    table = read("hours.csv")
    assert "CANARY" not in table
    assert "2026-11-24,,10,in-person,contact,," in table
    run("hours", "--for", "program", "--to", "program.csv")
    program = read("program.csv")
    assert "CANARY" not in program
    assert "2026-11-24,,10,in-person" in program


def test_contacts_typed_by_hand_are_read_as_people_type_them(run: Run) -> None:
    line = "contacts:\n  - minutes: 15 min\n    text: the bells\n  - {date: Nov 23, minutes: soon}\n"
    NOTE.write_text(read(NOTE).replace("status: held\n", "status: held\n" + line, 1), encoding="utf-8")
    result = run("hours", "--json")
    assert [(row["date"], row["minutes"]) for row in result.data["contacts"]] == [("2026-11-19", 15), ("2026-11-23", 0)]
    assert "contacts[2].minutes: `soon` is not a number of minutes" in result.out


@pytest.mark.parametrize(("typed", "minutes"), [("1.5h", 90), ("0,25 hours", 15), ("1 h 15", 75), ("1:30", 90)])
def test_hours_are_minutes_however_they_are_typed(run: Run, typed: str, minutes: int) -> None:
    assert run("contact", "planned", "--minutes", typed, "--how", "phone", "--json").data["minutes"] == minutes


@pytest.mark.parametrize("wrong", [["--date", "yesterdy"], ["--minutes", "a while"], ["--goal", "nothing-here"]])
def test_what_was_typed_is_checked_before_anything_is_asked(wrong, run, example, answer):
    asked = answer("talked about the fire drill", "10")
    assert run("contact", *wrong).status in (1, 2)
    assert asked == []


def test_a_talk_that_both_wrote_down_is_named_once_with_what_to_type(two: Two) -> None:
    assert "the same talk" not in two.robin("contact", "the fire drill", "--minutes", "10").out
    two.sam("contact", "fire drill in the corridor", "--minutes", "10")
    two.robin("contact", "something else", "--minutes", "7")
    two.settle()
    told = two.robin("hours")
    assert told.out.count("if both of you wrote down the same one, take one out: coachlog") == 1
    assert told.status == 0
    again = two.sam("contact", "the drill again", "--minutes", "15").out
    assert "If it is the same talk: coachlog" in again
    two.sam("undo")
    assert len(two.sam("hours", "--json").data["contacts"]) == 3
