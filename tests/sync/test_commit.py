"""The transaction: files first, then the history; nothing is lost on the way, whenever it is cut short."""

import errno
import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.commit_writer import CommitWriter
from coachlog.git.commits import Author, CommitDraft
from coachlog.git.errors import HeadMoved
from coachlog.git.process import Git
from coachlog.git.repo import Repo
from coachlog.storage.files import FileChanged, PathOutsideFolder
from coachlog.sync.commit import LogWriter
from tests.support.figures import times
from tests.support.killing import KILLED, die_at, in_child

ME = Author("Mentor", "mentor@coachlog.invalid")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    root.mkdir()
    Repo.create(root)
    return root


def writer(root: Path) -> LogWriter:
    return LogWriter(Repo(root), lambda: ME, lambda: datetime.now(UTC))


def save(root: Path, **contents: bytes | None) -> None:
    """Write `name`.md through a change."""
    with writer(root).change("Note: 1 file") as change:
        for name, content in contents.items():
            if content is None:
                change.remove(f"{name}.md")
            else:
                change.write(f"{name}.md", content)


def git(root: Path, *args: str) -> str:
    """Git as the person runs it."""
    who = ("-c", "user.name=Person", "-c", "user.email=p@x.invalid")
    return subprocess.run(["git", *who, *args], cwd=root, check=True, capture_output=True, text=True).stdout


def messages(root: Path) -> list[str]:
    return [entry.message for entry in Repo(root).commits.log()]


