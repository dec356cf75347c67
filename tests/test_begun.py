"""Case 17: a merge that somebody began with git and that stopped is finished by the next command, by meaning."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import git
from tests.two import GOAL, NOTE, Someone, Two, two

__all__ = ["two"]

MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
TEXT = "*.md merge=text\n*.yml merge=text\n* -filter\n"  # as in a copy that plain git made: markers


def stop(two: Two, attributes: str = TEXT, *options: str) -> None:
    """Both have written in the same places, and Sam's merge by hand has stopped."""
    two.robin.add(GOAL, "- 2026-11-10: from-robin")
    two.sam.add(GOAL, "- 2026-11-11: from-sam")
    two.robin.change(NOTE, "- one", "- one\n- robin-success")
    two.sam.change(NOTE, "First words.", "Sam's words.")
    two.robin.change(NOTE, "First words.", "Robin's words.")
    two.robin.write("lessons/ratios-x2p7d.md", "# Ratios\n\nrobin-lesson\n")
    pull(two, attributes, *options)


def pull(two: Two, attributes: str = TEXT, *options: str) -> None:
    """Both keep what they have by plain git, and Sam merges by hand, which stops."""
    for person in (two.robin, two.sam):
        (person.root / ".git" / "info" / "attributes").write_text(attributes)
        person.git("add", "-A")
        person.git("commit", "-qm", "by hand")
    two.sam.git("fetch", "-q", str(two.robin.root), "main:theirs")
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git(*options, "merge", "--no-edit", "theirs")
    assert (two.sam.root / ".git" / "MERGE_HEAD").exists()


def demand_whole(person: Someone, *words: str) -> None:
    """Every word is there, no mark is, and git knows of no merge any more."""
    text = "".join(content.decode("utf-8", "replace") for content in person.files.values())
    assert [word for word in words if word not in text] == []
    assert [mark for mark in MARKS if mark in text] == []
    assert [name for name in ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "AUTO_MERGE") if (person.root / ".git" / name).exists()] == []
    assert person.git("ls-files", "-u") == ""
    assert "<<<<<<<" not in person.git("log", "-p", "-m", "--format=")
    person.git("fsck", "--strict")


WORDS = ("from-robin", "from-sam", "robin-success", "Sam's words", "Robin's words", "robin-lesson", "More words")


@pytest.mark.parametrize("typed", [("sync",), ("save",), ("note", "typed-now", "--in", "notes")], ids=lambda t: t[0])
@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_the_next_command_that_writes_finishes_it(two: Two, typed: tuple[str, ...], style: str) -> None:
    stop(two, TEXT, "-c", f"merge.conflictStyle={style}")
    assert "<<<<<<<" in two.sam.read(NOTE)
    ours, theirs = two.sam.head, two.sam.git("rev-parse", "theirs").strip()
    done = two.sam(*typed)
    assert done.status == 0, done
    assert "begun with git is finished, 2 files brought together" in done.err
    demand_whole(two.sam, *WORDS)
    assert f"{ours} {theirs}" in two.sam.git("log", "--format=%P")
    assert two.sam.git("status", "--porcelain") == ""
    two.settle()
    assert two.sam.read(GOAL).count("from-robin") == 1
