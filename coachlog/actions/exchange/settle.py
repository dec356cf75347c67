"""Settle conflicts: one version stays, or both for good."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from coachlog.actions.documents import lines_for_output
from coachlog.actions.find_document import find_path
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.model.conflict import SETTLED, Choice, Conflict, Form
from coachlog.model.copies import find_copies
from coachlog.model.kinds import count_kinds
from coachlog.model.kinds.section_names import UNSORTED
from coachlog.model.log_files import DOCUMENT_FOLDERS, is_document, is_meeting
from coachlog.regex import regex
from coachlog.storage.files import Folder

if TYPE_CHECKING:
    from coachlog.sync.commit import Change

_BULLET: Final = regex(r"[-+*][ \t]+(?=\S)")
_ANSWERS: Final = {
    **dict.fromkeys(("1", "first"), Choice.FIRST),
    **dict.fromkeys(("2", "second"), Choice.SECOND),
    **dict.fromkeys(("b", "both"), Choice.BOTH),
    **dict.fromkeys(("l", "later"), None),
}


class SettledConflict(NamedTuple):
    """A conflict that was settled, and the choice.

    Of two whole documents that both stay, `second` is the path of the one that became a document of its own, and
    `unsorted` the number of lines of it that wait in the other to be put where they belong.
    """

    conflict: Conflict
    choice: Choice
    second: str = ""
    unsorted: int = 0


@frozen
class Settlement:
    """The conflicts that were settled, each with the choice, and the number of those left."""

    settled: tuple[SettledConflict, ...]
    left: int


def open_conflicts(context: Context, document: str = "") -> tuple[Conflict, ...]:
    """Return the conflicts in the log, or in one document, that are not settled."""
    from coachlog.sync.conflicts import find_conflicts

    path = find_path(context, document) if document else ""
    conflicts = find_conflicts(context.root, lambda: context.repo, context.repo.commits.files())
    conflicts = tuple(conflict for conflict in conflicts if not path or conflict.path == path)
    return tuple(conflict for conflict in conflicts if not context.options.to or _may_leave(context, conflict))


def _may_leave(context: Context, conflict: Conflict) -> bool:
    """Tell whether a file may show a conflict: it is neither in a Check-in nor of whole files, which may have one."""
    if conflict.form is Form.FILE:
        return False
    from coachlog.model.resolve_conflict import decode, lines_of_both

    text = decode(Folder(context.root).read(conflict.path))
    return all(map(lines_for_output(context, conflict.path), lines_of_both(conflict, text)))


def merge_copies(context: Context) -> tuple[str, ...]:
    """Merge each document with the copies of it that cloud drives made, and return the copies that are gone now."""
    pairs = _find_copies(context)
    if not pairs:
        return ()
    from coachlog.merge import merge_files

    with context.change("settle") as change:
        for copy, path in pairs.items():
            original, other = change.read(path), change.read(copy)
            if original is None or other is None:
                continue
            merged = merge_files(None, original, other, path, context.settings.headings)
            if not merged.whole:
                change.write(path, merged.content)
                change.remove(copy)
        change.message = f"settle: {count_kinds(change.writes)}"
    return tuple(copy for copy in pairs if change.writes.get(copy, b"") is None)


def _find_copies(context: Context) -> dict[str, str]:
    """Return the path of each copy in the log, with its original's."""
    copies: dict[str, str] = {}
    for folder in sorted(DOCUMENT_FOLDERS):
        names = [entry.name for entry in context.writer.folder.names(folder, ".md")]
        copies |= {f"{folder}/{copy}": f"{folder}/{original}" for copy, original in find_copies(names).items()}
    return copies


def settle_one(context: Context, conflicts: Sequence[Conflict], at: int, choice: Choice) -> Settlement:
    """Settle the conflict with a number (from 1), or the only one."""
    if not conflicts:
        raise CoachlogError("nothing is kept in two versions", "coachlog settle lists the places")
    if at == 0 and len(conflicts) == 1:
        at = 1
    if at > len(conflicts):
        there = "is 1" if len(conflicts) == 1 else f"are {len(conflicts)}"
        raise UsageError(f"there is no place {at}: there {there}", "coachlog settle lists them with their numbers")
    if at < 1:
        raise UsageError(
            f"say which of the {len(conflicts)} places is meant", "say it with --at 1; coachlog settle lists them"
        )
    if choice is Choice.BOTH and conflicts[at - 1].form is Form.VALUE:
        raise UsageError("only one of two values can stay", "say it with --keep first or --keep second")
    settled = _settle(context, conflicts[at - 1], choice)
    return Settlement((settled,), len(open_conflicts(context)))


