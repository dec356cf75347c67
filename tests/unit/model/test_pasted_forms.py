"""Tables and code that are pasted into a note are lines of it, where a section has lines."""

import pytest

from tests.support.typed import read


@pytest.mark.parametrize(
    ("block", "entries"),
    [
        ("| Topic | Said |\n|---|---|\n| Ticket | worked |\n| | more |", [("Ticket – worked", 5), ("more", 6)]),
        ("\tone\n\t- two", [("one", 3), ("two", 4)]),
        ("```\none\ntwo\n```", [("one two", 3)]),
    ],
)
def test_a_table_and_what_is_code_are_lines_of_the_notes(block, entries):
    body, problems = read(f"## Notes\n\n{block}\n")
    assert [(entry.text, entry.line) for entry in body.entries("Notes")] == entries
    assert problems == []


@pytest.mark.parametrize("line", ["- Grow: pacing", "- ~~waited~~", "~~waited~~", "Glow: waited\nGrow: pacing"])
def test_a_success_that_is_taken_back_or_is_called_something_else_is_named(line):
    _, problems = read(f"## Successes\n\n- words\n\n{line}\n")
    assert [problem.line for problem in problems] == [4 + len(line.split("\n"))]


def test_a_row_that_means_check_in_is_no_success():
    body, _ = read("## Successes\n\nCheck-in\tSam was sad\n\tand tired\nSuccess\twaited\n")
    assert [entry.text for entry in body.entries("Successes")] == ["Success – waited"]


@pytest.mark.parametrize("block", ["| Topic |\n|---|\n| rubric |", "\trubric", "```\nrubric\n```", "<p>rubric</p>"])
def test_a_talking_point_in_no_list_is_named(block):
    _, problems = read(f"## Agenda\n\n{block}\n")
    assert [problem.code for problem in problems] == ["unclear-line"]
