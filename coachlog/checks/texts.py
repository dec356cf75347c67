"""What is missing in a document, and what a merge by other hands left in it."""

import re
from collections.abc import Iterator
from typing import Final

from coachlog.checks.ground import Check, Ground, front_lines
from coachlog.errors import Problem

_UNTITLED = "no-title"
_UNTYPED = "no-type"
_MARKERS = "merge-markers"
_LEFT: Final = tuple(re.compile(form, re.MULTILINE) for form in (r"^<{7} ", r"^={7}\r?$", r"^>{7} "))


def _find(ground: Ground) -> Iterator[Problem]:
    for record in ground.records():
        text = ground.text(record.path)
        if record.title == record.id and not _title(text):
            yield Problem(record.path, 1, _UNTITLED, "this document has no title: write `# ` and its title")
        if not any(line.lstrip("\"' ").startswith("type") for _, line in front_lines(text)):
            kind = next(kind for kind, records in ground.log.records.items() if record in records)
            yield Problem(record.path, 1, _UNTYPED, f"the top of this document does not say `type: {kind}`")
    for path in ground.paths:
        if path.endswith((".md", ".yml")):
            yield from _markers(path, ground.text(path))


TEXTS = Check(
    (
        (_UNTITLED, "a document has no heading"),
        (_UNTYPED, "a document's front matter has no `type`"),
        (_MARKERS, "both versions of something stand between <<<<<<< and >>>>>>>"),
    ),
    _find,
)


def _title(text: str) -> str:
    from coachlog.markdown.document import parse_document

    return parse_document(text).title


def _markers(path: str, text: str) -> Iterator[Problem]:
    places: list[int] = []
    for form in _LEFT:
        found = form.search(text, places[-1] if places else 0)
        if found is None:
            return
        places.append(found.start())
    message = "another program left two versions here: keep what you want, then take the three marker lines away"
    yield Problem(path, text.count("\n", 0, places[0]) + 1, _MARKERS, message)
