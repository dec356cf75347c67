"""One person's coachlog folder: private pages, and the list of the logs on this computer."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from coachlog.errors import CoachlogError, SurroundingsError, UsageError
from coachlog.frozen import frozen
from coachlog.model.fields import did_you_mean, format_list
from coachlog.model.log_files import is_document
from coachlog.model.settings import FILE
from coachlog.regex import regex
from coachlog.storage.files import FileNotRead, digest, replace
from coachlog.storage.load import find_log, is_log, load_log
from coachlog.storage.local_state import DAMAGED
from coachlog.storage.records import is_text

_LIST: Final = "logs.json"
_ID: Final = regex(rb"^id:[ \t]*[\"']?([A-Za-z0-9][A-Za-z0-9._-]{0,63})[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)


class ListedRow(NamedTuple):
    """One row of the list: a log's folder, its id, empty if its settings have none, and whether it is at rest."""

    path: Path
    id: str
    closed: bool = False


@frozen
class Home:
    """The folder `COACHLOG_HOME`; nothing in it is shared but the logs there."""

    root: Path
    example_pages: Path | None = None  # where the log at hand is an example

    @property
    def own(self) -> Path:
        """Return the folder of the private pages."""
        return self.example_pages or self.root / "own"

    def logs(self) -> tuple[Path, ...]:
        """Return the logs on this computer, the default first; one whose folder has moved is looked for nearby."""
        return tuple(dict.fromkeys(row.path for row in self.rows() if _is_that_log(row)))

    def open_logs(self) -> tuple[Path, ...]:
        """Return the logs that are not at rest, the default first."""
        return tuple(dict.fromkeys(row.path for row in self.rows() if _is_that_log(row) and not row.closed))

    def require_open_logs(self) -> tuple[Path, ...]:
        """Return the logs that are not at rest; raise SurroundingsError if there are none."""
        logs = self.open_logs()
        if not logs and self.logs():
            raise SurroundingsError("all your logs are at rest", "coachlog logs --all lists them")
        for path, sentence in self.away().items() if not logs else ():
            raise SurroundingsError(sentence, say_away(path))
        if not logs:
            raise SurroundingsError(
                "there is no log here",
                "make one with `coachlog init`, join one with `coachlog join PLACE`, "
                "or look at an example with `coachlog demo`",
            )
        return logs

    def away(self) -> dict[Path, str]:
        """Return where logs were that are not at rest and are not there any more, each with a sentence."""
        return {row.path: self._say_gone(row) for row in self.rows() if not row.closed and not _is_that_log(row)}

    def require_log(self, word: str) -> Path:
        """Return the log that a word means; raise SurroundingsError if there is none, or if it is away."""
        if root := self.find_log(word):
            return root
        if away := self.find_away(word):
            raise SurroundingsError(self.away()[away], say_away(away))
        hint = did_you_mean(word, (log.name for log in self.logs()), "coachlog logs lists those that are here")
        raise SurroundingsError(f"there is no log `{word}`", hint)

    def find_away(self, word: str) -> Path | None:
        """Return where a log was that is not there any more, by its folder's name."""
        return next((path for path in self.away() if word in (path.name, str(path))), None)

    def rows(self) -> list[ListedRow]:
        """Return the rows of the list, each with the folder where its log is now, if there is one."""
        rows = self._rows()
        taken = {row.path for row in rows if _is_that_log(row)}
        found = {row: self._find_moved(row, taken) for row in rows if row.path not in taken}
        return [row._replace(path=found[row][0]) if len(found.get(row, ())) == 1 else row for row in rows]

    def set_closed(self, log: Path, *, closed: bool) -> None:
        """Put a log at rest, or take it back; raise CoachlogError if it is not on the list."""
        rows = self.rows()
        if not any(is_same(row.path, log) for row in rows):
            raise CoachlogError(
                f"{log} is not on the list of your logs", f"coachlog logs --default {log} puts it there"
            )
        self._save(row._replace(closed=closed) if is_same(row.path, log) else row for row in rows)

    def pairs(self) -> frozenset[str]:
        """Return one mark for each different log: two copies of one log are one pair's."""
        return frozenset(read_id(log) or _digest(log) for log in self.logs())

    def find_log(self, word: str) -> Path | None:
        """Return the log whose folder has a name, else of a person, else whose folder alone has one that begins so."""
        logs = self.logs()
        matches = [log for log in logs if log.name == word] or [log for log in logs if _has_person(log, word)]
        matches = matches or [log for log in logs if log.name.startswith(word)]
        if len(matches) > 1:
            raise CoachlogError(f"`{word}` means more than one log", "say which: " + ", ".join(map(str, matches)))
        return matches[0] if matches else None

    def add(self, log: Path, *, default: bool = False) -> None:
        """Put a log on the list, in front if it is to be the default; a folder that has moved is replaced."""
        new = ListedRow(log, read_id(log))
        rows = [row for row in self._rows() if not is_same(row.path, log) and not self._has_moved_to(row, new)]
        self._save([new, *rows] if default else [*rows, new])

    def note(self, log: Path) -> None:
        """Note where a log is now whose folder has moved."""
        rows = self._rows()
        if any(is_same(row.path, log) for row in rows):
            return
        new = ListedRow(log, read_id(log))
        if any(self._has_moved_to(row, new) for row in rows):
            self._save([row._replace(path=log) if self._has_moved_to(row, new) else row for row in rows])

    def require_new_folder(self, folder: Path, what: str) -> None:
        """Raise if a folder for a log or an example is, has or is in what must stay apart from it."""
        if is_within(self.root, folder):
            raise _refusal(folder, what, "the folder of all your logs" if is_same(self.root, folder) else "around it")
        if any(is_within(folder, own) or is_within(own, folder) or _is_alike(folder, own) for own in self._all_own):
            raise _refusal(folder, what, "the folder of your own pages, which nobody else sees")
        around = find_log(_real(folder).parent)
        if around:
            raise _refusal(folder, what, f"inside a log: {around}")

    def require_shared_place(self, place: Path, log: Path) -> None:
        """Raise if a shared place is, has or is in a log, the own pages or the folder of all logs."""
        if is_within(self.root, place):
            raise _refusal(place, "a shared place", "the folder of all your logs, or around it")
        if any(is_within(place, own) for own in self._all_own):
            raise _refusal(place, "a shared place", "in your own pages, which nobody else sees")
        around = find_log(_real(place))
        if around:
            raise _refusal(place, "a shared place", f"inside a log: {around}")
        if any(is_within(one, place) for one in (log, *self.logs())):
            raise _refusal(place, "a shared place", "around a log")

    def require_file_for_others(self, file: Path) -> None:
        """Raise if a file that a command is to write would be one of a log's, or among the own pages."""
        real = _real(file)
        if any(is_within(real.parent, own) for own in self._all_own):
            raise _refusal(file, "that file", "in your own pages, which nobody else sees", "another file")
        if any(part.casefold() in (".git", "git~1") for part in real.parts) or any(map(_keeps_history, real.parents)):
            raise _refusal(file, "that file", "in a folder that keeps a history", "another file")
        log = find_log(real.parent)
        name = real.relative_to(log).as_posix() if log else ""
        is_logs = is_document(name) or name.casefold() == FILE or name.startswith(("templates/", "frameworks/"))
        if is_logs or is_same(real, self.root / _LIST):
            raise _refusal(file, "that file", "where coachlog keeps one of its own", "another file")

    @property
    def _all_own(self) -> set[Path]:
        return {self.own, self.root / "own"}

    def _has_moved_to(self, row: ListedRow, new: ListedRow) -> bool:
        return bool(row.id) and row.id == new.id and not _is_that_log(row)

    def _find_moved(self, row: ListedRow, taken: Iterable[Path]) -> list[Path]:
        """Return where a log may be now that was renamed, or moved to or from the folder of all logs."""
        places = dict.fromkeys((self.root, row.path.parent)) if row.id else ()
        folders = (folder for place in places for folder in _subfolders(place) if folder not in taken)
        return [folder for folder in folders if is_log(folder) and read_id(folder) == row.id]

    def _say_gone(self, row: ListedRow) -> str:
        """Say what is where a log was; of several folders that have it now none is taken, as one may be a backup."""
        copies = self._find_moved(row, ())
        if len(copies) > 1:
            places = format_list([str(copy) for copy in copies])
            return f"this log is no longer at {row.path}, but in more than one place: {places}"
        if is_log(row.path):
            return f"the log at {row.path} is another one now, or its settings were damaged"
        return f"this log is no longer at {row.path}"

    def _rows(self) -> list[ListedRow]:
        """Return the rows of the list. In a copied home, no row leads out of it."""
        try:
            data: Any = json.loads((self.root / _LIST).read_bytes())
            home, ids, closed = data.get("home"), data.get("ids") or {}, data.get("closed")
            before = Path(home) if is_text(home) else self.root
            # One damaged row does not take the others off the list.
            paths = [path for path in data["logs"] if is_text(path)]
            known = {path: name for path, name in ids.items() if is_text(name)}
            rows = [
                ListedRow(Path(path), known.get(path, ""), isinstance(closed, list) and path in closed)
                for path in paths
            ]
        except DAMAGED:
            return []
        if is_same(before, self.root):
            return rows
        is_copy = (before / _LIST).exists()
        inside = ((row, _relative(row.path, before)) for row in rows)
        moved = (row._replace(path=self.root / path) if path else row for row, path in inside if path or not is_copy)
        return [row for row in moved if row.id or is_within(row.path, self.root)]

    def _save(self, rows: Iterable[ListedRow]) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        rows = tuple(rows)
        logs = {str(row.path): row.id for row in rows}
        closed = [str(row.path) for row in rows if row.closed]
        data = {"logs": list(logs), "ids": logs, "closed": closed, "home": os.path.realpath(self.root)}
        replace(self.root / _LIST, json.dumps(data, indent=2).encode() + b"\n")


