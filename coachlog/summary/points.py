"""The words of a talking point, and its box."""

from typing import Final, NamedTuple

_OPEN_MARKS: Final = " /"


class TalkingPoint(NamedTuple):
    """A talking point's words without the box; it is open until somebody ticks it or lets it go."""

    words: str
    is_open: bool


def parse_point(text: str) -> TalkingPoint:
    """Return the talking point in an item's or a paragraph's text."""
    from coachlog.markdown.task_line import parse_box

    mark, words = parse_box(text)
    return TalkingPoint(words, bool(words) and (mark is None or mark in _OPEN_MARKS))
