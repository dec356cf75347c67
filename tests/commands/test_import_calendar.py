"""`coachlog import` of a calendar and of a sheet: what the notes lack comes in, and past meetings without a note."""

from pathlib import Path

import pytest

from tests.support.world import Run

EVENT = """\
BEGIN:VEVENT
UID:{uid}
DTSTART{zone}:{start}
DTEND{zone}:{end}
SUMMARY:{title}
{more}END:VEVENT
"""
ZONE = ";TZID=America/Los_Angeles"


def event(start: str, end: str, title: str, more: str = "", uid: str = "1", zone: str = ZONE) -> str:
    return EVENT.format(start=start, end=end, title=title, more=more, uid=uid, zone=zone)


def calendar(*events: str) -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{''.join(events)}END:VCALENDAR\n"


@pytest.fixture
def log(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "pair"
    assert run("init", root, "--mentor", "Robin Example", "--mentee", "Sam Sample", "--me", "mentor").status == 0
    monkeypatch.chdir(root)
    return root


def bring_in(run: Run, log: Path, text: str, name: str = "calendar.ics") -> str:
    (log.parent / name).write_text(text, encoding="utf-8")
    result = run("import", log.parent / name, "--yes")
    assert result.status == 0, result.err
    return result.out


def front(log: Path, day: str) -> str:
    return (log / "meetings" / f"{day}.md").read_text(encoding="utf-8").split("---")[1]


def test_a_note_gets_the_start_and_the_minutes_that_it_lacks(run: Run, log: Path) -> None:
    run("meet", "--date", "2026-11-12", "--no-edit")
    words = (log / "meetings" / "2026-11-12.md").read_text(encoding="utf-8").split("---")[2]
    lunch = event("20261112T120000", "20261112T123000", "Lunch", uid="2")
    bring_in(run, log, calendar(lunch, event("20261112T153000", "20261112T161500", "Sam / Robin")))
    assert 'start: "15:30"' in front(log, "2026-11-12")
    assert "minutes: 45" in front(log, "2026-11-12")
    assert words == (log / "meetings" / "2026-11-12.md").read_text(encoding="utf-8").split("---")[2]
    assert [path.name for path in (log / "meetings").iterdir()] == ["2026-11-12.md"]
    assert run("undo").status == 0
    assert "45" not in front(log, "2026-11-12")


def test_what_a_note_has_stays(run: Run, log: Path) -> None:
    run("meet", "--date", "2026-11-12", "--no-edit", "--minutes", "30")
    bring_in(run, log, calendar(event("20261112T153000", "20261112T161500", "Sam / Robin")))
    assert "minutes: 30" in front(log, "2026-11-12")


def test_recurring_events_are_expanded_and_cancelled_ones_are_not(run: Run, log: Path) -> None:
    weekly = "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261120T000000Z\nEXDATE;TZID=America/Los_Angeles:20261029T153000\n"
    moved = "RECURRENCE-ID;TZID=America/Los_Angeles:20261105T153000\n"
    gone = "RECURRENCE-ID;TZID=America/Los_Angeles:20261112T153000\nSTATUS:CANCELLED\n"
    text = calendar(
        event("20261022T153000", "20261022T161500", "Coaching with Sam", weekly),
        event("20261106T100000", "20261106T103000", "Coaching with Sam", moved),
        event("20261112T153000", "20261112T161500", "Coaching with Sam", gone),
        event("20261204T153000", "20261204T161500", "Coaching with Sam", uid="9"),
        event("20261103T100000", "20261103T103000", "Coaching with Maria", uid="8"),
    )
    bring_in(run, log, text)
    days = sorted(path.stem for path in (log / "meetings").iterdir())
    assert days == ["2026-10-22", "2026-11-06", "2026-11-19"]
    assert "minutes: 30" in front(log, "2026-11-06")
    assert "status: held" in front(log, "2026-11-06")
    assert bring_in(run, log, text).endswith("There is nothing new in it: the log stays as it is.\n")


def test_a_moment_of_no_place_is_told_in_the_time_here(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    bring_in(run, log, calendar(event("20261112T203000Z", "20261112T211500Z", "Sam", zone="")))
    assert 'start: "15:30"' in front(log, "2026-11-12")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def test_two_events_that_could_be_the_meeting_are_told_of(run: Run, log: Path) -> None:
    text = calendar(
        event("20261112T090000", "20261112T100000", "Sam", uid="1"),
        event("20261112T153000", "20261112T161500", "Sam again", uid="2"),
    )
    assert "On 12 November more than one event could be the meeting" in bring_in(run, log, text)
    assert not list((log / "meetings").glob("*.md"))


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:nonsense\nEND:VEVENT\nEND:VCALENDAR\n",
        calendar(event("20261112T153000", "20261112T161500", "Sam", "RRULE:FREQ=SECONDLY\n")),
        calendar(event("19910101T000000", "19910101T001000", "Sam", "RRULE:FREQ=DAILY\n")),
        calendar(event("20260101T000000", "20260101T001000", "Sam", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n")),
        calendar(event("00010101T000000", "00010101T001000", "Sam")),
        "no calendar",
        "BEGIN:VCALENDAR\n" * 5000,
    ],
)
def test_a_hostile_calendar_ends_in_a_moment(run: Run, log: Path, text: str) -> None:
    (log.parent / "a.ics").write_text(text, encoding="utf-8")
    result = run("import", log.parent / "a.ics", "--yes")
    assert result.status in (0, 1)
    assert "Traceback" not in result.err


SHEET = """\
Timestamp,Mentee,Date of meeting,Minutes,What went well?,Challenges,Teacher next steps,Anything else
11/13/2026 16:02:11,Sam,11/12/2026,45,"Partner talk
timers",Late work,Call two families,=HYPERLINK("x")
"11/20/2026 9:00:00",Sam,11/19/2026,,,,,
"""


def test_the_rows_of_a_sheet_become_meetings(run: Run, log: Path) -> None:
    out = bring_in(run, log, SHEET, "answers.csv")
    assert "Its days are in the column “Date of meeting”." in out
    assert "The column “What went well?” comes to Successes." in out
    assert "The column “Anything else” comes under Unsorted." in out
    assert "minutes: 45" in front(log, "2026-11-12")
    assert {item["text"] for item in run("successes", "--json").data} == {"Partner talk", "timers"}
    assert [(step["owner"], step["text"]) for step in run("steps", "--json").data] == [("mentee", "Call two families")]


def test_a_column_of_names_says_whose_each_row_is(run: Run, log: Path) -> None:
    sheet = (
        "Date,Name,Wins,Next steps\n11/12/2026,Robin Example,Partner talk,Call home\n11/19/2026,Sam,Timers,Hang it\n"
    )
    out = bring_in(run, log, sheet, "answers.csv")
    assert "The column “Name” says whose each row is." in out
    assert {item["by"] for item in run("successes", "--json").data} == {"mentor", "mentee"}
    assert [(step["owner"], step["text"]) for step in run("steps", "--json").data] == [
        ("mentor", "Call home"),
        ("mentee", "Hang it"),
    ]
    assert "Unsorted" not in "".join(path.read_text("utf-8") for path in (log / "meetings").glob("*.md"))


def test_a_sheet_without_days_says_what_it_needs(run: Run, log: Path) -> None:
    (log.parent / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run("import", log.parent / "a.csv", "--yes")
    assert result.status == 1
    assert "no column of it has the days of meetings" in result.err
