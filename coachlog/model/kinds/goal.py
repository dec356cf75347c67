"""A goal."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from coachlog.frozen import frozen
from coachlog.model.dates import Aim
from coachlog.model.period import Period
from coachlog.model.settings import BOTH, PersonId

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


SHARED_OWNER: Final = PersonId("shared")


class Level(StrEnum):
    """The people a goal is for, from the nearest to the widest."""

    STUDENT = "student"
    TEACHER = "teacher"
    COACH = "coach"
    CLASSROOM = "classroom"
    BUILDING = "building"
    DISTRICT = "district"


class GoalStatus(StrEnum):
    """The status of a goal."""

    DRAFT = "draft"
    ACTIVE = "active"
    MET = "met"
    REVISED = "revised"
    DROPPED = "dropped"


class GoalProgress(StrEnum):
    """The progress of an open goal; empty if nobody has said."""

    UNSAID = ""
    ON_TRACK = "on-track"
    PROGRESSING = "progressing"
    OFF_TRACK = "off-track"


OPEN_STATUSES: Final = (GoalStatus.DRAFT, GoalStatus.ACTIVE)  # asked of thousands: an Enum's hash takes long


@frozen
class Goal:
    """The front matter of a goal; `owner` is a person's id or `shared`."""

    path: str
    id: str
    title: str
    level: Level
    supports: tuple[str, ...]
    owner: PersonId
    status: GoalStatus
    progress: GoalProgress
    opened: date | None
    target_date: date | None
    closed: date | None
    baseline: str
    target: str
    measure: str
    standards: tuple[str, ...]
    indicators: tuple[str, ...]
    lessons: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Tell whether the goal is still worked on."""
        return self.status in OPEN_STATUSES

    def alive_in(self, period: Period) -> bool:
        """Tell whether the goal was worked on in a period, by its dates."""
        begun = self.opened is None or self.opened <= period.end
        return begun and (self.open if self.closed is None else self.closed >= period.start)

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self:
        """Return the goal of a front matter; its dates without a year are read from the day on which it was opened."""
        opened, owner = reader.date("opened"), reader.person("owner", SHARED_OWNER)
        reader.dates = reader.dates.on(opened)
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            level=reader.choice("level", Level, Level.STUDENT),
            supports=reader.ids("supports"),
            owner=SHARED_OWNER if owner == BOTH else PersonId(owner),
            status=reader.choice("status", GoalStatus, GoalStatus.ACTIVE),
            progress=reader.choice("progress", GoalProgress, GoalProgress.UNSAID),
            opened=opened,
            target_date=reader.date("target_date", Aim.DUE),
            closed=reader.date("closed"),
            baseline=reader.text("baseline"),
            target=reader.text("target"),
            measure=reader.text("measure"),
            standards=reader.words("standards"),
            indicators=reader.words("indicators"),
            lessons=reader.ids("lessons"),
        )
