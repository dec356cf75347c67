"""The person's own list of students' names: in the own pages, never in a log."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from coachlog.actions.own.pages import own_pages_writer
from coachlog.checks.student_names import Name, fold, lines_without_name, parse_names
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.regex import regex
from coachlog.storage.files import FileNotRead, Folder

STUDENTS_FILE: Final = "students.txt"
_OTHER_LIST: Final = regex(r"students-\d+(?:-\w+)?\.txt")
_HEADER: Final = "# Students' names that belong in no log, one a line, with what to write instead: Kai -> Student A\n"
_NOBODY: Final = regex(r"(?:no|none|nothing|nobody|no one|n/a|n)?\W*", re.IGNORECASE)
_IS_COMMAND: Final = regex(r"^coachlog\b|\s--?\w|[\"“”]", re.IGNORECASE)
_AND: Final = regex(r"(?:and|und|&|\+)", re.IGNORECASE)
_QUESTION: Final = "Which first names of students shall coachlog look for, as Kai, Zoe (or nothing)?"


@frozen
class StudentList:
    """The names on the list, and its file; `changed` are those that a command has added or removed."""

    file: Path
    names: tuple[Name, ...]
    changed: tuple[Name, ...] = ()


def own_names(context: Context) -> str:
    """Return the text of the list; empty if there is none."""
    try:
        text = _decode(Folder(context.home.own).read(STUDENTS_FILE) or b"")
    except FileNotRead as error:
        context.tell(f"your list of students was not read: {error}")
        return ""
    for line in lines_without_name(text):
        file = context.home.own / STUDENTS_FILE
        context.tell(f"{file}:{line}: this is too long for a student's name: put each name on a line of its own")
    return text


def list_students(context: Context) -> StudentList:
    """Return the names on the list."""
    return StudentList(context.home.own / STUDENTS_FILE, tuple(parse_names(own_names(context))))


def add_students(context: Context, typed: Sequence[str]) -> StudentList:
    """Add names to the list, each as `Kai` or as `Kai -> Student A`."""
    wanted = _typed_names(typed)
    if not wanted:
        raise UsageError("there is no name to add", "say it as: coachlog students add Kai Zoe")

    def add(text: str) -> tuple[str, list[Name]]:
        listed = {_key(name) for name in parse_names(text)}
        new = list({_key(name): name for name in wanted if _key(name) not in listed}.values())
        return _append(text, new), new

    return _change(context, add)


def remove_students(context: Context, typed: Sequence[str]) -> StudentList:
    """Take names off the list; raise CoachlogError if one is not on it."""
    wanted = _typed_names(typed)
    if not wanted:
        raise UsageError("there is no name to take off", "say it as: coachlog students remove Kai")

    def remove(text: str) -> tuple[str, list[Name]]:
        keys = {_key(name) for name in wanted}
        missing = [name for name in wanted if _key(name) not in {_key(one) for one in parse_names(text)}]
        if missing:
            raise CoachlogError(f"`{missing[0].text}` is not on your list", "who is on it: coachlog students")
        lines = (_line_without(line, keys) for line in text.splitlines(keepends=True))
        return "".join(lines), [name for name in parse_names(text) if _key(name) in keys]

    return _change(context, remove)


def ask_for_students(context: Context) -> None:
    """Ask on a terminal for students' first names if there is no list yet; an empty answer makes an empty list."""
    if not context.interactive or (context.home.own / STUDENTS_FILE).exists():
        return
    context.tell("Students' names belong in no log: what is shared once can't be taken back.")
    names = context.ask_for("", _QUESTION, _answered_names)
    _change(context, lambda text: (_append(text, names), []))


def _answered_names(typed: str) -> tuple[Name, ...]:
    """Return the names of an answer; raise UsageError if it is a command that was typed ahead."""
    if _IS_COMMAND.search(typed):
        raise UsageError(f"`{typed}` looks like a command, not like names")
    return () if _NOBODY.fullmatch(typed) else tuple(_typed_names([typed]))


def take_in_other_lists(context: Context) -> bool:
    """Put the names of lists that an exchange has kept beside mine into it, and tell whether there were any."""
    folder = Folder(context.home.own)
    others = sorted(entry.name for entry in folder.names("", ".txt") if _OTHER_LIST.fullmatch(entry.name))
    if not others:
        return False
    with own_pages_writer(context).change("students") as change:
        content = change.read(STUDENTS_FILE) or b""
        text = _decode(content) or _HEADER
        for name in others:
            listed = {_key(one) for one in parse_names(text)}
            text = _append(
                text, [one for one in parse_names(_decode(change.read(name) or b"")) if _key(one) not in listed]
            )
            change.remove(name)
        change.write(STUDENTS_FILE, _encode(text, content))
    return True


def _change(context: Context, edit: Callable[[str], tuple[str, list[Name]]]) -> StudentList:
    """Write the list's text as `edit` returns it, together with the names that it adds or removes."""
    with own_pages_writer(context).change("students") as change:
        content = change.read(STUDENTS_FILE)
        before = _decode(content) if content is not None else _HEADER
        text, changed = edit(before)
        if content is None or text != before:
            change.write(STUDENTS_FILE, _encode(text, content or b""))
    return StudentList(context.home.own / STUDENTS_FILE, tuple(parse_names(text)), tuple(changed))


def _typed_names(typed: Sequence[str]) -> list[Name]:
    """Return the names that were typed as arguments, where a lone `and` joins two."""
    if any(lines_without_name(words) for words in typed):
        raise UsageError("this is too long for a student's name", "say it as: coachlog students add Kai Zoe")
    return [name for words in typed if not _AND.fullmatch(words) for name in parse_names(words.replace("\n", ","))]


def _append(text: str, names: Iterable[Name]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = "".join(f"{_format(name)}{end}" for name in names)
    return text + (end if text and lines and not text.endswith("\n") else "") + lines


def _line_without(line: str, keys: set[tuple[str, ...]]) -> str:
    """Return a line of the list without some names, empty if no other is on it."""
    names = list(parse_names(line))
    left = [name for name in names if _key(name) not in keys]
    if len(left) == len(names):
        return line
    if not left:
        return ""
    arrow = f" -> {left[0].neutral}" if left[0].neutral else ""
    end = line[len(line.rstrip("\r\n")) :]
    return ", ".join(name.text for name in left) + arrow + end


def _format(name: Name) -> str:
    return f"{name.text} -> {name.neutral}" if name.neutral else name.text


def _key(name: Name) -> tuple[str, ...]:
    return tuple(fold(name.text).casefold().split())


def _decode(content: bytes) -> str:
    if not content:
        return ""
    from coachlog.checks.file_text import decode  # after each write the list is looked for, and mostly there is none

    return decode(content) or ""


def _encode(text: str, before: bytes) -> bytes:
    """Return the text in the encoding that Windows may have chosen for the file, else in UTF-8."""
    if before.startswith((b"\xff\xfe", b"\xfe\xff")):
        return text.encode("utf-16")
    return text.encode("utf-8-sig" if before.startswith(b"\xef\xbb\xbf") else "utf-8")
