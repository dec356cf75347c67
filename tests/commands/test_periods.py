"""`successes`, `hours` and `progress` of a period: they only read, and say what cannot be read."""

import pytest

from tests.support.world import git


@pytest.mark.parametrize("command", ["successes", "hours", "progress"])
def test_reading_commands_write_nothing(example, run, command):
    assert run(command).status == 0
    assert git(example, "status", "--porcelain") == ""


@pytest.mark.parametrize("command", ["successes", "hours", "progress"])
def test_a_period_that_does_not_exist_is_a_usage_error(example, run, command):
    result = run(command, "2026-q9")
    assert result.status == 2
    assert "there is no term `2026-q9`" in result.err
    assert "hint: " in result.err


def test_before_the_first_term_none_has_ended(example, run):
    for words in ("last", "last term"):
        assert "no term has ended yet" in run("hours", words, "--today", "2026-11-19").err
    assert run("hours", "october", "--json").data == run("hours", "2026-10", "--json").data


@pytest.mark.parametrize("command", ["successes", "hours", "progress"])
def test_a_note_that_cannot_be_read_is_told_of(example, run, command):
    (example / "meetings" / "2026-11-05.md").write_bytes(b"---\nnever closed\n")
    result = run(command)
    assert result.status == 1
    assert "meetings/2026-11-05.md:1" in result.err
