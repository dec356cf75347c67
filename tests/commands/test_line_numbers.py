"""A line has the number that it has in an editor, whatever Word put into the lines above it."""

import pytest

from coachlog.actions.exchange.consents_by_hand import consents_by_hand
from coachlog.checks.check import line_of
from coachlog.checks.student_names import lines_without_name, parse_names

PEOPLE = "coachlog: 1\npeople:\n  - id: mentor\n    name: Robin\n    school: {}\n  - id: mentee\n    name: Sam\n"


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\v"])
def test_what_ends_no_line_moves_none(sign: str) -> None:
    assert line_of(f"---\ntitle: a{sign}b\nsupports: x\n---\n", "supports") == 3
    assert line_of(f"title: a{sign}b\nquestions: x\n", "questions", front=False) == 2
    assert lines_without_name(f"Zoe{sign}Kai\n{'long' * 50}\n") == (2,)
    assert [name.text for name in parse_names(f"Zoe{sign}Kai")] == ["Zoe", "Kai"]
    settings = PEOPLE.format(f'"a{sign}b"' if sign != "\v" else "a")
    problems = consents_by_hand(None, settings.encode(), f"{settings}    quote: [successes]\n".encode())
    assert [problem.line for problem in problems] == [8]
