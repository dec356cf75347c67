"""Parse the sections of a document; a Check-in is never read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.blocks import Block, BlockKind, comments
from coachlog.markdown.document import Document
from coachlog.markdown.task_line import DUE, TaskLine, inner_ids, parse_task, split_at_id
from coachlog.model.dates import Aim, DateReader
from coachlog.model.fields import normalize, parse_date, stable_id
from coachlog.model.kinds.body import Body, SectionEntries, SectionEntry, StepCopy, StepMark
from coachlog.model.kinds.check_in import sections_for_outputs
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import NEXT_STEPS
from coachlog.model.links import read_marks
from coachlog.model.settings import BOTH, Settings

_EQUALS_AT_MOST: Final = 9  # steps of the same words in one note, among which an id tells them apart


def parse_body(
    path: str, document: Document, *, settings: Settings, prompts: frozenset[str], day: date | None
) -> tuple[Body, list[Problem]]:
    """Parse the sections; `prompts` are the blank pages' comments, `day` the meeting's date (None: no next steps)."""
    sections: list[SectionEntries] = []
    copies: list[StepCopy] = []
    problems = [Problem(path, fault.line + 1, fault.code, fault.message) for fault in document.structure.faults]
    for section in sections_for_outputs(document, settings.headings):
        name = section_name(section.heading.text, settings.headings) if section.heading else ""
        line = section.heading.start + 1 if section.heading else section.start + 1
        entries = tuple(_entries(section.blocks, prompts))
        if day is not None and name == NEXT_STEPS:
            copies += _steps(path, section.blocks, settings, day, problems)
            of_steps = {copy.line for copy in copies}
            entries = tuple(entry for entry in entries if entry.line not in of_steps)
        sections.append(SectionEntries(name, line, entries))
    problems += _repeated(path, copies)
    return Body(tuple(sections), tuple(with_ids(copies))), problems


def _entries(blocks: Iterable[Block], prompts: frozenset[str]) -> Iterator[SectionEntry]:
    for block in blocks:
        match block.kind:
            case BlockKind.ITEM | BlockKind.PARAGRAPH | BlockKind.QUOTE:
                entry = _entry(block, prompts)
                if entry.text:
                    yield entry
            case BlockKind.COMMENT:
                for words in comments(block.text):
                    if words and words not in prompts and not words.startswith(("coachlog:", "/coachlog")):
                        yield _marked(words, block.start + 1)
            case _:
                continue


def _entry(block: Block, prompts: frozenset[str]) -> SectionEntry:
    """Return a block's words on one line; those of an item go on through its paragraphs and its nested items."""
    first = _marked(" ".join(block.text.split()), block.start + 1)
    parts, entries = ["", first.text], [first]
    for child in block.children if block.kind is BlockKind.ITEM else ():
        for entry in _entries([child], prompts):
            parts += [" " if child.kind is BlockKind.PARAGRAPH else "; ", entry.text]
            entries.append(entry)
    return SectionEntry(
        "".join(parts[1:] if parts[1] else parts[3:]),
        first.line,
        tuple(dict.fromkeys(link for entry in entries for link in entry.links)),
        tuple(dict.fromkeys(theme for entry in entries for theme in entry.starred)),
    )


def _marked(text: str, line: int) -> SectionEntry:
    marked = read_marks(text)
    return SectionEntry(marked.words, line, marked.links, marked.starred)


def _steps(
    path: str, blocks: Iterable[Block], settings: Settings, day: date, problems: list[Problem]
) -> Iterator[StepCopy]:
    heading_owner = BOTH
    dates = DateReader(day, settings.dates)
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            person = settings.find_person(block.text)
            heading_owner = person.id if person else BOTH
        elif block.kind is BlockKind.ITEM:
            line = block.start + 1
            task = parse_task(block.text, partial(_is_date, path, line, dates, problems))
            if task:
                owner = _owner(path, line, task.owner, settings, problems) if task.owner else heading_owner
                yield _step(path, line, task, owner, dates)


