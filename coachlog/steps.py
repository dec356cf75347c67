"""Next steps over all meetings: one identity is one step, and the open ones go on into the next note."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coachlog.kinds.body import LIVE, Body, Mark, StepCopy
from coachlog.kinds.meeting import Meeting

if TYPE_CHECKING:
    from coachlog.markdown.document import Document


class StepState(StrEnum):
    """What became of a next step."""

    OPEN = "open"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Place:
    """One note in which a step stands."""

    path: str
    day: date
    copy: StepCopy


@dataclass(frozen=True, slots=True)
class NextStep:
    """A next step, however many notes it stands in: its words and dates are those of the newest.

    `origin` and `id` are its identity; `places` are its copies from the oldest to the newest.
    """

    id: str
    origin: date
    text: str
    owner: str
    state: StepState
    due: date | None
    places: tuple[Place, ...]

    @property
    def path(self) -> str:
        """The newest note that it stands in."""
        return self.places[-1].path

    @property
    def line(self) -> int:
        """The line (from 1) in the newest note."""
        return self.places[-1].copy.line

    @property
    def carried(self) -> int:
        """How many times it was carried over."""
        return len({place.path for place in self.places}) - 1

    @property
    def open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.state in (StepState.OPEN, StepState.UNDER_WAY)


def gather_steps(notes: Iterable[tuple[Meeting, Body]]) -> tuple[NextStep, ...]:
    """Each next step once, in the order in which they began; the notes come in order of their dates."""
    places: dict[tuple[date, str], list[Place]] = {}
    for meeting, body in notes:
        for copy in body.steps:
            places.setdefault((copy.origin, copy.id), []).append(Place(meeting.path, meeting.day, copy))
    return tuple(_next_step(found) for found in places.values())


def _next_step(places: list[Place]) -> NextStep:
    newest = places[-1].copy
    marks = {place.copy.mark for place in places}
    if Mark.DONE in marks:
        state = StepState.DONE
    elif Mark.DROPPED in marks:
        state = StepState.DROPPED
    else:
        state = StepState.UNDER_WAY if newest.mark is Mark.UNDER_WAY else StepState.OPEN
    return NextStep(newest.id, newest.origin, newest.text, newest.owner, state, newest.due, tuple(places))


def steps_to_carry(steps: Iterable[NextStep], day: date, path: str) -> tuple[NextStep, ...]:
    """The open steps of earlier meetings that a meeting's note has not yet, nor any later one."""
    return tuple(step for step in steps if step.open and step.places[-1].day <= day and _not_in(step, path))


def _not_in(step: NextStep, path: str) -> bool:
    return all(place.path != path for place in step.places)


def carried_lines(source: "Document", step: NextStep) -> list[str]:
    """A step written anew for a later note: its own words as they were written, with what stood below them.

    `source` is the newest note that has it.
    """
    block = next(block for block in source.blocks if block.start == step.line - 1)
    mark = "/" if step.state is StepState.UNDER_WAY else " "
    due = f" (due {step.due})" if step.due else ""
    first = f"- [{mark}] @{step.owner} {step.text}{due} (from {step.origin}) ^{step.id}"
    return [first, *_below(source, block.start + 1 + block.text.count("\n"), block.end)]


def _below(source: "Document", start: int, end: int) -> Iterator[str]:
    lines = [line.rstrip("\r\n") for line in source.lines[start:end]]
    filled = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    shift = 2 - min(filled, default=2)
    for line in lines:
        yield line if shift == 0 or not line.strip() else " " * max(shift, 0) + line[max(-shift, 0) :]


def marks_to_settle(steps: Iterable[NextStep]) -> dict[str, dict[int, Mark]]:
    """The open boxes that say less than is known, by path and line: what they ought to hold.

    A copy of a finished step is finished too; a copy that has a later one was carried over.
    """
    found: dict[str, dict[int, Mark]] = {}
    for step in steps:
        ended = {StepState.DONE: Mark.DONE, StepState.DROPPED: Mark.DROPPED}.get(step.state)
        for place in step.places if ended else step.places[:-1]:
            if place.copy.mark in LIVE:
                found.setdefault(place.path, {})[place.copy.line] = ended or Mark.CARRIED
    return found


def set_marks(document: "Document", marks: Mapping[int, Mark]) -> "Document":
    """The document with the boxes on some lines (from 1) marked anew: one character a line changes."""
    lines = list(document.lines)
    for number, mark in marks.items():
        line = lines[number - 1]
        box = line.index("[") + 1
        lines[number - 1] = line[:box] + mark + line[box + 1 :]
    return _reread(lines)


def write_ids(document: "Document", body: Body) -> "Document":
    """The document with an id behind each next step that has none."""
    lines = list(document.lines)
    ends = {block.start + 1: block.start + block.text.count("\n") for block in document.blocks}
    for copy in body.steps:
        if not copy.written:
            line = lines[ends[copy.line]]
            words = line.rstrip()
            lines[ends[copy.line]] = f"{words} ^{copy.id}{line[len(words) :]}"
    return _reread(lines)


def _reread(lines: list[str]) -> "Document":
    from coachlog.markdown.document import parse_document

    return parse_document("".join(lines))
