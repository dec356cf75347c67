"""Parse the sections of a document; a Check-in is never read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.blocks import Block
from coachlog.markdown.document import Document
from coachlog.markdown.task_line import split_at_id
from coachlog.model.dates import DateReader
from coachlog.model.fields import normalize, stable_id
from coachlog.model.kinds.body import (
    LIVE,
    UNCLEAR_HEADING,
    UNCLEAR_STEP,
    UNSORTED_WORDS,
    Body,
    SectionEntries,
    StepCopy,
    StepIdentity,
)
from coachlog.model.kinds.check_in import check_in_spans, hidden_titles, is_unsorted, sections_for_outputs
from coachlog.model.kinds.doubtful_entries import unnamed_speakers
from coachlog.model.kinds.entries import read_entries
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.open_boxes import open_boxes
from coachlog.model.kinds.section_names import AGENDA, CHECK_IN, GROWTH, NEXT_STEPS, SUCCESSES, UNSORTED
from coachlog.model.kinds.step_lines import EQUALS_AT_MOST, StepLines
from coachlog.model.kinds.titles import meeting_sections
from coachlog.model.kinds.unread import unread_parts
from coachlog.model.kinds.unread_titles import unread_titles
from coachlog.model.owners import heading_owner
from coachlog.model.settings import NOBODY, PersonId, Settings

_OWNED: Final = (SUCCESSES, GROWTH, NEXT_STEPS)  # the sections whose lines are somebody's


def parse_body(
    path: str,
    document: Document,
    *,
    settings: Settings,
    prompts: frozenset[str],
    day: date | None,
    names: tuple[str, ...] = (),
) -> tuple[Body, list[Problem]]:
    """Parse the sections; `prompts` are the blank pages' comments, `day` the meeting's date (None: no next steps).

    Of another kind than a meeting `names` are its sections.
    """
    sections: list[SectionEntries] = []
    problems = [Problem(path, fault.line + 1, fault.code, fault.message) for fault in document.structure.faults]
    spans = check_in_spans(document, settings.headings)
    parts = sections_for_outputs(document, settings.headings, spans)
    steps = StepLines(path, settings, DateReader(day, settings.dates))
    for section in parts if day is None else meeting_sections(parts, settings):
        name = section_name(section.heading.text, settings.headings) if section.heading else ""
        if name == CHECK_IN:  # the parts of a note are cut finer than its sections
            continue
        line = section.heading.start + 1 if section.heading else section.start + 1
        above = heading_owner(section.heading.text, settings) if section.heading and name in _OWNED else NOBODY
        entries = tuple(read_entries(section.blocks, name, settings, prompts, above))
        if day is not None and name == NEXT_STEPS and section.heading:
            of_steps = _read_steps(steps, section.heading, section.blocks, above)
            entries = tuple(entry for entry in entries if entry.line not in of_steps)
        if day is not None:
            problems += unread_parts(path, section, name, settings)
            problems += unnamed_speakers(path, entries, settings) if name in (SUCCESSES, GROWTH) else ()
        if name == AGENDA:  # its boxes are of talking points
            steps.lines |= set(range(section.start, section.end))
        sections.append(SectionEntries(name, line, entries))
    if day is None:
        problems += unread_titles(path, parts, names, settings.headings)
    else:
        problems += _hidden(path, document, settings, spans)
        problems += _waiting(path, document, settings, prompts)
        problems += [*steps.problems, *open_boxes(path, document, steps.lines), *_repeated(path, tuple(steps.copies))]
    return Body(tuple(sections), tuple(with_ids(steps.copies))), problems


def _read_steps(steps: StepLines, heading: Block, blocks: Sequence[Block], above: PersonId) -> set[int]:
    """Read the next steps below a heading, and return their lines."""
    before = len(steps.copies)
    steps.begin(heading)
    steps.read(blocks, above)
    return {copy.line for copy in steps.copies[before:]}


def _hidden(path: str, document: Document, settings: Settings, spans: tuple[range, ...]) -> Iterator[Problem]:
    """Yield a problem for each title that stands within a Check-in, which no section may be read out of."""
    for number, name in hidden_titles(document, settings.headings, spans):
        why = f"this stands in the Check-in, so nothing below it is read as {name}"
        message = f"{why}; to end the Check-in there: `## {name}`"
        yield Problem(path, number + 1, UNCLEAR_HEADING, message)


def _waiting(path: str, document: Document, settings: Settings, prompts: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for words that came from outside, were not understood, and wait to be put where they belong."""
    for section in filter(is_unsorted, document.sections):
        count = sum(1 for _ in read_entries(section.blocks, UNSORTED, settings, prompts, NOBODY))
        if count:
            waits, belongs = ("1 line waits", "it belongs") if count == 1 else (f"{count} lines wait", "they belong")
            message = f"{waits} under Unsorted to be put where {belongs}: coachlog edit {path}"
            yield Problem(path, section.start + 1, UNSORTED_WORDS, message)


def _repeated(path: str, copies: Iterable[StepCopy]) -> Iterator[Problem]:
    seen: dict[StepIdentity, StepCopy] = {}
    for copy in copies:
        first = seen.setdefault(copy.identity, copy)
        if copy.written and first is not copy:
            message = f"this next step has the id ^{copy.id} of line {first.line}"
            if _same_step(first, copy):
                message += ": the two count as one; remove one id"
            else:
                message += " and other words or another owner: it is a step of its own, and gets an id when it is saved"
            yield Problem(path, copy.line, "repeated-id", message)
    live: dict[tuple[str, str], StepCopy] = {}
    for copy in (copy for copy in copies if copy.mark in LIVE):
        first = live.setdefault((copy.owner, normalize(copy.text)), copy)
        if first.identity != copy.identity or not (first is copy or copy.written):
            message = f"this next step stands in line {first.line}, too: take one away, or say what is different"
            yield Problem(path, copy.line, UNCLEAR_STEP, message)


def _same_step(one: StepCopy, other: StepCopy) -> bool:
    return (one.owner, normalize(one.text)) == (other.owner, normalize(other.text))


def _apart(copies: Iterable[StepCopy]) -> Iterator[StepCopy]:
    """Take the id off a step whose line was copied with it and then reworded."""
    seen: dict[StepIdentity, StepCopy] = {}
    for copy in copies:
        first = seen.setdefault(copy.identity, copy) if copy.written else copy
        yield copy if _same_step(first, copy) else replace(copy, id="", written=False, repeats=copy.id)


def _by_words_before(copy: StepCopy) -> StepCopy:
    """Give a step the inner id that was computed from the words before it."""
    for identity in copy.inner_ids.split() if not copy.written else ():
        before, _ = split_at_id(copy.text, identity)
        if identity in [_computed_id(copy, before, number) for number in range(EQUALS_AT_MOST)]:
            return copy.take_inner_id(identity)
    return copy


def _computed_id(copy: StepCopy, words: str, number: int) -> str:
    return stable_id(copy.origin.isoformat(), copy.owner, normalize(words), str(number))


def with_ids(copies: Iterable[StepCopy]) -> Iterator[StepCopy]:
    """Give each step of a note an id: its own, else a hash of date, owner, words and, among equals, position."""
    copies = list(_apart(map(_by_words_before, copies)))
    taken = {copy.identity for copy in copies}
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
