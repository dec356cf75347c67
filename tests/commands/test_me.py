"""`--me` names somebody in the log, wherever it is taken."""

from pathlib import Path

import pytest

from tests.support.world import Run


@pytest.mark.parametrize(
    "command",
    [
        *("", "steps", "goals", "lessons", "successes", "hours", "progress", "search ratios", "history", "agenda"),
        *("check", "news", "star", "terms", "status", "plan", "note words", "meet --no-edit", "report", "doctor"),
    ],
)
def test_somebody_who_is_not_in_the_log_is_refused(run: Run, example: Path, command: str) -> None:
    del example
    refused = run(*command.split(), "--me", "zed")
    assert refused.status == 2
    assert "nobody in this log is called `zed`" in refused.err
    assert run(*command.split(), "--me", "mentee").status in (0, 1)
