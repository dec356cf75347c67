"""What the pair wrote down to celebrate, and where it wants to grow."""

from datetime import date

from coachlog.kinds.headings import GROWTH, SUCCESSES
from coachlog.log import Log
from coachlog.period import Period
from coachlog.summary.claims import Claim, claims_in


def build_successes(log: Log, period: Period, _today: date) -> tuple[Claim, ...]:
    """The successes in each note of the period, in order of their dates, whatever became of the meeting."""
    return _entries(log, period, SUCCESSES)


def build_growth(log: Log, period: Period, _today: date) -> tuple[Claim, ...]:
    """The areas of growth in each note of the period, in order of their dates."""
    return _entries(log, period, GROWTH)


def _entries(log: Log, period: Period, section: str) -> tuple[Claim, ...]:
    meetings = (meeting for meeting in log.meetings if meeting.day in period)
    return tuple(claim for meeting in meetings for claim in claims_in(log, meeting, section, meeting.day))
