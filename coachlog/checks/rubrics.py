"""Check rubrics: the rows, levels and cells of their tables."""

from collections.abc import Iterator

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.rubric import RUBRIC_CODES, check_rubrics


def _find(ground: LogFiles) -> Iterator[Problem]:
    from coachlog.markdown.document import parse_document

    for lesson in ground.log.lessons:
        text = ground.text(lesson.path)
        if "|" in text:
            yield from check_rubrics(lesson.path, parse_document(text), ground.log.settings)


RUBRICS = Check(RUBRIC_CODES, _find)
