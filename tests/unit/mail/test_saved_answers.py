"""The file that a letter's page saves: anybody may have made or changed it."""

import json
from datetime import date
from typing import Any

import pytest

from coachlog.mail.letter import Letter, LetterStep
from coachlog.mail.reply import Reply
from coachlog.mail.saved_answers import NoAnswers, parse_saved, understand_saved
from coachlog.model.kinds.body import StepMark

STEPS = (LetterStep(1, "aaaaa", date(2026, 11, 19), "Try the exit ticket", None),)
LETTER = Letter("k3f9x", date(2026, 11, 24), "Robin Coach", "Sam Sample", date(2026, 12, 3), "", "", STEPS, ())


def saved(**fields: Any) -> str:
    return json.dumps({"coachlog": 1, "letter": "k3f9x", "done": [1], "said": {"2": "A win\nAnother"}} | fields)


def test_answers_are_understood_line_by_line() -> None:
    answers = parse_saved(saved())
    assert answers.mark == "k3f9x"
    assert understand_saved(answers, LETTER) == Reply(wins=("A win", "Another"), marks=((1, StepMark.DONE),))


def test_a_line_that_goes_on_with_another_is_no_entry_of_its_own() -> None:
    words = "The film surprised me:\nthey argued.\n\n1. Zoe spoke\n2. so did Max\n- The bell\n- The bus"
    reply = understand_saved(parse_saved(saved(said={"2": words})), LETTER)
    assert reply.wins == ("The film surprised me: they argued. 1. Zoe spoke 2. so did Max", "The bell", "The bus")


@pytest.mark.parametrize("fields", [{"done": [7, 1.5, "1", True]}, {"done": []}])
def test_a_step_that_the_letter_has_not_is_left_out(fields: dict[str, Any]) -> None:
    assert understand_saved(parse_saved(saved(**fields)), LETTER).marks == ()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1]",
        "{}",
        "[" * 100_000,
        saved(coachlog=2),
        saved(letter=3),
        saved(said=["x"]),
        saved(done={"1": 2}),
        saved(said={"2": ["x"]}),
        saved(said={"2": "x" * 10_001}),
        saved(said={str(n): "x" for n in range(200)}),
    ],
)
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(NoAnswers, match=r"file|more than"):
        parse_saved(text)


def test_words_under_a_number_that_the_letter_has_not_are_unsorted_or_left() -> None:
    reply = understand_saved(parse_saved(saved(said={"99": "who knows", "x": "y", "٣": "z"})), LETTER)
    assert (reply.wins, reply.topics, reply.tries) == ((), (), ())
    assert reply.unsorted == ("who knows",)
