"""Check references between documents: unknown ids, and goals that support each other in a circle."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles, line_of
from coachlog.errors import Problem
from coachlog.model.kinds import Record
from coachlog.summary.goal_tree import check_tree

_UNKNOWN = "unknown-id"
# The front-matter keys that name documents, with the kinds of these.
_KEYS = (
    ("goals", ("goal",)),
    ("lessons", ("lesson",)),
    ("previous", ("lesson",)),
    ("about", ("lesson", "goal")),
)


def _find(ground: LogFiles) -> Iterator[Problem]:
    for record in ground.records():
        for key, kinds in _KEYS:
            yield from _unknown(ground, record, key, kinds)
    yield from check_tree(ground.log.goals, lambda goal: line_of(ground.text(goal.path), "supports"))


LINKS = Check(
    (
        (_UNKNOWN, "a document names a goal or lesson that does not exist"),
        ("unknown-goal", "a goal supports a goal that does not exist"),
        ("goal-loop", "goals support each other in a circle"),
    ),
    _find,
)


def _unknown(ground: LogFiles, record: Record, key: str, kinds: tuple[str, ...]) -> Iterator[Problem]:
    ids = getattr(record, key, ())
    for word in (ids,) if isinstance(ids, str) else ids:
        if word and not any(word == other.id for kind in kinds for other in ground.log.records.get(kind, ())):
            message = f"{key}: there is no {' or '.join(kinds)} with the id `{word}`"
            yield ground.problem(record.path, key, _UNKNOWN, message)
