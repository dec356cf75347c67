"""What is missing in a document, and what a merge by other hands left in it."""

import re
from collections.abc import Iterator
from typing import Final

from coachlog.checks.ground import Check, Ground, front_lines
from coachlog.errors import Problem

_UNTITLED = "no-title"
_UNTYPED = "no-type"
_MARKERS = "merge-markers"
_MARKERS_LEFT: Final = re.compile(r"(?ms)^<{7} .*?^={7}\r?$.*?^>{7} ")
_TITLE: Final = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+\S|^.*\S.*\n {0,3}(=+|-+)[ \t]*$")


def _find(ground: Ground) -> Iterator[Problem]:
    for record in ground.records():
        text = ground.text(record.path)
        if record.title == record.id and not _TITLE.search(text):
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


def _markers(path: str, text: str) -> Iterator[Problem]:
    found = _MARKERS_LEFT.search(text)
    if found:
        message = "another program left two versions here: keep what you want, then take the three marker lines away"
        yield Problem(path, text.count("\n", 0, found.start()) + 1, _MARKERS, message)
