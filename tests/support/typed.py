"""A meeting's note in memory, as somebody types it."""

import re
from datetime import date

from coachlog.errors import Problem
from coachlog.markdown.document import parse_document
from coachlog.model.kinds.body import Body
from coachlog.model.kinds.parse_body import parse_body
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import Settings

THURSDAY = date(2026, 11, 19)
SETTINGS, _ = parse_settings(
    b"people:\n- {id: mentor, name: Dana Mentor, role: mentor}\n- {id: mentee, name: Sam Sample, role: mentee}\n"
)
NOTE = "meetings/2026-11-19.md"


def read(text: str, day: date | None = THURSDAY, settings: Settings = SETTINGS) -> tuple[Body, list[Problem]]:
    """The parts of a note, and its problems."""
    return parse_body(NOTE, parse_document(text), settings=settings, prompts=frozenset(), day=day)


def ends_check_in(heading: str) -> bool:
    """Tell whether a heading is at least as high as a Check-in of level 2."""
    return bool(re.match(r"##? ", heading) or re.search(r"\n(?:-+|=+)\Z", heading))


def named(text: str) -> tuple[str, set[int]]:
    """A form without the signs at the lines that are to be named, and these lines from 1."""
    lines = text.split("\n")
    return "\n".join(line.removesuffix(" <<") for line in lines), {
        number for number, line in enumerate(lines, 1) if line.endswith(" <<")
    }
