"""Next steps over all meetings: one identity is one step, and the open ones go on into the next note."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coachlog.model.kinds.body import LIVE, Body, StepCopy, StepMark

if TYPE_CHECKING:
    from coachlog.markdown.document import Document


class StepState(StrEnum):
    """What became of a next step."""

    OPEN = "open"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True)
class NextStep:
    """A next step over its copies from the oldest to the newest: its words and dates are those of the newest."""

    copies: tuple[StepCopy, ...]

    @property
    def newest(self) -> StepCopy:
        """The copy in the newest note."""
        return self.copies[-1]

    @property
    def id(self) -> str:
        """With `origin`, the step's identity."""
        return self.newest.id

    @property
    def origin(self) -> date:
        """The date of the meeting where it began."""
        return self.newest.origin

    @property
    def text(self) -> str:
        """What is to be done."""
        return self.newest.text

    @property
    def owner(self) -> str:
        """A person's id, or `both`."""
        return self.newest.owner

    @property
    def due(self) -> date | None:
        """Until when, if somebody said."""
        return self.newest.due

    @property
    def path(self) -> str:
        """The newest note that it stands in."""
        return self.newest.path

    @property
    def line(self) -> int:
        """The line (from 1) in the newest note."""
        return self.newest.line

    @property
    def carried(self) -> int:
        """How many times it was carried over."""
        return len({copy.path for copy in self.copies}) - 1

    @property
    def state(self) -> StepState:
        """What became of it, by the strongest of its copies' marks."""
        marks = [copy.mark for copy in self.copies]
        if StepMark.DONE in marks:
            return StepState.DONE
        if StepMark.DROPPED in marks:
            return StepState.DROPPED
        return StepState.UNDER_WAY if self.newest.mark is StepMark.UNDER_WAY else StepState.OPEN

    @property
    def open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return all(copy.mark is not StepMark.DONE and copy.mark is not StepMark.DROPPED for copy in self.copies)


def build_steps(bodies: Iterable[Body]) -> tuple[NextStep, ...]:
    """Each next step once, in the order in which they began; the notes come in order of their dates."""
    found: dict[tuple[date, str], tuple[StepCopy, ...]] = {}
    for body in bodies:
        for copy in body.steps:
            identity = (copy.origin, copy.id)
            found[identity] = (*found.get(identity, ()), copy)
    return tuple(map(NextStep, found.values()))


def steps_to_carry(steps: Iterable[NextStep], day: date, path: str) -> tuple[NextStep, ...]:
    """The open steps of earlier meetings that a meeting's note has not yet, nor any later one."""
    return tuple(step for step in steps if step.open and step.newest.day <= day and _not_in(step, path))


def _not_in(step: NextStep, path: str) -> bool:
    return all(copy.path != path for copy in step.copies)


def carried_lines(source: "Document", step: NextStep) -> list[str]:
    """A step written anew for a later note: its own words as they were written, with what stood below them.

    `source` is the newest note that has it.
    """
    from coachlog.markdown.task_line import TaskLine, format_task

    block = next(block for block in source.blocks if block.start == step.line - 1)
    mark = "/" if step.state is StepState.UNDER_WAY else " "
    due = step.due.isoformat() if step.due else ""
    first = TaskLine(mark, step.text, step.owner, due, step.origin.isoformat(), step.id)
    return [format_task(first), *lines_below(source, block.start + 1 + block.text.count("\n"), block.end)]


def lines_below(source: "Document", start: int, end: int) -> Iterator[str]:
    """The lines from `start` to `end`, bare, moved to stand two columns in, below an item."""
    lines = [line.rstrip("\r\n") for line in source.lines[start:end]]
    filled = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    shift = 2 - min(filled, default=2)
    for line in lines:
        yield line if shift == 0 or not line.strip() else " " * max(shift, 0) + line[max(-shift, 0) :]


def marks_to_settle(steps: Iterable[NextStep]) -> dict[str, dict[int, StepMark]]:
    """The open boxes that say less than is known, by path and line: what they ought to hold.

    A copy of a finished step is finished too; a copy that has a later one was carried over.
    """
    found: dict[str, dict[int, StepMark]] = {}
    for step in steps:
        ended = {StepState.DONE: StepMark.DONE, StepState.DROPPED: StepMark.DROPPED}.get(step.state)
        for copy in step.copies if ended else step.copies[:-1]:
            if copy.mark in LIVE:
                found.setdefault(copy.path, {})[copy.line] = ended or StepMark.CARRIED
    return found


def set_marks(document: "Document", marks: Mapping[int, StepMark]) -> "Document":
    """The document with the boxes on some lines (from 1) marked anew: one character a line changes."""
    from coachlog.markdown.task_line import set_mark

    lines = list(document.lines)
    for number, mark in marks.items():
        lines[number - 1] = set_mark(lines[number - 1], mark)
    return _reread(lines)


def write_ids(document: "Document", body: Body) -> "Document":
    """The document with an id behind each next step that has none."""
    from coachlog.markdown.task_line import add_id

    lines = list(document.lines)
    ends = {block.start + 1: block.start + block.text.count("\n") for block in document.blocks}
    for copy in body.steps:
        if not copy.written:
            last = ends[copy.line]
            lines[last] = add_id(lines[last], copy.id)
    return _reread(lines)


def _reread(lines: list[str]) -> "Document":
    from coachlog.markdown.document import parse_document

    return parse_document("".join(lines))
