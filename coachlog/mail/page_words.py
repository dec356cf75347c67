"""The words of a page as its reader sees them, line by line."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final

from coachlog.mail.step_states import ALL_SIGNS
from coachlog.regex import regex

_BLOCKS: Final = frozenset(
    ("p", "div", "li", "ul", "ol", "tr", "table", "blockquote", "pre", "hr", "article", "h1", "h2", "h3", "h4")
)
_UNSEEN: Final = frozenset(("script", "style", "head", "title", "template"))
_EMPTY: Final = frozenset(("br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "source"))
_STRUCK: Final = frozenset(("s", "del", "strike"))
_NOT_SHOWN: Final = regex(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def shown_words(text: str) -> str:
    """Return the words that the reader of a page sees, quoted ones behind `>`."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.text


class _Page(HTMLParser):
    """The words of a page, each block on its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._quotes = 0
        self._unseen = self._kept = 0
        self._counts: list[int] = []  # of the lists around: the next number, 0 in one without
        self._hidden: list[str] = []  # the tags around and in something that is not shown

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._hide(tag, given)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._kept += 1
        if tag in _BLOCKS or tag == "br":
            self._break()
        self._begin_item(tag, given)
        if tag in _STRUCK:
            self._add("~~")
        elif tag == "img" and (given.get("alt") or "").rstrip("\ufe0f") in ALL_SIGNS:
            self._add(f"{given['alt']} ")
        elif tag == "input" and given.get("type") == "checkbox":
            self._add("[x] " if "checked" in given else "[ ] ")

    def _hide(self, tag: str, given: Mapping[str, str | None]) -> None:
        if self._hidden[:1] == ["p"] and tag in _BLOCKS:  # nobody closes a paragraph
            self._hidden.clear()
        if tag not in _EMPTY and (self._hidden or _NOT_SHOWN.search(given.get("style") or "")):
            self._hidden.append(tag)

    def _begin_item(self, tag: str, given: Mapping[str, str | None]) -> None:
        if tag in ("ol", "ul"):
            start = re.fullmatch(r"\d{1,3}", given.get("start") or "")
            self._counts.append(int(start.group() if start else "1") if tag == "ol" else 0)
        elif tag == "li" and self._counts and self._counts[-1]:
            self._add(f"{self._counts[-1]}. ")
            self._counts[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "blockquote":
            self._break()
            self._quotes = max(0, self._quotes - 1)
        elif tag == "pre":
            self._kept = max(0, self._kept - 1)
        if tag in ("ol", "ul"):
            del self._counts[-1:]
        if tag in _BLOCKS:
            self._break()
        elif tag in ("td", "th"):
            self._add(" ")
        elif tag in _STRUCK:
            self._add("~~")

    def handle_data(self, data: str) -> None:
        if self._unseen or self._hidden:
            return
        for number, line in enumerate(data.splitlines() if self._kept else (data,)):
            if number:
                self._lines.append("")
            self._add(re.sub(r"\s+", " ", line))

    def _add(self, words: str) -> None:
        if self._lines[-1] == "":
            words = words.lstrip()
            if words:
                self._lines[-1] = "> " * self._quotes
        self._lines[-1] += words

    def _break(self) -> None:
        if self._lines[-1] != "":
            self._lines.append("")
