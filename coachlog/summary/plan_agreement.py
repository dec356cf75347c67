"""Tell whether a plan says something else than people agreed to, by a fingerprint of its words."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from coachlog.markdown.document import Document
from coachlog.markdown.edit_yaml import plain_data
from coachlog.markdown.formatting import plain_words
from coachlog.model.fields import MONTHS, WEEKDAYS, fold, stable_id
from coachlog.model.kinds.headings import section_name
from coachlog.model.links import without_hidden
from coachlog.model.settings import PersonId
from coachlog.regex import regex

AGREED: Final = "agreed"
AGREED_TO: Final = "agreed_to"
# What is nobody's promise to the other: fields and sections that are left out of the fingerprint.
_BESIDE: Final = (AGREED, AGREED_TO, "kept_versions", "lessons")
_NO_PROMISE: Final = ("References", "The coach's own learning")
_WORD: Final = regex(r"[^\W_]+(?:['-][^\W_]+)*")
_LONG: Final = 5  # letters of a word in which one wrong letter can be seen to be a slip
# Words that mean something else with one letter more, less or other.
_EXACT: Final = frozenset((*WEEKDAYS, *(name.casefold() for name in MONTHS))) | frozenset(
    ("three", "seven", "eight", "eighth", "eighty", "sixth", "sixty", "ninth", "ninety", "never", "every", "their")
)


def text_mark(plan: Document) -> str:
    """Return a fingerprint of what a plan promises: its words, however they are set, and the fields at its top."""
    return stable_id(_facts(plan), " ".join(_words(plan)))


def lapsed(plan: Document) -> tuple[PersonId, ...]:
    """Return the people who agreed to earlier words of the plan; a day without a fingerprint stays valid."""
    agreed, agreed_to = (_front(plan).get(key) for key in (AGREED, AGREED_TO))
    if not isinstance(agreed, dict) or not isinstance(agreed_to, dict):
        return ()
    now = text_mark(plan)
    return tuple(PersonId(person) for person in agreed if agreed_to.get(person, now) not in ("", now))


def still_agreed(before: Document, after: Document) -> dict[PersonId, str]:
    """Return the fingerprints to renew, by person, if a plan was changed in slips of the pen alone."""
    was, now = text_mark(before), text_mark(after)
    agreed_to = _front(after).get(AGREED_TO)
    if was == now or not isinstance(agreed_to, dict) or not _is_the_same_but_for_slips(before, after):
        return {}
    return {PersonId(person): now for person, mark in agreed_to.items() if mark == was}


def _front(plan: Document) -> dict[str, object]:
    return {entry.key: plain_data(entry.value) for entry in plan.front.entries} if plan.front else {}


def _facts(plan: Document) -> str:
    facts = {key: value for key, value in _front(plan).items() if key not in _BESIDE and value}
    return json.dumps(facts, sort_keys=True)


def _words(plan: Document) -> list[str]:
    """Return the words of a plan's promises in small letters: no bullet, no sign, no title."""
    return _WORD.findall(fold(plain_words(without_hidden("\n".join(_lines(plan))))))


def _lines(plan: Document) -> Iterator[str]:
    for section in plan.sections:
        heading = section.heading.text if section.heading else ""
        if section_name(heading) in _NO_PROMISE:
            continue
        if heading != plan.title:
            yield heading
        for block in section.blocks:
            yield from plan.lines[block.start : block.end]


def _is_the_same_but_for_slips(before: Document, after: Document) -> bool:
    if _facts(before) != _facts(after):
        return False
    old, new = _words(before), _words(after)
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal" and (end - start != last - first or not all(map(_is_slip, old[start:end], new[first:last]))):
            return False
    return True


def _is_slip(old: str, new: str) -> bool:
    """Tell whether a word is another one with one letter more, less or other, or with two letters swapped."""
    if min(len(old), len(new)) < _LONG or {old, new} & _EXACT or not (old + new).isalpha():
        return False
    if sorted(old) == sorted(new):
        return sum(one != other for one, other in zip(old, new, strict=True)) <= 2
    start = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(min(old, new, key=len))
    )
    rests = {(old[start + 1 :], new[start + 1 :]), (old[start:], new[start + 1 :]), (old[start + 1 :], new[start:])}
    return any(one == other for one, other in rests)
