"""`coachlog undo --back` after other entries, and deleted documents by their titles."""

import shlex
from pathlib import Path

from tests.support.world import Run


def goal_titles(run: Run) -> list[str]:
    return [goal["title"] for goal in run("goals", "--json").data]


def test_an_undo_before_something_else_is_taken_back_only_where_that_is_said(run: Run, example: Path) -> None:
    run("goals", "add", "A new one")
    run("undo")
    run("goals", "add", "Another one")
    refused = run("undo", "--back")
    assert refused.status == 1
    assert "your newest entry is no undo: added the goal “Another one”" in refused.err
    assert "A new one" not in goal_titles(run)
    run("undo")
    assert "Another one" in run("undo", "--back").out
    assert run("undo", "--back").status == 1
    assert run("undo", "--back", "--next").out == "Done again: added the goal “A new one”.\n"


def test_after_a_private_note_an_older_undo_stays_too(run: Run, example: Path) -> None:
    run("goals", "add", "A new one")
    run("undo")
    run("private", "mine")
    assert run("undo", "--back").status == 1
    run("undo")
    assert "mine" not in run("private").out
    run("undo", "--back")
    assert "mine" in run("private").out


def test_a_deleted_document_is_named_by_words_of_its_title(run: Run, example: Path) -> None:
    run("goals", "add", "Less teacher talk")
    run("delete", "Less teacher talk")
    refused = run("undo", "less teacher talk")
    assert refused.status == 2
    assert run(*shlex.split(refused.err.partition("back: coachlog ")[2])).status == 0
    assert "Less teacher talk" in goal_titles(run)


def test_a_document_that_was_not_deleted_is_no_reason_to_bring_it_back(run, example):
    assert (
        "coachlog undo --list; to bring a deleted one back: coachlog undo --deleted\n" in run("undo", "2026-11-12").err
    )
    run("delete", "2026-11-12")
    assert "coachlog undo --deleted 2026-11-12" in run("undo", "2026-11-12").err
