"""The beginning of a list item as people and programs type it: any bullet, any box, with or without blanks.

`task_line` has the one form that coachlog writes itself.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from coachlog.markdown.block_parser import MAX_LEVELS
from coachlog.markdown.task_line import parse_item
from coachlog.regex import regex

# The blanks of Word and phones, and the marks of theirs that nobody sees.
BLANK: Final = r"[ \t\u00a0\u00ad\u2000-\u200b\u200e\u200f\u202a-\u202f\u2060-\u2069\u3000\ufe0e\ufe0f\ufeff]"
CROSSED: Final = "☒"  # a cross can mean done, and dropped
# A box with another mark is open, but whoever types these may mean done, dropped, or somebody by a first letter.
DOUBTFUL_MARKS: Final = frozenset("abcdefghjklmnqrstuwyzABCDEFGHJKLMNOPQRSTUVWYZ+~\\■●◼▪#")

_OPEN: Final = "☐□◻◽⬜❏❐❑▢⬚\U0001f532\U0001f533\U0001f5c6"
_DONE: Final = "☑✓✔✅\U0001f5f8\U0001f5f9"
_TICKS: Final = "✓✔√vV☑✅×хХ"  # the last are a sign and letters that look like an x
_CROSSES: Final = "✗✘✖❌❎⨯☒"
_IN_BRACKETS: Final = (
    rf"\\?[\[［【]{BLANK}{{0,3}}(?P<mark>[^\]\s\\(\[］】]?){BLANK}{{0,3}}\\?[\]］】](?![(\[:])"
    rf"|[(（]{BLANK}{{0,3}}(?P<tick>[xX✓✔]?){BLANK}{{0,3}}[)）]"
)
_BOX: Final = rf"(?P<box>{_IN_BRACKETS}|(?P<sign>[{_OPEN}{_DONE}☒✗✘✖❌❎]))?"
_BOX_FOLLOWS: Final = rf"(?=\\?[\[［【]{BLANK}{{0,3}}.?{BLANK}{{0,3}}\\?[\]］】]|[{_OPEN}{_DONE}])"
_SIGNS: Final = r"(?:[•‣◦▪▫·∙⁃●○◆◇■♦❖✦\uf0a7\uf0b7]|o(?=\t))"  # the last three are Word's own
_SIGN: Final = rf"(?:{_SIGNS}|-{{1,2}}>|=>|[→➜➔➤➡⇒►▶▸»])"
_DASHES: Final = "*＊+‐‑‒–—―−－-"
# What begins a line of a list where Markdown sees none.
_BULLET: Final = (
    rf"(?:{_SIGN}|[{_DASHES}](?:(?={BLANK})|{_BOX_FOLLOWS})"
    rf"|(?:\((?:\d{{1,3}}|[a-wyz])\)|[a-z]\))(?={BLANK})|\d{{1,3}}[.)]{_BOX_FOLLOWS})"
)
_ANY_BLANK: Final = rf"{BLANK[:-1]}\s]*"
# The bullets before the words of a pasted line: with a dash a blank is needed, as in `-5 points`.
_PASTED: Final = regex(rf"\A{_ANY_BLANK}(?:(?:[-*+–—](?=\s)|{_SIGNS}){_ANY_BLANK})+(?=\S)")
_MARKED: Final = regex(rf"{BLANK}*(?:[‐‑‒–—―−~]{BLANK}+(?=\w)|-(?=[^\W\d_]))|{BLANK}{{2,}}o{BLANK}+(?=\w)")
_BETWEEN_WORDS: Final = "–—"  # dashes that begin an item only where they begin others, too
MARKDOWN_BULLET: Final = regex(r"[-*+][ \t]")  # where it begins no list, it goes on with a paragraph
_LINE: Final = regex(rf"{BLANK}*(?P<bullet>(?:\\?{_BULLET}{BLANK}*){{0,3}}){_BOX}{BLANK}*", re.IGNORECASE)
_ITEM: Final = regex(rf"{BLANK}*(?P<bullet>(?:{_SIGN}{BLANK}*)?){_BOX}{BLANK}*")
# A whole entry that is struck through; behind it may stand what coachlog writes at a line's end.
_STRUCK: Final = regex(r"\s*~~(?!\s)((?:(?!~~).)+)~~((?:\s+(?:\([^()]*\)|\^\w+|\[\[[^\]]*\]\]))*)\s*", re.DOTALL)
_WORD: Final = regex(rf"[\[(（]([a-z]{{4,9}})[\])）][:\s]{BLANK}*", re.IGNORECASE)
_WORDS: Final = {
    **dict.fromkeys(("done", "finished", "complete", "completed", "closed"), "x"),
    **dict.fromkeys(("hecho", "hecha", "listo", "lista", "erledigt", "fertig", "fait", "fini"), "x"),
    **dict.fromkeys(("dropped", "cancelled", "canceled"), "-"),
    **dict.fromkeys(("open", "todo"), " "),
}
_OURS: Final = frozenset(" /->xX")
MAY_HAVE_BOX: Final = regex(rf"[\[［{_OPEN}]")
# A box that is open wherever it stands in a line: the words of `[]` alone would be a link's.
HAS_OPEN_BOX: Final = regex(
    rf"\\?[\[［]{BLANK}{{1,3}}\\?[\]］](?![(\[:])|[{_OPEN}]"
    rf"|(?:^|(?<=\r))[ \t>]*(?:{_SIGN}|[{_DASHES}]|\d{{1,9}}[.)])?{BLANK}*\[/?\](?![(\[:])",
    re.MULTILINE,
)


class TypedItem(NamedTuple):
    """The parts of a line as typed; `mark` is the one in its box as coachlog writes it, None without a box."""

    bullet: str
    mark: str | None
    words: str


def read_item(text: str, *, bulleted: bool) -> TypedItem:
    """Return the parts of a line's text; `bulleted` tells that a bullet of Markdown's own is cut off already."""
    match = (_ITEM if bulleted else _LINE).match(text)
    assert match  # noqa: S101 - it matches nothing, too
    mark, end = _mark(match, text), match.end()
    if mark is None:
        end = match.start("box") if match["box"] else end
        word = _WORD.match(text, end)
        if word and word[1].casefold() in _WORDS:
            mark, end = _WORDS[word[1].casefold()], word.end()
    return TypedItem(match["bullet"].strip().removeprefix("\\"), mark, text[end:].strip())


def without_sign(text: str) -> str:
    """Return words without the bullet of Word's or a phone's before them, which may be a dash."""
    return re.sub(rf"\A{BLANK}*(?:(?:{_SIGNS}|[{_BETWEEN_WORDS}](?={BLANK})){BLANK}*)+(?=\S)", "", text)


def picture_in_front(line: str) -> bool:
    """Tell whether a line begins with a picture, as phones have them, and words: `👍 the exit tickets`."""
    picture, rest = line.lstrip()[:1], line.lstrip()[1:]
    return unicodedata.category(picture or " ") == "So" and any(map(str.isalnum, rest))


def has_own_mark(line: str) -> bool:
    """Tell whether a line begins with a mark that begins an item, or goes on with the line above it: `– words`.

    Word's second bullet is an `o`, and a dash may stand right before the words.
    """
    return picture_in_front(line) or bool(_MARKED.match(line))


def begins_item(line: str, first: str) -> bool:
    """Tell whether a line of a paragraph begins an item of its own; `first` is the bullet of the first line."""
    line = line.strip()
    if struck := unstruck(line):
        item = read_item(struck, bulleted=False)
        return item.mark is not None or bool(item.bullet)
    item = read_item(line, bulleted=False)
    has_bullet = item.bullet and (item.bullet not in _BETWEEN_WORDS or item.bullet == first)
    return (item.mark is not None or bool(has_bullet)) and bool(item.words) and not MARKDOWN_BULLET.match(line)


def pasted_items(text: str) -> list[str]:
    """Return the words of each item of a list, pasted with its bullets, and those above it; else the text alone.

    An item begins where readers of a paragraph see one, and a dash does where the text begins with a bullet.
    """
    lines, is_list = text.split("\n"), bool(_PASTED.match(text))
    first = read_item(lines[0], bulleted=False).bullet
    inner = (at for at in range(1, len(lines)) if lines[at].strip())
    starts = [0, *(at for at in inner if begins_item(lines[at], first) or (is_list and _PASTED.match(lines[at])))]
    items = ("\n".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True))
    return [_PASTED.sub("", item.strip(), count=1) for item in items]


def unstruck(text: str) -> str | None:
    """Return the words of an entry that is struck through as a whole; None if it is not."""
    match = _STRUCK.fullmatch(text)
    return match[1] + match[2] if match else None


def with_box(line: str, mark: str = "", indent: str | None = None) -> str:
    """Return a line as a task in every program, with a mark in its box, or with its own; `indent` is its new one."""
    outer, line = _cut_outer(line)
    return outer + _with_box(line, mark, None if outer else indent)


def _with_box(line: str, mark: str, indent: str | None) -> str:
    ending = line[len(line.rstrip("\r\n")) :]
    item = parse_item(line)
    if item.mark is not None and indent in (None, item.indent):
        return f"{item.indent}{item.bullet}{item.space}[{mark or item.mark.strip() or ' '}]{item.after}{item.words}"
    lead = item.indent if item.bullet else line[: len(line) - len(line.lstrip(" \t>"))]
    typed = _typed(line)
    bullet = (item.bullet + item.space) if item.bullet else "- "
    return f"{lead if indent is None else indent}{bullet}[{mark or typed.mark or ' '}] {typed.words}{ending}"


def has_box(line: str) -> bool:
    """Tell whether a line has a box that every program knows."""
    return parse_item(_cut_outer(line)[1]).mark is not None


def mark_of(line: str) -> str:
    """Return the mark in a line's box as typed, a blank if it has none."""
    return _typed(line).mark or " "


