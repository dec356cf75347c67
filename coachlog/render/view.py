"""The answer of a command: data for a program, and the same as parts that a person reads."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.audience import WITHIN, Audience

if TYPE_CHECKING:  # few answers have one
    from coachlog.render.pictures import Drawing
    from coachlog.summary.calendar_events import Calendar


# What is told where a Check-in had words for a file.
CHECK_IN_STAYS: Final = "the Check-in, which goes into no file"


class Title(NamedTuple):
    """A heading over what follows."""

    text: str


class Line(NamedTuple):
    """A sentence; a `quiet` one has less weight, `indent` counts columns. A screen shows the `id` to type before it."""

    text: str = ""
    quiet: bool = False
    indent: int = 0
    id: str = ""


class Item(NamedTuple):
    """One of several things, with a few words beside it. A screen shows the `id` to type before it."""

    text: str
    beside: str = ""
    indent: int = 0
    id: str = ""


class Table(NamedTuple):
    """Rows under their columns' names; a column `Id` is for typing, and no page has it."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class Source(NamedTuple):
    """A file's text, shown as it is."""

    text: str


class Prose(NamedTuple):
    """A document's Markdown: a screen shows it as it was typed, a page as a page, its headings from level `top` on."""

    text: str
    top: int = 2


class Aside(NamedTuple):
    """A sentence for the person at the screen, as what to type next or where a file is; no page has it."""

    text: str
    indent: int = 0


@frozen
class Reworded:
    """A line as a word diff: runs of words, each with `-` if it is old, `+` if it is new, else a blank."""

    words: Sequence[tuple[str, str]]
    indent: int = 0


class FeedbackForm(NamedTuple):
    """A form on which a reader can answer questions, about something with a title."""

    about: str
    questions: Sequence[str] = ()


@frozen
class Picture:
    """Figures as a drawing, made when it is drawn, and parts that say the same for forms without drawings."""

    draw: "Callable[[], Drawing]"
    instead: Sequence[Line | Table]


Part = Title | Line | Item | Table | Source | Prose | Aside | Reworded | Picture | FeedbackForm


def in_words(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts for a form of output that draws nothing and in which nobody fills anything in."""
    for part in parts:
        if isinstance(part, Picture):
            yield from part.instead
        elif isinstance(part, FeedbackForm):
            from coachlog.model.feedback_form import form_markdown

            yield Prose(form_markdown(part.about, part.questions))
        else:
            yield part


@frozen
class Answer:
    """The result of a command, ready to be shown.

    `--json` prints `data` (dates as text): the `content`, or what that makes once somebody asks. Problems of a
    `listing` make the exit status 1, which else is `status`.
    For a file there may be a `title` (else that of the parts) and `rows` of a spreadsheet (else those of the data).
    `then` says what to do with the file.
    Nobody but its `readers` gets it; what is for others is built of what they may read and of nothing else. What
    `leaves` the pair with it, and what was `left_out` and why, is told to the person at the screen. Of a page in its
    author's `own_words` each name is asked about.
    """

    content: Any
    parts: Sequence[Part]
    problems: Sequence[Problem] = field(default=())
    listing: bool = False
    status: int = 0
    title: str = ""
    rows: Sequence[Mapping[str, Any]] | None = None
    readers: frozenset[Audience] = WITHIN
    made: bytes | None = None
    when_written: Callable[[], None] | None = None
    then: str = ""
    leaves: str = ""
    left_out: Sequence[str] = ()
    own_words: bool = False
    calendar: "Calendar | None" = None

    @property
    def is_own(self) -> bool:
        """Tell whether it is one person's alone: of the own pages, or a page that its author has written there."""
        return Audience.PAIR not in self.readers or (self.own_words and Audience.PUBLIC in self.readers)

    @cached_property
    def data(self) -> Any:
        """Return the data for a program."""
        return self.content() if callable(self.content) else self.content

    @property
    def shown(self) -> Sequence[Part]:
        """Return the parts, or a line that there are none."""
        return self.parts or [Line("Nothing to show.", quiet=True)]

    @property
    def exit_status(self) -> int:
        """Return the exit status of the command."""
        return 1 if self.listing and self.problems else self.status
