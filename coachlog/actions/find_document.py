"""Find the document that a person names on the command line."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from coachlog.actions.typed_days import parse_day
from coachlog.context import Context
from coachlog.model.dates import DateReader, TwoDays, format_weekday
from coachlog.model.fields import normalize
from coachlog.model.kinds import kind_of_path
from coachlog.model.log import Log, UnknownDocument
from coachlog.model.settings import FILE
from coachlog.storage.files import Folder, PathOutsideFolder

_CLEAR: Final = 3  # letters of a beginning that names a document where a mistake costs it


def find_path(context: Context, word: str) -> str:
    """Return the path of the document with this day, file name, beginning of an id, or words of a title.

    Raises UnknownDocument if no document or more than one fits.
    """
    named = find_file(context.root, word)
    if named:
        return named
    log = context.read()
    day = _parse_day(context, log, word)
    meeting = _find_meeting(log, day, word, context.today) if day else None
    if meeting:
        return meeting
    try:
        return log.find(word, tuple(log.records)).path
    except UnknownDocument:
        unreadable = {problem.path for problem in log.problems if _stem(problem.path).startswith(word.casefold())}
        if word.strip() and len(unreadable) == 1:
            return unreadable.pop()
        if day:
            raise UnknownDocument(
                f"there is no meeting on {format_weekday(day, context.today)}",
                f"to make its note: coachlog meet --date {day}",
            ) from None
        raise


def is_clearly(context: Context, word: str, path: str) -> bool:
    """Tell whether a word names a document by a day, its file, or the beginning of its id or title, not by less."""
    if "/" in word or word.endswith(".md"):
        return True
    log = context.read()
    record = next((one for records in log.records.values() for one in records if one.path == path), None)
    wanted, stem = normalize(word), _stem(path)
    title = normalize(record.title) if record else ""
    begins = (name.startswith(wanted) for name in (stem, stem.rpartition("-")[2], title))
    return (
        wanted in (stem, title) or (len(wanted) >= _CLEAR and any(begins)) or _parse_day(context, log, word) is not None
    )


def find_past_path(context: Context, word: str) -> str:
    """Return the path of a document; a deleted one is named by its path."""
    try:
        return find_path(context, word)
    except UnknownDocument:
        if kind_of_path(word) is None:
            raise
        return word


def _find_meeting(log: Log, day: date, word: str, today: date) -> str | None:
    """Return the path of the one meeting on a day; raise UnknownDocument if there are several."""
    meetings = [meeting for meeting in log.meetings if meeting.day == day]
    if len(meetings) > 1 and all(meeting.id != word for meeting in meetings):
        ids = ", ".join(meeting.id for meeting in meetings)
        raise UnknownDocument(f"there was more than one meeting on {format_weekday(day, today)}", f"say which: {ids}")
    return meetings[0].path if len(meetings) == 1 else None


def find_file(root: Path, word: str) -> str | None:
    """Return the path of a file in a log, or in the own pages, that was named as one: from that folder or from here."""
    if "/" not in word and not word.endswith((".md", ".yml")):
        return None
    folder = Folder(root)
    try:
        here = (Path.cwd() / word).resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError):
        here = ""
    for path in (word, here):
        try:
            if path and path != "." and folder.read(path) is not None:
                return path
        except PathOutsideFolder:  # a folder, a link, or another log's file: it is not one of ours
            continue
    return None


def _parse_day(context: Context, log: Log, word: str) -> date | None:
    """Return the day that a word names, None if it names none; of two days the person says which."""
    try:
        return DateReader(context.today).parse(word)
    except TwoDays:
        with suppress(UnknownDocument):
            log.find(word, tuple(log.records))
            return None
        return parse_day(context, word)
    except ValueError:
        return None


def _stem(path: str) -> str:
    return "" if path == FILE else Path(path).stem.casefold()
