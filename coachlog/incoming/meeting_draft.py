"""A meeting in a document from outside: sections with lines, next steps with owners, facts."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.frozen import frozen
from coachlog.incoming.days import UsualDays, find_day
from coachlog.incoming.facts import Facts
from coachlog.incoming.passages import Passage, TextRun, cut_runs
from coachlog.model.settings import NOBODY, PersonId
from coachlog.regex import regex

_DUE: Final = regex(
    r"(?:\s*\(\s*(?:due(?: by| on)?|by|until|before)\s*:?\s+(?P<day>[^()]{3,30})\)|\bby\s+(?P<said>[\d/]{3,10}))\s*\Z",
    re.IGNORECASE,
)


@frozen
class DraftLine:
    """A passage of a section; a next step has its owner, a person's id, `both`, or nobody's."""

    passage: Passage
    owner: PersonId = NOBODY
    is_step: bool = False
    speaker: PersonId = NOBODY


@frozen
class DraftSection:
    """A section of ours with the document's own heading for it, and its lines; without a name they stand at the top."""

    name: str
    heading: str
    lines: tuple[DraftLine, ...] = ()


@frozen
class MeetingDraft:
    """A meeting in a document from outside."""

    day: date
    title: str
    cancelled: bool
    facts: Facts
    sections: tuple[DraftSection, ...]
    weekday_differs: bool = False
    next_day: date | None = None

    @property
    def empty(self) -> bool:
        """Tell whether it says nothing: a blank page that was copied for a week to come."""
        return not self.cancelled and not any(section.lines or section.heading for section in self.sections)

    @property
    def steps(self) -> tuple[DraftLine, ...]:
        """Return its next steps."""
        return tuple(line for section in self.sections for line in section.lines if line.is_step)


def with_due_day(line: DraftLine, day: date, usual: UsualDays) -> DraftLine:
    """Return a next step whose due date, if only the document tells what it means, is written as the log has it."""
    text = "".join(run.text for run in line.passage.runs)
    match = _DUE.search(text) if line.is_step else None
    mark = find_day(match["day"] or match["said"]) if match else None
    if match is None or mark is None or not mark.open_order or mark.rest.strip():
        return line
    days = (mark.on(mark.year or year, day_first=bool(usual.day_first)) for year in (day.year, day.year + 1))
    due = next((one for one in days if one and one >= day), None)
    if due is None:
        return line
    end = match.start() if match["day"] else len(text.rstrip())
    runs = (*cut_runs(line.passage.runs, 0, end), TextRun(f" (due {due})"))
    return replace(line, passage=line.passage.with_runs(runs))
