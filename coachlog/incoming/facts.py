"""The facts of a meeting that stand in a line: when it began, how long it was, how they met."""

import re
from contextlib import suppress
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.clock import SPOKEN, parse_clock
from coachlog.model.fields import parse_minutes
from coachlog.regex import regex

_CLOCK: Final = r"(?P<{0}h>\d{{1,2}})(?:[:.](?P<{0}m>[0-5]\d))?\s*(?P<{0}half>[ap]\.?m\.?|uhr|h)?"
_SPAN: Final = regex(
    rf"(?<![\d/.:-]){_CLOCK.format('a')}\s*(?:-|–|—|to|until|bis)\s*{_CLOCK.format('b')}(?![\d/])", re.IGNORECASE
)
_TIME: Final = regex(
    r"(?<![\d/.:-])(?P<h>\d{1,2})(?::(?P<m>[0-5]\d)\s*(?P<half>[ap]\.?m\.?)?|(?:\.(?P<m2>[0-5]\d))?\s*(?P<half2>[ap]\.?m\.?))(?![\d/])",
    re.IGNORECASE,
)
_LENGTH: Final = regex(
    r"(?<![\d/.:])(?P<text>\d{1,3}\s*(?:minutes?|mins?|min)\b|\d(?:\.\d{1,2})?\s*(?:hours?|hrs?)\b(?:\s*\d{1,2}\s*(?:minutes?|mins?|min)\b)?)",
    re.IGNORECASE,
)
# A word that means this only where it stands for itself, between commas or brackets: a child may call home, too.
_ALONE: Final = r"(?:\A|[,;·|(:–—-])\s*{}\s*(?:\Z|[,;·|)–—-])"
_MODES: Final = {
    "virtual": regex(
        r"\b(?:zoom|virtual(?:ly)?|online|google meet|meet\.google|facetime|(?:on|via|by|over|ms|microsoft) teams"
        r"|video (?:call|chat|conference|meeting))\b|" + _ALONE.format("(?:teams|video)"),
        re.IGNORECASE,
    ),
    "phone": regex(
        r"\b(?:(?:by|via|over|on) (?:the )?(?:tele)?phone|phone (?:call|meeting|conference))\b|"
        + _ALONE.format("(?:(?:tele)?phone|(?:quick |short )?call)"),
        re.IGNORECASE,
    ),
    "in-person": regex(
        r"\b(?:in[- ]person|face[- ]to[- ]face|f2f|in [\w’']+ classroom|room \d+)\b|"
        + _ALONE.format("(?:the )?classroom"),
        re.IGNORECASE,
    ),
}
_SPOKEN: Final = regex(rf"\b{SPOKEN}(?:\s*[ap]\.?m\.?|(?![\w:.]\w))", re.IGNORECASE)
# What is said of it in brackets, or behind a comma or a dash.
_ASIDE: Final = regex(r"\([^()]*\)|(?:[,;|·–—]|\s-)\s.*", re.DOTALL)
# What else stands in a line that says when and where, and says nothing of what was said.
_WHEN: Final = regex(
    r"\b(?:(?:before|after|at|during) (?:school|class|work|lunch|planning|prep)|lunch|from|at|for)\b|[@(),;|·–—&\s.-]+",
    re.IGNORECASE,
)


@frozen
class Facts:
    """A meeting's start as 15:30, its minutes, how they met and what for; None and empty if nothing says it."""

    start: str = ""
    minutes: int | None = None
    mode: str = ""
    activities: tuple[str, ...] = ()

    def updated(self, other: "Facts") -> "Facts":
        """Return these facts with the other's, if it has some."""
        minutes = self.minutes if other.minutes is None else other.minutes
        activities = tuple(dict.fromkeys((*self.activities, *other.activities)))
        return Facts(other.start or self.start, minutes, other.mode or self.mode, activities)


def facts_in_line(text: str) -> Facts:
    """Return the facts in a line such as `3:30-4:15 on Zoom (45 min)`."""
    start, minutes = _span(text)
    length = _LENGTH.search(text)
    if length:
        minutes = _minutes(length["text"])
    if not start and (match := _SPOKEN.search(text)):
        start = _spoken(match.group())
    if not start and (match := _TIME.search(text)):
        start = _clock(int(match["h"]), int(match["m"] or match["m2"] or 0), match["half"] or match["half2"] or "")
    mode = next((name for name, form in _MODES.items() if form.search(text)), "")
    return Facts(start, minutes, mode)


def says_only_when(text: str) -> bool:
    """Tell whether words say only when, how long and how people met, and beyond that no more than brackets hold."""
    rest = text
    for form in (_SPAN, _SPOKEN, _TIME, _LENGTH, *_MODES.values()):
        rest = form.sub(" ", rest)
    return not _WHEN.sub("", rest) or (rest != text and not _WHEN.sub("", _ASIDE.sub(" ", rest)))


def facts_of(fact: str, text: str) -> Facts:
    """Return the facts that the answer to a form's question gives."""
    facts = facts_in_line(text)
    match fact:
        case "minutes":
            bare = re.fullmatch(r"\D{0,3}(\d{1,3})\s*", text)
            return Facts(facts.start, int(bare[1]) if bare else facts.minutes)
        case "hours":
            number = re.fullmatch(r"\D{0,3}?(\d?\d?(?:[.,]\d{1,2})?)\s*", text)
            hours = float(f"0{number[1].replace(',', '.')}") if number and number[1] else 0
            return Facts(facts.start, round(hours * 60) or facts.minutes)
        case "start":
            return Facts(facts.start, facts.minutes)
        case "mode":
            return Facts(mode=facts.mode)
        case _:
            return Facts()


def _spoken(words: str) -> str:
    """Return the time that somebody says: `half past 3`, `quarter to four`."""
    with suppress(ValueError):
        return parse_clock(words)
    return ""


def _span(text: str) -> tuple[str, int | None]:
    match = _SPAN.search(text)
    if match is None or not (match["am"] or match["ahalf"] or match["bm"] or match["bhalf"]):
        return "", None
    start = _clock(int(match["ah"]), int(match["am"] or 0), match["ahalf"] or match["bhalf"] or "")
    end = _clock(int(match["bh"]), int(match["bm"] or 0), match["bhalf"] or "")
    if not start or not end:
        return start, None
    minutes = (_count(end) - _count(start)) % (12 * 60)
    return start, minutes if 0 < minutes <= 6 * 60 else None


def _clock(hour: int, minute: int, half: str) -> str:
    """Return a time as 15:30; of a bare 1:00 to 6:59 the afternoon is meant."""
    if hour > 23:
        return ""
    if half.lower().startswith("p") and hour < 12:
        hour += 12
    elif half.lower().startswith("a") and hour == 12:
        hour = 0
    elif not half and 1 <= hour < 7:
        hour += 12
    return f"{hour:02}:{minute:02}"


def _count(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _minutes(text: str) -> int | None:
    if match := re.match(r"(\d)\.(\d{1,2})\s*h", text, re.IGNORECASE):
        return round(float(f"{match[1]}.{match[2]}") * 60)
    try:
        return parse_minutes(text)
    except ValueError:
        return None
