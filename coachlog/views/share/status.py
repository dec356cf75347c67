"""The state of a log."""

from collections.abc import Iterator
from typing import Final

from coachlog.actions.exchange.sharing_state import format_unshared
from coachlog.actions.exchange.status import Status
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.names import who_am_i
from coachlog.views.sharing_state import letter_parts, unfinished_parts, unsorted_parts

STATUS_FIELDS: Final[Fields[Status]] = (
    Field("unsaved", lambda status: status.unsaved, "files changed by hand and not kept yet"),
    Field("not_kept", lambda status: status.unkeepable, "files that are not kept because of their names"),
    Field(
        "elsewhere",
        lambda status: [one.name for one in status.elsewhere],
        "versions and what was set aside, with more words",
    ),
    Field("entries", lambda status: status.entries, "the number of changes in the history"),
    Field("shared_place", lambda status: status.place),
    Field(
        "moved_to",
        lambda status: status.moved_to,
        "where your partner shares the log now, if elsewhere",
    ),
    Field(
        "not_shared",
        lambda status: status.entries if status.unshared is None else status.unshared,
        "the number of changes that are on this computer only",
    ),
    Field("kept_twice", lambda status: status.conflicts, "the number of places in two versions"),
    Field("interrupted", lambda status: status.unfinished is not None or status.interrupted),
    Field("problems", lambda status: status.problems),
    Field("unsorted", lambda status: status.unsorted, "paths of notes in which words wait to be sorted"),
    Field("me", lambda status: status.me or None, "the person at this computer"),
    Field("letter_sent", lambda status: status.letter and status.letter.letter.sent, "the day of an unanswered letter"),
)


def show_status(status: Status) -> Answer:
    """Say what is not kept, not shared, in conflict or unreadable, and what to type."""
    return Answer(json_row(STATUS_FIELDS, status), list(_parts(status)))


def _parts(status: Status) -> Iterator[Part]:
    yield from unfinished_parts(status.unfinished)
    if status.unsaved:
        yield Line("Changed by hand, and not kept yet (coachlog save keeps it):")
        yield from (Item(path, indent=2) for path in status.unsaved)
    elif not status.unfinished and not status.unkeepable:
        yield Line("Everything is kept.")
    if status.unkeepable:
        yield Line("Not kept, because no log can have such names (rename the files):")
        yield from (Item(path, indent=2) for path in status.unkeepable)
    for one in status.elsewhere:
        yield Line(one.sentence)
    if status.unshared or not status.unfinished:
        yield from _sharing_parts(status)
    if status.conflicts:
        yield Line(f"{format_count(status.conflicts, 'place')} in two versions: coachlog settle")
    if status.problems:
        yield Line(f"{format_count(status.problems, 'thing')} cannot be read as meant: coachlog check names each.")
    yield from unsorted_parts(status.unsorted)
    if words := who_am_i(status.people, status.me):
        yield Line(words)


def _sharing_parts(status: Status) -> Iterator[Part]:
    if status.place and status.unshared:
        yield Line(f"{status.partner} can't see it all yet. {format_unshared(status.unshared)}")
    elif status.place:
        yield Line(f"Everything is in the shared place: {status.place}")
    elif status.by_mail:
        yield Line(f"This log is on this computer only; {status.partner} gets letters: coachlog send")
    elif not status.copied:
        yield Line("This log has no shared place yet: it is on this computer only.")
    yield from letter_parts(status.letter)
    if status.moved_to:
        yield Line(f"Your partner shares the log in {status.moved_to} now: coachlog sync says how to go along.")
    if status.interrupted:
        yield Line("An exchange was stopped in the middle: coachlog sync finishes it.")
    if status.copied or (status.place and not status.set_up):
        yield Line("This copy of the log is not set up completely yet: coachlog doctor finishes it.")
