"""Find and add next steps, and set what became of them."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from coachlog.actions.typed_days import is_date, parse_day, tell_of_next_year
from coachlog.actions.week.speaker import as_i_say_it, find_together
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.model.dates import Aim, DateReader
from coachlog.model.fields import normalize
from coachlog.model.kinds.body import UNCLEAR_DATE, StepMark
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.kinds.section_names import NEXT_STEPS
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep
from coachlog.model.settings import BOTH, NOBODY, PersonId
from coachlog.storage.load import STEPS

if TYPE_CHECKING:
    from coachlog.model.kinds.typed_step import TypedStep

_NO_DUE: Final = ("none", "never", "-")
# Boxes of earlier copies that would outweigh the newest copy's box.
_OUTWEIGHS = frozenset({StepMark.OPEN, StepMark.UNDER_WAY, StepMark.DONE, StepMark.DROPPED})


class UnknownStep(CoachlogError):
    """No next step is meant, or more than one."""


@frozen
class StepList:
    """Next steps that were asked for, and the log that they are of."""

    steps: tuple[NextStep, ...]
    log: Log
    today: date


class OwnerDoubt(NamedTuple):
    """What is in doubt about whose a step is that says it itself.

    `doubtful` is a name in its words that is not read as whose it is, `stranger` one in front that is nobody's here,
    `meant` the name that says whose it is, if it is the doubtful one's.
    """

    doubtful: str = ""
    stranger: str = ""
    meant: str = ""


NO_DOUBT: Final = OwnerDoubt()


@frozen
class AddedStep:
    """A next step that was added to a meeting note; `marks` are typed parts that are not among its words."""

    path: str
    day: date
    text: str
    owner: PersonId
    today: date
    due: date | None = None
    marks: tuple[str, ...] = ()
    doubt: OwnerDoubt = NO_DOUBT


def list_steps(context: Context, owner: str, *, everything: bool) -> StepList:
    """Return open next steps, or all; of one person only, or of all people."""
    log = context.read(("meeting",), bodies=("meeting",) if everything else (STEPS,))
    whose = step_owner(context, owner) if owner else NOBODY
    steps = (step for step in log.steps if (everything or step.open) and whose in (NOBODY, step.owner))
    return StepList(tuple(steps), log, context.today)


def step_owner(context: Context, typed: str) -> PersonId:
    """Return a person's id, or `both`; raise CoachlogError if nobody is called so."""
    person = context.settings.find_person(typed)  # somebody may be called Shared
    if person is None and typed.removeprefix("@").casefold() in (BOTH, SHARED_OWNER):
        return BOTH
    return find_together(context, typed) or context.require_person(typed).id


def add_step(context: Context, text: str, owner: PersonId, due: date | None, links: tuple[str, ...] = ()) -> AddedStep:
    """Add a next step to today's note, else to the coming one; raise UsageError if no words are left to do.

    `owner` is who is meant, if that is said beside the words; else it is the person named in them, else me.
    """
    from coachlog.actions.week.meetings import add_line

    step = read_typed_step(context, text)
    if not any(map(str.isalnum, step.words)):  # a lone colon would be read as what ends a name
        raise UsageError(f"`{text}` says nothing to do", 'say it in words: coachlog steps add "Try the exit ticket"')
    if owner and step.owner and owner != step.owner:
        both = f"{context.settings.named(step.owner)} by its words, {context.settings.named(owner)} by --owner"
        raise UsageError(f"it is said twice whose step this is: {both}", "leave one of the two out")
    doubt = NO_DOUBT if owner else _doubt(context, step)
    owner, due = owner or step.owner or context.require_me().id, due or step.due
    words = f"{step.words} (due {due})" if due else step.words
    line = add_line(context, "steps add", NEXT_STEPS, words, owner, links=links)
    line_break = text[len(text.rstrip("\\ ")) :].strip()  # as programs write one at a line's end
    typed = [line_break, f"(from {step.origin})" if step.origin else "", f"^{step.id}" if step.id else ""]
    marks = tuple(filter(None, typed))
    return AddedStep(line.path, line.day, step.words, owner, context.today, due, marks, doubt)


def owner_and_words(context: Context, text: str) -> tuple[PersonId, str, OwnerDoubt]:
    """Return the owner of a typed step, by default me, its words as a note has them, and what is in doubt."""
    step = read_typed_step(context, text)
    words = f"{step.words} (due {step.due})" if step.due else step.words
    return step.owner or context.require_me().id, words, _doubt(context, step)


def _doubt(context: Context, step: "TypedStep") -> OwnerDoubt:
    from coachlog.model.doubtful_names import doubtful_name, initialled, stranger_in_front

    if step.owner:
        return NO_DOUBT
    doubtful = doubtful_name(step.words, context.settings)
    person = context.settings.of_id(initialled(doubtful, context.settings)) if doubtful else None
    meant = context.settings.short_name(person) if person else doubtful  # first letters alone name nobody
    return OwnerDoubt(doubtful, "" if doubtful else stranger_in_front(step.words), meant)


def read_typed_step(context: Context, text: str) -> "TypedStep":
    """Read a step as it is typed; raise UsageError for a due date or a person that is not understood."""
    from coachlog.model.kinds.typed_step import cut_due, read_step
    from coachlog.model.owners import is_for_both

    dates, settings = DateReader(context.today, context.settings.dates), as_i_say_it(context)
    step, due = read_step(text, settings, dates), None
    if any(trouble.code == UNCLEAR_DATE for trouble in step.troubles):
        text, typed = cut_due(text)
        due = parse_day(context, typed, Aim.DUE)
        step = read_step(text, settings, dates)
    elif step.due and (typed := cut_due(text)[1]):
        tell_of_next_year(context, typed, step.due)
    for trouble in step.troubles:
        if trouble.code == UNCLEAR_DATE:
            raise UsageError(trouble.message, "write it as --due 2026-11-26")
        if step.owner not in (NOBODY, BOTH):
            context.settings.require_person(step.owner)
    owner = step.owner or (BOTH if is_for_both(step.words) else NOBODY)
    return replace(step, owner=owner, due=due or step.due)


