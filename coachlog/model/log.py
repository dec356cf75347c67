"""A log at one moment: its documents, its problems, and look-ups in them."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.model.fields import ID_LETTERS, normalize
from coachlog.model.kinds import Record, kind_of
from coachlog.model.kinds.body import OPEN_BOX, UNCLEAR, UNCLEAR_STEP, UNKNOWN_PERSON, UNSORTED_WORDS, Body, StepMark
from coachlog.model.settings import PersonId, Settings
from coachlog.regex import regex

if TYPE_CHECKING:
    from coachlog.model.kinds.feedback import Feedback
    from coachlog.model.kinds.goal import Goal
    from coachlog.model.kinds.lesson import Lesson
    from coachlog.model.kinds.meeting import Meeting
    from coachlog.model.kinds.page import Page
    from coachlog.model.kinds.plan import Plan
    from coachlog.model.kinds.reading import Publication
    from coachlog.model.kinds.visit import Visit
    from coachlog.model.kinds.work import Work
    from coachlog.model.next_steps import NextStep


_LASTING: Final = regex(rf"-[{ID_LETTERS}]{{5}}\Z")


class UnknownDocument(CoachlogError):
    """No document is meant, or more than one."""


@frozen
class Log:
    """The documents that were read of one log: only the kinds that were asked for.

    `records` are by kind, `bodies` by path; `name` is the folder's. `unclear` are the lines that are not understood,
    each of which `check` names, and the command that brings it. `changed` are the last days on which documents
    changed, by their ids, if the history was asked for it; `values_by` then says who else typed a field's words, by
    the document's path and the words.
    """

    name: str
    settings: Settings
    records: Mapping[str, tuple[Record, ...]]
    bodies: Mapping[str, Body]
    problems: tuple[Problem, ...]
    unclear: tuple[Problem, ...] = ()
    changed: Mapping[str, date] = field(default_factory=dict)
    values_by: Mapping[tuple[str, str], PersonId] = field(default_factory=dict)

    @cached_property
    def meetings(self) -> "tuple[Meeting, ...]":
        """Return the meetings in order of their dates."""
        return tuple(
            sorted(
                cast("tuple[Meeting, ...]", self.records.get("meeting", ())),
                key=lambda meeting: (meeting.day, meeting.id),
            )
        )

    @property
    def goals(self) -> "tuple[Goal, ...]":
        """Return the goals, sorted by id."""
        return cast("tuple[Goal, ...]", self.records.get("goal", ()))

    @property
    def lessons(self) -> "tuple[Lesson, ...]":
        """Return the lesson plans, sorted by id."""
        return cast("tuple[Lesson, ...]", self.records.get("lesson", ()))

    @property
    def plans(self) -> "tuple[Plan, ...]":
        """Return the coaching plans, sorted by id."""
        return cast("tuple[Plan, ...]", self.records.get("plan", ()))

    @property
    def feedback(self) -> "tuple[Feedback, ...]":
        """Return the feedback, sorted by id."""
        return cast("tuple[Feedback, ...]", self.records.get("feedback", ()))

    @property
    def visits(self) -> "tuple[Visit, ...]":
        """Return the visits, sorted by id: in a log those that are shared, in the own pages the drafts."""
        return cast("tuple[Visit, ...]", self.records.get("visit", ()))

    @property
    def works(self) -> "tuple[Work, ...]":
        """Return a person's own work, sorted by id; only the own pages have any."""
        return cast("tuple[Work, ...]", self.records.get("work", ()))

    @property
    def readings(self) -> "tuple[Publication, ...]":
        """Return what a person has read, sorted by id; only the own pages have any."""
        return cast("tuple[Publication, ...]", self.records.get("reading", ()))

    @property
    def notes(self) -> "tuple[Page, ...]":
        """Return the private notes, sorted by id; only the own pages have any."""
        return cast("tuple[Page, ...]", self.records.get("note", ()))

    @property
    def evidence_pages(self) -> "tuple[Page, ...]":
        """Return the pages about indicators, sorted by id; only the own pages have any."""
        return cast("tuple[Page, ...]", self.records.get("evidence", ()))

    @cached_property
    def steps(self) -> "tuple[NextStep, ...]":
        """Return each next step once, however many notes have it."""
        from coachlog.model.next_steps import build_steps

        return build_steps(self.body(meeting) for meeting in self.meetings)

    @property
    def unsorted(self) -> tuple[str, ...]:
        """Return the paths of notes in which words wait to be sorted; of meetings whose sections were read."""
        return tuple(problem.path for problem in self.unclear if problem.code == UNSORTED_WORDS)

    @cached_property
    def standing(self) -> tuple[Problem, ...]:
        """Return what is not understood, but for whose a step is that went on: it is said in the newest note alone."""
        newest = {(step.path, step.line) for step in self.steps}
        copies = ((copy.path, copy.line, copy.mark) for step in self.steps for copy in step.copies)
        left = {(path, line) for path, line, mark in copies if mark is StepMark.CARRIED and (path, line) not in newest}
        told = (problem for problem in self.unclear if problem.code == UNKNOWN_PERSON)
        without = {problem for problem in told if (problem.path, problem.line) in left}
        return tuple(problem for problem in self.unclear if problem not in without)

    @property
    def unclear_steps(self) -> frozenset[tuple[str, int]]:
        """Return the files and the lines (from 1) of what no list of steps has as it stands."""
        return frozenset((problem.path, problem.line) for problem in self.unclear if problem.code == UNCLEAR_STEP)

    @property
    def unclear_lines(self) -> frozenset[tuple[str, int]]:
        """Return the files and the lines (from 1) of meetings' notes that are not understood, or in part."""
        meetings = {meeting.path for meeting in self.meetings}
        unclear = (problem for problem in self.standing if problem.code in UNCLEAR)
        return frozenset((problem.path, problem.line) for problem in unclear if problem.path in meetings)

    def no_steps_in(self, path: str) -> tuple[Problem, ...]:
        """Return the problems of a note's lines that may be meant as next steps, and that none of the steps has."""
        copies = (copy for step in self.steps for copy in step.copies if copy.path == path)
        read = {line for copy in copies for line in range(copy.line, copy.last + 1)}
        unclear = (problem for problem in self.unclear if problem.code in (UNCLEAR_STEP, OPEN_BOX))
        return tuple(problem for problem in unclear if problem.path == path and problem.line not in read)

    @property
    def unread(self) -> frozenset[str]:
        """Return the paths of documents that cannot be read: they have problems and no record."""
        read = {record.path for records in self.records.values() for record in records}
        return frozenset(problem.path for problem in self.problems) - read

    @property
    def missing(self) -> tuple[Problem, ...]:
        """Return the problems for which whole documents are missing here."""
        return tuple(problem for problem in self.problems if problem.path in self.unread)

    def body(self, record: Record) -> Body:
        """Return the content of a document's sections."""
        return self.bodies.get(record.path) or Body((), ())

    def find(self, word: str, kinds: Iterable[str]) -> Record:
        """Return the document with this beginning of an id or words of a title; raise UnknownDocument."""
        kinds = tuple(kinds)
        records = [record for kind in kinds for record in self.records.get(kind, ())]
        matches = _matches(word, records)
        if len(matches) == 1:
            return matches[0]
        what = kind_of(kinds[0]).name if len(kinds) == 1 else "document"
        unread = self._find_unread(word, kinds)
        if not matches and unread:
            raise UnknownDocument(str(unread), _list_hint(kinds))
        if not matches:
            raise UnknownDocument(f"there is no {what} `{word}`", _list_hint(kinds))
        ids = [record.id for record in matches]
        shown = "; ".join(f"{one.id if ids.count(one.id) == 1 else one.path} ({one.title})" for one in matches[:5])
        raise UnknownDocument(f"`{word}` means more than one {what}", f"say which by more of its id: {shown}")

    def _find_unread(self, word: str, kinds: tuple[str, ...]) -> Problem | None:
        """Return the problem of the document that a word may mean and that cannot be read."""
        wanted = normalize(word)
        starts = tuple(f"{kind_of(kind).folder}/{wanted}" for kind in kinds) if wanted else ()
        problems = (problem for problem in self.problems if problem.path.startswith(starts))
        return next((problem for problem in problems if problem.path in self.unread), None)

    def find_goal(self, word: str) -> "Goal":
        """Return the goal that a word means."""
        return cast("Goal", self.find(word, ("goal",)))

    def find_lesson(self, word: str) -> "Lesson":
        """Return the lesson that a word means."""
        return cast("Lesson", self.find(word, ("lesson",)))


