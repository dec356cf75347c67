"""A page of somebody's own, or a joint one: a reflection, evidence for an indicator, a private note."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from coachlog.frozen import frozen
from coachlog.model.fields import normalize
from coachlog.model.kinds.feedback import FeedbackStatus
from coachlog.model.settings import PersonId

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader

ME: Final = "me"  # whom a note of feedback is about
ALL_LOGS: Final = "all"  # the log that a page over all of them names


class PageStatus(StrEnum):
    """Whether a page is still written."""

    DRAFT = "draft"
    FINAL = "final"


@frozen
class Page:
    """The front matter of a page; a note with feedback is `about` somebody."""

    path: str
    id: str
    title: str
    term: str
    indicator: str
    author: PersonId
    status: PageStatus
    day: date | None
    about: str

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self:
        """Return the page of a front matter; feedback about its author has the status of feedback."""
        about = reader.text("about")
        is_feedback = normalize(about) == ME
        if is_feedback:
            reader.choice("status", FeedbackStatus, FeedbackStatus.RECEIVED)
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            term=reader.text("term"),
            indicator=reader.text("indicator"),
            author=PersonId(reader.person("author")),
            status=PageStatus.DRAFT if is_feedback else reader.choice("status", PageStatus, PageStatus.DRAFT),
            day=reader.date("date"),
            about=about,
        )
