"""The states in which git, a killed coachlog or a person leaves a log, and what must be true after the next command."""

import subprocess

import pytest

from tests.support.two import GOAL, NOTE, Someone, Two

MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
TEXT = "*.md merge=text\n*.yml merge=text\n* -filter\n"  # as in a copy that plain git made: markers
OURS = "* -filter -text -ident !working-tree-encoding -merge\n"  # as in ours where git finds no coachlog: one side
LESSON = "lessons/ratios-x2p7d.md"
LEFT = ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "AUTO_MERGE", "MERGE_AUTOSTASH")
WORDS = ("from-robin", "from-sam", "robin-success", "Sam's words", "Robin's words", "robin-lesson", "More words")
LATER = ("sam-later-0", "sam-later-1", "Later-1")


def write_apart(two: Two) -> None:
    """Both write in the same places."""
    two.robin.add(GOAL, "- 2026-11-10: from-robin")
    two.sam.add(GOAL, "- 2026-11-11: from-sam")
    two.robin.change(NOTE, "- one", "- one\n- robin-success")
    two.sam.change(NOTE, "First words.", "Sam's words.")
    two.robin.change(NOTE, "First words.", "Robin's words.")
    two.robin.write(LESSON, "# Ratios\n\nrobin-lesson\n")


def keep(two: Two, attributes: str = TEXT) -> None:
    """Both commit what they have by plain git, and Sam fetches Robin's commit."""
    for person in (two.robin, two.sam):
        (person.root / ".git" / "info" / "attributes").write_text(attributes)
        person.git("add", "-A")
        person.git("commit", "-qm", "by hand")
    two.sam.git("fetch", "-q", str(two.robin.root), "main")
    two.sam.git("update-ref", "refs/theirs", "FETCH_HEAD")


def stop(two: Two, attributes: str = TEXT, *options: str) -> None:
    """Sam merges by hand, which stops."""
    keep(two, attributes)
    refused(two.sam, *options, "merge", "--no-edit", "refs/theirs")
    assert (two.sam.root / ".git" / "MERGE_HEAD").exists()


def refused(person: Someone, *args: str) -> None:
    """Have plain git do something at which it stops."""
    with pytest.raises(subprocess.CalledProcessError):
        person.git(*args)


def go_back(two: Two, steps: int = 2) -> None:
    """Sam has gone on twice since, and looks at an old state by plain git."""
    for number in range(2):
        two.sam.add(GOAL, f"- sam-later-{number}")
        two.sam.change(NOTE, "More words.", f"More words. Later-{number}.")
        two.sam.git("commit", "-qam", "by hand")
    two.sam.git("checkout", "-q", f"HEAD~{steps}")


def look_at_an_idea(two: Two) -> None:
    """Sam has a branch of another name, and looks at it by plain git."""
    two.sam.git("switch", "-q", "-c", "ideas")
    two.sam.add(GOAL, "- an idea")
    two.sam.git("commit", "-qam", "an idea")
    two.sam.git("switch", "-q", "main")
    two.sam.add(GOAL, "- not an idea")
    two.sam.git("commit", "-qam", "main")
    two.sam.git("checkout", "-q", "--detach", "ideas")


def all_text(person: Someone) -> str:
    """All files of a person, one after the other."""
    return "".join(content.decode("utf-8", "replace") for content in person.files.values())


def demand_whole(person: Someone, *words: str, left: tuple[str, ...] = LEFT) -> None:
    """Every word is there, no mark is, git knows of no merge any more, and HEAD is on the log's branch."""
    text = all_text(person)
    assert [word for word in words if word not in text] == []
    assert [mark for mark in MARKS if mark in text] == []
    assert [name for name in left if (person.root / ".git" / name).exists()] == []
    assert person.git("ls-files", "-u") == ""
    assert "<<<<<<<" not in person.git("log", "-p", "-m", "--format=")
    assert person.git("symbolic-ref", "HEAD").strip() == "refs/heads/main"
    person.git("fsck", "--strict")
