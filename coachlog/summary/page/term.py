"""The material of a page: a term of a log, its author, and the author's own pages."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from coachlog.frameworks import Framework
from coachlog.frozen import frozen
from coachlog.model.fields import normalize
from coachlog.model.kinds.body import Body
from coachlog.model.kinds.goal import Goal, Level
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.kinds.section_names import NEXT_MEETING
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import BOTH, Person, PersonId
from coachlog.summary.claims import Claim
from coachlog.summary.goals import build_goals
from coachlog.summary.page.then_and_now import ThenAndNow, build_then_and_now
from coachlog.summary.stars import StarredLines

COACHS_LEARNING: Final = "The coach's own learning"
_TAUGHT: Final = ("mentee", "teacher", "new teacher", "coachee")
_NO_STARS: Final = StarredLines((), ())
_NOTHING: Final = Log("", None, {}, {}, ())  # type: ignore[arg-type]  # no own pages: nobody asks for their settings


@frozen
class Term:
    """A period of a log for an author: a person's id, or `both` for the joint page.

    `own` are the author's own pages and `stars` the author's stars in this log; a joint page has neither. `frameworks`
    are the coaching frameworks in use.
    """

    log: Log
    period: Period
    today: date
    author: PersonId
    own: Log = _NOTHING
    stars: StarredLines = _NO_STARS
    frameworks: tuple[Framework, ...] = ()

    @cached_property
    def me(self) -> Person | None:
        """Return the author; None for a joint page."""
        return next((person for person in self.log.settings.people if person.id == self.author), None)

    @cached_property
    def partners(self) -> tuple[Person, ...]:
        """Return the others of the log; for a joint page everybody."""
        return tuple(person for person in self.log.settings.people if person.id != self.author)

    @property
    def together(self) -> bool:
        """Tell whether the page is the pair's."""
        return self.author == BOTH

    @property
    def for_mentee(self) -> bool:
        """Tell whether the author is the one who is mentored."""
        return self.me is not None and is_taught(self.me)

    def is_own_visit(self, path: str) -> bool:
        """Tell whether a file is of a visit that the author made: what is taken from it is the visitor's."""
        return any(visit.path == path and visit.visitor == self.author for visit in self.log.visits)

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Return the meetings of the period that were held."""
        held = (meeting for meeting in self.log.meetings if meeting.status is MeetingStatus.HELD)
        return tuple(meeting for meeting in held if meeting.day in self.period)

    @cached_property
    def next_meetings(self) -> frozenset[tuple[str, int]]:
        """Return the files and lines in which notes say when the next meeting is, and what for."""
        notes = ((meeting.path, self.log.body(meeting).entries(NEXT_MEETING)) for meeting in self.log.meetings)
        return frozenset((path, entry.line) for path, entries in notes for entry in entries)

    @cached_property
    def fallen_out(self) -> frozenset[str]:
        """Return the files of the meetings that were moved or cancelled."""
        fallen = (MeetingStatus.MOVED, MeetingStatus.CANCELLED)
        return frozenset(meeting.path for meeting in self.log.meetings if meeting.status in fallen)

    def theme_of(self, claim: Claim) -> str | None:
        """Return the theme of a line's star, the author's own first; empty without one, None if it has no star."""
        mine = self._themes.get((claim.path, claim.line))
        return mine or next(filter(None, claim.starred), "" if claim.starred else mine)

    @cached_property
    def holders(self) -> dict[str, PersonId]:
        """Return whose each goal is that is about one person's own practice, by its file."""
        people = {person.id: person.id for person in self.log.settings.people}
        goals = (goal for goal in self.log.goals if goal.level in (Level.TEACHER, Level.COACH))
        return {goal.path: people[PersonId(goal.owner)] for goal in goals if goal.owner in people}

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """Return the goals that moved in the period."""
        return tuple(moves.goal for moves in build_goals(self.log, self.period, self.today))

    @cached_property
    def then_and_now(self) -> dict[str, ThenAndNow]:
        """Return each goal's then and now in the period, by the goal's file."""
        return {goal.path: build_then_and_now(self.log, goal, self.period) for goal in self.log.goals}

    @cached_property
    def _themes(self) -> dict[tuple[str, int], str]:
        return {(line.claim.path, line.claim.line): line.theme for line in reversed(self.stars.lines)}


def is_taught(person: Person) -> bool:
    """Tell whether a person is the one who is mentored."""
    return bool({normalize(person.role), normalize(person.id)} & {*_TAUGHT})


def for_its_author(term: Term) -> Term:
    """Return the term without what is the coach's alone, where the author is the mentee, or both are."""
    if not (term.for_mentee or term.together):
        return term
    records = dict(term.log.records)
    records["goal"] = tuple(goal for goal in term.log.goals if goal.level is not Level.COACH)
    records["meeting"] = tuple(replace(meeting, indicators=()) for meeting in term.log.meetings)
    bodies = dict(term.log.bodies)
    for plan in term.log.plans:
        body = term.log.body(plan)
        sections = tuple(section for section in body.sections if section.name != COACHS_LEARNING)
        bodies[plan.path] = Body(sections, body.steps)
    return replace(term, log=replace(term.log, records=records, bodies=bodies))
