"""`coachlog visits`: visits in a classroom, mine and those that are shared."""

from datetime import date
from typing import Annotated

import typer

from coachlog.actions.own.visits import (
    VisitFields,
    add_visit,
    list_visits,
    only_draft,
    preview_share,
    share_visit,
    show_visit,
    update_visit,
)
from coachlog.actions.typed_days import parse_day
from coachlog.actions.typed_values import minutes_text
from coachlog.app.command import OWN_LISTING, PAGE, Out, context_of, group, subcommand
from coachlog.app.completion import complete_goals, complete_lessons, complete_people, complete_visits
from coachlog.app.field_options import NOTHING, Typed, list_option, read_typed, text_option, with_options
from coachlog.app.own_options import INDICATOR, START
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.audience import Audience
from coachlog.model.fields import clean_text
from coachlog.model.kinds.section_names import LOOK_AT, SAID_AND_DONE, TAKE, TO_ASK
from coachlog.render.view import Answer
from coachlog.views.term.visits import preview_lines, show_added, show_shared, show_text, show_updated, show_visits

app = group("List visits in a classroom; draft, share one", out=OWN_LISTING)

VisitName = Annotated[str, typer.Argument(metavar="VISIT", help="Its day, or its id", autocompletion=complete_visits)]
DraftName = Annotated[
    str,
    typer.Argument(
        metavar="[VISIT]", help="Its day, or its id, if it is not your only draft", autocompletion=complete_visits
    ),
]


def _read_texts(_: Context, typed: list[str] | None) -> list[str]:
    return [words for text in typed or () if (words := clean_text(text))]


def _read_day(context: Context, typed: str) -> date | None:
    return parse_day(context, typed) if typed else None


_CLASS = text_option("class", "TEXT", "The class: grade 7, period 3", name="class_")
_MINUTES = text_option("minutes", "N", "How long it was", read=lambda _, typed: minutes_text(typed))
_GOAL = list_option("goals", "GOAL", "A goal that it is about", name="goal", read=read_typed, complete=complete_goals)
_LESSON = list_option(
    "lessons", "LESSON", "The lesson that was taught", name="lesson", read=read_typed, complete=complete_lessons
)
_LOOK = list_option(LOOK_AT, "TEXT", "What you agreed to look at", name="look", read=_read_texts)
_SAW = list_option(SAID_AND_DONE, "TEXT", "What was said and done", name="saw", read=_read_texts)
_ASK = list_option(TO_ASK, "TEXT", "A question for the talk after", name="question", read=_read_texts)
_TAKE = list_option(TAKE, "TEXT", "What you take from it", name="take", read=_read_texts)
_SECTIONS = (LOOK_AT, SAID_AND_DONE, TO_ASK, TAKE)
_DAY = text_option("day", "DATE", "The day; by default today", name="date", read=_read_day)
_WHOSE = text_option("whose", "NAME", "Whose classroom; by default your partner's", complete=complete_people)
_OPTIONS = (_DAY, _WHOSE, _CLASS, START, _MINUTES, _GOAL, _LESSON, INDICATOR, _LOOK, _SAW, _ASK, _TAKE)
BothOption = Annotated[bool, typer.Option("--both", help="The two of you went together")]


@app.callback()
def visits(ctx: typer.Context) -> Answer | None:
    """List my visits and those that are shared."""
    return None if ctx.invoked_subcommand else show_visits(list_visits(context_of(ctx)))


@subcommand(app, "add")
@with_options(*_OPTIONS)
def add(ctx: typer.Context, both: BothOption = False, typed: Typed = NOTHING) -> Answer:
    """Draft a visit in my own pages, with what to look at."""
    context = context_of(ctx)
    fields = _fields(context, typed, both=both)
    if context.interactive and not fields.lines[LOOK_AT]:
        words = clean_text(context.ask("What did you agree to look at? (Enter: later)", " "))
        fields = VisitFields(
            fields.day, fields.whose, both, fields.fields, {**fields.lines, LOOK_AT: [words] if words else []}
        )
    return show_added(add_visit(context, fields))


@subcommand(app, "update")
@with_options(*_OPTIONS)
def update(ctx: typer.Context, visit: DraftName = "", both: BothOption = False, typed: Typed = NOTHING) -> Answer:
    """Add to a visit that is not shared yet, or open it."""
    context = context_of(ctx)
    fields = _fields(context, typed, both=both)
    visit = visit or only_draft(context)
    if fields.anything:
        return show_updated(update_visit(context, visit, fields))
    return _edit(context, visit)


@subcommand(app, "show", out=Out(PAGE.forms, Audience.SELF))
def show(ctx: typer.Context, visit: VisitName) -> Answer:
    """Show a visit."""
    return show_text(show_visit(context_of(ctx), visit))


@subcommand(app, "share")
def share(
    ctx: typer.Context,
    visit: DraftName = "",
    yes: Annotated[bool, typer.Option("--yes", help="Share it without asking")] = False,
) -> Answer:
    """Move a visit into the log, after the talk; shows it before."""
    context = context_of(ctx)
    visit = visit or only_draft(context)
    if not yes:
        preview = preview_share(context, visit)
        context.tell(*preview_lines(preview))
        if not context.confirm("Share it with your partner?", default=False):
            hint = f"to share it as it is: coachlog visits share {preview.shown.visit.id} --yes"
            raise CoachlogError("it is not shared: only you have it", hint)
    return show_shared(share_visit(context, visit))


def _fields(context: Context, typed: Typed, *, both: bool) -> VisitFields:
    values = typed.read(context)
    lines = {section: values.pop(section) for section in _SECTIONS}
    return VisitFields(values.pop("day"), values.pop("whose"), both, values, lines)


def _edit(context: Context, visit: str) -> Answer:
    from coachlog.actions.own.pages import own_pages_writer
    from coachlog.actions.own.visits import find_draft
    from coachlog.app.editor import edit_and_keep

    shown = find_draft(context, visit)
    edited = edit_and_keep(context, shown.visit.path, "visits update: 1 visit", own_pages_writer(context))
    return show_updated(find_draft(context, shown.visit.path), edited)
