"""A document's sections out of its Markdown; a Check-in is not read at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.blocks import Block, BlockKind, comments
from coachlog.markdown.document import Document
from coachlog.model.fields import normalize, parse_date, stable_id
from coachlog.model.kinds.body import Body, Entry, Mark, Section, StepCopy
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import CHECK_IN, NEXT_STEPS
from coachlog.model.settings import BOTH, Settings

_TASK: Final = re.compile(r"\[(.)\][ \t]+\S")
_ID: Final = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]{1,40})\s*$")
_OWNER: Final = re.compile(r"@([\w.-]*\w)\s+")
_NOTE: Final = re.compile(r"\s*\((due|from) ([^()]*)\)")


def parse_body(
    path: str, document: Document, *, settings: Settings, prompts: frozenset[str], day: date | None
) -> tuple[Body, list[Problem]]:
    """Read the sections; `prompts` are the scaffold's own comments, `day` the meeting's date (None: no next steps)."""
    sections: list[Section] = []
    copies: list[StepCopy] = []
    problems: list[Problem] = []
    for section in document.sections:
        name = section_name(section.heading.text, settings.headings) if section.heading else ""
        if name == CHECK_IN:
            continue
        line = section.heading.start + 1 if section.heading else section.start + 1
        found = tuple(_entries(section.blocks, prompts))
        if day is not None and name == NEXT_STEPS:
            copies += _steps(path, section.blocks, settings, day, problems)
            found = tuple(entry for entry in found if entry.line not in {copy.line for copy in copies})
        sections.append(Section(name, line, found))
    problems += _repeated(path, copies)
    return Body(tuple(sections), tuple(with_ids(copies))), problems


def _entries(blocks: Iterable[Block], prompts: frozenset[str]) -> Iterator[Entry]:
    for block in blocks:
        match block.kind:
            case BlockKind.ITEM | BlockKind.PARAGRAPH | BlockKind.QUOTE:
                nested = [entry.text for entry in _entries(block.children, prompts)]
                text = " ".join(block.text.split())
                if block.kind is BlockKind.ITEM and nested:
                    text = "; ".join(filter(None, [text, *nested]))
                if text:
                    yield Entry(text, block.start + 1)
            case BlockKind.COMMENT:
                for words in comments(block.text):
                    if words and words not in prompts and not words.startswith(("coachlog:", "/coachlog")):
                        yield Entry(words, block.start + 1)
            case _:
                continue


def _steps(
    path: str, blocks: Iterable[Block], settings: Settings, day: date, problems: list[Problem]
) -> Iterator[StepCopy]:
    heading_owner = BOTH
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            person = settings.find_person(block.text)
            heading_owner = person.id if person else BOTH
        elif block.kind is BlockKind.ITEM and _TASK.match(block.text):
            yield _step(path, block, heading_owner, settings=settings, day=day, problems=problems)


def _step(path: str, block: Block, owner: str, *, settings: Settings, day: date, problems: list[Problem]) -> StepCopy:
    line = block.start + 1
    mark, words = block.text[1].lower(), " ".join(block.text[3:].split())
    written = _ID.search(words)
    if written:
        words = words[: written.start()]
    if named := _OWNER.match(words):
        person = settings.find_person(named.group(1))
        if person or named.group(1).casefold() in (BOTH, "shared"):
            owner = person.id if person else BOTH
        else:
            problems.append(Problem(path, line, "unknown-person", f"nobody in this log has the id `{named.group(1)}`"))
            owner = named.group(1)
        words = words[named.end() :]
    words, dates = _take_dates(words, path, line, problems)
    return StepCopy(
        path=path,
        day=day,
        id=written.group(1) if written else "",
        text=words,
        owner=owner,
        mark=Mark(mark) if mark in set(Mark) else Mark.OPEN,
        due=dates.get("due"),
        origin=dates.get("from", day),
        line=line,
        written=bool(written),
    )


def _take_dates(words: str, path: str, line: int, problems: list[Problem]) -> tuple[str, dict[str, date]]:
    """A step's words without `(due …)` and `(from …)`, and the two dates; what is no date stays among the words."""
    dates: dict[str, date] = {}

    def take(found: re.Match[str]) -> str:
        try:
            dates[found.group(1)] = parse_date(found.group(2))
        except ValueError as trouble:
            if found.group(2)[:4].isdecimal():
                problems.append(Problem(path, line, "bad-date", str(trouble)))
            return found.group(0)
        return ""

    return _NOTE.sub(take, words).strip(), dates


def _repeated(path: str, copies: Iterable[StepCopy]) -> Iterator[Problem]:
    seen: dict[tuple[date, str], int] = {}
    for copy in copies:
        first = seen.setdefault((copy.origin, copy.id), copy.line)
        if copy.written and first != copy.line:
            message = f"this next step has the id ^{copy.id} of line {first}: the two count as one; take one id away"
            yield Problem(path, copy.line, "repeated-id", message)


def with_ids(copies: Iterable[StepCopy]) -> Iterator[StepCopy]:
    """One note's steps, each with an id: its own, else a hash of its date, owner, words and, among equals, place."""
    copies = list(copies)
    taken = {(copy.origin, copy.id) for copy in copies}
    for copy in copies:
        number = 0
        found = copy.id
        while not found or (not copy.id and (copy.origin, found) in taken):
            found = stable_id(copy.origin.isoformat(), copy.owner, normalize(copy.text), str(number))
            number += 1
        taken.add((copy.origin, found))
        yield replace(copy, id=found)
