"""A log whose settings are gone or can't be read stays a log, and gets them back from its history."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.two import SETTINGS, Two
from tests.support.world import Run

FILE = "coachlog.yml"


def gone(path: Path) -> None:
    path.unlink()


def link(path: Path) -> None:
    path.unlink()
    path.symlink_to("README.md")


def link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nothing")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "words.md").write_text("My words.\n", encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def zeros(path: Path) -> None:  # what a power cut leaves
    path.write_bytes(bytes(200))


def other_letters(path: Path) -> None:
    path.write_bytes("title: Möglich\n".encode("utf-16"))


ODD = (gone, link, link_to_nothing, folder, empty, zeros, other_letters)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("command", [("goals",), ("note", "It worked", "--in", "successes"), ("sync",), ("doctor",)])
@pytest.mark.parametrize("spoil", ODD)
def test_the_settings_come_back_from_the_history(two: Two, spoil: Callable[[Path], None], command: tuple[str]) -> None:
    spoil(two.robin.root / FILE)
    done = two.robin(*command)
    assert done.status == 0, done
    assert "brought back from the history" in done.err
    assert two.robin.read(FILE) == SETTINGS
    assert "brought back" not in two.robin("goals").err


@pytest.mark.parametrize("spoil", [folder, other_letters])
def test_what_was_in_their_place_is_kept_beside_them(two: Two, spoil: Callable[[Path], None]) -> None:
    spoil(two.robin.root / FILE)
    before = {path.name: path.read_bytes() for path in (two.robin.root / FILE).rglob("*")} or two.robin.files[FILE]
    assert f"{FILE}-2" in two.robin("goals").err
    aside = two.robin.root / f"{FILE}-2"
    assert before == ({path.name: path.read_bytes() for path in aside.rglob("*")} or aside.read_bytes())


@pytest.mark.one_in(2)
@pytest.mark.parametrize("spoil", ODD)
def test_a_partners_plain_git_takes_no_log_away(two: Two, spoil: Callable[[Path], None]) -> None:
    spoil(two.sam.root / FILE)
    two.sam.git("add", "-A")
    two.sam.git("commit", "-q", "-m", "x")
    two.sam.git("push", "-q", str(two.place), "main")
    two.robin.write("goals/wait-x2p7d.md", "---\ntype: goal\n---\n\n# Wait\n")
    assert two.robin("sync").status == 0
    for person in (two.robin, two.sam, two.robin, two.sam):
        assert person("goals").status == 0
        person.sync()
    assert two.robin.read(FILE) == two.sam.read(FILE) == SETTINGS
    assert two.robin.head == two.sam.head


def test_the_log_is_found_from_its_folders_and_by_its_name(two: Two, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (two.sam.root / FILE).unlink()
    monkeypatch.chdir(two.sam.root / "goals")
    assert "Ask more" in run("goals").out
    assert two.sam.read(FILE) == SETTINGS


def test_settings_that_a_person_is_typing_are_left_alone(two: Two) -> None:
    two.robin.write(FILE, SETTINGS + "terms: [\n")
    refused = two.robin("goals")
    assert refused.status == 1
    assert f"{FILE}:" in refused.err
    assert two.robin.read(FILE) == SETTINGS + "terms: [\n"


def test_a_log_that_never_had_any_says_so(two: Two, run: Run) -> None:
    two.robin.git("update-ref", "-d", "HEAD")
    (two.robin.root / FILE).unlink()
    refused = run("note", "x", "--in", "successes", "--log", two.robin.root)
    assert refused.status == 1
    assert "names no people" in refused.err
