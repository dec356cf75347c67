"""Sentences and questions on a terminal keep their words whole at the end of a line."""

from io import StringIO

import pytest

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

    def prompt(text, default, **_):
        asked.append(text)
        return default

    monkeypatch.setattr("typer.prompt", prompt)
    assert asking.ask("Which day?", default) == answer
    assert asked == [shown]


def test_yes_or_no_is_asked_whole(monkeypatch):
    monkeypatch.setattr("typer.confirm", lambda text, default: (text, default))
    assert asking.confirm("Share it now?", default=True) == ("Share it now?", True)
