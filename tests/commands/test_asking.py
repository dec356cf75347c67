"""What a command needs in words it asks for on a terminal, where no shell changes a sign of them."""

from pathlib import Path

import pytest

from tests.support.terminal import talk
from tests.support.world import Run

WORDS = 'Period 3 did it! "Look", they said: it\'s $5, 100% & `more`'
GOAL = "explain-why-it-is-proportional-p5v8h"


def kept(root: Path) -> str:
    return "".join(path.read_text("utf-8").replace("\\", "") for path in root.rglob("*.md"))


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["note"], "What happened?"),
        (["note", "--in", "successes"], "What happened?"),
        (["steps", "add"], "What is to be done?"),
        (["goals", "update", GOAL], "What was seen?"),
        (["private"], "What did you notice?"),
    ],
)
def test_on_a_terminal_the_words_are_asked_for_and_kept_as_typed(
    words: list[str], question: str, example: Path, sealed: Path
) -> None:
    status, screen = talk(words, [WORDS])
    assert status == 0, screen
    assert question in screen
    assert WORDS in kept(sealed if words == ["private"] else example)


def test_no_answer_is_no_line(example: Path) -> None:
    before = kept(example)
    status, screen = talk(["note"], [""])
    assert status == 2, screen
    assert "there is nothing to write down" in screen
    assert kept(example) == before
    status, screen = talk(["private"], [""])
    assert status == 0, screen


@pytest.mark.parametrize("words", [["note"], ["steps", "add"], ["goals", "update", GOAL]])
def test_without_a_terminal_it_is_refused_with_what_to_type(words: list[str], run: Run, example: Path) -> None:
    result = run(*words)
    assert result.status == 2
    assert "hint: " in result.err
    assert "coachlog" in result.err
