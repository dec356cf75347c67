"""Read the words of a next step as people type them: who, until when, since when, its id, and what is to be done."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.markdown.task_line import split_last_id
from coachlog.model.dates import Aim, DateReader, TwoDays, format_weekday
from coachlog.model.fields import is_day, parse_date
from coachlog.model.kinds.body import UNCLEAR_DATE, UNCLEAR_STEP, UNKNOWN_PERSON
from coachlog.model.owners import STEP_LABEL, Named, doer, find_owner, name_behind, name_in_front
from coachlog.model.settings import NOBODY, PersonId, Settings

_GROUP: Final = re.compile(r"\s*[(（\[［]\s*([^()（）\[\]［］]{1,80}?)\s*[)）\]］](?![(\[\]])")
_DUE: Final = re.compile(r"(?:due|deadline)(?:\s+(?:date|on|by))?\b\s*[:：]{0,2}\s*(?!to\b)(\S.*)", re.IGNORECASE)
_BY: Final = re.compile(r"(?:by|until|till)\s+(\S.*)", re.IGNORECASE)
_FROM: Final = re.compile(r"from\s+(\S.*)")
_CALENDAR: Final = re.compile(r"\s*[📅🗓]\ufe0f?\s*(\d{4}-\d{1,2}-\d{1,2})")
_LAST_DUE: Final = re.compile(
    r"(?:[\s,;]+|\s[–—-]+\s*)due(?:\s+(?:on|by))?(\s*[:：])?\s+(?!to\b)(\S[^()]{1,40})\Z", re.IGNORECASE
)
_AT_END: Final = 80  # letters in which a due date at the end has room
_MENTION: Final = re.compile(r"@([\w.-]*\w)\s+(?=\S)")
_I: Final = re.compile(r"(?:I(?:['’]ll| will| need to| have to| should| must)|[Mm]e(?:\s*:| to)|I\s*:)\s")
_TICKED: Final = re.compile(r"(?:\A~~.+~~|[✓✔✅☑])\ufe0f?\Z")


class Trouble(NamedTuple):
    """What in a step is not understood: a problem's code and message."""

    code: str
    message: str


@frozen
class TypedStep:
    """The parts of a step's words; `owner` is a person's id, `both`, or nothing where nobody is named."""

    words: str
    owner: PersonId
    due: date | None
    origin: date | None
    id: str
    troubles: tuple[Trouble, ...] = ()


class _Field(NamedTuple):
    """A date of a step, and where it stands in the text."""

    start: int
    end: int
    due: date | None = None
    origin: date | None = None
    owner: PersonId = NOBODY


def read_step(text: str, settings: Settings, dates: DateReader) -> TypedStep:
    """Return the parts of what is typed behind a step's box, on however many lines."""
    text, identity = split_last_id(" ".join(text.split()))
    troubles: list[Trouble] = []
    owner, words = _owner_in_front(text.rstrip("\\ "), settings, troubles)
    fields = list(_fields(words, settings, dates, troubles))
    words, due, origin = _without(words, fields, troubles, dates.today)
    owner = owner or next((field.owner for field in fields if field.owner), NOBODY)
    if not owner:
        owner, words = name_behind(words, settings)
    if due is None:
        words, due = _last_due(words, dates, troubles)
    owner = owner or doer(words, settings)
    if not owner and _I.match(words):
        message = "a note does not say who `I` is: write the name in front, as in `Sam: call home`"
        troubles.append(Trouble(UNKNOWN_PERSON, message))
    if _TICKED.search(words):
        troubles.append(Trouble(UNCLEAR_STEP, "this looks done, and its box is open: put an x into the box, or a -"))
    return TypedStep(words, owner, due, origin, identity, tuple(troubles))


def _owner_in_front(text: str, settings: Settings, troubles: list[Trouble]) -> Named:
    """Return who is named in front, if need be behind a label; an unknown `@word` is taken as an id all the same."""
    named = name_in_front(text, settings)
    if named.owner:
        return named
    if mention := _MENTION.match(text):
        troubles.append(Trouble(UNKNOWN_PERSON, f"nobody in this log has the id `{mention[1]}`"))
        return Named(PersonId(mention[1]), text[mention.end() :])
    if text[:1] == "@" and text[1:2].isalnum():
        troubles.append(Trouble(UNKNOWN_PERSON, f"nobody in this log has the id `{text.split(maxsplit=1)[0][1:41]}`"))
    label = STEP_LABEL.match(text)
    return name_in_front(text[label.end() :], settings) if label else named


