"""`coachlog undo --back`: an undo can be taken back itself."""

from tests.conftest import git


def goal_titles(run):
    return [goal["title"] for goal in run("goals", "--json").data]


def test_what_was_undone_once_too_often_comes_back(run, example):
    run("goals", "add", "First new one")
    run("goals", "add", "Second new one")
    assert "coachlog undo --back" in run("undo").err
    run("undo")
    assert not {"First new one", "Second new one"} & set(goal_titles(run))
    run("undo", "--back")
    assert "First new one" in goal_titles(run)
    assert "Second new one" not in goal_titles(run)
    run("undo", "--back")
    assert {"First new one", "Second new one"} <= set(goal_titles(run))
    assert run("undo", "--back").status == 1
    assert git(example, "status", "--porcelain") == ""


def test_what_came_back_can_be_undone_again(run, example):
    run("goals", "add", "A new one")
    for words, there in ((["undo"], False), (["undo", "--back"], True), (["undo"], False), (["undo", "--back"], True)):
        assert run(*words).status == 0
        assert ("A new one" in goal_titles(run)) is there


def test_words_typed_since_survive_an_undo_taken_back(run, example):
    run("note", "A line", "--in", "notes")
    run("undo")
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(note.read_text() + "\nTyped since.\n")
    run("undo", "--back")
    assert "A line" in note.read_text()
    assert "Typed since." in note.read_text()


def test_without_an_undo_there_is_none_to_take_back(run, example):
    result = run("undo", "--back")
    assert (result.status, "there is no undo of yours to take back" in result.err) == (1, True)


def test_it_says_what_is_undone_and_what_is_done_again(run, example):
    run("goals", "add", "A new one")
    assert run("undo").out == "Undone: added the goal “A new one”.\n"
    again = run("undo", "--back")
    assert (again.out, again.err) == ("Done again: added the goal “A new one”.\n", "")


def test_an_undo_that_leaves_nothing_to_do_again_is_told_and_not_passed_over(run, example):
    run("note", "first", "--in", "notes")
    picture = example / "assets" / "x.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"one")
    run("save")
    run("undo")
    picture.write_bytes(b"two")
    run("save")
    refused = run("undo", "--back")
    assert (refused.status, refused.out) == (1, "")
    assert "your newest undo stays" in refused.err
    assert "it was changed since" in refused.err
    assert picture.read_bytes() == b"two"
