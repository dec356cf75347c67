"""Feedback of a peer on a lesson or on the work."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from coachlog.frozen import frozen

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


class FeedbackStatus(StrEnum):
    """The status of feedback."""

    RECEIVED = "received"
    DISCUSSED = "discussed"
    APPLIED = "applied"


@frozen
class Feedback:
    """The front matter of feedback; `about` is a lesson's or a goal's id."""

    path: str
    id: str
    title: str
    day: date | None
    giver: str
    about: str
    status: FeedbackStatus
    quote_ok: bool

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self:
        """Return the feedback of a front matter; quoting needs a plain yes."""
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            day=reader.date("date"),
            giver=reader.text("from"),
            about=reader.document("about"),
            status=reader.choice("status", FeedbackStatus, FeedbackStatus.RECEIVED),
            quote_ok=reader.yes("quote_ok"),
        )
