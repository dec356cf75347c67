"""The lines that are about a goal or a lesson."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from coachlog.model.fields import format_count, format_date
from coachlog.render.view import Aside, Item, Part, Title
from coachlog.views.fields import Field, Fields

if TYPE_CHECKING:  # a list of goals needs no summary
    from coachlog.summary.claims import Claim

LINKED_LINE_FIELDS: Final["Fields[Claim]"] = (
    Field("date", lambda line: line.day),
    Field("text", lambda line: line.text),
    Field("path", lambda line: line.path),
    Field("line", lambda line: line.line),
)
_AT_MOST: Final = 8


def linked_parts(lines: "Sequence[Claim]") -> Iterator[Part]:
    """Show the newest lines, each with its day."""
    if lines:
        yield Title("Lines about it")
    yield from (Item(line.text, format_date(line.day) if line.day else "") for line in lines[-_AT_MOST:])
    if len(lines) > _AT_MOST:
        yield Aside(f"and {format_count(len(lines) - _AT_MOST, 'earlier one')}", indent=2)
