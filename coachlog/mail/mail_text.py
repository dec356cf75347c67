"""A mail, a web page or plain text as the lines that a person sees, quoted ones behind `>`."""

import re
from binascii import a2b_qp
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Final, NamedTuple

from coachlog.mail.machine_mail import what_machine_pasted, what_machine_says
from coachlog.mail.page_words import shown_words
from coachlog.model.fields import clean_text, format_list
from coachlog.regex import regex

_MOST: Final = 2_000_000  # bytes; a mail with pictures is larger, but not its words
_HEADER: Final = regex(rb"\A(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}\r?\n")
_KNOWN_HEAD: Final = regex(  # two lines such as `Win: …` and `Try: …` are no head of a mail
    rb"^(?:from|subject|received|return-path|message-id|mime-version|delivered-to|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_HTML: Final = regex(
    r"\A\s*<(?:!doctype|html|head|body|meta|div|p|blockquote|table|pre|span|font|ul|ol|b|br|style)\b", re.IGNORECASE
)
_SAVED: Final = regex(r"\s*\{.*\"coachlog\"\s*:", re.DOTALL)
_PAGE: Final = regex(r"<form\b[^<>]*\bdata-mark=", re.IGNORECASE)  # as a letter's page has it
_OUTLOOK: Final = b"\xd0\xcf\x11\xe0"  # how a .msg begins
_FILES: Final = {b"PK\x03\x04": "it is a Word document or a packed file", b"%PDF": "it is a PDF"}
TOO_MUCH: Final = "it holds more than anybody answers to a letter"
_MOST_LINES: Final = 20_000
_STILL: Final = "the answer itself may still come: then coachlog receive"
_CODED: Final = regex(r"=[C-F][0-9A-F]=[89AB][0-9A-F]")  # letters of a raw mail: `Zo=C3=AB`
_NO_WORDS: Final = "there are no words in it"


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
    if packed := next((said for begun, said in _FILES.items() if content.startswith(begun)), ""):
        raise NotText(
            f"{packed}, and an answer is read from a mail or a text alone",
            "open it, copy its words and paste them: coachlog receive",
        )
    head = _HEADER.match(content)
    if head and _KNOWN_HEAD.search(head.group()):
        return _mail_words(content)
    text = _decoded(content[:_MOST])
    if text.lstrip().startswith("{") or _PAGE.search(text):
        return Mail("", files=(Attached("the file", text),))
    if machine := what_machine_pasted(text):
        raise NotText(machine, _STILL)
    return _checked(Mail(shown_words(text) if _HTML.match(text) else _without_codes(text)))


def _without_codes(text: str) -> str:
    """Return the words of a mail whose raw text was copied."""
    if not _CODED.search(text):
        return text
    return a2b_qp(text.encode()).decode("utf-8", "replace")


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
        words = "\n\n".join((next(filter(str.strip, _bodies(message)), ""), *_passed_on(message)))
    except (LookupError, ValueError, AttributeError, TypeError):  # a charset or a structure that no mail program makes
        raise NotText(_NO_WORDS) from None
    if machine := what_machine_says(kind, sender, subject, is_automatic=_is_automatic(message)):
        raise NotText(machine, _STILL)
    if not words.strip() and not any(file.answers for file in files):
        names = format_list([file.name for file in files])
        raise NotText(f"{_NO_WORDS} but {names}" if files else _NO_WORDS)
    return _checked(Mail(words[:_MOST], parseaddr(sender)[1].casefold(), files, parseaddr(sender)[0]))


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
            if str(part.get_param("format", "")).casefold() == "flowed":
                words = _joined(words)
            yield shown_words(words) if form == "html" or _HTML.match(words) else words


def _passed_on(message: EmailMessage) -> Iterator[str]:
    """Yield the words of mails that were put into a mail as they are, with who wrote each."""
    for part in message.walk():
        inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" else None
        if isinstance(inner, EmailMessage) and (words := next(filter(str.strip, _bodies(inner)), "")):
            yield f"From: {inner.get('From', '')}\nSubject: {inner.get('Subject', '')}\n\n{words}"


def _joined(words: str) -> str:
    """Return a text whose paragraphs were broken for the way, with a blank at each line's end but the last one's."""
    lines: list[str] = []
    flows = False
    for line in words.splitlines():
        if flows and not line.startswith((">", "-- ")):
            lines[-1] += line
        else:
            lines.append(line)
        flows = line.endswith(" ") and not line.startswith(">") and line != "-- "
    return "\n".join(lines)


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
