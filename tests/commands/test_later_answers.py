"""`coachlog receive` of an answer that says something else than one before it."""

import json
from pathlib import Path

import pytest

from tests.support.letter_log import answered, letter_log
from tests.support.world import Run


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with one note, and steps of both."""
    return letter_log(tmp_path, monkeypatch)


def test_an_answer_that_returns_to_an_earlier_one_counts(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    box = {"x": "- [x] @mentee Try the exit ticket", " ": "- [ ] @mentee Try the exit ticket"}

    def stands(mark: str) -> bool:
        return box[mark] in (log / "meetings" / "2026-11-12.md").read_text()

    answered(run, tmp_path, "1) ❌\n")
    answered(run, tmp_path, "1) 👍\n")
    assert stands("x")
    answers = answered(run, tmp_path, "1) ❌\n2) They laughed\n")
    assert answers["steps"] == ["aaaaa"]
    assert stands(" ")
    assert answered(run, tmp_path, "1. done\n")["steps"] == ["aaaaa"]
    assert answered(run, tmp_path, "1. nope\n")["steps"] == ["aaaaa"]
    assert stands(" ")
    run("steps", "done", "aaaaa")
    assert answered(run, tmp_path, "1: no\n")["steps"] == ["aaaaa"]
    (tmp_path / "reply.txt").write_text("1) 👍\n")
    told = run("receive", str(tmp_path / "reply.txt")).out
    assert "is in the log already" in told
    assert "something else was said or set of “Try the exit ticket”: coachlog steps --all" in told
    assert stands(" ")


def test_a_pages_box_that_is_ticked_anew_counts_and_one_that_stayed_does_not(
    run: Run, log: Path, tmp_path: Path
) -> None:
    mark = run("send", "--json").data["mark"]

    def save(done: list[int], win: str) -> list[str]:
        text = json.dumps({"coachlog": 1, "letter": mark, "done": done, "said": {"2": win}})
        return answered(run, tmp_path, text)["steps"]

    assert save([1], "A win") == ["aaaaa"]
    run("steps", "reopen", "aaaaa")
    assert save([1], "A win, and another") == []
    run("steps", "done", "aaaaa")
    assert save([], "A win, and more") == ["aaaaa"]
    assert save([], "A win, and still more") == []
    assert save([1], "A win, and the end") == ["aaaaa"]
