"""Words on another branch or in a stash are told by status, doctor and sync, and come in by the named command."""

import re
import shlex
import subprocess

import pytest

from coachlog.git.commits import CommitId
from coachlog.git.repo import Repo
from coachlog.sync import branches_and_stashes
from coachlog.sync.merge_trees import TreeMerge
from tests.support.two import NOTE, Two
from tests.support.world import git


def put_elsewhere(two: Two, where: str) -> None:
    """Have words of the mentor's where no screen shows them."""
    robin = two.robin
    if where == "branch":
        robin.git("switch", "-q", "-c", "feature/x")
        assert robin("note", "words elsewhere").status == 0
        robin.git("switch", "-q", "main")
        return
    if where in ("tag", "tag with words", "fetched"):
        robin.git("switch", "-q", "-c", "feature/x")
        robin.change(NOTE, "- one", "- one\n- words elsewhere")
        robin.git("commit", "-q", "-a", "-m", "save: 1 meeting")
        if where == "fetched":
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


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "where", [*("branch", "tag", "tag with words", "fetched"), *("stash", "older stash", "untracked", "stopped pop")]
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


def push_branch(two: Two, name: str, words: str) -> None:
    """Have the partner's plain git put words on a branch of the shared place, and on no other."""
    plain = two.place.parent / "plain"
    if not plain.exists():
        git(two.place.parent, "clone", "-q", str(two.place), str(plain))
    git(plain, "switch", "-q", "--detach", "origin/main")
    (plain / NOTE).write_text((plain / NOTE).read_text() + words + "\n")
    git(plain, "commit", "-q", "-a", "-m", "words")
    git(plain, "push", "-q", "origin", f"HEAD:refs/heads/{name}")


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", ["feature", "sam/ideas", "Größe", "shared/main", "a;b", "$(id)", "x'y", "Main"])
def test_words_only_in_the_shared_place_are_told_by_a_name_that_can_be_typed(name: str, two: Two) -> None:
    push_branch(two, name, "words elsewhere")
    assert "words elsewhere" not in two.robin.read(NOTE)
    told = two.robin.sync().err
    (said,) = re.findall(r"To bring them in: coachlog (save --from .*)", told)
    assert said in two.robin("status").out
    assert two.robin("doctor").out.count(said) == 1
    assert two.robin(*shlex.split(said)).status == 0
    assert "words elsewhere" in two.robin.read(NOTE)
    assert "more words" not in two.robin.sync().err
    assert "more words" not in two.sam.sync().err
    two.demand_alike()


def test_a_branch_that_is_gone_from_the_shared_place_is_not_told_any_more(two: Two) -> None:
    push_branch(two, "feature", "words elsewhere")
    assert "more words" in two.robin.sync().err
    git(two.place, "update-ref", "-d", "refs/heads/feature")
    push_branch(two, "feature/x", "other words")
    assert "save --from shared/feature/x" in two.robin.sync().err
    assert two.robin("status", "--json").data["elsewhere"] == ["shared/feature/x"]
    git(two.place, "update-ref", "-d", "refs/heads/feature/x")
    assert "more words" not in two.robin.sync().err


def test_a_branch_that_git_refuses_keeps_nobody_from_sharing(two: Two) -> None:
    push_branch(two, "feature", "words elsewhere")
    blob = git(two.place, "rev-parse", "feature:" + NOTE).strip()
    tree = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=two.place,
        input=b"100644 ..\0" + bytes.fromhex(blob),
        capture_output=True,
        check=True,
    ).stdout.decode()
    commit = git(two.place, "commit-tree", "-p", "main", "-m", "words", tree.strip()).strip()
    git(two.place, "update-ref", "refs/heads/bad", commit)
    two.sam.add(NOTE, "from Sam")
    two.sam.sync()
    assert "reworded 1 note" in two.robin.sync().out
    assert "from Sam" in two.robin.read(NOTE)


def test_a_file_that_is_saved_while_words_come_in_is_named(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    put_elsewhere(two, "tag")
    merge = branches_and_stashes.merge_commits

    def typed_meanwhile(repo: Repo, ours: CommitId, theirs: CommitId, merges: list[TreeMerge]) -> CommitId:
        two.robin.add(NOTE, "- typed just now")
        return merge(repo, ours, theirs, merges)

    monkeypatch.setattr(branches_and_stashes, "merge_commits", typed_meanwhile)
    refused = two.robin("save", "--from", "draft")
    assert f"{NOTE} was changed by another program just now" in refused.err
    assert "typed just now" in two.robin.read(NOTE)
