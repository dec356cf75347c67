"""A mail, a web page or plain text as the lines that a person sees, quoted ones behind `>`."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Final

from coachlog.regex import regex

_MOST: Final = 2_000_000  # bytes; a mail with pictures is larger, but not its words
_HEADER: Final = regex(rb"\A(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}\r?\n")
_HTML: Final = regex(r"\A\s*<(?:!doctype|html|head|body|meta|div|p|blockquote)\b", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    ("p", "div", "li", "ul", "ol", "tr", "table", "blockquote", "pre", "hr", "article", "h1", "h2", "h3", "h4")
)
_UNSEEN: Final = frozenset(("script", "style", "head", "title", "template"))


class NotText(ValueError):
    """Bytes that are no words."""


def read_mail(content: bytes) -> str:
    """Return the words of a saved mail, of a page or of a text; raise NotText where there are none."""
    if _HEADER.match(content):
        return _mail_words(content)
    return _shown(_decoded(content[:_MOST]))


def _mail_words(content: bytes) -> str:
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise NotText
    try:
        part = message.get_body(("plain", "html"))
        words = part.get_content() if part else None
    except (LookupError, ValueError, AttributeError):  # a charset or a structure that no mail program makes
        words = None
    if not isinstance(words, str):
        raise NotText
    return _shown(words[:_MOST])


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise NotText
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _shown(text: str) -> str:
    if not _HTML.match(text):
        return text
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
        self._unseen = 0

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "blockquote":
            self._quotes += 1
        if tag in _BLOCKS or tag == "br":
            self._break()
        if tag == "input" and ("type", "checkbox") in attrs:
            self._add("[x] " if any(name == "checked" for name, _ in attrs) else "[ ] ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "blockquote":
            self._break()
            self._quotes = max(0, self._quotes - 1)
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._add(re.sub(r"\s+", " ", data))

    def _add(self, words: str) -> None:
        if self._lines[-1] == "":
            words = words.lstrip()
            if words:
                self._lines[-1] = "> " * self._quotes
        self._lines[-1] += words

    def _break(self) -> None:
        if self._lines[-1] != "":
            self._lines.append("")
