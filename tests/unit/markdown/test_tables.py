"""The rows of a table: cut as Markdown cuts them, written so that they are read as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.markdown.blocks import BlockKind, parse_blocks
from coachlog.markdown.tables import cut_row, format_row, is_delimiter, parse_row

CELL = st.text(alphabet="ab|`*-:. ", max_size=8).map(lambda text: " ".join(text.split()))


@given(st.lists(CELL, min_size=2, max_size=5).filter(lambda cells: cells[0] and cells[-1]))
def test_a_row_that_is_written_is_read_as_it_was(cells):
    assert parse_row(format_row(cells)) == tuple(cells)


@given(st.text(alphabet="a|\\` \n", max_size=30))
def test_a_row_is_cut_without_loss(raw):
    assert "".join(cut_row(raw)) == raw


@given(st.lists(CELL.filter(bool), min_size=2, max_size=4))
def test_what_is_written_is_a_table_for_markdown(cells):
    lines = [f"{line}\n" for line in (format_row(cells), format_row(["---"] * len(cells)), format_row(cells))]
    (block,) = parse_blocks(lines)
    assert (block.kind, block.end) == (BlockKind.TABLE, 3)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ("a", "b")),
        ("a | b", ("a", "b")),
        (r"| a \| b | c |", ("a | b", "c")),
        ("| `a|b` | c |", ("`a", "b`", "c")),
        ("|  | b |", ("", "b")),
        ("", ()),
    ],
)
def test_cells(line, cells):
    assert parse_row(line) == cells


def test_cells_keep_their_bars():
    assert cut_row("| a | b |") == ["|", " a |", " b |"]
    assert cut_row(r"a \| b | c") == [r"a \| b |", " c"]
    assert cut_row("") == [""]


def test_the_dashes_below_a_head():
    assert all(map(is_delimiter, ("|---|---|", "--- | :-:", "-", " | :-- | --: | ")))
    assert not any(map(is_delimiter, ("", "|", "| a |", "| - a |", "---|:|")))
