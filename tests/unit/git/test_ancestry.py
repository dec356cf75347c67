"""Which entry has which in its past: asked once, and always as git itself would say it."""

import random
import subprocess
from pathlib import Path

import pytest

from coachlog.git.ancestry import Ancestry
from coachlog.git.objects import Objects
from coachlog.git.process import Git
from tests.support.world import git


@pytest.fixture
def graph(tmp_path: Path) -> tuple[Path, list[str]]:
    """Entries that stand on one another at random, two of them without a common beginning."""
    root = tmp_path / "graph"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    tree = _empty_tree(root)
    chance = random.Random(7)  # noqa: S311 - no secret
    made: list[str] = []
    for number in range(40):
        count = 0 if number in (0, 39) else chance.choice((1, 1, 1, 2))
        parents = chance.sample(made[-6:], min(count, len(made[-6:])))
        options = [word for parent in parents for word in ("-p", parent)]
        made.append(git(root, "commit-tree", tree, *options, "-m", f"{number}").strip())
    return root, made


def _said(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["git", "-C", root, *words], input="", capture_output=True, text=True, check=False)


def ancestry(root: Path) -> Ancestry:
    return Ancestry(Git(root), Objects(Git(root)))


def _empty_tree(root: Path) -> str:
    return _said(root, "mktree").stdout.strip()


def test_every_answer_is_gits_own(graph: tuple[Path, list[str]]) -> None:
    root, made = graph
    past = {newer: set(git(root, "rev-list", newer).split()) for newer in made}
    chance = random.Random(8)  # noqa: S311 - no secret
    for _ in range(25):
        one, other, third = chance.sample(made, 3)
        known = ancestry(root)
        known.compare(one, other)
        bases = _said(root, "merge-base", "--all", one, other).stdout.split()
        assert sorted(known.bases(one, other)) == sorted(bases)
        for newer, older in ((one, other), (other, one), (one, third), (other, third), (third, one), (one, one)):
            assert known.contains(newer, older) == (older in past[newer])
        for newer in made:
            for older in (one, other, third):
                guess = known.known_to_contain(newer, older)
                assert guess in (None, older in past[newer])
        apart = _said(root, "merge-base", "--independent", one, other).stdout.split()
        assert sorted(known.independent([one, other, one])) == sorted(apart)
        for at, without in ((one, other), (other, one), (one, third)):
            counted = git(root, "rev-list", "--count", "--no-merges", at, f"^{without}")
            assert known.count([at], [without]) == int(counted)


@pytest.mark.parametrize("stand", ["both", "first", "second"])
def test_what_was_made_just_now_is_counted_without_asking(stand: str, graph: tuple[Path, list[str]]) -> None:
    root, made = graph
    tree = _empty_tree(root)
    one, other = made[20], made[33]
    parents = {"both": [one, other], "first": [one], "second": [other]}[stand]
    options = [word for parent in parents for word in ("-p", parent)]
    new = git(root, "commit-tree", tree, *options, "-m", "new").strip()
    known = ancestry(root)
    known.compare(one, other)
    known.made(new, parents)
    for without in (one, other):
        counted = git(root, "rev-list", "--count", "--no-merges", new, f"^{without}")
        assert known.count([new], [without]) == int(counted)


def test_two_that_differ_by_very_many_are_asked_about_each_time(
    graph: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, made = graph
    monkeypatch.setattr("coachlog.git.ancestry._MAX_APART", 2)
    known = ancestry(root)
    known.compare(made[3], made[30])
    counted = git(root, "rev-list", "--count", "--no-merges", made[30], f"^{made[3]}")
    assert known.count([made[30]], [made[3]]) == int(counted)
    assert known.contains(made[30], made[0])
