"""`coachlog import`: a running document, a calendar, a sheet into the log's meetings."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from coachlog.actions.imports.logs import choose_logs
from coachlog.actions.imports.pages import ImportResult, TypedReading, carry_out, plan_import, read_colours
from coachlog.actions.own.student_list import ask_for_students
from coachlog.actions.typed_days import parse_day
from coachlog.app.arguments import choice_option
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.incoming.subjects import SeveralSubjects
from coachlog.model.dates import DateOrder
from coachlog.model.fields import format_count
from coachlog.model.kinds.body import StepMark
from coachlog.render.view import Answer
from coachlog.views.share.imports import join_answers, preview_lines, refused, show_import


class OldSteps(StrEnum):
    """The state of earlier next steps that the document does not tick."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


_MARKS: Final[Mapping[OldSteps, StepMark | None]] = {
    OldSteps.OPEN: None,
    OldSteps.DONE: StepMark.DONE,
    OldSteps.DROPPED: StepMark.DROPPED,
}


def import_files(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Word, a web page, Markdown, text, .ics, .csv")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Save it without asking")] = False,
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="All of it is the meeting of this day")] = "",
    about: Annotated[str, typer.Option(metavar="NAME", help="Only the meetings with this person")] = "",
    older: Annotated[
        OldSteps | None, choice_option("--older", OldSteps, "What became of earlier weeks' open steps")
    ] = None,
    colour: Annotated[
        list[str] | None, typer.Option(metavar="COLOUR=NAME", help="Who writes in a colour: green=Sam")
    ] = None,
    dates: Annotated[DateOrder | None, choice_option("--dates", DateOrder, "How its dates are written")] = None,
) -> Answer:
    """Bring a running document into the log.

    It is cut at its dates, and each part becomes a meeting. What would come is shown first. Import the document again
    whenever it has changed: what is new in it comes in, and what you changed in the log stays.
    """
    context = context_of(ctx)
    context.require_me()
    files = files or [_asked_file(context)]
    typed = TypedReading(dates, parse_day(context, date) if date else None, about, read_colours(context, colour or ()))
    ask_for_students(context)
    try:
        return _bring_in(context, files, typed, older, yes=yes)
    except SeveralSubjects as several:
        if not context.interactive or about:
            raise
        people = several.subjects
    answers = [
        _bring_in(into.context, files, replace(typed, about=into.about), older, yes=yes)
        for into in choose_logs(context, people)
    ]
    return join_answers(answers)


def _asked_file(context: Context) -> Path:
    """Ask for a file; a name that was dragged into the window has quotes around it or blanks behind it."""
    return Path(context.ask("Which file?", option="coachlog import FILE").strip().strip("'\""))


def _bring_in(context: Context, files: list[Path], typed: TypedReading, older: OldSteps | None, *, yes: bool) -> Answer:
    """Plan an import into one log, show it, ask, and carry it out."""
    plan, untold = plan_import(context, files, typed), older is None
    if not plan.changes:
        return show_import(ImportResult(plan, (), ()), previewed=False, asks_older=untold)
    asks = context.interactive and not yes
    if asks:
        context.tell(*preview_lines(plan, asks_older=untold))
    if not yes and not context.confirm(f"Save it so in the log of {context.settings.pair}?", default=False):
        return refused(
            plan,
            " ".join(["coachlog import", *(f'"{file}"' if " " in str(file) else str(file) for file in files)]),
            shown=asks,
            asks_older=untold,
        )
    if older is None and asks and plan.old_steps:
        question = f"{format_count(plan.old_steps, 'next step')} of earlier weeks came without a tick. Are they done?"
        older = OldSteps.DONE if context.confirm(question, default=False) else None
    return show_import(carry_out(context, plan, _MARKS[older or OldSteps.OPEN]), previewed=asks, asks_older=untold)


app = command(import_files)
