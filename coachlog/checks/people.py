"""Check for people whom the log does not know."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.settings import BOTH, FILE

_UNKNOWN = "unknown-person"
_NOBODY = "no-people"
_KEYS = ("owner", "participants", "author", "agreed", "visitor")


def _find(files: LogFiles) -> Iterator[Problem]:
    settings = files.log.settings
    if not settings.people:
        yield files.problem(FILE, "people", _NOBODY, "people: nobody is named, so nobody can write here")
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
    ),
    _find,
)