def say_away(path: Path) -> str:
    """Return what to type for a log that is not where it was."""
    moved = "if it is elsewhere now, go to its folder and type `coachlog`"
    return f"{moved}; to go on without it: coachlog logs close {path.name}"


def read_id(log: Path) -> str:
    """Return the id in a log's settings, empty if there is none; without reading YAML."""
    try:
        match = _ID.search((log / FILE).read_bytes()[:65536])
    except OSError:
        return ""
    return match[1].decode() if match else ""


def pair_of(log: Path) -> str:
    """Return the names of the people of a log, else its folder's name."""
    try:
        return load_log(log, ()).settings.pair or log.name
    except FileNotRead:  # its settings cannot be read: it is a log all the same
        return log.name


def _has_person(log: Path, word: str) -> bool:
    """Tell whether a log has a person of a name, in any of its forms."""
    with suppress(FileNotRead):
        return any(one.is_called(word) for one in load_log(log, ()).settings.people)
    return False


def _digest(log: Path) -> str:
    """Return a mark of the settings of a log without an id."""
    try:
        return digest((log / FILE).read_bytes())
    except OSError:
        return str(log)


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one folder, by links and by case, too."""
    try:
        return one == other or one.samefile(other)
    except OSError:
        return _real(one) == _real(other)


def _is_alike(one: Path, other: Path) -> bool:
    """Tell whether some computers would take two paths for one."""
    from coachlog.model.portable_names import folded

    return folded(str(_real(one))) == folded(str(_real(other)))


def is_within(inner: Path, outer: Path) -> bool:
    """Tell whether a folder is another one or is in it, though neither may exist yet."""
    inner, outer = _real(inner), _real(outer)
    return any(is_same(folder, outer) for folder in (inner, *inner.parents))


def _real(path: Path) -> Path:
    """Return a path without links and without `..`, which lead elsewhere than their words."""
    return Path(os.path.realpath(path))


def _keeps_history(folder: Path) -> bool:
    """Tell whether a folder is a repository without files of its own, as a shared place on a drive is."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir()


def _refusal(path: Path, what: str, where: str, other: str = "another folder") -> UsageError:
    return UsageError(f"{path} cannot be {what}: it is {where}", f"name {other}")


def _is_that_log(row: ListedRow) -> bool:
    """Tell whether a row's folder still has the log of the row, and no other person's."""
    if not is_log(row.path):
        return False
    return not row.id or row.id == read_id(row.path) or not (row.path / FILE).is_file()


def _relative(path: Path, folder: Path) -> Path | None:
    for whole in (path, Path(os.path.realpath(path))):
        if whole.is_relative_to(folder):
            return whole.relative_to(folder)
    return None


def _subfolders(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(Path(entry.path) for entry in entries if entry.is_dir() and entry.name[0] != ".")
    except OSError:
        return
