"""Case 15: a log that shows an old state of itself goes back to the newest, with what was typed there."""

from pathlib import Path

import pytest

from coachlog.git.ancestry import Ancestry
from coachlog.git.refs import Refs
from tests.support.interrupted import LATER, all_text, demand_whole, go_back, look_at_an_idea
from tests.support.two import GOAL, NOTE, Someone, Two
from tests.support.world import git


def demand_back(person: Someone, *words: str) -> None:
    demand_whole(person, *words)
    assert person.git("status", "--porcelain") == ""


def test_what_was_typed_into_an_old_state_comes_into_the_newest_and_takes_nothing_away(two: Two) -> None:
    go_back(two)
    two.sam.change(NOTE, "- one", "- one\n- typed-into-the-old")
    two.sam.write("assets/new.txt", "typed-anew")
    done = two.sam("save")
    assert done.status == 0
    (rescued,) = two.sam.git("branch", "--format=%(refname:short)", "--list", "coachlog-rescue-*").split()
    assert f"(which is kept as {rescued}, too)" in done.err
    demand_back(two.sam, *LATER, "typed-into-the-old", "typed-anew")
    assert "typed-into-the-old" in two.sam.git("show", f"{rescued}:{NOTE}")
    assert "sam-later" not in two.sam.git("show", f"{rescued}:{GOAL}")
    assert two.sam.git("log", "-1", "--format=%an", rescued).strip() == "Sam"
    two.settle()
    assert "rescue" not in git(two.place, "branch", "--list")


def test_the_shared_line_is_the_one_that_is_gone_back_to_whatever_it_is_called(two: Two) -> None:
    two.sam.git("branch", "-m", "main", "trunk")
    place = two.sam.root / ".git" / "coachlog" / "place"
    place.write_text(place.read_text().replace('"branch": "main"', '"branch": "trunk"'))
    two.sam.git("checkout", "-q", "--detach")
    two.sam.add(GOAL, "- typed-here")
    assert two.sam("sync").status == 0
    assert two.sam.git("symbolic-ref", "HEAD").strip() == "refs/heads/trunk"


def test_a_file_that_the_log_overlooks_is_not_overwritten_by_one_of_its_name(two: Two) -> None:
    two.sam.write("assets/plan.txt", "the newest plan")
    two.sam.git("add", "-A")
    two.sam.git("commit", "-qm", "a plan")
    two.sam.git("checkout", "-q", "HEAD~1")
    (two.sam.root / ".git" / "info" / "exclude").write_text("plan.txt\n")
    two.sam.write("assets/plan.txt", "another plan")
    assert two.sam("save").status == 0
    assert "the newest plan" in all_text(two.sam)
    assert "another plan" in all_text(two.sam)


def test_a_link_in_the_place_of_a_newer_document_is_left_alone(two: Two, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("somewhere else")
    two.sam.write("assets/plan.md", "the newest plan")
    two.sam.git("add", "-A")
    two.sam.git("commit", "-qm", "a plan")
    two.sam.add(GOAL, "- sam-later")
    two.sam.git("commit", "-qam", "more")
    two.sam.git("checkout", "-q", "HEAD~2")
    (two.sam.root / "assets").mkdir()
    (two.sam.root / "assets" / "plan.md").symlink_to(tmp_path / "mine.md")
    refused = two.sam("save")
    assert refused.status != 0
    assert "assets/plan.md" in refused.err
    assert (tmp_path / "mine.md").read_text() == "somewhere else"
    (two.sam.root / "assets" / "plan.md").unlink()
    assert two.sam("save").status == 0
    demand_back(two.sam, "the newest plan", "sam-later")


# Plain git at the same moment


def test_whoever_goes_back_just_then_as_they_were_told_to_is_let_go_on(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at_an_idea(two)
    bases = Ancestry.bases

    def late(self: Ancestry, one: str, other: str) -> list[str]:
        two.sam.git("switch", "-q", "main")
        return bases(self, one, other)

    monkeypatch.setattr(Ancestry, "bases", late)
    done = two.sam("note", "words", "--in", "notes")
    assert (done.status, "own line" in done.err) == (0, False)
    demand_back(two.sam, "not an idea", "words")
    assert "an idea" not in two.sam.read(GOAL).replace("not an idea", "")


def test_what_plain_git_adds_to_the_newest_just_then_is_there_after_the_next_command(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_back(two)
    two.sam.change(NOTE, "- one", "- one\n- typed-into-the-old")
    checkout_branch = Refs.checkout_branch

    def late(self: Refs, branch: str, new: str, old: str | None) -> None:
        tree = two.sam.git("rev-parse", "main^{tree}").strip()
        two.sam.git("update-ref", "refs/heads/main", two.sam.git("commit-tree", tree, "-p", "main", "-m", "x").strip())
        checkout_branch(self, branch, new, old)

    with monkeypatch.context() as patch:
        patch.setattr(Refs, "checkout_branch", late)
        refused = two.sam("save")
    assert refused.status == 1
    assert "somebody else added to this log just now" in refused.err
    assert refused.err.endswith("hint: run the command again\n")
    assert two.sam("save").status == 0
    demand_back(two.sam, *LATER, "typed-into-the-old")
    assert "x" in two.sam.git("log", "--format=%s").split()
    assert all_text(two.sam).count("typed-into-the-old") == 1


# A line of history that a power cut has emptied


@pytest.mark.parametrize("left", ["", "\n", "0" * 40 + "\n", "\0" * 41], ids=["empty", "a line", "zeros", "nothing"])
def test_a_line_of_history_without_its_newest_entry_is_no_new_log(two: Two, left: str) -> None:
    ref = two.sam.root / ".git" / "refs" / "heads" / "main"
    ref.write_text(left)
    two.sam.add(GOAL, "- typed")
    for typed in (("save",), ("sync",), ("note", "words")):
        refused = two.sam(*typed)
        assert refused.status == 3, refused
        assert "damaged" in refused.err
        assert "coachlog doctor" in refused.err
    assert ref.read_text() == left
    assert two.sam("goals").status == 0


def test_a_log_with_an_emptied_head_is_damaged_too(two: Two, tmp_path: Path) -> None:
    (two.sam.root / ".git" / "HEAD").write_text("")
    refused = two.sam("note", "words")
    assert refused.status == 3
    assert "Traceback" not in refused.err
