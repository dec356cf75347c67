"""One sealed world for every test: its own home, clock, git and terminal; nothing touches the real ones."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings

from tests.support.figures import RELEASE

# Machines are noisy: what takes long is seen in benchmarks/. A change is asked the same every time, a release more.
settings.register_profile("coachlog", deadline=None, derandomize=not RELEASE)
settings.load_profile("coachlog")

REPOSITORY = Path(__file__).parent.parent
EXAMPLE = REPOSITORY / "examples" / "fall-term"
TODAY = "2026-11-19"  # a Thursday, the example's last meeting

_KEPT = {"PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START", "COVERAGE_FILE", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"}

_MEMORY = Path("/dev/shm")  # noqa: S108 - the disk in memory that Linux has; pytest makes a folder of its own there
_ENOUGH = 4 << 30  # bytes: many times what a whole run leaves


def pytest_configure() -> None:
    """Work in memory where there is enough: a history's thousands of small files wait for a disk otherwise."""
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@dataclass(frozen=True)
class Result:
    """What one command did."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The data that `--json` printed."""
        return json.loads(self.out)["data"]


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home; no variable of the real environment but those that programs need to start."""
    home = tmp_path / "home"
    home.mkdir()
    for name in set(os.environ) - _KEPT:
        monkeypatch.delenv(name)
    settings = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "COACHLOG_HOME": str(home / "coachlog"),
        "COACHLOG_TODAY": TODAY,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, as from a pipe: `run("goals", "--json")`."""

    def runner(*args: str | Path, stdin: str = "") -> Result:
        from coachlog.cli import app

        out, err = StringIO(), StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", StringIO(stdin))
            try:
                app([str(arg) for arg in args], prog_name="coachlog")
                status = 0
            except SystemExit as end:
                status = int(end.code or 0)
        return Result(status, out.getvalue(), err.getvalue())

    return runner


@pytest.fixture
def process() -> Run:
    """Run a command as a process of its own."""

    def runner(*args: str | Path, stdin: str = "", timeout: float = 60) -> Result:
        command = [sys.executable, "-m", "coachlog", *map(str, args)]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=timeout, check=False)
        return Result(done.returncode, done.stdout, done.stderr)

    return runner


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example term as a log with a history, in which the mentor writes; the current folder is in it."""
    return make_log(tmp_path / "robin-and-sam", EXAMPLE, monkeypatch)


@cache
def _first_entry(source: Path) -> dict[Path, bytes]:
    """What git keeps of a log's files with one entry: made once in a process, so that each test saves three gits."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "log"
        shutil.copytree(source, root)
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "init: 1 log")
        files = (path for path in (root / ".git").rglob("*") if path.is_file() and path.parent.name != "hooks")
        return {path.relative_to(root): path.read_bytes() for path in files}


def make_log(root: Path, source: Path, monkeypatch: pytest.MonkeyPatch, me: str = "mentor") -> Path:
    """A copy of a log's files as a log with one entry."""
    shutil.copytree(source, root)
    for path, content in _first_entry(source).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    (root / ".git" / "coachlog").mkdir()
    (root / ".git" / "coachlog" / "me").write_text(f"{me}\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def git(root: Path, *args: str, errors: str = "strict") -> str:
    """Plain git, as somebody else's: to look at what coachlog did, or to stand in for another program."""
    who = ["-c", "user.name=Somebody Else", "-c", "user.email=else@example.org"]
    command = ["git", "-C", str(root), *who, *args]
    return subprocess.run(command, capture_output=True, text=True, errors=errors, check=True).stdout


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the sessions in the documentation anew")
