"""What a hurried line says that somebody did or wants is told as a sentence only where one word of it changes."""

import pytest

from coachlog.summary.page.verbs import step_as_done, told_as_done, told_of, wish

NAMES = ("Robin Example", "Robin", "mentor")


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("Send one sentence about what I heard", "sent one sentence about what I heard"),
        ("Ask two peers to read it.", "asked two peers to read it"),
        ("Try Nearpod and Classkick", "tried Nearpod and Classkick"),
        ("Plan a session", "planned a session"),
        ("Plan for period 3", ""),
        ("Lesson plan draft", ""),
        ("Review of the rubric", ""),
        ("Think time for period 3", ""),
        ("Read the plan and mark one thing", ""),
        ("Draft the sheet, print it", ""),
        ("Ask Kim for her slides", ""),
        ("Come watch P4 just for student talk", ""),
        ("Go see the library", ""),
        ("Try write less", ""),
        ("Send work samples", "sent work samples"),
        ("Send", ""),
        ("", ""),
    ],
)
def test_a_finished_step_is_told_in_the_past_if_no_other_word_would_change(words, done):
    assert step_as_done(words) == done


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Robin wants to offer fewer ideas and ask for Sam's.", "offer fewer ideas and ask for Sam's"),
        ("robin will try the matrix", "try the matrix"),
        ("Robin Example hopes to wait", "wait"),
        ("mentor would like to see it", "see it"),
        ("Robin wants to listen and needs time", ""),
        ("Robin wants to find her own voice", ""),
        ("Robin wants to let them try", ""),
        ("Robin wants students to talk", ""),
        ("Robinson wants to wait", ""),
        ("Robin waits", ""),
        ("Keep practising listening: fewer ideas", "keep practising listening: fewer ideas"),
        ("Look for a video", "look for a video"),
        ("Walk through it and write it down", "walk through it and write it down"),
        ("Look and feel", ""),
        ("Pacing is still hard", ""),
        ("Wait time", ""),
        ("", ""),
    ],
)
def test_a_wish_is_told_as_the_authors_only_where_nothing_else_in_it_would_change(words, wanted):
    assert wish(words, NAMES) == wanted


def test_of_somebody_else_only_what_is_said_by_name_is_a_wish():
    assert wish("Keep listening", NAMES, verb_first=False) == ""
    assert wish("Robin wants to listen", NAMES, verb_first=False) == "listen"


def test_what_somebody_did_is_told_behind_a_name():
    assert told_as_done("waited, and said it back", "I") == "waited, and said it back"
    assert told_as_done("I jumped in", "I") == "jumped in"
    assert told_as_done("The bell", "I") is None
    assert told_of("Robin brought a question", NAMES) == "brought a question"
    assert told_of("Robin brought his question", NAMES) == ""
    assert told_of("Sam brought a question", NAMES) == ""
