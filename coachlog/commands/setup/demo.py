"""`coachlog demo`: a whole term at work, in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.log import Log
from coachlog.model.settings import Person
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.shipped import shipped
from coachlog.storage.files import Folder
from coachlog.storage.load import load_log

_NAME = "robin-and-sam"
_DAY = "2026-12-03"  # the Thursday after the example's last note
_SHOWN: tuple[tuple[str, list[str]], ...] = (
    ("The log at a glance, as Robin, the mentor, finds it on a Thursday in December:", []),
    ("The week's note: open next steps come along from the last one.", ["meet", "--no-edit"]),
    ("A line while you talk:", ["note", "Period 3 explained a rate in their own words", "--in", "successes"]),
    ("A next step is done:", ["steps", "done", "k3f9x"]),
    ("What each of the two has promised:", ["steps"]),
    ("The goals, and how they hang together:", ["goals", "--tree"]),
    ("The term so far:", ["progress"]),
    ("The end-of-quarter reflection, drafted from all of it:", ["report", "--no-edit"]),
)


def demo(
    ctx: typer.Context,
    place: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where to build it")] = None,
) -> Answer:
    """See a whole term at work, in a folder of its own."""
    context = context_of(ctx)
    home = _place(context, place)
    log = home / _NAME
    context.tell(f"Building one pair's fall term in {home} …")
    _build(context, log)
    said = [_show(context, told, words, home, log) for told, words in _SHOWN]
    page = home / "own" / "reflections" / f"{_NAME}-2026-fall.md"
    parts: list[Part] = [
        Line(),
        Line("That was a term. Where to look:"),
        Item(str(log), "the log: plain Markdown, open any file in any editor"),
        Item(str(page), "the drafted reflection"),
        Line("What to type next:"),
        Item(f'cd "{log}"', "then any command: coachlog, coachlog goals, coachlog history"),
        Item("coachlog init", "a log of your own"),
    ]
    return Answer({"home": str(home), "log": str(log), "reflection": str(page), "commands": said}, parts)


app = command(demo)


def _place(context: Context, place: Path | None) -> Path:
    if place is not None:
        home = place.expanduser().resolve()
        if home.exists() and (not home.is_dir() or any(home.iterdir())):
            raise CoachlogError(f"{home} is not an empty folder", "name a new one, or leave it out: `coachlog demo`")
        return home
    home, number = context.home.root / "demo", 1
    while home.exists():
        number += 1
        home = context.home.root / f"demo-{number}"
    return home


def _build(context: Context, root: Path) -> None:
    """The example's files, with the history that they would have: who wrote what, and on which day."""
    from coachlog.git.commits import CommitDraft
    from coachlog.git.repo import Repo

    source = shipped("examples") / "fall-term"
    contents = {path.relative_to(source).as_posix(): path.read_bytes() for path in source.rglob("*") if path.is_file()}
    root.mkdir(parents=True)
    repo = Repo.create(root)
    example = load_log(source)
    drafts = []
    for (day, person), paths in sorted(
        _entries(example, contents).items(), key=lambda entry: (entry[0][0], entry[0][1].id)
    ):
        moment = datetime.combine(day, time(16, 30)).astimezone()
        changes: dict[str, bytes | None] = {path: contents[path] for path in paths}
        drafts.append(CommitDraft(changes, f"kept: {len(paths)} documents", context.author_for(person), moment))
    Folder(root).write_all(dict(contents))
    repo.writer.commit_all(drafts)


def _entries(example: Log, paths: Iterable[str]) -> dict[tuple[date, Person], list[str]]:
    """Which file belongs to which entry: by the day that it names, and by whose it is."""
    mentor, mentee = example.settings.people[:2]
    begun = example.settings.terms[0].start
    days: dict[str, date] = {meeting.path: meeting.day for meeting in example.meetings}
    days |= {goal.path: goal.opened for goal in example.goals if goal.opened}
    days |= {feedback.path: feedback.day for feedback in example.feedback if feedback.day}
    met = {word: meeting.day for meeting in reversed(example.meetings) for word in meeting.lessons}
    days |= {lesson.path: met[lesson.id] for lesson in example.lessons if lesson.id in met}
    hers = {goal.path for goal in example.goals if goal.owner == mentee.id} | {
        lesson.path for lesson in example.lessons
    }
    found: dict[tuple[date, Person], list[str]] = {}
    for path in paths:
        found.setdefault((days.get(path, begun), mentee if path in hers else mentor), []).append(path)
    return found


def _show(context: Context, told: str, words: list[str], home: Path, log: Path) -> str:
    """Run a command in front of the user, as they would type it."""
    typed = " ".join(["coachlog", *(f'"{word}"' if " " in word else word for word in words)])
    environment = os.environ | {"COACHLOG_HOME": str(home), "COACHLOG_TODAY": _DAY, "COACHLOG_ME": "mentor"}
    command = [sys.executable, "-m", "coachlog", *words, "--log", str(log)]
    watched = sys.stdout.isatty() and not context.form.for_programs
    if not context.form.for_programs:
        typer.echo(f"\n{told}\n$ {typed}\n")
        sys.stdout.flush()
    done = subprocess.run(
        command, env=environment, capture_output=not watched, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise CoachlogError(f"`{typed}` did not work in the demo", f"run it yourself in {log} to see what it says")
    if not watched and not context.form.for_programs:
        typer.echo(done.stdout.rstrip("\n"))
    return typed
