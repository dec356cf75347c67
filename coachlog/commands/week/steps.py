"""`coachlog steps`: next steps, each once, and what becomes of them."""

from pathlib import PurePath
from typing import Annotated

import typer

from coachlog import commands
from coachlog.actions.typed_days import parse_day
from coachlog.actions.week.steps import (
    UnknownStep,
    add_step,
    list_steps,
    mark_steps,
    set_due,
    step_meant,
    step_owner,
    step_words,
)
from coachlog.app.arguments import StepNames, typed_or_asked
from coachlog.app.command import context_of, group, subcommand
from coachlog.app.completion import complete_owners, complete_steps
from coachlog.app.field_options import NOTHING, Typed, with_options
from coachlog.app.link_options import GOAL, LESSON, take_links
from coachlog.context import Context
from coachlog.errors import SurroundingsError, UsageError
from coachlog.model.dates import Aim
from coachlog.model.kinds.body import StepMark
from coachlog.model.settings import NOBODY
from coachlog.render.view import Answer
from coachlog.views.week.steps import show_added, show_due, show_list, show_marked


def _lead(context: Context, typed: list[str], hint: str) -> str:
    """Name the note in which the next step that is meant is changed; leave any other hint as it is."""
    if hint != commands.CHANGE_STEP:
        return hint
    try:
        step = step_meant(context, typed[1:])
    except (UnknownStep, SurroundingsError):
        return hint
    return f"“{step.text}” is changed in line {step.line} of {step.path}: coachlog edit {PurePath(step.path).stem}"


app = group("List next steps; add, finish, drop, reopen one", all_logs=True, lead=_lead)


@app.callback()
def steps(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Include finished steps")] = False,
    owner: Annotated[
        str, typer.Option(metavar="ID", help="Show only one person's steps", autocompletion=complete_owners)
    ] = "",
) -> Answer | None:
    """List open next steps by person."""
    if ctx.invoked_subcommand is not None:
        return None
    return show_list(list_steps(context_of(ctx), owner, everything=everything))


@subcommand(app, "add")
@with_options(GOAL, LESSON)
def add(
    ctx: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="What to do; @mentee in front says who")
    ] = None,
    owner: Annotated[
        str,
        typer.Option("--owner", "--for", metavar="ID", help="Owner: a person, or both", autocompletion=complete_owners),
    ] = "",
    due: Annotated[str, typer.Option(metavar="DATE", help="The due date")] = "",
    typed: Typed = NOTHING,
) -> Answer:
    """Add a next step to the current note; by default mine.

    One of a meeting that was held goes into its note with: coachlog note TEXT --in "next steps" --date DAY.

    To change its date later: coachlog steps due STEP DATE. Its words are changed in the newest note that has it:
    coachlog edit DAY.
    """
    context = context_of(ctx)
    refusal = UsageError("there is no step to add", 'say it in quotes: coachlog steps add "Try the exit ticket"')
    words = step_words(typed_or_asked(context, text or (), "What is to be done?", refusal))
    whose = step_owner(context, owner) if owner else NOBODY
    links = take_links(typed.read(context))
    step = add_step(context, words, whose, parse_day(context, due, Aim.DUE) if due else None, links)
    return show_added(step, context.settings)


@subcommand(app, "done")
def done(ctx: typer.Context, step: StepNames) -> Answer:
    """Mark next steps as done."""
    return _mark(ctx, step, StepMark.DONE, "Done")


@subcommand(app, "drop")
def drop(ctx: typer.Context, step: StepNames) -> Answer:
    """Drop next steps."""
    return _mark(ctx, step, StepMark.DROPPED, "Let go")


@subcommand(app, "start")
def start(ctx: typer.Context, step: StepNames) -> Answer:
    """Mark next steps as under way."""
    return _mark(ctx, step, StepMark.UNDER_WAY, "Under way")


@subcommand(app, "reopen")
def reopen(ctx: typer.Context, step: StepNames) -> Answer:
    """Reopen finished next steps."""
    return _mark(ctx, step, StepMark.OPEN, "Open again")


@subcommand(app, "due")
def due(
    ctx: typer.Context,
    step: Annotated[
        list[str] | None,
        typer.Argument(metavar="STEP DATE", help="Its id, or words of it; then the day", autocompletion=complete_steps),
    ] = None,
) -> Answer:
    """Change when a next step is due; `none` takes the date away."""
    context = context_of(ctx)
    return show_due(set_due(context, step or []), context.settings, context.today)


def _mark(ctx: typer.Context, words: list[str], mark: StepMark, word: str) -> Answer:
    context = context_of(ctx)
    return show_marked(mark_steps(context, words, mark), mark, word, context.settings)
