"""A heading that is nearly the name of a section of a lesson is named."""

import pytest

from coachlog.markdown.document import parse_document
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.parse_body import parse_body
from tests.support.typed import SETTINGS


@pytest.mark.parametrize("typed", ["Choise and voice", "Choice and voice", "Voice and choise", "Rubric and assesment"])
def test_a_heading_that_is_nearly_a_section_is_named_in_whatever_order(typed):
    document = parse_document(f"---\ntype: lesson\n---\n\n# Ratios\n\n## {typed}\n\nwords\n")
    names = kind_of("lesson").sections
    _, problems = parse_body("lessons/x.md", document, settings=SETTINGS, prompts=frozenset(), day=None, names=names)
    assert [(problem.line, problem.code) for problem in problems] == [(7, "unclear-heading")]
