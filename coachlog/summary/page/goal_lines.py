"""The lines of the notes that are about a goal: those linked to it, and those of its meetings that speak of it."""

from typing import Final

from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.section_names import GROWTH, NOTES, SUCCESSES
from coachlog.summary.page.choice import Choices, day_of, place_of
from coachlog.summary.page.stems import stems_of
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import ChosenLine

_OF_NOTES: Final = (SUCCESSES, GROWTH, NOTES)
_BESIDE: Final = 8


def is_about(term: Term, goal: Goal, line: ChosenLine) -> bool:
    """Tell whether a line is linked to a goal, or speaks of it in a meeting that was about it."""
    return bool(_rank(term, goal, line))


def lines_about(choices: Choices, goal: Goal) -> list[ChosenLine]:
    """Return the lines that help to say how a goal moved, by their days; with them figures from its meetings."""
    lines = {line.claim: line for line in reversed(choices.lines) if line.section in _OF_NOTES}
    ranks = {line: _rank(choices.term, goal, line) or _has_figure(choices.term, goal, line) for line in lines.values()}
    best = sorted((line for line in ranks if ranks[line]), key=lambda line: (-ranks[line], day_of(line)))
    return sorted(best[:_BESIDE], key=lambda line: (day_of(line), place_of(line.claim)))


def _rank(term: Term, goal: Goal, line: ChosenLine) -> int:
    if line.section not in _OF_NOTES:
        return 0
    if goal.id in line.claim.links:
        return 3
    return (
        2
        if _is_of_meeting(term, goal, line)
        and stems_of(line.words) & stems_of(f"{goal.title} {goal.baseline} {goal.target} {goal.measure}")
        else 0
    )


def _has_figure(term: Term, goal: Goal, line: ChosenLine) -> int:
    return int(_is_of_meeting(term, goal, line) and any(map(str.isdecimal, line.words)))


def _is_of_meeting(term: Term, goal: Goal, line: ChosenLine) -> bool:
    return any(meeting.path == line.claim.path and goal.id in meeting.goals for meeting in term.meetings)
