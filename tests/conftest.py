"""One sealed world for every test: its own home, clock, git and terminal; nothing touches the real ones."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import settings

from tests.support.figures import RELEASE
from tests.support.two import Two, make_two, ready
from tests.support.world import EXAMPLE, TODAY, Result, Run, make_log, run_here

# Machines are noisy: what takes long is seen in benchmarks/. A change is asked the same every time, a release more.
settings.register_profile("coachlog", deadline=None, derandomize=not RELEASE)
settings.load_profile("coachlog")

_KEPT = {"PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START", "COVERAGE_FILE", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"}

_MEMORY = Path("/dev/shm")  # noqa: S108 - the disk in memory that Linux has; pytest makes a folder of its own there
_ENOUGH = 4 << 30  # bytes: many times what a whole run leaves


def pytest_configure() -> None:
    """Work in memory where there is enough: a history's thousands of small files wait for a disk otherwise."""
    if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs Linux, and leave the rows of the tables out that a change is not asked.

    Modules that talk on a terminal or write programs for a shell need it: `-m "not linux"` is for other systems.
    """
    for item in items:
        if {"talk", "executable"} & {*vars(getattr(item, "module", None) or object)}:
            item.add_marker("linux")
    if not RELEASE:
        left_out = _left_out(items)
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _left_out(items: Sequence[pytest.Item]) -> set[pytest.Item]:
    """Return all but one in so many rows of each table that is marked so."""
    tables: dict[tuple[str, int], list[pytest.Item]] = {}
    for item in items:
        if mark := item.get_closest_marker("one_in"):
            tables.setdefault((item.nodeid.partition("[")[0], mark.args[0]), []).append(item)
    for rows in tables.values():  # by chance, but always the same: of two columns every other row would miss one
        rows.sort(key=lambda item: crc32(item.name.encode()))
    return {item for (_, share), rows in tables.items() for item in rows[-(-len(rows) // share) :]}


@pytest.fixture(autouse=True, scope="session")
def home_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home for what is made once for several tests; no variable of the real environment but what programs need."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in set(os.environ) - _KEPT:
            patch.delenv(name)
        for name, value in {"HOME": home, "USERPROFILE": home, "COACHLOG_HOME": home / "coachlog"}.items():
            patch.setenv(name, str(value))
        yield


@pytest.fixture(autouse=True)
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home, and the same clock, terminal and git for all; nothing that a test before has left."""
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
    # A terminal of a test asks what the test is about; tests/commands/test_students.py has the question.
    monkeypatch.setattr("coachlog.app.command._ask_for_students", lambda _: None)
    return home


@pytest.fixture
def run() -> Run:
    """Run a command in this process, as from a pipe: `run("goals", "--json")`."""
    return run_here


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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="write the sessions in the documentation anew")


@pytest.fixture
def two(request: pytest.FixtureRequest) -> Two:
    """Two people who share a log through a bare repository on a drive."""
    return ready(request, "two", make_two)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody at a terminal of this process who answers in turn, and takes what is offered where nothing is said."""

    def prepare(*answers: str) -> list[str]:
        from coachlog.context import Context

        asked, waiting = list[str](), [*answers]

        def ask(question: str, default: str, _own: Container[str] = (), _begun: str = "") -> str:
            asked.append(question)
            return (waiting.pop(0) if waiting else "") or default

        monkeypatch.setattr(Context, "interactive", property(lambda _: True))
        monkeypatch.setattr("coachlog.render.asking.ask", ask)
        monkeypatch.setattr("coachlog.render.asking.confirm", lambda _question, default: default)
        return asked

    return prepare
