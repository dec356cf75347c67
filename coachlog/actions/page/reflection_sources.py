"""The sources of a reflection: a term of each log, the author's own pages and stars, and the questions."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.actions.own.documents import read_author_own
from coachlog.actions.own.stars import read_author_stars
from coachlog.actions.page.reflection_pages import SINCE, UNTIL
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.audience import Audience
from coachlog.model.clock import local_day
from coachlog.model.period import Period, find_period
from coachlog.model.questions import Question
from coachlog.model.settings import BOTH, Person, PersonId, Settings
from coachlog.storage.questions import load_questions
from coachlog.summary.page.term import Term, for_its_author, is_taught
from coachlog.summary.stars import find_starred

SOURCES: Final = ("meeting", "goal", "lesson", "plan", "feedback", "visit")
_MANY: Final = 20  # files of one entry: that many came in together, and nobody worked on each
_OWN_SOURCES: Final = ("note", "work", "reading")


@frozen
class Sources:
    """A term of each log, the questions for its author, and the problems of what was read."""

    terms: tuple[Term, ...]
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]

    @property
    def settings(self) -> Settings:
        """Return the settings of the first log."""
        return self.terms[0].log.settings

    @property
    def unsorted(self) -> tuple[str, ...]:
        """Return the paths of the term's notes in which words wait to be sorted: no page has them."""
        each = (
            (term, {meeting.path for meeting in term.log.meetings if meeting.day in term.period}) for term in self.terms
        )
        return tuple(path for term, paths in each for path in term.log.unsorted if path in paths)

    @property
    def unread(self) -> frozenset[str]:
        """Return the paths of documents that cannot be read now."""
        return frozenset(path for term in self.terms for path in term.log.unread)


def read_sources(context: Context, period: Period, *, together: bool) -> Sources:
    """Read a term of one log for the person at this computer, or with `together` for both."""
    author = BOTH if together else context.require_me().id
    term = _read_term(context, period, author)
    role = asked_as(context.require_me(), together=together)
    questions, problems = load_questions(context.root, term.log.settings, role)
    return Sources((for_its_author(term),), questions.questions, (*term.log.problems, *problems))


def asked_as(me: Person, *, together: bool) -> str:
    """Return the name of the questions for a page of mine, or of both."""
    return "together" if together else "mentee" if is_taught(me) else "mentor"


def read_all_sources(contexts: Iterable[Context], period: Period, span: Collection[str]) -> Sources:
    """Read the same term of several logs; a log that has a term of its own by this name is read in that.

    `span` names the ends of the period, `since` and `until`, that were typed: they are those of every log.
    """
    each = []
    for context in contexts:
        own_period = period
        with suppress(ValueError):
            own_period = find_period(period.name, context.settings.terms)
        start = period.start if SINCE in span else own_period.start
        end = period.end if UNTIL in span else own_period.end
        each.append(read_sources(context, replace(own_period, start=start, end=end), together=False))
    terms = tuple(term for sources in each for term in sources.terms)
    return Sources(terms, each[0].questions, tuple(problem for sources in each for problem in sources.problems))


def _read_term(context: Context, period: Period, author: PersonId) -> Term:
    # A page of one's own may go to anybody: a link in a sentence shows no title in it that not everybody may read.
    readers = "" if author == BOTH else Audience.PUBLIC
    log = Context(context.options._replace(reader=readers), context.root).read_to_quote(SOURCES, bodies=SOURCES)
    frameworks = context.frameworks().in_use("coaching", log.settings.frameworks)
    log = replace(log, changed=_changed_in(context, period))
    if author == BOTH:
        return Term(log, period, context.today, author, frameworks=frameworks)
    own = read_author_own(context, *_OWN_SOURCES)
    stars = find_starred(log, read_author_stars(context), own)
    return Term(log, period, context.today, author, own, stars, frameworks)


def _changed_in(context: Context, period: Period) -> dict[str, date]:
    """Return the last days of a period on which goals and lessons changed, by their ids."""
    changed: dict[str, date] = {}
    for commit in context.repo.commits.log(None):
        day = local_day(commit.when)
        if day in period and len(commit.paths) <= _MANY:
            for path in commit.paths:
                folder, _, name = path.partition("/")
                if folder in ("goals", "lessons"):
                    changed.setdefault(name.removesuffix(".md"), day)
    return changed
