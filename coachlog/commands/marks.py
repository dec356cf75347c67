"""What `coachlog doctor` does about documents in which another program has left two versions of something."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.fields import spoken_list
from coachlog.kinds.settings import FILE, FORMAT

if TYPE_CHECKING:
    from coachlog.commands.doctor import Finding
    from coachlog.git.history import Author


def bring_marked_together(context: Context) -> "Iterator[Finding]":
    """Bring such documents together, and say which; the log's settings may be one of them."""
    from coachlog.commands.doctor import Finding
    from coachlog.git.exchange import Exchange
    from coachlog.store.keep import Keeper
    from coachlog.store.marked import bring_together, marked_files

    try:
        history = Exchange(context.root)
        keeper = Keeper(context.root, lambda: _author(context), context.now, lambda: history, context.tell)
        if not marked_files(keeper.folder, history) or _is_newer(keeper.folder.read(FILE) or b""):
            return
    except CoachlogError:  # the doctor says what else is wrong
        return
    try:
        with keeper.change("doctor") as change:
            for path in marked_files(keeper.folder, history):
                bring_together(change, history, path)
    except CoachlogError as error:
        yield Finding("two versions", False, error.sentence, error.hint)
        return
    for name in ("settings", "me"):  # they were read between the marks
        vars(context).pop(name, None)
    if change.writes:
        names = spoken_list(sorted(change.writes))
        yield Finding("two versions", True, f"what another program left in two is brought together: {names}")


def _is_newer(settings: bytes) -> bool:
    """Tell whether a newer coachlog wrote the log, though marks may stand in these settings, too."""
    return any(int(number) > FORMAT for number in re.findall(rb"^coachlog:\s*(\d{1,9})\b", settings, re.MULTILINE))


def _author(context: Context) -> "Author":
    """Who is at this computer; nobody by name, where the settings that would say so can't be read."""
    from coachlog.git.history import Author

    try:
        return context.author()
    except CoachlogError:
        return Author("coachlog", "coachlog@coachlog.invalid")
