"""The lines of a page that name a partner, which whoever reads it outside the pair need not know."""

from collections.abc import Iterable, Iterator
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.model.person_names import first_name
from coachlog.model.settings import Person
from coachlog.regex import regex
from coachlog.summary.page.measure import PageLine, visible_lines

_WORD: Final = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@frozen
class NamedInPage:
    """A person, the name that a page has, and the lines in which it stands."""

    person: Person
    name: str
    lines: tuple[PageLine, ...]


def names_in_page(page: Document, people: Iterable[Person]) -> Iterator[NamedInPage]:
    """Yield each person whom a page's text calls by the first name that they have or had."""
    lines = [PageLine(at, line) for at, line in enumerate(visible_lines(page), page.body_line + 1)]
    names = {first_name(name): person for person in people for name in person.names if name}
    for name, person in names.items():
        if named := tuple(line for line in lines if name in _WORD.findall(line.text)):
            yield NamedInPage(person, name, named)
