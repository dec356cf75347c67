"""Problems of a log, and the codes that a check may find."""

from collections.abc import Sequence
from typing import Final

from coachlog.checks.registry import CHECKS
from coachlog.errors import Problem, tell_problems
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Line, Table
from coachlog.views.fields import Field, Fields, json_rows

PROBLEM_FIELDS: Final[Fields[Problem]] = (
    Field("path", lambda problem: problem.path),
    Field("line", lambda problem: problem.line),
    Field("code", lambda problem: problem.code, "`coachlog check --codes` lists them"),
    Field("message", lambda problem: problem.message),
)


def show_problems(problems: Sequence[Problem], *, for_program: bool) -> Answer:
    """List the problems; on the screen they are the result itself, not something beside it."""
    rows = json_rows(PROBLEM_FIELDS, problems)
    if not problems:
        return Answer(rows, [Line("No problems found.")])
    parts = [
        *(Line(sentence) for sentence in tell_problems(problems)),
        Line(f"{format_count(len(problems), 'problem')}."),
    ]
    return Answer(rows, parts, problems if for_program else (), status=1)


def show_codes() -> Answer:
    """List the codes of all checks, each with its meaning."""
    meanings = dict(row for check in CHECKS for row in check.codes)
    data = [{"code": code, "meaning": meaning} for code, meaning in meanings.items()]
    return Answer(data, [Table(("code", "what it means"), list(meanings.items()))])
