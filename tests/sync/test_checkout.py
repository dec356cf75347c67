"""An exchange that a disk, another program or a person's hand cuts into: the next command goes on from there."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachlog.git.process import Git, GitOutput
from coachlog.git.refs import Refs
from coachlog.git.remote import GitRemote
from coachlog.storage.files import Folder, replace
from coachlog.sync import checkout as advance
from tests.support.two import GOAL, NOTE, Two

PICTURE = "assets/board.png"
LIST = "assets/list.txt"
FULL = "fatal: unable to write file: No space left on device\n"


def both_wrote(two: Two) -> None:
    """Each has written in another part of the same note, and one has shared it."""
    two.robin.change(NOTE, "- one", "- one\n- robin-success")
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.robin.sync()
    two.sam.change(NOTE, "More words.", "sam-words.")


def cut_short(two: Two, monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    """Sam's exchange ends when its files have arrived up to one of them."""

    def half(self: Folder, contents: dict[str, bytes | None], _: object = None) -> None:
        for path in sorted(path for path in contents if path < before):
            (self.root / path).write_bytes(contents[path] or b"")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write_all", half)
        assert two.sam("sync").status == 130
    assert journal(two).exists()


def journal(two: Two) -> Path:
    return two.sam.root / ".git" / "coachlog" / "joining"


