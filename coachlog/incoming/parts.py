"""Cut a running document at its dates: each part is a meeting, what stands before the first is about them all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.incoming.days import DayMark, UsualDays, find_day, find_day_within, is_day_first, resolve_days
from coachlog.incoming.facts import says_only_when
from coachlog.incoming.meanings import Meanings
from coachlog.incoming.passages import Passage, PassageKind
from coachlog.model.fields import MONTHS, WEEKDAYS, format_day, normalize
from coachlog.model.kinds.section_names import NEXT_MEETING, NEXT_STEPS
from coachlog.regex import regex

_BOLD_LEVEL: Final = 7
_LINE_LEVEL: Final = 8
_MOST_WORDS: Final = 14  # in a line that is a date's heading
_SENTENCE: Final = regex(r"[.!?]\s+\w|\b(?:was|were|is|are|has|have|will|came|did|due)\b", re.IGNORECASE)
# Words of a line whose date is no meeting's.
_ANOTHER: Final = regex(
    r"\b(?:next|due|until|before|since|goals?|deadline|target|updated|created|revised|through|born)\b"
)
# `by Friday` names another day, `by zoom` says how they met.
_UNTIL: Final = regex(
    rf"\bby\W+(?=\d|(?:the|next|this|end)\b|{'|'.join(name[:3] for name in (*MONTHS, *WEEKDAYS))})", re.IGNORECASE
)
_DATE_LABEL: Final = regex(r"\W*(?:meeting |session )?(?:date|datum|fecha)\s*:", re.IGNORECASE)
# A place for a date in a form that nobody has filled in.
_NO_DATE: Final = regex(
    r"_{2,}|\b(?:mm|dd|yyyy|yy)\b|[\[<({]\s*(?:insert |the )?(?:date|datum|fecha)\b"
    r"|^\W*(?:insert |today's |meeting )?(?:date|datum|fecha)\W*$",
    re.IGNORECASE,
)
# The end of a week behind its beginning: `8/24-8/28`.
_RANGE: Final = regex(r"\A\s*(?:-|–|to|&|\+)\s*(?:[A-Za-z]{3,9}\.? )?\d{1,2}(?:[/.]\d{1,2}(?:[/.]\d{2,4})?)?(?=\W|\Z)")
_IN_BRACKETS: Final = regex(r"\W*(?:\[[^\]]*\]|<[^>]*>|_{2,}|n/?a|none)?\W*", re.IGNORECASE)
_OF_VISIT: Final = regex(r"\bdate of (?:the )?(?:visit|observation|lesson)\b", re.IGNORECASE)
_GROUP: Final = regex(
    rf"(?:{'|'.join(MONTHS)}|fall|autumn|winter|spring|summer|semester|quarter|trimester|term|year|school|month|q|week"
    r"|weeks|of|\d{1,4}|[\W_]|first|second|third|fourth|1st|2nd|3rd|4th|19\d\d|20\d\d)+",
    re.IGNORECASE,
)


@frozen
class MeetingPart:
    """A part of a document: its day, the line that says it, and what stands below it.

    `lead` and `rest` are what stands before and behind the date, `above` the heading of a higher level over it.
    """

    day: date
    head: str
    rest: str
    passages: tuple[Passage, ...]
    weekday_differs: bool = False
    above: str = ""
    lead: str = ""


@frozen
class PageParts:
    """A document cut at its dates; `general` stands under none of them, `blank` counts the forms nobody filled in.

    `usual` knows by now whether the day comes first in it.
    """

    general: tuple[Passage, ...]
    meetings: tuple[MeetingPart, ...]
    usual: UsualDays
    blank: int = 0


_Place = tuple[int, DayMark, int]  # a passage's number, its date, and the level of its line


class OrderUnknown(CoachlogError):
    """Dates whose order of day and month nothing tells: `text` can mean two days, the first with its month in front."""

    def __init__(self, text: str, days: tuple[date, date]) -> None:
        super().__init__(
            f"`{text}` can mean {' or '.join(map(format_day, days))}",
            "say which comes first in this document: --dates month-first, or --dates day-first",
        )
        self.text = text
        self.days = days


def cut_at_days(passages: Sequence[Passage], meanings: Meanings, usual: UsualDays, only_day: date | None) -> PageParts:
    """Cut passages at their dates; raise OrderUnknown if these can be read in two ways.

    With `only_day` all of it is the meeting of that day.
    """
    if only_day:
        return PageParts((), (MeetingPart(only_day, "", "", tuple(passages)),), usual)
    places = list(_places(passages, meanings))
    marks = [mark for _, mark, _ in places]
    order = is_day_first(marks, usual)
    if order is None:
        raise _two_ways(marks, usual.today)
    days = resolve_days(marks, usual.today, day_first=order)
    kept, kept_places, blank = _without_blank_forms(passages, places, meanings)
    general, meetings = _cut(kept, kept_places, days)
    return PageParts(general, meetings, replace(usual, day_first=order), blank)


def _without_blank_forms(
    passages: Sequence[Passage], places: Sequence[_Place], meanings: Meanings
) -> tuple[list[Passage], list[_Place], int]:
    """Return passages without the copies of a form that have neither a date nor any answer, and where the dates are."""
    starts = {place[0] for place in places}
    gone, number, blank = set[int](), 0, 0
    while number < len(passages):
        end = number + 1
        if number not in starts and _is_no_date(passages[number]):
            while end < len(passages) and end not in starts and not _ends_form(passages[number], passages[end]):
                end += 1
            if all(_is_unanswered(passage, meanings) for passage in passages[number + 1 : end]):
                gone |= set(range(number, end))
                blank += 1
        number = end
    shift = {number: number - sum(one < number for one in gone) for number in starts}
    kept = [passage for number, passage in enumerate(passages) if number not in gone]
    return kept, [(shift[place[0]], *place[1:]) for place in places], blank


def _is_no_date(passage: Passage) -> bool:
    is_line = passage.kind in (PassageKind.HEADING, PassageKind.PARAGRAPH) and len(passage.words.split()) <= 8
    return is_line and bool(_NO_DATE.search(passage.words)) and find_day(passage.words) is None


def _ends_form(first: Passage, passage: Passage) -> bool:
    """Tell whether a passage is no part of the form that another begins: the next copy of it, or a larger heading."""
    is_heading = passage.kind is PassageKind.HEADING
    is_larger = is_heading and (first.kind is not PassageKind.HEADING or passage.level < first.level)
    return is_larger or _is_no_date(passage)


def _is_unanswered(passage: Passage, meanings: Meanings) -> bool:
    words = passage.words
    if passage.rows or passage.pictures or passage.remarks:
        return False
    if passage.kind is PassageKind.HEADING or passage.bold or words.endswith(("?", ":", "…")) or meanings.of(words):
        return True
    label = meanings.label(words)
    return bool(_IN_BRACKETS.fullmatch(label[2] if label else words))


def _two_ways(marks: Sequence[DayMark], today: date) -> OrderUnknown:
    mark = next(mark for mark in marks if mark.open_order and mark.first != mark.second)
    year = mark.year or today.year
    days = [day for order in (False, True) if (day := mark.on(year, day_first=order))]
    return OrderUnknown(f"{mark.first}/{mark.second}", (days[0], days[-1]))


def _places(passages: Sequence[Passage], meanings: Meanings) -> Iterator[_Place]:
    """Yield where a date begins a part: its number, the date, and the level of its line."""
    places = [place for number in range(len(passages)) if (place := _place(passages, number, meanings))]
    of_visits = [place for place in places if _OF_VISIT.search(passages[place[0]].words)]
    places = [place for place in places if place not in of_visits] or of_visits
    styled = [place for place in places if place[2] < _LINE_LEVEL]
    for place in places:
        number, mark, level = place
        if (
            level < _LINE_LEVEL
            or not styled
            or _is_bare(mark)
            or says_only_when(mark.rest)
            or _opens_section(passages[number + 1 : number + 2], meanings)
        ):
            yield place
    if not places:
        yield from _dated_items(passages)


def _place(passages: Sequence[Passage], number: int, meanings: Meanings) -> _Place | None:
    passage = passages[number]
    if passage.kind not in (PassageKind.HEADING, PassageKind.PARAGRAPH):
        return None
    words = passage.words.split("\n")[0]
    is_heading = passage.kind is PassageKind.HEADING or passage.bold
    mark = find_day_within(words) if is_heading else find_day(words)
    most = 2 * _MOST_WORDS if passage.kind is PassageKind.HEADING else _MOST_WORDS
    if mark is None or _means_another_day(words, meanings) or len(words.split()) > most:
        return None
    if passage.kind is PassageKind.HEADING:
        return number, mark, passage.level
    if passage.bold or _begins_bold(passage, mark) or _DATE_LABEL.match(words):
        return number, mark, _BOLD_LEVEL
    short = len(mark.rest.split()) <= 6 and not _SENTENCE.search(mark.rest)
    is_line = _is_bare(mark) or says_only_when(mark.rest) or (short and _is_tail(mark.rest))
    is_line = is_line or (short and _opens_section(passages[number + 1 : number + 2], meanings))
    return (number, mark, _LINE_LEVEL) if is_line else None


def _opens_section(below: Sequence[Passage], meanings: Meanings) -> bool:
    """Tell whether what stands right below a day is the heading of a section: then the day is a meeting's."""
    heads = (meanings.of(passage.words) for passage in below if passage.kind is not PassageKind.ITEM)
    return any(meaning is not None and bool(meaning.section) for meaning in heads)


