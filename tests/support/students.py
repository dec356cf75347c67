"""The names of students that a person keeps on this computer."""

from pathlib import Path

LIST = "# period 3\nKai -> Student A\n\nZoë O'Brien\nWill\nSam\n"


def remember_names(sealed: Path, content: str | bytes = LIST) -> None:
    own = sealed / "coachlog" / "own"
    own.mkdir(parents=True, exist_ok=True)
    (own / "students.txt").write_bytes(content if isinstance(content, bytes) else content.encode())
