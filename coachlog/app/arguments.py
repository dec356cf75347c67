"""The arguments and options that several commands share."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coachlog.app.completion import (
    complete_documents,
    complete_feedback,
    complete_goals,
    complete_lessons,
    complete_steps,
    complete_terms,
    offering,
)
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.fields import clean_text, parse_choice, require_letters

if TYPE_CHECKING:  # help and completion are asked for without it
    from coachlog.context import Context

_MOST_PIPED: Final = 64_000  # letters
GoalName = Annotated[
    str, typer.Argument(metavar="GOAL", help="Its id, or words of its title", autocompletion=complete_goals)
]
LessonName = Annotated[
    str, typer.Argument(metavar="LESSON", help="Its id, or words of its title", autocompletion=complete_lessons)
]
FeedbackName = Annotated[
    str, typer.Argument(metavar="FEEDBACK", help="Its id, or words of its title", autocompletion=complete_feedback)
]
DocumentName = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT", help="A day, an id, words of a title, or a file", autocompletion=complete_documents
    ),
]
PeriodName = Annotated[
    str,
    typer.Argument(metavar="[PERIOD]", help="A term, last, 2026-q4, 2026-11, 2026-27", autocompletion=complete_terms),
]
StepNames = Annotated[
    list[str], typer.Argument(metavar="STEP...", help="Its id, or words of it", autocompletion=complete_steps)
]


def typed_or_asked(context: "Context", typed: Sequence[str], question: str, refusal: UsageError) -> str:
    """Return the words that were typed, else those that the person answers; raise `refusal` if there are none.

    A dash alone stands for what is piped in. What is answered needs no quotes: shells change a `!`, a `$` or a quote on
    the command line.
    """
    words = words_typed(typed)
    if not words and context.interactive:
        words = clean_text(context.ask(question, " "))
    if not words:
        raise refusal
    return words


def asks_for_list(typed: Sequence[str]) -> bool:
    """Tell whether a word alone asks for what there is, where a line could be written: nobody writes down `list`."""
    return len(typed) == 1 and typed[0].strip().casefold() in ("list", "ls", "show", "all", "notes")


def words_typed(typed: Sequence[str]) -> str:
    """Return the words that were typed; for a dash alone what is piped in."""
    if [*typed] == ["-"] and not sys.stdin.isatty():
        return clean_text(require_letters(sys.stdin.read(_MOST_PIPED)))
    return clean_text(" ".join(typed))


def choice_option(name: str, choices: type[StrEnum], help_line: str) -> Any:
    """Declare an option whose value is one of a few words, however a person writes them."""

    def parse(text: str) -> StrEnum:
        try:
            return parse_choice(text, choices)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    words = [choice.value for choice in choices if choice]
    offer = offering(lambda _: ((word, "") for word in words))
    return typer.Option(name, metavar="|".join(words), help=help_line, parser=parse, autocompletion=offer)


def read_pasted(context: Context, what: str, most: int) -> bytes:
    """Return the bytes that are piped in or pasted; raise UsageError for none, or more than `most`."""
    if context.interactive:
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        context.tell(f"Paste {what} here, then press Enter and {end}.")
    content = sys.stdin.buffer.read(most + 1)
    if len(content) > most:
        raise UsageError("that is more than anybody writes by hand", f"paste {what} alone")
    if not content.strip():
        raise UsageError("nothing was pasted", f"paste {what}, or name the file in which it was saved")
    return content
