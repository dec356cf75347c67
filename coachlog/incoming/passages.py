"""The neutral form of a document from outside: passages of runs, whatever program wrote it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.literal import escape_line
from coachlog.regex import regex

_ENDINGS: Final = {"jpeg": "jpg"}
_PICTURES: Final = ("png", "jpg", "gif", "webp", "svg", "bmp")

_TAG: Final = regex(r"<(?=[A-Za-z!/?][^<>]*>)")
_SAFE_LINK: Final = regex(r"(?i)(?:https?://|mailto:)\S+\Z")
_WORD: Final = regex(r"[^\W_]+")
_MARK: Final = regex(
    r"\s*(?:[-+*](?=\s|\Z)|#{1,6}(?=\s|\Z)|[>|<]|\d{1,9}[.)](?=\s|\Z)|`{3}|~{3}|[=_*-]{2,}\s*\Z|\[[^\]]+\]:)"
)
_EDGES: Final = regex(r"(\s*)(.*?)(\s*)\Z", re.DOTALL)


class PassageKind(StrEnum):
    """The kind of a passage; `verbatim` is Markdown that stays as it is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    VERBATIM = "verbatim"


@frozen
class TextRun:
    """Words of one look; `colour` is six hexadecimal digits, `picture` the name of one in the page's pictures."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    colour: str = ""
    link: str = ""
    picture: str = ""


@frozen
class Remark:
    """A comment in the margin: who wrote it, what it says, and the words that it is about."""

    author: str
    text: str
    about: str = ""


Cell = tuple["Passage", ...]


@frozen
class Passage:
    """A heading, a paragraph, a list item with its box, or a table.

    `level` is a heading's level or an item's depth, from 1; `mark` the mark in a box, None without a box.
    """

    kind: PassageKind
    runs: tuple[TextRun, ...] = ()
    level: int = 0
    mark: str | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def words(self) -> str:
        """Return the words without any marks, lines parted by newlines."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def bold(self) -> bool:
        """Tell whether all of its words are bold."""
        return any(run.text.strip() for run in self.runs) and all(run.bold for run in self.runs if run.text.strip())

    @property
    def colours(self) -> frozenset[str]:
        """Return the colours of its words; words of the usual colour have an empty one."""
        return frozenset(run.colour for run in self.runs if run.text.strip())

    @property
    def pictures(self) -> tuple[str, ...]:
        """Return the names of its pictures."""
        return tuple(run.picture for run in self.runs if run.picture)

    @property
    def empty(self) -> bool:
        """Tell whether it has neither words nor pictures nor cells."""
        return not (self.words or self.pictures or self.rows)

    def with_runs(self, runs: Iterable[TextRun]) -> "Passage":
        """Return the passage with other words."""
        return replace(self, runs=tuple(runs))


