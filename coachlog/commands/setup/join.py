"""`coachlog join`: take part in a partner's log."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coachlog.actions.news import mark_as_read
from coachlog.actions.share import attend, hinting, quote_place, sign_in
from coachlog.app.command import command, context_of
from coachlog.context import Context, Options
from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.process import Git
from coachlog.model.fields import slugify
from coachlog.model.settings import FILE, Person, Settings
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.storage.cloud_drives import synced_drive
from coachlog.storage.load import load_log

if TYPE_CHECKING:
    from coachlog.git.remote import Where

_LOOK_AGAIN: Final = "look whether that is what your partner has sent, or ask for the line again"


def join(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="What your partner has sent you")],
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where the log will lie")] = None,
) -> Answer:
    """Take part in a log that your partner shares."""
    from coachlog.git.remote import GitPlace, parse_where
    from coachlog.sync.clone import clone_log, move_into_place
    from coachlog.sync.remote_config import Shared

    context = context_of(ctx)
    fitting = partial(hinting, f"coachlog join {quote_place(place)}", _LOOK_AGAIN, "moved|coachlog invite --")
    with fitting():
        shared = Shared(parse_where(place), "", lane=context.new_id("")[1:])
    if folder is None:
        _demand_new(context, shared.where)
    near = (folder or context.home.root / "log").expanduser().resolve()
    _demand_room(near, by_name=folder is not None)

    def come_in(found: GitPlace) -> None:
        attend(context, found)
        if context.interactive:
            sign_in(context, found)

    with fitting():
        making = clone_log(near, shared, come_in)
    settings = load_log(making, ()).settings
    me = _me(context, settings, making)
    root = near if folder else _free(context.home.root / _name(settings, me, near.name))
    move_into_place(making, root)
    context.root = root
    if me:
        context.remember_me(me)
    context.home.add(root)
    mark_as_read(context)
    return _answer(context, root, me)


app = command(join)


def _demand_new(context: Context, where: "Where") -> None:
    """Raise where who joins has a log already that is shared through a place; another one is made by name."""
    from coachlog.sync.remote_config import recall

    logs = context.home.logs()
    root = next((log for log in logs if (known := recall(log)) and known.where == where), None)
    if root and _writes_in(root, context.options.me):
        there = "" if len(logs) == 1 else f" --log {root.name}"
        raise CoachlogError(
            f"you are in this log already: {root}",
            f"to exchange: coachlog sync{there}; a second copy needs a folder of its own: coachlog join PLACE DIR",
        )


def _writes_in(root: Path, said: str) -> bool:
    """Tell whether a log is not known to be somebody else's on the same computer than who was said to join."""
    there = Context(Options(log=str(root)))
    try:
        return not said or there.stated_person in (None, there.settings.find_person(said))
    except CoachlogError:  # nobody of the log
        return True


def _demand_room(root: Path, *, by_name: bool) -> None:
    drive = synced_drive(root)
    if drive:
        raise SurroundingsError(
            f"{root} lies in {drive}, which copies files while they are written and would break the log's history",
            "leave the folder out, and the log goes to a safe place: `coachlog join PLACE`",
        )
    if by_name and (root / FILE).exists():
        raise CoachlogError(f"there is a log already in {root}", "to bring it up to date: coachlog sync")
    if by_name and root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CoachlogError(f"{root} is not an empty folder", "name a new one, or leave it out")


def _name(settings: Settings, me: Person | None, otherwise: str) -> str:
    """What to call the folder: after the partner, else after the log."""
    partner = next((person.name for person in settings.people if me and person.id != me.id), "")
    return slugify(partner or settings.title or otherwise)


def _free(root: Path) -> Path:
    names = (root, *(root.with_name(f"{root.name}-{number}") for number in range(2, 100)))
    return next(path for path in names if not path.exists())


def _me(context: Context, settings: Settings, root: Path) -> Person | None:
    """Who joins: as said, by git's e-mail, or as answered."""
    said = context.options.me
    if said:
        return settings.require_person(said)
    email = Git(root).user_email().casefold()
    found = next((person for person in settings.people if email and person.email.casefold() == email), None)
    if found or not context.interactive:
        return found
    return settings.require_person(context.ask(f"Who are you: {' or '.join(p.id for p in settings.people)}?"))


def _answer(context: Context, root: Path, me: Person | None) -> Answer:
    from coachlog.commands.overview import glance

    shown = glance(context)
    parts: list[Part] = [Line(f"You are in: the log lies in {root}"), Line()]
    if me is None:
        parts.append(Line("Say once on this computer who you are:"))
        parts += [Item(f"coachlog doctor --me {p.id}", p.name, 2) for p in context.settings.people]
        parts.append(Line())
    parts += [*shown.parts, Item("coachlog sync", "exchange what you both wrote", 2)]
    data = {"path": str(root), "me": me.id if me else None, "glance": shown.data}
    return Answer(data, parts, shown.problems)
