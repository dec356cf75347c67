"""Check for people whom the log does not know."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.fields import fold
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.settings import BOTH, FILE

_UNKNOWN = "unknown-person"
_NOBODY = "no-people"
_SAME = "name-of-two"
_ID = "unusable-id"
_WORDS = ("we", "us", "all", "me", "nobody")
_KEYS = ("owner", "participants", "author", "agreed", "visitor")


def _find(files: LogFiles) -> Iterator[Problem]:
    settings = files.log.settings
    if not settings.people:
        yield files.problem(FILE, "people", _NOBODY, "people: nobody is named, so nobody can write here")
    for number, person in enumerate(settings.people):
        if person.id.casefold() in (SHARED_OWNER, BOTH, *_WORDS):
            message = f"people: `{person.id}` means another thing in a note, so nobody can have it as an id"
            yield files.problem(FILE, "people", _ID, message)
        if fold(person.name) in [fold(earlier.name) for earlier in settings.people[:number] if earlier.name]:
            message = f"people: two are called {person.name}, so the name means neither: add an initial"
            yield files.problem(FILE, "people", _SAME, message)
    for record in files.records():
        for key in _KEYS:
            ids = getattr(record, key, ())
            for word in (ids,) if isinstance(ids, str) else ids:
                name = word if isinstance(word, str) else word[0]
                is_for_both = name in (SHARED_OWNER, BOTH) and key != "agreed"  # each agrees for themselves
                if name and not is_for_both and settings.find_person(name) is None:
                    message = f"{key}: nobody in this log is called `{name}`"
                    yield files.problem(record.path, key, _UNKNOWN, message)


PEOPLE = Check(
    (
        (_UNKNOWN, "a document names a person who is not in coachlog.yml"),
        (_NOBODY, "coachlog.yml names no people"),
        (_SAME, "two people in coachlog.yml have the same name"),
        (_ID, "a person's id is a word that means both, or nobody"),
    ),
    _find,
)
