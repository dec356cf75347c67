"""Goals as commands show them: a row, a tree, one goal with how it moved."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from coachlog.app.arguments import owner_name, titles_of
from coachlog.context import Context
from coachlog.model.fields import format_count, format_date, format_day, format_list
from coachlog.model.kinds.goal import Goal, GoalStatus, Level
from coachlog.model.log import Log
from coachlog.model.settings import Settings
from coachlog.render.view import Answer, Item, Line, Part, Source, Table, Title

_AT_MOST = 8  # so many moments of a goal's history are shown, the newest; its text has them all


def goal_data(goal: Goal) -> dict[str, Any]:
    """A goal as `--json` lists it."""
    return {
        "id": goal.id,
        "title": goal.title,
        "status": goal.status,
        "level": goal.level,
        "owner": goal.owner,
        "progress": goal.progress or None,
        "supports": list(goal.supports),
        "target_date": _iso(goal.target_date),
        "path": goal.path,
    }


def facts_of(goal: Goal) -> str:
    """How an open goal is moving, or how a closed one ended, in a word or two."""
    moving = goal.progress.replace("-", " ")
    return moving if goal.open and moving else "" if goal.status is GoalStatus.ACTIVE else goal.status


def _facts_line(goal: Goal, settings: Settings) -> str:
    told = [goal.level, f"owner {owner_name(settings, goal.owner)}", goal.status]
    if goal.open and goal.progress:
        told.append(facts_of(goal))
    if goal.closed:
        told.append(f"closed {format_date(goal.closed)}")
    elif goal.target_date:
        told.append(f"to reach by {format_date(goal.target_date)}")
    return ", ".join(told)


def table_of(goals: list[Goal], settings: Settings) -> list[Part]:
    """Goals, one a row."""
    if not goals:
        return [Line('No goals here yet. To add one: coachlog goals add "What learners can do"', quiet=True)]
    rows = [
        (g.id, g.title, g.level, owner_name(settings, g.owner), facts_of(g), str(g.target_date or "")) for g in goals
    ]
    return [Table(("Id", "Goal", "Level", "Owner", "Progress", "Target date"), rows)]


def tree_of(context: Context, log: Log, chosen: list[Goal]) -> Answer:
    """Goals under what they support, with what stands alone or rests."""
    from coachlog.summary.goal_tree import check_tree, goal_tree, with_supported
    from coachlog.summary.goals import resting_goals

    branches = goal_tree(with_supported(chosen, log.goals))
    problems = [*log.problems, *check_tree(log.goals, lambda goal: _line_of(context, goal))]
    parts: list[Part] = []
    for branch in branches:
        beside = [branch.goal.level, facts_of(branch.goal), "what serves it stands above" if branch.again else ""]
        parts.append(Item(branch.goal.title, ", ".join(filter(None, beside)), indent=2 * min(branch.depth, 12)))
    alone = [
        branch.goal.title
        for branch in branches
        if branch.depth == 0
        and branch.goal.open
        and not branch.goal.supports
        and branch.goal.level not in (Level.BUILDING, Level.DISTRICT)
    ]
    if alone:
        told = f"Standing on its own so far: {format_list(alone)}. To link: coachlog goals update ID --supports ID"
        parts += [Line(), Line(told, quiet=True)]
    parts += _quiet_line((goal, day) for goal, day in resting_goals(log, context.today) if goal in chosen)
    data = [goal_data(goal) for goal in {branch.goal.id: branch.goal for branch in branches}.values()]
    return Answer(data, parts or table_of([], log.settings), sorted(set(problems)), listing=True)


def _line_of(context: Context, goal: Goal) -> int:
    """The line on which a goal says what it supports."""
    from coachlog.checks.check import line_of
    from coachlog.storage.files import Folder

    return line_of((Folder(context.root).read(goal.path) or b"").decode("utf-8", "replace"), "supports")


def shown(context: Context, log: Log, goal: Goal) -> Answer:
    """One goal: its facts, how it moved, its text."""
    from coachlog.actions.documents import readable_text
    from coachlog.summary.goals import goal_history, meetings_about

    text = readable_text(context.root, goal.path)
    serving = [other for other in log.goals if goal.id in other.supports]
    moments, days = goal_history(log, goal), meetings_about(log, goal)
    data = goal_data(goal) | {
        "opened": _iso(goal.opened),
        "closed": _iso(goal.closed),
        "baseline": goal.baseline,
        "target": goal.target,
        "measure": goal.measure,
        "standards": list(goal.standards),
        "indicators": list(goal.indicators),
        "lessons": list(goal.lessons),
        "supported_by": [other.id for other in serving],
        "history": [{"date": _iso(moment.day), "what": moment.what, "text": moment.text} for moment in moments],
        "meetings": [day.isoformat() for day in days],
        "text": text,
    }
    parts: list[Part] = [Line(f"{goal.id}: {_facts_line(goal, log.settings)}")]
    for told, names in (
        ("It serves", titles_of(log, goal.supports, "goal")),
        ("It is served by", [other.title for other in serving]),
        ("Standards", goal.standards),
        ("Coaching indicators", goal.indicators),
        ("Baseline", [goal.baseline]),
        ("Target", [goal.target]),
        ("Measure", [goal.measure]),
        ("Meetings about it", _told_days(days)),
    ):
        if any(names):
            parts.append(Line(f"{told}: {'; '.join(names)}", quiet=True))
    if any(moment.text for moment in moments):
        parts.append(Title("How it moved"))
        parts += [Item(moment.text or moment.what, format_date(moment.day)) for moment in moments[-_AT_MOST:]]
        if len(moments) > _AT_MOST:
            parts.append(Line(f"and {len(moments) - _AT_MOST} earlier: they stand below", quiet=True))
    return Answer(data, [*parts, Line(), Source(text)], [p for p in log.problems if p.path == goal.path])


def with_code(
    context: Context, goals: Iterable[Goal], kind: str, code: str, codes_of: Callable[[Goal], Iterable[str]]
) -> list[Goal]:
    """The goals that have a code of a kind of framework, however either is written."""
    from coachlog.commands.look.frameworks import canonical
    from coachlog.frameworks import plain_code

    code_of = canonical(context, kind)
    wanted = plain_code(code_of(code))
    return [goal for goal in goals if wanted in (plain_code(code_of(word)) for word in codes_of(goal))]


def _told_days(days: tuple[date, ...]) -> list[str]:
    return [f"{format_count(len(days), 'meeting')}, the last on {format_date(days[-1])}"] if days else []


def _quiet_line(goals: Iterable[tuple[Goal, date]]) -> Iterable[Line]:
    told = [f"{goal.title} (since {format_day(day)})" for goal, day in goals]
    if told:
        yield Line(f"Resting for some weeks: {format_list(told)}", quiet=True)


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
