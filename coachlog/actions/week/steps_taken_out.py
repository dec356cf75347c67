"""Ask about next steps that were taken out of a note while earlier notes have them still."""

from enum import StrEnum
from typing import Final

from coachlog.actions.week.steps import mark_steps
from coachlog.context import Context
from coachlog.model.fields import format_day, parse_choice
from coachlog.model.kinds.body import StepMark
from coachlog.storage.load import STEPS


class _Fate(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


_MARKS: Final = {_Fate.DONE: StepMark.DONE, _Fate.DROPPED: StepMark.DROPPED}


def ask_about_taken_out(context: Context, path: str, opened: bytes | None) -> tuple[str, ...]:
    """Ask for each open next step that a note had when it was opened what became of it; return a sentence for each."""
    words = set((opened or b"").decode("utf-8", "replace").split())
    steps = [step for step in context.read(("meeting",), (STEPS,)).steps if step.open and f"^{step.id}" in words]
    gone = [step for step in steps if all(copy.path != path for copy in step.copies)]
    return tuple(
        _tell(step.text, step.id, _ask(context, step.text, step.id), format_day(step.newest.day, context.today))
        for step in gone
    )


def _ask(context: Context, text: str, step: str) -> _Fate:
    if not context.interactive:
        return _Fate.OPEN
    question = f"You took out “{text}”, which an earlier note has: is it done, dropped or open?"
    fate = context.ask_for("", question, _read, _Fate.OPEN)
    if fate in _MARKS:
        mark_steps(context, [step], _MARKS[fate])
    return fate


def _read(typed: str) -> _Fate:
    begun = [fate for fate in _Fate if fate.startswith(typed.strip().casefold())]
    return begun[0] if len(begun) == 1 else parse_choice(typed, _Fate)


def _tell(text: str, step: str, fate: _Fate, day: str) -> str:
    if fate in _MARKS:
        return f"“{text}” is {fate}."
    return f"“{text}” is still open in the note of {day}: coachlog steps done {step}, or coachlog steps drop {step}"
