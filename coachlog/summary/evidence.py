"""The coverage of a framework: for each of its indicators what there is, in one log or several and the own pages."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from coachlog.frameworks import CodedItem, Framework
from coachlog.frozen import frozen
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.log import Log
from coachlog.model.period import Period

# What can be evidence for an indicator, in the order of a listing.
EVIDENCE_KINDS: Final = ("meetings", "goals", "visits", "work", "readings", "feedback")


@frozen
class EvidenceItem:
    """A document that is evidence: one of EVIDENCE_KINDS, its day if it has one, its title, its path and its log.

    Without a log it is in the own pages.
    """

    kind: str
    day: date | None
    title: str
    path: str
    log: str


@frozen
class IndicatorCoverage:
    """The evidence for an indicator."""

    framework: Framework
    item: CodedItem
    items: tuple[EvidenceItem, ...]

    @property
    def missing(self) -> bool:
        """Tell whether there is nothing yet."""
        return not self.items

    def count(self, kind: str) -> int:
        """Return how much there is of a kind."""
        return sum(item.kind == kind for item in self.items)


def build_coverage(
    framework: Framework, logs: Sequence[Log], own: Log, period: Period | None
) -> tuple[IndicatorCoverage, ...]:
    """Return what there is for each indicator of a framework; `own` are the own pages, with visits not shared yet.

    An item with items below it is listed only if something names it.
    """
    parents = {item.parent for item in framework.items}
    coded = [row for log in logs for row in _of_log(log, period)] + list(_of_own(own, period))
    rows = []
    for item in framework.items:
        items = tuple(one for codes, one in coded if any(framework.find(code) is item for code in codes))
        if items or item.code not in parents:
            rows.append(IndicatorCoverage(framework, item, tuple(sorted(items, key=_by_day))))
    return tuple(rows)


_Coded = Iterator[tuple[tuple[str, ...], EvidenceItem]]


def _of_log(log: Log, period: Period | None) -> _Coded:
    for meeting in log.meetings:
        if meeting.status is MeetingStatus.HELD and _within(meeting.day, period):
            yield meeting.indicators, EvidenceItem("meetings", meeting.day, meeting.title, meeting.path, log.name)
    for goal in log.goals:
        if period is None or goal.alive_in(period):
            yield goal.indicators, EvidenceItem("goals", goal.opened, goal.title, goal.path, log.name)
    yield from _visits(log, period, log.name)
    of_goals = {goal.id: goal.indicators for goal in log.goals}
    for piece in log.feedback:
        if piece.about in of_goals and _within(piece.day, period):
            item = EvidenceItem("feedback", piece.day, piece.title, piece.path, log.name)
            yield of_goals[piece.about], item


def _of_own(own: Log, period: Period | None) -> _Coded:
    yield from _visits(own, period, "")
    for work in own.works:
        if _within(work.day, period):
            yield work.indicators, EvidenceItem("work", work.day, work.title, work.path, "")
    for reading in own.readings:
        if _within(reading.day, period):
            yield reading.indicators, EvidenceItem("readings", reading.day, reading.title, reading.path, "")


def _visits(log: Log, period: Period | None, name: str) -> _Coded:
    for visit in log.visits:
        if _within(visit.day, period):
            yield visit.indicators, EvidenceItem("visits", visit.day, visit.title, visit.path, name)


def _within(day: date | None, period: Period | None) -> bool:
    return period is None or day in period


def _by_day(item: EvidenceItem) -> tuple[date, str]:
    return item.day or date.min, item.path


def missing_codes(rows: Iterable[IndicatorCoverage]) -> tuple[str, ...]:
    """Return the codes for which there is nothing yet."""
    return tuple(row.item.code for row in rows if row.missing)
