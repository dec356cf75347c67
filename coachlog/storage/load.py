"""A log from its folder: the settings, and the documents that a command asks for."""

import json
import os
import stat
from collections import Counter
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from dataclasses import fields
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coachlog.errors import Problem
from coachlog.model.conflict import second_files
from coachlog.model.copies import find_copies
from coachlog.model.fields import UNCLEAR_FIELD
from coachlog.model.kinds import KINDS, Kind, Record
from coachlog.model.kinds.body import UNCLEAR, WAITING, Body, SectionEntries, StepCopy, StepMark
from coachlog.model.log import Log
from coachlog.model.own_documents import OWN_PAGE, is_own, tell_own
from coachlog.model.period import Period
from coachlog.model.settings import FILE, Settings, shared
from coachlog.storage.files import FileNotRead, Folder
from coachlog.storage.index import (
    MAX_BYTES,
    NO_INDEX,
    PROBLEMS,
    ROW,
    IndexContents,
    IndexFile,
    Read,
    Reading,
    Shelf,
    Stamp,
    fingerprint,
    list_files,
)
from coachlog.storage.local_state import LocalState
from coachlog.storage.reading import head_row, own_templates, sections_row, step_rows
from coachlog.storage.records import RowData, pack, unpack, unpacker

if TYPE_CHECKING:
    from coachlog.model.links import LinkTargets

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")  # how Notepad begins a file that it calls Unicode

SHARED_KINDS: Final = tuple(kind.name for kind in KINDS if kind.shared)
# Among the bodies asked for: of meetings the next steps alone, without those finished in the only note that has them.
STEPS: Final = "steps"
_FIELDS: Final = [field.name for field in fields(StepCopy)][1:]  # of a row, which has no path
_DAY, _ID, _MARK, _INNER_IDS = map(_FIELDS.index, ("day", "id", "mark", "inner_ids"))
_FINISHED: Final = (StepMark.DONE, StepMark.DROPPED)


def find_log(start: Path) -> Path | None:
    """Return the folder of the log that a folder is in, None if it is in no log."""
    return next((folder for folder in (start, *start.parents) if is_log(folder)), None)


def is_log(folder: Path) -> bool:
    """Tell whether a folder is a log, by its settings, else by a person or a shared place that coachlog remembers."""
    local = LocalState(folder)
    files = (folder / FILE, local.place, local.me)
    return any(os.path.isfile(file) for file in files)  # noqa: PTH113 - False if it may not be read


