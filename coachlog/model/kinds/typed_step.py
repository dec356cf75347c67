"""Read the words of a next step as people type them: who, until when, since when, its id, and what is to be done."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.markdown.task_line import split_last_id
from coachlog.markdown.typed_items import unstruck
from coachlog.model.dates import Aim, DateReader, TwoDays, format_weekday
from coachlog.model.doubtful_names import whom_to_write
from coachlog.model.fields import is_day, parse_date
from coachlog.model.kinds.body import UNCLEAR_DATE, UNCLEAR_STEP, UNKNOWN_PERSON
from coachlog.model.kinds.doubtful_steps import LOOKS_DONE, Trouble, is_ticked_before_name, nobody, troubles_in
from coachlog.model.kinds.loose_days import day_in, loose_day
from coachlog.model.kinds.typed_due import DueWords, cut_due_words, read_due_words
from coachlog.model.owners import (
    OWNER_LABEL,
    STEP_LABEL,
    Named,
    addressed,
    doer,
    find_owner,
    name_behind,
    name_in_front,
)
from coachlog.model.settings import BOTH, NOBODY, PersonId, Settings
from coachlog.regex import regex

_GROUP: Final = regex(r"\s*[(（\[［]\s*([^()（）\[\]［］]{1,80}?)\s*[)）\]］](?![(\[\]])")
_DUE: Final = regex(r"(?:due|deadline)(?:\s+(?:date|on|by))?\b\s*[:：]{0,2}\s*(?!to\b)(\S.*)", re.IGNORECASE)
_BY: Final = regex(r"(?:by|until|till|bis)\s+(\S.*)", re.IGNORECASE)
_FROM: Final = regex(r"from\s+(\S.*)")
_CALENDAR: Final = regex(r"\s*[📅📆🗓]\ufe0f?\s*(\d{4}-\d{1,2}-\d{1,2})")
_MENTION: Final = regex(r"@([\w.-]*\w)\s+(?=\S)")
_ROOM: Final = 80  # letters at a step's end in which a mention has room
_NO_MENTION: Final = regex(r"[^\w\s@]{0,3}@(\w[^\s>]*)")
# A bullet or a box behind a name, or behind another box.
_SECOND_BULLET: Final = regex(r"\A(?:[-–—*•.]\s+)+(?=\w)")
_OPEN_BOX: Final = regex(r"\A(?:[-*•]\s+)?(?:\[[ \u00a0]?\]|[☐□])\s*(?=\w)")
_CARRIED: Final = f"@{BOTH} "  # so `meet` writes a step that named nobody into the next note
_EMPTY: Final = regex(r"\(\s*\)|\[\s*\]|（\s*）|``")  # what a date that is cut out leaves
_NEAR: Final = range(-300, 800)  # days from a meeting on which its steps may be due
_SIGN_LEFT: Final = regex(r"\A\s*[:,–—-]\s+")


@frozen
class TypedStep:
    """The parts of a step's words; `owner` is a person's id, `both`, or nothing if nobody is named."""

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


def read_step(text: str, settings: Settings, dates: DateReader, above: PersonId = NOBODY) -> TypedStep:
    """Return the parts of what is typed behind a step's box, on however many lines; `above` is whose its list is."""
    text, identity = split_last_id(" ".join(text.split()))
    troubles: list[Trouble] = []
    if struck := unstruck(text):
        text = struck
        troubles.append(LOOKS_DONE)
    owner, words = _owner_in_front(text.rstrip("\\ "), settings, troubles)
    if is_ticked_before_name(text, words):
        troubles.append(LOOKS_DONE)
    words = _SECOND_BULLET.sub("", _OPEN_BOX.sub("", words) if owner else words)
    fields = list(_fields(words, settings, dates, troubles))
    words, due, origin = _without(words, fields, troubles, dates.today)
    owner = owner or next((field.owner for field in fields if field.owner), NOBODY)
    # What is cut out may have stood between a name and its colon.
    for find in (name_in_front, name_behind) if fields else (name_behind,):
        if not owner:
            owner, words = find(words, settings)
    if due is None:
        spoken = _due_in_words(words, dates.on(origin or dates.today), troubles)
        words, due = spoken.words, spoken.due
        owner, words = (owner, words) if owner else _owner_around(spoken, settings)
    if due and (day := origin or dates.today) and (due - day).days not in _NEAR:
        said = format_weekday(due, dates.today)
        troubles.append(Trouble(UNCLEAR_STEP, f"{said}, when this is due, is far from its meeting: is its year right?"))
    if not owner:
        owner, words = addressed(words, settings)
    owner = owner or doer(words, settings) or above
    is_carried = origin is not None and text.startswith(_CARRIED)
    troubles += troubles_in(words, owner, settings, is_carried=is_carried)
    return TypedStep(words, owner, due, origin, identity, tuple(troubles))


def _owner_in_front(text: str, settings: Settings, troubles: list[Trouble]) -> Named:
    """Return who is named in front, if need be behind a label; an unknown `@word` is taken as an id all the same."""
    named = name_in_front(text, settings)
    if named.owner:
        return named
    if "@" in text[:_ROOM] and (mention := _MENTION.match(text)):
        troubles.append(nobody(mention[1][:40], settings))
        return Named(PersonId(mention[1]), text[mention.end() :])
    if "@" in text[:_ROOM] and (mention := _NO_MENTION.match(text)):
        troubles.append(nobody(mention[1][:40], settings))
    label = STEP_LABEL.match(text)
    return name_in_front(text[label.end() :], settings) if label else named


