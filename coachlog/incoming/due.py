"""Until when a next step of a running document is due, in the order of day and month that the document has."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.incoming.days import UsualDays, find_day
from coachlog.incoming.meeting_draft import DraftLine
from coachlog.incoming.passages import TextRun, cut_runs
from coachlog.regex import regex

_DUE: Final = regex(
    r"(?:\s*\(\s*(?:due(?: by| on)?|by|until|before)\s*:?\s+(?P<day>[^()]{3,30})\)|\bby\s+(?P<said>[\d/]{3,10}))\s*\Z",
    re.IGNORECASE,
)


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
