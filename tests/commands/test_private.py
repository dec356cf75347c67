"""Private notes: my own, outside every log, with a history of their own."""

from pathlib import Path

import pytest

from tests.support.world import Run, git


def note(sealed: Path, day: str = "2026-11-19") -> Path:
    return sealed / "coachlog" / "own" / "notes" / f"{day}.md"


def test_a_note_is_written_outside_the_log_and_only_i_can_see_it(example, sealed, run):
    result = run("private", "I", "felt out of my depth")
    assert result.status == 0
    assert str(note(sealed)) in result.out
    assert "Only you can see it" in result.out
    assert note(sealed).read_text(encoding="utf-8").endswith("\n\n- I felt out of my depth\n")
    assert git(example, "status", "--porcelain") == ""
    assert "out of my depth" not in git(example, "log", "-p")


def test_more_words_of_a_day_come_below_the_first(example, sealed, run):
    run("private", "one")
    run("private", "two")
    assert note(sealed).read_text(encoding="utf-8").endswith("- one\n- two\n")
    own = sealed / "coachlog" / "own"
    assert git(own, "log", "--format=%an|%s") == "Robin Example|private: 1 note\n" * 2
    assert git(own, "status", "--porcelain") == ""


def test_it_works_where_there_is_no_log(sealed, run):
    assert run("private", "on my own").status == 0
    assert git(sealed / "coachlog" / "own", "log", "--format=%ae") == "me@coachlog.invalid\n"
    assert run("private", "--json").data[0]["text"] == "on my own"


def test_it_works_where_nobody_said_who_writes(example, sealed, run):
    (example / ".git" / "coachlog" / "me").unlink()
    assert run("private", "still mine").status == 0
    assert "still mine" in note(sealed).read_text(encoding="utf-8")


def test_alone_it_lists_the_notes_with_file_and_line(sealed, run):
    run("private", "one", "--today", "2026-11-12")
    run("private", "two")
    data = run("private", "--json").data
    assert [(row["date"], row["text"]) for row in data] == [("2026-11-12", "one"), ("2026-11-19", "two")]
    for row in data:
        assert Path(row["path"]).read_text(encoding="utf-8").splitlines()[row["line"] - 1] == f"- {row['text']}"
    told = run("private", "list").out  # which was written down as a note
    assert "2 private notes" in told
    assert "- one  (2026-11-12)" in told


def test_without_notes_it_says_that_there_are_none(sealed, run):
    result = run("private")
    assert result.status == 0
    assert "0 private notes" in result.out
    assert run("private", "--json").data == []
    assert not (sealed / "coachlog").exists()


def test_nothing_to_write_is_refused(sealed, run):
    result = run("private", " \x07 ")
    assert result.status == 2
    assert "nothing to write down" in result.err


def test_words_that_look_like_more_stay_words(sealed, run):
    run("private", "# not a heading")
    assert run("private", "--json").data[0]["text"] == "# not a heading"


def test_a_note_that_cannot_be_read_is_refused_and_stays(sealed, run):
    run("private", "one")
    note(sealed).write_bytes(b"---\nnever closed\n")
    result = run("private", "two")
    assert result.status == 1
    assert "notes/2026-11-19.md:1" in result.err
    assert str(note(sealed)) in result.err
    assert note(sealed).read_bytes() == b"---\nnever closed\n"
    assert run("private").status == 1


def test_words_saved_by_hand_are_kept_first(sealed, run):
    run("private", "one")
    note(sealed).write_text(note(sealed).read_text(encoding="utf-8") + "- by hand\n", encoding="utf-8")
    run("private", "two")
    assert note(sealed).read_text(encoding="utf-8").endswith("- one\n- by hand\n- two\n")
    assert len(git(sealed / "coachlog" / "own", "log", "--oneline").splitlines()) == 3


@pytest.mark.parametrize("left", [(), ("HEAD",), ("HEAD", "objects"), ("objects", "refs"), ("refs", "HEAD.lock")])
def test_a_history_that_a_killed_command_began_is_made_anew(sealed: Path, run: Run, left: tuple[str, ...]) -> None:
    own = sealed / "coachlog" / "own"
    (own / "notes").mkdir(parents=True)
    (own / "mine.md").write_text("My words.\n", encoding="utf-8")
    (own / ".git").mkdir()
    for name in left:
        if name.startswith("HEAD"):
            (own / ".git" / name).write_bytes(b"")
        else:
            (own / ".git" / name).mkdir()
    for words in ("one", "two"):
        assert run("private", words).status == 0
    assert git(own, "log", "--format=%s") == "private: 1 note\n" * 2
    assert (own / "mine.md").read_text(encoding="utf-8") == "My words.\n"


def test_a_history_with_entries_stays_whatever_it_has_lost(sealed: Path, run: Run) -> None:
    run("private", "one")
    inside = sealed / "coachlog" / "own" / ".git"
    (inside / "info" / "attributes").unlink()
    before = git(inside.parent, "rev-parse", "HEAD")
    assert run("private", "two").status == 0
    assert git(inside.parent, "rev-parse", "HEAD^") == before
    (inside / "HEAD").write_bytes(b"")
    assert run("private", "three").status == 0
    assert git(inside.parent, "rev-parse", "HEAD^^") == before
