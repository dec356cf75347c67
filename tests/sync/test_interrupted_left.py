"""Case 17 where there is nothing to finish: what was begun is left with every file set aside, and no mark is kept."""

import subprocess

import pytest

from tests.support.interrupted import demand_whole, stop, write_apart
from tests.support.two import Two


def test_a_log_of_which_git_has_lost_its_list_is_left_alone(two: Two) -> None:
    write_apart(two)
    stop(two)
    (two.sam.root / ".git" / "index").unlink()
    before = two.sam.files
    refused = two.sam("save")
    assert refused.status == 1
    assert "git has lost its list" in refused.err
    assert two.sam.files == before


def test_marks_that_git_left_in_what_is_kept_whole_come_apart_into_two_files(two: Two) -> None:
    (two.sam.root / ".git" / "info" / "attributes").write_text("* -filter\n")
    two.sam.write("assets/list.txt", "one\n")
    two.sam.git("add", "-A")
    two.sam.git("commit", "-qm", "by hand")
    two.sam.write("assets/list.txt", "put-by\n")
    two.sam.git("stash", "-q")
    two.sam.write("assets/list.txt", "kept\n")
    two.sam.git("commit", "-qam", "by hand")
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git("stash", "pop")
    assert two.sam("save").status == 0
    demand_whole(two.sam, "put-by", "kept", left=())
    assert len([path for path in two.sam.files if path.startswith("assets/")]) == 2
    assert two.sam.git("status", "--porcelain") == ""


def test_of_a_file_that_is_no_document_what_a_person_has_left_out_is_kept_beside(two: Two) -> None:
    for person, words in ((two.robin, "robin-line"), (two.sam, "sam-line")):
        person.write("assets/list.txt", f"same\n{words}\n")
    stop(two)
    two.sam.write("assets/list.txt", "same\nsam-line\ntyped-new\n")
    assert two.sam("save").status == 0
    assert two.sam.read("assets/list.txt") == "same\nsam-line\ntyped-new\n"
    (beside,) = [path for path in two.sam.files if path.startswith("assets/") and path != "assets/list.txt"]
    assert two.sam.read(beside) == "same\nrobin-line\n"
    demand_whole(two.sam, "robin-line", "sam-line", "typed-new")
    assert [row["where"] for row in two.sam("settle", "--json").data] == [beside]
