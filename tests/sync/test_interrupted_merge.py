"""Case 17: a merge that somebody began with git and that stopped is finished by the next command, by meaning."""

import subprocess
from pathlib import Path

import pytest

from tests.support.interrupted import (
    LESSON,
    MARKS,
    OURS,
    TEXT,
    WORDS,
    demand_whole,
    keep,
    stop,
    write_apart,
)
from tests.support.two import GOAL, NOTE, Two, copied


def test_it_comes_to_the_same_words_as_an_exchange(two: Two, tmp_path: Path) -> None:
    write_apart(two)
    other = copied(two, tmp_path / "other")
    stop(two)
    ours, theirs = two.sam.head, two.sam.git("rev-parse", "refs/theirs").strip()
    two.sam.sync()
    assert f"{ours} {theirs}" in two.sam.git("log", "--format=%P")
    other.settle()
    assert {path: sorted(text.split()) for path, text in two.sam.files.items()} == {
        path: sorted(text.split()) for path, text in other.sam.files.items()
    }


@pytest.mark.parametrize("left", MARKS)
def test_marks_of_which_a_person_took_some_away_are_not_kept(two: Two, left: str) -> None:
    write_apart(two)
    stop(two, TEXT, "-c", "merge.conflictStyle=diff3")
    gone = tuple(mark for mark in MARKS if mark != left)
    lines = [line for line in two.sam.read(NOTE).splitlines() if not line.startswith(gone)]
    two.sam.write(NOTE, "\n".join(lines) + "\n")
    two.sam.sync()
    text = two.sam.read(NOTE)
    assert [mark for mark in MARKS if mark != "=======" and mark in text] == []
    assert [word for word in ("robin-success", "Sam's words", "Robin's words") if word not in text] == []


def test_a_lesson_on_git_keeps_its_marks_while_the_real_ones_go(two: Two) -> None:
    lesson = "# Git\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n```\n\n- one\n"
    two.robin.write(LESSON, lesson)
    for person in (two.robin, two.sam):
        person.sync()
    two.robin.add(LESSON, "- from-robin")
    two.sam.add(LESSON, "- from-sam")
    stop(two)
    two.sam.sync()
    text = two.sam.read(LESSON)
    assert text.startswith(lesson)
    assert sorted(text.removeprefix(lesson).splitlines()) == ["- from-robin", "- from-sam"]


def test_a_note_that_both_began_and_a_file_that_is_no_document(two: Two) -> None:
    for person, words in ((two.robin, "robin"), (two.sam, "sam")):
        person.write("meetings/2026-11-19.md", f"# 19 November\n\n## Successes\n\n- {words}'s\n")
        person.write("assets/list.txt", f"same\n{words}-list\n")
        person.write("assets/picture.png", f"\0{words}-picture".encode())
    stop(two)
    done = two.sam.sync()
    assert "2 places in two versions: coachlog settle" in done.err
    demand_whole(two.sam, "robin's", "sam's", "robin-list", "sam-list", "robin-picture", "sam-picture")
    assert two.sam.read("meetings/2026-11-19.md").count("# 19 November") == 1
    assert len([path for path in two.sam.files if path.startswith("assets/")]) == 4
    two.settle()
    assert two.sam("status", "--json").data["kept_twice"] == 2


@pytest.mark.parametrize("gone", ["robin", "sam"])
def test_a_document_that_one_took_away_and_the_other_changed_stays(two: Two, gone: str) -> None:
    leaver, writer = (two.robin, two.sam) if gone == "robin" else (two.sam, two.robin)
    (leaver.root / GOAL).unlink()
    writer.add(GOAL, "- still-here")
    stop(two)
    two.sam.sync()
    demand_whole(two.sam, "still-here")
    two.settle()


