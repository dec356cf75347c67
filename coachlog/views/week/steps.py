"""Next steps as they are listed, added and marked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_count, format_day, format_list
from coachlog.model.kinds.body import StepMark
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep, StepState
from coachlog.model.settings import BOTH, Settings
from coachlog.render.view import Answer, Aside, Item, Line, Part, Title
from coachlog.summary.steps import named, owners
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.names import owner_name

if TYPE_CHECKING:
    from coachlog.actions.week.steps import AddedStep, OwnerDoubt, StepList


STEP_FIELDS: Final[Fields[NextStep]] = (
    Field("id", lambda step: step.id),
    Field("text", lambda step: step.text),
    Field("owner", lambda step: step.owner, "a person's id, or `both`"),
    Field("state", lambda step: step.state, "open, under-way, done or dropped"),
    Field("due", lambda step: step.due),
    Field("from", lambda step: step.origin, "the day of the meeting where it began"),
    Field("carried", lambda step: step.carried, "the number of times it was carried over"),
    Field("path", lambda step: step.path, "the newest note that has it"),
    Field("line", lambda step: step.line),
)
ADDED_STEP_FIELDS: "Final[Fields[AddedStep]]" = (
    Field("path", lambda step: step.path),
    Field("text", lambda step: step.text),
    Field("owner", lambda step: step.owner),
)
MARKED_STEP_FIELDS: Final[Fields[NextStep]] = (
    Field("id", lambda step: step.id),
    Field("text", lambda step: step.text),
    Field("owner", lambda step: step.owner),
    Field("path", lambda step: step.path),
)


DUE_STEP_FIELDS: Final[Fields[NextStep]] = (
    *MARKED_STEP_FIELDS,
    Field("due", lambda step: step.due),
)


def show_list(listing: "StepList") -> Answer:
    """Show next steps under their owners' names."""
    settings = listing.log.settings
    parts = list(_owned(listing.steps, settings, listing.today))
    parts = parts or [Line("No open next steps. To add one: coachlog steps add")]
    parts += unclear_parts(listing.log)
    data = json_rows(STEP_FIELDS, listing.steps)
    return Answer(data, parts, listing.log.problems, listing=True, title="Next steps")


def show_added(step: "AddedStep", settings: Settings) -> Answer:
    """Show a next step that was added."""
    name = owner_name(settings, step.owner)
    due = f", due {format_weekday(step.due, step.today)}," if step.due else ""
    sentence = f"Added a next step for {name}{due} to the meeting of {format_day(step.day, step.today)}: {step.path}"
    parts: list[Part] = [Line(sentence)]
    parts += doubt_parts(step.doubt, name, "coachlog undo, then the same with --owner NAME")
    if step.marks:
        parts.append(Line(f"Read as a step's own marks, not as words: {format_list(step.marks)}"))
    return Answer(json_row(ADDED_STEP_FIELDS, step), parts)


def doubt_parts(doubt: "OwnerDoubt", name: str, how: str) -> Iterator[Part]:
    """Say what is in doubt about whose a step is, which is written down as that of a name; `how` to say it."""
    if doubt.doubtful:
        again = f'coachlog undo, then coachlog steps add "{doubt.meant}: …"'
        yield Line(f"“{doubt.doubtful}” is not read as whose it is. If it is not yours: {again}")
    if doubt.stranger:
        yield Line(f"“{doubt.stranger}” is nobody of this log, so it is {name}’s. If that is wrong: {how}")


def show_marked(steps: Sequence[NextStep], mark: StepMark, word: str, settings: Settings) -> Answer:
    """Show next steps that were marked, each with a word for what became of it, or that it was so before."""
    words = (f"Was {word.lower()} before" if _is_so(step, mark) else word for step in steps)
    parts = [
        Item(step.text, f"{say}; {owner_name(settings, step.owner)}") for step, say in zip(steps, words, strict=True)
    ]
    return Answer(json_rows(MARKED_STEP_FIELDS, steps), parts)


def show_due(step: NextStep, settings: Settings, today: date) -> Answer:
    """Show a next step with its new due date, or that it has none any more."""
    when = f"Due {format_weekday(step.due, today)}" if step.due else "Due on no day"
    parts = [Item(step.text, f"{when}; {owner_name(settings, step.owner)}")]
    return Answer(json_row(DUE_STEP_FIELDS, step), parts)


def _is_so(step: NextStep, mark: StepMark) -> bool:
    ended = {StepMark.DONE: StepState.DONE, StepMark.DROPPED: StepState.DROPPED}
    return step.state is ended.get(mark)


def unclear_parts(log: Log) -> Iterator[Part]:
    """Say how many lines of the notes are not understood, or in part, as long as they are there."""
    if count := len(log.unclear_lines):
        lines, are = format_count(count, "line"), "is" if count == 1 else "are"
        yield Aside(f"{lines} of the meetings' notes {are} not understood in full yet: coachlog check")


def by_person(log: Log, steps: Iterable[NextStep], today: date, first: str = "", at_most: int = 0) -> Iterator[Part]:
    """Show next steps under their owners' names, one owner `first`; steps beyond `at_most` are only counted."""
    steps = tuple(steps)
    for owner in sorted(owners(log), key=lambda owner: owner != first):
        owned = [step for step in steps if step.owner == owner]
        shown = owned[:at_most] if at_most else owned
        if owned:
            yield Title(f"Next steps: {named(log, owner)}")
        yield from (Item(step.text, f"due {format_day(step.due, today)}" if step.due else "") for step in shown)
        if len(shown) < len(owned):
            yield Aside(f"and {len(owned) - len(shown)} more: coachlog steps", indent=2)


def _owned(steps: Sequence[NextStep], settings: Settings, today: date) -> Iterator[Part]:
    people = [*(person.id for person in settings.people), BOTH]
    for owner in dict.fromkeys([*people, *(step.owner for step in steps)]):
        owned = [step for step in steps if step.owner == owner]
        if owned:
            yield Title("Both" if owner == BOTH else settings.named(owner))
            yield from (Item(step.text, _beside(step, today), id=step.id) for step in owned)


def _beside(step: NextStep, today: date) -> str:
    facts = [] if step.state is StepState.OPEN else [step.state.replace("-", " ")]
    if step.due:
        facts.append(f"due {format_day(step.due, today)}")
    if step.carried:
        facts.append(f"since {format_day(step.origin, today)}")
    return ", ".join(facts)