def _is_date(path: str, line: int, dates: DateReader, problems: list[Problem], name: str, text: str) -> bool:
    try:
        dates.parse(text, Aim.DUE) if name == DUE else parse_date(text)
    except ValueError as trouble:
        if name == DUE or text[:4].isdecimal():
            problems.append(Problem(path, line, "bad-date", str(trouble)))
        return False
    return True


def _owner(path: str, line: int, word: str, settings: Settings, problems: list[Problem]) -> str:
    person = settings.find_person(word)
    if person:
        return person.id
    if word.casefold() in (BOTH, "shared"):
        return BOTH
    problems.append(Problem(path, line, "unknown-person", f"nobody in this log has the id `{word}`"))
    return word


def _step(path: str, line: int, task: TaskLine, owner: str, dates: DateReader) -> StepCopy:
    day = dates.today or date.min
    mark = task.mark.lower()
    marked = read_marks(task.words)
    return StepCopy(
        path=path,
        day=day,
        id=task.id,
        text=marked.words,
        owner=owner,
        mark=StepMark(mark) if mark in set(StepMark) else StepMark.OPEN,
        due=dates.parse(task.due, Aim.DUE) if task.due else None,
        origin=parse_date(task.origin) if task.origin else day,
        line=line,
        written=bool(task.id),
        inner_ids=" ".join(islice(inner_ids(task.words), _EQUALS_AT_MOST)),
        typed=task.words if marked.links or marked.starred else "",
        links=marked.links,
        starred=marked.starred,
    )


def _repeated(path: str, copies: Iterable[StepCopy]) -> Iterator[Problem]:
    seen: dict[tuple[date, str], StepCopy] = {}
    for copy in copies:
        first = seen.setdefault((copy.origin, copy.id), copy)
        if copy.written and first is not copy:
            message = f"this next step has the id ^{copy.id} of line {first.line}"
            if _same_words(first, copy):
                message += ": the two count as one; remove one id"
            else:
                message += " and other words: it is a step of its own, and gets its own id when coachlog saves it"
            yield Problem(path, copy.line, "repeated-id", message)


def _same_words(one: StepCopy, other: StepCopy) -> bool:
    return normalize(one.text) == normalize(other.text)


def _apart(copies: Iterable[StepCopy]) -> Iterator[StepCopy]:
    """Take the id off a step whose line was copied with it and then reworded."""
    seen: dict[tuple[date, str], StepCopy] = {}
    for copy in copies:
        first = seen.setdefault((copy.origin, copy.id), copy) if copy.written else copy
        yield copy if _same_words(first, copy) else replace(copy, id="", written=False, repeats=copy.id)


def _by_words_before(copy: StepCopy) -> StepCopy:
    """Give a step the inner id that was computed from the words before it."""
    for identity in copy.inner_ids.split() if not copy.written else ():
        before, _ = split_at_id(copy.text, identity)
        if identity in [_computed_id(copy, before, number) for number in range(_EQUALS_AT_MOST)]:
            return copy.take_inner_id(identity)
    return copy


def _computed_id(copy: StepCopy, words: str, number: int) -> str:
    return stable_id(copy.origin.isoformat(), copy.owner, normalize(words), str(number))


def with_ids(copies: Iterable[StepCopy]) -> Iterator[StepCopy]:
    """Give each step of a note an id: its own, else a hash of date, owner, words and, among equals, position."""
    copies = list(_apart(map(_by_words_before, copies)))
    taken = {(copy.origin, copy.id) for copy in copies}
    numbers: dict[tuple[date, str, str], int] = {}  # where the numbering of equal steps goes on
    for copy in copies:
        equal = copy.origin, copy.owner, normalize(copy.text)
        number = numbers.get(equal, 0)
        identity = copy.id
        while not identity or (not copy.id and (copy.origin, identity) in taken):
            identity = _computed_id(copy, copy.text, number)
            number += 1
        if not copy.id:
            numbers[equal] = number
        taken.add((copy.origin, identity))
        yield replace(copy, id=identity)
