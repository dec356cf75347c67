"""Case 17 with what is rare in a log: links, strange names, pictures, and what git had put by."""

import subprocess

import pytest

from coachlog.git.commits import blob_id
from coachlog.model.portable_names import is_portable, second_name
from tests.support.interrupted import LESSON, TEXT, demand_whole, keep, stop, write_apart
from tests.support.two import GOAL, NOTE, Someone, Two

LINK = "assets/link.md"
LIST = "assets/list.txt"
PICTURE = "assets/board.png"


def link(person: Someone, to: str) -> None:
    """Put a link into a log, as only plain git does."""
    where = person.root / LINK
    where.parent.mkdir(exist_ok=True)
    where.unlink(missing_ok=True)
    where.symlink_to(to)


def stop_here(two: Two, *options: str) -> None:
    """Sam merges by hand what both have kept already, which stops."""
    (two.sam.root / ".git" / "info" / "attributes").write_text(TEXT)
    two.sam.git("fetch", "-q", str(two.robin.root), "main")
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git("merge", "-q", "--no-edit", *options, "FETCH_HEAD")


def both_have(two: Two) -> None:
    """What is in Robin's files is in Sam's, by plain git."""
    two.robin.git("add", "-A")
    two.robin.git("commit", "-qm", "by hand")
    two.sam.git("pull", "-q", str(two.robin.root), "main")


def beside(person: Someone, path: str) -> set[bytes]:
    """What a file has, and what stands beside it under its name."""
    stem = path.rpartition(".")[0]
    return {content for name, content in person.files.items() if name.startswith(stem)}


def test_a_link_that_git_has_brought_in_stays_as_it_is(two: Two) -> None:
    write_apart(two)
    link(two.robin, "../coachlog.yml")
    stop(two)
    assert two.sam("save").status == 0
    assert (two.sam.root / LINK).is_symlink()
    assert two.sam.git("ls-tree", "HEAD", LINK).startswith("120000 ")
    assert two.sam.git("status", "--porcelain") == ""


def test_a_link_that_one_took_away_and_the_other_changed_stays(two: Two) -> None:
    link(two.robin, "../coachlog.yml")
    both_have(two)
    two.sam.git("rm", "-q", LINK)
    link(two.robin, "../meetings")
    write_apart(two)
    stop(two)
    assert two.sam("save").status == 0
    assert two.sam.git("show", f"HEAD:{LINK}") == "../meetings"
    assert two.sam.git("status", "--porcelain") == ""


def test_no_mark_stays_in_a_file_whose_name_some_computers_cannot_hold(two: Two) -> None:
    strange = "assets/what now?.txt"
    two.robin.write(strange, "one\n")
    both_have(two)
    two.robin.write(strange, "one\nrobin-list\n")
    two.sam.write(strange, "one\nsam-list\n")
    stop(two)
    assert two.sam("save").status == 0
    demand_whole(two.sam, "robin-list", "sam-list")
    assert two.sam.git("status", "--porcelain") == ""
    assert is_portable(next(path for path in two.sam.files if path.startswith("assets/")))
    two.settle()


@pytest.mark.parametrize("newer", ["robin", "sam"])
def test_two_versions_that_are_no_text_stay_though_one_has_another_name(
    two: Two, newer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git takes them for two files; by what lasts of its name it is one."""
    theirs, mine = b"\xff robin", b"\xfe sam " + b"and so on\n" * 30
    (two.sam.root / GOAL).unlink()
    two.sam.write("goals/listen-k3f9x.md", mine)
    two.robin.write(GOAL, theirs)
    for person in (two.robin, two.sam):
        person.change(NOTE, "- one", f"- success of {person.me}")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"2026-11-{20 + (person.root.name == newer)}T10:00:00Z")
        person.git("add", "-A")
        person.git("commit", "-qm", "by hand")
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    stop_here(two)
    assert two.sam("save").status == 0
    assert "<<<<<<<" not in two.sam.read(NOTE)
    assert beside(two.sam, "goals/listen-k3f9x.md") == {theirs, mine}
    two.settle()


# What git had put by before it


def test_a_file_that_was_taken_away_and_is_there_again_stays(two: Two) -> None:
    two.robin.write(LIST, "one\n")
    both_have(two)
    write_apart(two)
    keep(two)
    (two.sam.root / LIST).unlink()
    two.sam.add(GOAL, "- put-by")
    stop_here(two, "--autostash")
    assert two.sam.read(LIST) == "one\n"
    two.sam.sync()
    demand_whole(two.sam, "put-by", "from-robin", "from-sam")
    assert two.sam.read(LIST) == "one\n"


def test_a_picture_that_was_put_by_stands_beside_what_was_saved_since_under_a_free_name(two: Two) -> None:
    two.robin.write(PICTURE, b"\0old")
    both_have(two)
    write_apart(two)
    keep(two)
    two.sam.write(PICTURE, b"\0put-by")
    stop_here(two, "--autostash")
    two.sam.write(PICTURE, b"\0since")
    taken = second_name(PICTURE, blob_id(b"\0since"))
    two.sam.write(taken, b"\0somebody's")
    two.sam.sync()
    demand_whole(two.sam, "from-robin", "from-sam")
    assert beside(two.sam, PICTURE) == {b"\0put-by", b"\0since", b"\0somebody's"}
    assert two.sam.files[taken] == b"\0somebody's"
    two.settle()


# Marks where git knows of no merge any more


def test_a_lesson_on_marks_that_was_settled_by_hand_is_left_as_it_is(two: Two) -> None:
    lesson = "# Git\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n```\n\n- one\n"
    two.sam.write(LESSON, lesson)
    two.sam.git("add", "-A")
    two.sam.git("commit", "-qm", "by hand")
    (two.sam.root / ".git" / "info" / "attributes").write_text(TEXT)
    two.sam.add(LESSON, "- put-by")
    two.sam.git("stash", "-q")
    two.sam.add(LESSON, "- kept")
    two.sam.git("commit", "-qam", "by hand")
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git("stash", "pop")
    two.sam.write(LESSON, lesson + "- put-by\n- kept\n")
    assert two.sam("save").status == 0
    assert two.sam.read(LESSON) == lesson + "- put-by\n- kept\n"
    assert two.sam.git("show", f"HEAD:{LESSON}") == lesson + "- put-by\n- kept\n"
