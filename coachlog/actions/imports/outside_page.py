"""Read a document that somebody wrote elsewhere, whatever program wrote it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.incoming.files import MOST_BYTES, read_page
from coachlog.incoming.passages import OutsidePage, PassageKind, UnreadableFrom, assets_of, heading
from coachlog.incoming.write_page import write_page
from coachlog.storage.files import FileTooLarge, read_outside

_Result = TypeVar("_Result")
_WORDS: Final = (".md", ".markdown", ".txt", "")


@frozen
class OutsideText:
    """A document from outside as Markdown, and its pictures by their path in a log."""

    text: str
    assets: Mapping[str, bytes]


def read_outside_page(file: Path) -> OutsidePage:
    """Return a file from anywhere as passages; raise CoachlogError that says what to do if it cannot be read."""
    return read_given(file, lambda content: read_page(file.name, content))


def read_given(file: Path, read: Callable[[bytes], _Result]) -> _Result:
    """Read a file from anywhere with a reader; raise CoachlogError with the reader's advice if that fails."""
    file = file.expanduser()
    if not file.exists():
        raise CoachlogError(f"there is no file {file}", "type its name as it stands, or drag it into this window")
    if file.is_dir():
        raise CoachlogError(f"{file} is a folder", "name the file in it")
    try:
        return read(read_outside(file, MOST_BYTES))
    except FileTooLarge:
        trouble = UnreadableFrom(
            f"it is larger than {MOST_BYTES >> 20} MB", "take pictures out of it, or cut it into parts"
        )
    except UnreadableFrom as error:
        trouble = error
    raise CoachlogError(f"{file.name} was not imported: {trouble.reason}", trouble.advice)


def read_outside_text(file: Path) -> OutsideText:
    """Return a file from anywhere as Markdown; raise CoachlogError that says what to do if it cannot be read."""
    page = read_outside_page(file)
    assets, links = assets_of(page)
    title = page.fields.get("title", "")
    has_title = any(passage.kind is PassageKind.HEADING and passage.level == 1 for passage in page.passages)
    passages = page.passages if has_title or not title else (heading(title, 1), *page.passages)
    return OutsideText(write_page(passages, links), assets)


def is_text(file: Path, content: bytes) -> bool:
    """Tell whether a file is Markdown or text already, by its name and its first bytes."""
    is_archive = content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"))
    return file.suffix.casefold() in _WORDS and not is_archive