@frozen
class OutsidePage:
    """A document from outside: passages, pictures by name, fields, and sentences about what is not in it."""

    passages: tuple[Passage, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()


class UnreadableFrom(Exception):
    """A file from outside that cannot be read; `advice` is what to do instead."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


def heading(text: str, level: int = 3) -> Passage:
    """Make a heading of plain words."""
    return Passage(PassageKind.HEADING, (TextRun(text),), level)


def remark_line(remark: Remark) -> Passage:
    """Return a comment in the margin as a line."""
    who = f"Comment by {remark.author}" if remark.author else "Comment"
    about = " ".join(remark.about.split())
    on = f" on “{about[:80]}{'…' if len(about) > 80 else ''}”" if about else ""
    return Passage(PassageKind.ITEM, (TextRun(f"{who}{on}: {' '.join(remark.text.split())}"),), 1)


def remarks_in(passage: Passage) -> Iterator[Remark]:
    """Yield the comments in the margin of a passage, those of a table's cells among them."""
    yield from passage.remarks
    for cell in (cell for row in passage.rows for cell in row):
        for part in cell:
            yield from remarks_in(part)


def cut_runs(runs: Iterable[TextRun], start: int, end: int | None = None) -> tuple[TextRun, ...]:
    """Return the runs of the characters `start` to `end`."""
    cut, at = list[TextRun](), 0
    for run in runs:
        low, high = max(start - at, 0), len(run.text) if end is None else min(end - at, len(run.text))
        if low < high or (run.picture and at >= start and (end is None or at <= end)):
            cut.append(replace(run, text=run.text[low:high]))
        at += len(run.text)
    return tuple(cut)


def stripped(runs: Iterable[TextRun]) -> tuple[TextRun, ...]:
    """Return runs without the blanks at both ends; a picture there stays."""
    runs = tuple(runs)
    text = "".join(run.text or run.picture[:1] for run in runs)
    if len(text) != sum(len(run.text) for run in runs):
        return runs
    return cut_runs(runs, len(text) - len(text.lstrip()), len(text.rstrip()) or None)


def lines_of(passage: Passage) -> tuple[Passage, ...]:
    """Cut a passage at its line breaks; the first keeps box and remarks."""
    text = "".join(run.text for run in passage.runs)
    if "\n" not in text:
        return (passage,)
    lines, at = list[Passage](), 0
    for line in text.split("\n"):
        part = passage.with_runs(cut_runs(passage.runs, at, at + len(line)))
        lines.append(part if not lines else replace(part, mark=None, remarks=()))
        at += len(line) + 1
    kept = [line for line in lines if not line.empty]
    return tuple(kept) or (passage,)


def write_runs(runs: Iterable[TextRun], pictures: Mapping[str, str], *, plain: bool = False) -> str:
    """Write runs as inline Markdown; `pictures` are the links of the pictures, `plain` leaves bold words unmarked."""
    return "".join(_write_run(run, pictures, plain) for run in _joined(runs)).strip()


def write_block(text: str) -> list[str]:
    """Write words as the lines of a paragraph that Markdown reads as words."""
    return [escape_line(line) if _MARK.match(line) else line for line in text.split("\n") if line.strip()]


def words_in_line(text: str) -> list[str]:
    """Return the words and numbers of a text, in small letters."""
    return _WORD.findall(text.casefold())


def _joined(runs: Iterable[TextRun]) -> list[TextRun]:
    """Join neighbours of one look: programs cut words into runs anywhere."""
    joined: list[TextRun] = []
    for run in runs:
        last = joined[-1] if joined else None
        if (
            last
            and not (run.picture or last.picture)
            and replace(run, text="", colour="") == replace(last, text="", colour="")
        ):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return joined


def _write_run(run: TextRun, pictures: Mapping[str, str], plain: bool) -> str:
    if run.picture:
        link = pictures.get(run.picture, "")
        return f"![{' '.join(run.text.split())}]({link})" if link else run.text
    before, words, after = _EDGES.match(run.text).groups()  # type: ignore[union-attr]  # it matches anything
    if not words:
        return run.text
    if run.code:
        return f"{before}`{words}`{after}"
    words = _TAG.sub(r"\\<", words)
    if run.link and run.link != words:
        words = f"[{words}]({run.link})" if _SAFE_LINK.match(run.link) else f"{words} ({run.link})"
    for mark, wanted in (("~~", run.struck), ("*", run.italic and not plain), ("**", run.bold and not plain)):
        if wanted:
            words = "\n".join(f"{mark}{line}{mark}" if line.strip() else line for line in words.split("\n"))
    return f"{before}{words}{after}"


def assets_of(page: OutsidePage) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the pictures by their path in the log, and the link to each by its name in the document."""
    assets, links = dict[str, bytes](), dict[str, str]()
    for name, content in page.pictures.items():
        ending = PurePosixPath(name).suffix.lstrip(".").casefold()
        kind = _ENDINGS.get(ending, ending)
        if kind in _PICTURES and content:
            path = f"assets/{hashlib.sha256(content).hexdigest()[:12]}.{kind}"
            assets[path] = content
            links[name] = f"../{path}"
    return assets, links
