"""Two people with one log, each on a computer of their own, and what lies between them."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.world import Result, Run, git

SETTINGS = """\
coachlog: 1
title: Robin and Sam
people:
  - id: mentor
    name: Robin
    role: mentor
  - id: mentee
    name: Sam
    role: mentee
"""
GOAL = "goals/ask-more-k3f9x.md"
NOTE = "meetings/2026-11-12.md"
FILES = {
    "coachlog.yml": SETTINGS,
    ".gitattributes": "* -text\n*.md merge=coachlog\n*.yml merge=coachlog\n",
    GOAL: "---\ntype: goal\nstatus: active\n---\n\n# Ask more\n\n## Evidence\n\n- 2026-11-01: first\n",
    NOTE: "---\ntype: meeting\n---\n\n# 12 November\n\n## Successes\n\n- one\n\n## Notes\n\nFirst words. More words.\n",
}


@dataclass(frozen=True)
class Someone:
    """A person at their computer."""

    me: str
    root: Path
    run: Run

    def __call__(self, *args: str) -> Result:
        """Type a command; on their own computer it is the only log, and theirs."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COACHLOG_LOG", str(self.root))
            patch.setenv("COACHLOG_ME", self.me)
            return self.run(*args, "--log", self.root, "--me", self.me)

    def sync(self, *args: str) -> Result:
        """Exchange, which must work."""
        done = self("sync", *args)
        assert done.status == 0, done
        return done

    def read(self, path: str) -> str:
        """A file's text."""
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str | bytes) -> None:
        """Save a file by hand."""
        where = self.root / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(text.encode() if isinstance(text, str) else text)

    def add(self, path: str, line: str) -> None:
        """Type a line at a file's end."""
        self.write(path, self.read(path) + line + "\n")

    def change(self, path: str, old: str, new: str) -> None:
        """Put other words in place of some."""
        assert old in self.read(path)
        self.write(path, self.read(path).replace(old, new))

    def git(self, *args: str) -> str:
        """Plain git, in this copy."""
        return git(self.root, *args)

    @property
    def head(self) -> str:
        """The newest entry."""
        return self.git("rev-parse", "HEAD").strip()

    @property
    def files(self) -> dict[str, bytes]:
        """All files by their path."""
        paths = list[Path]()
        for folder, folders, names in os.walk(self.root):
            folders[:] = {*folders} - {".git"}  # a history has thousands of files
            paths += (Path(folder, name) for name in {*names} - {".git"})
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


@dataclass(frozen=True)
class Two:
    """The mentor, the mentee, and the place that they share."""

    robin: Someone
    sam: Someone
    place: Path

    def settle(self) -> None:
        """Both exchange until both have all, and are then alike to the byte."""
        for person in (self.robin, self.sam, self.robin):
            person.sync()
        self.demand_alike()

    def demand_alike(self) -> None:
        """Both have the same, and nothing is left to do in either copy."""
        files = self.robin.files
        assert files == self.sam.files
        entries = set[str]()
        for person in (self.robin, self.sam):
            entry, *state = person.git("status", "--porcelain=v2", "--branch").splitlines()
            assert [line for line in state if not line.startswith("# branch.")] == []
            entries.add(entry)
        assert len(entries) == 1
        assert [path for path, content in files.items() if b"<<<<<<<" in content] == []


Make = Callable[[Path, Run], Two]
_READY: dict[str, Two] = {}


def ready(request: pytest.FixtureRequest, name: str, make: Make) -> Two:
    """Two people who are made once in a process: every test has a copy of them and of their homes."""
    run = request.getfixturevalue("run")
    if name not in _READY:
        at = request.getfixturevalue("tmp_path_factory").mktemp("ready")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOME", str(at / "home"))
            patch.setenv("COACHLOG_HOME", str(at / "home" / "coachlog"))
            _READY[name] = make(at, run)
    return copied(_READY[name], request.getfixturevalue("tmp_path"), run)


def make_two(at: Path, run: Run) -> Two:
    """Have the mentor begin a log, and the mentee join it."""
    robin, place = begin(at / "robin", run), bare(at / "place.git")
    assert robin("invite", "--place", str(place)).status == 0
    return Two(robin, clone(place, at / "sam", run), place)


def begin(root: Path, run: Run) -> Someone:
    """The mentor, with a log that nobody shares yet."""
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "init: 1 log")
    return Someone("mentor", root, run)


def clone(place: Path, root: Path, run: Run, me: str = "mentee") -> Someone:
    """Somebody who has taken part in the log."""
    joined = run("join", place, root, "--me", me)
    assert joined.status == 0, joined
    return Someone(me, root, run)


def bare(place: Path, branch: str = "main") -> Path:
    """An empty place on a drive."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", branch, str(place)], check=True)
    return place


def copied(two: Two, to: Path, run: Run | None = None) -> Two:
    """The same two with the same place, somewhere else."""
    at = two.place.parent
    shutil.copytree(at, to, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sample"))  # of git's hooks
    people = [Someone(person.me, to / person.root.name, run or person.run) for person in (two.robin, two.sam)]
    for path in (
        to / "home" / "coachlog" / "logs.json",
        *(person.root / ".git" / name for person in people for name in ("config", "coachlog/place")),
    ):
        path.write_text(path.read_text().replace(str(at), str(to)))
    return Two(*people, to / two.place.name)