def ask_each(
    context: Context, conflicts: Sequence[Conflict], show: Callable[[int, Conflict], Iterable[str]]
) -> Settlement:
    """Go through the conflicts with the person; settled ones stay settled if the person stops."""
    settled: list[SettledConflict] = []
    for number, conflict in enumerate(conflicts, 1):
        if settled and conflict.token not in [left.token for left in open_conflicts(context)]:
            continue  # an earlier choice has settled this too
        context.tell(*show(number, conflict))
        try:
            both, parse = ("", _parse_of_value) if conflict.form is Form.VALUE else (" both (b),", _parse)
            choice = context.ask_for("", f"Keep the first (1), the second (2),{both} or later (l)?", parse, "l")
        except BaseException:
            context.tell("", f"{len(settled)} settled, {len(open_conflicts(context))} left.")
            raise
        if choice:
            settled.append(_settle(context, conflict, choice))
    return Settlement(tuple(settled), len(open_conflicts(context)))


def version_to_keep(typed: str) -> Choice:
    """Return the version that a word or a number names; raise UsageError for another."""
    choice = _ANSWERS.get(typed.strip().casefold())
    if choice is None:
        raise UsageError(f"`{typed}` names no version", "say it with --keep first, second or both")
    return choice


def _parse(answer: str) -> Choice | None:
    """Parse a choice, None for later."""
    if answer.casefold() not in _ANSWERS:
        raise CoachlogError("type 1, 2, b or l")
    return _ANSWERS[answer.casefold()]


def _parse_of_value(answer: str) -> Choice | None:
    """Parse a choice between two values, which cannot both stay."""
    choice = _parse(answer)
    if choice is Choice.BOTH:
        raise CoachlogError("only one of two values can stay: type 1, 2 or l")
    return choice


def _settle(context: Context, conflict: Conflict, choice: Choice) -> SettledConflict:
    """Have one version stay, or both for good, as a commit that says so to the partner's computer too."""
    kept = SettledConflict(conflict, choice)
    with context.change("settle") as change:
        if choice is not Choice.BOTH:
            _keep_one(change, conflict, choice)
        elif conflict.form is Form.FILE and is_document(conflict.path):
            kept = _keep_both_documents(context, change, conflict)
        change.trailers = ((SETTLED, f"^{conflict.token}"),)
        change.commit_even_if_empty = True
        change.message = "settle: 1 place"
    return kept


def _keep_both_documents(context: Context, change: "Change", conflict: Conflict) -> SettledConflict:
    """Keep both versions: of a meeting in one note, of any other document each as a document of its own."""
    kept = SettledConflict(conflict, Choice.BOTH)
    first, second = change.read(conflict.path), change.read(conflict.where)
    if first is None or second is None:
        return kept
    folder, _, name = conflict.path.rpartition("/")
    slug, _, last = name.removesuffix(".md").rpartition("-")
    if is_meeting(conflict.path) and (note := _one_note(context, conflict.path, first, second)):
        change.write(conflict.path, note.content)
        change.remove(conflict.where)
        return kept._replace(unsorted=note.unsorted)
    days = (f"{folder}/{slug}-{last}-{number}.md" for number in count(2))
    new = (f"{folder}/{context.new_id(slug)}.md" for _ in count())
    path = next(path for path in (days if is_meeting(conflict.path) else new) if change.read(path) is None)
    change.write(path, second)
    change.remove(conflict.where)
    return kept._replace(second=path)


class _OneNote(NamedTuple):
    """A note with the words of two versions, and the number of lines that wait in it to be put where they belong."""

    content: bytes
    unsorted: int = 0


def _one_note(context: Context, path: str, first: bytes, second: bytes) -> _OneNote | None:
    """Bring two versions of a note into one; None if the first cannot be read."""
    from coachlog.markdown.document import Unreadable, read_document
    from coachlog.markdown.edit import insert_at_end, item_lines
    from coachlog.merge import merge_files
    from coachlog.model.blank_pages import with_section
    from coachlog.model.resolve_conflict import decode, lines_of_one

    merged = merge_files(None, second, first, path, context.settings.headings)
    if not merged.whole:
        return _OneNote(merged.content)
    try:
        document, section = with_section(read_document(first), "meeting", UNSORTED, context.settings)
    except Unreadable:
        return None
    lines = lines_of_one(decode(second), decode(first))
    written = [line for words in lines for line in item_lines(_BULLET.sub("", words) or words)]
    return _OneNote(insert_at_end(document, section, written).text.encode(), len(lines))


def _keep_one(change: "Change", conflict: Conflict, choice: Choice) -> None:
    from coachlog.model.resolve_conflict import choose_value, choose_words, decode

    if conflict.form is Form.FILE:
        first = change.read(conflict.where)
        if choice is Choice.FIRST and first is not None:
            change.write(conflict.path, first)
        change.remove(conflict.where)
        return
    choose = choose_words if conflict.form is Form.WORDS else choose_value
    change.write(conflict.path, choose(conflict, choice, decode(change.read(conflict.path))).encode())
