"""`coachlog delete` and `coachlog rename`: a document less, or under another title, until it is taken back."""

import pytest

from tests.support.terminal import talk
from tests.support.world import git

GOAL = "goals/listen-before-suggesting-h9c5d.md"


def test_a_document_is_deleted_told_and_brought_back(run, example):
    before = (example / GOAL).read_bytes()
    result = run("delete", "listen")
    assert result.out.splitlines()[:2] == [
        f"Deleted the goal “Listen before suggesting”: {GOAL}",
        "4 documents still name it:",
    ]
    assert not (example / GOAL).exists()
    assert git(example, "log", "-1", "--format=%s").strip() == "delete: 1 goal"
    assert "removed the goal “Listen before suggesting”" in run("history").out
    assert run("undo").status == 0
    assert (example / GOAL).read_bytes() == before


@pytest.mark.parametrize("word", ["gg", "before suggesting", "SUGGEST", "uggesti", "lis", "listen", "h9c5d"])
def test_no_document_is_deleted_by_a_word_in_the_middle_of_its_title(word, run, example):
    result = run("delete", word)
    assert (example / GOAL).exists() == (word not in ("lis", "listen", "h9c5d"))
    assert result.status == (1 if (example / GOAL).exists() else 0), result
    if result.status:
        assert f"(goals/{GOAL[6:]}), and that is not sure enough to delete it" in result.err
        assert "coachlog delete listen-before-suggesting-h9c5d" in result.err


def test_a_few_letters_delete_nothing(run, example):
    before = {path: path.read_bytes() for path in example.rglob("*.md")}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert run("delete", letter).status == 1
    assert {path: path.read_bytes() for path in example.rglob("*.md")} == before


def test_a_deleted_meeting_is_named_only_by_links(run, example):
    result = run("delete", "2026-11-19", "--json")
    assert (result.data["kind"], result.data["linked_from"]) == ("meeting", [])


def test_what_was_typed_by_hand_before_comes_back_too(run, example):
    path = example / GOAL
    path.write_text(path.read_text() + "\nfresh words\n")
    run("delete", "listen")
    run("undo")
    assert path.read_text().endswith("\nfresh words\n")


def test_a_document_that_cannot_be_read_can_be_deleted(run, example):
    (example / GOAL).write_bytes(b"---\nnever closed\n")
    assert run("delete", GOAL).status == 0
    assert not (example / GOAL).exists()


def test_a_title_changes_and_the_id_stays(run, example):
    before = (example / GOAL).read_text()
    result = run("rename", "listen", "Listen", "first")
    assert result.out == f"The goal “Listen before suggesting” is called “Listen first” now: {GOAL}\n"
    assert (example / GOAL).read_text() == before.replace("# Listen before suggesting", "# Listen first", 1)
    assert run("goals", "show", "listen-before", "--json").data["title"] == "Listen first"
    again = run("rename", "listen", "Listen first")
    assert again.out.startswith("It is called “Listen first” already")
    assert run("undo").status == 0
    assert (example / GOAL).read_text() == before


def test_on_a_terminal_the_title_is_asked_for(run, example):
    status, screen = talk(["rename", "listen"], ["Listen, then ask"])
    assert status == 0, screen
    assert "# Listen, then ask\n" in (example / GOAL).read_text()


def test_the_partner_is_told(two):
    goal = two.robin("goals", "add", "Wait longer", "--json").data["id"]
    two.robin("sync")
    two.sam("sync")
    two.robin("rename", goal, "Wait five seconds")
    two.robin("sync")
    assert "“Wait five seconds”" in two.sam("sync").out
    two.robin("delete", goal)
    two.robin("sync")
    assert "removed the goal “Wait five seconds”" in two.sam("sync").out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["delete", "nothing"], 1, "there is no document `nothing`"),
        (["delete", "explain"], 1, "means more than one document"),
        (["delete", "coachlog.yml"], 1, "coachlog.yml is no document of the log"),
        (["rename", "README.md", "x"], 1, "README.md is no document of the log"),
        (["rename", "listen"], 2, "a document needs a title"),
        (["rename", "listen", " "], 2, "a document needs a title"),
    ],
)
def test_what_is_no_document_or_no_title_is_refused(run, example, words, status, told):
    result = run(*words)
    assert (result.status, told in result.err) == (status, True), result.err
    assert git(example, "status", "--porcelain") == ""


def test_who_deletes_a_next_step_is_told_how_to_drop_it(run, example):
    step = run("steps", "--json").data[0]["id"]
    hint = run("delete", step).err.partition("it is a next step: coachlog ")[2]
    assert run(*hint.split()).status == 0


@pytest.mark.parametrize(
    ("add", "folder"),
    [(["visits", "add"], "visits"), (["work", "add", "A talk"], "work")],
)
def test_what_is_only_mine_is_deleted_by_its_id_and_comes_back(add, folder, run, example, sealed):
    assert run(*add).status == 0
    (page,) = (sealed / "coachlog" / "own" / folder).iterdir()
    assert run("delete", page.stem[:4]).status == 1
    done = run("delete", page.stem)
    assert (done.status, page.exists()) == (0, False), done.err
    assert run("undo").status == 0
    assert page.exists()


def test_a_comment_in_a_title_is_in_no_output_and_stays_in_the_file(run, example, own):
    for kind in ("goals", "lessons"):
        for path in (example / kind).glob("*.md"):
            path.write_text(path.read_text().replace("\n# ", "\n# <!-- WHY -->", 1))
    run("report", "--no-edit")
    texts = [path.read_text() for path in (own / "reflections").glob("*.md")]
    assert len(texts) == 2
    assert not any("WHY" in text for text in texts)
    assert "WHY" not in "".join(run(*command).out for command in ([], ["goals"], ["lessons"], ["goals", "--json"]))
    run("rename", "listen", "Listen first")
    assert "\n# Listen first <!-- WHY -->\n" in (example / GOAL).read_text()
    assert "Listen first" in run("goals").out


def test_words_of_a_title_that_would_begin_a_comment_stay_words(run, example):
    assert "“Use <!-- and --> well”" in run("goals", "add", "Use <!-- and --> well").out
    assert "Use <!-- and --> well" in run("goals").out
    run("rename", "use", "No <!-- more")
    assert "No <!-- more" in run("goals").out
