"""A shared place that works, and the letter to the partner."""

from collections.abc import Iterator
from typing import Any

from coachlog.actions.exchange.invite import Invitation
from coachlog.render.view import Answer, Line, Part, Source
from coachlog.views.fields import json_row
from coachlog.views.setup.students import NO_NAMES
from coachlog.views.week.sync_receipt import SHARING_FIELDS, format_receipt


def show_invitation(invitation: Invitation, *, for_program: bool) -> Answer:
    """Say that the place works, and what to send to the partner."""
    problems = invitation.sharing.cues if for_program else ()
    return Answer(invitation_data(invitation), list(invitation_parts(invitation)), problems)


def invitation_data(invitation: Invitation) -> dict[str, Any]:
    """Return the outcome of the exchange, and the letter."""
    return json_row(SHARING_FIELDS, invitation.sharing) | {"message": invitation.letter}


def invitation_parts(invitation: Invitation) -> Iterator[Part]:
    """Return the invitation as parts."""
    place = invitation.sharing.place
    if invitation.made:
        yield Line(f"There was no folder {place}: it is made now.")
    yield Line(f"The shared place works: {place}")
    yield Line(format_receipt(invitation.sharing, invitation.partner))
    if not invitation.names_listed:
        yield Line(NO_NAMES)
    yield Line()
    yield Line(f"Send this to {invitation.partner}:")
    yield Line()
    yield Source(invitation.letter)