def test_a_document_with_another_name_here_takes_in_what_was_written_under_the_old_one(two: Two) -> None:
    two.robin.write(GOAL, "---\ntype: goal\n---\n\n# Ask\n\nrobin-anew " + "and so on " * 20 + "\n")
    two.robin.change(NOTE, "- one", "- robin-success")
    two.sam.change(NOTE, "- one", "- sam-success")
    (two.sam.root / GOAL).unlink()
    two.sam.write("goals/listen-k3f9x.md", "---\ntype: goal\n---\n\n# Listen\n\nsam-anew\n")
    stop(two)
    two.sam.sync()
    demand_whole(two.sam, "robin-anew", "sam-anew", "robin-success", "sam-success")
    two.settle()


@pytest.mark.parametrize("called", ["", "settled"])
@pytest.mark.parametrize("renamer", ["robin", "sam"])
def test_where_git_carried_words_to_another_name_and_left_one_side_the_other_is_brought_in(
    two: Two, renamer: str, called: str
) -> None:
    old, new = "assets/some-page.md", "assets/some-other-page.md"
    two.robin.write(old, "# Page\n\n" + "".join(f"- line {number}\n" for number in range(20)))
    two.settle()
    mover, writer = (two.robin, two.sam) if renamer == "robin" else (two.sam, two.robin)
    (mover.root / old).rename(mover.root / new)
    mover.change(new, "- line 3\n", "- line 3\n- from-mover\n")
    writer.change(old, "- line 3\n", "- line 3\n- from-writer\n")
    stop(two, OURS)
    if called:
        two.sam.git("add", "-A")
    assert two.sam("save").status == 0
    demand_whole(two.sam, "from-mover", "from-writer")
    assert old not in two.sam.files
    two.settle()


def test_one_that_stopped_before_its_entry_is_finished_as_it_is(two: Two) -> None:
    write_apart(two)
    two.sam.change(NOTE, "Sam's words.", "First words.")
    two.sam.change(GOAL, "- 2026-11-11: from-sam\n", "")
    two.sam.write("assets/mine.txt", "from-sam")
    keep(two)
    two.sam.git("merge", "-q", "--no-commit", "refs/theirs")
    two.sam.add(LESSON, "typed-beside")
    before = two.sam.files
    assert two.sam("note", "words", "--in", "notes").status == 0
    assert {path: text for path, text in two.sam.files.items() if path in before} == before
    assert two.sam.git("status", "--porcelain").split() == ["M", LESSON]
    demand_whole(two.sam, "robin-lesson", "from-robin")
    two.settle()


def test_one_that_is_in_the_history_already_is_only_tidied_up(two: Two) -> None:
    (two.robin.root / ".git" / "MERGE_HEAD").write_text(two.robin.head)
    head = two.robin.head
    assert two.robin("save").err == ""
    assert two.robin.head == head
    demand_whole(two.robin)


def test_a_file_saved_just_while_it_is_finished_is_not_overwritten(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    from coachlog.git.commit_writer import CommitWriter

    write_apart(two)
    stop(two)
    create_commit = CommitWriter.create_commit

    def slow(self: CommitWriter, *args: object) -> str:
        two.sam.add(NOTE, "typed-just-now")
        return create_commit(self, *args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(CommitWriter, "create_commit", slow)
        assert two.sam("save").status == 1
    assert two.sam("save").status == 0
    demand_whole(two.sam, *WORDS, "typed-just-now")


def test_what_git_had_put_by_and_cannot_be_brought_together_is_kept_beside(two: Two) -> None:
    for person, words in ((two.robin, "robin"), (two.sam, "sam")):
        person.change(NOTE, "First words.", f"{words}-words.")
    two.sam.write("assets/picture.png", b"\0old-picture")
    two.robin.write("assets/picture.png", b"\0robin-picture")
    keep(two)
    two.sam.git("rm", "-q", "--cached", "assets/picture.png")
    two.sam.git("commit", "-q", "-m", "none of mine")
    two.sam.git("rm", "-q", "-f", "--cached", "--ignore-unmatch", "assets/picture.png")
    (two.sam.root / "assets/picture.png").unlink()
    two.sam.add(GOAL, "- put-by")
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git("merge", "-q", "--no-edit", "--autostash", "refs/theirs")
    two.sam.add(GOAL, "- typed-since")
    two.sam.sync()
    demand_whole(two.sam, "robin-words", "sam-words", "robin-picture", "put-by", "typed-since")
