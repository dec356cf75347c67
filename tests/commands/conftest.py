"""What the tests of several commands share."""

import sys
from pathlib import Path

import pytest

from coachlog.context import Context
from coachlog.render import asking


@pytest.fixture
def own(sealed: Path) -> Path:
    """The folder of the own pages."""
    return sealed / "coachlog" / "own"


@pytest.fixture
def reflections(own: Path) -> Path:
    """The folder of the own reflections."""
    return own / "reflections"


@pytest.fixture
def typed(monkeypatch):
    """Answer the prompts of a command in this process; returns the list of answers that wait, of which some raise."""
    answers = []

    def answer(_question, *_):
        words = answers.pop(0) if answers else "q"
        if isinstance(words, str):
            return words
        raise words

    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr("coachlog.render.asking.ask", answer)
    monkeypatch.setattr("coachlog.render.asking.ask_key", answer)
    monkeypatch.setenv("EDITOR", "true")
    return answers


@pytest.fixture
def begun(typed, monkeypatch):
    """Return, of each prompt, the words that stand in its line from the first."""
    answer, words = asking.ask, []
    monkeypatch.setattr(
        asking, "ask", lambda question, *rest: words.append([*rest, ""][2] if rest else "") or answer(question)
    )
    return words


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Have the person's editor be a program of some lines, in which `file` is the file's path."""

    def made(lines: str) -> None:
        program = tmp_path / "an editor.py"
        head = "import subprocess, sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\ntext = file.read_bytes()\n"
        program.write_text(head + lines, encoding="utf-8")
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{program}"')

    return made
