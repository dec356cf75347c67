"""What a command needs in words it asks for on a terminal, where no shell changes a sign of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from coachlog.cli import app
from coachlog.commands import COMMANDS
from tests.support.terminal import talk
from tests.support.world import Run

WORDS = 'Period 3 did it! "Look", they said: it\'s $5, 100% & `more`'
GOAL = "explain-why-it-is-proportional-p5v8h"


def kept(root: Path) -> str:
    return "".join(path.read_text("utf-8").replace("\\", "") for path in root.rglob("*.md"))


@pytest.mark.one_in(2)
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


def required_arguments() -> Iterator[tuple[str, str]]:
    root: Any = get_command(app)
    for row in COMMANDS:
        if not row.hidden:
            command = root.get_command(None, row.name)
            for name in ("", *getattr(command, "subcommands", ())):
                part = command.get_command(None, name) if name else command
                for argument in part.params:
                    if argument.param_type_name == "argument" and argument.required:
                        yield f"{row.name} {name}".strip(), argument.metavar
                        break


@pytest.mark.parametrize(("words", "what"), [*required_arguments()])
def test_on_a_terminal_what_a_command_cannot_do_without_is_asked_for(
    words: str, what: str, run: Run, answer: Callable[..., list[str]]
) -> None:
    assert run(*words.split()).status == 2
    asked = answer("")
    result = run(*words.split())
    assert len(asked) == 1, result.err
    assert asked[0].startswith("Which ")
    assert (result.status, result.out) == (2, "")
    assert "missing: " in result.err
    assert f"{words} {what}" in result.err or "|" in what


def test_what_is_answered_is_taken_as_if_it_had_been_typed(example: Path, run: Run) -> None:
    status, screen = talk(["goals", "show"], ["explain-why"])
    assert status == 0, screen
    assert "Explain why a relationship is proportional" in screen
    status, screen = talk(["plan", "add"], ["norms", "- --all of it, as typed"])
    assert status == 0, screen
    assert "--all of it, as typed" in kept(example)
    assert run("steps", "done", "--json").status == 2
