"""A person's steps in the log and in the own pages that an undo can take back, the newest first."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.history import describe_versions, is_by, remembered_in, versions_of
from coachlog.actions.exchange.settled_choices import settled_by, tell_settled
from coachlog.actions.own.pages import AFTER, ONE_CHOICE, WITH, has_own_history, own_pages_writer
from coachlog.actions.own.student_list import STUDENTS_FILE
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.git.commits import CommitId, named_commits
from coachlog.merge.draft_record import changed_ticks
from coachlog.model.conflict import UNDO
from coachlog.model.fields import format_count
from coachlog.model.kinds import MATERIAL
from coachlog.model.kinds.headings import Aliases
from coachlog.model.kinds.page import ALL_LOGS
from coachlog.model.settings import FILE
from coachlog.regex import regex
from coachlog.storage.reading import prompts
from coachlog.storage.sent_letters import letter_marks
from coachlog.sync.conflicts import ANSWER

if TYPE_CHECKING:
    from coachlog.changes import Versions
    from coachlog.git.commits import Commit
    from coachlog.sync.commit import Change, LogWriter

_AT_ONCE: Final = 100  # commits that are read before the whole history is
_LOG: Final = regex(rb"^log:[ \t]*[\"']?([A-Za-z0-9][A-Za-z0-9._-]{0,63})[\"']?[ \t]*\r?$", re.MULTILINE)
_STARS: Final = "stars/"


@frozen
class UndoPlace:
    """Where steps are: the log, or with `own` the own pages."""

    context: Context
    writer: "LogWriter"
    own: bool

    def change(self) -> "AbstractContextManager[Change]":
        """Collect the changes of an undo, and keep them as one commit at the end."""
        return self.writer.change("undo") if self.own else self.context.change("undo")

    @property
    def headings(self) -> Aliases:
        """Return the pair's words for sections."""
        return () if self.own else self.context.settings.headings

    def read(self, path: str) -> bytes | None:
        """Return a file as it is now."""
        return self.writer.folder.read(path)

    def describe(self, versions: "Versions", commits: "Iterable[Commit]") -> tuple[str, ...]:
        """Describe the changes of some files, made by some commits."""
        if not self.own:
            return describe_versions(self.context, versions, commits)
        from coachlog.changes import describe_files

        stars = any(path.startswith(_STARS) for path in versions)
        materials = [pair for path, pair in versions.items() if path.endswith(f".{MATERIAL}.md")]
        names = STUDENTS_FILE in versions
        pages = {
            path: pair
            for path, pair in versions.items()
            if not path.startswith(_STARS) and path != STUDENTS_FILE and pair not in materials
        }
        sentences = describe_files(pages, self.context.settings, prompts(self.writer.folder.root), self.context.today)
        lists = ["changed your stars"] * stars + ["changed your list of students' names"] * names
        return (*sentences, *map(_describe_material, materials), *lists)


@frozen
class UndoStep:
    """The commits that one undo takes back: one of mine, with those right after it that only tidied; the newest first.

    `also` is what the same command did in the log, if the step is of the own pages; `settles` says that it settled
    a conflict.
    """

    place: UndoPlace
    commits: tuple["Commit", ...]
    versions: "Versions"
    done: tuple[str, ...]
    also: "UndoStep | None" = None
    settles: bool = False

    @property
    def parts(self) -> "tuple[UndoStep, ...]":
        """Return the step, with what the same command did in the log before it."""
        return (self.also, self) if self.also else (self,)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return the step in sentences without a subject."""
        return tuple(sentence for part in self.parts for sentence in part.done)

    @property
    def title(self) -> str:
        """Return its sentences as one."""
        return "; ".join(self.sentences) or "a change that is not visible"


def find_steps(context: Context, *, back: bool) -> Iterator[UndoStep]:
    """Yield my steps, or with `back` my undos, that were not taken back, the newest first."""
    log_steps = _steps_of(UndoPlace(context, context.writer, own=False), back=back)
    own_steps: Iterator[UndoStep] = iter(())
    if has_own_history(context):
        own_steps = _steps_of(UndoPlace(context, own_pages_writer(context), own=True), back=back)
    in_log, in_own = next(log_steps, None), next(own_steps, None)
    while in_log or in_own:
        if in_own and (in_log is None or _is_newer(in_own, in_log)):
            together = in_log if in_log and _made_with(in_own) in [commit.id for commit in in_log.commits] else None
            yield replace(in_own, also=together)
            in_log, in_own = next(log_steps, None) if together else in_log, next(own_steps, None)
        elif in_log:
            yield in_log
            in_log = next(log_steps, None)


def _steps_of(place: UndoPlace, *, back: bool) -> Iterator[UndoStep]:
    """Yield the steps of one place; never the log's first commit, nor what is of another log."""
    for commits in _group_tidying(place, _my_commits(place, back=back)):
        if any(FILE in commit.paths and not commit.parents for commit in commits):
            continue
        versions = _join_versions(versions_of(place.writer.repo, commits), commits)
        if place.own and _of_other_log(place.context, versions):
            continue
        undone = {path: (after, before) for path, (before, after) in versions.items()}
        shown = undone if back else versions
        settled = [token for commit in commits for token in settled_by(place.writer.repo, commit).tokens]
        done = tell_settled(place.context, settled, shown) if settled else place.describe(shown, commits)
        yield UndoStep(place, commits, versions, done, settles=bool(settled))


