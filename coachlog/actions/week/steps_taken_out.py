"""Ask about next steps that were taken out of a note while earlier notes have them still."""

from enum import StrEnum
from typing import Final

from coachlog.actions.week.steps import mark_steps
from coachlog.actions.written_documents import WrittenDocuments
from coachlog.context import Context
from coachlog.model.fields import format_day, parse_choice
from coachlog.model.kinds.body import StepMark
from coachlog.model.log_files import is_meeting
from coachlog.model.next_steps import NextStep
from coachlog.storage.load import STEPS


class _Fate(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


_MARKS: Final = {_Fate.DONE: StepMark.DONE, _Fate.DROPPED: StepMark.DROPPED}


def ask_about_taken_out(context: Context, path: str, opened: bytes | None) -> tuple[str, ...]:
    """Ask for each open next step that was taken out of a note in the editor what became of it; tell what is settled.

    Of those that stay open `tell_taken_out` tells, as of those that were taken out in any other way.
    """
    if not context.interactive:
        return ()
    gone = _taken_out(context, path, opened or b"")
    fates = [(step, _ask(context, step.text, step.id)) for step in gone]
    return tuple(f"“{step.text}” is {fate}." for step, fate in fates if fate in _MARKS)


def tell_taken_out(context: Context, written: WrittenDocuments) -> tuple[str, ...]:
    """Return a sentence for each open next step that this command kept out of a note, as somebody had deleted it there.

    A step whose whole note is gone is not meant.
    """
    notes = {path: old for path, (old, new) in written.versions.items() if old and new}
    lost = {path: old for path, old in notes.items() if is_meeting(path)}
    return tuple(
        f"“{step.text}” is still open in the note of {format_day(step.newest.day, context.today)}: "
        f"coachlog steps done {step.id}, or coachlog steps drop {step.id}"
        for path, old in lost.items()
        for step in _taken_out(context, path, old)
    )


def _taken_out(context: Context, path: str, before: bytes) -> list[NextStep]:
    """Return the open next steps that a note had, and that only earlier notes have now."""
    words = set(before.decode("utf-8", "replace").split())
    if not any(word.startswith("^") for word in words):
        return []
    steps = [step for step in context.read(("meeting",), (STEPS,)).steps if step.open and f"^{step.id}" in words]
    return [step for step in steps if all(copy.path != path for copy in step.copies)]


def _ask(context: Context, text: str, step: str) -> _Fate:
    question = f"You took out “{text}”, which an earlier note has: is it done, dropped or open?"
    fate = context.ask_for("", question, _read, _Fate.OPEN)
    if fate in _MARKS:
        mark_steps(context, [step], _MARKS[fate])
    return fate


def _read(typed: str) -> _Fate:
    begun = [fate for fate in _Fate if fate.startswith(typed.strip().casefold())]
    return begun[0] if len(begun) == 1 else parse_choice(typed, _Fate)
