"""The references of a page, all in one form: the title in italics, an address as a link."""

from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import REFERENCES
from coachlog.regex import regex

HEADING_LINE: Final = regex(r"(#{1,6})\s+(.*)")
_ITEM: Final = regex(r"([-*+] )(?=\S)")
_EMPHASIS: Final = regex(r"\*[^*]+\*|\b_[^_]+_\b")
_YEAR: Final = regex(r"\((?:n\.d\.|(?:1[5-9]|20)\d\d[a-z]?)(?:, [^()]{1,30})?\)\.?")
_END: Final = regex(r"[.?!…](?=\s|$)")
_ADDRESS: Final = regex(r"<?(https?://[^\s<>\"()]+[^\s<>\"().,;])>?")
_RETRIEVED: Final = regex(r"\b(?:Retrieved|Available) (?:from|at):? (?=<?https?://)")


def tell_reference(text: str) -> str:
    """Return a reference as a page has it, whatever its writer made italic or a link."""
    words = " ".join(text.split())
    if "](" not in words:
        words = _ADDRESS.sub(r"<\1>", _RETRIEVED.sub("", words))
    return words if _EMPHASIS.search(words) else _in_italics(words)


def format_references(page: str) -> str:
    """Return a page in which the items of its references are all in one form; its other lines are as they were."""
    lines = page.split("\n")
    level = 0  # of the heading of the references, while they last
    for at, line in enumerate(lines):
        if heading := HEADING_LINE.match(line):
            if not level or len(heading[1]) <= level:
                level = len(heading[1]) if is_reference_heading(heading[2]) else 0
        elif level and (item := _ITEM.match(line)):
            lines[at] = f"{item[1]}{tell_reference(line[item.end() :])}"
    return "\n".join(lines)


def is_reference_heading(words: str) -> bool:
    """Tell whether the words of a heading are those above the references."""
    return normalize(words.strip(" #:*")) == normalize(REFERENCES)


def _in_italics(words: str) -> str:
    """Put the title of a reference into italics: what follows the year, or, where nothing does, what is before it."""
    year = _YEAR.search(words)
    if not year:
        return words
    after = words[year.end() :].lstrip()
    if after and not after.startswith("<"):
        end = _END.search(after)
        title = after[: end.end()].rstrip(".") if end else after
        return f"{words[: year.end()]} *{title}*{after[len(title) :]}"
    before = words[: year.start()].rstrip()
    title = before.rstrip(".")
    return f"*{title}*{before[len(title) :]} {words[year.start() :]}" if title else words
