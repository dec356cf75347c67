"""The words in a file of any kind, by its bytes and not by its ending, up to a limit."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from coachlog.checks.marked_up_text import is_marked_up, read_markup, read_rtf
from coachlog.frozen import frozen
from coachlog.regex import regex

MOST_TEXT: Final = 4_000_000  # bytes of words that are looked at in one file
_MOST_SPELLED: Final = 500_000  # bytes of a file in an unknown encoding that is read in several
_MOST_MEMBERS: Final = 2000  # of an archive, or of a mail
_MOST_NESTED: Final = 2  # archives within archives
_NOT_READ: Final = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"Rar!", "an archive"),
    (b"SQLite format 3", "a database"),
)
# Files of pictures, sound and film have no words; by their ending, so that none of them is loaded.
_MEDIA: Final = (
    *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".bmp", ".tif", ".tiff", ".ico"),
    *(".mp3", ".m4a", ".wav", ".ogg", ".flac", ".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm"),
)
# Parts of an office file without a word of a person's.
_NO_PARTS: Final = regex(
    r"\[content_types\]\.xml|mimetype|settings\.xml|manifest\.rdf|meta-inf/.*"
    r"|(?:word|xl|ppt)/(?:.*/)?(?:styles\w*|fonttable|settings|websettings|numbering|theme\d*|presprops|viewprops"
    r"|tablestyles|calcchain|printersettings\d*|metadata)\.(?:xml|bin)|(?:.*/)?fonts/.*",
    re.IGNORECASE,
)
_OFFICE: Final = regex(r"\[content_types\]\.xml|content\.xml", re.IGNORECASE)
_MAIL: Final = regex(r"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\n)*){1,200}\r?\n")
_MAIL_FIELD: Final = regex(
    r"^(?:mime-version|content-transfer-encoding|content-type|message-id):", re.IGNORECASE | re.MULTILINE
)
_FOLDED: Final = regex(r"\r?\n[ \t]")  # in a calendar or a card: the line goes on
_CODECS: Final = ("cp1250", "mac_roman", "cp850", "cp1251")  # what Excel writes elsewhere, on a Mac, for MS-DOS
_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


@frozen
class FileText:
    """The words of a file; `not_read` says what it is where coachlog cannot read it, or not all of it."""

    text: str
    not_read: str = ""


def has_words(path: str) -> bool:
    """Tell whether a file may have words in it."""
    return not path.casefold().endswith(_MEDIA)


def not_looked_into(path: str, words: FileText) -> str:
    """Return the sentence about a file that was not read, or not all of it."""
    return f"{path} is {words.not_read}: check yourself whether it names a student."


def read_text(content: bytes, depth: int = 0, *, office: bool = False) -> FileText:
    """Return the words of a file, or of a part of an office file."""
    for mark, what in _NOT_READ:
        if content.startswith(mark):
            return FileText("", what)
    if content.startswith(b"PK\x03\x04"):
        return _read_archive(content, depth)
    if content.startswith(b"\x1f\x8b\x08"):
        return _read_compressed(content, depth)
    if content[257:262] == b"ustar":  # files one after the other, with empty bytes between them
        content = content.replace(b"\0", b" ")
    text = decode(content[:MOST_TEXT])
    if text is None:
        return FileText("", "a file without text")
    return FileText(
        _read_form(text, content, depth, office=office),
        "" if len(content) <= MOST_TEXT else "a very long file, read to its first part",
    )


def _read_form(text: str, content: bytes, depth: int, *, office: bool) -> str:
    """Return the words of a text, by the form in which it is written."""
    if text.startswith("{\\rtf"):
        return read_rtf(text)
    if office or is_marked_up(text):
        return read_markup(_spell(text, content), office=office)
    if text.startswith(("BEGIN:VCALENDAR", "BEGIN:VCARD")):
        return _FOLDED.sub("", text)
    head = _MAIL.match(text)
    if head and _MAIL_FIELD.search(head[0]) and depth < _MOST_NESTED and content.count(b"\n--") < _MOST_MEMBERS:
        with suppress(RecursionError):  # nobody writes a mail with a thousand parts within each other
            return _read_mail(content[:MOST_TEXT], depth)
    return _spell(text, content)


def _spell(text: str, content: bytes) -> str:
    """Return a text that does not say how it is encoded, each line with how other programs read it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if len(content) > _MOST_SPELLED or content.startswith(tuple(mark for mark, _ in _MARKS)) or "\0" in text:
            return text
    else:
        return text
    others = [content.decode(codec, "replace").split("\n") for codec in _CODECS]
    lines = zip(text.split("\n"), *others, strict=False)
    return "\n".join(line if line.isascii() else " | ".join((line, *more)) for line, *more in lines)


