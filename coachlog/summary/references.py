"""The sources of a period: citations of the plan and the lessons, and the frameworks whose codes were used."""

from collections.abc import Iterable, Iterator
from datetime import date

from coachlog.frameworks import Framework, load_framework
from coachlog.frozen import frozen
from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import REFERENCES
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.summary.activity import agreed_on, plans_of
from coachlog.summary.claims import Claim, claims_in
from coachlog.summary.goals import build_goals
from coachlog.summary.lessons import build_lessons


@frozen
class _Use:
    """A document that uses a code of a kind of framework."""

    kind: str
    code: str
    day: date | None
    path: str


def build_references(log: Log, period: Period, today: date) -> tuple[Claim, ...]:
    """Return each source with the file that cites it, then each framework with the last document that uses it."""
    claims: list[Claim] = []
    for plan in plans_of(log, period):
        claims += claims_in(log, plan, REFERENCES, agreed_on(plan))
    for work in build_lessons(log, period, today):
        claims += claims_in(log, work.lesson, REFERENCES, work.day)
    uses = tuple(_uses(log, period, today))
    frameworks = filter(None, map(load_framework, log.settings.frameworks))
    cited = normalize(" ".join(claim.text for claim in claims))
    unsaid = (framework for framework in frameworks if normalize(framework.title) not in cited)
    return (*claims, *(claim for framework in unsaid for claim in _used(framework, uses)))


def _used(framework: Framework, uses: Iterable[_Use]) -> Iterator[Claim]:
    matching = [use for use in uses if use.kind == framework.kind and framework.find(use.code)]
    if matching:
        latest = max(matching, key=lambda use: use.day or date.min)
        yield Claim(framework.title, latest.day, latest.path, 1)


def _uses(log: Log, period: Period, today: date) -> Iterator[_Use]:
    for meeting in log.meetings:
        if meeting.day in period:
            yield from _coded(meeting.day, meeting.path, coaching=meeting.indicators)
    for moves in build_goals(log, period, today):
        goal = moves.goal
        yield from _coded(moves.day, goal.path, coaching=goal.indicators, content=goal.standards)
    for work in build_lessons(log, period, today):
        lesson = work.lesson
        codes = {"content": lesson.standards, "design": lesson.matrix_focus, "sel": lesson.sel, "udl": lesson.udl}
        yield from _coded(work.day, lesson.path, **codes)


def _coded(day: date | None, path: str, **codes: tuple[str, ...]) -> Iterator[_Use]:
    return (_Use(kind, code, day, path) for kind, values in codes.items() for code in values)
