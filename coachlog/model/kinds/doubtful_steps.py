"""Find what in a next step, or in a line over some, contradicts how it is read: a second person, a mark, a day."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from coachlog.model.dates import DateReader, TwoDays
from coachlog.model.doubtful_names import (
    doubtful_owner,
    doubtful_speaker,
    is_name,
    second_doer,
    second_speaker,
    whom_to_write,
)
from coachlog.model.fields import ID_LETTERS
from coachlog.model.kinds.body import UNCLEAR_STEP, UNKNOWN_PERSON
from coachlog.model.kinds.typed_due import parse_until, read_due_words
from coachlog.model.links import read_marks
from coachlog.model.owners import NO_OWNER, find_owner, heading_owner, name_behind, name_in_front
from coachlog.model.settings import BOTH, NOBODY, PersonId, Settings
from coachlog.regex import regex

_ROOM: Final = 80  # letters at an end in which a name has room
_LAST_MENTION: Final = regex(r"(.{0,40})\s@([\w.-]*\w)\W*\Z")
_MENTION: Final = regex(r"(.{0,40}?)\s@([\w.-]*\w)")
_BEFORE_UNTIL: Final = regex(r"(\S.{0,30}?),?\s+(?:by|until|till|due|before|on|eod|bis)\s", re.IGNORECASE)
_LABEL_WITHIN: Final = regex(r"(?<![\w@])([^\W\d_][\w’'-]{0,30})[*_]{0,2}\s*[:：]\s+(?=\S)")
_GROUP: Final = regex(
    r"[(\[（](?:(?:to|by|for)\s*[:=]\s*)?@?([^()\[\]（）:]{1,40}?)(?:\s+(?:to do(?: it)?|will|does(?: it)?))?[)\]）]"
)
_INITIALS: Final = regex(r"\W{0,3}[(\[]([A-Z](?:[&+/]?[A-Z])?)[)\]]\s*(?=\w)")
_SOMEBODY: Final = regex(
    r"\W{0,3}((?:my|your|his|her) (?:job|task|turn|part|homework)|mine|yours|(?:s?he)(?!['’]s))\b"
    r"(?=\s*[:：]|\s+[–—-]\s|(?<=he)\s+(?:will|shall|should|must|needs?|has|is|wants?|to)\s)",
    re.IGNORECASE,
)
_UNREAD_ID: Final = regex(rf"(?:(?<=[^\s\\])\^|\\\^|\s\^\s|ˆ)([{ID_LETTERS}]{{5}})\W*\Z")
_BREAK: Final = regex(r"<br\s*/?>\s*\S", re.IGNORECASE)
_MAY_HAVE_BOX: Final = regex(r"[\[☐□☑]")
_MAY_NAME: Final = regex(r"[:：\])）–—→➜>|@_*`~]|\s-")  # what stands beside a name that another has
_SECOND_BOX: Final = regex(r"\w.*?\s(?:[-*•]\s+)?(?:\[[ xX]\](?![(\[:])|[☐□☑])\s*\w")
_ENDED: Final = r"(?:done|finished|completed?|erledigt|fertig|hecho|fait|cancell?ed|dropped|abgesagt|abandoned)"
_CAPITALS: Final = r"(?:DONE|CANCELL?ED|DROPPED)"
# What says in an open step's words that it is done, or dropped; `get the report done` does not.
_TICKED: Final = regex(
    rf"\A(?:~{{1,2}}[^~]+~{{1,2}}|<(?:s|del|strike)>.*|(?:[✓✔✅☑❌✗✘]|[\[(][xX✓✔][\])]\s|x\s).*"
    rf"|\W{{0,3}}(?:{_CAPITALS}|(?i:{_ENDED})\W*[:)\]–—-])\W.*)\Z"
    rf"|\^[{ID_LETTERS}]{{5}}\s+(?:[xX]|\[[xX]\]|(?i:{_ENDED}))\W*\Z"
    rf"|(?:[✓✔✅☑❌]\ufe0f?(?:\s*[\d-]{{8,10}})?|\b{_CAPITALS}[!.]*|\s[\[(][xX][\])]|\s#done"
    rf"|[(\[,;:=→>–—-]\s*(?i:{_ENDED})(?:\b[^()\[\]]{{0,20}}[)\]])?[!.]*)\Z"
)
_TICK: Final = regex(r"\W{0,3}?[✓✔✅☑❌✗✘]")  # before a name
_ALL_ENDED: Final = regex(rf"(?:already )?{_ENDED}(?: (?:steps?|items?|tasks?|last week|this week))?", re.IGNORECASE)
_MINE: Final = regex(r"(?:my|your|mine|yours)\b", re.IGNORECASE)
_AND: Final = regex(r"\s*(?:[,&+/]|\b(?:and|und|y)\b)\s*", re.IGNORECASE)
_NOT_THEIRS: Final = "what {} is to do stands in another's step: give it its own line"
_AROUND: Final = " \t#*_~=:：–—-"
_DUE_GROUP: Final = regex(r"[(\[]\s*((?:due|by|until|deadline|bis)\b[^()\[\]]{1,40})[)\]]", re.IGNORECASE)


class Trouble(NamedTuple):
    """An unclear part of a step: a problem's code and message."""

    code: str
    message: str


