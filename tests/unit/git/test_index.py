"""The person's index follows each commit, and what they staged stays."""

import pytest

from coachlog.git.index import Index
from coachlog.git.repo import Repo
from tests.support.histories import ME, NOW, git, put


def test_the_persons_index_follows_and_what_they_staged_stays(repo: Repo) -> None:
    put(repo, a=b"1", b=b"1", c=b"1")
    (repo.root / "b.md").write_bytes(b"staged")
    git(repo.root, "add", "b.md")
    (repo.root / "new.md").write_bytes(b"staged too")
    git(repo.root, "add", "new.md")
    (repo.root / "c.md").unlink()
    put(repo, a=b"2", b=b"3", d=b"1")
    repo.writer.commit({"c.md": None}, "note", ME, NOW)
    assert repo.commits.files() == ("a.md", "b.md", "d.md")
    assert git(repo.root, "status", "--porcelain").splitlines() == ["MM b.md", "A  new.md"]
    assert git(repo.root, "show", ":b.md") == "staged"


def test_a_lock_on_the_persons_index_breaks_nothing(repo: Repo) -> None:
    put(repo, a=b"1")
    (repo.root / ".git" / "index.lock").touch()
    head = put(repo, a=b"2")
    assert repo.refs.head() == head
    (repo.root / ".git" / "index.lock").unlink()
    repo.index.update_paths(["a.md"], next(repo.commits.log(limit=1)).parents[0])
    assert git(repo.root, "status", "--porcelain") == ""


def test_the_persons_index_follows_all_that_came_while_it_was_locked(repo: Repo) -> None:
    (repo.root / ".git" / "coachlog").mkdir()
    put(repo, a=b"1", b=b"1")
    lock = repo.root / ".git" / "index.lock"
    lock.write_text("a git that waits for a message")
    put(repo, a=b"2")
    put(repo, b=b"2")
    assert git(repo.root, "status", "--porcelain") != ""
    lock.unlink()
    repo.index.catch_up()
    assert git(repo.root, "status", "--porcelain") == ""


def test_a_first_entry_beside_a_locked_index_is_there(repo: Repo) -> None:
    (repo.root / ".git" / "index.lock").write_text("a git that waits for a message")
    assert put(repo, a=b"1") == repo.refs.head()
    assert repo.commits.contents(["a.md"]) == {"a.md": b"1"}


def test_an_index_that_could_not_even_follow_to_the_first_entry_catches_up(repo: Repo) -> None:
    (repo.root / ".git" / "index.lock").write_text("held")
    put(repo, a=b"1")
    put(repo, b=b"2")
    (repo.root / ".git" / "index.lock").unlink()
    repo.index.catch_up()
    assert git(repo.root, "status", "--porcelain") == ""


def test_an_index_that_was_catching_up_when_the_command_was_killed_catches_up_later(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(repo, a=b"1")
    lock = repo.root / ".git" / "index.lock"
    lock.write_text("held")
    put(repo, a=b"2")
    lock.unlink()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Index, "update", killed)
        with pytest.raises(KeyboardInterrupt):
            repo.index.catch_up()
    repo.index.catch_up()
    assert git(repo.root, "status", "--porcelain") == ""