def _means_another_day(words: str, meanings: Meanings) -> bool:
    label = meanings.label(words)
    section = label[0].section if label else ""
    return section in (NEXT_MEETING, NEXT_STEPS) or bool(
        _ANOTHER.search(normalize(words)) or _UNTIL.search(normalize(words))
    )


def _begins_bold(passage: Passage, mark: DayMark) -> bool:
    """Tell whether a line begins with a bold date."""
    first = next((run for run in passage.runs if run.text.strip()), None)
    return first is not None and first.bold and find_day(first.text) is not None and len(mark.rest.split()) <= 10


def _is_bare(mark: DayMark) -> bool:
    return not _RANGE.sub("", mark.rest, count=1).strip(" \t.,:;()|-")


def _is_tail(rest: str) -> bool:
    words = rest.lstrip()
    if words[:1].isupper():
        return rest[:1] in " \t" and len(words.split()) <= 4
    return (rest[:1] in " \t" and words[:1] in "-|(:@&,[/") or rest[:1] in ":,|("


def _dated_items(passages: Sequence[Passage]) -> Iterator[_Place]:
    """Yield list items that are dates: a document may be one list, with a date at its first level."""
    for number, passage in enumerate(passages):
        mark = find_day(passage.words) if passage.kind is PassageKind.ITEM and passage.level <= 1 else None
        if mark and (_is_bare(mark) or _is_tail(mark.rest)):
            yield number, mark, _LINE_LEVEL


