"""Words on another branch or in a stash are told by status, doctor and sync, and come in by the named command."""

import re
import subprocess

import pytest

from tests.support.two import NOTE, Two


def put_elsewhere(two: Two, where: str) -> None:
    """Have words of the mentor's where no screen shows them."""
    robin = two.robin
    if where == "branch":
        robin.git("switch", "-q", "-c", "feature/x")
        assert robin("note", "words elsewhere").status == 0
        robin.git("switch", "-q", "main")
        return
    if where in ("tag", "tag with words", "place"):
        robin.git("switch", "-q", "-c", "feature/x")
        robin.change(NOTE, "- one", "- one\n- words elsewhere")
        robin.git("commit", "-q", "-a", "-m", "save: 1 meeting")
        if where == "place":
            robin.git("push", "-q", str(two.place), "feature/x")
            robin.git("fetch", "-q", str(two.place), "+refs/heads/*:refs/remotes/origin/*")
        else:
            robin.git("tag", "draft", *(["-m", "secret words"] if where == "tag with words" else []))
        robin.git("switch", "-q", "main")
        robin.git("branch", "-q", "-D", "feature/x")
        return
    if where == "untracked":
        robin.write("meetings/2026-11-19.md", "---\ntype: meeting\n---\n\n# Today\n\n## Notes\n\nwords elsewhere\n")
    else:
        robin.change(NOTE, "- one", "- one\n- words elsewhere")
    robin.git("stash", "push", "-q", "-u", "-m", "secret words")
    if where == "older stash":
        robin.change(NOTE, "First words.", "Other first words.")
        robin.git("stash", "-q")
    if where == "stopped pop":
        robin.change(NOTE, "- one", "- one\n- words of today")
        assert robin("save").status == 0
        done = subprocess.run(["git", "stash", "pop"], cwd=robin.root, capture_output=True, check=False)
        assert done.returncode != 0


@pytest.mark.parametrize(
    "where", [*("branch", "tag", "tag with words", "place"), *("stash", "older stash", "untracked", "stopped pop")]
)
def test_words_elsewhere_are_told_and_come_in_by_what_is_named(where: str, two: Two) -> None:
    put_elsewhere(two, where)
    told = two.robin("status").out
    assert "There are more words in" in told
    assert "more words" in two.robin("doctor").out
    before = two.robin.files
    synced = two.robin("sync")
    assert synced.status == 0
    assert two.robin.files == before or where == "stopped pop"
    assert "There are more words in" in synced.err
    while match := re.search(r"To bring them in: coachlog (save --from \S+)", two.robin("status").out):
        assert two.robin(*match[1].split()).status == 0
    two.robin.sync()
    assert "words elsewhere" in "".join(map(bytes.decode, two.robin.files.values()))
    two.sam.sync()
    two.demand_alike()
    assert "secret" not in two.robin.git("log", "--format=%B")
    assert "no more words in `nothing`" in two.robin("save", "--from", "nothing").err


def test_a_branch_whose_words_are_all_here_is_not_told(two: Two) -> None:
    two.robin.git("branch", "old")
    two.robin("note", "more words")
    two.robin.git("branch", "copy")
    assert two.robin("status", "--json").data["elsewhere"] == []
    two.robin.change(NOTE, "- one", "- one\n- two")
    two.robin.git("stash", "-q")
    two.robin.git("stash", "drop", "-q")
    assert "more words in" not in two.robin("sync").err
