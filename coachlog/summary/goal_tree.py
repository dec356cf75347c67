"""Goals as a tree by the goals they support, without circles."""

from collections.abc import Callable, Iterable

from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.kinds.goal import Goal


@frozen
class Branch:
    """A goal's place in the tree; `again`: its supporting goals are at its first place."""

    goal: Goal
    depth: int
    again: bool = False


def build_tree(goals: Iterable[Goal]) -> tuple[Branch, ...]:
    """Return the tree from the top down: each goal under every goal that it supports; a circle is cut at one goal."""
    by_id = {goal.id: goal for goal in goals}
    serving: dict[str, list[Goal]] = {}
    tops = []
    for goal in by_id.values():
        parents = [parent for parent in dict.fromkeys(goal.supports) if parent in by_id]
        for parent in parents:
            serving.setdefault(parent, []).append(goal)
        if not parents:
            tops.append(goal)
    branches: list[Branch] = []
    seen: set[str] = set()
    for top in [*tops, *by_id.values()]:
        waiting = [] if top.id in seen else [(top, 0)]
        while waiting:
            goal, depth = waiting.pop()
            children = serving.get(goal.id, [])
            branches.append(Branch(goal, depth, again=goal.id in seen and bool(children)))
            if goal.id not in seen:
                seen.add(goal.id)
                waiting += [(child, depth + 1) for child in reversed(children)]
    return tuple(branches)


def with_supported(chosen: Iterable[Goal], goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Return some goals and all that they support, directly or not."""
    by_id = {goal.id: goal for goal in goals}
    wanted = [goal.id for goal in chosen]
    ids = set(wanted)
    for goal_id in wanted:  # the list grows during the loop
        above = [parent for parent in by_id[goal_id].supports if parent in by_id and parent not in ids]
        ids |= set(above)
        wanted += above
    return tuple(goal for goal in by_id.values() if goal.id in ids)


def find_circles(goals: Iterable[Goal]) -> tuple[tuple[Goal, ...], ...]:
    """Return the circles of goals: in each, the first supports the second, and the last the first."""
    by_id = {goal.id: goal for goal in goals}
    circles: list[tuple[Goal, ...]] = []
    finished: set[str] = set()
    for start, goal in by_id.items():
        trail = {} if start in finished else {start: iter(goal.supports)}
        while trail:
            last = next(reversed(trail))
            parent = next(trail[last], None)
            if parent is None:
                finished.add(last)
                del trail[last]
            elif parent in trail:
                names = list(trail)
                circles.append(tuple(by_id[name] for name in names[names.index(parent) :]))
            elif parent in by_id and parent not in finished:
                trail[parent] = iter(by_id[parent].supports)
    return tuple(circles)


def check_tree(goals: Iterable[Goal], line_of: Callable[[Goal], int]) -> list[Problem]:
    """Yield the problems that keep goals from being a tree; `line_of` returns the line where a goal names others."""
    goals = tuple(goals)
    ids = {goal.id for goal in goals}
    problems = [
        Problem(goal.path, line_of(goal), "unknown-goal", f"supports: there is no goal `{parent}`")
        for goal in goals
        for parent in dict.fromkeys(goal.supports)
        if parent not in ids
    ]
    for circle in find_circles(goals):
        last, first = circle[-1], circle[0]
        names = ", ".join(goal.id for goal in circle[:5])
        message = f"this goal supports itself by way of {names}" if last is not first else "this goal supports itself"
        problems.append(Problem(last.path, line_of(last), "goal-loop", f"supports: {message}"))
    return problems
