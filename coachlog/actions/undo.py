"""Take back the newest change of this person, by a new commit; nobody else's words and no later ones go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final

from coachlog.actions.history import author_name, describe_versions, is_by, settles, versions_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import format_list
from coachlog.model.settings import FILE
from coachlog.sync.conflicts import UNDO

if TYPE_CHECKING:
    from coachlog.changes import Versions
    from coachlog.git.commits import Commit

_AT_ONCE: Final = 100  # commits that are read before the whole history is
_LISTED: Final = 10


@dataclass(frozen=True, slots=True)
class UndoStep:
    """What one undo takes back: a commit of mine, with those right after it that only tidied; the newest first."""

    commits: tuple["Commit", ...]
    versions: "Versions"
    sentences: tuple[str, ...]

    @property
    def settles(self) -> bool:
        """Tell whether it settled a conflict."""
        return any(settles(commit) for commit in self.commits)

    @property
    def title(self) -> str:
        """Return its sentences as one."""
        return "; ".join(self.sentences) or "a change that is not visible"


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """The files after undoing, and notices of what later edits make impossible to undo."""

    writes: Mapping[str, bytes | None]
    notices: tuple[str, ...]
    changes: bool


@dataclass(frozen=True, slots=True)
class UndoOption:
    """A step that could be taken back; `stays` where later edits leave nothing of it."""

    step: UndoStep
    stays: bool


@dataclass(frozen=True, slots=True)
class UndoResult:
    """The step that was taken back, the paths written, the paths kept by hand before, and notices."""

    step: UndoStep
    paths: tuple[str, ...]
    kept: tuple[str, ...]
    notices: tuple[str, ...]


def list_options(context: Context, *, back: bool) -> tuple[UndoOption, ...]:
    """Return the newest steps that could be taken back."""
    read = context.writer.folder.read
    steps = islice(_find_steps(context, back=back), _LISTED)
    return tuple(UndoOption(step, not _plan(read, step).changes) for step in steps)


def undo_newest(context: Context, *, back: bool, skip: bool) -> UndoResult:
    """Take back my newest change, or with `back` my newest undo.

    `skip` passes over a change that later edits make impossible to undo; without it the person is asked.
    """
    stuck: UndoStep | None = None
    for step in _find_steps(context, back=back):
        if not step.versions and not step.settles:
            continue
        if not _plan(context.writer.folder.read, step).changes:
            stuck = stuck or step
            continue
        if stuck and not skip:
            reason = _why_it_stays(context, stuck, back=back)
            question = f"{reason[0].upper()}{reason[1:]}. Take the one before it ({step.title})?"
            if not context.confirm(question, default=False):
                raise _refusal(context, stuck, step, back=back)
        return _apply(context, step, back=back)
    if stuck:
        raise _refusal(context, stuck, None, back=back)
    nothing = "no undo to take back" if back else "nothing to undo"
    raise CoachlogError(f"you have {nothing}", "`coachlog history` tells what was done")


# The steps -----------------------------------------------------------------------------------------------------------


def _find_steps(context: Context, *, back: bool) -> Iterator[UndoStep]:
    """Return what I did, or with `back` undid, and have not taken back, the newest first; never the first commit."""
    for commits in _group_tidying(context, _my_commits(context, back=back)):
        if any(FILE in commit.paths and not commit.parents for commit in commits):
            continue
        versions = _join_versions(versions_of(context.repo, commits), commits)
        undone = {path: (after, before) for path, (before, after) in versions.items()}
        step = UndoStep(commits, versions, describe_versions(context, undone if back else versions))
        if step.settles and not step.sentences:
            step = replace(step, sentences=("settled a place kept in two versions",))
        yield step


def _my_commits(context: Context, *, back: bool) -> "list[Commit]":
    """Return my commits, or with `back` my undos, that are not undone."""
    first = list(context.repo.commits.log(_AT_ONCE))
    commits = first if len(first) < _AT_ONCE else list(context.repo.commits.log())
    me = context.require_me()
    undoes: dict[str, set[str]] = {
        commit.id: {value for key, value in commit.trailers if key == UNDO} for commit in commits
    }
    undone: set[str] = set()
    for commit in commits:  # the newest first: an undo that was taken back itself undoes nothing
        if commit.id not in undone:
            undone |= undoes[commit.id]
    return [
        commit
        for commit in commits
        if is_by(context.settings, me, commit)
        and len(commit.parents) < 2
        and commit.id not in undone
        and bool(undoes[commit.id]) is back
        and not any(undoes.get(target) for target in undoes[commit.id])
    ]


def _group_tidying(context: Context, commits: "list[Commit]") -> Iterator[tuple["Commit", ...]]:
    """Put each commit together with those right after it that only tidied."""
    group: list[Commit] = []
    for commit, older in zip_longest(commits, commits[1:]):
        group.append(commit)
        tidies = older is not None and commit.parents[:1] == (older.id,) and _only_tidies(context, commit)
        if not tidies:
            yield tuple(group)
            group = []


def _only_tidies(context: Context, commit: "Commit") -> bool:
    from coachlog.changes import is_tidying
    from coachlog.storage.load import prompts

    versions = versions_of(context.repo, [commit]).get(commit.id, {})
    return is_tidying(versions, context.settings, prompts(context.root))


def _join_versions(versions: "Mapping[str, Versions]", commits: tuple["Commit", ...]) -> "Versions":
    """Return the files before the first and after the last of some commits, the newest first."""
    joined: dict[str, tuple[bytes | None, bytes | None]] = {}
    for commit in commits:
        for path, (before, after) in versions.get(commit.id, {}).items():
            joined[path] = (before, joined[path][1] if path in joined else after)
    return joined


# Taking one back -----------------------------------------------------------------------------------------------------


def _apply(context: Context, step: UndoStep, *, back: bool) -> UndoResult:
    """Take a step back, as a new commit."""
    with context.change("undo") as change:
        plan = _plan(change.read, step)
        if not plan.changes:  # somebody changed the files a moment ago
            raise _refusal(context, step, None, back=back)
        for path, content in plan.writes.items():
            if content is None:
                change.remove(path)
            else:
                change.write(path, content)
        change.trailers = tuple((UNDO, commit.id) for commit in step.commits)
        change.message = f"undo: {len(change.writes)} file{'s' * (len(change.writes) != 1)}"
        change.commit_even_if_empty = step.settles
    return UndoResult(step, tuple(change.writes), tuple(change.hand_edits), plan.notices)


def _plan(read: Callable[[str], bytes | None], step: UndoStep) -> UndoPlan:
    """Return the files as they are without a step."""
    notices, writes = [], dict[str, bytes | None]()
    for path, (before, after) in step.versions.items():
        now = read(path)
        wanted, conflicts = (before, ()) if now == after else _without(path, before, after, now)
        notices += [
            f"{path} has both versions of something under {where}: it was changed since." for where in conflicts
        ]
        if wanted == now:
            notices.append(f"{path} stays as it is: it was changed since.")
        else:
            writes[path] = wanted
    return UndoPlan(writes, tuple(notices), bool(writes) or step.settles)


def _without(
    path: str, before: bytes | None, after: bytes | None, now: bytes | None
) -> tuple[bytes | None, tuple[str, ...]]:
    """Return a file that was changed since without the step, and the places of conflicts with later edits."""
    if after is None or now is None:
        return now, ()
    from coachlog.merge import merge_files

    merged = merge_files(after, _frame(after) if before is None else before, now, path)
    return (now, ()) if merged.whole else (merged.content, tuple(conflict.where for conflict in merged.conflicts))


def _frame(content: bytes) -> bytes:
    """Return a document's headings and comments: they stay where another person wrote in a new document since."""
    from coachlog.markdown.blocks import BlockKind
    from coachlog.markdown.document import Unreadable, read_document

    try:
        document = read_document(content)
    except Unreadable:
        return content
    words = (block for block in document.blocks if block.kind not in (BlockKind.HEADING, BlockKind.COMMENT))
    gone = {line for block in words for line in range(block.start, block.end)}
    return "".join(line for number, line in enumerate(document.lines) if number not in gone).encode()


def _why_it_stays(context: Context, step: UndoStep, *, back: bool) -> str:
    """Say that a step cannot be taken back any more, and who worked on its files since."""
    me = context.require_me()
    later = context.repo.commits.log(since=step.commits[0].id)
    names = [
        author_name(context.settings, commit)
        for commit in later
        if len(commit.parents) < 2
        and not is_by(context.settings, me, commit)
        and not step.versions.keys().isdisjoint(commit.paths)
    ]
    who = list(dict.fromkeys(names))
    since = (
        f"{format_list(who)} {'has' if len(who) == 1 else 'have'} worked on it since" if who else "it was changed since"
    )
    return f"your newest {'undo' if back else 'entry'} stays ({step.title}): {since}"


def _refusal(context: Context, stuck: UndoStep, following: UndoStep | None, *, back: bool) -> CoachlogError:
    sentence = _why_it_stays(context, stuck, back=back)
    if following is None:
        return CoachlogError(sentence, "`coachlog history` tells what was done")
    options = "--back --next" if back else "--next"
    return CoachlogError(sentence, f"to take the one before it ({following.title}): coachlog undo {options}")
