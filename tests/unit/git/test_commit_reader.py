"""Commits and files are read as git has them."""

import subprocess

import pytest

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.repo import Repo
from coachlog.git.repo_state import State
from tests.support.histories import ME, NOW, git, put


def test_a_new_history_has_no_entry(repo: Repo) -> None:
    assert repo.refs.head() is None
    assert repo.commits.files() == ()
    assert list(repo.commits.log()) == []
    assert repo.commits.contents(["a.md"]) == {"a.md": None}
    assert repo.state.current() is State.READY
    assert not (repo.root / ".git" / "hooks").exists()


def test_entries_are_chosen_by_number_path_and_what_came_before(repo: Repo) -> None:
    first, second, third = put(repo, a=b"1"), put(repo, b=b"1"), put(repo, a=b"2")
    assert [entry.id for entry in repo.commits.log(limit=2)] == [third, second]
    assert [entry.id for entry in repo.commits.log(path="a.md")] == [third, first]
    assert [entry.id for entry in repo.commits.log(since=second)] == [third]
    assert list(repo.commits.log(limit=0)) == []
    with pytest.raises(CoachlogError, match="names no entry"):
        list(repo.commits.log(since="--output=x"))


def test_entries_of_others_tools_are_read_too(repo: Repo) -> None:
    put(repo, a=b"1")
    git(repo.root, "checkout", "-qb", "side")
    git(repo.root, "commit", "-qm", "empty", "--allow-empty")
    git(repo.root, "switch", "-q", "main")
    put(repo, b=b"1")
    git(repo.root, "merge", "-q", "--no-edit", "side")
    paths = {entry.message.split("\n")[0]: entry.paths for entry in repo.commits.log(limit=2)}
    assert paths["Merge branch 'side'"] == ()
    assert len(next(repo.commits.log(limit=1)).parents) == 2


def test_what_moves_is_looked_up_each_time_and_what_does_not_only_once(repo: Repo) -> None:
    first = put(repo, a=b"1")
    assert [entry.id for entry in repo.commits.log(at="refs/heads/main")] == [first]
    second = put(repo, a=b"2")
    assert [entry.id for entry in repo.commits.log(at="refs/heads/main")] == [second, first]
    assert [entry.id for entry in repo.commits.log(at=first)] == [first]


def test_a_folder_that_is_none_is_damage_and_no_traceback(repo: Repo) -> None:
    put(repo, a=b"1")
    text = git(repo.root, "rev-parse", "HEAD:a.md").strip()
    entry = b"40000 goals\0" + bytes.fromhex(text)
    for tree in (entry, b"100644 a.md"):  # a folder that is a file, and one that ends in the middle
        written = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
        made = subprocess.run(written, input=tree, cwd=repo.root, check=True, capture_output=True, text=False).stdout
        git(repo.root, "update-ref", "HEAD", git(repo.root, "commit-tree", made.decode().strip(), "-m", "x").strip())
        with pytest.raises(SurroundingsError, match="history is damaged") as damaged:
            repo.commits.files()
        assert damaged.value.hint == "repair it: coachlog doctor"


def test_contents_are_read_at_any_entry(repo: Repo) -> None:
    content = bytes(range(256)) * 3
    first = put(repo, a=content)
    put(repo, a=b"")
    (repo.root / "link").symlink_to("a.md")
    git(repo.root, "add", "link")
    git(repo.root, "commit", "-qm", "a link")
    assert repo.commits.contents(["a.md", "link", "none.md"]) == {"a.md": b"", "link": None, "none.md": None}
    assert repo.commits.contents(["a.md"], at=first) == {"a.md": content}
    assert repo.commits.contents(["a.md"], at="refs/heads/main") == {"a.md": b""}
    assert repo.commits.files() == ("a.md",)
    assert repo.commits.files(at=first) == ("a.md",)
    with pytest.raises(CoachlogError, match="names no entry"):
        repo.commits.contents(["a.md"], at="main:../x")


def test_many_long_names_are_no_long_command(repo: Repo) -> None:
    names = {f"goals/{'n' * 100}{number}.md": b"x" for number in range(200)}
    repo.writer.commit(names, "note", ME, NOW)
    assert repo.commits.contents([*names, "none.md"]) == names | {"none.md": None}
