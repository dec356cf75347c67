"""Find the names in what is to leave the pair: those of students, which may not, and those of the two."""

import re
from collections import Counter

from coachlog.actions.own.student_list import own_names
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.fields import format_list
from coachlog.model.settings import Person


@frozen
class NamesInOutput:
    """How often each name of the two stands in a text, and what else may point to a student."""

    people: tuple[tuple[str, int], ...]
    cues: tuple[str, ...]


def find_names(context: Context, text: str) -> NamesInOutput:
    """Return the names in a text that is to leave the pair; raise if it has a student's."""
    from coachlog.checks.students import NAME, build_search

    people = context.settings.people
    problems = list(build_search(own_names(context), people).find("", text))
    names = [problem.message.partition(";")[0] for problem in problems if problem.code == NAME]
    if names:
        raise CoachlogError(
            f"this may not leave the two of you: {format_list(list(dict.fromkeys(names)))}",
            "write Student A, or a student, in the log or in your page, then try again",
        )
    cues = tuple(dict.fromkeys(problem.message for problem in problems))
    return NamesInOutput(tuple(_count(people, text).items()), cues)


def _count(people: tuple[Person, ...], text: str) -> Counter[str]:
    """Count the first names and the other names of people, as whole words."""
    words = dict.fromkeys(word for person in people for word in person.name.split() if len(word) > 1)
    counts = Counter({word: len(re.findall(rf"\b{re.escape(word)}\b", text)) for word in words})
    return +counts