def on_disk(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def in_history(root: Path) -> dict[str, bytes | None]:
    commits = Repo(root).commits
    return commits.contents(commits.files())


def every_version(root: Path) -> bytes:
    """All that the history ever held."""
    return subprocess.run(["git", "log", "-p", "--text", "--format="], cwd=root, check=True, capture_output=True).stdout


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []
    start = Git.start

    def count(self: Git, *args: str, **more: Any) -> Any:
        calls.append(args[0])
        return start(self, *args, **more)

    monkeypatch.setattr(Git, "start", count)
    return calls


# An ordinary change


def test_a_change_is_on_the_disk_and_in_the_history(root: Path) -> None:
    with writer(root).change("Note: 2 files") as change:
        change.write("a.md", b"\xff\r\n")
        change.write("goals/b.md", b"b")
        assert change.read("a.md") == b"\xff\r\n"
        assert on_disk(root) == {}
    assert on_disk(root) == in_history(root) == {"a.md": b"\xff\r\n", "goals/b.md": b"b"}
    (entry,) = Repo(root).commits.log()
    assert (entry.message, entry.author, change.commits, change.hand_edits) == ("Note: 2 files", ME, [entry.id], ())
    assert git(root, "status", "--porcelain") == ""


def test_the_message_may_be_said_later_and_a_file_removed(root: Path) -> None:
    save(root, a=b"1", b=b"1")
    with writer(root).change("x") as change:
        change.remove("a.md")
        assert change.read("a.md") is None
        assert change.read("b.md") == b"1"
        change.message = "Removed: 1 file"
    assert on_disk(root) == in_history(root) == {"b.md": b"1"}
    assert messages(root)[0] == "Removed: 1 file"


def test_an_exception_leaves_everything_as_it_was(root: Path) -> None:
    save(root, a=b"1")
    with pytest.raises(ZeroDivisionError), writer(root).change("x") as change:  # noqa: PT012 - two things happen
        change.write("a.md", b"2")
        raise ZeroDivisionError
    assert on_disk(root) == in_history(root) == {"a.md": b"1"}


def test_nothing_to_do_is_nothing_done(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(root, a=b"1")
    calls = counted(monkeypatch)
    save(root)
    assert calls == []
    save(root, a=b"1")
    assert calls == ["cat-file"]
    assert len(messages(root)) == 1


def test_an_ordinary_change_starts_git_four_times(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(root, a=b"1")
    calls = counted(monkeypatch)
    save(root, a=b"2")
    assert calls == ["cat-file", "fast-import", "ls-files", "update-index"]


def test_paths_that_lead_out_are_refused_at_once(root: Path, tmp_path: Path) -> None:
    (root / "link.md").symlink_to(tmp_path / "x")
    with writer(root).change("x") as change:
        for rel in ("../x.md", ".git/config", "link.md"):
            for act in (change.read, change.remove, lambda path: change.write(path, b"x")):
                with pytest.raises(PathOutsideFolder):
                    act(rel)
    with pytest.raises(PathOutsideFolder):
        writer(root).remember(["../x.md"])
    with pytest.raises(PathOutsideFolder):
        writer(root).commit_edits(["link.md"], "x")


# What a person typed meanwhile


def test_a_hand_edit_is_an_entry_of_its_own_first(root: Path) -> None:
    save(root, a=b"1", b=b"1", c=b"1")
    (root / "a.md").write_bytes(b"by hand \xff")
    (root / "b.md").unlink()
    (root / "c.md").write_bytes(b"elsewhere")
    with writer(root).change("Note: 2 files") as change:
        change.write("a.md", b"ours")
        change.write("b.md", b"ours")
    assert messages(root) == ["Note: 2 files", "Kept by hand: 2 files", "Note: 1 file"]
    assert sorted(change.hand_edits) == ["a.md", "b.md"]
    assert len(change.commits) == 2
    assert Repo(root).commits.contents(["a.md", "b.md"], at=change.commits[0]) == {
        "a.md": b"by hand \xff",
        "b.md": None,
    }
    assert Repo(root).worktree.changed_files() == ("c.md",)


def test_a_hand_edit_that_says_the_same_is_one_entry(root: Path) -> None:
    (root / "a.md").write_bytes(b"same")
    save(root, a=b"same")
    assert messages(root) == ["Kept by hand: 1 file"]


def test_a_file_saved_while_a_command_worked_on_it_is_not_overwritten(root: Path) -> None:
    save(root, a=b"1", b=b"1")
    with pytest.raises(FileChanged, match=r"a\.md"), writer(root).change("x") as change:  # noqa: PT012
        change.write("b.md", b"2")
        change.write("a.md", (change.read("a.md") or b"") + b"2")
        (root / "a.md").write_bytes(b"by hand")
    assert on_disk(root) == {"a.md": b"by hand", "b.md": b"1"}
    with writer(root).change("x") as change:
        change.write("a.md", (change.read("a.md") or b"") + b"2")
    assert on_disk(root) == in_history(root) == {"a.md": b"by hand2", "b.md": b"1"}
    assert messages(root)[:2] == ["x", "Kept by hand: 1 file"]


def test_what_a_person_staged_stays_staged(root: Path) -> None:
    save(root, a=b"1")
    (root / "mine.md").write_bytes(b"staged")
    git(root, "add", "mine.md")
    save(root, a=b"2")
    assert Repo(root).commits.files() == ("a.md",)
    assert git(root, "status", "--porcelain") == "A  mine.md\n"


def test_a_window_is_remembered_by_every_later_change(root: Path) -> None:
    save(root, a=b"1", b=b"1")
    writer(root).remember(["a.md", "b.md"])
    writer(root).remember(["b.md"])
    for text in (b"2", b"3"):
        (root / "a.md").write_bytes(text)
        with writer(root).change("x") as change:
            pass
        assert change.hand_edits == ("a.md",)
        assert in_history(root)["a.md"] == text
    (root / "a.md").unlink()
    save(root)
    assert in_history(root)["a.md"] == b"3"
    (root / "a.md").symlink_to("/etc/passwd")
    save(root)
    assert in_history(root)["a.md"] == b"3"
    writer(root).remember([f"{number}.md" for number in range(30)])
    assert len((root / ".git" / "coachlog" / "open").read_text().splitlines()) == 20


def test_save_keeps_all_or_what_it_is_told(root: Path) -> None:
    save(root, a=b"1", b=b"1")
    (root / "a.md").write_bytes(b"2")
    (root / "b.md").unlink()
    (root / "new \xe9.md").write_bytes(b"2")
    (root / "link.md").symlink_to("a.md")
    assert writer(root).commit_edits(["a.md"], "Edited: 1 file").hand_edits == ("a.md",)
    kept = writer(root).commit_edits(None, "Saved: 2 files")
    assert sorted(kept.hand_edits) == ["b.md", "new \xe9.md"]
    assert on_disk(root) | {} == in_history(root) | {"link.md": b"2"}
    assert messages(root)[:2] == ["Saved: 2 files", "Edited: 1 file"]
    assert writer(root).commit_edits(None, "Saved").commits == []


# Trouble


def test_who_is_unknown_or_where_nothing_can_be_saved_nothing_is_written(root: Path, tmp_path: Path) -> None:
    def unknown() -> NoReturn:
        raise CoachlogError("who are you?")

    stranger = LogWriter(Repo(root), unknown, lambda: datetime.now(UTC))
    with pytest.raises(CoachlogError, match="who are you"), stranger.change("x") as change:
        change.write("a.md", b"1")
    save(root, a=b"1")
    (root / ".git" / "REVERT_HEAD").write_text("")
    with pytest.raises(CoachlogError, match="not finished"):
        save(root, a=b"2")
    with pytest.raises(SurroundingsError, match="has no history"):
        save(tmp_path, a=b"2")
    assert on_disk(root) == {"a.md": b"1"}


def test_a_missing_git_is_found_before_a_file_is_touched(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(root, a=b"1")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SurroundingsError, match="not installed"):
        save(root, a=b"2")
    assert on_disk(root) == {"a.md": b"1"}


def test_a_failing_disk_at_any_step_leaves_old_or_new(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(root, a=b"old", b=b"old")
    for name in ("fsync", "replace"):
        for step in range(1, 20):
            text, left, real = f"{name} {step}".encode(), step, getattr(os, name)

            def failing(*args: Any, real: Callable[..., Any] = real) -> Any:
                nonlocal left
                left -= 1
                if left == 0:
                    raise OSError(errno.ENOSPC, "full")
                return real(*args)

            before = on_disk(root)
            with monkeypatch.context() as patch:
                patch.setattr(os, name, failing)
                try:
                    save(root, a=text, b=text)
                except SurroundingsError as error:
                    assert "the disk is full" in error.sentence  # noqa: PT017 - some steps pass
                else:
                    break
            for path, content in on_disk(root).items():
                assert content in (before[path], text)
            save(root)
            assert not list((root / ".git" / "coachlog").glob(".coachlog-*"))
        else:
            pytest.fail("never got through")
    save(root)
    assert Repo(root).worktree.changed_files() == ()


def test_another_tool_that_was_quicker_is_built_upon(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(root, a=b"1")
    commit_all, theirs = CommitWriter.commit_all, [b"theirs"]

    def slow(self: CommitWriter, *args: Any, **more: Any) -> list[str | None]:
        while theirs:
            commit_all(self, [CommitDraft({"other.md": theirs.pop()}, "theirs", ME, datetime.now(UTC))])
        return commit_all(self, *args, **more)

    monkeypatch.setattr(CommitWriter, "commit_all", slow)
    save(root, a=b"2")
    assert in_history(root) == {"a.md": b"2", "other.md": b"theirs"}

    def hopeless(self: CommitWriter, *args: Any, **more: Any) -> list[str | None]:
        raise HeadMoved

    monkeypatch.setattr(CommitWriter, "commit_all", hopeless)
    with pytest.raises(HeadMoved):
        save(root, a=b"3")
    monkeypatch.undo()
    save(root)
    assert messages(root)[0] == "Recovered: 1 file"
    assert in_history(root)["a.md"] == b"3"


def test_ten_at_once_lose_no_line(root: Path) -> None:
    save(root, a=b"")

    def line(number: int) -> None:
        with writer(root).change("Note: 1 line") as change:
            change.write("a.md", (change.read("a.md") or b"") + b"line %d\n" % number)

    children = []
    for number in range(10):
        child = os.fork()
        if child == 0:
            status = 1
            with suppress(BaseException):
                line(number)
                status = 0
            os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 10
    assert sorted(on_disk(root)["a.md"].splitlines()) == sorted(b"line %d" % number for number in range(10))
    assert len(messages(root)) == 11
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
def test_killed_at_any_step_nothing_is_lost_and_the_next_change_heals(tmp_path: Path) -> None:
    home = tmp_path / "seed"
    home.mkdir()
    Repo.create(home)
    save(home, a=b"old a\n", b=b"old b\n", c=b"old c\n")
    (home / "mine.md").write_bytes(b"staged\n")
    git(home, "add", "mine.md")
    (home / "a.md").write_bytes(b"by hand\n")
    (home / "c.md").write_bytes(b"by hand too\n")
    survived = False
    for step in range(1, 500, times(5, 1)):
        root = tmp_path / f"log{step}"
        subprocess.run(["cp", "-a", home, root], check=True)

        def dying(root: Path = root, step: int = step) -> None:
            die_at(step, "replace", "fsync", "unlink", "open")
            save(root, a=b"ours\n", b=None, c=b"ours too\n", d=b"ours new\n")

        status = in_child(dying)
        assert status in {0, KILLED}
        whole = on_disk(root)
        assert whole.get("a.md") in {b"by hand\n", b"ours\n"}
        assert whole.get("b.md") in {b"old b\n", None}
        assert whole.get("c.md") in {b"by hand too\n", b"ours too\n"}
        assert whole.get("d.md") in {b"ours new\n", None}
        save(root, a=b"next\n", c=b"next too\n")
        assert on_disk(root) == in_history(root) | {"mine.md": b"staged\n"}
        words = every_version(root)
        assert b"by hand\n" in words
        assert b"by hand too\n" in words
        assert b"old b\n" in words
        assert git(root, "status", "--porcelain") == "A  mine.md\n"
        assert "error" not in git(root, "fsck")
        assert {path.name for path in (root / ".git" / "coachlog").iterdir()} == {"lock"}
        if status == 0:
            survived = True
            break
        subprocess.run(["rm", "-rf", root], check=True)
    assert survived
    assert step > 50
