"""The lines of the log that are about a goal: its evidence, those linked to it, and those that speak of it."""

from collections.abc import Collection
from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.section_names import EVIDENCE, GROWTH, NOTES, SUCCESSES
from coachlog.model.typed_settings import COUNTS
from coachlog.regex import regex
from coachlog.summary.page.choice import Choices, day_of, place_of
from coachlog.summary.page.logistics import is_logistics
from coachlog.summary.page.stems import stems_of
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import ChosenLine, cite, may_quote

_OF_NOTES: Final = (SUCCESSES, GROWTH, NOTES)
_BESIDE: Final = 4
_LINKED: Final = 2  # how sure it is that a line is about a goal
_SPEAKS: Final = 1
_SHARED: Final = 2  # words
COMMON: Final = stems_of(
    "about after again always another before being could every first might never other should since something still"
    " their there these thing those three times today under until wants where which while whole would"
)
_WORD: Final = regex(r"[^\W_]+")


def is_about(term: Term, goal: Goal, line: ChosenLine) -> bool:
    """Tell whether a line is linked to a goal, or speaks of it."""
    return bool(_rank(term, goal, line))


def lines_about(choices: Choices, goal: Goal, said: Collection[str]) -> list[ChosenLine]:
    """Return the lines that help to say how a goal moved, by their days: its evidence, and the notes about it.

    Those whose sources the page has `said` help no more. Of many that help as much the earliest and the latest are
    returned.
    """
    term = choices.term
    unsaid = (line for line in reversed(choices.lines) if not {*cite(line.claim)} & {*said})
    lines = {line.claim: line for line in unsaid if line.section == EVIDENCE or not is_logistics(term, line)}
    ranks = {line: _rank_beside(term, goal, line) for line in lines.values()}
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


def _rank_beside(term: Term, goal: Goal, line: ChosenLine) -> int:
    is_evidence = line.section == EVIDENCE and line.claim.path == goal.path
    return _LINKED if is_evidence else _rank(term, goal, line)


def _rank(term: Term, goal: Goal, line: ChosenLine) -> int:
    """Return how sure it is that a line is about a goal; that its meeting was says nothing of each line there."""
    if line.section not in _OF_NOTES:
        return 0
    if goal.id in line.claim.links:
        return _LINKED
    of_meeting = any(meeting.path == line.claim.path and goal.id in meeting.goals for meeting in term.meetings)
    return _SPEAKS if of_meeting and _speaks_of(goal, line) else 0


def _speaks_of(goal: Goal, line: ChosenLine) -> bool:
    """Tell whether a line has all that a goal's title says, or two words of what the goal is and is measured by."""
    words, title = stems_of(line.words), stems_of(goal.title) - COMMON
    of_goal = stems_of(f"{goal.title} {goal.baseline} {goal.target} {goal.measure}") - COMMON
    return bool(title) and (title <= words or len(of_goal & words) >= _SHARED)
