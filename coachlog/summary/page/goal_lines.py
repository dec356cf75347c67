"""The lines of the notes that are about a goal: those linked to it, and those of its meetings that speak of it."""

from collections.abc import Collection
from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.section_names import EVIDENCE, GROWTH, NOTES, SUCCESSES
from coachlog.model.typed_settings import COUNTS
from coachlog.regex import regex
from coachlog.summary.page.choice import Choices, day_of, place_of
from coachlog.summary.page.stems import stems_of
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import ChosenLine, cite, may_quote

_OF_NOTES: Final = (SUCCESSES, GROWTH, NOTES)
_BESIDE: Final = 4
_WORD: Final = regex(r"[^\W_]+")


def is_about(term: Term, goal: Goal, line: ChosenLine) -> bool:
    """Tell whether a line is linked to a goal, or speaks of it in a meeting that was about it."""
    return bool(_rank(term, goal, line))


def lines_about(choices: Choices, goal: Goal, said: Collection[str]) -> list[ChosenLine]:
    """Return the lines that help to say how a goal moved, by their days; with them figures from its meetings.

    Those whose sources the page has `said` help no more. Of many that help as much the earliest and the latest are
    returned.
    """
    of_notes = (line for line in reversed(choices.lines) if line.section in _OF_NOTES)
    lines = {line.claim: line for line in of_notes if not {*cite(line.claim)} & {*said}}
    ranks = {line: _rank(choices.term, goal, line) or _has_figure(choices.term, goal, line) for line in lines.values()}
    best: list[ChosenLine] = []
    for rank in sorted({*ranks.values()} - {0}, reverse=True):
        of_rank = sorted((line for line in ranks if ranks[line] == rank), key=day_of)
        room = _BESIDE - len(best)
        late = room // 2
        best += of_rank if len(of_rank) <= room else [*of_rank[: room - late], *of_rank[len(of_rank) - late :]]
    return sorted(best, key=lambda line: (day_of(line), place_of(line.claim)))


def evidence_of_figure(choices: Choices, line: ChosenLine) -> ChosenLine | None:
    """Return the evidence that has the figure of a success, too: what it adds belongs to what the success says."""
    is_told = line.section == SUCCESSES and may_quote(choices.term, line)
    paths = {f"goals/{goal}.md" for goal in line.claim.links} if is_told else set()
    figures, stems = _figures(line), stems_of(line.words)
    same = (
        other
        for other in choices.lines
        if other.section == EVIDENCE and other.claim.path in paths and stems & stems_of(other.words)
        if figures & _figures(other) and choices.is_free(other.claim) and may_quote(choices.term, other)
    )
    return max(same, key=day_of, default=None)


def _figures(line: ChosenLine) -> frozenset[str]:
    words = _WORD.findall(normalize(line.words))
    return frozenset(word for word in words if word.isdecimal() or word in COUNTS[1:])


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
