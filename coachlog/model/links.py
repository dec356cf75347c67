"""The marks of a line that are no words: links to documents, `[[id]]`, and stars typed by hand, `#star/theme`."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.literal import COMMENT_AS_WORDS
from coachlog.model.fields import ID_LETTERS
from coachlog.regex import regex

ANOTHER_DOCUMENT: Final = "(another document)"  # in the place of a title that somebody may not read
_LINK: Final = (
    r"(?<![!\\])\[\[(?P<target>[^\[\]|#\r\n]*)(?:#(?P<part>[^\[\]|\r\n]*))?(?:\|(?P<words>[^\[\]\r\n]*))?\]\]"
)
_STAR: Final = r"#star(?:/(?P<{}>[\w/-]*))?(?![\w#-])"
_MARK: Final = regex(
    rf"{_LINK}|(?<![\w/#&\\(]){_STAR.format('theme')}|(?<!\])\({_STAR.format('in_brackets')}\)", re.IGNORECASE
)
# `![[id]]`, another document shown within this one; a picture's name has an ending.
_SHOWN_WITHIN: Final = regex(r"(?<!\\)!(?=\[\[[^\[\]|#.\r\n]+[\]|#])")
# `[words](../goals/x.md "title")`: an address on this computer is of no use to a reader, and has a file's name.
_LOCAL: Final = regex(
    r"(?<![!\\])\[(?P<said>(?:[^\[\]]|!\[[^\[\]\r\n]*\]\([^()\r\n]*\)|\[[^\[\]]*\](?!\())*)\]"
    r"\(\s*(?!<?(?:https?://|mailto:))(?:<[^<>\r\n]*>|[^()\s<]+(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"\r\n]*\"|'[^'\r\n]*'))?\s*\)",
    re.IGNORECASE,
)
_TICKS: Final = regex("`+")
# What stands behind the links of a line: a step's dates and its id.
_BEHIND: Final = regex(r"(?:\s*\((?:due|from) [^()]*\))*(?:\s+\^[A-Za-z0-9-]+)?\s*\Z")
# What may stand before a line's words and says nothing itself: a day, a name, an owner.
_BEFORE_WORDS: Final = regex(r"(?:@[\w.-]+|[^\s:]{1,40}:)?[\W_]*")
_AFTER_WORDS: Final = (",", ".", ";", ":", "!", "?", ")")
_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_LASTING: Final = regex(rf"-[{ID_LETTERS}]{{5}}\Z")
_ID: Final = regex(rf"{_DAY}(?:-\d{{1,2}})?|[^\W_]+(?:-[^\W_]+)*-[{ID_LETTERS}]{{5}}", re.IGNORECASE)


@frozen
class Link:
    """A link as typed: the document's id, the words that stand for it, and the part of it, if any."""

    target: str
    words: str
    part: str


@frozen
class MarkedWords:
    """The words of a line, the ids of its links, and the themes of its stars (empty for a star without one).

    A link within a sentence stays among the words as `[[id]]`, for `with_titles`, or as the words typed into it.
    """

    words: str
    links: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()


def looks_like_id(target: str) -> bool:
    """Tell whether a link's target has the form of our ids: a slug and five letters, or a meeting's date."""
    return bool(_ID.fullmatch(target))


@frozen
class LinkTargets:
    """The ids to which a link can lead; a document that was renamed is known by the letters that last in its id."""

    ids: frozenset[str]

    def find(self, target: str) -> str | None:
        """Return the id that a link means, None if it leads nowhere."""
        wanted = target.casefold()
        lasting = _LASTING.search(wanted)
        return self._exact.get(wanted) or (self._renamed.get(lasting.group()) if lasting else None)

    @cached_property
    def _exact(self) -> dict[str, str]:
        return {one.casefold(): one for one in self.ids}

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """Return the ids by their lasting letters, as far as one alone has them."""
        endings = [(one[-len("-k3f9x") :].casefold(), one) for one in self.ids]
        counts = Counter(ending for ending, _ in endings)
        return {ending: one for ending, one in endings if counts[ending] == 1}


def find_links(text: str) -> Iterator[Link]:
    """Yield the links to other documents in a text, outside code."""
    for match in _marks(text):
        link = _link(match)
        if link and link.target:
            yield link