class Over(NamedTuple):
    """What is in doubt about a line over steps: a day, a person, or that all below is done; and what to write."""

    what: str
    message: str


DAY, PERSON, ENDED = "day", "person", "ended"
LOOKS_DONE: Final = Trouble(UNCLEAR_STEP, "this looks done, and its box is open: put an x into the box, or a -")


def troubles_in(words: str, owner: PersonId, settings: Settings, *, is_carried: bool = False) -> Iterator[Trouble]:
    """Yield what in a step's words is perhaps meant as its owner, its id or its mark, and is not read as such.

    One that is carried is both's until somebody says whose it is: nobody may have named an owner.
    """
    shown = (words, read_marks(words).words) if "[[" in words else (words,)
    names = (
        (doubtful_owner(each, settings) or _somebody(each, settings) for each in shown)
        if is_carried or not owner
        else ()
    )
    if name := next(filter(None, names), ""):
        whom = whom_to_write(name, settings)
        if is_carried:
            whom = f"{whom.removesuffix(' in front').removesuffix(' in its place')} in place of `@{BOTH}`"
        yield Trouble(UNKNOWN_PERSON, f"`{name}` is not read as whose step this is: {whom}, or `Both:`")
    elif message := _second_person(words, owner, settings):
        yield Trouble(UNKNOWN_PERSON, message)
    if ("^" in words or "ˆ" in words) and (match := _UNREAD_ID.search(words)):
        message = f"`{match.group().strip()}` is not read as an id: write it as ` ^{match[1]}`, or take it away"
        yield Trouble(UNCLEAR_STEP, message)
    if "<" in words and _BREAK.search(words):
        yield Trouble(UNCLEAR_STEP, "there is a `<br>` in this step: give what stands behind it its own line")
    if "%%" in words:
        yield Trouble(UNCLEAR_STEP, "`%%` hides nothing here: take these words away, or write <!-- and --> around them")
    if _MAY_HAVE_BOX.search(words) and _SECOND_BOX.match(words):
        yield Trouble(UNCLEAR_STEP, "there is a second box in this step: give what stands behind it its own line")
    if _TICKED.search(words):
        yield LOOKS_DONE


def is_ticked_before_name(text: str, words: str) -> bool:
    """Tell whether a mark for done stands before the name that is cut off a step's words."""
    return text != words and bool(_TICK.match(text))


def nobody(name: str, settings: Settings) -> Trouble:
    """Return the problem of an `@name` that is nobody's."""
    message = f"nobody in this log is called `{name}`: {whom_to_write(name, settings)}, or `Both:`"
    return Trouble(UNKNOWN_PERSON, message)


