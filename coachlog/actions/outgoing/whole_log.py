"""Gather the whole log to look at: every document's text, the goals as a tree, the figures of the term."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.actions.documents import load_document
from coachlog.actions.outgoing.file import require_outside_logs, require_place, write_file
from coachlog.actions.term.progress import PeriodProgress, build_progress
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.markdown.document import body_of, decode_text
from coachlog.model.clean_markdown import without_check_in
from coachlog.model.kinds.headings import Aliases, means_check_in
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.programs import open_file
from coachlog.storage.files import Folder
from coachlog.storage.index import MAX_BYTES
from coachlog.storage.local_state import LocalState
from coachlog.storage.reading import prompts
from coachlog.summary.goal_tree import Branch, build_tree

if TYPE_CHECKING:
    from coachlog.summary.lesson_diff import SectionChange

_KINDS: Final = ("meeting", "goal", "lesson", "plan", "feedback", "visit")


@frozen
class WholeLog:
    """A log, the Markdown of its documents by path, its goals as a tree, and its term in numbers.

    `changed` has by its path what is different in a lesson that grew from another one.
    """

    log: Log
    texts: Mapping[str, str]
    branches: tuple[Branch, ...]
    changed: "Mapping[str, tuple[SectionChange, ...]]"
    progress: PeriodProgress


@frozen
class WrittenView:
    """Where a log's pages are, and whether they were opened."""

    first: Path
    pages: int
    opened: bool


def gather_whole_log(context: Context, period: Period) -> WholeLog:
    """Read everything that the two people have written; unreadable documents are among the log's problems."""
    log = context.read(_KINDS, bodies=("meeting",))
    folder = Folder(context.root)
    records = [record for kind in _KINDS for record in log.records.get(kind, ())]
    texts = {record.path: _body(folder.read(record.path, MAX_BYTES) or b"") for record in records}
    # A title that opens a Check-in is taken off the page's text, so what is below it goes first.
    texts |= {one.path: _without_check_in(texts[one.path], log.settings.headings) for one in log.meetings}
    return WholeLog(log, texts, build_tree(log.goals), _changed(context, log), build_progress(context, period))


def _changed(context: Context, log: Log) -> "dict[str, tuple[SectionChange, ...]]":
    """Return what is different in the lessons that grew from others; one that cannot be read is told elsewhere."""
    lessons = {lesson.id: lesson for lesson in log.lessons}
    grown = [(lesson, lessons[lesson.previous]) for lesson in log.lessons if lesson.previous in lessons]
    if not grown:
        return {}
    from coachlog.summary.lesson_diff import compare_documents

    unchanged = prompts(context.root)
    read = {one.path: load_document(context.root, one.path) for pair in grown for one in pair}
    return {new.path: compare_documents(read[old.path], read[new.path], log.settings, unchanged) for new, old in grown}


def _without_check_in(text: str, own: Aliases) -> str:
    return without_check_in(text, own) if means_check_in(text.partition("\n")[0], own) else text


def _body(content: bytes) -> str:
    return body_of(decode_text(content)).strip("\r\n")


def write_view(context: Context, pages: Mapping[str, bytes], to: Path | None, *, replacing: bool) -> WrittenView:
    """Write pages into a folder, or a single one into a file; without a place into the log's local state, and open it.

    The first of the pages is the one that is opened.
    """
    is_file = to is not None and bool(to.suffix)
    folder = (to.parent if is_file else to) if to else LocalState(context.root).pages
    names = [to.name] if to and is_file else list(pages)
    files = [folder / name for name in names]
    if to:
        _require_folder(folder)
        require_outside_logs(folder)
        for file in files:
            require_place(context, file, replacing=replacing)
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in zip(files, pages.values(), strict=True):
        write_file(context, file, content) if to else Folder(folder).write(file.name, content)
    return WrittenView(files[0], len(files), to is None and context.interactive and open_file(files[0]))


def _require_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            f"{folder} is a file", "name a folder, or a file that ends in .html: coachlog view --to FOLDER"
        )
    if not folder.parent.exists():
        raise CoachlogError(f"there is no folder {folder.parent}", "make it first, or name another")
