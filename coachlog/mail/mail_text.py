"""A mail, a web page or plain text as the lines that a person sees, quoted ones behind `>`."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Final, NamedTuple

from coachlog.model.fields import clean_text, format_list
from coachlog.regex import regex

_MOST: Final = 2_000_000  # bytes; a mail with pictures is larger, but not its words
_HEADER: Final = regex(rb"\A(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}\r?\n")
_HTML: Final = regex(
    r"\A\s*<(?:!doctype|html|head|body|meta|div|p|blockquote|table|pre|span|font|ul|ol|b|br|style)\b", re.IGNORECASE
)
_SAVED: Final = regex(r"\s*\{.*\"coachlog\"\s*:", re.DOTALL)
_PAGE: Final = regex(r"<form\b[^<>]*\bdata-mark=", re.IGNORECASE)  # as a letter's page has it
_OUTLOOK: Final = b"\xd0\xcf\x11\xe0"  # how a .msg begins
TOO_MUCH: Final = "it holds more than anybody answers to a letter"
_MOST_LINES: Final = 20_000
_NO_WORDS: Final = "there are no words in it"
_AWAY: Final = regex(
    r"\W*(?:auto(?:matic|mated)?[ -]?(?:reply|response)|out of (?:the )?office|automatische antwort|abwesenheits\w+"
    r"|respuesta autom[áa]tica|fuera de (?:la )?oficina|réponse automatique|risposta automatica|resposta automática)\b",
    re.IGNORECASE,
)
_READ: Final = regex(
    r"(?:read|gelesen|leído|lu)\s?: |(?:read receipt|lesebestätigung|confirmación de lectura)\b", re.IGNORECASE
)
_BOUNCED: Final = regex(
    r"\bmailer-daemon@|\bpostmaster@.*\n.*(?:undeliver|failure|unzustellbar)|\bfailure notice\b|\bundeliver(?:ed|able)"
    r"|\bunzustellbar\b|\bdelivery status notification\b|\bno se (?:pudo|ha podido) entregar\b",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset(
    ("p", "div", "li", "ul", "ol", "tr", "table", "blockquote", "pre", "hr", "article", "h1", "h2", "h3", "h4")
)
_UNSEEN: Final = frozenset(("script", "style", "head", "title", "template"))


class NotText(ValueError):
    """Bytes that are no answer of a person's; the words say what they are, in a sentence, `hint` what to do then."""

    def __init__(self, sentence: str, hint: str = "paste the answer's text: coachlog receive") -> None:
        super().__init__(sentence)
        self.hint = hint


class Attached(NamedTuple):
    """A file beside the words of a mail; `answers` is its text if a letter's page has made it, or is it."""

    name: str
    answers: str = ""


class Mail(NamedTuple):
    """The words of a mail, the address and the name that it came under, and the files beside them."""

    text: str
    sender: str = ""
    files: tuple[Attached, ...] = ()
    author: str = ""


def read_mail(content: bytes) -> Mail:
    """Return the words of a saved mail, of a page or of a text; raise NotText if there are none."""
    if content.startswith(_OUTLOOK):
        raise NotText("only Outlook can read this form of a mail")
    if _HEADER.match(content):
        return _mail_words(content)
    text = _decoded(content[:_MOST])
    if text.lstrip().startswith("{") or _PAGE.search(text):
        return Mail("", files=(Attached("the file", text),))
    return _checked(Mail(_shown(text) if _HTML.match(text) else text))


def _checked(mail: Mail) -> Mail:
    if mail.text.count("\n") > _MOST_LINES:
        raise NotText(TOO_MUCH)
    return mail


def _mail_words(content: bytes) -> Mail:
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        raise NotText(_NO_WORDS)
    try:
        kind, subject, sender = _kind(message), str(message.get("Subject", "")), str(message.get("From", ""))
        files = tuple(_attached(message))
        words = next(filter(str.strip, _bodies(message)), None)
    except (LookupError, ValueError, AttributeError, TypeError):  # a charset or a structure that no mail program makes
        raise NotText(_NO_WORDS) from None
    for is_meant, sentence in (
        (kind == "delivery-status" or _BOUNCED.search(f"{sender}\n{subject}"), "it says that a letter did not arrive"),
        (kind == "disposition-notification" or _READ.match(subject), "it says only that the letter was opened"),
        (kind == "reply", "it answers an appointment, not a letter"),
        (_is_automatic(message) or _AWAY.match(subject), "it is an automatic answer of somebody who is away"),
    ):
        if is_meant:
            raise NotText(sentence, "the answer itself may still come: then coachlog receive")
    if words is None and not any(file.answers for file in files):
        names = format_list([file.name for file in files])
        raise NotText(f"{_NO_WORDS} but {names}" if files else _NO_WORDS)
    return _checked(Mail((words or "")[:_MOST], parseaddr(sender)[1].casefold(), files, parseaddr(sender)[0]))


def _attached(message: EmailMessage) -> Iterator[Attached]:
    """Yield the files of a mail that have a name; answers are saved in small ones."""
    for part in message.walk():
        name = clean_text(part.get_filename() or "")
        content = part.get_payload(decode=True) if name else None
        if isinstance(content, bytes):
            text = _decoded(content) if len(content) < _MOST and b"\0" not in content else ""
            yield Attached(name, text if _SAVED.match(text) or _PAGE.search(text) else "")


def _bodies(message: EmailMessage) -> Iterator[str]:
    """Yield the words of a mail as its text has them, then as its page has them."""
    for form in ("plain", "html"):
        part = message.get_body((form,))
        content = part.get_payload(decode=True) if part else b""
        if part and isinstance(content, bytes):
            try:
                words = content.decode(part.get_content_charset("utf-8"))
            except (LookupError, UnicodeDecodeError):  # an encoding that nobody knows, or another one than it says
                words = _decoded(content)
            yield _shown(words) if form == "html" or _HTML.match(words) else words


def _kind(message: EmailMessage) -> str:
    """Return what a report is about, or what a calendar's mail does; empty for a mail that a person wrote."""
    if message.get_content_type() == "multipart/report":
        return str(message.get_param("report-type", "")).casefold()
    dates = (part for part in message.walk() if part.get_content_type() == "text/calendar")
    return next((str(part.get_param("method", "")).casefold() for part in dates), "")


def _is_automatic(message: EmailMessage) -> bool:
    said = str(message.get("Auto-Submitted", "no")).casefold()
    return said.startswith("auto-replied") or "X-Autoreply" in message or "X-Autorespond" in message


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        return _wide(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _wide(content: bytes) -> str:
    """Return a text of two bytes a letter that does not say so; raise NotText for what is no text."""
    for codec, high in (("utf-16-le", content[1::2]), ("utf-16-be", content[::2])):
        if high.count(0) > len(high) * 0.7:
            return content.decode(codec, "replace")
    raise NotText(_NO_WORDS)


def _shown(text: str) -> str:
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

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._kept += 1
        if tag in _BLOCKS or tag == "br":
            self._break()
        if tag in ("ol", "ul"):
            start = re.fullmatch(r"\d{1,3}", dict(attrs).get("start") or "")
            self._counts.append(int(start.group() if start else "1") if tag == "ol" else 0)
        elif tag == "li" and self._counts and self._counts[-1]:
            self._add(f"{self._counts[-1]}. ")
            self._counts[-1] += 1
        if tag == "input" and ("type", "checkbox") in attrs:
            self._add("[x] " if any(name == "checked" for name, _ in attrs) else "[ ] ")

    def handle_endtag(self, tag: str) -> None:
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

    def handle_data(self, data: str) -> None:
        if self._unseen:
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
