"""Take back this person's newest change by a new commit, without the words of others and without later ones."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice, takewhile
from operator import attrgetter
from typing import Final

from coachlog.actions.exchange.history import author_name, is_by
from coachlog.actions.exchange.undo_steps import UndoStep, find_steps, is_later
from coachlog.changes import remembered
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.conflict import UNDO
from coachlog.model.fields import format_count, format_list
from coachlog.model.kinds.headings import Aliases

_LISTED: Final = 10


@frozen
class UndoPlan:
    """The files after undoing, and notices of what later edits make impossible to undo."""

    writes: Mapping[str, bytes | None]
    notices: tuple[str, ...]
    changes: bool


@frozen
class UndoOption:
    """A step that could be taken back; `stays` if later edits leave nothing of it."""

    step: UndoStep
    stays: bool


@frozen
class UndoResult:
    """The step that was taken back, the paths written, the paths kept by hand before, and notices.

    `settled` is the number of places that were settled right before it, each a step of its own.
    """

    step: UndoStep
    paths: tuple[str, ...]
    kept: tuple[str, ...]
    notices: tuple[str, ...]
    settled: int = 0


def list_options(context: Context, *, back: bool) -> tuple[UndoOption, ...]:
    """Return the newest steps that could be taken back."""
    steps = islice(find_steps(context, back=back), _LISTED)
    return tuple(UndoOption(step, not _can_undo(step)) for step in steps)


def undo_newest(context: Context, *, back: bool, skip: bool) -> UndoResult:
    """Take back my newest change, or with `back` my newest undo.

    `skip` passes over a change that later edits make impossible to undo; without it the person is asked.
    """
    stuck: UndoStep | None = None
    for step in find_steps(context, back=back):
        if not step.versions and not step.settles:
            continue
        if not _can_undo(step):
            stuck = stuck or step
            continue
        if stuck and not skip:
            reason = _why_it_stays(context, stuck, back=back)
            question = f"{reason[0].upper()}{reason[1:]}. Take the one before it ({step.title})?"
            if not context.confirm(question, default=False):
                raise _refusal(context, stuck, step, back=back)
        elif back and not skip:
            _require_newest(context, step)
        result = _apply(context, step, back=back)
        more = takewhile(attrgetter("settles"), find_steps(context, back=False)) if step.settles and not back else ()
        return replace(result, settled=len(list(more)))
    if stuck:
        raise _refusal(context, stuck, None, back=back)
    nothing = "no undo to take back" if back else "nothing to undo"
    raise CoachlogError(f"you have {nothing}", "`coachlog history` tells what was done")


def _require_newest(context: Context, undo: UndoStep) -> None:
    """Raise CoachlogError if I did something since an undo, unless I say yes to taking it back all the same."""
    newest = next(find_steps(context, back=False), None)
    if newest is None or not is_later(newest, undo):
        return
    sentence = f"your newest entry is no undo: {newest.title}"
    question = (
        f"{sentence[0].upper()}{sentence[1:]}. Take back an older undo, so that this is done again: {undo.title}?"
    )
    if not context.confirm(question, default=False):
        raise CoachlogError(
            sentence, f"to do again what you undid before it ({undo.title}): coachlog undo --back --next"
        )


# Taking one back -----------------------------------------------------------------------------------------------------


def _apply(context: Context, step: UndoStep, *, back: bool) -> UndoResult:
    """Take a step back by a new commit, and by another one what the same command did in the log."""
    results = [_apply_part(context, part, back=back) for part in step.parts if part is step or _can_undo(part)]
    paths, kept, notices = (tuple(chain.from_iterable(parts)) for parts in zip(*results, strict=True))
    return UndoResult(step, paths, kept, notices)


def _apply_part(context: Context, part: UndoStep, *, back: bool) -> tuple[tuple[str, ...], ...]:
    """Take a part back; return the paths written, those kept by hand before, and notices."""
    with part.place.change() as change:
        plan = _plan(change.read, part)
        if not plan.changes:  # somebody changed the files a moment ago
            raise _refusal(context, part, None, back=back)
        for path, content in plan.writes.items():
            if content is None:
                change.remove(path)
            else:
                change.write(path, content)
        kept = dict.fromkeys(pair for commit in part.commits for pair in remembered(commit.trailers))
        change.trailers = (*change.trailers, *((UNDO, commit.id) for commit in part.commits), *kept)
        change.message = f"undo: {len(change.writes)} file{'s' * (len(change.writes) != 1)}"
        change.commit_even_if_empty = part.settles
    root = part.place.writer.folder.root
    paths = tuple(str(root / path) if part.place.own else path for path in change.writes)
    return paths, tuple(change.hand_edits), plan.notices


def _can_undo(step: UndoStep) -> bool:
    """Tell whether later edits have left something of a step."""
    return _plan(step.place.read, step).changes


def _plan(read: Callable[[str], bytes | None], step: UndoStep) -> UndoPlan:
    """Return the files as they are without a step."""
    notices, gone, writes = [], list[str](), dict[str, bytes | None]()
    for old, new in _renamed(step):
        now = read(new)
        if now is not None and read(old) is None:
            writes |= {old: now, new: None}  # with what was written under the new name since
    for path, (before, after) in step.versions.items():
        if path in writes:
            continue
        now = read(path)
        wanted, conflicts = (before, ()) if now == after else _without(path, before, after, now, step.place.headings)
        notices += [
            f"{path} has both versions of something under {where}: it was changed since." for where in conflicts
        ]
        if wanted == now:
            notices.append(f"{path} stays as it is: it was changed since.")
        else:
            writes[path] = wanted
            gone += [path] if wanted is None and not path.endswith(".md") else []
    if gone:  # a file that somebody put there may be the only one
        which = f"{gone[0]} is" if len(gone) == 1 else f"{format_count(len(gone), 'file')} are"
        notices.append(f"{which} no longer in the folder, and kept here: coachlog undo --back.")
    return UndoPlan(writes, tuple(notices), bool(writes) or step.settles)


def _renamed(step: UndoStep) -> Iterator[tuple[str, str]]:
    """Yield the old and the new name of each file that a step renamed."""
    new_names = {after: path for path, (before, after) in step.versions.items() if before is None and after}
    for path, (before, after) in step.versions.items():
        if before and after is None and before in new_names:
            yield path, new_names[before]


def _without(
    path: str, before: bytes | None, after: bytes | None, now: bytes | None, own: Aliases
) -> tuple[bytes | None, tuple[str, ...]]:
    """Return a file without the step but with later edits, and the places where they conflict."""
    if after is None or now is None:
        return now, ()
    from coachlog.merge import merge_files

    merged = merge_files(after, _frame(after) if before is None else before, now, path, own)
    return (now, ()) if merged.whole else (merged.content, tuple(conflict.where for conflict in merged.conflicts))


def _frame(content: bytes) -> bytes:
    """Return a document's headings and comments: they stay if another person wrote in the new document."""
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
    """Say that a step can no longer be taken back, and who worked on its files since."""
    me = context.require_me()
    later = step.place.writer.repo.commits.log(since=step.commits[0].id)
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
