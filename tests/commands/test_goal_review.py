"""`coachlog goals review`: the open goals one after the other, on a terminal alone."""

import pytest


@pytest.fixture
def goals(run, sealed):
    run("init", "--mentor", "Ana Ruiz", "--mentee", "Ben Ito", "--me", "mentor")
    ids = [run("goals", "add", title, "--json").data["id"] for title in ("Alpha", "Beta", "Gamma", "Delta")]
    return sorted(ids)


def test_each_goal_is_kept_changed_or_closed(run, goals, answer):
    # Alpha is kept with a line, Beta changed, Delta closed, and at Gamma the review stops.
    answers = ["nine in ten do", "keep", "", "change", "on track", "2027-03-19", "exit tickets"]
    answers += ["", "close", "met", "we waited", "a start", "stop"]
    asked = answer(*answers)
    result = run("goals", "review")
    assert result.status == 0, result.err
    assert len(asked) == len(answers)
    assert "1 of 4: Alpha (student)" in result.err
    assert "Went through 4 goals: 2 kept, 1 changed and 1 closed." in result.out
    alpha, beta, delta, gamma = (run("goals", "show", goal, "--json").data for goal in goals)
    assert "2026-11-19: nine in ten do" in alpha["text"]
    assert (beta["progress"], beta["target_date"], beta["measure"]) == ("on-track", "2027-03-19", "exit tickets")
    assert (delta["status"], "we waited" in delta["text"]) == ("met", True)
    assert ("a start" in gamma["text"], gamma["status"]) == (True, "active")


def test_without_a_terminal_it_says_what_to_type(run, goals):
    result = run("goals", "review")
    assert result.status == 2
    hints = result.err.partition("hint: ")[2].strip().split(", or ")
    for typed in hints:
        assert run(*typed.split()[1:]).status == 0


def test_without_open_goals_there_is_nothing_to_review(run, sealed):
    run("init", "--mentor", "Ana Ruiz", "--mentee", "Ben Ito", "--me", "mentor")
    assert "No goals here yet" in run("goals", "review").out


def test_what_is_left_is_said(run, goals, answer):
    answer("", "keep", "", "stop")
    assert "3 left for another time: coachlog goals review" in run("goals", "review").out
    answer("", "stop")
    assert "No goal was changed." in run("goals", "review").out


def test_a_letter_says_what_it_begins_and_two_say_nothing(run, goals, answer):
    asked = answer("", "k", "", "c", "cl", "d", "", "", "S")
    result = run("goals", "review")
    assert result.status == 0, result.err
    assert len(asked) == 9
    assert "`c` is not one of keep, change, close, stop" in result.err
    assert "Went through 2 goals: 1 kept and 1 closed." in result.out


@pytest.mark.parametrize("typed", ["kept", "On track", "on trak", "met", "Keep it."])
def test_an_answer_of_a_later_question_is_no_evidence_of_a_goal(typed, run, goals, answer):
    answer(typed, "nine in ten do", "keep", "", "stop")
    result = run("goals", "review")
    assert f"`{typed}` is for a question below" in result.err
    assert ("did you mean on track?" in result.err) is (typed == "on trak")
    text = run("goals", "show", goals[0], "--json").data["text"]
    assert "nine in ten do" in text
    assert f": {typed}" not in text


def test_a_letter_at_the_first_question_is_a_decision_or_asked_again_and_no_evidence(run, goals, answer):
    asked = answer("k", "c", "x", "7", "keep", "K.", "s")
    result = run("goals", "review")
    assert (result.status, len(asked)) == (0, 7), result.err
    assert "`c` says too little" in result.err
    assert "`x` says too little" in result.err
    assert "Went through 3 goals: 3 kept." in result.out
    alpha, beta, delta, _ = (run("goals", "show", goal, "--json").data["text"] for goal in goals)
    assert ("2026-11-19:" in alpha, "2026-11-19: 7" in beta, "2026-11-19:" in delta) == (False, True, False)
