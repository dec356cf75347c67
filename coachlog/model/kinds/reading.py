"""A source that a person has read, with their thoughts and with quotations and pages."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from coachlog.frozen import frozen
from coachlog.model.citation import format_reference, parse_link, parse_year
from coachlog.regex import regex

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader

_QUOTATION: Final = regex(r"[“\"]?(?P<words>.*?)[”\"]?(?: \(pp?\. (?P<page>[^()]+)\))?", re.DOTALL)


class Quotation(NamedTuple):
    """Words of a source, and the page on which they are, empty if it is not known."""

    words: str
    page: str


@frozen
class Publication:
    """The front matter of what was read; `day` is when it was noted."""

    path: str
    id: str
    title: str
    day: date | None
    author: str
    year: str
    publisher: str
    link: str
    indicators: tuple[str, ...]

    @property
    def reference(self) -> str:
        """Return the reference in APA form."""
        return format_reference(self.author, self.year, self.title, self.publisher, self.link)

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self:
        """Return the publication of a front matter; its title comes before that of the page."""
        return cls(
            path=reader.path,
            id=document_id,
            title=reader.text("title", title),
            day=reader.date("date"),
            author=reader.text("author"),
            year=reader.parsed("year", parse_year, ""),
            publisher=reader.text("publisher"),
            link=reader.parsed("link", parse_link, ""),
            indicators=reader.words("indicators"),
        )


def format_quotation(quotation: Quotation) -> str:
    """Return a quotation as the words of an item: `“Listening is work” (p. 42)`."""
    several = any(sign in quotation.page for sign in "-–,")
    page = f" ({'pp' if several else 'p'}. {quotation.page})" if quotation.page else ""
    return f"“{quotation.words}”{page}"


def read_quotations(texts: Iterable[str]) -> Iterator[Quotation]:
    """Yield the quotations that some items or quotes are."""
    for text in texts:
        match = _QUOTATION.fullmatch(" ".join(text.split()))
        if match and match["words"]:
            yield Quotation(match["words"], match["page"] or "")
