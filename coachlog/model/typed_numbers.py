"""A list of numbers as people type it: `1 3`, `1,3`, `1-3`, `1 to 3`, `1 and 3`; and as they are told."""

from collections.abc import Iterable, Sequence
from typing import Final

from coachlog.model.fields import format_list
from coachlog.regex import regex

_TO: Final = r"\s*(?:[-–—]|\b(?:to|through)\b)\s*"
_BETWEEN: Final = r"(?:[\s,;&+]|\band\b)+"
NUMBERS: Final = rf"#?\d{{1,9}}(?:(?:{_TO}|{_BETWEEN})#?\d{{1,9}})*"
LINE_NUMBERS: Final = rf"\s*(?:lines?\b|numbers?\b)?\s*({NUMBERS})[\s,;.]*"
_RANGE: Final = regex(rf"(\d+){_TO}#?(\d+)")
_NUMBER: Final = regex(r"\d+")
_LIST: Final = regex(LINE_NUMBERS)
_LONGEST_RANGE: Final = 99


def read_numbers(typed: str) -> list[int]:
    """Return the numbers among some words, each once; `1-3` are three."""
    spread = _RANGE.sub(lambda match: _spread(int(match[1]), int(match[2])), typed)
    return [*dict.fromkeys(map(int, _NUMBER.findall(spread)))]


def only_numbers(typed: str | Iterable[str]) -> list[int]:
    """Return the numbers of a list, typed as one word or several; none if there is anything else in it."""
    words = (typed if isinstance(typed, str) else " ".join(typed)).casefold()
    return read_numbers(words) if _LIST.fullmatch(words) else []


def format_line_numbers(numbers: Sequence[int]) -> str:
    """Name lines by their numbers: `line 3`, `lines 3 and 5`."""
    return f"line{'s' * (len(numbers) > 1)} {format_list([str(number) for number in numbers])}"


def _spread(first: int, last: int) -> str:
    return " ".join(map(str, range(first, min(last, first + _LONGEST_RANGE) + 1))) or f"{first} {last}"
