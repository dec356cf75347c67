"""A document that is gone by hand: asked about or told before it is shared, and brought back by one command."""

import re
from pathlib import Path

import pytest

from coachlog.context import Context
from tests.support.two import GOAL, NOTE, Someone, Two

AWAY = "plans/2026-fall.md"


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, answer: bool) -> list[str]:
    asked: list[str] = []
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.render.asking.read_line", lambda *_: "")
    monkeypatch.setattr("coachlog.render.asking.confirm", lambda question, **_: asked.append(question) or answer)
    return asked


def type_what_is_named(person: Someone, told: str) -> None:
    command = re.search(r"coachlog (?:--me \w+ )?(undo --deleted(?: \S+)?)", told)
    assert command
    done = person(*command[1].rstrip(";.").split())
    assert done.status == 0, done


@pytest.mark.one_in(2)
@pytest.mark.parametrize("path", [GOAL, NOTE, AWAY])
@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("command", ["sync", "save"])
def test_without_a_terminal_it_is_told_and_comes_back(path: str, moved: bool, command: str, two: Two) -> None:
    two.robin.write(AWAY, "---\ntype: plan\n---\n\n# The plan\n")
    two.settle()
    words = two.robin.read(path)
    place = two.robin.root / path
    if moved:
        place.rename(two.robin.root.parent / "elsewhere.md")
    else:
        place.unlink()
    told = two.robin(command)
    assert told.status == 0
    assert path in told.err
    two.robin.sync()
    two.sam.sync()
    assert path not in two.sam.files
    type_what_is_named(two.robin, told.err)
    assert two.robin.read(path) == words
    two.settle()
    assert two.sam.read(path) == words


@pytest.mark.parametrize("command", ["sync", "save"])
def test_on_a_terminal_one_is_asked_about(command: str, two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    (two.robin.root / GOAL).unlink()
    asked = on_a_terminal(monkeypatch, answer=False)
    refused = two.robin(command)
    assert refused.status == 1
    assert asked == [f"Since the last save: 1 document gone ({GOAL}). Save it so?"]
    assert GOAL in two.sam.files
    type_what_is_named(two.robin, refused.err)
    assert GOAL in two.robin.files
    (two.robin.root / GOAL).unlink()
    on_a_terminal(monkeypatch, answer=True)
    assert two.robin(command).status == 0


def test_many_are_refused_named_by_the_doctor_and_come_back(two: Two) -> None:
    paths = [f"goals/goal-{number}aaaa.md" for number in range(10)]
    for path in paths:
        two.robin.write(path, "# Goal\n")
    two.robin.sync()
    for path in paths:
        (two.robin.root / path).unlink()
    two.robin.change(NOTE, "- one", "- one more")
    refused = two.robin("save")
    assert refused.status == 1
    assert "10 documents gone" in refused.err
    assert "save --yes" in refused.err
    doctor = two.robin("doctor")
    assert "10 documents" in doctor.out
    type_what_is_named(two.robin, doctor.out)
    assert set(paths) <= two.robin.files.keys()
    assert "one more" in two.robin.read(NOTE)
    assert "gone" not in two.robin("doctor").out


def test_a_new_name_is_no_loss_and_needs_no_answer(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    (two.robin.root / GOAL).rename(two.robin.root / "goals/ask-much-more-k3f9x.md")
    asked = on_a_terminal(monkeypatch, answer=False)
    assert two.robin("save").status == 0
    assert asked == []


def test_what_is_not_known_is_refused_and_an_undo_takes_a_return_back(two: Two) -> None:
    assert "no deleted document" in two.robin("undo", "--deleted").err
    assert "no deleted document `x`" in two.robin("undo", "--deleted", "x").err
    assert "undo --deleted" in two.robin("undo", GOAL).err
    (two.robin.root / GOAL).unlink()
    two.robin("save")
    assert two.robin("undo", "--deleted", "ask-more", "--json").data == {"paths": [GOAL]}
    assert two.robin("undo").status == 0
    assert GOAL not in two.robin.files


def test_an_invitation_asks_too(two: Two, tmp_path: Path) -> None:
    (two.robin.root / GOAL).unlink()
    told = two.robin("invite", "--folder", str(tmp_path / "shared"))
    assert f"undo --deleted {GOAL}" in told.err
