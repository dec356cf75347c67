"""A person's own work outside the pair: a course, a post, a talk, a team, something made."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from coachlog.frozen import frozen
from coachlog.model.citation import parse_link

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


class WorkKind(StrEnum):
    """The kind of a piece of work; empty if nobody has said."""

    UNSAID = ""
    COURSE = "course"
    POST = "post"
    TALK = "talk"
    TEAM = "team"
    PRODUCT = "product"


@frozen
class Work:
    """The front matter of a piece of work; `minutes` is None if nobody wrote them down."""

    path: str
    id: str
    title: str
    day: date | None
    what: WorkKind
    link: str
    minutes: int | None
    indicators: tuple[str, ...]

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self:
        """Return the work of a front matter."""
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            day=reader.date("date"),
            what=reader.choice("what", WorkKind, WorkKind.UNSAID),
            link=reader.parsed("link", parse_link, ""),
            minutes=reader.minutes("minutes"),
            indicators=reader.words("indicators"),
        )
