"""A meeting's note."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from coachlog.model.fields import YEARS, parse_date

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


_NO_DATE: Final = f"a meeting needs a date, in the years {YEARS[0]} to {YEARS[-1]}"


class MeetingStatus(StrEnum):
    """The status of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Meeting:
    """The front matter of a meeting; `minutes` is None if nobody wrote them down."""

    path: str
    id: str
    title: str
    day: date
    start: str
    minutes: int | None
    mode: str
    status: MeetingStatus
    participants: tuple[str, ...]
    activities: tuple[str, ...]
    phase: str
    goals: tuple[str, ...]
    lessons: tuple[str, ...]
    indicators: tuple[str, ...]
    next_date: date | None
    next_focus: str

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self | None:
        """Return the meeting of a front matter; None, with a problem, if neither it nor the file name has a date."""
        day = reader.date("date") or _date_in(document_id)
        if day is None:
            if not reader.has("date"):
                reader.report("date", "missing-date", _NO_DATE)
            return None
        following = reader.record("next")
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            day=day,
            start=reader.clock("start"),
            minutes=reader.minutes("minutes"),
            mode=reader.text("mode"),
            status=reader.choice("status", MeetingStatus, MeetingStatus.HELD),
            participants=reader.words("participants"),
            activities=reader.words("activities"),
            phase=reader.text("phase"),
            goals=reader.words("goals"),
            lessons=reader.words("lessons"),
            indicators=reader.words("indicators"),
            next_date=following.date("date"),
            next_focus=following.text("focus"),
        )


def _date_in(document_id: str) -> date | None:
    try:
        return parse_date(document_id[:10])
    except ValueError:
        return None
