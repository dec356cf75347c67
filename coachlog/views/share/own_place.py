"""An exchange of the own pages between one person's computers."""

from typing import Final

from coachlog.actions.exchange.own_place import OwnExchange
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Aside, Line, Part
from coachlog.views.fields import Field, Fields, json_row

OWN_EXCHANGE_FIELDS: Final[Fields[OwnExchange]] = (
    Field("folder", lambda done: str(done.folder)),
    Field("place", lambda done: done.place),
    Field("sent", lambda done: done.outcome.sent, "the number of changes that went there"),
    Field("received", lambda done: done.outcome.received, "the number of changes that came from another computer"),
    Field("before", lambda done: str(done.before) if done.before else None, "the pages of this computer as they were"),
)


def show_own_exchange(done: OwnExchange) -> Answer:
    """Say what came from the other computers, and what went there."""
    received, sent = done.outcome.received, done.outcome.sent
    parts: list[Part] = [Line(f"Your own pages are the same here and in {done.place}.")]
    if done.before:
        parts.append(Line("Those of your other computer came in, and those of this one went along."))
        parts.append(Line(f"How they were here is kept: {done.before}"))
    else:
        parts.append(Line(f"Came: {format_count(received, 'change')}. Went: {format_count(sent, 'change')}."))
    parts.append(Aside("On your other computer: coachlog own --folder DIR (or --place); then coachlog own on each."))
    return Answer(json_row(OWN_EXCHANGE_FIELDS, done), parts)
