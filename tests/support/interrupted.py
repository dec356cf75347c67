"""Work begun with git that stopped: a merge in conflict, and an old state on the screen."""

import subprocess

import pytest

from tests.support.two import GOAL, NOTE, Someone, Two

MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
TEXT = "*.md merge=text\n*.yml merge=text\n* -filter\n"  # as in a copy that plain git made: markers
LESSON = "lessons/ratios-x2p7d.md"
LEFT = ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "AUTO_MERGE", "MERGE_AUTOSTASH")


def keep(two: Two, attributes: str = TEXT) -> None:
    """Both keep what they have by plain git, and Sam has Robin's beside the own."""
    for person in (two.robin, two.sam):
        (person.root / ".git" / "info" / "attributes").write_text(attributes)
        person.git("add", "-A")
        person.git("commit", "-qm", "by hand")
    two.sam.git("fetch", "-q", str(two.robin.root), "main")
    two.sam.git("update-ref", "refs/theirs", "FETCH_HEAD")


def stop(two: Two, attributes: str = TEXT, *options: str) -> None:
    """Sam merges by hand, which stops."""
    keep(two, attributes)
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git(*options, "merge", "--no-edit", "refs/theirs")
    assert (two.sam.root / ".git" / "MERGE_HEAD").exists()


def write_apart(two: Two) -> None:
    """Both write in the same places."""
    two.robin.add(GOAL, "- 2026-11-10: from-robin")
    two.sam.add(GOAL, "- 2026-11-11: from-sam")
    two.robin.change(NOTE, "- one", "- one\n- robin-success")
    two.sam.change(NOTE, "First words.", "Sam's words.")
    two.robin.change(NOTE, "First words.", "Robin's words.")
    two.robin.write(LESSON, "# Ratios\n\nrobin-lesson\n")


def all_text(person: Someone) -> str:
    return "".join(content.decode("utf-8", "replace") for content in person.files.values())


def demand_whole(person: Someone, *words: str, left: tuple[str, ...] = LEFT) -> None:
    """Every word is there, no mark is, and git knows of no merge any more."""
    text = all_text(person)
    assert [word for word in words if word not in text] == []
    assert [mark for mark in MARKS if mark in text] == []
    assert [name for name in left if (person.root / ".git" / name).exists()] == []
    assert person.git("ls-files", "-u") == ""
    assert "<<<<<<<" not in person.git("log", "-p", "-m", "--format=")
    person.git("fsck", "--strict")


def go_back(two: Two, steps: int = 2) -> None:
    """Sam has gone on twice since, and looks at an old state by plain git."""
    for number in range(2):
        two.sam.add(GOAL, f"- sam-later-{number}")
        two.sam.change(NOTE, "More words.", f"More words. Later-{number}.")
        two.sam.git("commit", "-qam", "by hand")
    two.sam.git("checkout", "-q", f"HEAD~{steps}")
