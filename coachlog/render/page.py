"""A page for a file: what an answer says to somebody who does not sit at the screen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any, Final

from coachlog.frozen import frozen
from coachlog.markdown.shown_pictures import PictureAt, no_picture
from coachlog.model.clean_markdown import NO_LOG, Words, clean_markdown
from coachlog.model.fields import format_date, is_day, parse_date
from coachlog.render.view import Answer, Aside, Item, Line, Part, Prose, Table, Title

LANGUAGE: Final = "en-US"
_ID: Final = "Id"


@frozen
class PrintedPage:
    """A page: its title, a line about it, its parts, and the answer that it was made of.

    `author` wrote it, empty for a list, and it was made on a `day`: a file says both beside its text. `picture_at` has
    the pictures that its readers may see.
    """

    title: str
    about: str
    parts: Sequence[Part]
    answer: Answer
    command: str
    author: str = ""
    day: date | None = None
    picture_at: PictureAt = field(default=no_picture)

    @property
    def rows(self) -> Sequence[Mapping[str, Any]] | None:
        """Return the rows of a spreadsheet, None if there are none."""
        if self.answer.rows is not None:
            return self.answer.rows
        data = self.answer.data
        return data if isinstance(data, list) else None


def build_page(
    answer: Answer,
    command: str,
    about: str = "",
    words: Words = NO_LOG,
    author: str = "",
    day: date | None = None,
    picture_at: PictureAt = no_picture,
) -> PrintedPage:
    """Make an answer's page, without what only a screen shows."""
    parts = [_for_page(part, words) for part in answer.parts if not isinstance(part, Aside)]
    title, parts = _title(answer, command, parts)
    return PrintedPage(title, about, _without_blanks(parts), answer, command, author, day, picture_at)


def _for_page(part: Part, words: Words) -> Part:
    match part:
        case Prose():
            return part._replace(text=clean_markdown(part.text, words))
        case Table():
            kept = [number for number, column in enumerate(part.columns) if column != _ID]
            rows = [[_spoken(row[number]) for number in kept] for row in part.rows]
            return Table([part.columns[number] for number in kept], rows)
        case Line():
            return part._replace(id="")
        case Item():
            return part._replace(id="")
        case _:
            return part


def _spoken(cell: str) -> str:
    return format_date(parse_date(cell)) if is_day(cell) else cell


def _title(answer: Answer, command: str, parts: list[Part]) -> tuple[str, list[Part]]:
    """Return a page's title, and the parts without it."""
    if answer.title:
        return answer.title, parts[1:] if parts[:1] == [Title(answer.title)] else parts
    titles = [part for part in parts if isinstance(part, Title)]
    for number, part in enumerate(parts):
        if isinstance(part, Title) and number == 0 and len(titles) == 1:  # of several each heads what is below it
            return part.text, parts[1:]
        if isinstance(part, Prose):
            heading, newline, rest = part.text.partition("\n")
            if heading.startswith("# ") and newline:
                return heading[2:].strip(" #"), [*parts[:number], Prose(rest.lstrip("\n")), *parts[number + 1 :]]
    return command.capitalize(), parts


def _without_blanks(parts: Iterable[Part]) -> Sequence[Part]:
    """Return the parts without blank lines, which a page sets by itself."""
    kept = [part for part in parts if part != Line() and not (isinstance(part, Prose) and part.text == "\n")]
    return kept or [Line("Nothing to show.")]
