"""The grammar of a next step, `- [x] @who words (due 2026-11-26) (from 2026-11-12) ^id`, and of any list item's start.

All reading and writing of steps is here. Only `merge/audit.py` has its own reading, because it checks the merge.
"""

import re
from typing import Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.regex import regex

_BULLET: Final = r"(?:[-*+]|\d{1,9}[.)])"
_MARK: Final = r"\[([^\]\r\n])\]"
_SPACE: Final = r"(?:[ \t]+|(?=[\r\n]|\Z))"  # after a bullet or a box; an empty item has none
_ID: Final = r"\^([A-Za-z0-9-]{1,40})"
_DATES: Final = "due|from"

_ITEM: Final = regex(rf"([ \t>]*)({_BULLET})({_SPACE})(?:{_MARK}({_SPACE}))?")
_BOX: Final = regex(_MARK + _SPACE)
_LAST_ID: Final = regex(rf"(?:^|(?<=\s)){_ID}\s*\Z")
_LEAD: Final = regex(rf"[ \t>]*(?:{_BULLET}[ \t]+)?(?:{_MARK}[ \t]+)?")
_ID_OF_LINE: Final = regex(rf"(?m)[ \t]{_ID}[ \t]*$")
_BOX_OF_LINE: Final = regex(rf"(?m)^[ \t]*{_BULLET}[ \t]+{_MARK}")
# Code and links, in which nothing is an id, and an id anywhere among the words.
_INNER_ID: Final = regex(rf"(?P<code>`+).*?(?P=code)|\[\[.*?\]\]|\[[^\]]*\]\([^)]*\)|(?:^|[ \t]+){_ID}(?![\w-])")
# What a reader would take for the end of the owner's name, where words begin with it.
_LIKE_END_OF_NAME: Final = regex(r"[:：,]|[–—-](?=\s)")
# What it would take for one more name: only behind a name without `@` it begins the words.
_LIKE_ANOTHER_NAME: Final = regex(r"[,&+/]?\s*@|[&+/]|(?:and|with|und|y)\b", re.IGNORECASE)
# A word with which a step's dates or its id begin.
FIELD: Final = regex(rf"\((?:{_DATES})$|{_ID}$")


class ListItem(NamedTuple):
    """The parts of a list item as typed; `mark` is None without a box, `after` the space behind the box."""

    indent: str
    bullet: str
    space: str
    mark: str | None
    after: str
    words: str


def parse_item(raw: str) -> ListItem:
    """Cut a list item into its parts without loss; other text is all words."""
    match = _ITEM.match(raw)
    if not match:
        return ListItem("", "", "", None, "", raw)
    indent, bullet, space, mark, after = match.groups()
    return ListItem(indent, bullet, space, mark, after or "", raw[match.end() :])


@frozen
class TaskLine:
    """The parts of a next step; `owner`, the dates and the id are as typed, empty if there is none."""

    mark: str
    words: str
    owner: str = ""
    due: str = ""
    origin: str = ""
    id: str = ""


def with_owner(owner: str, words: str) -> str:
    """Return a step's words behind its owner."""
    if _LIKE_ANOTHER_NAME.match(words):
        return f"{owner}: {words}"
    return f"@{owner}{':' if _LIKE_END_OF_NAME.match(words) else ''} {words}"


def format_task(task: TaskLine) -> str:
    """Write a next step as one line."""
    parts = (
        with_owner(task.owner, task.words) if task.owner else task.words,
        task.due and f"(due {task.due})",
        task.origin and f"(from {task.origin})",
        task.id and f"^{task.id}",
    )
    return f"- [{task.mark}] {' '.join(filter(None, parts))}"


def parse_box(text: str) -> tuple[str | None, str]:
    """Return the mark in the box that begins an item's text, None if there is no box, and the words after it."""
    box = _BOX.match(text)
    return (box.group(1) if box else None), " ".join(text[box.end() if box else 0 :].split())


def split_last_id(words: str) -> tuple[str, str]:
    """Return words without the `^id` at their end, and the id, or nothing."""
    last = _LAST_ID.search(words)
    return (words[: last.start()], last.group(1)) if last else (words, "")


def task_id(raw: str) -> str:
    """Return the `^id` at the end of a list item with a box, or nothing."""
    if "^" not in raw or parse_item(raw).mark is None:
        return ""
    return split_last_id(raw)[1]


def words_column(line: str) -> int:
    """Return the column in which an item's words begin after its bullet; of an empty item that of its blank."""
    item = parse_item(line)
    bullet = len((item.indent + item.bullet).expandtabs(4))
    begin = len((item.indent + item.bullet + item.space).expandtabs(4))
    return begin if bullet < begin <= bullet + 4 else bullet + 1


def inner_ids(words: str) -> list[str]:
    """Return the possible ids among a step's words, outside code and links."""
    return [match[2] for match in _INNER_ID.finditer(words) if match[2]] if "^" in words else []


def split_at_id(line: str, identity: str) -> tuple[str, str]:
    """Return the words before and after an `^id` outside code and links; nothing after where the line has none."""
    place = next((match for match in _INNER_ID.finditer(line) if match[2] == identity), None)
    return (line[: place.start()], line[place.end() :]) if place else (line, "")


def words_begin(line: str) -> int:
    """Return the column where a line's words begin, after indent, bullet and box."""
    return _LEAD.match(line).end()  # type: ignore[union-attr]  # it matches nothing too


def without_id(line: str) -> str:
    """Return a line without the `^id` at its end."""
    return _ID_OF_LINE.sub("", line)


def without_marks(text: str) -> str:
    """Return a text without the boxes and the ids of its steps."""
    return _BOX_OF_LINE.sub(" ", _ID_OF_LINE.sub(" ", text))


def add_id(line: str, identity: str) -> str:
    """Return a task's last line with an id behind its words, before the line's end."""
    words = line.rstrip()
    return f"{words} ^{identity}{line[len(words) :]}"
