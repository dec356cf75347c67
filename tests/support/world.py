"""The repository's places, what a command answers, plain git, and a log with one entry."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import typer

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "coachlog"
EXAMPLE = REPOSITORY / "examples" / "fall-term"
TODAY = "2026-11-19"  # a Thursday, the example's last meeting


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


@cache
def _program() -> Any:
    """Typer's parser of the command line, which it would make anew for each command of a test."""
    from coachlog.cli import app

    return typer.main.get_command(app)


def run_here(*args: str | Path, stdin: str = "") -> Result:
    """Run a command in this process, as from a pipe."""
    out, err = StringIO(), StringIO()
    status = 0
    before, sys.stdin = sys.stdin, StringIO(stdin)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            _program()([str(arg) for arg in args], prog_name="coachlog")
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        sys.stdin = before
    return Result(status, out.getvalue(), err.getvalue())


@cache
def _first_entry(source: Path) -> dict[Path, bytes]:
    """What git and the index keep of a log with one entry: made once in a process, so that no test needs to again."""
    from coachlog.storage.load import SHARED_KINDS, load_log

    with TemporaryDirectory() as folder:
        root = Path(folder) / "log"
        shutil.copytree(source, root)
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "init: 1 log", "--author=Sam Sample <sam@example.org>")
        load_log(root, bodies=SHARED_KINDS)
        files = (path for path in (root / ".git").rglob("*") if path.is_file() and path.parent.name != "hooks")
        return {path.relative_to(root): path.read_bytes() for path in files}


def make_log(root: Path, source: Path, monkeypatch: pytest.MonkeyPatch, me: str = "mentor") -> Path:
    """A copy of a log's files as a log with one entry."""
    shutil.copytree(source, root)
    for path, content in _first_entry(source).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    (root / ".git" / "coachlog").mkdir(exist_ok=True)
    (root / ".git" / "coachlog" / "me").write_text(f"{me}\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def git(root: Path, *args: str, errors: str = "strict") -> str:
    """Plain git, as somebody else's: to look at what coachlog did, or to stand in for another program."""
    who = ["-c", "user.name=Somebody Else", "-c", "user.email=else@example.org"]
    command = ["git", "-C", str(root), *who, *args]
    return subprocess.run(command, capture_output=True, text=True, errors=errors, check=True).stdout


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))
