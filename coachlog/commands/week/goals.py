"""`coachlog goals`: what the pair works towards, and how it moves."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.app.arguments import (
    GoalName,
    asked_title,
    choice_option,
    complete_goals,
    complete_indicators,
    complete_owners,
    complete_standards,
    complete_terms,
    one_line,
    owner_id,
)
from coachlog.app.command import context_of, group, subcommand
from coachlog.app.period_argument import chosen_period
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.model.fields import clean_text, slugify
from coachlog.model.kinds.goal import OPEN, SHARED, Goal, GoalStatus, Level, Progress
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.kinds.section_names import EVIDENCE
from coachlog.model.log import Log
from coachlog.render.view import Answer, Line
from coachlog.views.goals import goal_data, shown, table_of, tree_of, with_code

if TYPE_CHECKING:
    from coachlog.actions.workspace import Workspace
    from coachlog.markdown.document import Document
    from coachlog.markdown.edit_yaml import Data

app = group("List open goals; add, show, update, close one")

LevelOption = Annotated[Level | None, choice_option("--level", Level, "Whom it is about")]
StatusOption = Annotated[GoalStatus | None, choice_option("--status", GoalStatus, "Where its life stands")]
ProgressOption = Annotated[Progress | None, choice_option("--progress", Progress, "How it is moving")]
OwnerOption = Annotated[
    str, typer.Option("--owner", metavar="ID", help="Whose it is: a person, or shared", autocompletion=complete_owners)
]
SupportsOption = Annotated[
    list[str] | None, typer.Option("--supports", metavar="GOAL", help="A goal it serves", autocompletion=complete_goals)
]
TargetOption = Annotated[str, typer.Option("--target", metavar="DATE", help="The day to reach it by")]
MeasureOption = Annotated[str, typer.Option("--measure", metavar="TEXT", help="How it is seen")]
BaselineOption = Annotated[str, typer.Option("--baseline", metavar="TEXT", help="Where things stand at the start")]
StandardOption = Annotated[
    list[str] | None,
    typer.Option("--standard", metavar="CODE", help="A content standard", autocompletion=complete_standards),
]
IndicatorOption = Annotated[
    list[str] | None,
    typer.Option("--indicator", metavar="CODE", help="A coaching indicator", autocompletion=complete_indicators),
]


@app.callback()
def goals(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too")] = False,
    tree: Annotated[bool, typer.Option("--tree", help="Each under what it supports")] = False,
    level: LevelOption = None,
    owner: OwnerOption = "",
    status: StatusOption = None,
    term: Annotated[
        str, typer.Option("--term", metavar="TERM", help="Worked on in a term", autocompletion=complete_terms)
    ] = "",
    indicator: Annotated[
        str,
        typer.Option(
            "--indicator", metavar="CODE", help="With a coaching indicator", autocompletion=complete_indicators
        ),
    ] = "",
    standard: Annotated[
        str,
        typer.Option("--standard", metavar="CODE", help="With a content standard", autocompletion=complete_standards),
    ] = "",
) -> Answer | None:
    """List open goals."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    log = context.read(("goal", "meeting", "feedback") if tree else ("goal",), bodies=("goal",) if tree else ())
    whose = owner_id(log.settings, owner) if owner else ""
    span = chosen_period(context, term) if term else None
    chosen = [
        goal
        for goal in log.goals
        if (goal.status is status if status else everything or span or goal.open)
        and level in (None, goal.level)
        and whose in ("", goal.owner)
        and (span is None or goal.alive_in(span))
    ]
    if indicator:
        chosen = with_code(context, chosen, "coaching", indicator, lambda goal: goal.indicators)
    if standard:
        chosen = with_code(context, chosen, "content", standard, lambda goal: goal.standards)
    if tree:
        return tree_of(context, log, chosen)
    order = list(Level)
    chosen.sort(key=lambda goal: order.index(goal.level))
    data = [goal_data(goal) for goal in chosen]
    return Answer(data, table_of(chosen, log.settings), log.problems, listing=True)


