"""What stands under a next step keeps its place under it, through any number of weeks."""

from datetime import timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import parse_document
from tests.support.carried import FIRST, carry, read
from tests.support.figures import times

BULLETS = ("- ", "* ", "1. ", "10) ", "-   ", " - ", "-\t", "  + ")
INDENTS = ("", " ", "  ", "   ", "    ", "      ", "\t", "  \t", "          ")
STARTS = (
    "",
    "",
    "- ",
    "* ",
    "-",
    "*",
    "1.",
    "---",
    "- [ ] ",
    "1. ",
    "> ",
    "```",
    "# ",
    "| a |",
    "|---|",
    "===",
    "<!-- b -->",
    "^aaaaa",
)
BELOW = st.lists(
    st.tuples(st.sampled_from(INDENTS), st.sampled_from(STARTS), st.sampled_from(("c", "d", "e", "\n", ""))), max_size=7
)


def tree(block: Block) -> object:
    """The kinds, words and depths of all that is inside a block."""
    return [(child.kind, child.text.split(), child.level, tree(child)) for child in block.children]


def the_step(text: str) -> Block:
    """The block of the one next step of a note."""
    (block,) = [b for b in parse_document(text).blocks if b.kind is BlockKind.ITEM and b.text.startswith("[")]
    return block


@pytest.mark.no_cover
@settings(max_examples=times(40, 3000))
@given(st.sampled_from(BULLETS), BELOW, st.sampled_from(["\n", "\r\n"]))
@example("- ", [("    ", "- ", "c"), ("", "", "d")], "\n")
@example("- ", [("  ", "-", "")], "\n")
@example("- ", [("  ", "* ", ""), ("    ", "", "c"), ("\t", "-", "")], "\r\n")
@example("- ", [("  ", "---", ""), ("  ", "", "d")], "\n")
@example("1. ", [("    ", "- ", "c"), ("  ", "", "d"), ("\t", "- ", "e")], "\n")
def test_what_is_under_a_step_keeps_its_place(bullet, below, ending):
    lines = [f"{bullet}[ ] @mentee Plan it", *(f"{indent}{start}{words}" for indent, start, words in below)]
    text = ending.join(["## Next steps", "", *"\n".join(lines).split("\n"), ""])
    items = [block for block in parse_document(text).blocks if block.kind is BlockKind.ITEM]
    assume(
        len(items) == 1 and items[0].text.startswith("[ ] @mentee Plan it") and len(parse_document(text).blocks) == 2
    )
    assume("^" not in items[0].text)
    notes = {FIRST: text}
    for number in range(1, 4):
        day = FIRST + timedelta(weeks=number)
        notes[day] = "## Next steps\n"
        carry(notes, day)
        assert tree(the_step(notes[day])) == tree(items[0]), notes
        (step,) = read(notes).steps
        assert step.carried == number


@pytest.mark.parametrize("mark", "!?*iX")
def test_a_person_s_mark_goes_along(mark):
    notes = {FIRST: f"## Next steps\n\n- [{mark}] @mentee Plan it\n"}
    for number in range(1, 4):
        day = FIRST + timedelta(weeks=number)
        notes[day] = "## Next steps\n"
        carry(notes, day)
        assert ("[X]" not in notes[day] and f"- [{mark}] @mentee Plan it" in notes[day]) is (mark != "X")
        assert "- [>] @mentee Plan it" in notes[FIRST] or mark == "X"


@pytest.mark.parametrize(
    "below", ["  -", "    -", "  *", "  +", "\t-", "  1.", "  -\n  - a", "  *\n    b", "  ---", "  - \n  - x"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_an_empty_bullet_below_a_step_leaves_it_a_step(below, ending):
    text = f"## Next steps\n\n- [ ] @mentee Plan it\n{below}\n- [ ] Other\n"
    notes = {FIRST: text.replace("\n", ending)}
    for number in range(1, 4):
        day = FIRST + timedelta(weeks=number)
        notes[day] = "## Next steps\n"
        carry(notes, day)
        assert [(step.text, step.carried) for step in read(notes).steps] == [("Plan it", number), ("Other", number)]
        lines = notes[day].splitlines()
        assert [line.split() for line in lines[-below.count("\n") - 2 : -1]] == [
            line.split() for line in below.split("\n")
        ]