def mark_steps(context: Context, words: Iterable[str], mark: StepMark) -> list[NextStep]:
    """Set the box of the next steps that are meant; return the steps as they were."""
    from coachlog.actions.week.meetings import mark_boxes
    from coachlog.actions.workspace import open_workspace

    with open_workspace(context, "steps", ("meeting",), ("meeting",)) as workspace:
        steps = _find_steps(workspace.log, list(words))
        for step in steps:
            mark_boxes(workspace, boxes_of(step, mark))
        workspace.message = f"steps: {len(steps)} {mark.name.lower().replace('_', ' ')}"
    return steps


def set_due(context: Context, words: list[str]) -> NextStep:
    """Give the next step that is meant the due date behind its words, or none; return the step as it is now."""
    from coachlog.actions.workspace import open_workspace
    from coachlog.model.next_steps import change_due

    named, due = _step_and_day(context, words)
    with open_workspace(context, "steps", ("meeting",), ("meeting",)) as workspace:
        step = find_step(workspace.log, named)
        changed = change_due(workspace.open(step.path), step.newest, due, workspace.settings)
        if changed is None:
            hint = f"change it in line {step.line} of {step.path}: coachlog edit {step.newest.day}"
            raise UsageError(f"the date of “{step.text}” stands among its words", hint)
        workspace.replace(step.path, changed)
        workspace.message = "steps: 1 due date"
    return replace(step, copies=(*step.copies[:-1], replace(step.newest, due=due)))


def _step_and_day(context: Context, words: list[str]) -> tuple[str, date | None]:
    """Return the words that name a step, and the day that the words behind them mean, of as many as make one."""
    if len(words) < 2:
        what = "until when is it due?" if words else "which next step is due, and when?"
        raise UsageError(what, 'coachlog steps due STEP "next friday", or none; coachlog steps lists them')
    if normalize(words[-1]) in _NO_DUE:
        return " ".join(words[:-1]), None
    at = next((at for at in range(1, len(words)) if is_date(context, " ".join(words[at:]))), len(words) - 1)
    return " ".join(words[:at]), parse_day(context, " ".join(words[at:]), Aim.DUE)


def step_meant(context: Context, words: list[str]) -> NextStep:
    """Find the next step that the first of some words name; raise UnknownStep."""
    log = context.read(("meeting",), ("meeting",))
    for count in range(len(words), 1, -1):
        with suppress(UnknownStep):
            return find_step(log, " ".join(words[:count]))
    return find_step(log, " ".join(words[:1]))


def _find_steps(log: Log, words: list[str]) -> list[NextStep]:
    """Find the next step that all words mean together, as if quoted; else one step for each word."""
    if len(words) > 1:
        with suppress(UnknownStep):
            return [find_step(log, " ".join(words))]
    return list(dict.fromkeys(find_step(log, word) for word in words))


def find_step(log: Log, word: str) -> NextStep:
    """Find a next step by the beginning of its id or by words, an open one first; raise UnknownStep."""
    wanted = normalize(word.removeprefix("^"))
    by_id = [step for step in log.steps if step.id.casefold().startswith(wanted)]
    number = rf"(?<!\d){wanted}(?!\d)" if wanted.isdecimal() else ""  # 1 is not in `Oct 15`
    by_words = [
        step
        for step in log.steps
        if wanted in normalize(step.text) and (not number or re.search(number, normalize(step.text)))
    ]
    exact = [step for step in by_id if step.id == wanted]
    if number and not exact and 0 < int(wanted) <= sum(step.open for step in log.steps):
        raise UnknownStep(f"there is no next step `{word}`: they have no numbers here", "say words of it, or its id")
    words = set(wanted.split())
    if not by_words and len(words) > 1:
        by_words = [step for step in log.steps if words <= set(re.findall(r"[\w'-]+", normalize(step.text)))]
    matches = exact or by_id or [step for step in by_words if step.open] or by_words
    if len(matches) == 1:
        return matches[0]
    if matches:
        shown = "; ".join(f"{step.id} ({step.text})" for step in matches[:5])
        raise UnknownStep(f"`{word}` means more than one next step", f"say which by its id: {shown}")
    raise UnknownStep(f"there is no next step `{word}`", "`coachlog steps --all` lists them with their ids")


def boxes_of(step: NextStep, mark: StepMark) -> dict[str, dict[int, StepMark]]:
    """Return the boxes to set: the newest copy gets the mark, earlier copies with a state become carried."""
    boxes: dict[str, dict[int, StepMark]] = {}
    for copy in step.copies[:-1]:
        if copy.mark in _OUTWEIGHS:
            boxes.setdefault(copy.path, {})[copy.line] = StepMark.CARRIED
    boxes.setdefault(step.path, {})[step.line] = mark
    return boxes


def step_words(typed: str) -> str:
    """Return a typed step on one line, without the bullet and the empty box of a pasted one."""
    from coachlog.markdown.task_line import parse_box
    from coachlog.markdown.typed_items import pasted_items  # late: a list of steps reads nothing typed

    words = " ".join(" ".join(pasted_items(typed)).split())
    mark, without_box = parse_box(words)
    return without_box if mark == StepMark.OPEN and without_box else words