@subcommand(app, "add")
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is called")] = "",
    level: LevelOption = None,
    owner: OwnerOption = "",
    supports: SupportsOption = None,
    target: TargetOption = "",
    measure: MeasureOption = "",
    baseline: BaselineOption = "",
    status: StatusOption = None,
    standard: StandardOption = None,
    indicator: IndicatorOption = None,
) -> Answer:
    """Add a goal; active, ours and for students unless told."""
    context = context_of(ctx)
    name = asked_title(context, title, "goal")
    facts = {
        "level": level or Level.STUDENT,
        "owner": owner_id(context.settings, owner) if owner else SHARED,
        "status": status or GoalStatus.ACTIVE,
        "opened": context.today.isoformat(),
        "target_date": context.day(target).isoformat() if target else "",
    }
    closed = "" if facts["status"] in OPEN else context.today.isoformat()
    more = {"closed": closed, "baseline": one_line(baseline), "measure": one_line(measure)}
    with context.change("goals add") as change:
        from coachlog.actions.documents import add_words, set_facts, with_title
        from coachlog.markdown.document import parse_document

        log = context.read(("goal",))
        goal_id = context.new_id(slugify(name))
        document = parse_document(context.fill("goal", {"title": name, **facts}))
        document = set_facts(with_title(document, name), {"type": "goal", **facts, **more})
        document = add_words(document, "supports", _parents(log, supports, None))
        document = add_words(document, "standards", _codes(context, "content", standard))
        document = add_words(document, "indicators", _codes(context, "coaching", indicator))
        change.write(f"goals/{goal_id}.md", document.text.encode())
        change.message = "goals add: 1 goal"
    return _changed(context, goal_id, "Added the goal")


@subcommand(app, "show")
def show(ctx: typer.Context, goal: GoalName) -> Answer:
    """Read a goal: how it moved, what it serves and what serves it."""
    context = context_of(ctx)
    log = context.read(("goal", "meeting", "feedback"), bodies=("goal",))
    return shown(context, log, log.find_goal(goal))


@subcommand(app, "update")
def update(
    ctx: typer.Context,
    goal: GoalName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was seen: a dated line of evidence")] = "",
    progress: ProgressOption = None,
    status: StatusOption = None,
    owner: OwnerOption = "",
    target: TargetOption = "",
    supports: SupportsOption = None,
    level: LevelOption = None,
    measure: MeasureOption = "",
    baseline: BaselineOption = "",
    standard: StandardOption = None,
    indicator: IndicatorOption = None,
) -> Answer:
    """Say how a goal is moving, with what was seen."""
    context = context_of(ctx)
    words = clean_text(text)
    facts: dict[str, Data] = {
        "progress": progress or "",
        "owner": owner_id(context.settings, owner) if owner else "",
        "target_date": context.day(target).isoformat() if target else "",
        "level": level or "",
        "measure": one_line(measure),
        "baseline": one_line(baseline),
    }
    if not (words or status or supports or standard or indicator or any(facts.values())):
        hint = f'coachlog goals update {goal} "what was seen" --progress on-track'
        raise UsageError("nothing was said about the goal", hint)
    with context.change("goals update") as change:
        from coachlog.actions.documents import add_words, set_facts
        from coachlog.actions.workspace import Workspace
        from coachlog.model.blank_pages import add_entry

        log = context.read(("goal", "meeting"))
        found = log.find_goal(goal)
        desk = Workspace(context, change)
        document = set_facts(_opened(desk, found), facts)
        if status:
            document = _with_status(document, found, status, context)
        document = add_words(document, "supports", _parents(log, supports, found))
        document = add_words(document, "standards", _codes(context, "content", standard))
        document = add_words(document, "indicators", _codes(context, "coaching", indicator))
        if words:
            document = add_entry(document, "goal", EVIDENCE, f"{context.today}: {words}", log.settings)
        desk.put(found.path, document)
        _mention(context, log, desk, found)
        desk.close()
        change.message = "goals update: 1 goal"
    return _changed(context, found.id, "Updated the goal")


