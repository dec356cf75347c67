"""`coachlog save`: keep all that was changed by hand."""

from collections.abc import Mapping
from typing import Annotated

import typer

from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.model.fields import format_count
from coachlog.model.kinds.kind_counts import count_kinds, kind_of_path
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.storage.files import Folder, PathOutsideFolder

_GONE_AT_MOST = 3
_SHARE_AT_MOST = 0.2
_SHOWN = 5


def save(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Keep it even where documents are gone")] = False,
) -> Answer:
    """Keep what was changed by hand, in the log's history."""
    from coachlog.commands.share.history import sentences

    context = context_of(ctx)
    context.require_me()
    context.keeper.mend()
    kept, left = keep_by_hand(context, context.history.unsaved(), yes=yes)
    told = sentences(context, kept)
    parts: list[Part] = [Line("Saved:"), *(Item(words, indent=2) for words in told)]
    problems = [*left, *(problem for problem in context.read().problems if problem.path in kept)]
    data = {"paths": list(kept), "did": list(told)}
    return Answer(data, parts if kept else [Line("Everything is kept already.")], problems)


app = command(save)


def keep_by_hand(
    context: Context, paths: tuple[str, ...], *, yes: bool = False
) -> tuple[dict[str, tuple[bytes | None, bytes | None]], list[Problem]]:
    """Keep what was changed under some paths: what it was and is by path, and what cannot be kept."""
    disk, left = _read(context.keeper.folder, paths)
    before = context.history.contents(disk)
    if not yes:
        _ask_about_gone(context, before, disk)
    kept = context.keeper.keep(disk, f"save: {count_kinds(disk)}").kept
    _settle(context, kept)
    return {path: (before.get(path), disk.get(path)) for path in kept}, left


def _read(folder: Folder, paths: tuple[str, ...]) -> tuple[dict[str, bytes | None], list[Problem]]:
    """What is on the disk, and what cannot be kept because of its name."""
    disk: dict[str, bytes | None] = {}
    left = []
    for path in paths:
        try:
            disk[path] = folder.read(path)
        except PathOutsideFolder:
            message = "a file of this name cannot be kept in a log; call it otherwise"
            left.append(Problem(path, 1, "windows-name", message))
    return disk, left


def _ask_about_gone(context: Context, before: Mapping[str, bytes | None], disk: Mapping[str, bytes | None]) -> None:
    """Have it confirmed when many documents are gone, or one is empty that was not: it may be a slip, or a sync."""
    gone = [path for path, content in disk.items() if content is None and kind_of_path(path)]
    emptied = [
        path
        for path, content in disk.items()
        if kind_of_path(path) and content is not None and not content.strip() and (before.get(path) or b"").strip()
    ]
    if len(gone) > _GONE_AT_MOST:
        documents = sum(1 for path in context.history.files() if kind_of_path(path))
        gone = gone if len(gone) > documents * _SHARE_AT_MOST else []
    else:
        gone = []
    if not gone and not emptied:
        return
    said = [f"{format_count(len(gone), 'document')} gone"] * bool(gone)
    said += [f"{format_count(len(emptied), 'document')} emptied"] * bool(emptied)
    names = ", ".join([*gone, *emptied][:_SHOWN]) + (", …" if len(gone) + len(emptied) > _SHOWN else "")
    if not context.confirm(f"Since the last save: {' and '.join(said)} ({names}). Save it so?", default=False):
        raise CoachlogError(
            f"nothing was saved: {' and '.join(said)} since the last time ({names})",
            "if that is meant, type: coachlog save --yes",
        )


def _settle(context: Context, kept: tuple[str, ...]) -> None:
    """Mark what is finished or carried over everywhere, and give the kept notes' next steps their ids."""
    from coachlog.actions.workspace import Workspace
    from coachlog.app.editor import with_step_ids

    with context.change("save") as change:
        desk = Workspace(context, change)
        readable = {meeting.path for meeting in desk.log.meetings}
        desk.settle()
        desk.close()
        for path in kept:
            content = change.read(path) if path in readable else None
            if content is not None and (named := with_step_ids(context, path, content)) != content:
                change.write(path, named)
        change.message = f"save: {count_kinds(change.writes)} settled"
