"""A new log, and what to type next."""

from collections.abc import Iterable, Iterator
from typing import Final

from coachlog.actions.setup.create_log import CreatedLog
from coachlog.model.fields import format_day
from coachlog.model.settings import Person
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.names import format_period, who_am_i
from coachlog.views.setup.invitation import invitation_data, invitation_parts
from coachlog.views.setup.people import tell_habits

CREATED_FIELDS: Final[Fields[CreatedLog]] = (
    Field("path", lambda created: str(created.log.root)),
    Field("people", lambda created: [person.id for person in created.log.people]),
    Field("me", lambda created: created.log.me.id if created.log.me else None, "the person at this computer"),
)


def show_created(created: CreatedLog) -> Answer:
    """Say where the log is, and what to type next."""
    shared = {"shared": invitation_data(created.invitation)} if created.invitation else {}
    return Answer(json_row(CREATED_FIELDS, created) | shared, list(_parts(created)))


def _parts(created: CreatedLog) -> Iterator[Part]:
    log = created.log
    # Where there is another log already, a bare command would go on working in that one.
    there = "" if created.first else f" --log {log.root.name}"
    yield Line(f"The log of {log.names} is ready: {log.root}")
    yield from map(Line, tell_habits(created.settings))
    for term in created.settings.terms:
        yield Line(f"The term {format_period(term)}.")
        if created.today < term.start:
            begins = format_day(term.start, created.today)
            yield Line(
                f"It has not begun: before {begins} no meeting is planned. For other days: coachlog terms{there}"
            )
    if log.me:
        yield Line(who_am_i(log.people, log.me.id, there))
    yield Line()
    if log.me is None:
        yield from who_parts(log.people, there)
    yield Line("What to type next:")
    yield Item(f"coachlog meet{there}", "start this week's note")
    yield Item(f'coachlog goals add "Students explain their reasoning"{there}', "a goal that you share")
    yield Item(f"coachlog{there}", "the log at a glance")
    yield Item("coachlog students add Kai Zoe", "your students' first names: they belong in no log")
    if created.invitation:
        yield Line()
        yield from invitation_parts(created.invitation)


def who_parts(people: Iterable[Person], there: str = "", indent: int = 0) -> Iterator[Part]:
    """Say what to type for coachlog to know who is at this computer."""
    yield Line("Say once on this computer who you are:")
    yield from (Item(f"coachlog doctor --me {person.id}{there}", person.name, indent) for person in people)
    yield Line()
