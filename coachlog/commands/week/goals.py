"""`coachlog goals`: what the pair works towards, and how it moves."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from coachlog.actions.term.goals import (
    GoalFilter,
    add_goal,
    close_goal,
    goal_details,
    goal_tree,
    list_goals,
    update_goal,
)
from coachlog.actions.typed_days import due_text
from coachlog.actions.typed_values import owner_id, require_title
from coachlog.app.arguments import GoalName, typed_or_asked
from coachlog.app.command import PAGE, context_of, group, subcommand
from coachlog.app.completion import (
    complete_goals,
    complete_indicators,
    complete_owners,
    complete_standards,
    complete_terms,
)
from coachlog.app.field_options import NOTHING, Typed, enum_option, list_option, read_typed, text_option, with_options
from coachlog.app.for_others import document_for_others, list_for_others
from coachlog.app.link_options import GOAL, LESSON, take_links
from coachlog.app.period_argument import chosen_period
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.frameworks import INDICATORS
from coachlog.model.fields import clean_text, one_line
from coachlog.model.kinds.goal import GoalProgress, GoalStatus, Level
from coachlog.model.kinds.section_names import EVIDENCE
from coachlog.render.view import Answer
from coachlog.views.week.goals import show_changed, show_details, show_list, show_review, show_tree

app = group("List open goals; add, show, update, review, close", all_logs=True)


def _read_owner(context: Context, typed: str) -> str:
    return owner_id(context, typed) if typed else ""


def _read_codes(kind: str) -> Callable[[Context, Any], list[str]]:
    def read(context: Context, typed: list[str] | None) -> list[str]:
        if not typed:
            return []
        from coachlog.actions.term.framework_codes import codes_of

        return codes_of(context, kind, typed)

    return read


_LEVEL = enum_option("level", Level, "Who the goal is for")
_STATUS = enum_option("status", GoalStatus, "Status of the goal")
_PROGRESS = enum_option("progress", GoalProgress, "Progress of the goal")
_OWNER = text_option("owner", "ID", "Owner: a person, or shared", read=_read_owner, complete=complete_owners)
_SUPPORTS = list_option("supports", "GOAL", "A goal that it supports", read=read_typed, complete=complete_goals)
_TARGET = text_option("target_date", "DATE", "The day to reach it by", name="target", read=due_text)
_MEASURE = text_option("measure", "TEXT", "How you will measure it")
_BASELINE = text_option("baseline", "TEXT", "The situation at the start")
_STANDARD = list_option(
    "standards",
    "CODE",
    "A content standard",
    name="standard",
    read=_read_codes("content"),
    complete=complete_standards,
)
_INDICATOR = list_option(
    "indicators",
    "CODE",
    "A coaching indicator",
    name="indicator",
    read=_read_codes(INDICATORS),
    complete=complete_indicators,
)
_WITH_INDICATOR = text_option("indicator", "CODE", "Show only goals with this indicator", complete=complete_indicators)
_WITH_STANDARD = text_option("standard", "CODE", "Show only goals with this standard", complete=complete_standards)
_TERM = text_option(
    "term",
    "TERM",
    "Show only goals worked on in this term",
    read=lambda context, typed: chosen_period(context, typed) if typed else None,
    complete=complete_terms,
)


@app.callback()
@with_options(_LEVEL, _OWNER, _STATUS, _TERM, _WITH_INDICATOR, _WITH_STANDARD)
def goals(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Include closed goals")] = False,
    tree: Annotated[bool, typer.Option("--tree", help="Show each goal under the goal it supports")] = False,
    typed: Typed = NOTHING,
) -> Answer | None:
    """List open goals."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    wanted = GoalFilter(everything=everything, **typed.read(context))
    if context.options.for_others:
        listing = list_goals(context, wanted)
        return list_for_others(context, "goal", listing.goals, listing.log)
    return show_tree(goal_tree(context, wanted)) if tree else show_list(list_goals(context, wanted))