def cut_due(text: str) -> tuple[str, str]:
    """Return a step's words without its last due date, and this date as typed."""
    groups = [(match, due) for match in _GROUP.finditer(text) if (due := _DUE.fullmatch(match[1]))]
    if groups:
        match, due = groups[-1]
        behind = text[match.end() :]
        return f"{text[: match.start()]}{' ' if behind[:1].strip() else ''}{behind}", due[1]
    return cut_due_words(text)


def with_due(text: str, due: date | None, settings: Settings, dates: DateReader) -> str | None:
    """Return a step, on as many lines as it has, with another due date or none; None if nothing else would stay."""
    words = split_last_id(text)[0]
    origin = next((match for match in _GROUP.finditer(words) if _FROM.fullmatch(match[1])), None)
    words = words[: origin.start()] if origin else words.rstrip("\\ \n")
    plain, typed = cut_due(words)
    wanted = replace(read_step(plain, settings, dates), due=due, troubles=())
    has_date = plain != words or read_step(words, settings, dates).due is not None
    for form in _forms_with_due(words, plain, typed if has_date else "", due):
        step = read_step(form, settings, dates)
        if replace(step, troubles=()) == wanted and not any(one.code == UNCLEAR_DATE for one in step.troubles):
            return form + text[len(words) :]
    return None


def _forms_with_due(text: str, plain: str, typed: str, due: date | None) -> Iterator[str]:
    """Yield a step with another due date in the place of the one that is `typed` in it, else behind its words."""
    if not due:
        yield from (plain, _CALENDAR.sub("", text))
        return
    if typed:
        head, _, tail = text.rpartition(typed)
        yield f"{head}{due}{tail}"
        yield _CALENDAR.sub(lambda match: match[0].replace(match[1], str(due)), text)
    yield f"{plain.rstrip()} (due {due})"


def _fields(text: str, settings: Settings, dates: DateReader, troubles: list[Trouble]) -> Iterator[_Field]:
    """Yield the dates and names in brackets, and the dates behind a calendar's sign."""
    for match in _CALENDAR.finditer(text):
        if is_day(match[1]):
            yield _Field(*match.span(), due=parse_date(match[1]))
    for match in _GROUP.finditer(text):
        origin = _FROM.fullmatch(match[1])
        if origin and (day := _origin_day(origin[1], dates)):
            yield _Field(*match.span(), origin=day)
        elif origin and origin[1][:4].isdecimal():
            troubles.append(Trouble(UNCLEAR_DATE, f"`{origin[1]}` is not a date; write it as (from 2026-11-19)"))
        elif not origin and (field := _due_and_owner(match, settings, dates, troubles)):
            yield field


def _origin_day(typed: str, dates: DateReader) -> date | None:
    """Return the day of a `(from …)`; a weekday is none, for `a book (from Monday)` may be no more than its words."""
    if is_day(typed):
        return parse_date(typed)
    with suppress(ValueError):
        return dates.parse(typed, Aim.PAST) if any(map(str.isdecimal, typed)) else None
    return None


def _due_and_owner(
    match: re.Match[str], settings: Settings, dates: DateReader, troubles: list[Trouble]
) -> _Field | None:
    """Return what a bracket says, if it is a due date, alone or with a name: `(due Nov 20)`, `(Sam, by Friday)`."""
    owners, rest = list[PersonId](), match[1]
    if "," in rest or ";" in rest:
        parts = [OWNER_LABEL.sub("", part.strip()) for part in re.split(r"[,;]", rest)]
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
            troubles.append(_unclear_date(match.group().strip(), error))
        elif owners and find_owner(name := re.split(r"[,;]", match[1])[0], settings) and _is_last(match):
            message = f"`{match[1]}` is not read as whose step this is: {whom_to_write(name, settings)}"
            troubles.append(Trouble(UNKNOWN_PERSON, message))
        return None
    return _Field(*match.span(), due=day, owner=owners[0] if len(owners) == 1 else NOBODY)


def _is_last(match: re.Match[str]) -> bool:
    return not match.string[match.end() :].strip(" .!")


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
    rest = "".join([*parts, text[end:]])
    rest = _SIGN_LEFT.sub("", rest) if fields and not fields[0].start else rest
    return " ".join((_EMPTY.sub("", rest) if fields else rest).split()), due, origin


def _due_in_words(words: str, dates: DateReader, troubles: list[Trouble]) -> DueWords:
    """Return the words, and the due date that they say without brackets: `x, due Friday`, `x by Friday`."""
    spoken = read_due_words(words, dates)
    if spoken.error:
        troubles.append(_unclear_date(spoken.unread, spoken.error))
    elif spoken.due is None and not any(one.code == UNCLEAR_DATE for one in troubles) and (loose := loose_day(words)):
        day = day_in(loose, dates)
        how = f"it as (due {day})" if day else "the day as in (due Friday)"
        troubles.append(Trouble(UNCLEAR_STEP, f"`{loose}` is not read as a due date: write {how} if it is one"))
    return spoken


def _owner_around(spoken: DueWords, settings: Settings) -> Named:
    """Return who is named right before the date among the words, or behind that in front: `x @Sam by Friday`."""
    before, behind = spoken.around
    named = name_behind(before, settings)
    if named.owner:
        return Named(named.owner, named.words + spoken.words[len(before) :])
    named = name_in_front(behind, settings)
    return Named(named.owner or doer(behind, settings), spoken.words)


def _unclear_date(typed: str, error: ValueError) -> Trouble:
    sentence, _, _ = str(error).partition(";")
    days = error.days if isinstance(error, TwoDays) else ("YYYY-MM-DD",)
    return Trouble(UNCLEAR_DATE, f"{typed}: {sentence}; write it as {' or '.join(f'(due {day})' for day in days)}")