def _cut(
    passages: Sequence[Passage], places: Sequence[_Place], days: Sequence[date | None]
) -> tuple[tuple[Passage, ...], tuple[MeetingPart, ...]]:
    """Return the passages that stand under no date, and the parts that do."""
    placed = [(place, day) for place, day in zip(places, days, strict=True) if day]
    starts = list(_starts(passages, [place for place, _ in placed]))
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
        above = _above(passages, start, level, {place[0] for place in places})
        lead = passages[number].words[: mark.start]
        meetings.append(MeetingPart(day, head, mark.rest, tuple(inside[:leaves]), wrong, above, lead))
    return tuple(passage for passage in general if not _only_groups(passage)), tuple(meetings)


def _starts(passages: Sequence[Passage], places: Sequence[_Place]) -> Iterator[int]:
    """Yield where each part begins: with the headings right above lines such as `Date: 9/17`, if these have some."""
    headed = {
        number
        for number, _, level in places
        if number and level >= _BOLD_LEVEL and passages[number - 1].kind is PassageKind.HEADING
    }
    are_parts = len(headed) > 1 and len(headed) * 2 >= len(places)
    yield from (number - (are_parts and number in headed) for number, _, _ in places)


def _above(passages: Sequence[Passage], start: int, level: int, dates: set[int]) -> str:
    """Return the words of the nearest heading before a part that is above its own level."""
    for number in range(start - 1, -1, -1):
        passage = passages[number]
        if passage.kind is PassageKind.HEADING and passage.level < level and number not in dates:
            return passage.words
    return ""


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
    return passage.kind is PassageKind.HEADING and is_group(passage.words) and not passage.remarks


def is_group(words: str) -> bool:
    """Tell whether a heading only groups meetings: a month, a term, a school year."""
    return bool(_GROUP.fullmatch(words))
