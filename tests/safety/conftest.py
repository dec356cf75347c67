"""What the tests of safety share."""

import pytest

from coachlog.context import Context


@pytest.fixture
def someone(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Somebody at a terminal, who answers so in turn; what they were asked for is taken off."""
    answers: list[bool] = []
    monkeypatch.setattr("coachlog.actions.exchange.privacy_gate.ask_for_students", lambda _: None)
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "confirm", lambda *_, **__: answers.pop(0))
    return answers
