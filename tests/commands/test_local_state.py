"""What is remembered beside a log, of its files and of its history, changes no answer, whatever becomes of it."""

import json
import shutil
from pathlib import Path

import pytest

from coachlog.git import process
from tests.support.conflicts import listed, rewrite
from tests.support.two import GOAL, NOTE, Two
from tests.support.world import Run, git


@pytest.mark.parametrize("row", [[["?"]], [7], [[None] * 12], [[{}] * 12]])
def test_steps_are_read_anew_where_what_is_remembered_of_them_is_none(run: Run, example: Path, row: object) -> None:
    first = run("steps", "--json").out
    kept = example / ".git" / "coachlog" / "index" / "meetings.steps.json"
    with kept.open("a") as file:
        file.write(json.dumps([{}, {}, {"2026-11-19.md": row}, {}]) + "\n")
    assert run("steps", "--json").out == first


def test_a_log_without_its_history_has_nothing_in_two_versions(two: Two) -> None:
    shutil.rmtree(two.sam.root / ".git")
    glance = two.sam("--json")
    assert glance.status == 0
    assert glance.data["kept_twice"] == 0
    assert two.sam("check").status == 0


def test_without_git_a_log_that_has_grown_is_still_glanced_at(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(two)
    assert two.sam("--json").data["kept_twice"] == 2
    two.sam.add(GOAL, "- 2026-11-11: more")
    two.sam.git("commit", "-qam", "by hand")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        process._check_git.cache_clear()
        glance = two.sam("--json")
    process._check_git.cache_clear()
    assert glance.status == 0
    assert glance.data["kept_twice"] == 2


def test_a_link_beside_a_picture_is_no_second_version_of_it(two: Two) -> None:
    for person, words in ((two.robin, b"robin"), (two.sam, b"sam")):
        person.write("assets/board.png", b"\x89PNG\0" + words)
    two.settle()
    (row,) = listed(two.sam)
    second = two.sam.root / row["where"]
    second.unlink()
    second.symlink_to("board.png")
    assert listed(two.sam) == []
    assert second.is_symlink()


def test_two_logs_that_plain_git_has_tied_together_tell_nothing_wrong(two: Two, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "other")
    other = tmp_path / "other"
    (other / "mine.txt").write_text("another beginning\n")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "another beginning")
    two.sam.git("fetch", "-q", str(other), "main")
    two.sam.git("merge", "-q", "--no-edit", "--allow-unrelated-histories", "FETCH_HEAD")
    assert listed(two.sam) == []
    assert two.sam("--json").data["kept_twice"] == 0
    two.settle()
    assert (two.robin.root / "mine.txt").read_text() == "another beginning\n"


def test_what_the_disk_has_lost_of_the_history_is_told_again_when_doctor_has_healed_it(two: Two) -> None:
    rewrite(two)
    rows = listed(two.sam)
    inside = two.sam.root / ".git"
    lost = [two.sam.git("rev-parse", f"HEAD^{number}:{NOTE}").strip() for number in (1, 2)]
    for name in lost:
        (inside / "objects" / name[:2] / name[2:]).unlink(missing_ok=True)
    (inside / "coachlog" / "twice").unlink()
    glance = two.sam("--json")
    assert (glance.status, glance.data["kept_twice"]) == (0, 0)
    assert two.sam("doctor").status == 0
    assert listed(two.sam) == rows
    assert two.sam("--json").data["kept_twice"] == 2
