"""`coachlog doctor`: whether everything is there that coachlog needs, and who writes here."""

import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from coachlog import __version__
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import format_count, format_list
from coachlog.model.settings import FILE, FORMAT
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.storage.cloud_drives import synced_drive
from coachlog.storage.files import TEMPORARY
from coachlog.storage.local_state import LocalState

if TYPE_CHECKING:
    from coachlog.git.commits import Author


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, what was found, and what to do."""

    what: str
    well: bool
    found: str
    advice: str = ""


def doctor(ctx: typer.Context) -> Answer:
    """Look at the set-up; with --me ID, remember who I am."""
    context = context_of(ctx)
    mended = [*_mended(context)]
    marks = [*_brought_together(context)]
    if context.options.me:
        context.remember_me(context.settings.require_person(context.options.me))
    findings = [*_machine(), *mended, *marks, *_log(context)]
    parts: list[Part] = []
    for finding in findings:
        parts.append(Item(f"{finding.what}: {finding.found}", "" if finding.well else "to mend"))
        if finding.advice:
            parts.append(Line(finding.advice, indent=2))
    ill = sum(not finding.well for finding in findings)
    parts.append(Line(f"{format_count(ill, 'thing')} to mend." if ill else "All is well."))
    return Answer([asdict(finding) for finding in findings], parts, status=1 if ill else 0)


app = command(doctor)


def _machine() -> Iterator[Finding]:
    yield Finding("coachlog", True, __version__)
    yield Finding("Python", True, f"{platform.python_version()} ({sys.executable})")
    from coachlog.git.process import Git

    try:
        told = Git(Path.home()).run("version").decode("utf-8", "replace").strip()
        yield Finding("git", True, told.removeprefix("git version "))
    except CoachlogError as error:
        yield Finding("git", False, error.sentence, error.hint)


def _log(context: Context) -> Iterator[Finding]:
    try:
        root, settings = context.root, context.settings
    except CoachlogError as error:
        yield Finding("log", False, error.sentence, error.hint)
        return
    yield Finding("log", True, f"{settings.title or root.name} ({root})")
    yield _me_here(context)
    yield from _sharing(context)
    drive = synced_drive(root)
    if drive:
        advice = "move the folder out of it: two programs that carry the same files tear the history apart"
        yield Finding("folder", False, f"{drive} synchronises it", advice)
    elif not os.access(root, os.W_OK):
        yield Finding("folder", False, "it cannot be written here", "look at the folder's permissions")
    else:
        yield Finding("folder", True, "it can be written, and no cloud drive synchronises it")
    yield from _history(context)
    yield from _workshop(root)
    problems = len(context.read().problems)
    if problems:
        yield Finding("documents", False, f"{format_count(problems, 'problem')}", "coachlog check names each")
    else:
        yield Finding("documents", True, "all can be read")


def _sharing(context: Context) -> Iterator[Finding]:
    """Where the log is shared, and whether plain git would keep both's words; what is missing is made good."""
    from coachlog.actions.share import finish_set_up
    from coachlog.actions.sharing_state import unshared_count
    from coachlog.git.remote import Kind
    from coachlog.views.sharing_state import format_unshared

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
    where, told = shared.where, format_unshared(waiting or 0)
    if where.kind is Kind.NET or where.path.is_dir():
        yield Finding("shared place", True, f"{where.text}. {told}")
    else:
        option = "--folder DIR" if where.kind is Kind.FOLDER else "--place PLACE"
        advice = f"plug the drive in, or if it has moved: coachlog invite {option}"
        yield Finding("shared place", False, f"{where.text} is not there. {told}", advice)


def _me_here(context: Context) -> Finding:
    ids = " or ".join(f"coachlog doctor --me {person.id}" for person in context.settings.people)
    try:
        me = context.me
    except CoachlogError as error:
        return Finding("you", False, error.sentence, ids)
    if me is None:
        return Finding("you", False, "coachlog does not know who you are", f"say it once: {ids}")
    return Finding("you", True, f"{me.name or me.id} ({me.id})")


def _mended(context: Context) -> Iterator[Finding]:
    """Heal a history that the disk has damaged, and say what came of it."""
    from coachlog.git.config import refuse_foreign_settings
    from coachlog.sync.remote_config import recall
    from coachlog.sync.repair import is_stuck, mend

    try:
        refuse_foreign_settings(context.root)
        context.repo.state.require_exists()
        if context.repo.commits.are_whole(context.progress) and not is_stuck(context.root):
            return
        told = mend(context.root, recall(context.root), context.progress)
        whole = context.repo.commits.are_whole(context.progress)
    except CoachlogError:  # what it is will be said below
        return
    yield from (Finding("healed", True, words) for words in told.healed)
    yield from (Finding("not healed", False, words) for words in told.left)
    if not whole:
        advice = "every file is as you left it: copy the folder, then take part anew: coachlog join PLACE"
        yield Finding("history", False, "the disk has damaged it", advice)


def _history(context: Context) -> Iterator[Finding]:
    try:
        context.repo.state.require_ready()
        entries = sum(1 for _ in context.repo.commits.log())
        unsaved = len(context.repo.worktree.changed_files())
    except CoachlogError as error:
        yield Finding("history", False, error.sentence, error.hint)
        return
    waiting = f", {format_count(unsaved, 'file')} changed by hand and not kept yet" if unsaved else ""
    yield Finding("history", True, f"{format_count(entries, 'entry', 'entries')}{waiting}")


def _workshop(root: Path) -> Iterator[Finding]:
    local = LocalState(root)
    index = len(list(local.index.glob("*.json")))
    yield Finding("index", True, f"{format_count(index, 'file')}, which can be deleted at any time")
    left = [path.name for place in (root, local.folder) for path in place.glob(f"{TEMPORARY}*")]
    if local.pending.exists() or left:
        yield Finding("leftovers", True, "a command was stopped in the middle: the next one that writes clears up")


def _brought_together(context: Context) -> Iterator[Finding]:
    """Bring documents together that another program has left in two versions; the log's settings may be one of them."""
    from coachlog.sync.commit import LogWriter
    from coachlog.sync.conflict_markers import bring_together, marked_files

    try:
        repo = context.repo
        keeper = LogWriter(repo, lambda: _author(context), context.now, context.tell)
        if not marked_files(keeper.folder, repo) or _is_newer(keeper.folder.read(FILE) or b""):
            return
    except CoachlogError:  # the doctor says what else is wrong
        return
    try:
        with keeper.change("doctor") as change:
            for path in marked_files(keeper.folder, repo):
                bring_together(change, repo, path)
    except CoachlogError as error:
        yield Finding("two versions", False, error.sentence, error.hint)
        return
    for name in ("settings", "me"):  # they were read between the marks
        vars(context).pop(name, None)
    if change.writes:
        names = format_list(sorted(change.writes))
        yield Finding("two versions", True, f"what another program left in two is brought together: {names}")


def _is_newer(settings: bytes) -> bool:
    """Tell whether a newer coachlog wrote the log, though marks may stand in these settings, too."""
    return any(int(number) > FORMAT for number in re.findall(rb"^coachlog:\s*(\d{1,9})\b", settings, re.MULTILINE))


def _author(context: Context) -> "Author":
    """Who is at this computer; nobody by name, where the settings that would say so can't be read."""
    from coachlog.git.commits import Author

    try:
        return context.author()
    except CoachlogError:
        return Author("coachlog", "coachlog@coachlog.invalid")
