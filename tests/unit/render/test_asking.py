"""Sentences and questions on a terminal keep their words whole at the end of a line."""

from io import StringIO

import pytest
import typer

from coachlog.render import asking

SENTENCE = "write it as one-of-a-kind-words or coachlog terms add 2027-spring --start 2027-01-05 --end 2027-06-11"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", ["20", "40", "80", "10000"])
def test_a_line_ends_between_words(columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    lines = asking.fit(SENTENCE, Terminal()).split("\n")
    assert " ".join(lines) == SENTENCE
    assert int(columns) < 80 or "coachlog terms add 2027-spring --start 2027-01-05 --end 2027-06-11" in lines[-1]
    assert all(len(line) < int(columns) or " " not in line for line in lines)


def test_in_a_pipe_and_without_a_break_a_sentence_is_one_line():
    assert asking.fit(SENTENCE, StringIO()) == SENTENCE
    assert asking.fit("a\nb\x1b[31m", StringIO()) == "a\\x0ab\\x1b[31m"


@pytest.mark.parametrize(
    ("default", "shown", "answer"), [("thursday", "Which day? [thursday]", "thursday"), (" ", "Which day?", " ")]
)
def test_a_question_shows_what_enter_takes(default, shown, answer, monkeypatch):
    asked = []

    monkeypatch.setattr(asking, "read_line", lambda shown, _begun="": asked.append(shown) or "")
    assert asking.ask("Which day?", default) == answer
    assert asked == [shown]


@pytest.fixture
def typing(monkeypatch):
    """What a person types, answer by answer; what they are told."""
    shown = []

    def type_in(*answers):
        left = list(answers)
        monkeypatch.setattr(asking, "read_line", lambda text, _begun="": shown.append(text) or left.pop(0))
        monkeypatch.setattr("typer.echo", lambda text="", **_: shown.append(text))
        return shown

    return type_in


@pytest.mark.parametrize("word", ["?", "help", " ? ", "HELP", "back"])
def test_a_question_mark_is_answered_and_the_question_asked_again(word, typing):
    shown = typing(word, "yes, it grew")
    assert asking.ask("What grew?", " ") == "yes, it grew"
    assert shown == [
        "What grew?",
        "Type your answer, then Enter; Enter alone leaves it; q or Ctrl-C stops here.",
        "What grew?",
    ]


@pytest.mark.parametrize("word", ["q", "quit", "exit", " Q ", ":q"])
def test_q_stops_the_command_unless_it_is_the_question_s_own(word, typing):
    typing(word, word)
    with pytest.raises(typer.Abort):
        asking.ask("What grew?", " ")
    assert asking.ask("What grew?", " ", ("q", "quit", "exit", ":q")) == word


@pytest.mark.parametrize("answer", ["-", ".", "…", " -- ", "!", "skip", "None", "n/a", "   "])
def test_what_says_nothing_is_no_answer(answer, typing):
    typing(answer)
    assert asking.ask("What grew?", " ").strip() == ""


@pytest.mark.parametrize("answer", ["-", "!", "…"])
def test_what_has_to_be_said_is_asked_again(answer, typing):
    typing(answer, "Dana")
    assert asking.ask("The name?", "") == "Dana"


@pytest.mark.parametrize("answer", [".", "..", "~", "45", "nothing", "é", "x.y"])
def test_a_folder_and_a_short_answer_are_answers(answer, typing):
    typing(answer)
    assert asking.ask("Which folder?", "") == answer


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("y", True),
        ("Yes", True),
        ("ja", True),
        ("n", False),
        ("nope", False),
        ("", True),
        ("?", False),
        ("what", False),
    ],
)
def test_yes_or_no_is_asked_until_it_is_one(typed, meant, typing):
    shown = typing(typed, "no")
    assert asking.confirm("Share it now?", default=True) == meant
    assert shown[0] == "Share it now? [Y/n]:"
