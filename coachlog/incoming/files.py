"""Read a file from outside by its form: one row a form; an unreadable one says what to do instead."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from coachlog.incoming.page_frame import without_frame
from coachlog.incoming.passages import OutsidePage, UnreadableFrom
from coachlog.markdown.document import MAX_LINES
from coachlog.regex import regex

MOST_BYTES: Final = 50 * 1024 * 1024  # of a file with pictures
_MOST_WORDS: Final = 20 * 1024 * 1024  # bytes of one part that has words
_MOST_TOGETHER: Final = 200 * 1024 * 1024  # bytes of all parts, unpacked
_MOST_PARTS: Final = 4000
_WEB: Final = (".html", ".htm", ".xhtml")
_MARKED: Final = (".md", ".markdown", ".mdown")
_TAGS: Final = regex(r"\s*(?:<\?xml|<!doctype html|<html|<body|<h[1-6]\b|<p\b|<div\b|<table\b)", re.IGNORECASE)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_AS_WORD: Final = "save it as a Word file (.docx), then import that"
_TEXT_ADVICE: Final = "copy its text into a document, save that as .docx, then import it"
# What people have instead of a file that can be read, by its ending, and what to do.
_INSTEAD: Final[Mapping[str, tuple[str, str]]] = {
    **dict.fromkeys(
        (".gdoc", ".gsheet", ".gslides"),
        (
            "it only points to a document in Google Drive",
            "open it there, choose File, Download, Microsoft Word (.docx), then import that file",
        ),
    ),
    ".pdf": ("a PDF is a picture of pages", "download or save the document itself as Word (.docx), then import that"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".svg"),
        ("it is a picture, and nobody can read words out of it here", "put it into assets/ and link it in a note"),
    ),
    **dict.fromkeys((".doc", ".dot", ".rtf", ".odt", ".pages", ".wps"), ("this form is not read", _AS_WORD)),
    **dict.fromkeys((".docm", ".dotm"), ("it is a Word file with macros", _AS_WORD)),
    **dict.fromkeys(
        (".xlsx", ".xls", ".ods", ".numbers"), ("a sheet is read as CSV", "save it as CSV, then import that")
    ),
    **dict.fromkeys((".pptx", ".ppt", ".key", ".odp"), ("slides are not read", _TEXT_ADVICE)),
}


def read_page(name: str, content: bytes) -> OutsidePage:
    """Read a document by the ending of its name, else by its first bytes; raise UnreadableFrom if nobody can."""
    page = without_frame(_read(name, content))
    if len(page.passages) > MAX_LINES:
        raise UnreadableFrom(f"it has more than {MAX_LINES:,} lines", "cut it into parts, for example a file a year")
    return page


def _read(name: str, content: bytes) -> OutsidePage:
    ending = _ending(name)
    if ending in _INSTEAD:
        raise UnreadableFrom(*_INSTEAD[ending])
    if len(content) > MOST_BYTES:
        raise UnreadableFrom(
            f"it is larger than {MOST_BYTES >> 20} MB", "take pictures out of it, or cut it into parts"
        )
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableFrom("it is empty", "download it again, then import that file")
    if content.startswith(b"%PDF"):
        raise UnreadableFrom(*_INSTEAD[".pdf"])
    if content.startswith(_OLE):
        raise UnreadableFrom("it is locked with a password, or of an old Word", f"open it and {_AS_WORD}")
    if content.startswith(_ZIP):
        return _read_zip(content)
    if ending in (".docx", ".zip"):
        raise UnreadableFrom(
            f"it is no {ending} file, whatever its name says", "download it again, then import that file"
        )
    return _read_text(ending, decode_outside(content), {})


def _ending(name: str) -> str:
    return PurePosixPath(name.casefold()).suffix


def decode_outside(content: bytes) -> str:
    """Return the text of a file in whatever letters its program wrote; raise UnreadableFrom if it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _text(content.decode(encoding, "replace"))
    try:
        return _text(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _text(content.decode("cp1252", "replace"))


def _text(text: str) -> str:
    if "\0" in text or sum(not (c.isprintable() or c in "\r\n\t\f\v") for c in text[:4000]) > 40:
        raise UnreadableFrom("it is no text", _TEXT_ADVICE)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_text(ending: str, text: str, pictures: Mapping[str, bytes]) -> OutsidePage:
    """Read a text by the ending of its file, else by how it begins."""
    if ending in _WEB or (ending not in _MARKED and _TAGS.match(text)):
        from coachlog.incoming.web_page import read_web_page

        return read_web_page(text, pictures)
    from coachlog.incoming.marked_text import read_markdown, read_plain

    return read_markdown(text, pictures) if ending in _MARKED else read_plain(text)


def _read_zip(content: bytes) -> OutsidePage:
    parts = unpacked(content)
    if "word/document.xml" in parts:
        from coachlog.incoming.word import read_word

        return read_word(content)
    names = [
        name
        for name in parts
        if _ending(name) in (*_WEB, *_MARKED, ".docx", ".txt") and "__macosx" not in name.casefold()
    ]
    if len(names) != 1:
        reason = "there are several documents in it" if names else "there is no document in it that can be read"
        raise UnreadableFrom(reason, "unpack it, and import one of its files" if names else _AS_WORD)
    name = names[0]
    if _ending(name) == ".docx":
        return _read(name, parts[name])
    folder = name.rpartition("/")[0]
    beside = {part.removeprefix(f"{folder}/") if folder else part: content for part, content in parts.items()}
    return _read_text(_ending(name), decode_outside(parts[name]), beside)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive by name; raise UnreadableFrom if they are too many, too large or damaged."""
    too_much = UnreadableFrom("it unpacks to more than anybody writes", "copy its text into a new document")
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _MOST_TOGETHER:
                raise too_much
            if any(member.file_size > _MOST_WORDS and _has_words(member) for member in members):
                raise too_much
            parts = {member.filename: archive.read(member) for member in members}
    except (BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, MemoryError):
        raise UnreadableFrom(
            "it is damaged, or locked with a password", "download it again, then import that file"
        ) from None
    if any(name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part[:4096] for name, part in parts.items()):
        raise UnreadableFrom("it has instructions that no document needs", "copy its text into a new document")
    return parts


def _has_words(member: ZipInfo) -> bool:
    return member.filename.casefold().endswith((".xml", ".rels", ".html", ".htm", ".md", ".txt"))
