"""What was or could be taken back, as parts and as JSON fields."""

from collections.abc import Iterable, Iterator
from typing import Any

from coachlog.actions.undo import UndoOption, UndoResult
from coachlog.model.fields import WEEKDAYS, format_day
from coachlog.render.view import Item, Line, Part


def undo_data(result: UndoResult, *, verbose: bool) -> dict[str, Any]:
    """Return what was taken back; with `verbose` the ids of its commits as well."""
    step = result.step
    fields = {"undone": list(step.sentences), "paths": list(result.paths), "notices": list(result.notices)}
    return fields | ({"ids": [commit.id for commit in step.commits]} if verbose else {})


def undo_parts(result: UndoResult, *, back: bool) -> Iterator[Part]:
    """Say what was taken back, or with `back` done again, and what stays."""
    done = "Done again" if back else "Undone"
    yield from (Line(f"{done}: {sentence}.") for sentence in result.step.sentences or (result.step.title,))
    yield from (Line(notice) for notice in result.notices)
    if result.kept:
        yield Line(f"What you had changed by hand in {', '.join(result.kept)} was kept first, and stays.")


def options_data(options: Iterable[UndoOption]) -> list[dict[str, Any]]:
    """Return a row of fields for each step."""
    return [
        {
            "when": option.step.commits[-1].when.isoformat(),
            "did": list(option.step.sentences),
            "paths": list(option.step.versions),
            "stays": option.stays,
        }
        for option in options
    ]


def options_parts(options: Iterable[UndoOption]) -> list[Part]:
    """List the steps, each with its day."""
    parts: list[Part] = []
    for option in options:
        day = option.step.commits[-1].when.date()
        beside = f"{WEEKDAYS[day.weekday()].title()} {format_day(day)}"
        parts.append(Item(option.step.title, beside + ("; stays, for it was changed since" if option.stays else "")))
    return parts or [Line("There is nothing of yours to take back.")]
