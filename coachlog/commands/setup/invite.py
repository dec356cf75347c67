"""`coachlog invite`: choose and test a shared place, and have what to send to the partner."""

import re
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.share import hinting, open_place, quote_place, share, with_lane
from coachlog.actions.sharing_state import partner_names
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import SurroundingsError, UsageError
from coachlog.git.config import refuse_foreign_settings
from coachlog.git.remote import Kind, Where, parse_where
from coachlog.model.settings import Person
from coachlog.render.view import Answer, Line, Part, Source
from coachlog.storage.cloud_drives import synced_drive
from coachlog.sync.remote_config import Shared, recall
from coachlog.views.sync_receipt import outcome_data, receipt

_INSTALL = "pipx install coachlog"


def invite(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="[PLACE]", help="An address, or a folder that both have")] = "",
    folder: Annotated[str, typer.Option(metavar="DIR", help="A plain folder that both have")] = "",
    at: Annotated[str, typer.Option("--place", metavar="URL", help="A git host, or a drive's bare repository")] = "",
) -> Answer:
    """Choose the shared place, test it, and print what to send."""
    context = context_of(ctx)
    context.require_me()
    refuse_foreign_settings(context.root)
    where = _where(context, place or at, folder)
    return invited(context, where)


app = command(invite)


def invited(context: Context, where: Where) -> Answer:
    """Test a place by an exchange, and say what to send to the partner."""
    if context.repo.worktree.changed_files():
        context.keeper.keep(None, "save: kept by hand")
    known = recall(context.root)
    same = known if known and known.where == where else None
    shared = with_lane(context, same or Shared(where, known.branch if known else ""))
    made = where.kind is not Kind.NET and not where.path.exists()
    # In another place than before nothing is missed, whatever was seen in the old one.
    typed = f"coachlog invite {quote_place(where.text)}"
    with nullcontext() if same else hinting(typed, f"look whether it is there, and written like that, then: {typed}"):
        sharing = share(context, shared, open_place(context, shared), make=True, again=same is None)
    partner = partner_names(context.settings, context.me)
    letter = _letter(where, [person for person in context.settings.people if person != context.me])
    parts: list[Part] = [
        *([Line(f"There was no folder {where.text}: it is made now.")] if made else []),
        Line(f"The shared place works: {where.text}"),
        Line(receipt(sharing.outcome, sharing.shared, partner)),
        Line(),
        Line(f"Send this to {partner}:"),
        Line(),
        Source(letter),
    ]
    problems = sharing.cues if context.options.json else ()
    return Answer(outcome_data(sharing.outcome, sharing.shared) | {"message": letter}, parts, problems)


def parse_place(typed: str, *, folder: bool = False) -> Where:
    """The place that was typed; a drive that tears a history apart is refused."""
    where = parse_where(typed)
    if folder:
        if where.kind is not Kind.FOLDER:
            raise UsageError(f"{typed} is not a plain folder", "say --place for it, or name another folder")
        return where
    drive = synced_drive(where.path) if where.kind is Kind.PATH else None
    if drive:
        raise SurroundingsError(
            f"{where.text} lies in {drive}, which copies files one by one and would tear a history apart",
            "share through a plain folder there instead: coachlog invite --folder DIR",
        )
    return where


def _where(context: Context, typed: str, folder: str) -> Where:
    if folder:
        return parse_place(folder, folder=True)
    if typed:
        return parse_place(typed)
    known = recall(context.root)
    if known:
        return known.where
    if not context.interactive:
        raise UsageError(
            "it must be said through which place the log is shared",
            "--folder DIR for a folder that both of you have, or --place URL for a git host",
        )
    context.tell("A log is shared through a place that you both reach:")
    context.tell("  1  a folder that both of you have: a synchronised drive, a stick")
    context.tell("  2  a git host: an empty private project on GitHub, GitLab or your district's server")
    if context.ask("Which one: 1 or 2?", "1") == "1":
        return parse_place(context.ask("The folder?"), folder=True)
    return parse_place(context.ask("The address, as https://… or git@…?"))


def _letter(where: Where, left: list[Person]) -> str:
    line, about = f"coachlog join {quote_place(where.text)}", ""
    if len(left) == 1 and re.fullmatch(r"\w[\w.-]*", left[0].id):
        line += f" --me {left[0].id}"
    if where.kind is not Kind.NET:
        name = Path(where.text).name
        about = f"(in place of that path, type where the folder {name} lies on your computer)\n"
    return (
        "We keep our coaching log together. In a terminal, type once:\n\n"
        f"    {_INSTALL}\n    {line}\n\n{about}"
        "It then shows where we are. `coachlog sync` exchanges what each of us has written.\n"
    )