def read_marks(text: str, *, goes_on: bool = False) -> MarkedWords:
    """Part a line's words from its marks: stars, wherever they stand, and the links at its end.

    A step's dates and its id may stand behind the links. A comment among the words is none of them. In a line without
    other words the stars are its words; `goes_on` tells that words stand above it.
    """
    text = without_hidden(text)
    marks = list(_marks(text))
    if not marks:
        return MarkedWords(text)
    links = tuple(dict.fromkeys(link.target for link in map(_link, marks) if link and link.target))
    if not (links or goes_on) and _BEFORE_WORDS.fullmatch(_BEHIND.sub("", _words(text, marks, 0))):
        return MarkedWords(text)
    themes = (_theme(match) for match in marks if _link(match) is None)
    starred = tuple(dict.fromkeys(themes))
    words = _words(text, marks, _last_link_of_words(text, marks)) or (_words(text, marks, len(marks)) if links else "")
    return MarkedWords(words, links, starred)


def with_titles(text: str, title_of: Callable[[str], str]) -> str:
    """Return a line's words with a title in the place of each link; if there is none the id stays."""
    text = _SHOWN_WITHIN.sub("", text) if "![[" in text else text
    parts, end = [], 0
    for match in _marks(text) if "[[" in text else ():
        if link := _link(match):
            parts += [text[end : match.start()], link.words or title_of(link.target) or link.target or link.part]
            end = match.end()
    return "".join([*parts, text[end:]])


def without_addresses(text: str) -> str:
    """Return a line or a paragraph in which a link to a file of this computer is its words alone."""
    if "](" not in text:
        return text
    code = _code(text)
    return _LOCAL.sub(lambda link: link[0] if any(link.start() in span for span in code) else link["said"], text)


def add_links(text: str, targets: Iterable[str]) -> str:
    """Return a line with links at its end, before a step's dates and id; a link that it has already stays alone."""
    present = {link.target for link in find_links(text)}
    links = "".join(f" [[{target}]]" for target in dict.fromkeys(targets) if target not in present)
    return _BEHIND.sub(lambda behind: links + behind.group().rstrip(), text, count=1) if links else text


def without_hidden(text: str) -> str:
    """Return a line's words without comments, and as they were typed into a command."""
    parts, end = [], 0
    code = _code(text) if "<!--" in text else []
    starts = [span.start for span in code]
    start = text.find("<!--")
    while start >= 0 and (close := text.find("-->", start)) >= 0:
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= code[at].stop:
            parts.append(text[end:start].rstrip())
            start = end = close + len("-->")
        start = text.find("<!--", start + 1)
    if parts:
        text = "".join([*parts, text[end:]]).strip()
    return text.replace(COMMENT_AS_WORDS, "<!--")


def _marks(text: str) -> Iterator[re.Match[str]]:
    if "[[" not in text and "#star" not in text.casefold():
        return
    code = _code(text)
    starts = [span.start for span in code]
    for match in _MARK.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        link = _link(match)
        is_empty = link is not None and not (link.target or link.words or link.part)
        if not is_empty and (at < 0 or match.start() >= code[at].stop):
            yield match


def _code(text: str) -> list[range]:
    """Return where code stands in a line: from a run of backticks to the next run that is as long."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(text)]
    next_of_length: dict[int, int] = {}
    closing: list[int | None] = []
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        closing.append(next_of_length.get(length))
        next_of_length[length] = number
    closing.reverse()
    spans, number = [], 0
    while number < len(runs):
        last = closing[number]
        if last is not None:
            spans.append(range(runs[number][0], runs[last][1]))
        number = number + 1 if last is None else last + 1
    return spans


def _link(match: re.Match[str]) -> Link | None:
    """Return the link of a mark; None if it is a star."""
    if match["target"] is None:
        return None
    name = match["target"].rstrip("\\").strip().rpartition("/")[2]
    words = " ".join((match["words"] or "").split())
    return Link(name.removesuffix(".md"), words, (match["part"] or "").rstrip("\\").strip().lstrip("^"))


def _theme(star: re.Match[str]) -> str:
    return (star["theme"] or star["in_brackets"] or "").strip("/")


def _last_link_of_words(text: str, marks: list[re.Match[str]]) -> int:
    """Return the number of marks that stand before the line's last word."""
    behind = _BEHIND.search(text)
    end = behind.start() if behind else len(text)
    for number in range(len(marks), 0, -1):
        mark = marks[number - 1]
        link = _link(mark)
        if text[mark.end() : end].strip() or (link and (link.words or not looks_like_id(link.target))):
            return number
        end = mark.start()
    return 0


def _words(text: str, marks: list[re.Match[str]], count: int) -> str:
    """Return a line's words without stars, and without the links after the first `count` marks."""
    parts, end = [], 0
    for number, mark in enumerate(marks):
        parts.append(text[end : mark.start()])
        link = _link(mark) if number < count else None
        if link:
            parts.append(link.words or (f"[[{link.target}]]" if link.target else link.part))
        elif text.startswith(_AFTER_WORDS, mark.end()):
            parts.append(parts.pop().rstrip())
        end = mark.end()
    return " ".join("".join([*parts, text[end:]]).split())