def is_later(step: UndoStep, other: UndoStep) -> bool:
    """Tell whether a step was made after another one, wherever the two are."""
    if step.place.own is other.place.own:
        return step.place.writer.repo.ancestry.contains(step.commits[0].id, other.commits[0].id)
    return _is_newer(step, other) if step.place.own else not _is_newer(other, step)


def _is_newer(in_own: UndoStep, in_log: UndoStep) -> bool:
    """Tell whether a step in the own pages was made after one in the log: by the log's entry at that time."""
    ancestry = in_log.place.writer.repo.ancestry
    before, newest = _made_with(in_own) or _named(in_own, AFTER), in_log.commits[0]
    if before and ancestry.contains(before, newest.id):
        return True
    if before and ancestry.contains(newest.id, before):
        return False
    return in_own.commits[0].when >= newest.when


def _made_with(step: UndoStep) -> CommitId | None:
    return _named(step, WITH)


def _named(step: UndoStep, name: str) -> CommitId | None:
    return next((named for commit in step.commits for named in named_commits(commit.trailers, name)), None)


def _of_other_log(context: Context, versions: "Versions") -> bool:
    contents = [content for pair in versions.values() for content in pair if content]
    logs = [match.group(1).decode() for content in contents if (match := _LOG.search(content))]
    return any(log not in (context.log_id, ALL_LOGS) for log in logs)


def _my_commits(place: UndoPlace, *, back: bool) -> "list[Commit]":
    """Return my commits, or with `back` my undos, that are not undone; in the own pages all are mine."""
    repo = place.writer.repo
    first = list(repo.commits.log(_AT_ONCE))
    commits = first if len(first) < _AT_ONCE else list(repo.commits.log())
    me = place.context.require_me()
    marks = frozenset() if place.own else letter_marks(place.context.root)
    known = {commit.id for commit in commits}
    undoes = {commit.id: known.intersection(named_commits(commit.trailers, UNDO)) for commit in commits}
    undone: set[CommitId] = set()
    for commit in commits:  # the newest first: an undo that was taken back itself undoes nothing
        if commit.id not in undone:
            undone |= undoes[commit.id]
    return [
        commit
        for commit in commits
        if (place.own or is_by(place.context.settings, me, commit) or _was_received(commit, marks))
        and len(commit.parents) < 2
        and commit.id not in undone
        and bool(undoes[commit.id]) is back
        and not any(undoes[target] for target in undoes[commit.id])
    ]


def _was_received(commit: "Commit", marks: frozenset[str]) -> bool:
    """Tell whether a commit has an answer that was received on this computer: somebody else's words, by my command."""
    return any(key == ANSWER and value.partition(" ")[0] in marks for key, value in commit.trailers)


def _group_tidying(place: UndoPlace, commits: "list[Commit]") -> Iterator[tuple["Commit", ...]]:
    """Put each commit together with those right after it that only tidied, and choices with the page made of them."""
    group: list[Commit] = []
    for commit, older in zip_longest(commits, commits[1:]):
        group.append(commit)
        goes_on = older is not None and commit.parents[:1] == (older.id,)
        if not (goes_on and older and (_only_tidies(place, commit) or _chose_for(older, commit))):
            yield tuple(group)
            group = []


def _chose_for(choice: "Commit", later: "Commit") -> bool:
    """Tell whether a commit has a choice of a line for a page, and the next one the same page."""
    return choice.message.strip() == ONE_CHOICE and later.message.startswith(ONE_CHOICE.partition(" ")[0])


def _describe_material(versions: tuple[bytes | None, bytes | None]) -> str:
    """Describe a change of the lines beside a reflection by the choices among them."""
    before, after = ((content or b"").decode("utf-8", "replace") for content in versions)
    count = changed_ticks(before, after)
    return f"chose {format_count(count, 'line')} for the reflection" if count else "wrote down every line of the term"


def _only_tidies(place: UndoPlace, commit: "Commit") -> bool:
    from coachlog.changes import is_tidying

    if place.own or settled_by(place.writer.repo, commit).tokens:
        return False
    versions = versions_of(place.writer.repo, [commit]).get(commit.id, {})
    return is_tidying(versions, place.context.settings, prompts(place.context.root), remembered_in([commit]))


def _join_versions(versions: "Mapping[str, Versions]", commits: tuple["Commit", ...]) -> "Versions":
    """Return the files before the first and after the last of some commits, the newest first."""
    joined: dict[str, tuple[bytes | None, bytes | None]] = {}
    for commit in commits:
        for path, (before, after) in versions.get(commit.id, {}).items():
            joined[path] = (before, joined[path][1] if path in joined else after)
    return joined
