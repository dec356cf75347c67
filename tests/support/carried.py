"""Meetings' notes in memory, and the carry-over from one to the next."""

from datetime import date

from coachlog.markdown.document import parse_document
from coachlog.markdown.edit import insert_at_end
from coachlog.model.blank_pages import find_section
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.body import Body
from coachlog.model.log import Log
from coachlog.model.next_steps import carried_lines, marks_to_settle, set_marks, steps_to_carry, write_ids
from coachlog.model.parse_settings import parse_settings
from coachlog.storage.reading import read_body, read_head
from tests.support.world import EXAMPLE

SETTINGS, _ = parse_settings(
    b"coachlog: 1\npeople:\n  - {id: mentor, name: Robin Example}\n  - {id: mentee, name: Sam}\n"
)
FIRST = date(2026, 9, 3)
EXAMPLE_ROOT = EXAMPLE  # for the blank pages of a pair: this one has none of its own


def body(text: str, day: date = FIRST) -> Body:
    """The sections and next steps of a note."""
    content = f"---\ntype: meeting\ndate: {day}\n---\n{text}".encode()
    read_note, _ = read_body(EXAMPLE_ROOT, kind_of("meeting"), SETTINGS, f"meetings/{day}.md", content)
    assert isinstance(read_note, Body)
    return read_note


def read(notes: dict[date, str]) -> Log:
    """A log of some notes."""
    meetings = {}
    for day, text in notes.items():
        kind = kind_of("meeting")
        path = f"meetings/{day}.md"
        meetings[path] = read_head(kind, path, f"---\ndate: {day}\n---\n{text}".encode(), SETTINGS)[0]
    bodies = {f"meetings/{day}.md": body(text, day) for day, text in notes.items()}
    return Log("log", SETTINGS, {"meeting": tuple(meetings.values())}, bodies, ())


def carry(notes: dict[date, str], day: date) -> None:
    """What `meet` does, without a disk."""
    path, log = f"meetings/{day}.md", read(notes)
    target = parse_document(notes[day])
    for step in steps_to_carry(log.steps, day, path):
        source = parse_document("---\ntype: meeting\ndate: x\n---\n" + notes[step.newest.day])
        target = insert_at_end(
            target, find_section(target, "Next steps", SETTINGS, "meeting"), carried_lines(source, step)
        )
    notes[day] = target.text
    for note, marks in marks_to_settle(read(notes).steps).items():
        when = date.fromisoformat(note[9:19])
        shifted = {line - 4: mark for line, mark in marks.items()}
        notes[when] = set_marks(parse_document(notes[when]), shifted).text
    for when, text in list(notes.items()):
        whole = parse_document(f"---\ntype: meeting\ndate: {when}\n---\n{text}")
        notes[when] = "".join(write_ids(whole, body(text, when)).lines[4:])
