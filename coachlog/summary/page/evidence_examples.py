"""The examples of an evidence page as then and now: goals, a lesson, a visit, lines of meetings about the standard."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from coachlog.frameworks import FoundCode
from coachlog.frozen import frozen
from coachlog.merge.draft_record import DraftPiece
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.kinds.section_names import SUCCESSES
from coachlog.model.log import Log
from coachlog.summary.lessons import LessonWork, build_lessons
from coachlog.summary.page.choice import Choices, day_of
from coachlog.summary.page.goal_story import goals_to_tell, may_tell, tell_goal
from coachlog.summary.page.lesson_story import tell_lesson
from coachlog.summary.page.relationship import tell_visit
from coachlog.summary.page.voice import GAP, ChosenLine, all_about, cite, is_mine, may_quote, prose, tell_line

_LINES: Final = 2
_OFTEN: Final = 2  # so often a lesson is named by goals and meetings of an indicator to be an example of it


@frozen
class EvidenceSources:
    """The sources of a page: the indicators, the lines of each log, and the own pages."""

    codes: tuple[FoundCode, ...]
    choices: tuple[Choices, ...]
    own: Log

    def names(self, codes: Iterable[str]) -> bool:
        """Tell whether some codes name one of the page's indicators."""
        codes = tuple(codes)
        return any(indicator.framework.find(code) is indicator.item for indicator in self.codes for code in codes)


def build_examples(sources: EvidenceSources, choices: Choices) -> Iterator[list[DraftPiece]]:
    """Yield a goal, a lesson, a visit, other goals, lines.

    The first goal is one that the author has written about, here or in the reflection; else the one that the meetings
    were about most.
    """
    meetings = coded_meetings(sources, choices)
    goals = [goal for goal in goals_to_tell(choices) if sources.names(goal.indicators)]
    goals = [goal for goal in goals if goal.id in choices.kept or may_tell(choices.term, goal)]
    often = Counter(goal for meeting in meetings for goal in meeting.goals)
    goals.sort(key=lambda goal: (goal.id not in choices.kept, goal.id not in choices.elsewhere, -often[goal.id]))
    for goal in goals[:1]:
        yield _goal(choices, goal)
    if work := _lesson(sources, choices):
        yield [*all_about(work.lesson.id, tell_lesson(choices, work))]
    for visit in choices.term.log.visits:
        if sources.names(visit.indicators) and (pieces := [*tell_visit(choices, visit)]):
            yield [replace(piece, joined=at > 0, about=visit.id) for at, piece in enumerate(pieces)]
    for goal in goals[1:]:
        yield _goal(choices, goal)
    yield from _lines(sources, choices)


def _goal(choices: Choices, goal: Goal) -> list[DraftPiece]:
    whose = "My own goal was" if goal.owner == choices.term.author else "One of our goals was"
    return [*tell_goal(choices, goal, "title", f"{whose} “{goal.title}”.")]


def _lesson(sources: EvidenceSources, choices: Choices) -> LessonWork | None:
    """Return the lesson that the goals and meetings with the indicator name most often."""
    term = choices.term
    named = [lesson for goal in term.log.goals if sources.names(goal.indicators) for lesson in goal.lessons]
    named += [lesson for meeting in coded_meetings(sources, choices) for lesson in meeting.lessons]
    works = build_lessons(term.log, term.period, term.today)
    often = [work for work in works if named.count(work.lesson.id) >= _OFTEN]
    written = (choices.kept, choices.elsewhere)
    return max(
        often,
        key=lambda work: (*(work.lesson.id in ids for ids in written), named.count(work.lesson.id)),
        default=None,
    )


def _lines(sources: EvidenceSources, choices: Choices) -> Iterator[list[DraftPiece]]:
    lines = coded_lines(sources, choices)
    chosen = [line for line in lines if choices.is_chosen(line.claim)]
    rest = [line for line in lines if line.section == SUCCESSES and may_quote(choices.term, line)]
    rest.sort(key=lambda line: not is_mine(choices.term, line))
    if shown := sorted(list({line.claim: line for line in [*chosen, *rest]}.values())[:_LINES], key=day_of):
        choices.take(*(line.claim for line in shown))
        pieces = [
            prose(f"line {line.claim.path} {line.words}", tell_line(choices.term, line), line.claim, joined=at > 0)
            for at, line in enumerate(shown)
        ]
        then = prose("lines then", f"Before that it was like this: {GAP}.")
        yield [*all_about(" ".join(cite(shown[0].claim)), [*pieces, then])]


def coded_meetings(sources: EvidenceSources, choices: Choices) -> list[Meeting]:
    """Return the meetings of the period with the indicators."""
    return [meeting for meeting in choices.term.meetings if sources.names(meeting.indicators)]


def coded_lines(sources: EvidenceSources, choices: Choices) -> list[ChosenLine]:
    """Return the lines of the meetings and visits that are about the indicators, and may still be said."""
    log = choices.term.log
    paths = {meeting.path for meeting in log.meetings if sources.names(meeting.indicators)}
    paths |= {visit.path for visit in (*log.visits, *choices.term.own.visits) if sources.names(visit.indicators)}
    return [line for line in choices.lines if line.claim.path in paths and choices.is_free(line.claim)]
