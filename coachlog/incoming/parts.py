"""Cut a running document at its dates: each part is a meeting, what stands before the first is about them all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.incoming.days import DayMark, UsualDays, find_day, is_day_first, resolve_days
from coachlog.incoming.meanings import Meanings
from coachlog.incoming.passages import Passage, PassageKind
from coachlog.model.fields import MONTHS, format_day, normalize
from coachlog.model.kinds.section_names import NEXT_MEETING, NEXT_STEPS

_BOLD_LEVEL: Final = 7
_LINE_LEVEL: Final = 8
_MOST_WORDS: Final = 14  # in a line that is a date's heading
_SENTENCE: Final = re.compile(r"[.!?]\s+\w|\b(?:was|were|is|are|has|have|will|came|did|due)\b", re.IGNORECASE)
_GROUP: Final = re.compile(
    rf"(?:{'|'.join(MONTHS)}|fall|autumn|winter|spring|summer|semester|quarter|trimester|term|year|school|month|q|week"
    r"|weeks|of|\d{1,4}|[\W_]|first|second|third|fourth|1st|2nd|3rd|4th|19\d\d|20\d\d)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MeetingPart:
    """A part of a document: its day, the line that says it, and what stands below it."""

    day: date
    head: str
    rest: str
    passages: tuple[Passage, ...]
    weekday_differs: bool = False


@dataclass(frozen=True, slots=True)
class PageParts:
    """A document cut at its dates; `general` stands under none of them."""

    general: tuple[Passage, ...]
    meetings: tuple[MeetingPart, ...]


class OrderUnknown(CoachlogError):
    """Dates whose order of day and month nothing tells: `text` can mean two days, the first with its month in front."""

    def __init__(self, text: str, days: tuple[date, date]) -> None:
        super().__init__(
            f"`{text}` can mean {' or '.join(map(format_day, days))}",
            "say which comes first in this document: --dates month-first, or --dates day-first",
        )
        self.text = text
        self.days = days


def cut_at_days(
    passages: Sequence[Passage], meanings: Meanings, usual: UsualDays, only_day: date | None = None
) -> PageParts:
    """Cut passages at their dates; raise OrderUnknown where these can be read in two ways.

    With `only_day` all of it is the meeting of that day.
    """
    if only_day:
        return PageParts((), (MeetingPart(only_day, "", "", tuple(passages)),))
    places = list(_places(passages, meanings))
    marks = [mark for _, mark, _ in places]
    order = is_day_first(marks, usual)
    if order is None:
        raise _two_ways(marks, usual.today)
    days = resolve_days(marks, usual.today, day_first=order)
    return _cut(passages, places, days)


def _two_ways(marks: Sequence[DayMark], today: date) -> OrderUnknown:
    mark = next(mark for mark in marks if mark.open_order and mark.first != mark.second)
    year = mark.year or today.year
    days = [day for order in (False, True) if (day := mark.on(year, day_first=order))]
    return OrderUnknown(f"{mark.first}/{mark.second}", (days[0], days[-1]))


_Place = tuple[int, DayMark, int]


def _places(passages: Sequence[Passage], meanings: Meanings) -> Iterator[_Place]:
    """Yield where a date begins a part: its number, the date, and the level of its line."""
    found = [place for number in range(len(passages)) if (place := _place(passages, number, meanings))]
    styled = [place for place in found if place[2] < _LINE_LEVEL]
    for place in found:
        _, mark, level = place
        if level < _LINE_LEVEL or not styled or _is_bare(mark):
            yield place
    if not found:
        yield from _dated_items(passages)


def _place(passages: Sequence[Passage], number: int, meanings: Meanings) -> _Place | None:
    passage = passages[number]
    if passage.kind not in (PassageKind.HEADING, PassageKind.PARAGRAPH):
        return None
    words = passage.words.split("\n")[0]
    mark = find_day(words)
    if mark is None or _means_another_day(words, meanings) or len(words.split()) > _MOST_WORDS:
        return None
    if passage.kind is PassageKind.HEADING:
        return number, mark, passage.level
    if passage.bold or _begins_bold(passage, mark):
        return number, mark, _BOLD_LEVEL
    is_line = _is_bare(mark) or (
        len(mark.rest.split()) <= 6 and not _SENTENCE.search(mark.rest) and _is_tail(mark.rest)
    )
    return (number, mark, _LINE_LEVEL) if is_line else None


def _means_another_day(words: str, meanings: Meanings) -> bool:
    label = meanings.label(words)
    section = label[0].section if label else ""
    return section in (NEXT_MEETING, NEXT_STEPS) or normalize(words).startswith(("next ", "due ", "by "))


def _begins_bold(passage: Passage, mark: DayMark) -> bool:
    """Tell whether a line begins with a bold date."""
    first = next((run for run in passage.runs if run.text.strip()), None)
    return first is not None and first.bold and find_day(first.text) is not None and len(mark.rest.split()) <= 10


def _is_bare(mark: DayMark) -> bool:
    return not mark.rest.strip(" \t.,:;()|-")


def _is_tail(rest: str) -> bool:
    return (rest[:1] in " \t" and rest.lstrip()[:1] in "-|(:@&,[/") or rest[:1] in ":,|("


def _dated_items(passages: Sequence[Passage]) -> Iterator[_Place]:
    """Yield list items that are dates: a document may be one list, with a date at its first level."""
    for number, passage in enumerate(passages):
        mark = find_day(passage.words) if passage.kind is PassageKind.ITEM and passage.level <= 1 else None
        if mark and (_is_bare(mark) or _is_tail(mark.rest)):
            yield number, mark, _LINE_LEVEL


def _cut(passages: Sequence[Passage], places: Sequence[_Place], days: Sequence[date | None]) -> PageParts:
    placed = [(place, day) for place, day in zip(places, days, strict=True) if day]
    starts = [_start(passages, place[0]) for place, _ in placed]
    general = list(passages[: starts[0] if starts else len(passages)])
    ends = [*starts[1:], len(passages)][: len(starts)]
    meetings = list[MeetingPart]()
    for (place, day), start, end in zip(placed, starts, ends, strict=True):
        number, mark, level = place
        inside = [*passages[start:number], *_below(passages[number]), *passages[number + 1 : end]]
        leaves = _leaves_at(inside, level)
        general += inside[leaves:]
        head = " ".join(passages[number].words.split("\n")[0].split())
        wrong = mark.weekday is not None and mark.weekday != day.weekday()
        meetings.append(MeetingPart(day, head, mark.rest, tuple(inside[:leaves]), wrong))
    return PageParts(tuple(passage for passage in general if not _only_groups(passage)), tuple(meetings))


def _start(passages: Sequence[Passage], number: int) -> int:
    """Return where a date's part begins: with the heading right above a line such as `Date: 9/17`."""
    above = passages[number - 1] if number else None
    if above and above.kind is PassageKind.HEADING and passages[number].kind is not PassageKind.HEADING:
        return number if find_day(above.words) else number - 1
    return number


def _below(passage: Passage) -> tuple[Passage, ...]:
    """Return the lines below the date in its own passage, and the pictures and comments in it."""
    if passage.remarks:
        return (Passage(PassageKind.PARAGRAPH, (), remarks=passage.remarks),)
    return ()


def _leaves_at(passages: Sequence[Passage], level: int) -> int:
    """Return where a meeting ends before the next date: at a heading above its own."""
    if level >= _BOLD_LEVEL:
        return len(passages)
    for number, passage in enumerate(passages):
        if passage.kind is PassageKind.HEADING and passage.level < level and number:
            return number
    return len(passages)


def _only_groups(passage: Passage) -> bool:
    """Tell whether a heading only groups meetings: a month, a term, a school year."""
    return passage.kind is PassageKind.HEADING and bool(_GROUP.fullmatch(passage.words)) and not passage.remarks