def _matches(word: str, records: list[Record]) -> list[Record]:
    wanted = normalize(word.removesuffix(".md"))
    exact = [record for record in records if wanted in (record.id, record.path, record.path.removesuffix(".md"))]
    if exact or not wanted:
        return exact
    by_id = [r for r in records if r.id.casefold().startswith(wanted) or normalize(r.title).startswith(wanted)]
    if by_id and "-" not in wanted:  # words of another title, too: which is meant nobody can tell
        return [r for r in records if r in by_id or f" {wanted} " in f" {normalize(r.title)} "]
    by_id = by_id or [
        record for record in records if len(wanted) > 2 and record.id.rpartition("-")[2].startswith(wanted)
    ]
    by_id = by_id or [record for record in records if _was_renamed(wanted, record.id)]
    if by_id:
        return by_id
    by_title = [record for record in records if normalize(record.title) == wanted]
    return by_title or [record for record in records if wanted in normalize(record.title)]


def _was_renamed(wanted: str, record_id: str) -> bool:
    """Tell whether an id is another one with other words before what is random in it."""
    lasting = _LASTING.search(wanted)
    return lasting is not None and record_id.endswith(lasting.group())


def _list_hint(kinds: tuple[str, ...]) -> str:
    listed_by = kind_of(kinds[0]).listed_by if len(kinds) == 1 else ""
    return f"coachlog {listed_by} lists them" if listed_by else "coachlog search WORDS finds one"