def _cut_outer(line: str) -> tuple[str, str]:
    """Part a line from the bullets of the lists around its own, as in `- - words`."""
    outer = ""
    for _ in range(MAX_LEVELS):
        item = parse_item(line)
        if not item.bullet or item.mark is not None or not parse_item(item.words).bullet:
            break
        outer, line = outer + line[: len(line) - len(item.words)], item.words
    return outer, line


def _typed(line: str) -> TypedItem:
    _, line = _cut_outer(line)
    item = parse_item(line)
    if item.mark is not None:
        return TypedItem(item.bullet, item.mark, item.words.strip())
    return read_item((item.words if item.bullet else line.lstrip(" \t>")).rstrip("\r\n"), bulleted=bool(item.bullet))


def _mark(match: re.Match[str], text: str) -> str | None:
    """Return the mark of a box; None if what looks like one is a word in brackets."""
    sign = match["sign"] or ""
    if not match["box"] or sign:
        return (" " if sign in _OPEN else "x" if sign in _DONE else CROSSED) if sign else None
    mark = match["mark"] or match["tick"] or " "
    if mark in _TICKS:
        return "x"
    if mark in _CROSSES:
        return CROSSED
    behind = text[match.end("box") : match.end("box") + 1]
    return mark if mark in _OURS or not behind or re.match(BLANK, behind) else None