def over_steps(line: str, settings: Settings, dates: DateReader, *, is_section: bool = False) -> Over | None:
    """Return what is in doubt about a line over steps, which are read without it; None for most.

    A section's own heading has other words, which may be like a name.
    """
    plain = line.strip(_AROUND)
    if len(plain) > _ROOM or not plain:
        return None
    if _ALL_ENDED.fullmatch(plain):
        return Over(ENDED, "the boxes below this line are read by their marks: put an x into each that is done")
    if says_day(plain, dates):
        return Over(DAY, "the day in this line is read for no step below it: write it to each, as (due Friday)")
    is_mine = _MINE.match(plain)
    if (is_mine or (not is_section and _perhaps_a_name(plain, settings))) and not heading_owner(plain, settings):
        return Over(PERSON, f"this line is not read as whose steps these are: {whom_to_write(plain, settings)}")
    return None


def says_day(words: str, dates: DateReader) -> bool:
    """Tell whether words are nothing but a day, or end in one until when something is due."""
    group = _DUE_GROUP.search(words)
    try:
        due = read_due_words(f"x {group[1] if group else words}", dates)
        return bool(due.due or due.error or parse_until(words, dates))
    except TwoDays:
        return True


def says_done(words: str) -> bool:
    """Tell whether words say no more than that something is done."""
    return bool(_ALL_ENDED.fullmatch(words.strip(" .!")))


def _perhaps_a_name(plain: str, settings: Settings) -> bool:
    parts = _AND.split(plain)
    several = len(parts) > 1 and any(is_name(part, settings) for part in parts)
    return bool(several or doubtful_speaker(f"{plain}: x", settings))


def _somebody(words: str, settings: Settings) -> str:
    """Return a word for somebody with which a step of nobody begins, or a name in brackets or with an @ within it."""
    if match := _SOMEBODY.match(words):
        return match[1]
    initials = _INITIALS.match(words)
    if initials and doubtful_speaker(f"{initials[1]}: x", settings):
        return initials[1]
    has_group = "(" in words or "[" in words or "（" in words
    groups = [match[1] for match in _GROUP.finditer(words)] if has_group else []
    if name := next((name for group in groups for name in (group, _until(group)) if is_name(name, settings)), ""):
        return name
    mentions = _MENTION.finditer(words) if "@" in words else ()
    return next((match[2] for match in mentions if not NO_OWNER.search(match[1]) and is_name(match[2], settings)), "")


def _until(words: str) -> str:
    """Return a name before words that say until when: `Sam by Friday`."""
    name = _BEFORE_UNTIL.match(words)
    return name[1] if name else ""


def _second_person(words: str, owner: PersonId, settings: Settings) -> str:
    """Return what to say of another person than the owner whom a step's words name as one who does it."""
    if name := second_speaker(words, owner, settings) or second_doer(words, owner, settings):
        return _NOT_THEIRS.format(name)
    if not owner or not _MAY_NAME.search(words):
        return _at_end_is_nobody(words, settings)
    if words.startswith("~~"):
        return "a name that is struck through is read as whose step this is: take it away"
    labels = (match[1] for match in _LABEL_WITHIN.finditer(words)) if owner != BOTH else ()
    if name := next((name for name in labels if _is_another(name, owner, settings)), ""):
        return _NOT_THEIRS.format(name)
    behind, in_front = name_behind(words, settings).owner, name_in_front(words, settings).owner
    groups = (find_owner(match[1], settings) for match in _GROUP.finditer(words)) if "(" in words else ()
    for other in (behind, in_front, *groups):
        if other not in (NOBODY, owner):
            return (
                f"this names {_called(owner, settings)} and {_called(other, settings)}: write `Both:` if it is for both"
            )
    return _at_end_is_nobody(words, settings)


def _is_another(name: str, owner: PersonId, settings: Settings) -> bool:
    return is_name(name, settings) and find_owner(name, settings) != owner


def _called(owner: PersonId, settings: Settings) -> str:
    return "both" if owner == BOTH else settings.named(owner)


def _at_end_is_nobody(words: str, settings: Settings) -> str:
    """Return what to say of an `@name` at a step's end that is nobody's."""
    last = _LAST_MENTION.search(words[-_ROOM:]) if "@" in words else None
    is_owner = last is not None and not NO_OWNER.search(last[1])
    return nobody(last[2], settings).message if last and is_owner and not find_owner(last[2], settings) else ""
