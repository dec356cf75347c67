"""`coachlog plan`: what the pair has agreed on for a term."""

from typing import Annotated, Final

import typer

from coachlog.actions.term.after_term import ask_for_next_term, go_on_after_term
from coachlog.actions.term.plans import (
    add_to_plan,
    agree_to_plan,
    find_plan,
    make_plan,
    plan_of_now,
    plan_period,
    read_plan,
)
from coachlog.app.command import PAGE, context_of, group, subcommand
from coachlog.app.completion import complete_terms
from coachlog.app.for_others import document_for_others
from coachlog.app.period_argument import chosen_period
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.model.fields import clean_text
from coachlog.model.period import Period
from coachlog.render.view import Answer
from coachlog.views.term.plans import show_agreement, show_made, show_plan

app = group("Make or show the term's coaching plan", out=PAGE, writes=True)

_WORDS: Final = {"goals": "Learning goals for students"}  # which two sections have

TermOption = Annotated[
    str, typer.Option("--term", metavar="TERM", help="The term, if not the current one", autocompletion=complete_terms)
]


@app.callback()
def plan(
    ctx: typer.Context,
    term: TermOption = "",
    source: Annotated[
        str, typer.Option("--from", metavar="TERM", help="Start from that term's plan", autocompletion=complete_terms)
    ] = "",
) -> Answer | None:
    """Make or show the term's coaching plan."""
    if ctx.invoked_subcommand is not None:
        return None
    context = ask_for_next_term(context_of(ctx))
    period = chosen_period(context, term) if source else _chosen(context, term)
    earlier = chosen_period(context, source) if source else None
    if source and not term:
        period = plan_period(context, period, earlier)
    term_plan = find_plan(context.read(("plan",)), period)
    if context.options.for_others:
        return document_for_others(context, term_plan.path if term_plan else period.name, "plan")
    if term_plan is None:
        period = period if term else plan_period(context, period, earlier)
        return show_made(make_plan(context, period, source, earlier))
    go_on_after_term(context)
    if source:
        raise CoachlogError(f"there is a plan for {period.name} already: {term_plan.path}", "coachlog plan shows it")
    return show_plan(read_plan(context, term_plan))


@subcommand(app, "agree")
def agree(ctx: typer.Context, term: TermOption = "") -> Answer:
    """Say that I agree to the plan."""
    context = context_of(ctx)
    context.require_me()
    return show_agreement(agree_to_plan(context, _chosen(context, term)))


@subcommand(app, "add")
def add(
    ctx: typer.Context,
    section: Annotated[str, typer.Argument(metavar="SECTION", help="Goals, building, roles, norms, time …")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to add")],
    term: TermOption = "",
) -> Answer:
    """Add a line to a section of the plan."""
    from coachlog.model.blank_pages import known_section

    context = context_of(ctx)
    period = _chosen(context, term)
    words = clean_text(text)
    if not words:
        raise UsageError("there is nothing to write down", 'say it in quotes: coachlog plan add norms "Ask first"')
    name = known_section("plan", _WORDS.get(section.casefold(), section), context.settings)
    return show_agreement(add_to_plan(context, period, name, words), name)


def _chosen(context: Context, term: str) -> Period:
    return chosen_period(context, term) if term else plan_of_now(context)
