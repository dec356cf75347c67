"""Find the next steps below their heading, in every form in which people list them; other lines are problems."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.blocks import Block, BlockKind, split_lines
from coachlog.markdown.tables import is_row, parse_row
from coachlog.markdown.task_line import inner_ids
from coachlog.markdown.typed_items import (
    CROSSED,
    DOUBTFUL_MARKS,
    MARKDOWN_BULLET,
    MAY_HAVE_BOX,
    TypedItem,
    begins_item,
    picture_in_front,
    read_item,
)
from coachlog.model.dates import DateReader
from coachlog.model.kinds.body import LIVE, UNCLEAR_STEP, StepCopy, StepMark
from coachlog.model.kinds.doubtful_steps import DAY, ENDED, Over, over_steps, says_day, says_done
from coachlog.model.kinds.lines_below import begins_step, doubtful_lines, is_name_over
from coachlog.model.kinds.typed_step import TypedStep, read_step
from coachlog.model.links import read_marks
from coachlog.model.owners import STEP_LABEL, WHOSE, begun_by, find_owner, heading_owner, name_in_front
from coachlog.model.settings import BOTH, NOBODY, PersonId, Settings
from coachlog.regex import regex

EQUALS_AT_MOST: Final = 9  # steps of the same words in one note, among which an id tells them apart
_NOTHING: Final = regex(
    r"[\W_]*(?:(?:none|nothing)(?: yet| so far| today| new| this week| to report)?"
    r"|nada|ningun[oa]?|nichts|keine?s?|rien|aucune?"
    r"|n/?\.?a|(?:no(?: new| open)?|not many) (?:next steps?|(?:to-?do|win|success(?:e)?|glow|celebration|grow"
    r"|challenge|concern|update|change)s?)(?: yet| today| this week)?"
    r"|(?:not|nothing) much(?: new)?(?: today| this week)?|tb[ad])?[\W_]*",
    re.IGNORECASE,
)
_LABEL: Final = regex(r"(?:\*{1,3}|_{1,3})[^*_]+(?:\*{1,3}|_{1,3})\s*[:：]?|[^.!?]{1,60}[:：]|@[\w.-]+")
_ARROW: Final = regex(r"-{1,2}>|=>|[→➜➔➤➡⇒►▶▸»]")
_NO_BOX: Final = "this is no step as long as it has no box: write it as `- [ ] ` and its words"
_GOES_ON: Final = "this line goes on with the step above it: a step of its own begins with `- [ ] `"
_CALLOUT_TITLE: Final = "the title of a callout is no step: write `- [ ] ` and its words on the line below it"
# A line inside a step that is meant as a part of it.
_FIELD: Final = regex(rf"(?:due|deadline|{WHOSE})(?:\s+(?:date|on|by))?\s*[:=–-]", re.IGNORECASE)
CALLOUT: Final = regex(r"\[![\w-]+\][+-]?")
_LONGEST: Final = 80  # letters of a line that is a name, or says that there is nothing to do
_HAS_BOX: Final = regex(r"\[.?\]|[☐□]")


@dataclass
class StepLines:
    """The steps found below a note's headings for them, the lines (from 0) that they are on, and problems."""

    path: str
    settings: Settings
    dates: DateReader
    copies: list[StepCopy] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    heading: int | None = None  # the line of the heading above
    label: int | None = None  # the line before, if it may be the heading of a list
    over: tuple[int, Over] | None = None  # the line over the steps that is in doubt, until a step has what it says

    def begin(self, heading: Block) -> None:
        """Begin a section of next steps; what its heading says besides may be in doubt."""
        self.heading = heading.start
        doubt = over_steps(heading.text, self.settings, self.dates, is_section=True)
        self.over = (heading.start, doubt) if doubt else None

    def read(self, blocks: Iterable[Block], owner: PersonId) -> None:
        """Read the blocks below a heading; `owner` is whom it names, if anybody."""
        for block in blocks:
            label, self.label = self.label, None
            match block.kind:
                case BlockKind.HEADING:
                    self._report_label(label)
                    owner = self._owner_over(block.start, block.text)
                case BlockKind.PARAGRAPH if is_row(block.text.partition("\n")[0]):
                    self._report_rows(range(block.start, block.start + len(block.text.split("\n"))))
                case BlockKind.PARAGRAPH:
                    owner = self._read_paragraph(block, owner)
                case BlockKind.ITEM:
                    self._read_item(block, owner)
                case BlockKind.QUOTE:
                    self.read(*self._read_callout(block, owner))
                case BlockKind.TABLE | BlockKind.HTML | BlockKind.CODE:
                    self._read_other(block)
                case _:
                    self.label = label
        self._report_label(self.label)
        self.label = None

    def _read_paragraph(self, block: Block, owner: PersonId) -> PersonId:
        """Read the steps in lines without Markdown's bullets; return whom the lines below are for."""
        for at, lines in groups(block.text.split("\n"), self.settings, doers=True):
            line, text = block.start + at, " ".join(lines).strip()
            item = read_item(text, bulleted=False)
            alone = len(lines) == 1 and not item.bullet and self._is_whose(text)
            if alone or (is_label(text) and not item.bullet and item.mark is None):
                name = self._owner_over(line, text)
                owner, self.label = name, None if name else line
                continue
            self.label = None
            self._add(line, lines, item, owner if item.bullet or item.mark is not None else NOBODY)
        return owner

    def _is_whose(self, text: str) -> bool:
        """Tell whether a line says no more than whose what is below it is."""
        return bool(find_owner(text, self.settings) or begun_by(text, self.settings))

    def _owner_over(self, line: int, text: str) -> PersonId:
        """Return whom a line over steps names, and keep what is in doubt about it."""
        doubt = over_steps(text, self.settings, self.dates)
        self.over = (line, doubt) if doubt else None
        return heading_owner(text, self.settings)

    def _read_callout(self, block: Block, owner: PersonId) -> tuple[tuple[Block, ...], PersonId]:
        """Return a quote's blocks without a callout's title, and whom that names; one that says more is reported."""
        first, *others = block.children or (block,)
        callout = CALLOUT.match(first.text) if first.kind is BlockKind.PARAGRAPH else None
        if callout is None:
            return block.children, owner
        title, _, rest = first.text[callout.end() :].partition("\n")
        below = [replace(first, start=first.start + 1, text=rest)] if rest else []
        name = heading_owner(title, self.settings)
        is_step = name_in_front(title, self.settings).owner or not (below or others)
        if title.strip() and not name and is_step:
            self._report(first.start, _CALLOUT_TITLE)
            self.lines.add(first.start)
        return (*below, *others), name or owner

    def _read_item(self, block: Block, owner: PersonId) -> None:
        typed = list(groups(block.text.split("\n"), self.settings, bulleted=True, doers=True))
        items = [read_item(" ".join(lines).strip(), bulleted=at == 0) for at, lines in typed]
        if items[0].mark is None and self._is_label(block, items[0].words):
            self.read(block.children, self._owner_over(block.start, items[0].words) or owner)
            self.over = None
            return
        before = len(self.copies)
        for (at, lines), item in zip(typed, items, strict=True):
            has_owner = at == 0 or item.bullet or item.mark is not None
            self._add(block.start + at, lines, item, owner if has_owner else NOBODY)
        if len(self.copies) > before and self.copies[before].mark in LIVE | {StepMark.CARRIED}:
            self.lines |= set(range(block.start, block.end))
            self._report_inner(block.children, self.copies[before])

    def _report_inner(self, blocks: Iterable[Block], outer: StepCopy) -> None:
        """Report the open boxes inside an open step that have an owner or a date of their own: no list shows them."""
        for block in blocks:
            item = read_item(block.text, bulleted=True) if block.kind is BlockKind.ITEM else None
            if item is None and outer.mark in LIVE:
                self._report_speakers(block, outer)
            if item and item.mark in (None, StepMark.DONE) and outer.mark in LIVE and says_done(item.words):
                self._report(block.start, f"if the step of line {outer.line} is done, put an x into its own box")
            if item and item.mark is None and outer.mark in LIVE and self._is_field(item.words, outer):
                self._report(
                    block.start, f"this says nothing of the step of line {outer.line}: write it into that line"
                )
            if item and item.mark in LIVE and outer.mark in LIVE:
                step = read_step(item.words, self.settings, self.dates)
                if step.due or step.owner not in ("", outer.owner):
                    self._report(
                        block.start, f"this is part of the step of line {outer.line}: a step of its own has no indent"
                    )
            self._report_inner(block.children, outer)

    def _is_field(self, words: str, outer: StepCopy) -> bool:
        """Tell whether a line inside a step is no more than a name or a day that the step's own line does not say."""
        names = find_owner(words, self.settings) not in (NOBODY, outer.owner)
        return names or bool(_FIELD.match(words)) or (outer.due is None and says_day(words, self.dates))

    def _report_speakers(self, block: Block, outer: StepCopy) -> None:
        """Report the lines inside a step, in no list, that name who is to do them."""
        for at, line in enumerate(block.text.split("\n"), block.start):
            if name_in_front(line.strip(), self.settings).owner not in (NOBODY, outer.owner):
                self._report(
                    at, f"this is part of the step of line {outer.line}: a step of its own begins with `- [ ] `"
                )

    def _is_label(self, block: Block, words: str) -> bool:
        """Tell whether an item without a box is there for the items below it: a name, or words over boxes."""
        if not words:
            return True
        inside = any(child.kind is BlockKind.ITEM for child in block.children)
        has_boxes = any(_HAS_BOX.match(child.text) for child in block.children)
        return inside and (has_boxes or bool(heading_owner(words, self.settings)))

    def _read_other(self, block: Block) -> None:
        """Report the lines that are in no list."""
        head = parse_row(block.text.partition("\n")[0]) if block.kind is BlockKind.TABLE else ()
        has_name = any(find_owner(cell, self.settings) for cell in head)
        self._report_rows(dict.fromkeys([*([block.start] if has_name else []), *lines_in_no_list(block)]))

    def _report_rows(self, lines: Iterable[int]) -> None:
        for line in lines:
            self._report(line, "steps are read from a list: write this as `- [ ] ` and its words")
            self.lines.add(line)

    def _report_label(self, line: int | None) -> None:
        if line is not None:
            self._report(line, _NO_BOX)

    def _add(self, start: int, lines: Sequence[str], item: TypedItem, owner: PersonId) -> None:
        """Add the step of some lines: what has a box, says who is to do it, or begins with an arrow or a label."""
        if not item.words or (item.mark is None and says_nothing(item.words)):
            return
        self.lines |= set(range(start, start + len(lines)))
        if says_nothing(item.words):
            return
        if item.mark == CROSSED:
            self._report(start, "a cross can mean done, and dropped: write `- [x] `, or `- [-] `")
            return
        if start == self.heading:
            self._report(start, "a step cannot be on its heading's line: write `- [ ] ` and its words on the next one")
            return
        step = read_step(item.words, self.settings, self.dates, owner)
        if not step.id and says_nothing(step.words):  # `Sam: none`, or a name in an empty box
            if step.due:
                self._report(start, "this step says until when, and nothing that is to be done")
            return
        if item.mark is None and not (step.owner or _is_marked(item)):
            self._report(start, _NO_BOX)
            return
        if item.mark in DOUBTFUL_MARKS:
            self._report(start, f"`{item.mark}` in a box is read as open: write x if this is done, - if it is dropped")
        self.problems += [Problem(self.path, start + 1, *trouble) for trouble in self._troubles(item, step)]
        for below in doubtful_lines(lines, self.settings):
            self._report(start + below, _GOES_ON)
        self.copies.append(self._copy(start, len(lines), item.mark or StepMark.OPEN, step))
        self._report_over(self.copies[-1], step, owner)

    def _report_over(self, copy: StepCopy, step: TypedStep, above: PersonId) -> None:
        """Report the line over an open step that seems to say what the step itself does not."""
        if self.over is None or copy.mark not in LIVE:
            return
        line, doubt = self.over
        said = {DAY: step.due, ENDED: None}.get(doubt.what, step.owner not in (NOBODY, above))
        if not said:
            self._report(line, doubt.message)
            self.over = None

    def _troubles(self, item: TypedItem, step: TypedStep) -> Iterator[tuple[str, str]]:
        finished = (item.mark or "").lower() in (StepMark.DONE, StepMark.DROPPED, StepMark.CARRIED)
        return (trouble for trouble in step.troubles if not (finished and trouble.code == UNCLEAR_STEP))

    def _copy(self, start: int, count: int, mark: str, step: TypedStep) -> StepCopy:
        day = self.dates.today
        assert day  # noqa: S101 - a meeting has a day
        marked = read_marks(step.words)
        return StepCopy(
            path=self.path,
            day=day,
            id=step.id,
            text=marked.words,
            owner=step.owner or BOTH,
            mark=StepMark(mark.lower()) if mark.lower() in set(StepMark) else StepMark.OPEN,
            due=step.due,
            origin=step.origin or day,
            line=start + 1,
            last=start + count,
            written=bool(step.id),
            inner_ids=" ".join(islice(inner_ids(step.words), EQUALS_AT_MOST)),
            typed=step.words if marked.words != step.words else "",
            links=marked.links,
            starred=marked.starred,
        )

    def _report(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line + 1, UNCLEAR_STEP, message))


