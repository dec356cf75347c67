"""An invitation as parts and as JSON fields."""

from collections.abc import Iterator
from typing import Any

from coachlog.actions.invite import Invitation
from coachlog.render.view import Line, Part, Source
from coachlog.views.sync_receipt import outcome_data, receipt


def invitation_data(invitation: Invitation) -> dict[str, Any]:
    """Return the outcome of the exchange, and the letter."""
    sharing = invitation.sharing
    return outcome_data(sharing.outcome, sharing.shared) | {"message": invitation.letter}


def invitation_parts(invitation: Invitation) -> Iterator[Part]:
    """Say that the place works, and what to send to the partner."""
    sharing = invitation.sharing
    if invitation.made:
        yield Line(f"There was no folder {invitation.where.text}: it is made now.")
    yield Line(f"The shared place works: {invitation.where.text}")
    yield Line(receipt(sharing.outcome, sharing.shared, invitation.partner))
    yield Line()
    yield Line(f"Send this to {invitation.partner}:")
    yield Line()
    yield Source(invitation.letter)
