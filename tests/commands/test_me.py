"""`--me` names somebody in the log, wherever it is taken."""

from pathlib import Path

import pytest

from tests.support.world import Run


@pytest.mark.parametrize(
    "command",
    [
        *("", "steps", "goals", "lessons", "successes", "hours", "progress", "search ratios", "history", "agenda"),
        *("check", "news", "star", "terms", "status", "plan", "note words", "meet --no-edit", "report", "doctor"),
        *("logs", "frameworks", "frameworks show casel", "prompts", "private", "private words", "work", "readings"),
        *("evidence", "people", "students"),
    ],
)
def test_somebody_who_is_not_in_the_log_is_refused(run: Run, example: Path, command: str) -> None:
    del example
    refused = run(*command.split(), "--me", "zed")
    assert refused.status == 2
    assert "nobody in this log is called `zed`" in refused.err
    assert run(*command.split(), "--me", "mentee").status in (0, 1)


@pytest.mark.parametrize("command", ["goals --all-logs", "logs", "frameworks", "work", ""])
def test_of_several_logs_one_has_to_know_the_person(run: Run, sealed: Path, command: str) -> None:
    run("init", "--mentor", "Ana Ruiz", "--mentee", "Ben Ito", "--me", "mentor")
    run("init", "--person", "lee=Lee Park:coach", "--person", "ana=Ana Ruiz:teacher", "--me", "ana")
    assert sealed.exists()
    refused = run(*command.split(), "--me", "zed")
    assert refused.status == 2
    assert "nobody in your logs is called `zed`" in refused.err
    for known in ("lee", "ben"):
        assert "nobody in your logs" not in run(*command.split(), "--me", known).err


def test_who_is_new_is_in_no_log_yet(run: Run, example: Path) -> None:
    made = run(
        "init", example.parent / "other", "--person", "zed=Zed Y:coach", "--person", "ana=Ana:teacher", "--me", "zed"
    )
    assert made.status == 0, made.err
