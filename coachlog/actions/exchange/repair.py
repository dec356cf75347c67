"""The doctor's findings and repairs: a damaged history, and files that another program left in two versions."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.fields import format_list
from coachlog.model.settings import FILE, LOG_FORMAT

if TYPE_CHECKING:
    from coachlog.git.commits import Author


@frozen
class Finding:
    """One thing that was examined: whether it is well, a sentence, and what to do."""

    what: str
    well: bool
    sentence: str
    advice: str = ""


def repair_history(context: Context) -> Iterator[Finding]:
    """Heal a history that the disk has damaged, and return the outcome."""
    from coachlog.git.config import refuse_foreign_settings
    from coachlog.sync.remote_config import recall
    from coachlog.sync.repair import is_stuck, mend

    try:
        refuse_foreign_settings(context.root)
        context.repo.state.require_exists()
        if context.repo.commits.are_whole(context.progress) and not is_stuck(context.root):
            return
        outcome = mend(context.root, recall(context.root), context.progress)
        whole = context.repo.commits.are_whole(context.progress)
    except CoachlogError:  # the examination names it
        return
    yield from (Finding("repaired", True, sentence) for sentence in outcome.healed)
    yield from (Finding("not repaired", False, sentence) for sentence in outcome.left)
    if not whole:
        advice = "every file is as you left it: copy the folder, then join again: coachlog join PLACE"
        yield Finding("history", False, "the disk has damaged it", advice)


def merge_marked(context: Context) -> Iterator[Finding]:
    """Merge files that another program left with conflict markers; the log's settings may be one of them."""
    from coachlog.sync.commit import LogWriter
    from coachlog.sync.conflict_markers import bring_together, marked_files

    try:
        repo = context.repo
        repo.state.require_exists()
        writer = LogWriter(repo, lambda: _author(context), context.now, context.tell)
        if not marked_files(writer.folder, repo) or _is_newer(writer.folder.read(FILE) or b""):
            return
    except CoachlogError:  # the doctor says what else is wrong
        return
    try:
        with writer.change("doctor") as change:
            for path in marked_files(writer.folder, repo):
                bring_together(change, repo, path)
    except CoachlogError as error:
        yield Finding("two versions", False, error.sentence, error.hint)
        return
    if change.writes:
        names = format_list(sorted(change.writes))
        yield Finding("two versions", True, f"two versions left by another program are brought together: {names}")


def _is_newer(settings: bytes) -> bool:
    """Tell whether a newer coachlog wrote the log, even if there are conflict markers in these settings."""
    return any(int(number) > LOG_FORMAT for number in re.findall(rb"^coachlog:\s*(\d{1,9})\b", settings, re.MULTILINE))


def _author(context: Context) -> "Author":
    """Return the person at this computer; nobody by name, if the settings cannot be read."""
    from coachlog.git.commits import COACHLOG

    try:
        return context.author()
    except CoachlogError:
        return COACHLOG
