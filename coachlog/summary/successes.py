"""The successes and the areas of growth that the pair wrote down."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import GROWTH, SUCCESSES
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import BOTH, Settings
from coachlog.summary.claims import Claim, claims_in


def build_successes(log: Log, period: Period, _today: date) -> tuple[Claim, ...]:
    """Return the successes in each note of the period, in order of their dates, whatever the meeting's status."""
    return _entries(log, period, SUCCESSES)


def build_growth(log: Log, period: Period, _today: date) -> tuple[Claim, ...]:
    """Return the areas of growth in each note of the period, in order of their dates."""
    return _entries(log, period, GROWTH)


def by_person(claims: Iterable[Claim], settings: Settings) -> dict[str, tuple[Claim, ...]]:
    """Group claims by the person whom each names first (`Sam: …`), the others under an empty id.

    Only the words decide whose success it is: nothing is guessed.
    """
    groups: dict[str, tuple[Claim, ...]] = {person.id: () for person in settings.people}
    for claim in claims:
        person, words = speaker_of(claim.text, settings)
        groups[person] = (*groups.get(person, ()), replace(claim, text=words))
    return {person: group for person, group in groups.items() if group}


def speaker_of(text: str, settings: Settings) -> tuple[str, str]:
    """Return whose words a line has (a person's id, `both`, or nobody's), and the words without the name."""
    name, colon, words = text.partition(":")
    if not colon or not words.strip():
        return "", text
    if normalize(name) in (BOTH, "we", "us", "both of us"):
        return BOTH, words.strip()
    person = settings.find_person(name.strip())
    return (person.id, words.strip()) if person else ("", text)


def _entries(log: Log, period: Period, section: str) -> tuple[Claim, ...]:
    meetings = (meeting for meeting in log.meetings if meeting.day in period)
    return tuple(claim for meeting in meetings for claim in claims_in(log, meeting, section, meeting.day))
