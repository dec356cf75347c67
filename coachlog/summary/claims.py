"""A claim: one statement of the log in the people's own words, with its source."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.typed_items import read_item
from coachlog.model.dates import Aim, DateReader
from coachlog.model.fields import format_date, format_day
from coachlog.model.kinds import Record
from coachlog.model.kinds.body import SectionEntry
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.kinds.section_names import AGENDA, GROWTH, NEXT_MEETING, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import NOBODY, PersonId
from coachlog.regex import regex

_AROUND_NAME: Final = " *_:："
_ISO: Final = regex(r"(\d{4}-\d{1,2}-\d{1,2})(?!\d)\s*[:,–—-]?\s*(?=\S)")
_DATED: Final = regex(r"([^:–—]{0,20}?\d[^:–—]{0,20}?)(?:\s*:|\s+[–—-])\s+(?=\S)")
_SET_OFF: Final = regex(
    r"(?:\*\*|__|[(\[])([^*_()\[\]:]{0,24}\d[^*_()\[\]:]{0,24}):?(?:\*\*|__|[)\]])\s*[:,–—-]?\s*(?=\S)"
)


@frozen
class Claim:
    """A statement with its day, file and line (from 1); `under` tells that it belongs to the claim before it.

    `links` are the ids of the documents that it is about, `starred` the themes of the stars typed into its line. `by`
    is the id of the person whose line it is, or `both`; of an `unsigned` one, which names nobody, who typed it.
    """

    text: str
    day: date | None
    path: str
    line: int
    under: bool = False
    links: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()
    by: PersonId = NOBODY
    unsigned: bool = False

    def cite(self, period: Period) -> str:
        """Format the day and the file behind a claim: `(10 September, meetings/2026-09-10.md)`."""
        if self.day is None:
            return f"({self.path})"
        same_year = period.start.year == period.end.year == self.day.year
        return f"({format_day(self.day) if same_year else format_date(self.day)}, {self.path})"


def claims_in(log: Log, record: Record, section: str, day: date | None) -> Iterator[Claim]:
    """Return each entry of a section as a claim of a day."""
    for entry in log.body(record).entries(section):
        yield claim_of(entry, entry.text, day, record.path)


def claim_of(entry: SectionEntry, text: str, day: date | None, path: str) -> Claim:
    """Return an entry as a claim of a day, in other words."""
    links, starred = entry.links, entry.starred
    return Claim(text, day, path, entry.line, links=links, starred=starred, by=entry.by, unsigned=entry.unsigned)


def value_claim(log: Log, text: str, day: date | None, path: str, line: int = 1) -> Claim:
    """Return the words of a field as a claim, of whoever else typed them."""
    by = log.values_by.get((path, text), NOBODY)
    return Claim(text, day, path, line, by=by, unsigned=bool(by))


def note_lines(log: Log, meeting: Meeting) -> Iterator[Claim]:
    """Return the lines of a note but successes, areas of growth and next steps, wherever else in it they stand.

    A line under a heading of the pair's own, or a point of the agenda, says so: `What I saw: …`.
    """
    unlabelled = (NOTES, NEXT_MEETING)
    yield from other_lines(log, meeting, meeting.day, (SUCCESSES, GROWTH, NEXT_STEPS), unlabelled)


def other_lines(
    log: Log, record: Record, day: date | None, told: Collection[str], unlabelled: Collection[str] = ()
) -> Iterator[Claim]:
    """Return the lines of a document below its title and under all headings but some, each with its heading."""
    for section in log.body(record).sections:
        name = section.name.strip(_AROUND_NAME)
        label = "" if name in (*unlabelled, record.title, "") else f"{name}: "
        for entry in section.entries if name not in told else ():
            words = read_item(entry.text, bulleted=True).words if name == AGENDA else entry.text
            yield claim_of(entry, f"{label}{words}", day, record.path)


def dated_claim(claim: Claim, dates: DateReader, aim: Aim = Aim.NEAREST) -> Claim | None:
    """Return a claim whose words begin with its day, `2026-10-15: what we saw`, as of that day; else None."""
    for match in filter(None, (pattern.match(claim.text) for pattern in (_ISO, _DATED, _SET_OFF))):
        with suppress(ValueError):
            return replace(claim, day=dates.parse(match.group(1), aim), text=claim.text[match.end() :])
    return None


def under(claims: Iterable[Claim], label: str = "") -> Iterator[Claim]:
    """Return claims as parts of the one before them, each with a label."""
    for claim in claims:
        yield replace(claim, text=f"{label}: {claim.text}" if label else claim.text, under=True)
