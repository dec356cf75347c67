"""Write down contacts: the short talks and messages between two meetings."""

from collections.abc import Iterable
from datetime import date

from coachlog.actions.documents import front_list
from coachlog.actions.typed_days import require_past
from coachlog.actions.week.meetings import open_note_for
from coachlog.actions.workspace import Workspace, open_workspace
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.frozen import frozen
from coachlog.markdown.edit import add_to_list
from coachlog.markdown.edit_yaml import Data
from coachlog.model.fields import format_minutes, parse_minutes, stable_id
from coachlog.model.links import add_links
from coachlog.model.schedule import CALLED_OFF, coming_meeting

_KEY = "contacts"


@frozen
class AddedContact:
    """A contact that was written into a meeting's note; `beside` is another one of that day."""

    path: str
    day: date
    minutes: int
    how: str
    text: str
    beside: str = ""


def contact_minutes(typed: str) -> int:
    """Return the minutes of a contact; raise UsageError if there are none."""
    try:
        minutes = parse_minutes(typed) if typed.strip() else 0
    except ValueError as trouble:
        raise UsageError(str(trouble), "write it as --minutes 10") from None
    if not minutes:
        raise UsageError("a contact counts by its minutes, and there are none", "write them as --minutes 10")
    return minutes


def add_contact(context: Context, contact: AddedContact, links: Iterable[str]) -> AddedContact:
    """Write a contact into a meeting's note; it is no meeting of its own and carries nothing over."""
    require_past(context, contact.day, "write a contact down once it was")
    with open_workspace(context, "contact", ("meeting",)) as workspace:
        path = _note(context, workspace, contact.day)
        others = (one for meeting in workspace.log.meetings for one in meeting.contacts if one.day == contact.day)
        beside = next((f"{one.text} ({format_minutes(one.minutes)})" for one in others), "")
        document = workspace.open(path)
        fields: dict[str, Data] = {
            "date": contact.day.isoformat(),
            "minutes": str(contact.minutes),
            "how": contact.how,
            "text": add_links(contact.text, links),
        }
        fields = {key: value for key, value in fields.items() if value}
        taken = [item.get("id") for item in front_list(document, _KEY) if isinstance(item, dict)]
        fields["id"] = _new_id(fields, taken)
        workspace.replace(path, add_to_list(document, (_KEY,), fields))
        workspace.message = f"contact: 1 contact ({contact.day})"
    return AddedContact(path, contact.day, contact.minutes, contact.how, contact.text, beside)


def _note(context: Context, workspace: Workspace, day: date) -> str:
    """Return the path of the note that keeps a day's contacts: the first from that day on, else the last one.

    A note is only begun if there is none up to the coming meeting; those of later ones keep no contacts.
    """
    meetings = workspace.log.meetings
    _, coming = coming_meeting(meetings, workspace.settings, context.today)
    notes = [meeting for meeting in meetings if meeting.status not in CALLED_OFF and meeting.day <= coming]
    if not notes:
        path, _ = open_note_for(context, workspace)
        return path
    return next((meeting.path for meeting in notes if meeting.day >= day), notes[-1].path)


def _new_id(fields: dict[str, Data], taken: list[Data | None]) -> str:
    """Return an id from what a contact says, so that both people's entries of one contact are one."""
    words = [str(value) for value in fields.values()]
    return next(one for number in range(len(taken) + 1) if (one := stable_id(*words, str(number))) not in taken)
