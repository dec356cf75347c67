"""An answer that cannot be printed: what was written is saved, and is said to be."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "words",
    [
        ["note", "Once only"],
        ["steps", "add", "Once only"],
        ["goals", "add", "Once only", "--json"],
        ["private", "Once only"],
        ["meet", "--no-edit", "--date", "2026-12-03"],
    ],
)
def test_a_full_device_behind_a_command_that_wrote(words, example):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "coachlog", *words]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert "error: it is saved, but the answer could not be printed: the disk is full" in done.stderr
    assert "hint: do not type it again" in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_full_device_behind_a_command_that_only_reads(example):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "coachlog", "goals"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert "saved" not in done.stderr
    assert "the disk is full" in done.stderr
