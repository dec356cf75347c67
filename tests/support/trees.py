"""Entries of a tree."""

import subprocess
from pathlib import Path

from coachlog.git.commits import TreeEntry, blob_id
from tests.support.two import Someone


def leaf(content: bytes, mode: str = "100644") -> TreeEntry:
    return TreeEntry(mode, blob_id(content))


def plant(person: Someone, place: Path, *entries: tuple[str, str, bytes]) -> None:
    """Put entries into the shared history that no coachlog would make: mode, name, content."""
    lines = [
        b"%s\0" % line
        for line in subprocess.run(
            ["git", "ls-tree", "-z", "HEAD"], cwd=person.root, capture_output=True, check=True
        ).stdout.split(b"\0")
        if line
    ]
    for mode, name, content in entries:
        if mode == "160000":
            sha, kind = person.head, "commit"
        else:
            made = ["git", "hash-object", "-w", "--stdin"]
            sha = subprocess.run(made, cwd=person.root, input=content, capture_output=True, check=True).stdout.decode()
            kind = "blob"
        lines.append(f"{mode} {kind} {sha.strip()}\t{name}\0".encode())
    make = ["git", "mktree", "-z", "--missing"]
    tree = subprocess.run(make, cwd=person.root, input=b"".join(lines), capture_output=True, check=True).stdout.decode()
    commit = person.git("commit-tree", tree.strip(), "-p", "HEAD", "-m", "planted").strip()
    person.git("push", "-q", str(place), f"{commit}:refs/heads/main")
