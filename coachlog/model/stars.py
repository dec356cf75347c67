"""The list of a person's stars: one item a star, with the words of the line, its file, and a theme.

- Sam waited five seconds after each question (meetings/2026-11-19.md) #star/trust
"""

import re
from collections.abc import Iterator
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import BlockKind
from coachlog.markdown.document import Document
from coachlog.regex import regex

_STAR: Final = regex(r"(?P<words>.*?)(?: \((?P<path>[^()]+\.md)\))?(?: #star(?:/(?P<theme>[\w-]+))?)?", re.DOTALL)
_NO_TAG: Final = regex(r"[^\w-]+")


@frozen
class Star:
    """One star: the words of the line that it marks, the line's file, a theme; `line` (from 1) is its own in the list.

    Without a path it marks the line of these words, wherever that is.
    """

    words: str
    path: str = ""
    theme: str = ""
    line: int = 0


def parse_stars(document: Document) -> Iterator[Star]:
    """Yield the stars of a list; a line that a person has typed there is one, too."""
    for section in document.sections:
        for block in section.blocks:
            match = _STAR.fullmatch(" ".join(block.text.split())) if block.kind is BlockKind.ITEM else None
            if match and match["words"]:
                yield Star(match["words"], match["path"] or "", match["theme"] or "", block.start + 1)


def format_star(star: Star) -> str:
    """Return a star as the words of an item."""
    path = f" ({star.path})" if star.path else ""
    theme = f"/{star.theme}" if star.theme else ""
    return f"{star.words}{path} #star{theme}"


def parse_theme(typed: str) -> str:
    """Return a theme as one word, as a tag may have it: `honest talk` is `honest-talk`."""
    return _NO_TAG.sub("-", typed.strip().removeprefix("#").removeprefix("star/")).strip("-")
