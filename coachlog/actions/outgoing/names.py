"""Find the names in what is to leave the pair: those of students, which may not, and those of other people."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from coachlog.actions.own.student_list import own_names
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.fields import format_list
from coachlog.model.kinds.section_names import REFERENCES
from coachlog.model.person_names import given_first
from coachlog.regex import regex
from coachlog.summary.named_people import find_letters, first_letters

if TYPE_CHECKING:
    from coachlog.checks.students import Search

_TITLED: Final = regex(r"\b(?:Ms|Mrs|Mr|Mx|Miss|Dr|Prof)\b\.? [A-Z][\w'’-]*\w")
_CAPITAL: Final = regex(r"[A-Z]\w[\w'’-]*")
_REFERENCE_LIST: Final = regex(rf"^#{{1,6}} {REFERENCES}:?$.*?(?=^#|\Z)", re.MULTILINE | re.DOTALL)
_NO_NAMES: Final = frozenset(("The", "My", "Our", "An", "Peer", "Peers", "Coach", "Colleague", "Group", "Teacher"))
_AROUND: Final = 100  # letters on each side of a name, of which the nearest words are shown
_WORDS: Final = 5


@frozen
class NameInOutput:
    """A name in a text: how often it stands there, and the words around it where it stands first."""

    name: str
    count: int
    first: str


@frozen
class NamesInOutput:
    """The names of people in a text, and what else may point to a student."""

    people: tuple[NameInOutput, ...]
    cues: tuple[str, ...]


def find_names(context: Context, text: str) -> NamesInOutput:
    """Return the names in a text that is to leave the pair; raise if it has a student's."""
    search = _search(context)
    if names := search.names_anywhere(text):
        raise CoachlogError(
            f"this may not leave the two of you: {format_list(names)}",
            "write Student A, or a student, in its place, then try again; where it stands: coachlog check for the log, "
            "coachlog check --page for a page of yours",
        )
    cues = tuple(dict.fromkeys(problem.message for problem in search.find("", text)))
    return NamesInOutput(tuple(_people_in(context, _REFERENCE_LIST.sub("", text))), cues)


def student_names(context: Context, text: str) -> tuple[str, ...]:
    """Say which students' names are in a text for others."""
    return _search(context).names_anywhere(text)


def _search(context: Context) -> "Search":
    from coachlog.checks.students import build_search

    return build_search(own_names(context), context.settings.people)


def _people_in(context: Context, text: str) -> Iterator[NameInOutput]:
    """Yield the names of the log's people and others that stand in a text as whole words, and their first letters."""
    names = dict.fromkeys((*_names_in_log(context), *_TITLED.findall(text)))
    spans = {name: [found.span() for found in re.finditer(rf"\b{re.escape(name)}\b", text)] for name in names}
    called = frozenset[str]().union(*(first_letters(person.names) for person in context.settings.people))
    for letters in find_letters(text):
        if letters[1] in called:
            spans.setdefault(letters[1], []).append(letters.span())
    for name, found in spans.items():
        if found:
            start, end = found[0]
            before = text[max(0, start - _AROUND) : start].rpartition("\n")[2].split(" ")[-_WORDS:]
            after = text[end : end + _AROUND].partition("\n")[0].split(" ")[:_WORDS]
            yield NameInOutput(name, len(found), f"{' '.join(before)}{name}{' '.join(after)}".strip())


def _names_in_log(context: Context) -> Iterator[str]:
    """Yield the first names and the other names of the log's people, of its peers, and of teachers who were visited."""
    people = context.settings.people
    yield from (word for person in people for word in " ".join(person.names).split() if len(word) > 1)
    log = context.read(("feedback", "visit"))
    ids = {person.id for person in people}
    others = [one.giver for one in log.feedback] + [visit.whose for visit in log.visits if visit.whose not in ids]
    names = (given_first(name).partition(",")[0] for name in others)
    yield from (word for name in names for word in _CAPITAL.findall(name) if word not in _NO_NAMES)
