"""Check everything in a log and in my own pages, with file and line."""

import os
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Final

from coachlog.actions.documents import lines_for_output
from coachlog.actions.own.documents import read_own
from coachlog.actions.own.student_list import own_names
from coachlog.actions.own.visit_drafts import drafts_among
from coachlog.checks.alignment import UNKNOWN_CODE, tell_code
from coachlog.checks.check import LogFiles, line_of
from coachlog.checks.file_text import not_looked_into, read_text
from coachlog.checks.registry import run_checks
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frameworks import INDICATOR_KINDS
from coachlog.model.audience import Audience
from coachlog.model.log import Log
from coachlog.model.log_files import is_programs_file
from coachlog.regex import regex
from coachlog.storage.files import FileNotRead, FileTooLarge, Folder
from coachlog.storage.index import MAX_BYTES
from coachlog.storage.load import SHARED_KINDS
from coachlog.sync.conflicts import find_conflicts

_OWN_KINDS = ("visit", "work", "reading", "note", "evidence", "reflection")

_MOST_BYTES: Final = 64 * 1024 * 1024  # a long slide show with pictures
_PLAIN: Final = (".md", ".yml", ".txt", ".csv")
_IS_OTHER: Final = regex("\0|\ufffd|^\\s*(?:<|{\\\\rtf)")  # text of another kind, whatever its name is


def check_log(context: Context) -> tuple[Problem, ...]:
    """Return the problems of the whole log, then those of my own pages; a file has none that quotes a Check-in."""
    problems = run_checks(load_files(context))
    if context.options.to and context.options.audience is not Audience.SELF:
        lines = cache(partial(lines_for_output, context))
        problems = tuple(one for one in problems if not one.path.endswith(".md") or lines(one.path)(one.line))
    return (*problems, *check_own(context))


def load_files(context: Context) -> LogFiles:
    """Return the whole log as the checks need it."""
    folder = Folder(context.root)
    paths, links = _walk(context.root)

    too_long: dict[str, str] = {}

    def content(path: str) -> bytes:
        try:
            return folder.read(path, _MOST_BYTES) or b""
        except FileTooLarge as error:
            too_long[path] = str(error)
            return b""
        except FileNotRead:  # loading the log reports it
            return b""

    @cache
    def text(path: str) -> str:
        return content(path)[:MAX_BYTES].decode("utf-8", "replace")

    def words(path: str) -> str:
        if path.endswith(_PLAIN) and not _IS_OTHER.search(text(path)):
            return text(path)
        inside = read_text(content(path))
        if inside.not_read:
            context.tell(not_looked_into(path, inside))
        elif path in too_long:
            context.tell(f"{path} was not looked into: {too_long[path]}")
        return inside.text

    log, conflicts = context.read(bodies=SHARED_KINDS), find_conflicts(context.root, lambda: context.repo, paths)
    return LogFiles(log, paths, links, text, words, conflicts, own_names(context), context.today)


def _walk(root: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return every file below a folder but git's own, and which of them are links."""
    paths, links = [], set()
    for place, folders, files in os.walk(root):
        folders[:] = sorted(folder for folder in folders if folder != ".git")
        for name in [*folders, *files]:
            where = Path(place) / name
            path = where.relative_to(root).as_posix()
            if where.is_symlink():
                links.add(path)
            if name in files or path in links:
                paths.append(path)
    return tuple(sorted(path for path in paths if not is_programs_file(path))), frozenset(links)


def check_own(context: Context) -> tuple[Problem, ...]:
    """Return the problems of my own pages, each path behind `own/`; none for an answer that somebody else may read."""
    for_others = context.options.to and context.options.audience is not Audience.SELF
    if for_others or not context.home.own.is_dir():
        return ()
    own = read_own(context, *_OWN_KINDS)
    problems = [*own.problems, *own.unclear, *_unknown_codes(context, own)]
    return tuple(Problem(f"own/{one.path}", one.line, one.code, one.message) for one in problems)


def _unknown_codes(context: Context, own: Log) -> Iterator[Problem]:
    """Yield the indicators that no framework at hand has: a page may be about another log's frameworks, too."""
    frameworks = tuple(one for one in context.frameworks().known if one.kind in INDICATOR_KINDS)
    folder = Folder(context.home.own)
    codes = [(visit.path, "indicators", visit.indicators) for visit in drafts_among(context, own)]
    codes += [(work.path, "indicators", work.indicators) for work in own.works]
    codes += [(reading.path, "indicators", reading.indicators) for reading in own.readings]
    codes += [(page.path, "indicator", _codes(page.indicator)) for page in own.evidence_pages]
    for path, key, named in codes:
        for code in named:
            if not any(framework.find(code) for framework in frameworks):
                text = (folder.read(path) or b"").decode("utf-8", "replace")
                yield Problem(path, line_of(text, key), UNKNOWN_CODE, f"{key}: {tell_code(code, frameworks)}")


def _codes(listed: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in listed.split(",") if code.strip())
