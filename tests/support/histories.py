"""What the tests of git and of the history share."""

import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

from coachlog.git.commits import Author
from coachlog.git.repo import Repo

ME = Author("Zoë <x> Mentor", "zoe@coachlog.invalid")
NOW = datetime(2026, 11, 19, 15, 30, tzinfo=timezone(timedelta(hours=-5)))


def git(root: Path, *args: str) -> str:
    """Git as the person runs it."""
    who = ("-c", "user.name=Person", "-c", "user.email=p@x.invalid")
    return subprocess.run(["git", *who, *args], cwd=root, check=True, capture_output=True, text=True).stdout


def put(repo: Repo, **contents: bytes) -> str:
    """Save files `name`.md on the disk and in the history."""
    changes = {f"{name}.md": content for name, content in contents.items()}
    for path, content in changes.items():
        (repo.root / path).write_bytes(content)
    entry = repo.writer.commit(changes, "note", ME, NOW)
    assert entry
    return entry


def executable(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path
