"""What a partner's tree can be like: folders of any depth, and names that would print lines of their own."""

import subprocess
from pathlib import Path

import pytest

from tests.support.trees import plant
from tests.support.two import GOAL, NOTE, Two
from tests.support.world import Run

_FORGED = "Receipt: all is well"


def _plant_deep(two: Two, depth: int) -> None:
    """Put a file below many folders into the shared history."""
    stream = (
        "commit refs/heads/deep\ncommitter S <s@example.org> 1796000000 +0000\ndata 4\ndeep\n"
        f"from {two.sam.head}\nM 100644 inline {'d/' * depth}deep.md\ndata 5\nwords\n\ndone\n"
    )
    words = ["git", "fast-import", "--quiet", "--done"]
    subprocess.run(words, cwd=two.sam.root, input=stream.encode(), capture_output=True, check=True)
    two.sam.git("push", "-q", str(two.place), "refs/heads/deep:refs/heads/main")


def test_folders_of_any_depth_are_no_end_of_an_exchange(two: Two) -> None:
    _plant_deep(two, 3000)
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    for typed in (("sync",), ("history",), ("news", "--all"), ("status",), ("check",), ("doctor",), ("sync",)):
        done = two.robin(*typed)
        assert done.status in (0, 1), (typed, done)
        assert "from robin" in two.robin.read(GOAL)


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "name", [f"x\n{_FORGED}.md", f"meetings/x\n{_FORGED}.md", f"x\r\n{_FORGED}.md", f"x\u2028{_FORGED}"]
)
def test_no_name_of_a_file_prints_a_line_of_its_own(name: str, two: Two, tmp_path: Path, run: Run) -> None:
    if "/" in name:
        two.sam.write(name, "words\n")
        two.sam.git("add", "-A")
        two.sam.git("commit", "-qm", "by hand")
        two.sam.git("push", "-q", str(two.place), "main")
    else:
        plant(two.sam, two.place, ("100644", name, b"words\n"))
    commands = ("sync",), ("history",), ("news", "--all"), ("status",), ("check",), ("doctor",), (), ("save", "--yes")
    for person in (two.robin, two.sam):
        for typed in commands:
            done = person(*typed)
            lines = (done.out + done.err).splitlines()
            assert not [line for line in lines if line.startswith(_FORGED)], typed


@pytest.mark.one_in(2)
@pytest.mark.parametrize("deep", ["> ", "- ", "1. ", "> - "])
def test_words_of_any_depth_are_merged_and_told(deep: str, two: Two) -> None:
    for person, words in ((two.sam, "from sam"), (two.robin, "from robin")):
        person.add(NOTE, f"\n{deep * 3000}{words}")
        person.add(GOAL, f"- 2026-11-10: {words}")
    two.settle()
    for typed in (("history",), ("news", "--all"), ("status",), ("check",), ("steps",)):
        assert two.robin(*typed).status in (0, 1), typed
    for words in ("from sam", "from robin"):
        assert f"{deep * 3000}{words}" in two.robin.read(NOTE)
