"""Build the log of the demo: one pair's fall term, with its history."""

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.log import Log
from coachlog.model.settings import FILE, Person
from coachlog.shipped import shipped
from coachlog.storage.disk import whole_path
from coachlog.storage.files import Folder
from coachlog.storage.load import load_log
from coachlog.storage.local_state import LocalState

_NAME: Final = "robin-and-sam"


@frozen
class Demo:
    """The folder of the demo: a coachlog folder of its own, with one log."""

    home: Path

    @property
    def log(self) -> Path:
        """Return the log's folder."""
        return self.home / _NAME

    @property
    def reflection(self) -> Path:
        """Return the page that `coachlog report` drafts."""
        return self.home / "own" / "reflections" / f"{_NAME}-2026-fall.md"


def build_demo(context: Context, place: Path | None) -> Demo:
    """Build the demo in an empty folder."""
    demo = Demo(_choose_folder(context, place))
    context.tell(f"Building one pair's fall term in {demo.home} …")
    _build(context, demo.log)
    there = context.at(demo.log)
    there.remember_me(there.settings.people[0])
    return demo


def _choose_folder(context: Context, place: Path | None) -> Path:
    if place is not None:
        home = whole_path(place)
        context.home.require_new_folder(home, "an example")
        if home.exists() and (not home.is_dir() or any(home.iterdir())):
            raise CoachlogError(f"{home} is not an empty folder", "name a new one, or leave it out: `coachlog demo`")
        return home
    home, number = context.home.root / "demo", 1
    while home.exists():
        number += 1
        home = context.home.root / f"demo-{number}"
    return home


def _build(context: Context, root: Path) -> None:
    """Write the example's files, with the history that they would have."""
    from coachlog.git.commits import CommitDraft
    from coachlog.git.repo import Repo

    source = shipped("examples") / "fall-term"
    contents = _read_files(source)
    root.mkdir(parents=True)
    repo = Repo.create(root)
    example = load_log(source)
    drafts = []
    for (day, person), paths in sorted(
        _group_paths(example, contents).items(), key=lambda row: (row[0][0], row[0][1].id)
    ):
        moment = datetime.combine(day, time(16, 30)).astimezone()
        changes: dict[str, bytes | None] = {path: contents[path] for path in paths}
        drafts.append(CommitDraft(changes, f"kept: {len(paths)} documents", context.author_for(person), moment))
    Folder(root).write_all(dict(contents))
    repo.writer.commit_all(drafts)
    context.at(root).remember_me(example.settings.people[0])
    LocalState(root).example.touch()
    _build_own(context, root.parent / "own", example)


def _build_own(context: Context, root: Path, example: Log) -> None:
    """Write the mentor's own pages, with one entry of the day of the example's last note."""
    from coachlog.git.commits import CommitDraft
    from coachlog.git.repo import Repo

    contents = _read_files(shipped("examples") / "own")
    root.mkdir(parents=True)
    repo = Repo.create(root)
    moment = datetime.combine(example.meetings[-1].day, time(17)).astimezone()
    author = context.author_for(example.settings.people[0])
    Folder(root).write_all(dict(contents))
    repo.writer.commit_all([CommitDraft(dict(contents), f"kept: {len(contents)} documents", author, moment)])


def _read_files(source: Path) -> dict[str, bytes]:
    return {path.relative_to(source).as_posix(): path.read_bytes() for path in source.rglob("*") if path.is_file()}


def _group_paths(example: Log, paths: Iterable[str]) -> dict[tuple[date, Person], list[str]]:
    """Group the files by commit: by the day that a file names, and by its author."""
    mentor, mentee = example.settings.people[:2]
    start = example.settings.terms[0].start
    days: dict[str, date] = {meeting.path: meeting.day for meeting in example.meetings}
    days |= {goal.path: goal.opened for goal in example.goals if goal.opened}
    days |= {feedback.path: feedback.day for feedback in example.feedback if feedback.day}
    days |= {visit.path: visit.day for visit in example.visits}
    taught = {word: meeting.day for meeting in reversed(example.meetings) for word in meeting.lessons}
    days |= {lesson.path: taught[lesson.id] for lesson in example.lessons if lesson.id in taught}
    by_mentee = {goal.path for goal in example.goals if goal.owner == mentee.id} | {
        lesson.path for lesson in example.lessons
    }
    by_mentee.add(FILE)  # in which the mentee agrees to be quoted
    groups: dict[tuple[date, Person], list[str]] = {}
    for path in paths:
        groups.setdefault((days.get(path, start), mentee if path in by_mentee else mentor), []).append(path)
    return groups