def has_settings(root: Path) -> bool:
    """Tell whether a log's settings are a file with words in it; one that may not be read is one."""
    path = root / FILE
    try:
        state = os.lstat(path)
        return stat.S_ISREG(state.st_mode) and (state.st_size > MAX_BYTES or has_words(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def has_words(content: bytes) -> bool:
    """Tell whether bytes can be settings that somebody typed: not blank, not zeros, not in another program's letters.

    A few damaged bytes are named with their line, and stay as they are.
    """
    return bool(content.strip(b"\0 \r\n\t")) and not content.startswith(_UTF16) and content.count(0) * 4 < len(content)


def load_log(
    root: Path,
    kinds: Iterable[str] = SHARED_KINDS,
    bodies: Iterable[str] = (),
    within: Period | None = None,
    may_title: Callable[[str], bool] = lambda _: True,
) -> Log:
    """Return the documents of some kinds, and the bodies of some of these.

    Of meetings outside `within` no sections are read, and no next step that was finished in the only note that has it.
    A link within a sentence shows a title, of the kinds for which that `may_title`.

    A document that cannot be read is among the problems; raises FileNotRead if the settings cannot be read.
    """
    library = _Library.open(root)
    title_of = library.titles_for(may_title)
    records: dict[str, tuple[Record, ...]] = {}
    all_bodies: dict[str, Body] = {}
    kinds, bodies = tuple(kinds), tuple(bodies)
    for kind in (kind for kind in KINDS if kind.name in kinds):
        heads = library.heads(kind)
        if kind.name == "meeting":
            heads |= {path: head.with_titles(title_of) for path, head in heads.items() if head.contacts}
        records[kind.name] = tuple(heads.values())
        sections, copies = {}, {}
        if kind.name in bodies:
            paths = None
            if within and kind.name == "meeting":
                paths = {path for path, head in heads.items() if head.day in within}
            sections = library.sections(kind, paths)
        if kind.name == "meeting" and (kind.name in bodies or STEPS in bodies):
            copies = library.steps(kind, _days_with_finished(STEPS in bodies, within))
        all_bodies |= {path: Body(sections.get(path, ()), copies.get(path, ())) for path in sections | copies}
    linked = {path: body for path, body in all_bodies.items() if body.has_links}
    if linked:
        all_bodies |= {path: body.with_titles(title_of) for path, body in linked.items()}
    problems, unclear = (tuple(sorted(set(each))) for each in (library.problems, library.unclear))
    return Log(root.name, library.settings, records, all_bodies, problems, unclear)


def _days_with_finished(live: bool, within: Period | None) -> Callable[[str], bool] | None:
    """Return the test for the days whose finished next steps are wanted, None if those of all days are."""
    if live:
        return lambda _: False
    if within is None:
        return None
    start, end = within.start.isoformat(), within.end.isoformat()
    return lambda day: start <= day <= end


class _Library(NamedTuple):
    """The shelves of one log; problems of documents gather in `problems`, those of single lines in `unclear`."""

    folder: Folder
    settings: Settings
    fingerprint: str
    problems: list[Problem]
    unclear: list[Problem]
    files: dict[str, dict[str, Stamp]]
    is_log: bool  # and not one person's own pages

    @staticmethod
    def open(root: Path) -> "_Library":
        folder = Folder(root)
        content = folder.read(FILE, MAX_BYTES) or b""
        mark = fingerprint([content, *own_templates(folder)])
        settings, problems = _settings(folder, content, mark)
        unclear = [problem for problem in problems if problem.code in UNCLEAR_FIELD]
        problems = [problem for problem in problems if problem.code not in UNCLEAR_FIELD]
        return _Library(folder, settings, mark, problems, unclear, {}, bool(content))

    def heads(self, kind: Kind) -> dict[str, Any]:
        record, before = unpacker(kind.record()), len(kind.folder) + 1
        read = partial(head_row, kind, self.settings)
        return self._shelf(kind, "heads", read, lambda path, row: record(row, path, path[before:-3]))

    def titles_for(self, may_title: Callable[[str], bool]) -> Callable[[str], str]:
        """Return the function from a link's target to a title; to nothing if the log has no such document.

        For people outside the id of a document that is gone or one's own stays unsaid, too: it has a title's words.
        """
        every = all(may_title(kind.name) for kind in KINDS if kind.shared)

        @cache  # few commands meet such a link
        def shown_titles() -> dict[str, str]:
            from coachlog.model.links import ANOTHER_DOCUMENT

            silent = self._replace(
                problems=[], unclear=[]
            )  # a command names the problems of the kinds that it asked for
            shared = ((kind.name, head) for kind in KINDS if kind.shared for head in silent.heads(kind).values())
            return {head.id: head.title if may_title(kind) else ANOTHER_DOCUMENT for kind, head in shared}

        @cache
        def targets() -> "LinkTargets":
            from coachlog.model.links import LinkTargets

            return LinkTargets(frozenset(shown_titles()))

        def title_of(target: str) -> str:
            if found := targets().find(target):
                return shown_titles()[found]
            from coachlog.model.links import ANOTHER_DOCUMENT, looks_like_id

            return ANOTHER_DOCUMENT if not every and looks_like_id(target) else ""

        return title_of

    def sections(self, kind: Kind, paths: Container[str] | None) -> dict[str, tuple[SectionEntries, ...]]:
        """Return the sections by document, of some paths or of all."""
        section = unpacker(SectionEntries)
        read = partial(sections_row, self.folder.root, kind, self.settings)
        return self._shelf(kind, "sections", read, lambda _, packed: tuple(map(section, json.loads(packed))), paths)

    def steps(self, kind: Kind, is_wanted: Callable[[str], bool] | None) -> dict[str, tuple[StepCopy, ...]]:
        """Return the next steps by note; those finished in the only note that has them, only of wanted days.

        They are nearly all that a long log has, and nearly nothing asks for them.
        """
        copy = unpacker(StepCopy)
        read = partial(step_rows, self.folder.root, kind, self.settings)
        if is_wanted is None:
            return self._shelf(kind, STEPS, read, lambda path, rows: tuple([copy(row, path) for row in rows]))
        try:
            packed: dict[str, list[RowData]] = self._shelf(kind, STEPS, read, lambda _, rows: rows)
            notes = Counter(row[_ID] for rows in packed.values() for row in rows)
            wanted = {
                path: tuple(
                    copy(row, path)
                    for row in rows
                    if row[_MARK] not in _FINISHED or row[_INNER_IDS] or notes[row[_ID]] > 1 or is_wanted(row[_DAY])
                )
                for path, rows in packed.items()
            }
            return {path: copies for path, copies in wanted.items() if copies}
        except NO_INDEX:  # read anew
            return self.steps(kind, None)

    def _shelf(
        self,
        kind: Kind,
        part: str,
        read: Read,
        unpack_row: Callable[[str, Any], Any],
        paths: Container[str] | None = None,
    ) -> dict[str, Any]:
        if kind.folder not in self.files:
            files = list_files(self.folder, kind.folder)
            copies = find_copies(files)
            self.problems.extend(_copy_problem(kind.folder, *pair) for pair in copies.items())
            seconds = {other: path for path, other in second_files(files)}
            self.problems.extend(_second_problem(kind.folder, *pair) for pair in seconds.items())
            copies |= seconds
            self.files[kind.folder] = {name: stamp for name, stamp in files.items() if name not in copies}
        read = partial(_read_shared, read) if self.is_log else read
        shelf = Shelf(self.folder, kind.folder, part, read, unpack_row, self.fingerprint)
        files = self.files[kind.folder]
        wanted = files
        if paths is not None:
            wanted = {name: stamp for name, stamp in files.items() if f"{kind.folder}/{name}" in paths}
        records, problems = shelf.load(files, wanted)
        for problem in problems:
            unclear = problem.code in UNCLEAR_FIELD if part == "heads" else problem.code in UNCLEAR | WAITING
            (self.unclear if unclear else self.problems).append(problem)
        return records


def _read_shared(read: Read, path: str, content: bytes) -> Reading:
    """Read a document of a log; skip a private document that is there by mistake."""
    if is_own(path, content.decode("utf-8", "replace")):
        return Reading(None, [Problem(path, 1, OWN_PAGE, tell_own(path))])
    return read(path, content)


def _second_problem(folder: str, name: str, original: str) -> Problem:
    message = f"another version of {original}, kept whole; it does not count. To choose: coachlog settle"
    return Problem(f"{folder}/{name}", 1, "copy", message)


def _copy_problem(folder: str, name: str, original: str) -> Problem:
    message = f"a copy of {original} that another program made; it does not count. To merge the two: coachlog settle"
    return Problem(f"{folder}/{name}", 1, "copy", message)


def _settings(folder: Folder, content: bytes, mark: str) -> tuple[Settings, list[Problem]]:
    index_file = IndexFile(folder.root, "settings", mark)
    with suppress(*NO_INDEX):
        contents = index_file.load()
        entry = contents.entries[FILE]
        return shared(unpack(Settings, entry[ROW])), [Problem(FILE, *row) for row in entry[PROBLEMS]]
    from coachlog.markdown.document import Unreadable
    from coachlog.model.parse_settings import parse_settings  # late: with it comes the parser of YAML

    try:
        settings, problems = parse_settings(content)
    except Unreadable as trouble:
        raise FileNotRead(
            f"{FILE}:{trouble.line}: {trouble.message}", f"mend that line: {folder.root / FILE}"
        ) from None
    rows = [[problem.line, problem.code, problem.message] for problem in problems]
    contents = IndexContents({FILE: [[], "", pack(settings), rows]})
    index_file.save(contents, contents.entries)
    return settings, problems
