"""Check my own pages: values that cannot be read, and codes that no framework has."""

from collections.abc import Iterator

from coachlog.actions.own_documents import read_own
from coachlog.actions.visit_drafts import drafts_among
from coachlog.checks.alignment import UNKNOWN_CODE, tell_code
from coachlog.checks.check import line_of
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frameworks import INDICATOR_KINDS
from coachlog.model.audience import Audience
from coachlog.model.log import Log
from coachlog.storage.files import Folder

_KINDS = ("visit", "work", "reading", "note")


def check_own(context: Context) -> tuple[Problem, ...]:
    """Return the problems of my own pages, each path behind `own/`; none for an answer that somebody else may read."""
    for_others = context.options.to and context.options.audience is not Audience.SELF
    if for_others or not context.home.own.is_dir():
        return ()
    own = read_own(context, *_KINDS)
    problems = [*own.problems, *_unknown_codes(context, own)]
    return tuple(Problem(f"own/{one.path}", one.line, one.code, one.message) for one in problems)


def _unknown_codes(context: Context, own: Log) -> Iterator[Problem]:
    """Yield the indicators that no framework at hand has: a page may be about another log's frameworks, too."""
    frameworks = tuple(one for one in context.frameworks().known if one.kind in INDICATOR_KINDS)
    folder = Folder(context.home.own)
    codes = {visit.path: visit.indicators for visit in drafts_among(context, own)}
    codes |= {work.path: work.indicators for work in own.works}
    codes |= {reading.path: reading.indicators for reading in own.readings}
    for path, named in codes.items():
        for code in named:
            if not any(framework.find(code) for framework in frameworks):
                text = (folder.read(path) or b"").decode("utf-8", "replace")
                message = f"indicators: {tell_code(code, frameworks)}"
                yield Problem(path, line_of(text, "indicators"), UNKNOWN_CODE, message)