@subcommand(app, "close")
def close(
    ctx: typer.Context,
    goal: GoalName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Looking back: a line under Reflection")] = "",
    met: Annotated[bool, typer.Option("--met", help="It was reached")] = False,
    revised: Annotated[bool, typer.Option("--revised", help="Another goal takes its place")] = False,
    dropped: Annotated[bool, typer.Option("--dropped", help="It was let go")] = False,
) -> Answer:
    """Close a goal as met, revised or dropped."""
    context = context_of(ctx)
    said = {GoalStatus.MET: met, GoalStatus.REVISED: revised, GoalStatus.DROPPED: dropped}
    status = _ending(context, [status for status, chosen in said.items() if chosen])
    words = clean_text(text)
    with context.change("goals close") as change:
        from coachlog.actions.workspace import Workspace
        from coachlog.model.blank_pages import add_entry

        log = context.read(("goal", "meeting"))
        found = log.find_goal(goal)
        desk = Workspace(context, change)
        document = _with_status(_opened(desk, found), found, status, context)
        if words:
            document = add_entry(document, "goal", "Reflection", words, log.settings)
        desk.put(found.path, document)
        _mention(context, log, desk, found)
        desk.close()
        change.message = f"goals close: 1 goal {status}"
    return _changed(context, found.id, "Closed the goal", f" as {status}")


def _ending(context: Context, said: list[GoalStatus]) -> GoalStatus:
    ways = (GoalStatus.MET, GoalStatus.REVISED, GoalStatus.DROPPED)
    options = "--met, --revised or --dropped"
    if not said:
        answer = context.ask("Was it met, revised or dropped?", option=options).strip().casefold()
        said = [status for status in ways if answer == status]
    if len(said) != 1:
        raise UsageError("a goal is closed in one way: met, revised or dropped", f"say {options}")
    return said[0]


def _opened(desk: "Workspace", goal: Goal) -> "Document":
    document = desk.document(goal.path)
    if document is None:
        raise CoachlogError(f"{goal.path} was taken away just now", "coachlog goals lists what is there")
    return document


def _with_status(document: "Document", goal: Goal, status: GoalStatus, context: Context) -> "Document":
    from coachlog.markdown.edit import set_key

    if goal.status is status:
        return document
    closed = None if status in OPEN else context.today.isoformat()
    return set_key(set_key(document, ("status",), status.value), ("closed",), closed)


def _parents(log: Log, words: Iterable[str] | None, goal: Goal | None) -> list[str]:
    """The ids of the goals that a goal is to support; raises where it would support itself, straight or in a circle."""
    from coachlog.summary.goal_tree import with_supported

    found = [log.find_goal(word) for word in words or ()]
    for parent in found:
        if goal and goal.id in {above.id for above in with_supported([parent], log.goals)}:
            sentence = f"`{parent.title}` already supports `{goal.title}`" if parent.id != goal.id else ""
            raise CoachlogError(
                sentence or "a goal cannot support itself", "coachlog goals --tree shows what supports what"
            )
    return [parent.id for parent in found]


def _codes(context: Context, kind: str, typed: Iterable[str] | None) -> list[str]:
    """Codes as a log holds them, however they were typed."""
    if not typed:
        return []
    from coachlog.commands.look.frameworks import canonical

    return [code for code in map(canonical(context, kind), typed) if code]


def _mention(context: Context, log: Log, desk: "Workspace", goal: Goal) -> None:
    """Have today's meeting name a goal that moved."""
    from coachlog.actions.documents import add_words
    from coachlog.model.schedule import choose_meeting

    meeting, _ = choose_meeting(log.meetings, log.settings, context.today, context.today)
    document = desk.document(meeting.path) if meeting else None
    if meeting and document and meeting.status in (MeetingStatus.PLANNED, MeetingStatus.HELD):
        with suppress(CoachlogError):  # a note whose list cannot be changed in place does not hold the goal up
            desk.put(meeting.path, add_words(document, "goals", [goal.id]))


def _changed(context: Context, goal_id: str, said: str, how: str = "") -> Answer:
    goal = context.read(("goal",)).find_goal(goal_id)
    return Answer(goal_data(goal), [Line(f"{said} “{goal.title}”{how}: {goal.path}")])
