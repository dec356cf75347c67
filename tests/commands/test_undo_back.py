"""`coachlog undo --back`: an undo can be taken back itself."""

from coachlog.context import Context
from tests.support.two import GOAL, Two
from tests.support.world import git


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


def test_an_entry_of_mine_that_changed_nothing_is_passed_over(run, example):
    run("note", "A line", "--in", "notes")
    for email in ("sam@example.org", "robin@example.org"):
        git(example, "-c", f"user.email={email}", "commit", "-q", "--allow-empty", "-m", "by hand")
    assert run("undo", "--list").out.startswith("- a change that nobody can see  (")
    assert run("undo").out == "Undone: added 1 note to the meeting of 19 November.\n"
    assert "A line" not in (example / "meetings" / "2026-11-19.md").read_text()


def test_a_picture_of_mine_that_was_changed_since_stays_as_it_is(run, example):
    picture = example / "assets" / "x.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"\x89PNG\xffone")
    run("save")
    picture.write_bytes(b"\x89PNG\xfftwo")
    refused = run("undo")
    assert refused.status == 1
    assert "your newest entry stays (added assets/x.png): it was changed since" in refused.err
    assert picture.read_bytes() == b"\x89PNG\xfftwo"


def test_what_somebody_saves_in_the_last_moment_is_not_taken_back(run, example, monkeypatch):
    board = example / "assets" / "board.txt"
    board.parent.mkdir(exist_ok=True)
    board.write_bytes(b"one")
    run("save")
    change = Context.change

    def in_the_last_moment(context, name):
        board.write_bytes(b"two")
        return change(context, name)

    with monkeypatch.context() as patch:
        patch.setattr(Context, "change", in_the_last_moment)
        refused = run("undo")
    assert refused.status == 1
    assert "your newest entry stays (added assets/board.txt): it was changed since" in refused.err
    assert board.read_bytes() == b"two"
    assert run("history", "--json").data[0]["did"] == ["added assets/board.txt"]


def test_undo_after_an_exchange_leaves_the_partners_later_words(two: Two) -> None:
    assert two.robin("note", "robin was here", "--in", "successes").status == 0
    two.settle()
    note = "meetings/2026-11-19.md"
    two.sam.change(note, "- robin was here", "- robin was here\n- sam was here")
    two.sam.sync()
    two.robin.sync()
    assert two.robin("undo").status == 0
    two.settle()
    assert "robin was here" not in two.sam.files.get(note, b"").decode()
    assert "sam was here" in two.sam.read(note)


def test_undo_of_a_document_that_the_partner_has_written_in_leaves_it(two: Two) -> None:
    assert two.robin("goals", "add", "Listen first").status == 0
    two.settle()
    (path,) = (path for path in two.sam.files if path.startswith("goals/listen-first"))
    two.sam.add(path, "- sam's evidence")
    two.sam.sync()
    two.robin.sync()
    assert two.robin("undo").status in (0, 1)
    two.settle()
    assert "sam's evidence" in two.robin.read(path)


def test_undo_on_both_sides_at_once_and_of_what_the_other_took_away(two: Two) -> None:
    for person in (two.robin, two.sam):
        assert person("goals", "update", "ask-more", f"by {person.me}").status == 0
    two.settle()
    for person in (two.robin, two.sam):
        assert person("undo").status == 0
    two.settle()
    assert "by ment" not in two.robin.read(GOAL)
