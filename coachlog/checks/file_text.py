"""The words in a file of any kind, by its bytes and not by its ending, up to a limit."""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from coachlog.frozen import frozen
from coachlog.regex import regex

MOST_TEXT: Final = 4_000_000  # bytes of words that are looked at in one file
_MOST_MEMBERS: Final = 2000  # of an archive
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
_MARKED_UP: Final = regex(
    r"\s*(?:<\?xml\b|<!doctype\b|<!--.{0,2000}?-->\s*<|<(?:\w+:\w+|html|head|body|table|div|meta|svg|p|span|h1|ul|ol)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = regex(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*+)(?P<rest>[^<>]*+)>|<[!?](?!--)[^<>]*+>")
_ATTRIBUTE: Final = regex(
    r"""\b(?:descr|alt|title|author|name|placeholder|content|value)\s*=\s*("[^"<>]*"|'[^'<>]*')""", re.IGNORECASE
)
# What ends a line of a Word file, a spreadsheet or a page, and what stands between two words.
_ENDS: Final = regex(
    r"(?:w:|a:|text:|table:table-)?(?:p|br|tr|row|si|h\d?|li|div|line-break|comment|sheet|dt|dd|option|title|creator)"
)
_GAPS: Final = regex(r"(?:w:|text:)?(?:tab|s|td|th|c|tc|cell|v)")
_PARTS: Final = regex(
    r"word/(?:document|header\d*|footer\d*|comments|footnotes|endnotes|people|glossary/document)\.xml"
    r"|xl/(?:sharedstrings|workbook|comments\d*|worksheets/[^/]+|tables/[^/]+|persons/[^/]+|threadedcomments/[^/]+"
    r"|drawings/[^/]+)\.xml"
    r"|ppt/(?:slides|notesslides|comments)/[^/]+\.xml|ppt/(?:commentauthors|authors)\.xml"
    r"|docprops/(?:core|custom)\.xml|content\.xml|meta\.xml|preview\.txt",
    re.IGNORECASE,
)
_OFFICE: Final = regex(r"\[content_types\]\.xml|mimetype", re.IGNORECASE)
_RTF: Final = regex(
    r"\\'(?P<byte>[0-9a-f]{2})|\\u(?P<code>-?\d{1,6}) ?(?:\\'[0-9a-f]{2}|[^\\{}])?|\\(?P<sign>[^a-z0-9])"
    r"|\\(?P<word>[a-z]{1,32})(?:-?\d{1,10})? ?|(?P<brace>[{}])|(?P<hex>[0-9a-f\r\n]{40,})",
    re.IGNORECASE,
)
_RTF_SIGNS: Final = {"~": " ", "_": "-", "-": "", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}", "*": ""}
_RTF_ENDS: Final = {"par": "\n", "line": "\n", "row": "\n", "cell": "\t", "tab": "\t"}
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


def read_text(content: bytes, depth: int = 0) -> FileText:
    """Return the words of a file."""
    for mark, what in _NOT_READ:
        if content.startswith(mark):
            return FileText("", what)
    if content.startswith(b"PK\x03\x04"):
        return _read_archive(content, depth)
    if content.startswith(b"\x1f\x8b\x08"):
        return _read_compressed(content, depth)
    text = decode(content[:MOST_TEXT])
    if text is None:
        return FileText("", "a file without text")
    if text.startswith("{\\rtf"):
        text = _read_rtf(text)
    elif _MARKED_UP.match(text):
        text = _read_markup(text)
    return FileText(text, "" if len(content) <= MOST_TEXT else "a very long file, read to its first part")


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
    for zeros, codec in ((sample[1::2].count(0), "utf-16-le"), (sample[0::2].count(0), "utf-16-be")):
        if zeros > half * 0.6:
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
        for name, member, whole in _unpack(content):
            inside = read_text(member, depth + 1)
            shown = f"{name}\n" if not _PARTS.fullmatch(name) else ""
            words.append((shown + inside.text)[:room])
            room -= len(words[-1])
            not_read = not_read or inside.not_read or ("" if whole else "a very long file, read to its first part")
            if room <= 0:
                not_read = not_read or "a very long file, read to its first part"
                break
    except (ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error, LookupError):
        not_read = "a damaged or locked archive"
    return FileText("\n".join(words), not_read)


def _unpack(content: bytes) -> Iterator[tuple[str, bytes, bool]]:
    """Return an archive's members with words: name, bytes up to a limit, and whether these are all."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    room = MOST_TEXT * 2
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            office = any(_OFFICE.fullmatch(info.filename) for info in members)
            # An e-book names its kind as an office file does, and has none of its parts.
            chosen = [info for info in members if office and _PARTS.fullmatch(info.filename)] or members
            for number, info in enumerate(chosen):
                if number >= _MOST_MEMBERS or room <= 0:
                    yield info.filename, b"", False
                    return
                if not has_words(info.filename):
                    yield info.filename, b"", True
                    continue
                with archive.open(info) as member:
                    inside = member.read(min(room, MOST_TEXT) + 1)
                room -= len(inside)
                yield info.filename, inside[:MOST_TEXT], len(inside) <= MOST_TEXT
    except BadZipFile as error:
        raise ValueError(str(error)) from None


def _read_markup(text: str) -> str:
    """Return the words of a page or of XML, in the same lines; nothing that it names is fetched or expanded."""
    from html import unescape

    return "\n".join(unescape(line) for line in _TAG.sub(_read_tag, text).split("\n"))


def _read_tag(tag: re.Match[str]) -> str:
    lines = "\n" * tag[0].count("\n")
    name = (tag["name"] or "").lower()
    if name in {"w:nobreakhyphen", "w:bookmarkstart"}:  # the second has a name that nobody sees
        return "-" if name == "w:nobreakhyphen" else ""
    if _ENDS.fullmatch(name) and (tag["close"] or (tag["rest"] or "").endswith("/") or name == "br"):
        return lines or ("\n" if ":" in name or name in {"si", "row"} else " ")
    words = " ".join(match[1][1:-1].replace("\n", " ") for match in _ATTRIBUTE.finditer(tag["rest"] or ""))
    gap = " " if _ENDS.fullmatch(name) or _GAPS.fullmatch(name) else ""
    return f" {words} {lines}" if words else gap + lines


def _read_rtf(text: str) -> str:
    return _RTF.sub(_read_rtf_word, text)


def _read_rtf_word(match: re.Match[str]) -> str:
    if match["byte"]:
        return bytes.fromhex(match["byte"]).decode("cp1252", "replace")
    if match["code"]:
        code = int(match["code"]) % 65536
        return "" if 0xD800 <= code < 0xE000 else chr(code)
    if match["sign"]:
        return _RTF_SIGNS.get(match["sign"], match["sign"])
    return _RTF_ENDS.get((match["word"] or "").lower(), "")