@subcommand(app, "add")
@with_options(_LEVEL, _OWNER, _SUPPORTS, _TARGET, _MEASURE, _BASELINE, _STATUS, _STANDARD, _INDICATOR)
def add(
    ctx: typer.Context,
    title: Annotated[list[str] | None, typer.Argument(metavar="[TITLE]...", help="The goal's title")] = None,
    typed: Typed = NOTHING,
) -> Answer:
    """Add a goal; by default active, shared, for students."""
    context = context_of(ctx)
    name, fields = require_title(context, " ".join(title or ()), "goal"), typed.read(context)
    if context.interactive and not fields["baseline"]:
        context.tell(f"“{name}”: where does this stand today?")
        fields["baseline"] = one_line(context.ask("What do you see now? (Enter: later)", " "))
    return show_changed(add_goal(context, name, fields), "Added the goal")


@subcommand(app, "show", out=PAGE)
def show(ctx: typer.Context, goal: GoalName) -> Answer:
    """Show a goal, its history and the goals it is linked to."""
    context = context_of(ctx)
    if context.options.for_others:
        return document_for_others(context, goal, "goal")
    return show_details(goal_details(context, goal))


@subcommand(app, "update")
@with_options(
    _PROGRESS, _STATUS, _OWNER, _TARGET, _SUPPORTS, _LEVEL, _MEASURE, _BASELINE, _STANDARD, _INDICATOR, GOAL, LESSON
)
def update(
    ctx: typer.Context,
    goal: GoalName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The evidence, added as a dated line")] = "",
    section: Annotated[
        str, typer.Option("--in", metavar="SECTION", help="If it is no evidence: why, strategies …")
    ] = EVIDENCE,
    typed: Typed = NOTHING,
) -> Answer:
    """Change a goal, or add evidence and progress."""
    context = context_of(ctx)
    words, fields = clean_text(text), typed.read(context)
    links = take_links(fields)
    if not words and (links or section != EVIDENCE or not any(fields.values())):
        hint = f'coachlog goals update {goal} "what was seen" --progress on-track'
        refusal = UsageError("there is nothing to change in the goal", hint)
        words = typed_or_asked(context, (), "What was seen?" if section == EVIDENCE else f"{section}?", refusal)
    return show_changed(update_goal(context, goal, fields, (section, words), links), "Updated the goal")


@subcommand(app, "close")
def close(
    ctx: typer.Context,
    goal: GoalName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A line for Reflection, looking back")] = "",
    met: Annotated[bool, typer.Option("--met", help="The goal was met")] = False,
    revised: Annotated[bool, typer.Option("--revised", help="Another goal takes its place")] = False,
    dropped: Annotated[bool, typer.Option("--dropped", help="The goal was dropped")] = False,
) -> Answer:
    """Close a goal as met, revised or dropped."""
    context = context_of(ctx)
    chosen = {GoalStatus.MET: met, GoalStatus.REVISED: revised, GoalStatus.DROPPED: dropped}
    status = _ending(context, [status for status, typed in chosen.items() if typed])
    closed = close_goal(context, goal, status, clean_text(text))
    return show_changed(closed, "Closed the goal", f" as {status}")


@subcommand(app, "review")
def review(ctx: typer.Context) -> Answer:
    """Go through the open goals: keep, change or close each."""
    from coachlog.actions.term.goal_review import review_goals

    context = context_of(ctx)
    context.require_me()
    return show_review(review_goals(context))


def _ending(context: Context, chosen: list[GoalStatus]) -> GoalStatus:
    ways = (GoalStatus.MET, GoalStatus.REVISED, GoalStatus.DROPPED)
    options = "--met, --revised or --dropped"
    if not chosen:
        answer = context.ask("Was it met, revised or dropped?", option=options).strip().casefold()
        chosen = [status for status in ways if answer == status]
    if len(chosen) != 1:
        raise UsageError("a goal is closed in one way: met, revised or dropped", f"say {options}")
    return chosen[0]
