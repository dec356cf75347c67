"""Pictures in a line of Markdown: the file in assets/ that each names, and what a page shows of it."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from coachlog.frozen import frozen
from coachlog.regex import regex

ASSETS: Final = "assets/"
# `![words](../assets/a.png "title")`, `![words](<../assets/a b.png>)`, and as Obsidian writes it `![[a b.png|300]]`.
_TYPED: Final = regex(
    r"(?<!\\)!(?:\[\[(?P<name>[^\[\]|\r\n]+)(?:\|(?P<beside>[^\[\]\r\n]*))?\]\]"
    r"|\[(?P<words>[^\[\]\r\n]*)\]\((?:<(?P<quoted>[^<>\r\n]+)>|(?P<plain>[^()<>\"\r\n]+?))(?:\s+(?:\"[^\"\r\n]*\"|'[^'\r\n]*'))?\s*\))"
)
_IS_PICTURE: Final = regex(r"(?i).*\.(?:png|jpe?g|gif|webp|svg|bmp|heic)")
_WEB: Final = regex(r"(?i)[a-z][a-z0-9+.-]+:|//")
_UPWARD: Final = regex(r"\A(?:\.{1,2}/|/)+")
# What a page may show, by its first bytes; a drawing (.svg) can act, and is none of them.
_BEGINNINGS: Final = (
    ("image/png", regex(rb"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", regex(rb"\xff\xd8\xff")),
    ("image/gif", regex(rb"GIF8[79]a")),
    ("image/webp", regex(rb"RIFF.{4}WEBP", 16)),  # 16: the dot takes each byte
)


@frozen
class ShownPicture:
    """A picture's bytes, and what they are, such as image/png."""

    kind: str
    content: bytes

    @property
    def address(self) -> str:
        """Return the address that holds the picture itself."""
        return f"data:{self.kind};base64,{b64encode(self.content).decode()}"


class TypedPicture(NamedTuple):
    """A picture as a line names it: where in the line, its words and its address."""

    start: int
    end: int
    words: str
    address: str


PictureAt = Callable[[str], ShownPicture | None]


def no_picture(_: str) -> ShownPicture | None:
    """Show no picture at all."""
    return None


def read_picture(content: bytes) -> ShownPicture | None:
    """Return what a file shows; None if it is no picture that every page can show."""
    kind = next((kind for kind, beginning in _BEGINNINGS if beginning.match(content)), "")
    return ShownPicture(kind, content) if kind else None


def find_pictures(line: str) -> Iterator[TypedPicture]:
    """Yield the pictures of this computer that a line names; what another site has is none."""
    for match in _TYPED.finditer(line) if "![" in line else ():
        address = (match["name"] or match["quoted"] or match["plain"]).strip()
        if _WEB.match(address) or not (match["name"] is None or _IS_PICTURE.fullmatch(address)):
            continue
        beside = (match["beside"] or "").strip()
        stem = address.rpartition("/")[2].rpartition(".")[0]
        words = match["words"] if match["name"] is None else stem if not beside.strip("0123456789x") else beside
        is_name = match["name"] is not None and "/" not in address
        yield TypedPicture(*match.span(), words, ASSETS + address if is_name else address)


def asset_path(address: str) -> str:
    """Return the path in a log that a picture's address means; empty if that is not below assets/."""
    if _WEB.match(address):
        return ""
    path = _UPWARD.sub("", unquote(address.strip()).replace("\\", "/"), count=1)
    return path if path.startswith(ASSETS) and ".." not in path.split("/") else ""
