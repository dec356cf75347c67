"""A page of somebody's own, or a joint one: a reflection, evidence for an indicator, a private note."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


@dataclass(frozen=True)
class Page:
    """The front matter of a page."""

    path: str
    id: str
    title: str
    term: str
    indicator: str
    author: str
    status: str

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self:
        """Return the page of a front matter."""
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            term=reader.text("term"),
            indicator=reader.text("indicator"),
            author=reader.text("author"),
            status=reader.text("status", "draft"),
        )
