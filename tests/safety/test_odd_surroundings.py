"""Closed streams and odd variables end no command in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.one_in(2)
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["goals", "note seen --in notes", "nonsense"])
def test_a_closed_stream_is_no_traceback(closed: str, words: str, example: Path) -> None:
    command = f"exec {sys.executable} -m coachlog {words} {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=example, capture_output=True, text=True, check=False)
    assert done.returncode == (2 if words == "nonsense" else 0), done
    assert "Traceback" not in done.stderr


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(("COLUMNS", content) for content in ("9" * 20, "9" * 5000, "0", "-5", "", "x", "٣", "1")),
        *(("TZ", content) for content in ("", ":", "Nowhere/Town", "A" * 300, "<+99>-99", "../../etc/passwd")),
    ],
)
def test_an_odd_variable_is_no_traceback(name: str, content: str, example: Path) -> None:
    command = [sys.executable, "-m", "coachlog", "history"]
    surroundings = dict(os.environ) | {name: content}
    done = subprocess.run(command, cwd=example, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done
    assert "Traceback" not in done.stderr
