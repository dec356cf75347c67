"""Proof that a merge left each line in the section in which its writer put it.

It shares no code with the merge: it reads lines and headings, and compares no pieces.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final

from coachlog.frozen import frozen
from coachlog.merge.three_way import Three
from coachlog.model.kinds import KINDS
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import CHECK_IN
from coachlog.regex import regex

_WORD: Final = regex(r"\w+")
_HEADING: Final = regex(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE: Final = regex(r" {0,3}(=+|-+)[ \t]*$")
_BOLD: Final = regex(r" {0,3}(\*\*|__)(.+)\1[ \t]*:?[ \t]*$")
_NO_PROSE: Final = regex(r"[ \t]*(?:[-*+>#|`~]|\d+[.)]|<!--|$)")
_FENCE: Final = regex(r"[ \t>]*(`{3,}|~{3,})")
_ID: Final = regex(r" \^[A-Za-z0-9-]+$")
_BOX: Final = regex(r"^(?:[-*+]|\d{1,9}[.)])[ \t]+\[.\]")
_ADDRESS: Final = regex(r"\[[^\]]+\]:")  # of a link, which is in no section
_AROUND: Final = regex(r"^[\W\d_]+|[\W_]+$")
_KNOWN: Final = frozenset(name for kind in KINDS for name in kind.sections)
_BOLD_LEVEL: Final = 7  # below every heading
_TITLE_LEVEL: Final = 2  # of the deepest heading that ends what is not closed
_OF_OUTPUTS: Final = 3  # the deepest level of a heading that an output reads


@frozen
class _Line:
    """A line and the heading above it, of level 1 to 3; `private`: it is in a Check-in; `opens`: it is a heading."""

    words: str
    heading: str
    private: bool
    opens: bool


class _Read:
    """The lines of a Markdown text by their sections."""

    def __init__(self, text: str) -> None:
        self.lines = list(_lines(text))
        self.headings = {line.heading for line in self.lines}
        openers = pairwise(self.lines)
        self.twins = {(one.heading, other.heading) for one, other in openers if one.opens and other.opens}

    @cached_property
    def places(self) -> dict[str, set[str]]:
        """Return the headings above each line."""
        places: dict[str, set[str]] = {}
        for line in (line for line in self.lines if not line.opens):
            places.setdefault(_identity(line.words), set()).add(line.heading)
        return places

    @cached_property
    def wrapped(self) -> dict[str, set[str]]:
        """Return for each line of prose the lines of prose around it, which one sentence may go through."""
        around: dict[str, set[str]] = {}
        for is_mark, group in groupby(self.lines, lambda line: bool(_NO_PROSE.match(line.words))):
            words = set() if is_mark else {line.words for line in group}
            around |= dict.fromkeys(words, words)
        return around

    @cached_property
    def public(self) -> set[str]:
        """Return the words outside every Check-in."""
        return {word for line in self.lines if not line.private for word in _WORD.findall(line.words)}


def find_misplaced(bodies: Three[str], merged: str) -> str:
    """Return in a few words what a merged Markdown text has in another section, or nothing."""
    if not any("#" in text or "**" in text or "__" in text or _underlined(text) for text in bodies):
        return ""
    sides, result = bodies.map(_Read), _Read(merged)
    if any(line.private for read in sides for line in read.lines):
        published = result.public - sides.base.public - sides.older.public - sides.newer.public
        if published:
            return f"the word {min(published)} outside of the Check-in"
    for side, other in ((sides.older, sides.newer), (sides.newer, sides.older)):
        for words, headings in side.places.items():
            if words in sides.base.places or not _WORD.search(words) or _ADDRESS.match(words):
                continue
            allowed = headings | other.places.get(words, set())
            if not headings & result.headings:  # renamed
                allowed |= result.headings - sides.base.headings
            allowed |= {second for first, second in result.twins if first in headings}  # two names of one section
            for heading in result.places.get(words, set()) - allowed:
                names = {heading, *(other.headings - result.headings if heading not in sides.base.headings else ())}
                if not any(_was_moved(sides.base, side, other, words, name) for name in names):
                    return f"the line {words[:60]} under {heading}"
    return ""


def _identity(line: str) -> str:
    """Return a step's id, or a line without its box: a tick writes no new line."""
    identity = _ID.search(line)
    return identity[0].strip() if identity else _BOX.sub("", line)


def _was_moved(base: _Read, side: _Read, other: _Read, line: str, heading: str) -> bool:
    """Tell whether one side has under a heading, and had not before, a line that the other reworded to this one."""
    texts = [set(_WORD.findall(text)) for text in (line, *side.wrapped.get(line, ()))]
    return any(
        before not in side.places
        and heading in places - base.places.get(before, set())
        and any(len(words & set(_WORD.findall(before))) * 2 >= len(words) for words in texts)
        for before, places in other.places.items()
    )


def _underlined(text: str) -> bool:
    return "\n==" in text or "\n--" in text


def _lines(text: str) -> Iterator[_Line]:
    heading, check_in = "", 0
    lines = text.splitlines()
    code = set(_code(lines))
    for number, (line, below) in enumerate(zip(lines, [*lines, ""][1:], strict=True)):
        opener, name = None if number in code else _opener(line, below), ""
        if opener:
            level, words = opener
            name = section_name(_AROUND.sub("", words))
            if level <= check_in and not (level == _BOLD_LEVEL and name not in _KNOWN):
                check_in = 0
            if not check_in and name == CHECK_IN:
                check_in = level
            if name == CHECK_IN or level <= _OF_OUTPUTS:
                heading = name.casefold()
        if line.strip() and not (opener and name == CHECK_IN):
            yield _Line(line.strip(), heading, bool(check_in), bool(opener))


def _code(lines: list[str]) -> Iterator[int]:
    """Yield the lines in fences; one that is not closed ends at the next heading of level 1 or 2."""
    at = 0
    while at < len(lines):
        match = _FENCE.match(lines[at])
        end = _fence_end(lines, at, match[1]) if match else at + 1
        yield from range(at, end) if match else ()
        at = end


def _fence_end(lines: list[str], at: int, fence: str) -> int:
    heading = 0
    for number, line in enumerate(lines[at + 1 :], at + 1):
        match = _FENCE.match(line)
        if match and match[1].startswith(fence):
            if not line[match.end() :].strip():
                return number + 1
            if heading:
                return heading
        opener = None if heading else _opener(line, lines[number + 1] if number + 1 < len(lines) else "")
        if opener and opener[0] <= _TITLE_LEVEL:
            heading = number
    return heading or len(lines)


def _opener(line: str, below: str) -> tuple[int, str] | None:
    """Return the level and the words of a line that opens a section."""
    if match := _HEADING.match(line):
        return len(match[1]), match[2] or ""
    if not _NO_PROSE.match(line) and (under := _UNDERLINE.match(below)):
        return (1 if under[1][0] == "=" else 2), line.strip()
    match = _BOLD.match(line)
    return (_BOLD_LEVEL, match[2]) if match else None
