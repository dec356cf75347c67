"""Read the state of a log: kept, not kept, and only on this computer."""

from typing import TYPE_CHECKING

from coachlog.actions.exchange.sharing_state import (
    Unfinished,
    find_unfinished,
    find_waiting_letter,
    partner_names,
    unshared_count,
)
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.model.portable_names import is_inside
from coachlog.model.settings import NOBODY, Person, PersonId
from coachlog.storage.local_state import LocalState

if TYPE_CHECKING:
    from coachlog.mail.letter import SentLetter
    from coachlog.sync.branches_and_stashes import Elsewhere


@frozen
class Status:
    """The state of a log; `place` is the shared place, `unshared` None if there is none.

    `moved_to` is the place where a partner shares the log from now on.

    No log can have the names of the `unkeepable` files.
    `copied` says that plain git made this copy, `set_up` that it is set up whole, `interrupted` that an exchange
    was stopped.
    """

    unfinished: Unfinished | None
    unsaved: tuple[str, ...]
    unkeepable: tuple[str, ...]
    elsewhere: "tuple[Elsewhere, ...]"
    entries: int
    place: str | None
    moved_to: str
    unshared: int | None
    partner: str
    copied: bool
    set_up: bool
    interrupted: bool
    conflicts: int
    problems: int
    unsorted: tuple[str, ...]
    letter: "SentLetter | None"
    by_mail: bool
    people: tuple[Person, ...]
    me: PersonId


def read_status(context: Context) -> Status:
    """Return the state of the log."""
    from coachlog.git.config import has_driver
    from coachlog.sync.branches_and_stashes import find_elsewhere
    from coachlog.sync.conflicts import find_conflicts, find_move
    from coachlog.sync.remote_config import recall

    log = context.read(bodies=("meeting",))
    shared, changed = recall(context.root), context.repo.worktree.changed_files()
    return Status(
        unfinished=find_unfinished(context.root),
        unsaved=tuple(filter(is_inside, changed)),
        unkeepable=tuple(path for path in changed if not is_inside(path)),
        elsewhere=find_elsewhere(context.repo),
        entries=sum(1 for _ in context.repo.commits.log()),
        place=shared.where.text if shared else None,
        moved_to=find_move(context.repo),
        unshared=unshared_count(context.root),
        partner=partner_names(context.settings, context.me),
        copied=shared is None and _was_copied(context),
        set_up=has_driver(context.root),
        interrupted=LocalState(context.root).journal.exists(),
        conflicts=len(find_conflicts(context.root, lambda: context.repo, context.repo.commits.files())),
        problems=len(log.problems),
        unsorted=log.unsorted,
        letter=find_waiting_letter(context.root),
        by_mail=any(person.by_mail for person in context.settings.people),
        people=context.settings.people,
        me=context.me.id if context.me else NOBODY,
    )


def _was_copied(context: Context) -> bool:
    """Tell whether plain git copied the log from somewhere."""
    from coachlog.git.remote_address import InvalidAddress
    from coachlog.sync.remote_config import adopt

    try:
        return adopt(context.root) is not None
    except InvalidAddress:  # it came from where nothing can be shared
        return False
