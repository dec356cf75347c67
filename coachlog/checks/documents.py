"""Check for missing parts of a document, and for conflict markers."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles, front_lines
from coachlog.errors import Problem

_UNTITLED = "no-title"
_UNTYPED = "no-type"
_MARKERS = "merge-markers"


def _find(ground: LogFiles) -> Iterator[Problem]:
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


DOCUMENTS = Check(
    (
        (_UNTITLED, "a document has no heading"),
        (_UNTYPED, "the top of a document has no `type`"),
        (_MARKERS, "a file has both versions of something between <<<<<<< and >>>>>>>"),
    ),
    _find,
)


def _title(text: str) -> str:
    from coachlog.markdown.document import parse_document

    return parse_document(text).title


def _markers(path: str, text: str) -> Iterator[Problem]:
    if "<<<<<<< " not in text:
        return
    from coachlog.merge.markers import find_marked, outside_code

    content = text.encode("utf-8", "replace")
    for one in outside_code(content, find_marked(content)):
        message = "another program left two versions here: coachlog doctor brings them together"
        yield Problem(path, one.start + 1, _MARKERS, message)
