"""The questions of the matrix in a lesson's text: which are answered, and where a missing one goes."""

import pytest

from coachlog.actions.term.lesson_review import with_questions
from coachlog.frameworks import load_framework
from coachlog.markdown.document import parse_document
from coachlog.model.parse_settings import parse_settings
from coachlog.summary.matrix import build_coverage, quadrant_of, quadrants

SETTINGS, _ = parse_settings(b"")
MATRIX = load_framework("design-matrix")
JUDGEMENT = "What do students have to weigh up before they can take a position?"
PROBLEM = [item.text for item in MATRIX.items if item.parent == "problem"]


def quadrant(code):
    return next(found for found in quadrants(MATRIX) if found.code == code)


def coverage(text):
    return {q.code: (q.asked, q.answered, q.own) for q in build_coverage(parse_document(text), MATRIX, SETTINGS)}


def test_a_question_is_answered_by_words_behind_it_or_below_it():
    text = (
        "# L\n\n## Design matrix\n\n### Problem-based task\n\n"
        f"- {PROBLEM[0]} The price and the way.\n- {PROBLEM[1].upper()}\n- {PROBLEM[2]}\n\n  Theirs.\n- {PROBLEM[3]}\n"
        "- Something of our own.\n\nAnd a paragraph.\n\n### Our own heading\n\n"
        "- not of a quadrant\n\n#### Engaging!\n\n- a\n"
    )
    assert coverage(text) == {
        "standards": (0, 0, 0),
        "engaging": (0, 0, 1),
        "problem": (4, 2, 2),
        "technology": (0, 0, 0),
    }


def test_a_question_counts_for_its_quadrant_wherever_it_stands():
    assert coverage(f"# L\n\n## Design matrix\n\n- {JUDGEMENT} Yes.\n")["problem"] == (1, 1, 0)
    assert coverage(f"# L\n\n## Task\n\n- {JUDGEMENT} Yes.\n")["problem"] == (0, 0, 0)


@pytest.mark.parametrize("heading", ["Problem", "problem-based task", "Problem Based Task", "PROBLEM-BASED"])
def test_a_quadrant_is_known_by_many_headings(heading):
    assert quadrant_of(heading, MATRIX).code == "problem"
    assert quadrant_of("Something else", MATRIX) is None


def test_questions_are_brought_in_under_their_quadrants_heading_once():
    document, count = with_questions(parse_document("# L\n\n## Task\n\nx\n"), quadrant("problem"), MATRIX, SETTINGS)
    items = "".join(f"- {text}\n" for text in PROBLEM)
    assert document.text == f"# L\n\n## Task\n\nx\n\n## Design matrix\n\n### Problem-based task\n\n{items}"
    assert count == 5
    assert with_questions(document, quadrant("problem"), MATRIX, SETTINGS) == (document, 0)


def test_only_what_is_missing_is_brought_in_and_nothing_else_moves():
    before = (
        f"# L\r\n\r\n## Design matrix\r\n\r\n### Problem\r\n\r\n- {PROBLEM[1]} Ours.\r\n\r\n### Technology\r\n\r\n"
        "- a\r\n\r\n## After teaching\r\n\r\nb\r\n"
    )
    document, count = with_questions(parse_document(before), quadrant("problem"), MATRIX, SETTINGS)
    added = "".join(f"- {text}\r\n" for text in PROBLEM if text != PROBLEM[1])
    assert document.text == before.replace("Ours.\r\n", f"Ours.\r\n{added}")
    assert count == 4
    document, _ = with_questions(parse_document(before), quadrant("engaging"), MATRIX, SETTINGS)
    assert "- a\r\n\r\n### Engaging task\r\n\r\n- How much" in document.text
    assert document.text.endswith("only to make it better?\r\n\r\n## After teaching\r\n\r\nb\r\n")


def test_an_empty_heading_and_a_paragraph_take_questions_too():
    document, _ = with_questions(
        parse_document("# L\n\n## Design matrix\n\n### Problem\n## After teaching\n"),
        quadrant("problem"),
        MATRIX,
        SETTINGS,
    )
    assert f"### Problem\n\n- {PROBLEM[0]}\n" in document.text
    assert "\n\n## After teaching\n" in document.text
    document, _ = with_questions(
        parse_document("# L\n\n## Design matrix\n\n### Problem\n\nWords.\n"), quadrant("problem"), MATRIX, SETTINGS
    )
    assert f"Words.\n\n- {PROBLEM[0]}\n" in document.text