def _read_mail(content: bytes, depth: int) -> str:
    """Return the words of a saved mail: what its head says, and its parts."""
    from email import message_from_bytes
    from email.policy import default

    words: list[str] = []
    for part in message_from_bytes(content, policy=default).walk():
        with suppress(ValueError, LookupError, IndexError, KeyError, TypeError, AttributeError):  # a head that is none
            words += [f"{key}: {value}" for key, value in part.items()]
        inside = part.get_payload(decode=True)
        if isinstance(inside, bytes):
            words.append(read_text(inside, depth + 1).text)
    return "\n".join(words)[:MOST_TEXT]


def decode(content: bytes) -> str | None:
    """Return the text of bytes in UTF-8, in UTF-16 or as Windows writes them; None if they are no text."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content.decode(codec, "replace")
    sample = content[:4096]
    if b"\0" in sample:
        return _decode_unmarked(content, sample)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(content) - 4 and len(content) >= MOST_TEXT:  # a character that the limit has cut
            return content[: error.start].decode("utf-8")
    return content.decode("cp1252", "replace")


def _decode_unmarked(content: bytes, sample: bytes) -> str | None:
    """Decode UTF-16 that does not say so: nearly every second byte of a Latin text is zero."""
    half = len(sample) // 2
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > half * 0.6 and others < half * 0.1:
            return content.decode(codec, "replace")
    printable = sum(byte >= 32 or byte in b"\t\r\n" for byte in sample)
    return content.decode("utf-8", "replace") if printable > len(sample) * 0.95 else None


def _read_compressed(content: bytes, depth: int) -> FileText:
    if depth >= _MOST_NESTED:
        return FileText("", "an archive within archives")
    unpacker = zlib.decompressobj(31)
    try:
        inside = unpacker.decompress(content, MOST_TEXT)
    except zlib.error:
        return FileText("", "a damaged archive")
    words = read_text(inside, depth + 1)
    return words if unpacker.eof else FileText(words.text, words.not_read or "a very long file, read to its first part")


def _read_archive(content: bytes, depth: int) -> FileText:
    """Return the words of a Word file, a spreadsheet, slides, or of what an archive holds."""
    if depth >= _MOST_NESTED:
        return FileText("", "an archive within archives")
    words: list[str] = []
    room, not_read = MOST_TEXT, ""
    try:
        for name, member, whole, office in _unpack(content):
            inside = read_text(member, depth + 1, office=office and name.endswith((".xml", ".rels", ".vml")))
            shown = "" if office else f"{name}\n"
            words.append((shown + inside.text)[:room])
            room -= len(words[-1])
            not_read = not_read or inside.not_read or ("" if whole else "a very long file, read to its first part")
            if room <= 0:
                not_read = not_read or "a very long file, read to its first part"
                break
    except (ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error, LookupError):
        not_read = "a damaged or locked archive"
    return FileText("\n".join(words), not_read)


def _unpack(content: bytes) -> Iterator[tuple[str, bytes, bool, bool]]:
    """Return an archive's members with words: name, bytes up to a limit, whether these are all, if it is of Office."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    room = MOST_TEXT * 2
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            office = any(_OFFICE.fullmatch(info.filename) for info in members)
            chosen = [info for info in members if not (office and _NO_PARTS.fullmatch(info.filename))]
            for number, info in enumerate(chosen):
                if number >= _MOST_MEMBERS or room <= 0:
                    yield info.filename, b"", False, office
                    return
                if not has_words(info.filename):
                    yield info.filename, b"", True, office
                    continue
                with archive.open(info) as member:
                    inside = member.read(min(room, MOST_TEXT) + 1)
                room -= len(inside)
                yield info.filename, inside[:MOST_TEXT], len(inside) <= MOST_TEXT, office
    except BadZipFile as error:
        raise ValueError(str(error)) from None
