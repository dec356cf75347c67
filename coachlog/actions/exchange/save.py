"""Keep in the log's history what was changed by hand."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.consents_by_hand import consents_by_hand
from coachlog.actions.exchange.deleted_documents import RESTORE, find_emptied, find_gone, format_gone, read_files
from coachlog.actions.week.meetings import settle_steps
from coachlog.actions.workspace import Workspace, with_step_ids
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.model.fields import format_count, format_list
from coachlog.model.kinds import count_kinds, kind_of_path
from coachlog.model.log_files import is_meeting
from coachlog.model.own_documents import OWN_PAGE, tell_own
from coachlog.model.settings import FILE
from coachlog.storage.load import STEPS
from coachlog.summary.still_planned import planned_problems

if TYPE_CHECKING:
    from coachlog.changes import Versions
    from coachlog.model.log import Log

_GONE_AT_MOST: Final = 3  # documents
_SHARE_AT_MOST: Final = 0.2  # of all documents
_SHOWN: Final = 5
_RENAMED: Final = "renamed"

_Contents = Mapping[str, bytes | None]  # whole files by path; None is no file


@frozen
class HandEdits:
    """The kept files before and after, by path, and the problems of those that could not be kept."""

    versions: Mapping[str, tuple[bytes | None, bytes | None]]
    problems: tuple[Problem, ...]


@frozen
class SaveResult:
    """The kept paths, sentences about them, and the problems of what could not be kept or read."""

    paths: tuple[str, ...]
    sentences: tuple[str, ...]
    problems: tuple[Problem, ...]


def save_log(context: Context, *, yes: bool, source: str) -> SaveResult:
    """Keep all that was changed by hand, and describe it; `yes` keeps it even if documents are gone.

    `source` is the branch or the stash of plain git from which words are to be brought in as well.
    """
    from coachlog.actions.exchange.history import describe_versions

    context.writer.recover()
    if source:
        return _bring_in(context, source)
    kept = keep_by_hand(context, context.repo.worktree.changed_files(), yes=yes)
    sentences = describe_versions(context, kept.versions)
    log = context.read()
    unreadable = (problem for problem in (*log.problems, *log.standing) if problem.path in kept.versions)
    consents = consents_by_hand(context.me, *kept.versions.get(FILE, (None, None)))
    links = _left_behind(context, log, kept.versions)
    planned = planned_by_hand(context, kept)
    problems = (*kept.problems, *links, *consents, *unreadable, *planned, *own_problems(context))
    return SaveResult(tuple(kept.versions), sentences, problems)


def planned_by_hand(context: Context, kept: HandEdits) -> tuple[Problem, ...]:
    """Return a problem for each kept note of a meeting that seems to have taken place and is still planned."""
    if not any(is_meeting(path) for path in kept.versions):
        return ()
    log = context.read(("meeting",), bodies=("meeting",))
    return tuple(one for one in planned_problems(log, context.today) if one.path in kept.versions)


def _left_behind(context: Context, log: "Log", versions: "Versions") -> Iterator[Problem]:
    """Yield a problem for each file that got another name by hand while other documents name it by the old one."""
    from coachlog.changes import find_renamed

    paths = [record.path for records in log.records.values() for record in records]
    for new, old in find_renamed(versions, context.settings).items():
        was, now = PurePosixPath(old).stem, PurePosixPath(new).stem
        texts = {path: context.writer.folder.read(path) or b"" for path in paths if path != new}
        naming = sorted(path for path, text in texts.items() if was.encode() in text)
        if naming and kind_of_path(new) is not None and not is_meeting(new):
            message = f"other documents still call it {was}: coachlog undo --deleted {was} gives it that name back, or "
            yield Problem(new, 1, _RENAMED, f"{message}write {now} in {format_list(naming)}")


def own_problems(context: Context) -> tuple[Problem, ...]:
    """Return a problem for each own document that the last look at the files left out of the log."""
    return tuple(Problem(path, 1, OWN_PAGE, tell_own(path)) for path in context.repo.worktree.own)


def _bring_in(context: Context, source: str) -> SaveResult:
    from coachlog.actions.exchange.history import describe_versions
    from coachlog.sync.branches_and_stashes import bring_in

    repo, before = context.repo, context.repo.refs.require_head()
    bring_in(context.writer, repo, source)
    paths = tuple(repo.objects.changes(before, repo.refs.head() or before))
    old, new = repo.commits.contents(paths, before), repo.commits.contents(paths)
    return SaveResult(paths, describe_versions(context, {path: (old[path], new[path]) for path in paths}), ())


def keep_by_hand(context: Context, paths: tuple[str, ...], *, yes: bool = False) -> HandEdits:
    """Keep hand edits under some paths."""
    disk, problems = read_files(context.writer.folder, paths)
    before = context.repo.commits.contents(disk)
    if not yes:
        _ask_about_gone(context, before, disk)
    kept = context.writer.commit_edits(disk, f"save: {count_kinds(disk)}").hand_edits
    _settle_steps(context, kept)
    _renew_agreements(context, {path: before.get(path) for path in kept if path.startswith("plans/")})
    return HandEdits({path: (before.get(path), disk.get(path)) for path in kept}, tuple(problems))


def _ask_about_gone(context: Context, before: _Contents, disk: _Contents) -> None:
    """Ask when a document is gone or emptied: it may be a slip, or a cloud drive.

    Without a terminal it names a few, and refuses many.
    """
    gone = list(find_gone(context, before, disk))
    few = len(gone) <= max(_GONE_AT_MOST, _SHARE_AT_MOST * _count_documents(context, gone))
    if gone and few and not context.interactive:
        sentence = format_gone(tuple(gone))
        context.advise(f"{sentence[0].upper()}{sentence[1:]}")
        gone = []
    emptied = find_emptied(before, disk)
    if not gone and not emptied:
        return
    counts = [f"{format_count(len(gone), 'document')} gone"] * bool(gone)
    counts += [f"{format_count(len(emptied), 'document')} emptied"] * bool(emptied)
    names = ", ".join([*gone, *emptied][:_SHOWN]) + (", …" if len(gone) + len(emptied) > _SHOWN else "")
    if not context.confirm(f"Since the last save: {' and '.join(counts)} ({names}). Save it so?", default=False):
        raise CoachlogError(
            f"nothing was saved: {' and '.join(counts)} since the last time ({names})",
            f"to have them again, type: {RESTORE}; if that is meant, type: coachlog save --yes",
        )


def _count_documents(context: Context, gone: list[str]) -> int:
    """Count the documents in the history, where so many are gone that their number matters."""
    if len(gone) <= _GONE_AT_MOST:
        return 0
    return sum(1 for path in context.repo.commits.files() if kind_of_path(path))


def _settle_steps(context: Context, kept: tuple[str, ...]) -> None:
    """Mark finished and carried steps in every copy, and give the kept notes' next steps their ids."""
    with context.change("save") as change:
        workspace = Workspace(context, change, ("meeting",), (STEPS,))
        readable = {meeting.path for meeting in workspace.log.meetings}
        settle_steps(workspace)
        workspace.save()
        for path in kept:
            content = change.read(path) if path in readable else None
            if content is not None and (named := with_step_ids(context, path, content)) != content:
                change.write(path, named)
        change.message = f"save: {count_kinds(change.writes)} settled"


def _renew_agreements(context: Context, plans: _Contents) -> None:
    """Let people go on agreeing to plans of which only slips of the pen were mended."""
    if not plans:
        return
    from coachlog.markdown.document import Unreadable, read_document
    from coachlog.markdown.edit import set_key
    from coachlog.summary.plan_agreement import AGREED_TO, still_agreed

    with context.change("save") as change:
        for path, before in plans.items():
            content = change.read(path)
            with suppress(Unreadable):
                document = read_document(content or b"")
                for person, mark in still_agreed(read_document(before or b""), document).items():
                    document = set_key(document, (AGREED_TO, person), mark)
                if content is not None and document.text.encode() != content:
                    change.write(path, document.text.encode())
        change.message = f"save: {count_kinds(change.writes)} still agreed to"
