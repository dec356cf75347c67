"""Go through the open goals one after the other: where each is now, and whether it is kept, changed or closed."""

from dataclasses import field
from enum import StrEnum
from typing import Any, Final

from coachlog.actions.term.goals import GoalFilter, close_goal, list_goals, update_goal
from coachlog.actions.typed_days import due_text
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.frozen import frozen
from coachlog.model.dates import format_weekday
from coachlog.model.fields import clean_text, nearest_word, one_line, parse_choice
from coachlog.model.kinds.goal import Goal, GoalProgress, GoalStatus
from coachlog.model.kinds.section_names import EVIDENCE

_UNSAID: Final[dict[str, Any]] = {"supports": [], "standards": [], "indicators": [], "status": "", "baseline": ""}


class Decision(StrEnum):
    """The outcome of a review for a goal."""

    KEEP = "keep"
    CHANGE = "change"
    CLOSE = "close"
    STOP = "stop"


class Ending(StrEnum):
    """How a goal is closed."""

    MET = GoalStatus.MET
    REVISED = GoalStatus.REVISED
    DROPPED = GoalStatus.DROPPED


_QUESTION: Final = "Keep it, change it, close it, or stop here?"
# Answers of the questions that follow: as words about a goal they would say nothing.
_ALMOST: Final = 0.85  # how like a word must be to one of these
_LATER: Final = frozenset(
    ("keep", "keep it", "kept", "change", "change it", "changed", "close", "close it", "closed", "stop", "stop here")
) | frozenset(one.replace("-", " ") for one in (*GoalProgress, *Ending) if one)
_LEAVE: Final = ("q", "quit")  # what was answered about the goal is kept


@frozen
class GoalReview:
    """The goals that were kept, changed and closed, and the number of those that were not asked about."""

    kept: list[Goal] = field(default_factory=list)
    changed: list[Goal] = field(default_factory=list)
    closed: list[Goal] = field(default_factory=list)
    left: int = 0


def review_goals(context: Context) -> GoalReview:
    """Ask about each open goal; raise UsageError without a terminal."""
    goals = list_goals(context, GoalFilter()).goals
    if goals and not context.interactive:
        ways = f"coachlog goals update {goals[0].id} --progress on-track, or coachlog goals close {goals[0].id} --met"
        raise UsageError("a review asks about one goal after the other, so it needs a terminal", ways)
    review = GoalReview()
    for number, goal in enumerate(goals):
        context.tell("", f"{number + 1} of {len(goals)}: {goal.title} ({_facts(context, goal)})")
        now, decision = _ask_where(context)
        match decision or _ask_for_choice(context, _QUESTION, Decision, Decision.KEEP):
            case Decision.KEEP:
                review.kept.append(_update(context, goal, {}, now))
            case Decision.CHANGE:
                review.changed.append(_update(context, goal, _ask_for_fields(context, goal), now))
            case Decision.CLOSE:
                review.closed.append(_close(context, goal, now))
            case _:
                kept = [_update(context, goal, {}, now)] if now else []
                return GoalReview([*review.kept, *kept], review.changed, review.closed, len(goals) - number - len(kept))
    return review


def _ask_where(context: Context) -> tuple[str, Decision | None]:
    """Ask for words about a goal; one that answers the next question is none, and is asked for again.

    What only looks like such a word is kept if it is typed twice. A letter that begins one decision is that decision.
    """
    before = ""
    while True:
        now = clean_text(context.ask("Where are you with it now (or nothing)?", " "))
        word = now.casefold().strip(" .!").replace("-", " ")
        begun = [one for one in Decision if len(word) == 1 and one.startswith(word)]
        if len(begun) == 1:
            return "", begun[0]
        near = word if word in _LATER or _is_letter(word) else nearest_word(word, _LATER, _ALMOST)
        if not near or (now == before and near != word):
            return now, None
        meant = "" if near == word else f" (did you mean {near}?)"
        told = "says too little" if _is_letter(word) else f"is for a question below{meant}"
        context.tell(f"`{now}` {told}: what has happened for the goal? (Enter: nothing)")
        before = now


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii() and word.isalpha()  # elsewhere a letter can be a word


def _facts(context: Context, goal: Goal) -> str:
    day = f"to reach by {format_weekday(goal.target_date, context.today)}" if goal.target_date else ""
    return ", ".join(filter(None, (goal.level, goal.progress.replace("-", " "), day)))


def _ask_for_fields(context: Context, goal: Goal) -> dict[str, Any]:
    """Ask for what can change in a goal; Enter keeps it."""
    day = goal.target_date.isoformat() if goal.target_date else ""
    return {
        "progress": _ask_for_choice(context, "On track, progressing or off track?", GoalProgress, goal.progress),
        "target_date": context.ask_for("", "To reach by which day?", lambda words: due_text(context, words), day),
        "measure": one_line(context.ask("How will you know?", goal.measure or " ")),
    }


def _ask_for_choice(context: Context, question: str, choices: type[StrEnum], default: StrEnum) -> Any:
    def choice(words: str) -> StrEnum:
        word = words.strip().casefold() or default
        begun = [one for one in choices if one.startswith("stop" if word in _LEAVE else word)]
        return begun[0] if len(begun) == 1 else parse_choice(words, choices)

    return context.ask_for("", question, choice, default, _LEAVE if "stop" in set(choices) else ())


def _update(context: Context, goal: Goal, fields: dict[str, Any], evidence: str) -> Goal:
    """Change a goal where anything was answered."""
    changed = {key: value for key, value in fields.items() if value and str(value) != str(getattr(goal, key) or "")}
    if not (changed or evidence):
        return goal
    return update_goal(context, goal.id, _UNSAID | changed, (EVIDENCE, evidence))


def _close(context: Context, goal: Goal, now: str) -> Goal:
    ending = _ask_for_choice(context, "Was it met, revised or dropped?", Ending, Ending.MET)
    back = clean_text(context.ask("Looking back on it, what would you say (or nothing)?", " "))
    _update(context, goal, {}, now)
    return close_goal(context, goal.id, GoalStatus(ending), back)
