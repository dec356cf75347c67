"""Steps that were taken back, and steps that could be."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from coachlog.actions.exchange.deleted_documents import Restored
from coachlog.actions.exchange.undo import UndoOption, UndoResult
from coachlog.model.clock import local_day
from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row, json_rows

UNDONE_FIELDS: Final[Fields[UndoResult]] = (
    Field("undone", lambda result: result.step.sentences, "sentences about the undone changes"),
    Field("paths", lambda result: result.paths),
    Field("notices", lambda result: result.notices, "sentences about changes that stay because of later ones"),
)
UNDONE_COMMIT_FIELDS: Final[Fields[UndoResult]] = (
    Field("ids", lambda result: [commit.id for commit in result.step.commits], "git's ids, with --verbose"),
)
UNDO_OPTION_FIELDS: Final[Fields[UndoOption]] = (
    Field("when", lambda option: option.step.commits[-1].when),
    Field("did", lambda option: option.step.sentences),
    Field("paths", lambda option: list(option.step.versions)),
    Field("stays", lambda option: option.stays, "true if later changes leave nothing to undo"),
)


RESTORED_FIELDS: Final[Fields[Restored]] = (Field("paths", lambda result: result.paths, "with --deleted"),)


def show_restored(result: Restored) -> Answer:
    """Name the documents that were brought back."""
    return Answer(json_row(RESTORED_FIELDS, result), [Line(f"Here again: {path}") for path in result.paths])


def show_undone(result: UndoResult, *, back: bool, verbose: bool) -> Answer:
    """Say what was taken back, or with `back` done again, and what stays."""
    fields = (*UNDONE_FIELDS, *UNDONE_COMMIT_FIELDS) if verbose else UNDONE_FIELDS
    return Answer(json_row(fields, result), list(_parts(result, back=back)))


def _parts(result: UndoResult, *, back: bool) -> Iterator[Part]:
    done = "Done again" if back else "Undone"
    yield from (Line(f"{done}: {sentence}.") for sentence in result.step.sentences or (result.step.title,))
    yield from (Line(notice) for notice in result.notices)
    if result.settled:
        yield Line(f"{format_count(result.settled, 'place')} settled before it: each takes one coachlog undo")
    if result.kept:
        yield Line(f"What you had changed by hand in {', '.join(result.kept)} was kept first, and stays.")


def show_options(options: Sequence[UndoOption], today: date) -> Answer:
    """List the steps, each with its day."""
    parts: list[Part] = []
    for option in options:
        beside = format_weekday(local_day(option.step.commits[-1].when), today)
        parts.append(
            Item(option.step.title, beside + ("; can't be undone, it was changed since" if option.stays else ""))
        )
    return Answer(json_rows(UNDO_OPTION_FIELDS, options), parts or [Line("You have nothing to undo.")])
