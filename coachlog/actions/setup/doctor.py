"""Examine the set-up: the programs, the log, its shared place, and who writes here."""

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Final

from coachlog import __version__
from coachlog.actions.exchange.deleted_documents import find_gone_by_hand, format_gone
from coachlog.actions.exchange.repair import Finding, merge_marked, repair_history
from coachlog.actions.look.check import load_files
from coachlog.checks.links import LEAD_NOWHERE, LINKS
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import format_count, format_list
from coachlog.programs import find_program
from coachlog.storage.cloud_drives import synced_drive
from coachlog.storage.disk import TEMPORARY, discard, write_new
from coachlog.storage.left_aside import load_left_aside
from coachlog.storage.local_state import LocalState
from coachlog.sync.branches_and_stashes import find_elsewhere

_ROOM: Final = 256 * 1024  # bytes that an entry may take


def examine(context: Context) -> tuple[Finding, ...]:
    """Mend what can be mended, remember a person that was named, and return all findings."""
    context = context.with_gitpython()
    mended = (*repair_history(context), *merge_marked(context))
    if mended:  # the settings were read before
        context = context.at(context.root).with_gitpython()
    if context.options.me:
        context.remember_me(context.settings.require_person(context.options.me))
    return (*_examine_machine(), *mended, *_examine_log(context))


def _examine_machine() -> Iterator[Finding]:
    yield Finding("coachlog", True, __version__)
    yield Finding("Python", True, f"{platform.python_version()} ({sys.executable})")
    if find_program("coachlog") is None:
        typed = "py -m coachlog" if sys.platform == "win32" else f"{sys.executable} -m coachlog"
        advice = (
            f"`uv tool update-shell` or `pipx ensurepath`, then a new window; or, where a school blocks it: {typed}"
        )
        yield Finding("command", True, "`coachlog` is not found by its name", advice)
    from coachlog.git.process import Git

    try:
        version = Git(Path.home()).run("version").decode("utf-8", "replace").strip()
        yield Finding("git", True, version.removeprefix("git version "))
        yield from _examine_certificates()
    except CoachlogError as error:
        yield Finding("git", False, error.sentence, error.hint)


def _examine_certificates() -> Iterator[Finding]:
    """Say how git trusts a school that looks into connections: such a school has put its certificate into Windows."""
    from coachlog.git.process import Git

    if sys.platform != "win32":
        return
    backend = Git(Path.home()).run("config", "--get", "http.sslBackend", ok=(0, 1)).strip()
    if backend == b"schannel":
        yield Finding("certificates", True, "git takes those of Windows")
    else:
        typed = "git config --global http.sslBackend schannel"
        yield Finding("certificates", True, f"git brings its own; where a school looks into connections: {typed}")


def _examine_log(context: Context) -> Iterator[Finding]:
    try:
        root, settings = context.root, context.settings
    except CoachlogError as error:
        yield Finding("log", False, error.sentence, error.hint)
        return
    yield Finding("log", True, f"{settings.title or root.name} ({root})")
    yield _examine_me(context)
    yield from _examine_sharing(context)
    drive = synced_drive(root, context.environment)
    if drive:
        advice = "move the folder out of it: two programs that copy the same files damage the history"
        yield Finding("folder", False, f"{drive} synchronises it", advice)
    elif refused := _why_not_written(root):
        yield Finding("folder", False, *refused)
    else:
        yield Finding("folder", True, "it can be written, and no cloud drive synchronises it")
    history = tuple(_examine_history(context))
    yield from history
    yield from _examine_local_state(root)
    if all(finding.well for finding in history):
        yield from _examine_words(context)
    problems = len(context.read().problems)
    nowhere = sum(problem.code in LEAD_NOWHERE for problem in LINKS.find(load_files(context)))
    found = [format_count(problems, "problem")] if problems else []
    found += [f"{format_count(nowhere, 'link')} to no document"] if nowhere else []
    if found:
        yield Finding("documents", False, format_list(found), "coachlog check names each")
    else:
        yield Finding("documents", True, "all can be read")


def _why_not_written(root: Path) -> tuple[str, str] | None:
    """Return why a folder can't be written, and what to do, by making a file: permissions on Windows do not tell."""
    try:
        discard(write_new(root, bytes(_ROOM)))
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            return "the disk is full: what you write now is not kept", "free some space; what was kept before is safe"
        return "it cannot be written here", "look at the folder's permissions"
    return None


def _examine_sharing(context: Context) -> Iterator[Finding]:
    """Examine the shared place, and finish the set-up of a copy that plain git made."""
    from coachlog.actions.exchange.share import finish_set_up
    from coachlog.actions.exchange.sharing_state import format_unshared, unshared_count
    from coachlog.git.remote_address import RemoteKind

    try:
        shared, finished = finish_set_up(context)
        waiting = unshared_count(context.root)
    except CoachlogError as error:
        yield Finding("shared place", False, error.sentence, error.hint)
        return
    if finished:
        yield Finding("set-up", True, "finished just now: plain git brings documents together by meaning, too")
    if shared is None:
        yield Finding("shared place", True, "none yet: this log is on this computer only")
        return
    where, unshared = shared.where, format_unshared(waiting or 0)
    if where.kind is RemoteKind.NET or os.path.isdir(where.path):  # noqa: PTH112 - False if it may not be read
        yield Finding("shared place", True, f"{where.text}. {unshared}")
    else:
        advice = "plug the drive in, or if it has moved: coachlog sync --moved-to PLACE"
        yield Finding("shared place", False, f"{where.text} is not there. {unshared}", advice)


def _examine_me(context: Context) -> Finding:
    ids = " or ".join(f"coachlog doctor --me {person.id}" for person in context.settings.people)
    try:
        me = context.me
    except CoachlogError as error:
        return Finding("you", False, error.sentence, ids)
    if me is None:
        return Finding("you", False, "coachlog does not know who you are", f"say it once: {ids}")
    return Finding("you", True, f"{me.name or me.id} ({me.id})")


def _examine_history(context: Context) -> Iterator[Finding]:
    try:
        context.repo.state.require_ready()
        entries = sum(1 for _ in context.repo.commits.log())
        unsaved = len(context.repo.worktree.changed_files())
    except CoachlogError as error:
        yield Finding("history", False, error.sentence, error.hint)
        return
    waiting = f", {format_count(unsaved, 'file')} changed by hand and not kept yet" if unsaved else ""
    yield Finding("history", True, f"{format_count(entries, 'entry', 'entries')}{waiting}")


def _examine_words(context: Context) -> Iterator[Finding]:
    """Find words that are in the history, and not in the files."""
    for one in find_elsewhere(context.repo):
        yield Finding("more words", False, f"in {one.name}", f"to bring them in: coachlog save --from {one.name}")
    with suppress(CoachlogError):  # the findings about the documents name it
        if gone := find_gone_by_hand(context):
            yield Finding("gone", False, format_count(len(gone), "document"), format_gone(gone))


def _examine_local_state(root: Path) -> Iterator[Finding]:
    local = LocalState(root)
    index = len(list(local.index.glob("*.json")))
    yield Finding("kept for speed", True, f"{format_count(index, 'file')}, which can be deleted at any time")
    left = [path.name for place in (root, local.folder) for path in place.glob(f"{TEMPORARY}*")]
    if unheld := load_left_aside(root):
        names = format_list(sorted(unheld))
        yield Finding("long names", True, f"only in the history, because this disk can't hold their names: {names}")
    if local.pending.exists() or left:
        yield Finding("leftovers", True, "a command was stopped in the middle: the next one that writes finishes it")