def cut_due(text: str) -> tuple[str, str]:
    """Return a step's words without its last due date, and this date as typed."""
    groups = [(match, due) for match in _GROUP.finditer(text) if (due := _DUE.fullmatch(match[1]))]
    if groups:
        match, due = groups[-1]
        return f"{text[: match.start()]} {text[match.end() :]}", due[1]
    last = _LAST_DUE.search(text)
    return (text[: last.start()], last[2]) if last else (text, text)


def _fields(text: str, settings: Settings, dates: DateReader, troubles: list[Trouble]) -> Iterator[_Field]:
    """Yield the dates and names in brackets, and the dates behind a calendar's sign."""
    for match in _CALENDAR.finditer(text):
        if is_day(match[1]):
            yield _Field(*match.span(), due=parse_date(match[1]))
    for match in _GROUP.finditer(text):
        origin = _FROM.fullmatch(match[1])
        if origin and is_day(origin[1]):
            yield _Field(*match.span(), origin=parse_date(origin[1]))
        elif origin and origin[1][:4].isdecimal():
            troubles.append(Trouble(UNCLEAR_DATE, f"`{origin[1]}` is not a date; write it as (from 2026-11-19)"))
        elif not origin and (field := _due_and_owner(match, settings, dates, troubles)):
            yield field


def _due_and_owner(
    match: re.Match[str], settings: Settings, dates: DateReader, troubles: list[Trouble]
) -> _Field | None:
    """Return what a bracket says, if it is a due date, alone or with a name: `(due Nov 20)`, `(Sam, by Friday)`."""
    owners, rest = list[PersonId](), match[1]
    if "," in rest or ";" in rest:
        parts = [part.strip() for part in re.split(r"[,;]", rest)]
        named = {part: find_owner(part, settings) for part in parts}
        owners = [owner for owner in named.values() if owner]
        rest = ", ".join(part for part in parts if not named[part])
    due = _DUE.fullmatch(rest)
    said = due or _BY.fullmatch(rest)
    if not said and not (owners and rest):
        return None
    try:
        day = dates.parse(said[1] if said else rest, Aim.DUE)
    except ValueError as error:
        if due or isinstance(error, TwoDays):
            troubles.append(_unclear_date(match.group().strip(), error, dates))
        return None
    return _Field(*match.span(), due=day, owner=owners[0] if len(owners) == 1 else NOBODY)


def _without(
    text: str, fields: list[_Field], troubles: list[Trouble], today: date | None
) -> tuple[str, date | None, date | None]:
    """Return the words without their dates, and the dates; of several due dates the last counts, the others stay."""
    fields = sorted(fields, key=lambda field: field.start)
    days = [field.due for field in fields if field.due]
    due = days[-1] if days else None
    origin = next((field.origin for field in fields if field.origin), None)
    if len(set(days)) > 1 and due:
        message = f"there are two due dates; the last one counts, {format_weekday(due, today)}: take the other away"
        troubles.append(Trouble(UNCLEAR_DATE, message))
    parts, end = [], 0
    for field in fields:
        if field.due in (None, due):
            parts.append(text[end : field.start])
            end = field.end
    return " ".join("".join([*parts, text[end:]]).split()), due, origin


def _last_due(text: str, dates: DateReader, troubles: list[Trouble]) -> tuple[str, date | None]:
    """Return the words, and the due date at their end that is in no brackets: `x, due Friday`."""
    match = _LAST_DUE.search(text, max(0, len(text) - _AT_END))
    if match is None:
        return text, None
    try:
        return text[: match.start()], dates.parse(match[2], Aim.DUE)
    except ValueError as error:
        if match[1] or isinstance(error, TwoDays):
            troubles.append(_unclear_date(f"due {match[2]}", error, dates))
    return text, None


def _unclear_date(typed: str, error: ValueError, dates: DateReader) -> Trouble:
    sentence, _, _ = str(error).partition(";")
    day = error.days[0] if isinstance(error, TwoDays) else dates.today
    return Trouble(UNCLEAR_DATE, f"{typed}: {sentence}; write it as (due {day})")
