"""Bytes that are no letters are refused wherever words are typed, and nothing is written."""

import sys

import pytest

from tests.support.world import git

BYTES = "M\udcf6glich"


@pytest.mark.parametrize(
    "words",
    [
        ["note", BYTES],
        ["note", "fine", BYTES, "--in", "successes"],
        ["steps", "add", BYTES],
        ["goals", "add", BYTES],
        ["goals", "add", "A goal", f"--measure={BYTES}"],
        ["goals", "update", "Explain their reasoning", BYTES],
        ["goals", "close", "Explain their reasoning", BYTES, "--met"],
        ["lessons", "add", BYTES],
        ["feedback", "add", "--from", BYTES],
        ["feedback", "add", "--strength", BYTES],
        ["private", BYTES],
        ["plan", "add", "norms", BYTES],
        ["search", BYTES],
        ["init", "--mentor", BYTES, "--mentee", "Sam"],
        [BYTES],
    ],
)
def test_bytes_that_are_no_letters_are_refused(words, run, example):
    before = git(example, "status", "--porcelain"), git(example, "rev-parse", "HEAD")
    result = run(*words)
    assert result.status == 2
    assert "bytes that are no letters, " in result.err
    assert "hint: type these words again" in result.err
    assert (git(example, "status", "--porcelain"), git(example, "rev-parse", "HEAD")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives letters, not bytes")
def test_the_shell_s_bytes_are_refused(process, example):
    result = process("note", BYTES)
    assert result.status == 2
    assert "after `M`" in result.err


def test_a_break_of_any_system_is_a_line_of_its_own(run, example):
    run("note", "one\rtwo\x0bthree\x0cfour\x85five\u2028six", "--in", "successes", "--speaker", "nobody")
    assert run("successes", "--json").data[-1]["text"] == "one two three four five six"
