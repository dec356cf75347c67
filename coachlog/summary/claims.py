"""A claim: one thing that the log says, in the people's own words, with the place that says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from coachlog.model.fields import format_date, format_day
from coachlog.model.kinds import Record
from coachlog.model.log import Log
from coachlog.model.period import Period


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said, on a day, in a line (from 1) of a file; `under` says that it belongs to the claim before it."""

    text: str
    day: date | None
    path: str
    line: int
    under: bool = False

    def cite(self, period: Period) -> str:
        """The day and the file, as they stand behind the claim: `(10 September, meetings/2026-09-10.md)`."""
        if self.day is None:
            return f"({self.path})"
        same_year = period.start.year == period.end.year == self.day.year
        return f"({format_day(self.day) if same_year else format_date(self.day)}, {self.path})"


def claims_in(log: Log, record: Record, section: str, day: date | None) -> Iterator[Claim]:
    """Each entry of a document's section as a claim of a day."""
    for entry in log.body(record).entries(section):
        yield Claim(entry.text, day, record.path, entry.line)


def under(claims: Iterable[Claim], label: str = "") -> Iterator[Claim]:
    """Claims as parts of the one before them, with a label in front of each."""
    for claim in claims:
        yield replace(claim, text=f"{label}: {claim.text}" if label else claim.text, under=True)
