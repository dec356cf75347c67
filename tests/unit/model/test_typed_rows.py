"""Rows of a table right below lines, and short lines without bullets, are one each or are named."""

import pytest

from tests.support.typed import read

TABLE = "| Sam | got a thank you |\n|---|---|\n| Dana | came late |\n"
BARE = "| Sam | got a thank you |\n| Dana | came late |\n"
IN_SPOKEN = pytest.mark.parametrize("heading", ["Successes", "Areas of growth"])


@IN_SPOKEN
@pytest.mark.parametrize("table", [TABLE, BARE])
@pytest.mark.parametrize("above", ["- pacing\n", "pacing\n", "- pacing\n  - more\n", "Dana\n- pacing\n"])
def test_the_rows_of_a_table_right_below_lines_are_one_each(heading, table, above):
    body, _ = read(f"## {heading}\n\n{above}{table}\n- after\n")
    said = [(entry.text, entry.by) for entry in body.entries(heading)]
    assert said[-3:-1] == [("Sam: got a thank you", "mentee"), ("Dana: came late", "mentor")]
    assert said[-1][0] == "after"
    assert said[0][0].startswith("pacing")
    assert "|" not in said[0][0]


def test_in_notes_they_are_one_each_too():
    body, _ = read(f"## Notes\n\n- pacing\n{TABLE}")
    assert [entry.text for entry in body.entries("Notes")] == ["pacing", "Sam: got a thank you", "Dana: came late"]


@pytest.mark.parametrize("line", ["- wait | think", "a | b\nand on", "- look at\n|x|"])
def test_a_bar_among_words_begins_no_table(line):
    body, _ = read(f"## Notes\n\n{line}\n")
    assert len(body.entries("Notes")) == 1


@pytest.mark.parametrize("heading", ["Successes", "Areas of growth", "Notes"])
@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("Kids were calm\nParents came\nWe laughed\nThe end", 4),
        ("- pacing\nT: got a thank you\nTHOMAS: parent call", 3),
        ("- Pacing\n  Waiting", 2),
        ("• 18 of 24 slips\n    o small group: Ben explained", 2),
        ("- 18 of 24 slips\n  o small group", 2),
        ("· middle dot\n-no blank behind", 2),
        ("one thing\nmy own: another", 2),
        ("Dana: talk less\nsam waited", 2),
    ],
)
def test_short_lines_that_are_read_as_one_are_named_once(heading, lines, count):
    _, problems = read(f"## {heading}\n\n{lines}\n")
    assert [problem.line for problem in problems if f"these {count} lines are read as one" in problem.message] == [3]


@pytest.mark.parametrize(
    "lines",
    [
        "Kids were calm, for once,\nParents came",
        "- We wrote an answer that went on over the line's end, and then\n  Parents came",
        "Kids were calm\nand parents came",
        "Kids were calm with\nMs. Lee",
        "We said this\nand so on: it was calm",
        "We lost\n-5 points",
        "Sam: kids were calm\nDana: parents came",
    ],
)
@pytest.mark.parametrize("heading", ["Successes", "Notes"])
def test_a_sentence_on_several_lines_is_not_named(heading, lines):
    _, problems = read(f"## {heading}\n\n{lines}\n")
    assert not [problem for problem in problems if "read as one" in problem.message]


@pytest.mark.parametrize("heading", ["Successes", "Notes"])
def test_a_word_for_next_steps_alone_over_a_list_is_named(heading):
    assert [problem.line for problem in read(f"## {heading}\n\nHomework\n- Sam: x4 by Fri\n")[1]] == [3]
    assert not read(f"## {heading}\n\nHomework was late\n- Sam: x4 by Fri\n")[1]


@pytest.mark.parametrize("bullet", ["", "- ", "• "])
@pytest.mark.parametrize("words", ["nothing", "none", "-", "n/a", "nothing new"])
def test_that_somebody_has_nothing_to_do_is_no_step(bullet, words):
    body, problems = read(f"## Next steps\n\n{bullet}Sam: {words}\n{bullet}Dana: call home\n")
    assert [(step.text, step.owner) for step in body.steps] == [("call home", "mentor")]
    assert problems == []


@pytest.mark.parametrize("table", [TABLE, BARE])
def test_the_rows_of_a_table_right_below_a_step_are_steps_or_are_named(table):
    body, problems = read(f"## Next steps\n\n- [ ] Sam: call home\n{table}")
    assert body.steps[0].text == "call home"
    found = {step.line for step in body.steps} | {problem.line for problem in problems}
    assert found >= {number for number, line in enumerate(table.splitlines(), 4) if "---" not in line}


@pytest.mark.parametrize(
    "above", ["Kim: call home", "- Kim: call home", "- [ ] Kim: call home", "call home", "- call home"]
)
def test_a_line_below_another_that_is_nobodys_step_is_a_step(above):
    body, problems = read(f"## Next steps\n\n{above}\nSam needs to copy sheets by Fri\n")
    assert "mentee" in [step.owner for step in body.steps] or 4 in [problem.line for problem in problems]
    assert ("mentee", "Sam needs to copy sheets") in [(step.owner, step.text[:24]) for step in body.steps]
