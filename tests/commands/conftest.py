"""What the tests of several commands share."""

import pytest

from coachlog.context import Context


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
