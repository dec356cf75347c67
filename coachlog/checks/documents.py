"""Check each document: whose it is, its title and type, conflict markers, doubtful Check-ins, rubrics."""

from collections.abc import Iterator
from typing import Final

from coachlog.checks.check import Check, LogFiles, front_lines
from coachlog.errors import Problem
from coachlog.model.kinds import Record
from coachlog.model.kinds.check_in import doubtful_check_ins
from coachlog.model.own_documents import OWN_PAGE, is_markdown, is_own, tell_own
from coachlog.model.rubric import RUBRIC_CODES, check_rubrics

_UNTITLED: Final = "no-title"
_UNTYPED: Final = "no-type"
_MARKERS: Final = "merge-markers"
_DOUBT: Final = "check-in-doubt"
_IN_DOUBT: Final = (
    "this is taken for a Check-in, so what is under it is in no output; if it is about something else, word it without "
    "`check in`"
)


def _find(files: LogFiles) -> Iterator[Problem]:
    for path in files.paths:
        if is_own(path, files.text(path) if is_markdown(path) else ""):
            yield Problem(path, 1, OWN_PAGE, tell_own(path))
        if path.endswith((".md", ".yml")):
            yield from _markers(path, files.text(path))
    for record in files.records():
        yield from _missing_parts(files, record)
        for line in doubtful_check_ins(files.text(record.path), files.log.settings.headings):
            yield Problem(record.path, line, _DOUBT, _IN_DOUBT)
    yield from _rubrics(files)


DOCUMENTS = Check(
    (
        (OWN_PAGE, "a document is one person's own and belongs in the own pages"),
        (_UNTITLED, "a document has no heading"),
        (_UNTYPED, "the top of a document has no `type`"),
        (_MARKERS, "a file has both versions of something between <<<<<<< and >>>>>>>"),
        (_DOUBT, "a line that opens a Check-in may be about something else"),
        *RUBRIC_CODES,
    ),
    _find,
)


def _missing_parts(files: LogFiles, record: Record) -> Iterator[Problem]:
    text = files.text(record.path)
    if record.title == record.id and not _title(text):
        yield Problem(record.path, 1, _UNTITLED, "this document has no title: write `# ` and its title")
    if not any(line.lstrip("\"' ").startswith("type") for _, line in front_lines(text)):
        kind = next(kind for kind, records in files.log.records.items() if record in records)
        message = (
            f"the top of this document does not say `type: {kind}`: write it there with coachlog edit {record.path}"
        )
        yield Problem(record.path, 1, _UNTYPED, message)


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


def _rubrics(files: LogFiles) -> Iterator[Problem]:
    from coachlog.markdown.document import parse_document

    for lesson in files.log.lessons:
        text = files.text(lesson.path)
        if "|" in text:
            yield from check_rubrics(lesson.path, parse_document(text), files.log.settings)
