"""Links and stars of a step are no words of it: they go along through any number of weeks, and change no identity."""

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coachlog.model.links import add_links, read_marks
from tests.support.carried import FIRST, carry, read
from tests.support.figures import times

TARGETS = ("explain-k3f9x", "ratios-x2p7d", "2026-11-12")
STARS = ("#star", "#star/talk", "#Star/a/b")
WORDS = st.lists(
    st.sampled_from(["call", "home", "`[[code]]`", "(twice)", "why?", "é", "[one](two)", "x_y"]), min_size=1
)
MARKS = st.lists(st.sampled_from([*(f"[[{target}]]" for target in TARGETS), *STARS]), max_size=4)


@pytest.mark.no_cover
@settings(max_examples=times(40, 3000))
@given(WORDS, MARKS, st.booleans())
@example(["call", "home"], ["#star/talk", "[[explain-k3f9x]]"], True)
def test_marks_go_along_and_change_neither_words_nor_identity(words, marks, due):
    behind = " (due 2026-11-26)" if due else ""
    plain, marked = " ".join(words), " ".join([*words, *marks])
    (bare,) = read({FIRST: f"## Next steps\n\n- [ ] @mentee {plain}{behind}\n"}).steps
    notes = {FIRST: f"## Next steps\n\n- [ ] @mentee {marked}{behind}\n"}
    (step,) = read(notes).steps
    assert (step.text, step.id, step.due) == (bare.text, bare.id, bare.due)
    links, starred = step.links, step.newest.starred
    assert set(links) == {mark.strip("[]") for mark in marks if mark.startswith("[[")}
    for number in range(1, 4):
        day = FIRST + timedelta(weeks=number)
        notes[day] = "## Next steps\n"
        carry(notes, day)
        (later,) = read(notes).steps
        assert (later.text, later.id, later.links, later.newest.starred) == (bare.text, bare.id, links, starred)
        assert later.carried == number


@pytest.mark.no_cover
@settings(max_examples=times(80, 5000))
@given(WORDS, MARKS, st.lists(st.sampled_from(TARGETS)))
def test_a_line_that_gets_links_has_the_same_words_and_these_links(words, marks, targets):
    line = " ".join([*words, *marks])
    before, after = read_marks(line), read_marks(add_links(line, targets))
    assert (after.words, after.starred) == (before.words, before.starred)
    assert after.links == tuple(dict.fromkeys([*before.links, *targets]))
