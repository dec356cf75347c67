"""Documents that belong in one person's own pages: known by their folder and their front matter, in no log kept."""

import re
from collections.abc import Iterable
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.regex import regex

OWN_PAGE: Final = "own-page"  # the problem's code
_DOCUMENTS: Final = (".md", ".markdown", ".mdown", ".mkd", ".txt", ".text")
OWN_FOLDERS: Final = ("evidence", "stars", "work", "readings")
_OWN: Final = (*OWN_FOLDERS, "own", "private")  # the last two by what they are called
_OWN_TYPES: Final = {"note", "evidence", "star", "stars", "work", "reading", "private"}
_FRONT: Final = regex(
    r"\ufeff?\s*---[ \t]*(?:\r\n|\n|\r)(.*?)(?:^|(?<=\r))---[ \t]*(?:[\r\n]|\Z)", re.DOTALL | re.MULTILINE
)
_PAGES: Final = {"reflection", "material"}  # of their author, or of both
_AUTHOR: Final = regex(r"(?mi)^author[ \t]*:[ \t]*[\"']?(?!both\b|shared\b)[\w.-]+[\"']?[ \t]*\r?$")  # one alone
_NOT_PRIVATE: Final = {"false", "no", "n", "off", "0", "none", "null", "~"}
_STUDENTS: Final = regex(r"(?:.*/)?students(?:-\d+)?\.txt", re.IGNORECASE)
_MAY_BE_TYPE: Final = regex(rf"type[\"']?[ \t]*:[ \t]*[\"']?(?:{'|'.join(_OWN_TYPES | _PAGES)}|visit)")
_FIELD: Final = regex(
    r"(?mi)(?:^[ \t]*|[{,][ \t]*)[\"']?(type|private|status)[\"']?[ \t]*:[ \t]*(?:[\r\n]+[ \t]*-[ \t]+)?"
    r"[\[\"']*([^\s\[\]{},\"'#]+)"
)


def is_own(path: str, text: str) -> bool:
    """Tell whether a file in a log is one person's own document; a visit is until it is shared."""
    folder = path.partition("/")[0].casefold() if "/" in path else ""
    if _STUDENTS.fullmatch(path):
        return True
    if not is_markdown(path):
        return folder in _OWN
    if folder not in (*_OWN, "visits") and not _may_say_so(text.lower()):  # nearly every document
        return False
    front = _FRONT.match(text)
    said: dict[str, set[str]] = {"type": set(), "private": set(), "status": set()}  # a key twice says both
    for key, value in _FIELD.findall(front[1]) if front else ():
        said[key.casefold()].add(value.casefold())
    if folder in _OWN or said["type"] & _OWN_TYPES or said["private"] - _NOT_PRIVATE:
        return True
    if said["type"] & _PAGES:
        return front is not None and _AUTHOR.search(front[1]) is not None
    return (folder == "visits" or "visit" in said["type"]) and said["status"] != {"shared"}


def _may_say_so(text: str) -> bool:
    return "private" in text or _MAY_BE_TYPE.search(text) is not None


def is_markdown(path: str) -> bool:
    """Tell whether a file may have front matter that says whose it is."""
    return path.casefold().endswith(_DOCUMENTS)


def require_shared(paths: Iterable[str]) -> None:
    """Raise for the first of some own documents, which a command was about to keep in the log."""
    for path in sorted(paths):
        command = f'coachlog private --move "{path}"'
        raise CoachlogError(f"{path} is your own, so it is kept in no log", f"move it to your own pages: {command}")


def tell_own(path: str) -> str:
    """Say that a document is left out of the log, and which command moves it."""
    return f'this is your own, so it is kept in no log; to move it to your own pages: coachlog private --move "{path}"'
