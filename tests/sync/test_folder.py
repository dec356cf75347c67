"""A plain folder that both have: files that never change, whatever a drive does to them."""

import errno
import hashlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from coachlog.sync.bundle_folder import parse_bundle
from tests.support.two import GOAL, NOTE, Someone, Two, begin, clone
from tests.support.world import Run, git


@pytest.fixture
def two(tmp_path: Path, run: Run) -> Two:
    """Two people who share a log through a plain folder."""
    place = tmp_path / "Shared drive"
    robin = begin(tmp_path / "robin", run)
    made = robin("invite", "--folder", str(place))
    assert made.status == 0, made
    return Two(robin, clone(place, tmp_path / "sam", run), place)


def bundles(two: Two) -> list[Path]:
    return sorted(two.place.iterdir())


def test_what_both_wrote_comes_together_through_the_folder(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.sam.add(GOAL, "- 2026-11-11: from sam")
    assert two.robin.sync().out.endswith("1 change is in the shared folder for Sam. Nothing is waiting.\n")
    two.settle()
    assert "from robin" in two.sam.read(GOAL)
    assert two.robin.sync().out == "Everything you have is in the shared folder. Nothing is waiting.\n"


def test_the_folder_holds_nothing_but_files_that_name_their_writer(two: Two) -> None:
    assert all(path.is_file() and path.suffix == ".bundle" and "-mentor-" in path.name for path in bundles(two))


def test_the_files_of_one_writer_lean_on_each_other_and_are_small(two: Two) -> None:
    two.robin.write("assets/big.bin", hashlib.sha512(b"x").digest() * 1000 + bytes(range(256)) * 200)
    two.robin.sync()
    before = {path.name for path in bundles(two)}
    two.robin.add(GOAL, "- 2026-11-10: more")
    two.robin.sync()
    (new,) = {path for path in bundles(two) if path.name not in before}
    assert new.stat().st_size < 1500


@pytest.fixture
def awake() -> Iterator[Event]:
    """What a drive that is asleep waits for: the test's end."""
    end = Event()
    yield end
    end.set()


@pytest.mark.parametrize("act", ["is_dir", "iterdir", "lstat", "read_bytes"])
def test_a_drive_that_is_asleep_is_given_up(two: Two, act: str, awake: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    two.sam.add(GOAL, "- 2026-11-11: from sam")
    real = getattr(Path, act)

    def asleep(path: Path) -> object:
        if path.is_relative_to(two.place):
            awake.wait(60)
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr("coachlog.sync.bundle_folder.QUIET", 0.1)
        patch.setattr(Path, act, asleep)
        begun = time.monotonic()
        refused = two.sam("sync")
        assert time.monotonic() - begun < 2
    assert refused.status == 3
    assert refused.err == (
        "error: not shared: the shared folder does not answer; your work is safe, 1 change waits on this computer\n"
        "hint: try again in a while: coachlog sync\n"
    )
    two.settle()


def test_a_drive_that_falls_asleep_while_it_is_written_to_is_given_up(
    two: Two, awake: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    with monkeypatch.context() as patch:
        patch.setattr("coachlog.sync.bundle_folder.QUIET", 0.2)
        patch.setattr("coachlog.sync.bundle_folder.replace", lambda *_: awake.wait(60))
        refused = two.robin("sync")
    assert refused.status == 3
    assert "does not answer; your work is safe, 1 change waits" in refused.err
    two.settle()
    assert "from robin" in two.sam.read(GOAL)


def test_meet_waits_for_a_folder_no_longer_than_said(two: Two, awake: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    from coachlog.actions.exchange.share import fetch_quickly
    from coachlog.context import Context
    from coachlog.errors import SurroundingsError
    from coachlog.options import Options

    monkeypatch.setattr(Path, "iterdir", lambda _: awake.wait(60))
    begun = time.monotonic()
    with pytest.raises(SurroundingsError, match="does not answer"):
        fetch_quickly(Context(Options(log=str(two.sam.root), me="mentee")), 0.2)
    assert time.monotonic() - begun < 2


def test_copies_and_other_names_do_no_harm(two: Two, tmp_path: Path, run: Run) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    for number, path in enumerate(bundles(two)):
        shutil.copy(path, path.with_name(f"{path.stem} (1).bundle"))
        path.rename(two.place / f"x ({number}).bundle")
    assert two.sam.sync("--json").data["skipped"] == []
    two.settle()
    assert clone(two.place, tmp_path / "kim", run).files == two.robin.files


def test_half_of_a_file_is_named_and_waited_for(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    before = set(bundles(two))
    two.robin.sync()
    (new,) = set(bundles(two)) - before
    whole = new.read_bytes()
    for part in (whole[: len(whole) // 2], whole[:20], b""):
        new.write_bytes(part)
        done = two.sam.sync("--json")
        assert done.data["skipped"] == [new.name]
        assert "from robin" not in two.sam.read(GOAL)
    told = two.sam.sync().out
    assert new.name in told
    assert "Let the drive finish, then: coachlog sync. If it stays so, ask Robin to sync once." in told
    new.write_bytes(whole)
    assert two.sam.sync("--json").data["skipped"] == []
    two.demand_alike()


def half(path: Path, size: int | None = None) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 if size is None else size])


@pytest.mark.parametrize("size", [None, 20, 0])
def test_half_of_a_file_is_not_told_of_where_all_of_it_has_come_by_another(two: Two, size: int | None) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    before = set(bundles(two))
    two.robin.sync()
    (new,) = set(bundles(two)) - before
    two.sam.sync()
    half(new, size)
    for person in (two.sam, two.robin):
        done = person.sync("--json")
        assert done.data["skipped"] == []
    two.settle()


def share_twice(two: Two) -> Path:
    """Have the mentor share two changes; return the file that the second one's leans on."""
    known = set(bundles(two))
    two.robin.add(GOAL, "- 2026-11-10: first of robin")
    two.robin.sync()
    (early,) = set(bundles(two)) - known
    two.robin.add(GOAL, "- 2026-11-11: second of robin")
    two.robin.sync()
    return early


def test_a_writer_who_syncs_makes_good_what_has_not_come_whole(two: Two, tmp_path: Path, run: Run) -> None:
    early = share_twice(two)
    half(early)
    assert len(two.sam.sync("--json").data["skipped"]) == 2
    two.robin.sync()
    two.sam.sync()
    assert "second of robin" in two.sam.read(GOAL)
    two.settle()
    assert clone(two.place, tmp_path / "kim", run).files == two.robin.files


def test_the_only_file_of_a_folder_is_made_whole_by_its_writer(two: Two) -> None:
    (only,) = bundles(two)
    half(only)
    two.robin.sync()
    two.settle()


def test_an_old_file_that_is_not_whole_goes_where_a_newer_one_has_all_of_it(
    two: Two, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.sync.bundle_folder._CHAIN_AT_MOST", 1)
    early = share_twice(two)
    half(early)
    before = set(bundles(two))
    two.robin.sync()
    assert before - set(bundles(two)) == {early}
    assert clone(two.place, tmp_path / "kim", run).files == two.robin.files
    two.settle()


def test_a_strange_file_asks_nobody_to_sync(two: Two) -> None:
    (two.place / "holiday.bundle").write_text("not one")
    told = two.sam.sync().out
    assert "holiday.bundle" in told
    assert "ask Robin" not in told


def test_files_that_come_in_another_order_wait_for_those_they_lean_on(two: Two) -> None:
    early = share_twice(two)
    away = two.place.parent / early.name
    early.rename(away)
    assert len(two.sam.sync("--json").data["skipped"]) == 1
    assert "of robin" not in two.sam.read(GOAL)
    away.rename(early)
    assert two.sam.sync("--json").data["received"] == 2
    two.demand_alike()


def test_a_file_of_which_a_drive_has_only_the_name_yet_is_waited_for(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    known = set(bundles(two))
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    (new,) = set(bundles(two)) - known
    read = Path.read_bytes

    def only_the_name(self: Path) -> bytes:
        if self == new:
            raise OSError(errno.EIO, "the file is not on this computer")
        return read(self)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", only_the_name)
        told = two.sam.sync().out
    assert new.name in told
    assert "Let the drive finish, then: coachlog sync." in told
    assert "from robin" not in two.sam.read(GOAL)
    two.settle()
    assert "from robin" in two.sam.read(GOAL)


def test_who_joins_while_two_have_not_met_yet_gets_the_words_of_both(two: Two, tmp_path: Path, run: Run) -> None:
    known = set(bundles(two))
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    (late,) = set(bundles(two)) - known
    away = late.rename(two.place.parent / late.name)
    two.sam.change(NOTE, "- one", "- one\n- from sam")
    two.sam.sync()
    away.rename(late)
    kim = clone(two.place, tmp_path / "kim", run)
    assert "from robin" in kim.read(GOAL)
    assert "from sam" in kim.read(NOTE)
    kim.sync()
    two.settle()
    assert kim.sync().out.endswith("Nothing is waiting.\n")
    assert kim.files == two.robin.files


def test_what_is_no_part_of_the_log_is_left_alone(two: Two, tmp_path: Path) -> None:
    (two.place / "holiday.bundle").write_text("not one")
    (two.place / "notes.txt").write_text("not looked at")
    (two.place / "link.bundle").symlink_to(tmp_path / "robin" / "coachlog.yml")
    (two.place / ".hidden.bundle").write_text("not looked at")
    (two.place / ".x.bundle.icloud").write_text("what iCloud has not fetched yet")
    two.sam.add(GOAL, "- 2026-11-11: from sam")
    assert two.sam.sync("--json").data["skipped"] == [".x.bundle.icloud", "holiday.bundle", "link.bundle"]
    two.settle()


def test_a_damaged_file_is_not_taken(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    known = set(bundles(two))
    two.robin.sync()
    (new,) = set(bundles(two)) - known
    content = bytearray(new.read_bytes())
    content[-40] ^= 255
    content[-20:] = hashlib.sha1(content[content.find(b"\n\n") + 2 : -20], usedforsecurity=False).digest()
    new.write_bytes(bytes(content))
    assert two.sam.sync("--json").data["skipped"] == [new.name]
    two.sam.git("fsck")


def test_old_files_go_when_everybody_has_read_them(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachlog.sync.bundle_folder._CHAIN_AT_MOST", 2)
    for number in range(6):
        person = (two.robin, two.sam)[number % 2]
        person.add(GOAL, f"- 2026-11-1{number}: from {person.me}")
        person.sync()
    two.settle()
    assert len(bundles(two)) < 6
    assert len([path for path in bundles(two) if "-mentor-" in path.name]) >= 1


def test_old_files_stay_while_somebody_has_not_read_them(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachlog.sync.bundle_folder._CHAIN_AT_MOST", 2)
    for number in range(5):
        two.robin.add(GOAL, f"- 2026-11-1{number}: more")
        two.robin.sync()
    assert len(bundles(two)) == 6


def test_a_newcomer_gets_all_of_it_after_the_sweep(
    two: Two, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.sync.bundle_folder._CHAIN_AT_MOST", 2)
    for number in range(6):
        person = (two.robin, two.sam)[number % 2]
        person.add(GOAL, f"- 2026-11-1{number}: from {person.me}")
        person.sync()
    two.settle()
    assert clone(two.place, tmp_path / "kim", run).files == two.robin.files


def test_an_emptied_folder_is_filled_again_only_when_that_is_said(two: Two) -> None:
    for path in bundles(two):
        path.unlink()
    refused = two.robin("sync")
    assert refused.status == 3
    assert "coachlog sync --again" in refused.err
    two.robin.sync("--again")
    two.settle()


def test_a_folder_that_is_not_there_says_so(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.place.rename(two.place.with_name("away"))
    refused = two.robin("sync")
    assert refused.status == 3
    assert "is not there; your work is safe, 1 change waits on this computer" in refused.err


def test_another_log_in_the_folder_is_refused(two: Two, tmp_path: Path, run: Run) -> None:
    other = begin(tmp_path / "other", run)
    other.git("commit", "-q", "--amend", "-m", "another beginning")
    refused = other("invite", "--folder", str(two.place))
    assert refused.status == 3
    assert "another log is shared in that folder" in refused.err


def test_a_folder_with_two_logs_says_so_to_who_joins(two: Two, tmp_path: Path, run: Run) -> None:
    other = begin(tmp_path / "other", run)
    other.git("commit", "-q", "--amend", "-m", "another beginning")
    assert other("invite", "--folder", str(tmp_path / "elsewhere")).status == 0
    for path in (tmp_path / "elsewhere").iterdir():
        shutil.copy(path, two.place)
    refused = run("join", two.place, tmp_path / "kim")
    assert refused.status == 3
    assert "more than one log" in refused.err
    assert not (tmp_path / "kim").exists()
    two.settle()


def test_a_mentee_may_write_at_two_computers(two: Two, tmp_path: Path, run: Run) -> None:
    second = clone(two.place, tmp_path / "sams-other", run)
    two.sam.add(GOAL, "- 2026-11-10: at school")
    second.add(GOAL, "- 2026-11-11: at home")
    for person in (two.sam, second, two.robin, two.sam):
        person.sync()
    assert two.sam.files == second.files == two.robin.files


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# v2 git bundle\n\n",
        b"# v2 git bundle\n" + b"0" * 40 + b" refs/heads/main\n\nPACK",
        b"# v2 git bundle\n" + b"0" * 40 + b" refs/coachlog/out/000000000000/../../x/aaaaa\n\nPACK",
        b"# v2 git bundle\n" + b"0" * 40 + b" refs/coachlog/out/000000000000/mentor/aaaaa\nevil\n\nPACK",
        b"# v3 git bundle\n@object-format=sha256\n" + b"0" * 64 + b" refs/x\n\nPACK",
        b"# v2 git bundle\n" + b"x" * 70000 + b"\n\n",
    ],
)
def test_a_strange_file_is_none_of_a_logs(content: bytes) -> None:
    assert parse_bundle(Path("x.bundle"), content) is None


def test_what_lies_in_the_folder_can_be_read_by_git_itself(two: Two, tmp_path: Path) -> None:
    (path,) = bundles(two)
    git(two.sam.root, "bundle", "verify", str(path))
    assert isinstance(two.sam, Someone)
