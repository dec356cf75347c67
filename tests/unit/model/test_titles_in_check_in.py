"""What looks like another part of a note and stands within a Check-in is not read, and is named."""

import pytest

from coachlog.model.kinds.check_in import doubtful_check_ins
from tests.support.typed import ends_check_in, read
from tests.support.typed_forms import NEXT_STEPS_HEADINGS


@pytest.mark.parametrize("heading", [one for one in NEXT_STEPS_HEADINGS if not ends_check_in(one)])
def test_what_looks_like_a_heading_and_ends_no_check_in_is_named(heading):
    body, problems = read(f"## Check-in\n\nfine\n\n{heading}\n\n- [ ] call home\n")
    assert body.steps == ()
    assert (5, "unclear-heading") in {(problem.line, problem.code) for problem in problems}


@pytest.mark.parametrize(
    "line", ["### Sam", "**Feelings**", "### How are you?", "We need time:", "#### Questions to each"]
)
def test_the_pair_s_own_headings_within_a_check_in_are_not_named(line):
    assert read(f"## Check-in\n\n{line}\n\nfine\n")[1] == []


@pytest.mark.parametrize("ends_no_line", ["\v", "\u2028"])
def test_a_doubtful_check_in_is_named_with_the_line_that_an_editor_shows(ends_no_line):
    assert list(doubtful_check_ins(f"# Note\n\none{ends_no_line}two\n\n## Check in on goals\n", ())) == [5]
