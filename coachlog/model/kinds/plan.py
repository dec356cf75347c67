"""A term's coaching plan."""

from datetime import date
from typing import TYPE_CHECKING, Self

from coachlog.frozen import frozen
from coachlog.model.dates import Aim
from coachlog.model.period import current_term
from coachlog.model.settings import PersonId, Settings

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


@frozen
class Plan:
    """The front matter of a plan; `agreed` are person and day of each agreement, as typed.

    `lapsed` are the people who agreed to other words than the plan has now.
    """

    path: str
    id: str
    title: str
    term: str
    start: date | None
    end: date | None
    agreed: tuple[tuple[PersonId, str], ...]
    goals: tuple[str, ...]
    lessons: tuple[str, ...]
    reviews: tuple[date, ...]
    lapsed: tuple[PersonId, ...] = ()

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self:
        """Return the plan of a front matter."""
        start = reader.date("start")
        reader.leave("agreed_to")  # a mark of the text that each agreed to
        reader.dates = reader.dates.on(start)
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            term=reader.text("term", document_id),
            start=start,
            end=reader.date("end", Aim.DUE),
            agreed=tuple((PersonId(reader.id_of(person)), day) for person, day in reader.pairs("agreed")),
            goals=reader.ids("goals"),
            lessons=reader.ids("lessons"),
            reviews=reader.days("review_dates"),
        )

    def waits_for(self, person: PersonId, today: date) -> bool:
        """Tell whether a plan whose term is not over has not been agreed to by a person, as it is now."""
        agrees = person in dict(self.agreed) and person not in self.lapsed
        return not agrees and (self.end is None or self.end >= today)


def how_to_agree(plan: Plan, settings: Settings, today: date) -> str:
    """Return the command that agrees to a plan."""
    now = current_term(settings.terms, today)
    term = "" if now.name == plan.term and today in now else f' --term "{plan.term}"'
    return f"coachlog plan{term}, then coachlog plan agree{term}"
