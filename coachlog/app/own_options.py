"""The options that documents of the own pages and meetings share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.app.completion import complete_indicators, complete_terms
from coachlog.app.field_options import FieldOption, list_option, text_option
from coachlog.errors import UsageError
from coachlog.model.citation import parse_link
from coachlog.model.clock import parse_clock

if TYPE_CHECKING:
    from coachlog.context import Context
    from coachlog.model.period import Period

PeriodOption = Annotated[
    str,
    typer.Option(metavar="PERIOD", help="Only those of this month, quarter or term", autocompletion=complete_terms),
]


def read_period(context: "Context", typed: str) -> "Period | None":
    """Return the period that was typed; None for all times."""
    from coachlog.app.period_argument import chosen_period

    return chosen_period(context, typed) if typed else None


def read_by(parse: Callable[[str], str]) -> "Callable[[Context, str], str]":
    """Return a reader of typed words that raises UsageError if they are no such value."""

    def read(_context: "Context", typed: str) -> str:
        try:
            return parse(typed) if typed.strip() else ""
        except ValueError as error:
            sentence, _, hint = str(error).partition("; ")
            raise UsageError(sentence, hint) from None

    return read


def _read_indicators(context: "Context", typed: list[str] | None) -> list[str]:
    if not typed:
        return []
    from coachlog.actions.term.framework_codes import require_code
    from coachlog.frameworks import INDICATORS

    return [require_code(context, INDICATORS, code) for code in typed]


INDICATOR: FieldOption = list_option(
    "indicators",
    "CODE",
    "An indicator that it is evidence for",
    name="indicator",
    read=_read_indicators,
    complete=complete_indicators,
)
START: FieldOption = text_option("start", "TIME", "When it began", read=read_by(parse_clock))
LINK: FieldOption = text_option("link", "URL", "Its web address", read=read_by(parse_link))
