"""`coachlog demo`: what it says to type next leads on in the example, and leaves a person's own pages alone."""

from pathlib import Path

import pytest

from tests.support.terminal import talk
from tests.support.world import Run


def test_the_example_is_gone_on_with_as_it_says(
    run: Run, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "example"
    shown = run("demo", folder)
    assert shown.status == 0
    assert "coachlog meet  " in shown.out  # as it is typed in the log's folder, to which the last lines lead
    folder = folder.rename(tmp_path / "moved")
    monkeypatch.chdir(folder / "robin-and-sam")
    assert "you: Robin Example (mentor)" in run("doctor").out
    again = run("report", "--no-edit")
    assert again.status == 0, again.err
    assert str(folder / "own" / "reflections") in again.out
    assert "peer-coaching-course" in run("work").out
    assert not (sealed / "coachlog" / "own").exists()
    monkeypatch.chdir(sealed)
    assert "peer-coaching-course" in run("work", "--log", folder / "robin-and-sam").out
    monkeypatch.setenv("COACHLOG_LOG", str(folder / "robin-and-sam"))
    assert "peer-coaching-course" in run("work").out


def test_a_log_of_ones_own_is_made_from_within_the_example(
    run: Run, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.commands.setup.demo._SHOWN", ())
    run("demo", tmp_path / "example")
    monkeypatch.chdir(tmp_path / "example" / "robin-and-sam")
    assert run("init", "--mentor", "Ana", "--mentee", "Ben", "--me", "mentor").status == 0
    assert (sealed / "coachlog" / "ben" / "coachlog.yml").is_file()
    for own in (tmp_path / "example" / "own", sealed / "coachlog" / "own"):
        refused = run("init", own / "log", "--mentor", "Ana", "--mentee", "Cleo", "--me", "mentor")
        assert (refused.status, refused.out) == (2, "")


@pytest.mark.linux
def test_who_watches_it_on_a_terminal_is_never_waited_for(sealed: Path, tmp_path: Path) -> None:
    status, screen = talk(["demo", str(tmp_path / "example")])
    assert status == 0
    assert "Which of these was it about" not in screen
    assert "How many minutes" not in screen
    assert "The end-of-quarter reflection, drafted from all of it:" in screen
