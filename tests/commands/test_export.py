"""`coachlog export` and calendars: everything out, and events that a calendar knows again."""

import csv
import json
from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import icalendar
import pytest

LAST = "meetings/2026-11-19.md"


def edit(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def events_of(path):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return {str(event["uid"]).partition("@")[0]: event for event in calendar.events}


def read_plainly(path):
    """A second reader, which knows nothing of icalendar: each event as its lines by their names."""
    text = path.read_bytes().decode()
    assert "\r\n" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    lines = text.replace("\r\n ", "").split("\r\n")
    events, current = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            events.append(current)
            current = None
        elif current is not None:
            name, _, value = line.partition(":")
            current.setdefault(name.partition(";")[0], []).append((name, value))
    return events


def test_everything_is_in_one_object_for_programs(run, example):
    run("private", "a thought of mine")
    edit(example, LAST, "minutes: 50\n", "minutes: 50\nmood: fine\n")
    data = run("export", "--json").data
    assert data["version"] == 1
    assert data["settings"]["people"][0]["email"] == "robin@example.org"
    (meeting,) = (document for document in data["documents"] if document["path"] == LAST)
    assert (meeting["kind"], meeting["id"]) == ("meeting", "2026-11-19")
    assert meeting["fields"]["mood"] == "fine"
    assert "## Check-in" in meeting["text"]
    assert "^k3f9x" in meeting["text"]
    paths = {str(path.relative_to(example)) for path in example.glob("[a-z]*/*.md")} - {"assets/everyday-activities.md"}
    assert {document["path"] for document in data["documents"]} == paths
    assert [document["path"] for document in data["own"]] == ["notes/2026-11-19.md"]
    assert {"README.md", "frameworks/district-goals.yml"} <= {file["path"] for file in data["files"]}
    assert len(data["steps"]) == len(run("steps", "--all", "--json").data)


def test_a_folder_has_an_object_tables_and_a_calendar(run, example, tmp_path):
    written = run("export", tmp_path / "all")
    assert written.status == 0
    assert "it is for you alone" in written.out
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert {"coachlog.json", "calendar.ics", "meetings.csv", "goals.csv", "steps.csv"} <= names
    assert json.loads((tmp_path / "all" / "coachlog.json").read_bytes()) == json.loads(run("export", "--json").out)
    rows = list(csv.DictReader(StringIO((tmp_path / "all" / "meetings.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 11
    assert rows[-1]["activities"] == "co-planning; technology; feedback"
    again = run("export", tmp_path / "all")
    assert again.status == 1
    assert "--replace" in again.err
    assert run("export", tmp_path / "all", "--replace").status == 0


def test_for_the_two_it_has_no_check_in_and_no_page_of_one_s_own(run, example, tmp_path):
    run("private", "a thought of mine")
    assert run("export", tmp_path / "all", "--for", "pair").status == 0
    text = (tmp_path / "all" / "coachlog.json").read_text("utf-8")
    assert "A long weekend" not in text
    assert "thought of mine" not in text
    assert not (tmp_path / "all" / "notes.csv").exists()
    for audience in ("peer", "program", "public"):
        assert run("export", "--json", "--for", audience).status == 2
        assert run("export", tmp_path / audience, "--for", audience).status == 2


def test_a_list_of_students_is_in_no_export(run, example):
    run("students", "add", "Zoe")
    assert "Zoe" not in run("export", "--json").out


def test_what_cannot_be_read_is_in_it_as_it_is(run, example, tmp_path):
    (example / "goals" / "broken-a2b3c.md").write_text("---\ntype: [goal\n---\n\nWORDS\n", encoding="utf-8")
    (example / "goals" / "bytes-a2b3c.md").write_bytes(b"\xff\xfe WORDS")
    data = run("export", "--json").data
    assert [document["title"] for document in data["documents"] if "WORDS" in document["text"]] == ["", ""]


def test_it_goes_into_no_log_and_asks_for_a_place(run, example):
    assert run("export", "out").status == 2
    assert not (example / "out").exists()
    refused = run("export")
    assert refused.status == 2
    assert "coachlog export FOLDER" in refused.err
    assert run("export", "../x", "--to", "../x.json").status == 2


def test_one_file_is_everything_or_a_table_or_a_calendar(run, example, tmp_path):
    for ending in ("json", "csv", "ics"):
        assert run("export", "--to", tmp_path / f"all.{ending}").status == 0
    assert json.loads((tmp_path / "all.json").read_bytes())["data"]["version"] == 1
    assert len(events_of(tmp_path / "all.ics")) > 11
    assert run("export", "--to", tmp_path / "all.html").status == 2


def test_a_calendar_has_meetings_with_their_times_and_both_are_invited(run, example, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    file = tmp_path / "coaching.ics"
    assert run("agenda", "--to", file).status == 0
    events = events_of(file)
    meeting = events["2026-11-19"]
    assert meeting["summary"] == "Coaching: Robin and Sam"
    assert meeting.start == datetime(2026, 11, 19, 15, 30, tzinfo=ZoneInfo("America/New_York"))
    assert (meeting.end - meeting.start).total_seconds() == 50 * 60
    assert {str(address) for address in meeting["attendee"]} == {"mailto:robin@example.org", "mailto:sam@example.org"}
    assert str(meeting["organizer"]) == "mailto:robin@example.org"
    assert events["2026-12-03"]["description"] == "walking through the lesson from start to finish"
    step = events["step-2026-11-19-f5m8w"]
    assert (step["summary"], step.start) == (
        "Sam Sample: Draft the choice sheet for the final product",
        date(2026, 12, 3),
    )
    plain = read_plainly(file)
    assert len(plain) == len(events)
    assert [value for name, value in plain[0]["STATUS"]] == ["CANCELLED"]
    assert ("DTSTART;TZID=America/New_York", "20261119T153000") in [
        line for event in plain for line in event["DTSTART"]
    ]
    assert b"BEGIN:VTIMEZONE" in file.read_bytes()


def test_the_same_meeting_keeps_its_id_and_each_change_is_a_newer_version(run, example, tmp_path):
    run("agenda", "--to", tmp_path / "one.ics")
    before = events_of(tmp_path / "one.ics")["2026-12-03"]
    run("meet", "--date", "2026-12-03", "--no-edit")
    run("agenda", "--to", tmp_path / "two.ics")
    noted = events_of(tmp_path / "two.ics")["2026-12-03"]
    run("meet", "--date", "2026-12-03", "--cancelled", "--no-edit")
    run("agenda", "--to", tmp_path / "three.ics")
    cancelled = events_of(tmp_path / "three.ics")["2026-12-03"]
    assert before["uid"] == noted["uid"] == cancelled["uid"]
    assert before["sequence"] < noted["sequence"] < cancelled["sequence"]
    assert (before["status"], noted["status"], cancelled["status"]) == ("CONFIRMED", "CONFIRMED", "CANCELLED")


def test_without_addresses_nobody_is_invited(run, example, tmp_path):
    edit(example, "coachlog.yml", "    email: sam@example.org\n", "")
    run("agenda", "--to", tmp_path / "coaching.ics")
    calendar = icalendar.Calendar.from_ical((tmp_path / "coaching.ics").read_bytes())
    assert calendar["method"] == "PUBLISH"
    assert not [event for event in calendar.events if "attendee" in event]


@pytest.mark.parametrize("zone", ["Nowhere/Never", "EST5EDT4,M3.2.0,M11.1.0"])
def test_a_zone_without_a_name_gives_the_moment_itself(zone, run, example, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    run("agenda", "--to", tmp_path / "coaching.ics")
    assert events_of(tmp_path / "coaching.ics")["2026-11-19"]["dtstart"].to_ical().endswith(b"Z")


@pytest.mark.parametrize("words", ["\x07\x1b[2J", "a\nBEGIN:VEVENT\nb", "; , \\ :", "＝cmd", "x" * 200])
def test_words_in_a_calendar_are_words(words, run, example, tmp_path):
    run("steps", "add", f"@mentor {words}z", "--due", "2026-12-03")
    file = tmp_path / "coaching.ics"
    assert run("agenda", "--to", file).status == 0
    assert b"\x1b" not in file.read_bytes()
    assert len(read_plainly(file)) == len(events_of(file))
    assert any(str(event["summary"]).endswith("z") for event in events_of(file).values())
