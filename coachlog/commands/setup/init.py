"""`coachlog init`: a new log, ready to meet."""

from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.setup.create_log import create_log
from coachlog.actions.setup.new_log import TypedLog
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.setup.new_log import show_created


def init(
    ctx: typer.Context,
    place: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The folder for the log")] = None,
    mentor: Annotated[str, typer.Option(metavar="NAME", help="The mentor's name")] = "",
    mentee: Annotated[str, typer.Option(metavar="NAME", help="The mentee's name")] = "",
    person: Annotated[
        list[str] | None, typer.Option(metavar="ID=NAME[:ROLE]", help="A person of another pairing; use it twice")
    ] = None,
    weekday: Annotated[str, typer.Option(metavar="DAY", help="The day you meet on")] = "",
    every: Annotated[str, typer.Option(metavar="WEEKS", help="How often: week, 2 weeks")] = "",
    time: Annotated[str, typer.Option(metavar="TIME", help="The time you meet at")] = "",
    minutes: Annotated[str, typer.Option(metavar="N", help="The minutes that you plan to meet")] = "",
    mode: Annotated[str, typer.Option(metavar="WORD", help="How you meet: virtual, in person")] = "",
    term: Annotated[str, typer.Option(metavar="NAME", help="The term's name, as 2026-fall")] = "",
    term_start: Annotated[str, typer.Option(metavar="DATE", help="The term's first day")] = "",
    term_end: Annotated[str, typer.Option(metavar="DATE", help="The term's last day")] = "",
    required: Annotated[str, typer.Option(metavar="TEXT", help="What is asked of you: 180 minutes a month")] = "",
    remote: Annotated[str, typer.Option(metavar="PLACE", help="The shared place, as in invite")] = "",
) -> Answer:
    """Make a new log, ready to meet."""
    typed = TypedLog(
        *(place, mentor, mentee, tuple(person or ())),
        *(weekday, every, time, minutes, mode),
        *(term, term_start, term_end, required),
    )
    return show_created(create_log(context_of(ctx), typed, remote))


app = command(init, brings_log=True)