def lines_in_no_list(block: Block) -> Iterator[int]:
    """Yield the lines (from 0) of a table, of HTML, of boxes in code, or of what is code by its indent alone."""
    lines = [line.strip() for line in split_lines(block.text)]
    if block.kind is BlockKind.TABLE:
        alone = block.end == block.start + 2 and not MAY_HAVE_BOX.search(block.text)  # a box in it is named as such
        yield from [block.start] if alone else range(block.start + 2, block.end)
    elif block.kind is BlockKind.HTML and re.sub(r"<[^>]*>|&\w+;", "", block.text).strip():
        yield block.start
    elif block.kind is BlockKind.CODE:
        fence = is_fence(block)
        for at, line in enumerate(lines, fence):
            if line if not fence else read_item(line, bulleted=False).mark is not None:
                yield block.start + at


def is_fence(block: Block) -> bool:
    """Tell whether code stands between fences, and is not code by its indent alone."""
    return block.end - block.start > len(split_lines(block.text))


def groups(
    lines: Sequence[str], settings: Settings | None, *, bulleted: bool = False, doers: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each entry in a paragraph, and the first one's number.

    A bullet begins one, a speaker if there are any, and with `doers` a line that says who will do it below another.
    """
    if len(lines) == 1:
        yield 0, list(lines)
        return
    first = read_item(lines[0], bulleted=bulleted).bullet
    starts = [0, *(at for at in range(1, len(lines)) if _begins(lines, at, first, settings))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part, low = lines[start:end], 0
        for at in range(1, len(part)) if doers else ():
            if settings and begins_step(part, at, settings):
                yield start + low, list(part[low:at])
                low = at
        yield start + low, list(part[low:])


def is_label(line: str) -> bool:
    """Tell whether a line is in bold type, or ends in a colon, or is a mention alone: it stands over others."""
    return len(line) < _LONGEST and bool(_LABEL.fullmatch(line))


def says_nothing(words: str) -> bool:
    """Tell whether words say that there is nothing: `none`, `n/a`, a lone dash."""
    return len(words) < _LONGEST and bool(_NOTHING.fullmatch(words))


def _is_marked(item: TypedItem) -> bool:
    return bool(_ARROW.match(f"{item.bullet}{item.words}") or STEP_LABEL.match(item.words))


def _begins(lines: Sequence[str], at: int, first: str, settings: Settings | None) -> bool:
    line, before = lines[at].strip(), lines[at - 1].strip()
    if begins_item(line, first) or (picture_in_front(lines[0]) and picture_in_front(line)):
        return True
    if settings is None or MARKDOWN_BULLET.match(line):
        return False
    if name_in_front(line, settings).owner or _is_label_of(line, settings) or _is_label_of(before, settings):
        return True
    return is_name_over(lines, at, settings) or is_name_over(lines, at - 1, settings)


def _is_label_of(line: str, settings: Settings) -> bool:
    return bool(is_label(line) and heading_owner(line, settings))
