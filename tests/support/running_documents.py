"""Running documents as people keep them, each with the meetings that a person would expect of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coachlog.incoming.files import read_page
from coachlog.incoming.import_plan import ImportedPage, PageReading, plan_page
from coachlog.markdown.document import parse_document
from coachlog.model.kinds.parse_body import parse_body
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import Settings

TODAY = date(2026, 11, 19)
LOG = b"""\
coachlog: 1
people:
  - {id: mentor, name: Robin Example, role: mentor}
  - {id: mentee, name: Sam Sample, role: mentee}
"""


@dataclass(frozen=True)
class Expected:
    """A meeting that a person would expect: its sections with their lines, its next steps as `owner: words`."""

    day: str
    sections: dict[str, list[str]] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    unsorted: list[str] = field(default_factory=list)
    status: str = "held"


@dataclass(frozen=True)
class RunningDocument:
    """A document, and what is expected of it."""

    name: str
    make: Callable[[], bytes]
    expected: list[Expected]
    settings: bytes = LOG
    blank: int = 0


def settings_of(content: bytes = LOG) -> Settings:
    """Return the settings of a log."""
    return parse_settings(content)[0]


def planned(name: str, content: bytes, settings: bytes = LOG, **reading: Any) -> ImportedPage:
    """Return what would come of a document."""
    return plan_page(read_page(name, content), settings_of(settings), PageReading(TODAY, **reading))


def understood(page: ImportedPage, settings: bytes = LOG) -> list[Expected]:
    """Return what the log itself reads in the notes that a document becomes."""
    return [_read(meeting.text, meeting.path, settings_of(settings)) for meeting in page.meetings]


def _read(text: str, path: str, settings: Settings) -> Expected:
    document = parse_document(text)
    fields = {entry.key: getattr(entry.value, "text", "") for entry in document.front.entries}
    day = date.fromisoformat(fields["date"])
    body, problems = parse_body(path, document, settings=settings, prompts=frozenset(), day=day)
    sections: dict[str, list[str]] = {}
    for section in body.sections:
        if section.entries and section.name not in ("", document.title, " ".join(document.title.split())):
            sections.setdefault(section.name, []).extend(entry.text for entry in section.entries)
    steps = [f"{copy.owner}{'*' * (copy.mark == 'x')}: {copy.text}" for copy in body.steps]
    unsorted = [
        block.text
        for section in document.sections
        if section.heading and section.heading.text == "Unsorted"
        for block in section.blocks
    ]
    assert {problem.code for problem in problems} <= ({"unsorted"} if unsorted else set())
    return Expected(str(day), sections, steps, unsorted, fields["status"])
