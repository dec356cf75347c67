"""`report --ask`: a mistyped command is no answer, and what a person means is never refused."""

import pytest

from coachlog.actions.page.prompt_words import meant_by
from tests.support.page_words import visible

pytestmark = pytest.mark.linux

MISTYPED = {
    "dorp 3": "`drop 3`", "drp 1 2": "`drop 1 2`", "delete 1": "`drop 1`", "remove lines 1 and 3": "`drop 1 3`",
    "drop": "`drop` and the number of a line", "drop it": "`drop` and the number of a line", "d 3": "`drop 3`",
    "3": "`drop 3`", "drop4.": "`drop 4`", "chagne 1": "`change 1`", "chnge 4": "`change 4`", "chang 1": "`change 1`",
    "bakc": "`back`", "bak": "`back`", "undo": "`back`", "Undo that": "`back`", "go back": "`back`", "back!": "`back`",
    "q!": "`q`", "exit!": "`q`", "qiut": "`q`", "hepl": "`?`", "edti": "`e`", "later": "Enter alone",
    "No": "Enter alone", "not now.": "Enter alone",
}  # fmt: skip
ANSWERS = (
    "Drop 1 idea at a time is enough.", "Back in September we did not talk.", "No more rescuing.", "Trust.", "2 weeks",
    "Back-to-back lessons", "no-one", "It's Sam's", "half are at home", "Stop me and I ask more", "a", "…", "",
    "change\n1", "delete the third line please",
)  # fmt: skip


@pytest.fixture
def page(reflections):
    return reflections / "robin-and-sam-2026-fall.md"


@pytest.mark.parametrize(("typed", "meant"), MISTYPED.items())
def test_a_few_words_like_a_command_are_known_as_that(typed, meant):
    assert meant_by(typed) == meant


@pytest.mark.parametrize("typed", ANSWERS)
def test_other_words_are_words_of_the_page(typed):
    assert meant_by(typed) == ""


def test_a_mistyped_command_is_an_answer_only_when_it_is_typed_once_more(example, run, page, typed):
    typed += ["dorp 3", "undo", "bakc", "later", "later", "", *["", ""], "drop4.", "I waited.", "Dorp 3", "Dorp 3", "q"]
    err = run("report", "--ask").err
    assert "Did you mean `drop 3`? Type it so, or type dorp 3 once more to keep it as your answer." in err
    text = page.read_text()
    assert "-->\nlater\n" in text
    assert "moved because I waited." in text
    assert "Dorp 3" in text
    assert not [words for words in ("dorp", "undo", "bakc", "drop4") if words in text]


def test_lines_go_in_all_the_ways_in_which_their_numbers_are_typed(example, run, page, typed):
    for at, words in enumerate(("drop 1-3", "drop 1, 3", "drop lines 1 and 3", "drop1", "drop 1 – 2", "drop 3-99999")):
        typed[:] = [words, "back", "q"]
        err = run("report", "--ask").err
        assert "Back in the page: Since" in err or "3-" in words, words
        assert "Did you mean" not in err
        assert err.count("There is no line") == ("99999" in words)
        assert at or "3 lines are out" in err


@pytest.mark.parametrize("command", ["drop 3", "change 3", "?", "dorp 3"])
def test_a_line_that_was_emptied_for_a_command_stays_empty_after_it(command, example, run, page, typed, begun):
    typed += ["In September I thought it was my job.", "", "back", command]
    typed += ["", "q"] if command == "change 3" else ["q"]
    run("report", "--ask")
    assert begun[3] == "In September I thought it was my job."
    assert begun[-1] == ""


def test_what_is_typed_behind_an_answer_keeps_it_in_the_line(example, run, page, typed, begun):
    answer = "In September I thought"
    typed += [answer, "", "back", f"{answer}drop 3", f"{answer}dorp 2", f"{answer} about 10", "", "q"]
    err = run("report", "--ask").err
    assert "Did you mean `drop 2`?" in err
    assert begun[3:6] == [answer] * 3
    assert f"{answer} about 10\n" in page.read_text()


@pytest.mark.one_in(2)
@pytest.mark.parametrize("words", ["back", "drop 2", "dorp 2", "", "q"])
def test_a_command_is_no_line_that_was_changed(words, example, run, page, typed):
    run("report", "--no-edit")
    before = visible(page)
    for behind in ("", "We meet almost every Thursday."):
        typed[:] = ["change 2", f"{behind}{words}", "q"]
        err = run("report", "--ask").err
        assert "Line 2 stays as it was." in err
    assert visible(page) == before


def test_on_the_last_screen_what_is_not_understood_is_said_below_the_screen(example, run, page, typed):
    run("report", "--no-edit")
    page.write_text(page.read_text().replace("[…]", "so it was"))
    typed += ["chnge 4", "words", ""]
    err = run("report", "--ask").err
    told = "That is not understood here, and is not kept: "
    assert err.endswith(f"{told}chnge 4. Did you mean `change 4`?\n{told}words.\n")


def test_the_count_of_answers_is_that_of_the_page(example, run, page, typed):
    typed += ["One.", "", "Two.", "q"]
    assert "2 of 8 answers are in" in run("report", "--ask").out
    typed[:] = ["Three.", "", "q"]
    result = run("report", "--ask")
    assert "3 of 8: " in result.err
    assert "are left for 6 answers" in result.err
    assert "3 of 8 answers are in" in result.out
