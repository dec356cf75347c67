"""The people of a log, when they meet, and what is asked of them."""

from collections.abc import Iterator
from typing import Final

from coachlog.actions.setup.people import ChangedPeople, People
from coachlog.model.clock import format_clock
from coachlog.model.dates import DateOrder
from coachlog.model.fields import WEEKDAYS, format_list, format_minutes
from coachlog.model.settings import Cadence, Person, Requirement, Settings
from coachlog.model.typed_settings import format_requirement
from coachlog.render.view import Answer, Aside, Line, Part, Title
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.names import who_am_i
from coachlog.views.term.hours import REQUIREMENT_FIELDS

PERSON_DETAIL_FIELDS: Final[Fields[Person]] = (
    Field("id", lambda person: person.id),
    Field("name", lambda person: person.name),
    Field("role", lambda person: person.role),
    Field("email", lambda person: person.email),
    Field("experience_year", lambda person: person.experience_year),
    Field("subject", lambda person: person.subject),
    Field("grade", lambda person: person.grade),
    Field("school", lambda person: person.school),
    Field("alias", lambda person: person.alias, "the name on pages for others"),
    Field("since", lambda person: person.since, "a day, a month or a year"),
    Field("quote", lambda person: person.quote, "sections whose lines the partner may quote"),
)
CADENCE_FIELDS: Final[Fields[Cadence]] = (
    Field("weeks", lambda cadence: cadence.weeks),
    Field("weekday", lambda cadence: WEEKDAYS[cadence.weekday] if cadence.weekday is not None else None),
    Field("time", lambda cadence: cadence.time),
    Field("minutes", lambda cadence: cadence.minutes),
    Field("mode", lambda cadence: cadence.mode),
)
PEOPLE_FIELDS: Final[Fields[People]] = (
    Field("title", lambda people: people.settings.title, "the log's"),
    Field("people", lambda people: people.settings.people, "", PERSON_DETAIL_FIELDS),
    Field("dates", lambda people: people.settings.dates, "month-first or day-first"),
    Field("me", lambda people: people.me or None, "the person at this computer"),
    Field("cadence", lambda people: people.settings.cadence, "when they meet", CADENCE_FIELDS, single=True),
    Field(
        "requirement",
        lambda people: people.settings.requirement,
        "the minutes that the programme asks for",
        (*REQUIREMENT_FIELDS, Field("source", lambda requirement: requirement.source, "who asks")),
        single=True,
    ),
)
_LABELS: Final = (
    ("Role", "role"),
    ("E-mail", "email"),
    ("Year of experience", "experience_year"),
    ("Subject", "subject"),
    ("Grade", "grade"),
    ("School", "school"),
    ("On pages for others", "alias"),
    ("Since", "since"),
)


def show_people(people: People) -> Answer:
    """Show the people of a log, when they meet, and what is asked of them."""
    parts: list[Part] = [Title(people.settings.title)] if people.settings.title else []
    for person in people.settings.people:
        parts += _person_parts(person, people)
    parts += map(Line, tell_habits(people.settings))
    parts += [Line(words) for words in [who_am_i(people.settings.people, people.me)] if words]
    parts.append(Aside("To change any of it: coachlog people set --help"))
    return Answer(json_row(PEOPLE_FIELDS, people), parts)


def show_changed_people(changed: ChangedPeople) -> Answer:
    """Say what was changed as it is now."""
    settings, keys = changed.people.settings, changed.keys
    parts: list[Part] = []
    if changed.person:
        parts += _person_parts(changed.person, changed.people)
    if any(key.startswith("cadence.") for key in keys):
        parts.append(Line(tell_cadence(settings.cadence)))
    if any(key.startswith("requirement") for key in keys):
        parts.append(Line(tell_requirement(settings.requirement)))
    if "dates" in keys:
        parts.append(Line(_tell_dates(settings)))
    if "title" in keys:
        parts.append(Line(f"The log is called {settings.title} now."))
    return Answer(json_row(PEOPLE_FIELDS, changed.people), parts)


def tell_cadence(cadence: Cadence) -> str:
    """Say when a pair meets."""
    every = "every week" if cadence.weeks == 1 else f"every {cadence.weeks} weeks"
    day = f" on {WEEKDAYS[cadence.weekday].title()}" if cadence.weekday is not None else ""
    time = f" at {format_clock(cadence.time)}" if cadence.time else ""
    more = [format_minutes(cadence.minutes)] if cadence.minutes else []
    more += [cadence.mode] if cadence.mode else []
    return f"You meet {every}{day}{time}{''.join(f', {words}' for words in more)}."


def tell_requirement(requirement: Requirement | None) -> str:
    """Say what the programme asks for."""
    if requirement is None:
        return "Nothing is asked of you."
    source = f" ({requirement.source})" if requirement.source else ""
    return f"You are asked for {format_requirement(requirement.minutes, requirement.per)}{source}."


def _tell_dates(settings: Settings) -> str:
    """Say which of day and month stands first in a date."""
    if settings.dates is None:
        return "Nobody has said what 11/5 means."
    return f"11/5 means {'5 November' if settings.dates is DateOrder.MONTH_FIRST else '11 May'}."


def tell_habits(settings: Settings) -> Iterator[str]:
    """Say when a pair meets, what is asked of it, and how it writes dates."""
    yield tell_cadence(settings.cadence)
    if settings.requirement:
        yield tell_requirement(settings.requirement)
    if settings.dates:
        yield _tell_dates(settings)


def _person_parts(person: Person, people: People) -> Iterator[Part]:
    yield Line(f"{person.name or person.id}{' (you)' if person.id == people.me else ''}")
    for label, key in _LABELS:
        if value := getattr(person, key):
            yield Line(f"{label}: {value}", indent=2)
    if person.quote:
        yield Line(f"May be quoted: {format_list(person.quote)}", indent=2)
    if person.id in people.not_asked:
        whose = "Your" if person.id == people.me else "Their"
        yield Line(f"{whose} consent to be quoted was typed by somebody else, so it does not count.", indent=2)
        if person.id == people.me:
            yield Aside("To agree: coachlog people set me --quote successes")
