"""Show people, documents and periods by their names."""

from collections.abc import Iterable, Sequence
from datetime import date

from coachlog.model.fields import format_date, format_day, format_list
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import BOTH, Person, PersonId, Settings


def owner_name(settings: Settings, owner: PersonId) -> str:
    """Return an owner's name; `both` for what is shared."""
    return "both" if owner in (SHARED_OWNER, BOTH) else settings.named(owner)


def titles_of(log: Log, ids: Iterable[str], kind: str) -> list[str]:
    """Return documents' titles; an id without a document stays an id."""
    titles = {record.id: record.title for record in log.records.get(kind, ())}
    return [titles.get(name, name) for name in ids]


def format_period(period: Period) -> str:
    """Return a period's name and days."""
    start = format_day(period.start) if period.start.year == period.end.year else format_date(period.start)
    return f"{period.name} ({start} to {format_date(period.end)})"


def day_of_line(day: date, today: date, *, year: bool = True) -> str:
    """Return the day of a line; of one that was written into the coming meeting's note whose note it is."""
    words = format_date(day) if year else format_day(day)
    return f"in the note for {words}" if day > today else words


def who_am_i(people: Sequence[Person], me: PersonId, there: str = "") -> str:
    """Say who is at this computer, and what to type if that is wrong; nothing if it is not known."""
    mine, others = [p for p in people if p.id == me], [str(p.id) for p in people if p.id != me]
    if not mine or not others:
        return ""
    other = others[0] if len(others) == 1 else f"ID ({format_list(others)})"
    return f"You are {mine[0].name or me} here. If that is wrong: coachlog doctor --me {other}{there}"
