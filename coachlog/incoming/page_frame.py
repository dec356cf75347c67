"""What coachlog puts around a page that it writes: no words of anybody's, when the page comes back."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from coachlog.incoming.passages import OutsidePage, Passage, PassageKind
from coachlog.model.audience import PROMISE
from coachlog.regex import regex

# Below the title, the log's name and the day on which the page was written.
_ABOUT: Final = regex(r"(?:.*, )?\d{1,2} [A-Z][a-z]+ \d{4}")


def without_frame(page: OutsidePage) -> OutsidePage:
    """Return a page without the line below its title and the one at its foot, if coachlog wrote it."""
    if not any(map(_is_promise, page.passages)):
        return page
    filled = [passage for passage in page.passages if not passage.empty]
    abouts = [below for above, below in pairwise(filled[:2]) if above.level == 1 and _is_about(below)]
    return replace(page, passages=tuple(one for one in page.passages if not _is_promise(one) and one not in abouts))


def text_without_frame(text: str) -> str:
    """Return a Markdown text without the line below its title and the one at its foot, if coachlog wrote it."""
    lines = text.splitlines(keepends=True)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    if not filled or lines[filled[-1]].strip() != PROMISE:
        return text
    gone = {filled[-1]}
    if lines[filled[0]].startswith("# ") and _ABOUT.fullmatch(lines[filled[1]].strip()):
        gone |= {filled[1], filled[1] + 1}
    return "".join(line for at, line in enumerate(lines) if at not in gone)


def _is_promise(passage: Passage) -> bool:
    return passage.kind is PassageKind.PARAGRAPH and passage.words == PROMISE


def _is_about(passage: Passage) -> bool:
    return passage.kind is PassageKind.PARAGRAPH and bool(_ABOUT.fullmatch(passage.words))
