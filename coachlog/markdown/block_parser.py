"""markdown-it's block parser with four rules of ours.

What is not closed ends at a heading, no limit hides text, in a list a bullet without words is a bullet, and what has
no address behind `[words]:` is a line like others.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from coachlog.regex import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token as Token  # noqa: PLC0414 - this module is the door of markdown-it

    Rule = Callable[[StateBlock, int, int, bool], bool]

# A list is two levels, a quote one; each level costs two frames of Python's stack.
MAX_LEVELS: Final = 100
FAULTS: Final = "faults"  # their key in the environment of a parse
_NOT_CLOSED: Final = (
    "a comment or a block of code begins here and is not closed; what comes after it is taken as part of it"
)
_FENCE: Final = regex(r"(`{3,})[^`]*$|(~{3,})")
_UNDERLINE: Final = regex(r"(?:=+|-+)[ \t]*$")
_TITLE: Final = regex(r"#{1,2}(?:[ \t]|$)")
_EMPTY_ITEM: Final = regex(r"(?:[-*+]|\d{1,9}[.)])[ \t]*$")
_NO_TITLE: Final = regex(r"[-+*>#|<]|\d+[.)]|`{3}|~{3}")
# The openings of HTML that only a mark of its own closes, and that mark, as CommonMark has them.
_HTML: Final = tuple(
    (regex(opening, re.IGNORECASE), regex(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<!\[CDATA\[", r"\]\]>"),
        (r"<![a-z]", r">"),
        (r"<(?:script|pre|style|textarea)(?=[\s>]|$)", r"</(?:script|pre|style|textarea)>"),
    )
)


# An address behind `[name]:`, which is shown nowhere; other words there are somebody's. `[comment]: <> (words)` is how
# people write a comment.
_ADDRESS: Final = regex(
    r"\[(?!\^)[^\]]*\]:[ \t]*(?:<>|<[^>\s]*[/.:#]|[/#.]|[a-z][a-z0-9+.-]+:\S|\S+\.[a-z]{2,})", re.IGNORECASE
)


class BlockFault(NamedTuple):
    """A line (from 0) whose structure a reader would not expect, with a problem's code and message."""

    line: int
    code: str
    message: str


class _Marks(NamedTuple):
    """The tests for the line that closes a block and for a line that opens another of its kind."""

    closes: Callable[[str], bool]
    opens: Callable[[str], bool]


def parse_tokens(text: str) -> "tuple[Sequence[Token], tuple[BlockFault, ...]]":
    """Return the tokens of the blocks of a text, and its faults."""
    faults: list[BlockFault] = []
    return _parser().parse(text, {FAULTS: faults}), tuple(faults)


@cache
def _parser() -> "MarkdownIt":
    # Inline structure is not parsed: a person's words are shown as typed.
    return make_parser("normalize", "block")


def make_parser(*core_rules: str) -> "MarkdownIt":
    """Make a parser that goes some of markdown-it's ways through a text; it lists faults in its environment."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import fence, html_block, lheading, list_block, reference

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(core_rules)
    interrupts = ["paragraph", "reference", "blockquote"]
    rules = parser.block.ruler
    rules.at("fence", _bounded(fence, _fence_marks), {"alt": [*interrupts, "list"]})
    rules.at("html_block", _bounded(html_block, _html_marks), {"alt": interrupts})
    rules.at("list", _with_empty_items(list_block), {"alt": interrupts})
    rules.at("lheading", _outside_lists(lheading))
    rules.at("reference", _of_addresses(reference))
    rules.before("table", "nesting", _read_flat)
    parser.options["maxNesting"] = 10 * MAX_LEVELS  # at its own limit markdown-it skips the rest of the text
    return parser


def _read_flat(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Read blocks that are nested too deep as plain paragraphs."""
    from markdown_it.rules_block import paragraph

    if silent or state.level < MAX_LEVELS:
        return False
    faults = state.env[FAULTS]
    if not any(fault.code == "too-deep" for fault in faults):
        message = "this is nested too deep, so it is read as plain lines; take some of its indent away"
        faults.append(BlockFault(start, "too-deep", message))
    return paragraph(state, start, end, silent)


def _with_empty_items(rule: "Rule") -> "Rule":
    """Return the rule for lists, in which a bullet without words ends the paragraph above it."""

    def run(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        is_inside = silent and state.listIndent >= 0 and state.sCount[start] >= state.blkIndent
        return bool(is_inside and _EMPTY_ITEM.match(_text(state, start))) or rule(state, start, end, silent)

    return run


def _outside_lists(rule: "Rule") -> "Rule":
    """Return the rule for underlined headings, which are none in a list: `-` below an item is a bullet."""
    return lambda state, start, end, silent: state.listIndent < 0 and rule(state, start, end, silent)


def _of_addresses(rule: "Rule") -> "Rule":
    """Return the rule for definitions of links, which are none without an address."""
    return lambda state, start, end, silent: (
        bool(_ADDRESS.match(_text(state, start))) and rule(state, start, end, silent)
    )


def _bounded(rule: "Rule", marks_of: "Callable[[str], _Marks | None]") -> "Rule":
    """Return a rule whose block, if nothing closes it, ends at the next heading of level 1 or 2."""

    def run(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        marks = None if silent or state.is_code_block(start) else marks_of(_text(state, start))
        if marks is None or (ending := _ending(state, start, end, marks)) == 0:
            return rule(state, start, end, silent)
        state.env[FAULTS].append(BlockFault(start, "not-closed", _NOT_CLOSED))
        return rule(state, start, ending, silent)

    return run


def _ending(state: "StateBlock", start: int, end: int, marks: _Marks) -> int:
    """Return the line at which an unclosed block ends, 0 for a block that is closed.

    Behind a heading a second opening comes before the mark that closes it, so that mark is not the first one's.
    """
    heading = 0
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return heading or line
        text = "" if state.is_code_block(line) else _text(state, line)
        if heading and marks.opens(text):
            return heading
        if marks.closes(text):
            return 0
        if not heading and _is_heading(state, line, end):
            heading = line
    return heading or end


def _is_heading(state: "StateBlock", line: int, end: int) -> bool:
    if state.is_code_block(line):
        return False
    text = _text(state, line)
    if _TITLE.match(text):
        return True
    below = _text(state, line + 1) if line + 1 < end and not state.is_code_block(line + 1) else ""
    return bool(below and text and _UNDERLINE.match(below) and not _NO_TITLE.match(text))


def _fence_marks(text: str) -> _Marks | None:
    match = _FENCE.match(text)
    if not match:
        return None
    marker = match.group(1) or match.group(2)

    def opens(line: str) -> bool:
        return line.startswith(marker) and not closes(line)

    def closes(line: str) -> bool:
        return line.startswith(marker) and not line.strip(f"{marker[0]} \t")

    return _Marks(closes, opens)


def _html_marks(text: str) -> _Marks | None:
    if not text.startswith("<"):
        return None
    for opening, closing in _HTML:
        if opening.match(text):
            return None if closing.search(text) else _Marks(_test(closing), _first(closing))
    return None


def _test(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda line: bool(pattern.search(line))


def _first(closing: re.Pattern[str]) -> Callable[[str], bool]:
    """Return the test for a line in which something opens before the mark that closes."""

    def opens(line: str) -> bool:
        places = [match.start() for opening, _ in _HTML if (match := opening.search(line))]
        return bool(places) and not closing.search(line, 0, min(places))

    return opens


def _text(state: "StateBlock", line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
