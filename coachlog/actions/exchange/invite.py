"""Choose and test a shared place, and write the letter to the partner."""

import os
import re
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from coachlog.actions.exchange.install import install_lines, where_the_wheel_is
from coachlog.actions.exchange.save import keep_by_hand
from coachlog.actions.exchange.share import (
    Sharing,
    hinting,
    left_for,
    open_place,
    quote_place,
    share,
    tell_old_places,
    with_lane,
)
from coachlog.actions.exchange.sharing_state import partner_names
from coachlog.actions.own.student_list import list_students
from coachlog.context import Context
from coachlog.errors import CoachlogError, SurroundingsError, UsageError
from coachlog.frozen import frozen
from coachlog.git.config import refuse_foreign_settings
from coachlog.git.remote_address import RemoteAddress, RemoteKind, parse_address
from coachlog.model.settings import Person
from coachlog.storage.cloud_drives import synced_drive
from coachlog.sync.remote_config import Shared, recall


@frozen
class Invitation:
    """A shared place that works; `made` says that its folder is new, `names_listed` that there are students' names."""

    made: bool
    sharing: Sharing
    partner: str
    letter: str
    names_listed: bool


def invite(context: Context, typed: str, folder: str) -> Invitation:
    """Test the place that was typed, else the one in use, else the one that the person answers."""
    refuse_foreign_settings(context.root)
    return invite_to(context, _choose_place(context, typed, folder))


def invite_to(context: Context, where: RemoteAddress) -> Invitation:
    """Test a place by an exchange."""
    if where.kind is not RemoteKind.NET:
        context.home.require_shared_place(where.path, context.root)
    unsaved = context.repo.worktree.changed_files()
    if unsaved:
        keep_by_hand(context, unsaved)
    remembered = recall(context.root)
    same = remembered if remembered and remembered.where == where else None
    if remembered and not same:
        _ask_about_move(context, remembered, where)
    shared = with_lane(context, same or (left_for(remembered, where) if remembered else Shared(where, "")))
    made = where.kind is not RemoteKind.NET and not os.path.exists(where.path)  # noqa: PTH110 - False if it may not be read
    # In another place than before nothing is missed, whatever was seen in the old one.
    typed = f"coachlog invite {quote_place(where.text)}"
    with nullcontext() if same else hinting(typed, f"check that it is there and spelled like that, then: {typed}"):
        sharing = share(context, shared, open_place(context, shared), make=True, again=same is None)
    if remembered and not same:
        shared = tell_old_places(context)
        sharing = share(context, shared, open_place(context, shared))
    partner = partner_names(context.settings, context.me)
    partners = [person for person in context.settings.people if person != context.me]
    listed = bool(list_students(context).names)
    return Invitation(made, sharing, partner, _write_letter(where, partners), listed)


def _ask_about_move(context: Context, old: Shared, new: RemoteAddress) -> None:
    """Ask whether the log is to go to another place than the one where the partner looks for it."""
    question = f"This log is shared in {old.where.text} already. Share it in {new.text} from now on?"
    if context.interactive and not context.confirm(question, default=False):
        raise CoachlogError(f"the log stays in {old.where.text}", "coachlog sync exchanges there")


def parse_place(context: Context, typed: str, *, folder: bool = False) -> RemoteAddress:
    """Parse a shared place; refuse a cloud drive that would tear a history apart."""
    where = parse_address(typed)
    if folder:
        if where.kind is not RemoteKind.FOLDER:
            raise UsageError(f"{typed} is not a plain folder", "say --place for it, or name another folder")
        return where
    drive = synced_drive(where.path, context.environment) if where.kind is RemoteKind.PATH else None
    if drive:
        raise SurroundingsError(
            f"{where.text} is in {drive}, which copies files one by one and would damage the log's history",
            "share through a plain folder there instead: coachlog invite --folder DIR",
        )
    return where


def _choose_place(context: Context, typed: str, folder: str) -> RemoteAddress:
    if folder:
        return parse_place(context, folder, folder=True)
    if typed:
        return parse_place(context, typed)
    remembered = recall(context.root)
    if remembered:
        return remembered.where
    if not context.interactive:
        raise UsageError(
            "this log has no shared place yet, so one must be named",
            "--folder DIR for a folder that both of you have, or --place URL for a git host",
        )
    context.tell("A log is shared through a place that you both reach:")
    context.tell("  1  a folder that both of you have: a synchronised drive, a stick")
    context.tell("  2  a git host: an empty private project on GitHub, GitLab or your district's server")
    return context.ask_for("", "Which one: 1 or 2?", partial(_place_of_answer, context), "1")


def _place_of_answer(context: Context, answer: str) -> RemoteAddress:
    """Return the place of the kind that was answered, which is asked for; a place itself is taken."""
    if answer == "1":
        return parse_place(context, context.ask("The folder?"), folder=True)
    if answer == "2":
        return parse_place(context, context.ask("The address, as https://… or git@…?"))
    if not re.search(r"[/\\:@~]", answer):
        raise UsageError("type 1 or 2, or the place itself")
    where = parse_address(answer)
    return where if where.kind is RemoteKind.FOLDER else parse_place(context, answer)


def _write_letter(where: RemoteAddress, partners: list[Person]) -> str:
    line, about = f"coachlog join {quote_place(where.text)}", ""
    if len(partners) == 1 and re.fullmatch(r"\w[\w.-]*", partners[0].id):
        line += f" --me {partners[0].id}"
    if where.kind is not RemoteKind.NET:
        name = Path(where.text).name
        about = f"(instead of that path, type the path of the folder {name} on your computer)\n"
    shared = where.path if where.kind is RemoteKind.FOLDER else None
    return (
        "We keep our coaching log together, with a program called coachlog. To install it, once:\n\n"
        f"{where_the_wheel_is(shared)}Then type, line by line, on\n\n{install_lines()}\n\n"
        f"Close the window, open a new one, and type once:\n\n    {line}\n\n{about}"
        "It then shows where we are. `coachlog sync` exchanges what each of us has written.\n"
    )
