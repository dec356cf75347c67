"""Start-up, listings and saving against their baselines, in one run: `make bench`, or `python benchmarks/budgets.py`.

Each row is a whole process, its baseline run in turn with it, the ratio taken pair by pair and the median printed:
a machine's speed may drift, the ratio holds. Needs git; Taskwarrior's `task` where it is to be compared.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from biglog import build

ROUNDS = 9
HELLO = """import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def main(name: str = "you") -> None:
    typer.echo(f"Hello {name}")
app()
"""
Work = Callable[[], None]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        _table(Path(scratch))


def _table(scratch: Path) -> None:
    os.environ |= {"COACHLOG_HOME": str(scratch / "home"), "COACHLOG_TODAY": "2026-11-19", "COACHLOG_ME": "mentor"}
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that is installed has its bytecode
    (scratch / "hello.py").write_text(HELLO, encoding="utf-8")
    small, big = scratch / "small", scratch / "big"
    build(small, 60)
    build(big, 10_000)
    hello = _process(sys.executable, scratch / "hello.py")
    print(f"{'work':44} {'seconds':>8} {'ratio':>6}  {'budget'}")
    _row("--version", _coachlog("--version"), hello, "1.2 hello")
    _row("--help", _coachlog("--help"), hello, "1.5 hello")
    for command in ("goals", "steps"):
        _row(f"{command}, 60 documents", _coachlog(command, "--log", small), hello, "2 hello")
    time.sleep(2.5)  # so that no file is younger than the index
    for command in ("goals", "progress", "steps"):
        start = time.perf_counter()
        _coachlog(command, "--log", big)()
        print(f"{command + ', 10,000 documents, first run':44} {time.perf_counter() - start:8.3f}")
        _coachlog(command, "--log", big)()
        budget = {"goals": "Taskwarrior, below", "progress": "4 hello"}.get(command, "")
        _row(f"{command}, 10,000 documents", _coachlog(command, "--log", big), hello, budget)
    _over_all_logs(scratch, big)
    _against_taskwarrior(scratch, big)
    _saving(big, hello)
    _exchanging(scratch, small, hello)
    _writing_out(scratch, hello)
    print(f"{'memory at the most, MiB':44} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:8.1f}")


def _over_all_logs(scratch: Path, big: Path) -> None:
    """Forty logs have 10,000 documents together, as one log of that size."""
    logs = [scratch / "forty" / f"log-{number}" for number in range(40)]
    for log in logs:
        build(log, 10_000 // len(logs))
        _coachlog("logs", "--default", log)()
    time.sleep(2.5)
    for _ in range(2):
        _coachlog("goals", "--all-logs")()
    one = _coachlog("goals", "--log", big)
    _row("goals --all-logs, 40 logs, 10,000 documents", _coachlog("goals", "--all-logs"), one, "1.2 one log")


def _against_taskwarrior(scratch: Path, big: Path) -> None:
    if not shutil.which("task"):
        print("goals against Taskwarrior: no `task` on this machine")
        return
    data, settings = scratch / "tasks", scratch / "taskrc"
    data.mkdir()
    settings.write_text(f"data.location={data}\nconfirmation=no\nverbose=nothing\n", encoding="utf-8")
    os.environ["TASKRC"] = str(settings)
    tasks = "".join(
        f'{{"description":"students explain {n}","status":"pending","entry":"20261101T000000Z"}}\n'
        for n in range(10_000)
    )
    (scratch / "tasks.json").write_text(tasks, encoding="utf-8")
    _process("task", "import", scratch / "tasks.json")()
    _row(
        "goals, 10,000 documents, against `task list`",
        _coachlog("goals", "--log", big),
        _process("task", "list"),
        "1 task",
    )
    goals = scratch / "goals"
    build(goals, 10_000, mix="g" * 10)
    time.sleep(2.5)
    for _ in range(2):
        _coachlog("goals", "--log", goals)()
    _row(
        "goals, 10,000 goals, against `task list`",
        _coachlog("goals", "--log", goals),
        _process("task", "list"),
        "1 task",
    )


def _saving(big: Path, hello: Work) -> None:
    weeks = (str(date(2027, 1, 7) + timedelta(weeks=number)) for number in count())

    def meet() -> None:
        day = next(weeks)  # a meeting is held on its day
        _coachlog("meet", "--no-edit", "--date", day, "--today", day, "--log", big)()

    def bare() -> None:
        (big / "goals" / "bare.md").write_text(f"{time.monotonic_ns()}\n", encoding="utf-8")
        _process("git", "-C", big, "add", "goals/bare.md")()
        _process("git", "-C", big, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x", "goals/bare.md")()

    def budget() -> None:
        bare()
        for _ in range(3):
            hello()

    meet()
    _row("meet --no-edit, saved, 10,000 documents", meet, budget, "1 (git add + commit + 3 hello)")


def _exchanging(scratch: Path, small: Path, hello: Work) -> None:
    """One change each way: the partner has shared theirs, mine is typed; both ways with a bare place of their own."""
    mine, partner, place = small, scratch / "partner", scratch / "place.git"
    _process("git", "init", "-q", "--bare", "-b", "main", place)()
    _coachlog("invite", "--place", place, "--log", mine)()
    _coachlog("join", place, partner, "--me", "mentee")()
    bare_mine, bare_partner, bare_place = scratch / "bare-mine", scratch / "bare-partner", scratch / "bare.git"
    _process("git", "clone", "-q", "--bare", place, bare_place)()
    for root in (bare_mine, bare_partner):
        _process("git", "clone", "-q", bare_place, root)()

    def change() -> None:
        for root, name in ((mine, "mine"), (bare_mine, "mine"), (partner, "theirs"), (bare_partner, "theirs")):
            (root / "goals" / f"{name}-aaaaa.md").write_text(f"# {time.monotonic_ns()}\n", encoding="utf-8")
        _coachlog("sync", "--log", partner, "--me", "mentee")()
        _bare_exchange(bare_partner)

    def budget() -> None:
        _bare_exchange(bare_mine)
        for _ in range(3):
            hello()

    sync = _coachlog("sync", "--log", mine)
    _row("sync, one change each way, a bare place", sync, budget, "1 (git add … git push + 3 hello)", change)


def _writing_out(scratch: Path, hello: Work) -> None:
    """The example's own pages and the whole log, as files to hand on."""
    example = scratch / "example"
    shutil.copytree(Path(__file__).parents[1] / "examples" / "fall-term", example)
    for words in (
        ("init", "-q", "-b", "main"),
        ("add", "-A"),
        ("-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"),
    ):
        _process("git", "-C", example, *words)()
    for words in (("report", "--no-edit"), ("evidence", "2c", "--no-edit"), ("view",)):
        for ending, budget in ((".html", "4 hello"), (".docx", "6 hello")):
            if words[0] == "view" and ending == ".docx":
                continue
            file = scratch / f"page{ending}"
            write = _coachlog(*words, "--to", file, "--replace", "--log", example)
            write()
            size = f"{file.stat().st_size / 1024:.0f} KB"
            _row(f"the example's {words[0]}, --to {ending}, {size}", write, hello, budget)


def _bare_exchange(root: Path) -> None:
    git = ("git", "-C", root, "-c", "user.name=x", "-c", "user.email=x@y")
    for words in (("add", "-A"), ("commit", "-qm", "x"), ("fetch", "-q"), ("merge", "-q", "--no-edit", "origin/main")):
        _process(*git, *words)()
    _process(*git, "push", "-q", "origin", "main")()


def _row(name: str, work: Work, baseline: Work, budget: str, before: Work = lambda: None) -> None:
    pairs = [(before(), _seconds(work), _seconds(baseline))[1:] for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:44} {statistics.median(a for a, _ in pairs):8.3f} {ratio:6.2f}  {budget}", flush=True)


def _seconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _process(*words: str | Path) -> Work:
    return lambda: _run(list(map(str, words)))


def _coachlog(*words: str | Path) -> Work:
    return _process(Path(sys.executable).parent / "coachlog", *words)


def _run(words: list[str]) -> None:
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stderr.decode()}")


if __name__ == "__main__":
    main()
