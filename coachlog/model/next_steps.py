"""Next steps over all meetings: copies of one identity are one step, and open ones are carried into the next note."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from coachlog.frozen import frozen
from coachlog.model.kinds.body import LIVE, Body, StepCopy, StepIdentity, StepMark

if TYPE_CHECKING:
    from coachlog.markdown.blocks import Block
    from coachlog.markdown.document import Document
    from coachlog.model.settings import PersonId, Settings


class StepState(StrEnum):
    """The state of a next step."""

    OPEN = "open"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


@frozen
class NextStep:
    """A next step with its copies from the oldest to the newest, of which the newest gives words and dates."""

    copies: tuple[StepCopy, ...]

    @property
    def newest(self) -> StepCopy:
        """Return the copy in the newest note."""
        return self.copies[-1]

    @property
    def id(self) -> str:
        """Return the id, which with `origin` is the step's identity."""
        return self.newest.id

    @property
    def origin(self) -> date:
        """Return the date of the meeting where it began."""
        return self.newest.origin

    @property
    def text(self) -> str:
        """Return its words."""
        return self.newest.text

    @property
    def links(self) -> tuple[str, ...]:
        """Return the ids of the documents that it is about."""
        return self.newest.links

    @property
    def owner(self) -> "PersonId":
        """Return a person's id, or `both`."""
        return self.newest.owner

    @property
    def due(self) -> date | None:
        """Return the day on which it is due, if there is one."""
        return self.newest.due

    @property
    def path(self) -> str:
        """Return the path of the newest note that has it."""
        return self.newest.path

    @property
    def line(self) -> int:
        """Return the line (from 1) in the newest note."""
        return self.newest.line

    @property
    def carried(self) -> int:
        """Count how many times it was carried over."""
        return len({copy.path for copy in self.copies}) - 1

    @property
    def state(self) -> StepState:
        """Return its state, by the strongest mark of its copies."""
        marks = [copy.mark for copy in self.copies]
        if StepMark.DONE in marks:
            return StepState.DONE
        if StepMark.DROPPED in marks:
            return StepState.DROPPED
        return StepState.UNDER_WAY if self.newest.mark is StepMark.UNDER_WAY else StepState.OPEN

    @property
    def open(self) -> bool:
        """Tell whether it is neither done nor dropped."""
        return all(copy.mark is not StepMark.DONE and copy.mark is not StepMark.DROPPED for copy in self.copies)


def build_steps(bodies: Iterable[Body]) -> tuple[NextStep, ...]:
    """Return each next step once, in the order in which they began; the notes are given in order of their dates."""
    written = [copy for body in bodies for copy in body.steps]
    copies: dict[StepIdentity, list[StepCopy]] = {}
    for copy in with_known_ids(written, written):
        copies.setdefault(copy.identity, []).append(copy)
    return tuple(NextStep(tuple(group)) for group in copies.values())


def with_known_ids(copies: Iterable[StepCopy], all_copies: Iterable[StepCopy]) -> tuple[StepCopy, ...]:
    """Give each step with words behind its id that id, and each whose id an earlier note has the origin of that one.

    So a step is the same one whatever was done to its `(from …)`, and whatever was typed behind its id.
    """
    copies, all_copies = tuple(copies), tuple(all_copies)
    origins = _origins(all_copies)
    if not any(copy.inner_ids for copy in copies):
        return tuple(_with_origin(copy, origins) for copy in copies)
    paths: dict[StepIdentity, set[str]] = {}
    for copy in (_with_origin(copy, origins) for copy in all_copies if copy.written):
        paths.setdefault(copy.identity, set()).add(copy.path)

    def is_elsewhere(copy: StepCopy, identity: str) -> bool:
        return bool(paths.get((copy.origin, identity), set()) - {copy.path})

    def resolve(copy: StepCopy) -> StepCopy:
        inner = [identity for identity in copy.inner_ids.split() if is_elsewhere(copy, identity)]
        return copy.take_inner_id(inner[0]) if inner and not is_elsewhere(copy, copy.id) else copy

    return tuple(resolve(_with_origin(copy, origins)) for copy in copies)


def _origins(copies: Iterable[StepCopy]) -> Mapping[str, tuple[date, date]]:
    """Return the first day and the origin of each id that notes of several days have with several origins."""
    first: dict[str, tuple[date, date]] = {}
    several: set[str] = set()
    for copy in copies:
        if copy.written:
            day, origin = first.setdefault(copy.id, (copy.day, copy.origin))
            if copy.origin != origin:
                several.add(copy.id)
            if copy.day < day:
                first[copy.id] = copy.day, copy.origin
    return {identity: first[identity] for identity in several}


def _with_origin(copy: StepCopy, origins: Mapping[str, tuple[date, date]]) -> StepCopy:
    day, origin = origins.get(copy.id, (copy.day, copy.origin))
    return replace(copy, origin=origin) if copy.written and copy.day > day else copy


def steps_to_carry(steps: Iterable[NextStep], day: date, path: str, *, again: bool = False) -> tuple[NextStep, ...]:
    """Return the open steps of earlier meetings that neither a meeting's note nor a later one has.

    With `again` it was carried over into that note before: what was, and is not in it now, was taken out by hand.
    """
    left = (step for step in steps if not (again and step.newest.mark is StepMark.CARRIED))
    return tuple(step for step in left if step.open and step.newest.day <= day and _not_in(step, path))


def _not_in(step: NextStep, path: str) -> bool:
    return all(copy.path != path for copy in step.copies)


