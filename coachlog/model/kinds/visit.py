"""A visit in a classroom: its visitor's own until it is shared."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from coachlog.frozen import frozen
from coachlog.model.day_in_name import day_in_name
from coachlog.model.fields import YEARS
from coachlog.model.settings import PersonId

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader

DISCLAIMER: Final = "For growth, not for evaluation."  # below the title
_NO_DATE: Final = f"a visit needs a date, in the years {YEARS[0]} to {YEARS[-1]}"


class VisitStatus(StrEnum):
    """Who has a visit: its visitor alone, or the pair."""

    DRAFT = "draft"
    SHARED = "shared"


@frozen
class Visit:
    """Fields of a visit; `whose` is a person's id or a third teacher's name, `log` the id of a draft's log."""

    path: str
    id: str
    title: str
    day: date
    visitor: PersonId
    whose: PersonId
    start: str
    minutes: int | None
    class_name: str
    status: VisitStatus
    log: str
    goals: tuple[str, ...]
    lessons: tuple[str, ...]
    indicators: tuple[str, ...]

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self | None:
        """Return the visit of a front matter; None, with a problem, if neither it nor the file name has a date."""
        day = reader.date("date") or day_in_name(document_id, reader.dates)
        if day is None:
            if not reader.has("date"):
                reader.report("date", "missing-date", _NO_DATE)
            return None
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            day=day,
            visitor=PersonId(reader.person("visitor")),
            whose=PersonId(reader.person("whose")),
            start=reader.clock("start"),
            minutes=reader.minutes("minutes"),
            class_name=reader.text("class"),
            status=reader.choice("status", VisitStatus, VisitStatus.DRAFT),
            log=reader.text("log"),
            goals=reader.ids("goals"),
            lessons=reader.ids("lessons"),
            indicators=reader.words("indicators"),
        )
