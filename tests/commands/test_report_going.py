"""`report --ask`: `go` and a number lead straight to a question, whether it is answered or waits."""

import re

import pytest


@pytest.fixture
def page(reflections):
    return reflections / "robin-and-sam-2026-fall.md"


def prompts(err):
    """Return the numbers of what was asked, in order."""
    return [int(number) for number in re.findall(r"(?m)^(\d) of 8: ", err)]


def test_an_answer_is_corrected_and_what_waited_is_asked_next(example, run, page, typed, begun):
    typed += ["One.", "", "Two.", "go 1", "One, corrected.", "", "Three.", "", "q"]
    assert prompts(run("report", "--ask").err) == [1, 2, 3, 1, 3, 4]
    assert begun[4] == "One."
    text = page.read_text()
    for words in ("One, corrected.", "Two.", "Three."):
        assert f"-->\n{words}\n" in text
    assert "One.\n" not in text


@pytest.mark.one_in(2)
@pytest.mark.parametrize("go", ["go 7", "go to 7", "Go 7", "go question 7", "go #7"])
def test_a_question_that_waits_is_asked_first_and_then_the_others(go, example, run, page, typed):
    typed += [go, "We made a lesson.", "q"]
    assert prompts(run("report", "--ask").err) == [1, 7, 1]
    assert "-->\nWe made a lesson.\n" in page.read_text()
    assert go not in page.read_text()


def test_who_was_through_and_goes_back_goes_on_with_what_was_left_behind_it(example, run, page, typed):
    typed += [*[""] * 8, "go 7", "A lesson.", "", "q"]
    err = run("report", "--ask").err
    assert (err.count("\n8 of 8: "), err.count("\n6 of 8: ")) == (2, 1)
    assert "A lesson." in page.read_text()


def test_from_a_gap_one_goes_elsewhere_and_back(example, run, page, typed):
    typed += ["go 4", "go 2", "back", "q"]
    err = run("report", "--ask").err
    assert prompts(err) == [1, 4, 2, 2]
    assert "This is the first one." in err
    assert page.read_text().count("The goal moved because […].") == 2


@pytest.mark.parametrize(
    ("typed_words", "told"), [("go", ""), ("go 12", "There is no question 12 here."), ("go 0", "0")]
)
def test_without_such_a_number_all_are_listed(typed_words, told, example, run, page, typed):
    typed += ["I believed in plans.", "", typed_words, "q"]
    err = run("report", "--ask").err
    assert told in err
    listed = re.findall(r"(?m)^ +(\d)\. (.*)$", err.rpartition("Enter goes on")[2])
    assert [number for number, _ in listed] == [*"12345678"]
    assert "      I believed in plans.\n" in err
    assert prompts(err) == [1, 2]


def test_of_a_finished_page_an_answer_is_corrected_and_the_page_is_shown_once(example, run, page, typed, begun):
    run("report", "--no-edit")
    page.write_text(page.read_text().replace("[…]", "so it was"))
    run("report", "--no-edit")
    typed[:] = ["go 2", "It is hard to wait.", ""]
    begun.clear()
    result = run("report", "--ask")
    assert begun[:2] == ["", "so it was"]
    assert "It is hard to wait." in page.read_text()
    assert result.err.count("press Enter to finish") == 1
    assert "go 2 goes to your second answer" in result.err


def test_words_that_only_begin_like_it_are_an_answer(example, run, page, typed):
    typed += ["go 2 steps back", "", "q"]
    run("report", "--ask")
    assert "-->\ngo 2 steps back\n" in page.read_text()


def test_where_lines_below_an_answer_stay_one_goes_elsewhere_or_changes_one(example, run, page, typed, begun):
    typed += ["One.", "go 7", "A lesson.", "go 1", "One more.", "change 4", "The plan was long.", "", "q"]
    err = run("report", "--ask").err
    assert prompts(err) == [1, 7, 2, 1, 2]
    assert "is not kept" not in err
    text = page.read_text()
    for words in ("A lesson.", "One more.", "The plan was long."):
        assert text.count(f"\n{words}\n") == 1
    assert "The coaching plan was too much" not in text


LISTENED = (
    "I believed that listening is waiting; I was always suggesting things before anybody asked, " + "and so on " * 9
)


def test_a_goal_of_which_an_answer_tells_is_asked_with_that_answer_and_a_key_takes_it_out(example, run, page, typed):
    typed += [LISTENED, "", "", "", "-", "q"]
    err = run("report", "--ask").err
    asked = err.partition("4 of 8: The goal moved because […].\n")[2].partition("words so far")[0]
    assert asked.startswith("  If this says it, - takes the sentence out: I believed that listening is waiting;")
    assert " …\n" in asked
    assert "In the log about this goal" not in asked
    assert page.read_text().count("The goal moved because […].") == 1


@pytest.mark.parametrize(
    "answer",
    ["I believed in listening, as before anybody asked.", "We grew.", "It mattered before, and it matters now."],
)
def test_an_answer_about_other_things_is_not_shown_beside_a_goal(answer, example, run, page, typed):
    typed += [answer, "", "", "", "q"]
    err = run("report", "--ask").err
    assert "If this says it" not in err
    assert "In the log about this goal" in err


def test_what_the_partner_wrote_of_a_goals_beginning_is_shown_at_its_gap(example, run, page, typed):
    goal = example / "goals" / "listen-before-suggesting-h9c5d.md"
    text = re.sub(r"(?m)^baseline:.*\n", "", goal.read_text())
    goal.write_text(text.replace("## Where we are now\n\n", "## Where we are now\n\nSam: too much advice\n\n"))
    typed += [*[""] * 4, "q"]
    asked = run("report", "--ask").err.partition("At the start it was like this: […].\n")[2]
    assert asked.startswith("      Meant is, on your screen only: ")
    assert "too much advice" in asked.partition("\n")[0]


def test_a_partners_line_that_an_answer_has_paraphrased_is_asked_with_that_answer(example, run, page, typed):
    people = example / "coachlog.yml"
    people.write_text(re.sub(r"(?m)^ *quote: .*\n", "", people.read_text()))
    told = "In October Sam asked me for help while the week was heavy, which is new."
    typed += ["", "", "", "", told, "", "-", "q"]
    err = run("report", "--ask").err
    asked = err.partition("6 of 9: On 29 October ")[2].partition("words so far")[0]
    assert "Meant is, on your screen only: 29 October, Sam Sample: asked for help" in asked
    assert f"If this says it, - takes the sentence out: {told}" in asked
    assert not re.search(r"(?m)^On 29 October .*mentee.*\[…\]", page.read_text())
