"""Every file of the local state, damaged, emptied or swapped: each command works, or names one that gets out of it."""

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from coachlog.storage.local_state import LocalState
from tests.support.two import GOAL, Someone, Two

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured

Damage = Callable[[Path], None]
FILES = (
    *("me", "place", "lock", "sync_lock", "journal", "pending", "opened", "conflicts", "last_look", "git_index"),
    *("index_is_at", "index", "damaged", "mending", "folder"),
)
GITS = ("HEAD.lock", "index.lock", "packed-refs.lock", "refs/heads/main.lock", "config.lock", "info/exclude")


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def empty(path: Path) -> None:
    remove(path)
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    remove(path)
    path.write_bytes(b"\xff\x00{[\n\n../../x\n" * 20)


def other_json(path: Path) -> None:
    remove(path)
    path.write_bytes(b'{"where": 3, "lines": [1], "conflicts": 7, "url": []}\n')


def odd_ids(path: Path) -> None:
    remove(path)
    path.write_bytes(b"0123456789abcdef0123456789abcdef01234567\nfedcba9876543210fedcba9876543210fedcba98\n")


def folder(path: Path) -> None:
    remove(path)
    path.mkdir()


def full_folder(path: Path) -> None:
    folder(path)
    (path / "x").mkdir()
    (path / "x" / "y").write_bytes(b"y")


def link_to_nothing(path: Path) -> None:
    remove(path)
    path.symlink_to("/nowhere/at/all")


def link_to_a_file(path: Path) -> None:
    remove(path)
    path.symlink_to(path.parents[2] / GOAL if path.parent.name == "coachlog" else path.parents[1] / GOAL)


def link_to_a_folder(path: Path) -> None:
    remove(path)
    path.symlink_to(Path.home() / "elsewhere")


def pipe(path: Path) -> None:
    remove(path)
    os.mkfifo(path)


DAMAGES = (
    *(remove, empty, garbage, other_json, odd_ids, folder, full_folder, link_to_nothing),
    *(link_to_a_file, link_to_a_folder, pipe),
)


def all_of(names: Sequence[str], damages: Sequence[Damage]) -> list[Any]:
    """Each file with each damage."""
    return [pytest.param(name, damage, id=f"{name}-{damage.__name__}") for name in names for damage in damages]


@pytest.fixture(autouse=True)
def elsewhere(sealed: Path) -> Iterator[None]:
    """A folder of the person's, made long ago, to which a link may lead: whatever a command clears away, it stays."""
    folder = sealed / "elsewhere"
    (folder / "mine").mkdir(parents=True)
    (folder / "mine" / "words.md").write_text("My words.\n", encoding="utf-8")
    os.utime(folder, (0, 0))
    yield
    assert (folder / "mine" / "words.md").read_text(encoding="utf-8") == "My words.\n"


@pytest.fixture(autouse=True)
def limit() -> Iterator[None]:
    """A command that waits for ever fails."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(100)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def try_each(person: Someone) -> None:
    """Each command works, or says what to type."""
    for typed in (["status"], [], ["steps"], ["news"], ["undo", "--list"], ["note", "some words"], ["save"], ["sync"]):
        done = person.run(*typed, "--log", person.root)
        assert "Traceback" not in done.err
        assert "the system refused" not in done.err
        if done.status:
            assert re.search(r"hint: .*`?coachlog (--log \S+ )?[a-z]+", done.err), (typed, done)


def demand_it_goes_on(person: Someone, place: Path, goal: str) -> None:
    person.run("doctor", "--log", person.root, "--me", person.me)
    assert person("invite", "--place", str(place)).status == 0
    assert person("note", "it goes on").status == 0
    assert person("sync").status == 0
    assert person.read(GOAL) == goal


@pytest.mark.one_in(9)
@pytest.mark.parametrize(("name", "damage"), all_of(FILES, DAMAGES))
def test_no_state_of_a_local_file_makes_a_log_unusable(name: str, damage: Damage, two: Two) -> None:
    two.robin.write("assets/list.txt", "words by hand\n")
    goal = two.robin.read(GOAL)
    damage(getattr(LocalState(two.robin.root), name))
    try_each(two.robin)
    demand_it_goes_on(two.robin, two.place, goal)
    two.sam.sync()
    assert two.sam.read("assets/list.txt") == "words by hand\n"


@pytest.mark.one_in(9)
@pytest.mark.parametrize(("name", "damage"), all_of(GITS, (empty, garbage, folder, full_folder, link_to_nothing)))
def test_no_lock_or_list_of_gits_makes_a_log_unusable(name: str, damage: Damage, two: Two) -> None:
    goal = two.robin.read(GOAL)
    path = two.robin.root / ".git" / name
    damage(path)
    os.utime(path, (0, 0), follow_symlinks=False)
    try_each(two.robin)
    demand_it_goes_on(two.robin, two.place, goal)
