"""Find the lines of a document that are meant as titles of its kind's sections, and that open none: `### Evidence`."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.blocks import Block, BlockKind, Section
from coachlog.model.kinds.body import UNCLEAR_HEADING
from coachlog.model.kinds.headings import Aliases, section_among, section_name
from coachlog.model.kinds.section_names import DESIGN_MATRIX
from coachlog.regex import regex

_LONGEST: Final = 80  # letters of a title
_TAG: Final = regex(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
# A line in bold type, or over others by its colon, or with the sign of a heading that Markdown does not take for one.
_TITLE: Final = regex(r"[^\w*_]{0,6}(\*{1,3}|_{1,3})\S.*\1\s*[:：]?|.*[:：]|\\?#+.*")


def unread_titles(path: str, sections: Iterable[Section], names: Collection[str], own: Aliases) -> Iterator[Problem]:
    """Yield a problem for each title of one of a kind's sections, by `names`, below which nothing is read as it.

    One that the document has elsewhere is named as well, unless it is in doubt, or names a part of the design matrix.
    """
    sections = tuple(sections)
    known = {section_name(section.heading.text, own) for section in sections if section.heading}
    missing = tuple(name for name in names if name not in known)
    for section in sections:
        heading = section.heading
        within = section_name(heading.text, own) if heading else ""
        is_own = heading and heading.level > 1 and within not in names
        titles = ((block.start, block.text, True) for block in [heading] if block and is_own)
        elsewhere = tuple(name for name in names if name in known and within not in (name, DESIGN_MATRIX))
        for line, words, nearly in (*titles, *_titles(section.blocks)):
            if name := section_among(words, missing, nearly=nearly) or section_among(words, elsewhere, nearly=False):
                yield _problem(path, line, name)


def _problem(path: str, line: int, name: str) -> Problem:
    message = f"nothing below this line is read as {name}: write `## {name}` if that is meant"
    return Problem(path, line + 1, UNCLEAR_HEADING, message)


def _titles(blocks: Iterable[Block]) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines (from 0) that may be titles, their words, and whether these may be misspelled."""
    for block in blocks:
        lines = list(enumerate(block.text.split("\n"), block.start))
        match block.kind:
            case BlockKind.HEADING:
                yield block.start, block.text, True
            case BlockKind.PARAGRAPH:
                yield from ((at, line, False) for at, line in lines if len(lines) == 1 or _is_title(line))
            case BlockKind.ITEM:
                below = (line.strip()[:1].isupper() for _, line in lines[1:])  # it stands right below an item's words
                titles = zip(lines, (False, *below), strict=True)
                yield from ((at, line, False) for (at, line), is_below in titles if is_below or _is_title(line))
            case BlockKind.HTML:
                yield block.start, _TAG.sub("", lines[0][1]), False


def _is_title(line: str) -> bool:
    return len(line) < _LONGEST and bool(_TITLE.fullmatch(line.strip()))
