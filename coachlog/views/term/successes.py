"""Successes by date or by person."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.fields import format_count
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import BOTH, PersonId, Settings
from coachlog.render.view import Answer, Aside, Item, Part, Title
from coachlog.summary.claims import Claim
from coachlog.summary.successes import by_person
from coachlog.views.fields import Field, Fields, json_rows
from coachlog.views.names import day_of_line, format_period

SUCCESS_FIELDS: Final[Fields[Claim]] = (
    Field("date", lambda claim: claim.day),
    Field("text", lambda claim: claim.text),
    Field("by", lambda claim: claim.by or None, "the id of the person whose line it is, or `both`"),
    Field("path", lambda claim: claim.path),
    Field("line", lambda claim: claim.line),
)


@frozen
class PersonalSuccess:
    """A success with the id of the person whom it names first; empty if it names nobody."""

    claim: Claim
    person: PersonId


PERSONAL_SUCCESS_FIELDS: Final[Fields[PersonalSuccess]] = (
    Field("date", lambda success: success.claim.day),
    Field("text", lambda success: success.claim.text),
    Field("path", lambda success: success.claim.path),
    Field("line", lambda success: success.claim.line),
    Field("person", lambda success: success.person or None, "the id of the person whom it names first, or `both`"),
)


def show_by_date(claims: tuple[Claim, ...], period: Period, log: Log, today: date) -> Answer:
    """Show successes from the oldest on."""
    parts = [*_heading(claims, period), *_items(claims, today), *_hint(claims)]
    return Answer(json_rows(SUCCESS_FIELDS, claims), parts, log.problems, listing=True)


def show_by_person(claims: tuple[Claim, ...], period: Period, log: Log, today: date) -> Answer:
    """Show successes under the people whom they name first."""
    persons = by_person(claims, log.settings)
    successes = [PersonalSuccess(claim, person) for person, named in persons.items() for claim in named]
    parts: list[Part] = [*_heading(claims, period)]
    for person, named in persons.items():
        parts += [Title(_name(person, log.settings)), *_items(named, today)]
    return Answer(json_rows(PERSONAL_SUCCESS_FIELDS, successes), [*parts, *_hint(claims)], log.problems, listing=True)


def _heading(claims: tuple[Claim, ...], period: Period) -> Iterator[Part]:
    yield Title(f"{format_count(len(claims), 'success', 'successes')} in {format_period(period)}")


def _hint(claims: Iterable[Claim]) -> Iterator[Part]:
    if not claims:
        yield Aside("To write one down: coachlog note --in successes")


def _items(claims: Iterable[Claim], today: date) -> Iterator[Item]:
    yield from (Item(claim.text, day_of_line(claim.day, today) if claim.day else "") for claim in claims)


def _name(person: PersonId, settings: Settings) -> str:
    name = "both" if person == BOTH else settings.named(person) or "where nobody is named"
    return name[:1].upper() + name[1:]
