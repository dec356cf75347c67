"""Find the consents in the settings that somebody else typed than the person whose words are to be quoted."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.document import Unreadable
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import FILE, Person
from coachlog.storage.reading import lines_of

CONSENT_OF_ANOTHER: Final = "consent-of-another"
_ASK: Final = "let them type on their own computer: coachlog people set me --quote successes"


def consents_by_hand(me: Person | None, before: bytes | None, after: bytes | None) -> Iterator[Problem]:
    """Yield a problem for each consent of somebody but me that came into the settings by hand."""
    if before is None or after is None:
        return
    with suppress(Unreadable):
        quotes = {person.id: person.quote for person in parse_settings(before)[0].people}
        for person in parse_settings(after)[0].people:
            if set(person.quote) - set(quotes.get(person.id, ())) and person.id != (me and me.id):
                message = f"only {person.name or person.id} can agree to be quoted, so this does not count; {_ASK}"
                yield Problem(FILE, _line(before, after), CONSENT_OF_ANOTHER, message)


def _line(before: bytes, after: bytes) -> int:
    """Return the first new line of the settings that has a consent in it."""
    there, numbered = {*lines_of(before)}, enumerate(lines_of(after), 1)
    return next((number for number, line in numbered if "quote" in line and line not in there), 1)