def is_left_changed(was: StepCopy, now: StepCopy) -> bool:
    """Tell whether somebody changed the line of a step that had gone on into a later note, where it has no effect."""
    return was.mark is now.mark is StepMark.CARRIED and not says_the_same(was, now)


def says_the_same(one: StepCopy, other: StepCopy) -> bool:
    """Tell whether two lines say the same of a step, however they are formatted."""
    from coachlog.markdown.formatting import plain_words

    says = {(plain_words(copy.text), copy.due, copy.owner) for copy in (one, other)}
    return len(says) == 1


def carried_lines(source: "Document", step: NextStep) -> list[str]:
    """Write a step for a later note: its words as they were written, and the lines below them.

    `source` is the newest note that has it. An unknown mark stays.
    """
    from coachlog.markdown.task_line import TaskLine, format_task
    from coachlog.markdown.typed_items import mark_of

    block = _block_of(source, step.line - 1)
    typed = mark_of(source.lines[step.line - 1])
    mark = StepMark.UNDER_WAY if step.state is StepState.UNDER_WAY else StepMark.OPEN
    due = step.due.isoformat() if step.due else ""
    words = step.newest.typed or step.text
    first = TaskLine(mark, words, step.owner, due, step.origin.isoformat(), step.id)
    if typed and typed.lower() not in set(StepMark):
        first = replace(first, mark=typed)
    return [format_task(first), *(lines_below(source, block) if block and block.start == step.line - 1 else ())]


def _block_of(document: "Document", line: int) -> "Block | None":
    """Return the innermost block that a line (from 0) belongs to."""
    block, blocks = None, document.blocks
    while (at := bisect_right(blocks, line, key=lambda one: one.start)) and line < blocks[at - 1].end:
        block, blocks = blocks[at - 1], blocks[at - 1].children
    return block


def lines_below(source: "Document", block: "Block") -> Iterator[str]:
    """Yield the lines of an item after its first paragraph, without line ends, as an item behind `- ` has them."""
    from coachlog.markdown.task_line import words_column

    column = words_column(source.lines[block.start])
    for line in source.lines[block.start + 1 + block.text.count("\n") : block.end]:
        words = line.lstrip(" \t").rstrip("\r\n")
        indent = len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))
        # A line left of the item's words goes on with the paragraph above it, and stays left of them.
        yield " " * (indent - column + 2 if indent >= column else min(indent, 1)) + words if words else ""


def marks_to_settle(steps: Iterable[NextStep]) -> dict[str, dict[int, StepMark]]:
    """Return the marks that open boxes should have, by path and line.

    A copy of a finished step is finished too; a copy with a later one was carried over.
    """
    marks: dict[str, dict[int, StepMark]] = {}
    for step in steps:
        ended = {StepState.DONE: StepMark.DONE, StepState.DROPPED: StepMark.DROPPED}.get(step.state)
        for copy in step.copies if ended else step.copies[:-1]:
            if copy.mark in LIVE:
                marks.setdefault(copy.path, {})[copy.line] = ended or StepMark.CARRIED
    return marks


def set_marks(document: "Document", marks: Mapping[int, StepMark]) -> "Document":
    """Return the document with new marks in the boxes on some lines (from 1)."""
    from coachlog.markdown.typed_items import with_box

    lines = list(document.lines)
    for number, mark in marks.items():
        lines[number - 1] = with_box(lines[number - 1], mark, _indent(document, number - 1))
    return _reread(lines)


def change_due(document: "Document", copy: StepCopy, due: date | None, settings: "Settings") -> "Document | None":
    """Return the document with another due date in a next step, or with none; None where its words would not stay."""
    from coachlog.markdown.task_line import parse_item
    from coachlog.model.dates import DateReader
    from coachlog.model.kinds.typed_step import with_due

    lines = list(document.lines)
    first, last = copy.line - 1, copy.last
    words = parse_item(lines[first]).words
    begin = lines[first].removesuffix(words)
    text = words + "".join(lines[first + 1 : last])
    end = text[len(text.rstrip()) :]
    changed = with_due(text.rstrip(), due, settings, DateReader(copy.day, settings.dates))
    return None if changed is None else _reread([*lines[:first], f"{begin}{changed}{end}", *lines[last:]])


def _indent(document: "Document", line: int) -> str | None:
    """Return the indent of the item that a line (from 0) goes on with; None for a line that begins a block."""
    from coachlog.markdown.blocks import BlockKind
    from coachlog.markdown.task_line import parse_item

    block = _block_of(document, line)
    if block is None or block.start == line or block.kind is not BlockKind.ITEM:
        return None
    return parse_item(document.lines[block.start]).indent


def write_ids(document: "Document", body: Body) -> "Document":
    """Return the document with an id behind each next step that has none, and a box of ours before each."""
    from coachlog.markdown.task_line import add_id, split_at_id
    from coachlog.markdown.typed_items import has_box, with_box

    lines = list(document.lines)
    for copy in body.steps:
        first, last = copy.line - 1, copy.last - 1
        if not copy.written or not has_box(lines[first]):
            lines[first] = with_box(lines[first], "", _indent(document, first))
        if not copy.written:
            if copy.repeats:
                lines[last] = "".join(split_at_id(lines[last], copy.repeats))
            lines[last] = add_id(lines[last], copy.id)
    return _reread(lines)


def _reread(lines: list[str]) -> "Document":
    from coachlog.markdown.document import parse_document

    return parse_document("".join(lines))