def fails_once(monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """Have git fail at the first call of its that begins so, as on a full disk."""
    call = Git.call
    failed: list[str] = []

    def failing(self: Git, *args: str, **more: Any) -> GitOutput:
        if args[: len(words)] == words and not failed:
            failed.append(args[0])
            return GitOutput(128, b"", FULL)
        return call(self, *args, **more)

    monkeypatch.setattr(Git, "call", failing)
    return failed


def at_first(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, act: Callable[[], Any], *, after: bool) -> None:
    """Have something happen once, just before or just after a step."""
    step: Callable[..., Any] = getattr(owner, name)
    done: list[str] = []

    def cut(*args: Any, **more: Any) -> Any:
        first = not done
        done.append(name)
        if first and not after:
            act()
        result = step(*args, **more)
        if first and after:
            act()
        return result

    monkeypatch.setattr(owner, name, cut)


def demand_all(two: Two) -> None:
    """Both have everything, once, and nothing is under way any more."""
    two.settle()
    for words in ("robin-success", "robin-evidence", "sam-words"):
        assert (two.sam.read(NOTE) + two.sam.read(GOAL)).count(words) == 1, words
    assert not journal(two).exists()


# A disk that is full in the middle


def test_words_between_blank_lines_typed_half_way_do_not_take_the_place_of_those_that_arrive(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.change(NOTE, "## Notes\n", "## Notes\n\nThen robin-words were said.\n")
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.robin.sync()
    cut_short(two, monkeypatch, before=NOTE)
    two.sam.change(NOTE, "## Notes\n", "## Notes\n\nThen sam-words were said.\n")
    two.settle()
    for words in ("robin-words", "sam-words", "robin-evidence"):
        assert "".join(map(bytes.decode, two.robin.files.values())).count(words) == 1


@pytest.mark.parametrize("before", [NOTE, "n"])
def test_what_arrives_by_taking_lines_away_half_way_is_taken_away_wherever_it_was_cut(
    two: Two, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    two.robin.change(NOTE, "\nFirst words. More words.\n", "")
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.robin.sync()
    cut_short(two, monkeypatch, before)
    two.sam.change(NOTE, "- one", "- one\n- sam-success")
    two.settle()
    assert "sam-success" in two.robin.read(NOTE)
    assert "First words" not in two.robin.read(NOTE)


def test_what_was_typed_into_a_list_half_way_lies_beside_the_new_one_for_both(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.write(LIST, "pens\nbooks\n")
    two.settle()
    two.robin.add(LIST, "chairs")
    two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
    two.robin.sync()
    cut_short(two, monkeypatch, before=GOAL)
    two.sam.write(LIST, "pens\n")
    two.sam.sync()
    assert two.sam.git("status", "--porcelain") == ""
    two.robin.sync()
    two.demand_alike()
    assert sorted(text for path, text in two.robin.files.items() if path.startswith("assets/")) == [
        b"pens\n",
        b"pens\nbooks\nchairs\n",
    ]


def test_where_both_cannot_be_brought_together_for_want_of_room_no_file_is_touched(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_wrote(two)
    assert two.sam("save").status == 0
    before, head = two.sam.files, two.sam.head
    failed = fails_once(monkeypatch, "fast-import")
    refused = two.sam("sync")
    assert (failed, refused.status) == (["fast-import"], 3)
    assert "this computer's disk is full" in refused.err
    assert (two.sam.files, two.sam.head) == (before, head)
    demand_all(two)


def test_where_the_files_have_come_and_the_history_cannot_follow_the_next_command_lets_it(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_wrote(two)
    assert two.sam("save").status == 0
    head = two.sam.head
    failed = fails_once(monkeypatch, "update-ref", "refs/heads/main")
    refused = two.sam("sync")
    assert (failed, refused.status) == (["update-ref"], 3)
    assert "robin-success" in two.sam.read(NOTE)
    assert two.sam.head == head
    assert two.sam("save").out == "Everything is kept already.\n"
    assert two.sam.git("status", "--porcelain") == ""
    demand_all(two)


def test_where_the_history_has_gone_on_and_git_does_not_know_yet_the_next_command_tells_it(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    both_wrote(two)
    at_first(monkeypatch, Refs, "update_branch", killed, after=True)
    assert two.sam("sync").status == 130
    assert journal(two).exists()
    assert two.sam.git("status", "--porcelain") != ""
    assert two.sam("save").out == "Everything is kept already.\n"
    assert two.sam.git("status", "--porcelain") == ""
    demand_all(two)


def test_a_remark_on_what_was_shared_that_cannot_be_written_is_left_to_git(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync
    failed: list[int] = []

    def full(handle: int) -> None:
        if not failed:
            failed.append(handle)
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    two.robin.sync()
    assert failed
    assert not list((two.robin.root / ".git" / "refs").rglob("*.lock"))
    two.settle()


# Another program that comes between


def test_a_name_that_another_git_holds_for_a_moment_is_waited_for(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.robin.add(GOAL, "- 2026-11-10: second")
    lock = two.robin.root / ".git" / "refs" / "coachlog" / "incoming" / "place.lock"

    def held() -> None:
        lock.touch()
        threading.Timer(0.3, lock.unlink).start()

    at_first(monkeypatch, GitRemote, "publish", held, after=True)
    assert two.robin.sync().out == "Sam will see 1 change. Nothing is waiting.\n"
    assert not lock.exists()
    two.settle()


def test_an_entry_that_plain_git_adds_while_files_arrive_stays_and_is_built_upon(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_wrote(two)
    at_first(
        monkeypatch,
        Refs,
        "update_branch",
        lambda: two.sam.git("commit", "-q", "--allow-empty", "-m", "by hand, just now"),
        after=False,
    )
    two.sam.sync()
    assert "by hand, just now" in two.sam.git("log", "--format=%s")
    demand_all(two)


def test_a_file_saved_at_the_last_moment_is_not_overwritten(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    both_wrote(two)

    def slow(target: Path, content: bytes) -> None:
        replace(target, content)
        two.sam.add(GOAL, "- 2026-11-11: typed just now")

    with monkeypatch.context() as patch:
        patch.setattr(advance, "replace", slow)
        refused = two.sam("sync")
    assert refused.status == 1
    assert "run the command again" in refused.err
    assert "robin-success" not in two.sam.read(NOTE)
    assert not journal(two).exists()
    demand_all(two)
    assert "typed just now" in two.robin.read(GOAL)


def test_somebody_who_goes_on_at_once_with_what_was_just_shared_is_no_trouble(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_wrote(two)
    two.robin.add(GOAL, "- 2026-11-12: robin-later")
    at_first(monkeypatch, GitRemote, "publish", two.robin.sync, after=True)
    assert "Robin will see 1 change. Nothing is waiting.\n" in two.sam.sync().out
    two.demand_alike()
    assert "robin-later" in two.sam.read(GOAL)
    demand_all(two)


# A person's hand, before the next command


def test_what_was_kept_by_plain_git_half_way_is_gone_on_from(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    both_wrote(two)
    cut_short(two, monkeypatch, before=NOTE)
    assert "robin-evidence" in two.sam.read(GOAL)
    two.sam.git("commit", "-qam", "by hand")
    assert two.sam("save").status == 0
    assert not journal(two).exists()
    demand_all(two)


def test_a_link_that_was_put_in_a_files_place_half_way_is_left_alone(
    two: Two, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    both_wrote(two)
    (tmp_path / "mine.md").write_text("somewhere else")
    cut_short(two, monkeypatch, before=GOAL)
    (two.sam.root / NOTE).unlink()
    (two.sam.root / NOTE).symlink_to(tmp_path / "mine.md")
    assert two.sam("save").status == 0
    assert (two.sam.root / NOTE).is_symlink()
    assert (tmp_path / "mine.md").read_text() == "somewhere else"
    assert "robin-evidence" in two.sam.read(GOAL)
    assert not journal(two).exists()
    (two.sam.root / NOTE).unlink()
    two.sam.git("checkout", "-q", "HEAD", "--", NOTE)
    demand_all(two)


def test_a_picture_saved_half_way_is_there_beside_the_one_that_arrives(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.write(PICTURE, b"\x89PNG\0first")
    two.settle()
    both_wrote(two)
    two.robin.write(PICTURE, b"\x89PNG\0robin")
    two.robin.sync()
    cut_short(two, monkeypatch, before=PICTURE)
    two.sam.write(PICTURE, b"\x89PNG\0sam")
    assert two.sam("save").status == 0
    demand_all(two)
    pictures = {content for path, content in two.robin.files.items() if path.startswith("assets/board")}
    assert pictures == {b"\x89PNG\0robin", b"\x89PNG\0sam"}
