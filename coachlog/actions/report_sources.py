"""What a reflection is drafted from: a term of the log, the author's own pages and stars, and the questions."""

from dataclasses import dataclass
from typing import Final

from coachlog.actions.stars import read_stars
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.model.period import Period
from coachlog.model.questions import Question
from coachlog.model.settings import BOTH
from coachlog.storage.load import load_log
from coachlog.storage.questions import load_questions
from coachlog.summary.page.term import Term, for_its_author
from coachlog.summary.stars import find_starred

SOURCES: Final = ("meeting", "goal", "lesson", "plan", "feedback")
_OWN_SOURCES: Final = ("note",)


@dataclass(frozen=True, slots=True)
class Sources:
    """A term, the questions for its author, and the problems of what was read."""

    term: Term
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]


def read_sources(context: Context, period: Period, author: str) -> Sources:
    """Read a term for an author, who is one of the people or both of them."""
    log = context.read(SOURCES, bodies=SOURCES)
    term = Term(log, period, context.today, author)
    if not term.together:
        own = load_log(context.home.own, _OWN_SOURCES, bodies=_OWN_SOURCES)
        term = Term(log, period, context.today, author, own, find_starred(log, read_stars(context), own))
    role = "together" if author == BOTH else "mentee" if term.for_mentee else "mentor"
    questions, problems = load_questions(context.root, log.settings, role)
    return Sources(for_its_author(term), questions.questions, (*log.problems, *problems))
