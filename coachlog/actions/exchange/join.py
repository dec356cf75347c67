"""Take part in a log that the partner shares."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.news import mark_as_read
from coachlog.actions.exchange.share import attend, hinting, quote_place, sign_in
from coachlog.context import Context
from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.frozen import frozen
from coachlog.git.process import Git
from coachlog.model.fields import slugify
from coachlog.model.portable_names import portable
from coachlog.model.settings import FILE, Person, Settings, UnknownPerson, ask_who
from coachlog.options import Options
from coachlog.storage.cloud_drives import synced_drive
from coachlog.storage.disk import discard, whole_path
from coachlog.storage.home import Home, is_same
from coachlog.storage.load import load_log

if TYPE_CHECKING:
    from coachlog.git.remote import GitRemote

_LOOK_AGAIN: Final = "check that it is the line your partner sent, or ask for it again"


@frozen
class JoinedLog:
    """A log that came from its shared place, and the surroundings in it; `me` is None if nobody said it."""

    context: Context
    root: Path
    me: Person | None


def join_log(context: Context, typed: str, folder: Path | None) -> JoinedLog:
    """Clone the log from the place that was typed, and remember it on this computer."""
    from coachlog.git.remote_address import parse_address
    from coachlog.sync.clone import clone_log, move_into_place
    from coachlog.sync.remote_config import Shared, recall

    fitting = partial(hinting, f"coachlog join {quote_place(typed)}", _LOOK_AGAIN, "moved|coachlog invite --")
    with fitting():
        shared = Shared(parse_address(typed), "", lane=context.new_id("")[1:])
    if folder is None:
        _demand_new(context, lambda log: (there := recall(log)) is not None and there.where == shared.where)
    near = whole_path(folder or context.home.root / "log")
    context.home.require_new_folder(near, "a log")
    _demand_room(context, near, by_name=folder is not None)

    def enter(place: "GitRemote") -> None:
        attend(context, place)
        if context.interactive:
            sign_in(context, place)

    with fitting():
        making = clone_log(near, shared, enter)
    try:
        if folder is None:
            came = context.at(making).log_id
            _demand_new(context, lambda log: context.at(log).log_id == came, moved=True)
        settings = load_log(making, ()).settings
        me = _find_me(context, settings, making)
        root = near if folder else _free_folder(context.home, _folder_name(settings, me, near.name))
        move_into_place(making, root)
    except BaseException:  # a person who is not in the log, for example
        discard(making)
        raise
    there = context.at(root)
    if me:
        there.remember_me(me)
    context.home.add(root)
    mark_as_read(there)
    return JoinedLog(there, root, me)


def _demand_new(context: Context, is_it: Callable[[Path], bool], *, moved: bool = False) -> None:
    """Raise if this person has the log already, in another place if it has `moved`; a second copy is made by name."""
    logs = context.home.logs()
    root = next(filter(is_it, logs), None)
    if root and _may_be_mine(root, context.options.me):
        there = "" if len(logs) == 1 else f" --log {root.name}"
        me = context.options.me
        say_who = f"to say who you are: coachlog doctor --me {me}{there}; " if me and _is_nobody_s(root) else ""
        sync = f"coachlog sync{there}"
        sync = f"if this is its new place: {sync} --moved-to PLACE" if moved else f"to exchange: {sync}"
        copy = "a second copy needs a folder of its own: coachlog join PLACE DIR"
        raise CoachlogError(
            f"you are in this log already: {root}",
            f"{say_who}{sync}; {copy}",
        )


def _is_nobody_s(root: Path) -> bool:
    """Tell whether nobody has said yet on this computer who they are in a log."""
    try:
        return Context(Options(log=str(root))).stated_person is None
    except UnknownPerson:
        return True


def _may_be_mine(root: Path, name: str) -> bool:
    """Tell whether a log on this computer may belong to the person who joins."""
    there = Context(Options(log=str(root)))
    try:
        return not name or there.stated_person in (None, there.settings.find_person(name))
    except UnknownPerson:
        return True


def _demand_room(context: Context, root: Path, *, by_name: bool) -> None:
    drive = synced_drive(root, context.environment)
    if drive:
        raise SurroundingsError(
            f"{root} is in {drive}, which copies files while they are written and would break the log's history",
            "leave the folder out, and the log goes to a safe place: `coachlog join PLACE`",
        )
    if by_name and (root / FILE).exists():
        raise CoachlogError(f"there is a log already in {root}", "to bring it up to date: coachlog sync")
    if by_name and root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CoachlogError(f"{root} is not an empty folder", "name a new one, or leave it out")


def _folder_name(settings: Settings, me: Person | None, otherwise: str) -> str:
    """Return a name after the partner, else after the log."""
    partner = next((person.name for person in settings.people if me and person.id != me.id), "")
    return portable(slugify(partner or settings.title or otherwise))


def _free_folder(home: Home, name: str) -> Path:
    folders = (home.root / name, *(home.root / f"{name}-{number}" for number in range(2, 100)))
    return next(folder for folder in folders if not folder.exists() and not is_same(folder, home.own))


def _find_me(context: Context, settings: Settings, root: Path) -> Person | None:
    """Return the person who joins: by the option, by git's e-mail, or as answered."""
    if context.options.me:
        return settings.require_person(context.options.me)
    person = settings.find_by_email(Git(root).user_email())
    if person or not context.interactive:
        return person
    return context.ask_for("", ask_who(settings.people), settings.require_person)
