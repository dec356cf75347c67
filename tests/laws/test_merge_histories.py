"""Random histories of two people through the merge, and through three sabotaged ones that they must catch."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from coachlog.merge import Merged
from tests.support.figures import times
from tests.support.world import REPOSITORY

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
SCRIPT = REPOSITORY / "benchmarks" / "merge_histories.py"
Merge = Callable[[bytes | None, bytes, bytes], Merged]


@pytest.fixture(scope="module")
def histories() -> ModuleType:
    spec = importlib.util.spec_from_file_location("merge_histories", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


# Of 60 faults put into coachlog/merge one by one, histories caught 19, each by the 59th history. `merge=union` shows in
# every fifth, the other two sabotages in each.
@pytest.mark.parametrize("seed", range(0, times(120, 2400), 120))
def test_no_word_is_lost_in_random_histories(histories: ModuleType, seed: int) -> None:
    tally = histories.run_histories(120, seed=seed)
    assert tally.wrong == 0, tally
    assert tally.whole <= tally.merges * 0.005
    assert tally.doubled <= tally.histories * 0.1


def union(base: bytes | None, older: bytes, newer: bytes) -> Merged:
    """What git does with `merge=union`."""
    folder = Path(union.folder)  # type: ignore[attr-defined]
    paths = [folder / name for name in ("ours", "base", "theirs")]
    for path, content in zip(paths, (older, base or b"", newer), strict=True):
        path.write_bytes(content)
    command = ["git", "merge-file", "-p", "--union", *map(str, paths)]
    return Merged(subprocess.run(command, capture_output=True, check=False).stdout)


def newest_wins(_base: bytes | None, _older: bytes, newer: bytes) -> Merged:
    return Merged(newer)


def without_repeated_lines(base: bytes | None, older: bytes, newer: bytes) -> Merged:
    """Both sides' lines, each once, less what either took away."""
    gone = set((base or b"").splitlines()) - (set(older.splitlines()) & set(newer.splitlines()))
    lines = dict.fromkeys(older.splitlines() + newer.splitlines())
    return Merged(b"\n".join(line for line in lines if line not in gone) + b"\n")


@pytest.mark.parametrize("sabotaged", [union, newest_wins, without_repeated_lines])
def test_a_sabotaged_merge_is_caught(histories: ModuleType, sabotaged: Merge, tmp_path: Path) -> None:
    union.folder = tmp_path  # type: ignore[attr-defined]
    assert histories.run_histories(12, merge=sabotaged).wrong > 0
