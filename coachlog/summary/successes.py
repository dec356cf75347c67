"""The successes and the areas of growth that the pair wrote down."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coachlog.model.kinds.section_names import GROWTH, SUCCESSES
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import NOBODY, PersonId, Settings
from coachlog.summary.claims import Claim, claims_in

if TYPE_CHECKING:
    from coachlog.model.owners import Named


def build_successes(log: Log, period: Period, _today: date) -> tuple[Claim, ...]:
    """Return the successes in each note of the period, in order of their dates, whatever the meeting's status."""
    return _entries(log, period, SUCCESSES)


def build_growth(log: Log, period: Period, _today: date) -> tuple[Claim, ...]:
    """Return the areas of growth in each note of the period, in order of their dates."""
    return _entries(log, period, GROWTH)


def by_person(claims: Iterable[Claim], settings: Settings) -> dict[PersonId, tuple[Claim, ...]]:
    """Group claims by the person whose line each is, the others under an empty id.

    Only what is written decides whose success it is: nothing is guessed.
    """
    groups: dict[PersonId, tuple[Claim, ...]] = {person.id: () for person in settings.people}
    for claim in claims:
        person, words = speaker_of(claim.text, settings)
        person = claim.by or person
        groups[person] = (*groups.get(person, ()), replace(claim, text=words))
    return {person: group for person, group in groups.items() if group}


def speaker_of(text: str, settings: Settings) -> "Named":
    """Return whose words a line has (a person's id, `both`, or nobody's), and the words without the name."""
    from coachlog.model.owners import Named, name_behind, name_in_front  # late: figures need no speakers

    for named in (name_in_front(text, settings), name_behind(text, settings)):
        if named.owner:
            return named
    return Named(NOBODY, text)


def _entries(log: Log, period: Period, section: str) -> tuple[Claim, ...]:
    meetings = (meeting for meeting in log.meetings if meeting.day in period)
    return tuple(claim for meeting in meetings for claim in claims_in(log, meeting, section, meeting.day))
