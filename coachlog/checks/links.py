"""What one document says of another: ids that nobody has, and goals that support each other in a ring."""

from collections.abc import Iterator

from coachlog.checks.ground import Check, Ground
from coachlog.errors import Problem
from coachlog.kinds import Record
from coachlog.kinds.goal import Goal

_UNKNOWN = "unknown-id"
_LOOP = "loop"
# Which front-matter keys name documents, and of which kinds.
_KEYS = (
    ("supports", ("goal",)),
    ("goals", ("goal",)),
    ("lessons", ("lesson",)),
    ("previous", ("lesson",)),
    ("about", ("lesson", "goal")),
)


def _find(ground: Ground) -> Iterator[Problem]:
    for record in ground.records():
        for key, kinds in _KEYS:
            yield from _unknown(ground, record, key, kinds)
    yield from _loops(ground)


LINKS = Check(
    (
        (_UNKNOWN, "a goal or lesson is named by an id that no document has"),
        (_LOOP, "goals support each other in a ring"),
    ),
    _find,
)


def _unknown(ground: Ground, record: Record, key: str, kinds: tuple[str, ...]) -> Iterator[Problem]:
    said = getattr(record, key, ())
    for word in (said,) if isinstance(said, str) else said:
        if word and not any(word == other.id for kind in kinds for other in ground.log.records.get(kind, ())):
            message = f"{key}: there is no {' or '.join(kinds)} with the id `{word}`"
            yield ground.problem(record.path, key, _UNKNOWN, message)


def _loops(ground: Ground) -> Iterator[Problem]:
    goals = {goal.id: goal for goal in ground.log.goals}
    told: set[str] = set()
    for goal in ground.log.goals:
        ring = _ring(goal, goals)
        if ring and not told & set(ring):
            told |= set(ring)
            way = " → ".join([*ring, ring[0]])
            yield ground.problem(goal.path, "supports", _LOOP, f"supports: these goals support each other: {way}")


def _ring(start: Goal, goals: dict[str, Goal]) -> list[str]:
    """The ids on a way from a goal back to itself, or nothing."""
    ways = [[start.id]]
    seen = set()
    while ways:
        way = ways.pop()
        for word in goals[way[-1]].supports:
            if word == start.id:
                return way
            if word in goals and word not in seen:
                seen.add(word)
                ways.append([*way, word])
    return []
