"""The example log: where its documents are, and an edit by hand."""

from pathlib import Path

from tests.support.world import git

NOTE = "meetings/2026-11-19.md"
EARLIER = "meetings/2026-11-12.md"
GOAL = "goals/explain-why-it-is-proportional-p5v8h.md"
DAY = "the meeting of 19 November"
DRAFT = "- [ ] @mentee Draft"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes()
    assert old.encode() in text
    path.write_bytes(text.replace(old.encode(), new.encode(), 1))


def by_partner(root: Path, message: str = "steps: 1 done") -> None:
    """Keep all as the mentee's own entry."""
    git(root, "add", "-A")
    git(root, "-c", "user.name=Sam Sample", "-c", "user.email=sam@example.org", "commit", "-q", "-m", message)


def messages(root: Path) -> list[str]:
    return git(root, "log", "--format=%s").splitlines()
