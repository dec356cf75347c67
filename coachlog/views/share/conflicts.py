"""Conflicts and what was settled of them, as parts and as JSON fields."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from coachlog.actions.exchange.history import writer_name
from coachlog.actions.exchange.settle import SettledConflict, Settlement
from coachlog.actions.exchange.sharing_state import Unfinished
from coachlog.frozen import frozen
from coachlog.model.conflict import Choice, Conflict, Form, Version
from coachlog.model.fields import format_count, format_day
from coachlog.model.kinds import kind_of_path
from coachlog.model.settings import Settings
from coachlog.render.view import Answer, Aside, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.sharing_state import unfinished_parts

_SHOWN: Final = 300  # characters of a version
_LINES: Final = 5  # of those that only one of two files has
_FORMS: Final = {Form.WORDS: "", Form.VALUE: " (a value)", Form.FILE: " (the other file)"}
_BOTH_NOTES: Final = "the words of both come into one note; what does not fit together waits in it, under Unsorted"
_BOTH_DOCUMENTS: Final = "the first becomes a second {} of its own"
_STAYS: Final = {Choice.FIRST: "the first stays", Choice.SECOND: "the second stays", Choice.BOTH: "both stay"}


@frozen
class WrittenVersion:
    """A version with its writer by name."""

    version: Version
    writer: str


@frozen
class NumberedConflict:
    """A conflict with its number in the list."""

    number: int
    conflict: Conflict
    first: WrittenVersion
    second: WrittenVersion


VERSION_FIELDS: Final[Fields[WrittenVersion]] = (
    Field("text", lambda written: written.version.text),
    Field("who", lambda written: written.writer or None),
    Field("date", lambda written: written.version.day or None),
)
CONFLICT_FIELDS: Final[Fields[NumberedConflict]] = (
    Field("n", lambda numbered: numbered.number, "for `--at`"),
    Field("path", lambda numbered: numbered.conflict.path),
    Field("line", lambda numbered: numbered.conflict.line),
    Field("where", lambda numbered: numbered.conflict.where, "the heading, the field or the other file"),
    Field("kind", lambda numbered: numbered.conflict.form, "words, value or file"),
    Field("first", lambda numbered: numbered.first, "", VERSION_FIELDS, single=True),
    Field("second", lambda numbered: numbered.second, "", VERSION_FIELDS, single=True),
)
SETTLED_FIELDS: Final[Fields[SettledConflict]] = (
    Field("path", lambda settled: settled.conflict.path),
    Field("where", lambda settled: settled.conflict.where),
    Field("kept", lambda settled: settled.choice, "first, second or both"),
)
SETTLEMENT_FIELDS: Final[Fields[Settlement]] = (
    Field("settled", lambda settlement: settlement.settled, "", SETTLED_FIELDS),
    Field("left", lambda settlement: settlement.left, "the number of those left"),
)


def _conflicts_data(conflicts: Sequence[Conflict], settings: Settings) -> list[dict[str, Any]]:
    """Return a row of fields for each conflict."""

    def written(version: Version) -> WrittenVersion:
        return WrittenVersion(version, writer_name(settings, version.who, version.email))

    return json_rows(
        CONFLICT_FIELDS,
        (
            NumberedConflict(number, conflict, written(conflict.first), written(conflict.second))
            for number, conflict in enumerate(conflicts, 1)
        ),
    )


def show_conflicts(
    conflicts: Sequence[Conflict], settings: Settings, unfinished: Unfinished | None, *, whole: bool
) -> Answer:
    """Show the conflicts, of two files each line or a few; if there are none, why the log's folder is not ready."""
    parts = [*(() if conflicts else unfinished_parts(unfinished)), *_conflicts_parts(conflicts, settings, whole=whole)]
    return Answer(_conflicts_data(conflicts, settings), parts)


def show_settlement(settlement: Settlement) -> Answer:
    """Show what was settled."""
    return Answer(json_row(SETTLEMENT_FIELDS, settlement), [*_settlement_parts(settlement)])


def _conflicts_parts(conflicts: Sequence[Conflict], settings: Settings, *, whole: bool) -> Iterator[Part]:
    """List the conflicts, and say how to settle one."""
    for number, conflict in enumerate(conflicts, 1):
        yield from conflict_parts(number, conflict, settings, whole=whole)
    if conflicts:
        yield Aside("To settle one: coachlog settle --keep first|second|both --at N")
    else:
        yield Line("Nothing is kept in two versions.", quiet=True)


def conflict_parts(number: int, conflict: Conflict, settings: Settings, *, whole: bool) -> Iterator[Part]:
    """Show both versions of one conflict with their writers, of two files each line or a few."""
    yield Line(f"{number}. {_name(conflict)}{_FORMS[conflict.form]}")
    first, second = conflict.first, conflict.second
    for name, version, other, path in (
        ("first", first, second, conflict.where),
        ("second", second, first, conflict.path),
    ):
        if conflict.form is Form.FILE:
            yield Item(f"{name}, {path}:", _writer(version, settings), 2)
            most = None if whole else _LINES
            yield from (Line(line, indent=6) for line in _differing(version.text, other.text, conflict.path, most))
        else:
            yield Item(f"{name}: {_cut(version.text)}", _writer(version, settings), 2)
    if conflict.form is Form.FILE and (kind := kind_of_path(conflict.path)):
        yield Line(f"Both: {_BOTH_NOTES if kind.name == 'meeting' else _BOTH_DOCUMENTS.format(kind.name)}", indent=2)


def _settlement_parts(settlement: Settlement) -> Iterator[Part]:
    """Say which version stays of each settled conflict, and how many are left."""
    for conflict, choice, second, unsorted in settlement.settled:
        yield Line(f"{_name(conflict)}: {_STAYS[choice]}.")
        if unsorted:
            waiting = format_count(unsorted, "line")
            yield Line(
                f"{waiting} of the first to put where they belong, under Unsorted: coachlog edit {conflict.path}"
            )
        if second and (kind := kind_of_path(second)):
            yield Line(f"{second} is a second {kind.name} now, and counts. To delete it: coachlog delete {second}")
    if len(settlement.settled) > 1:
        yield Aside("To take them back one by one, the last one first: coachlog undo")
    if settlement.left:
        yield Aside(f"{format_count(settlement.left, 'place')} left to settle: coachlog settle")
    else:
        yield Line("Nothing is kept in two versions any more.", quiet=True)


def _name(conflict: Conflict) -> str:
    return f"{conflict.path} › {conflict.where.rstrip(' :')}" if conflict.where else conflict.path


def _differing(text: str, other: str, path: str, most: int | None) -> list[str]:
    """Return the lines that only the first of two files has, or a few of them."""
    from coachlog.model.resolve_conflict import lines_of_one

    lines = list(map(_cut, lines_of_one(text, other)))
    if most is not None and len(lines) > most + 1:
        lines = [*lines[:most], f"… and {len(lines) - most} lines more; to see all: coachlog settle {path}"]
    return lines or ["no line that the other does not have"]


def _cut(text: str) -> str:
    return " ".join((text if len(text) <= _SHOWN else text[:_SHOWN] + "…").split())


def _writer(version: Version, settings: Settings) -> str:
    if not version.who:
        return ""
    who = writer_name(settings, version.who, version.email)
    return f"{who}, {format_day(date.fromisoformat(version.day))}"
