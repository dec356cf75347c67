"""What people answer to the question which of their next steps are done, in English, German and Spanish."""

import pytest

from coachlog.mail.step_answers import StepAnswers, read_step_answers
from coachlog.model.kinds.body import StepMark

STEPS = (
    "Try the exit ticket in period 3",
    "Bring two pieces of student work",
    "Call Ana's grandmother about the trip",
    "Read chapter 2 of the book",
)
X, U, O = StepMark.DONE, StepMark.UNDER_WAY, StepMark.OPEN  # noqa: E741 - the marks as a person sees them
TWO_AND_FOUR = """
    2 und 4|2 and 4|2 & 4|2+4|2 y 4|2,4|2/4|2 n 4|#2 #4|2 4|nr. 2 und nr. 4|No. 2 and no. 4|2. and 4.|Two and four
    zwei und vier|dos y cuatro|2 plus 4|2 as well as 4|2 + 4 ✅|steps 2 and 4 are done|ich habe 2 und 4 gemacht
    I did 2 and 4|2 and 4 only|I've done 2 and 4|2 und 4 sind fertig|ya hice 2 y 4|el 2 y el 4|only 2 and 4
    nur 2 und 4|solo 2 y 4|2 and 4, thanks!|the second and the fourth|2: yes, 4: yes|2) ✔ 4) ✔|done: 2, 4
    2 done. 4 done.|2 done 4 done|✅ 2 ✅ 4|yes 2 and 4"""
FIRST_THREE = """
    1-3|1 - 3|1–3|1 to 3|1 bis 3|1 through 3|1 al 3|del 1 al 3|1..3|1-3 done|1, 2, 3|the first three
    die ersten drei|1.-3.|1. bis 3. erledigt|Done with 1 to 3|got 1 through 3 done"""
ALL_BUT_FOUR = """
    all but 4|all except 4|alle außer 4|alle bis auf 4|todos menos 4|todo menos 4|todos excepto el 4
    everything except the book|everything but 4|all of them except number 4|all but the last|alles außer 4
    all done except 4|4 not done, the rest is done|1, 2, 3 but not 4|alle erledigt, aber 4 nicht"""
ALL = """
    alle|all of them|All!|todos|all 4|all four|alle vier|los cuatro|all of them are done|1-4|alle erledigt
    everything :)|Yes, all|ja, alle|sí, todos"""
OTHERS = {
    "1 done, 2 not yet (tomorrow!!)": StepAnswers({1: X, 2: O}, (((2,), "tomorrow!!"),)),
    "1 ja, 2 nein, 3 morgen": StepAnswers({1: X, 2: O}, (), ("3 morgen",)),
    "1 (done on Monday), 3 done 24.11.": StepAnswers({1: X, 3: X}, (((1,), "on Monday"), ((3,), "24.11."))),
    "1 half done, 2 next week": StepAnswers({1: U}, (), ("2 next week",)),
    "1 done - they loved it; 2 not yet": StepAnswers({1: X, 2: O}, (((1,), "they loved it"),)),
    "1 done, it took 2 lessons, 3 not yet": StepAnswers({1: X, 3: O}, (((1,), "it took 2 lessons"),)),
    "all done, finally!": StepAnswers(dict.fromkeys((1, 2, 3, 4), X), (((1, 2, 3, 4), "finally!"),)),
    "everything except the call": StepAnswers({1: X, 2: X, 3: O, 4: X}),
    "the exit ticket and chapter 2": StepAnswers({1: X, 4: X}),
    "just the exit ticket": StepAnswers({1: X}),
    "only 1": StepAnswers({1: X}),
    "number one is done number two is not done yet": StepAnswers({1: X, 2: O}),
    "1 yes 2 no 3 yes 4 no": StepAnswers({1: X, 2: O, 3: X, 4: O}),
    "1 no. 2 yes": StepAnswers({1: O, 2: X}),
    "almost 2": StepAnswers({2: U}),
    "1-3 done, 4 not": StepAnswers({1: X, 2: X, 3: X, 4: O}),
    "Finished #2 and #4 yesterday": StepAnswers({2: X, 4: X}, (((2, 4), "yesterday"),)),
    "I finished number 2 on Monday": StepAnswers({2: X}, (((2,), "I finished number 2 on Monday"),)),
    "Oh and the phone call thing: 4 done": StepAnswers({4: X}, (((4,), "Oh and the phone call thing: 4 done"),)),
    "1, 3 done yesterday, 4 tomorrow": StepAnswers({1: X, 3: X}, (((1, 3), "yesterday"),), ("4 tomorrow",)),
    "1 and 3 are done, still working on 2": StepAnswers({1: X, 2: U, 3: X}),
    "1 & 3 done. 2 pending": StepAnswers({1: X, 2: O, 3: X}),
    "1 & 3 ✔\ufe0f , 2 ✖\ufe0f": StepAnswers({1: X, 2: O, 3: X}),
    "1 y, 2 n": StepAnswers({1: X, 2: O}),
    "1 👍🏽 3 👎🏽": StepAnswers({1: X, 3: O}),
    "all done except for the call to Ana's grandmother": StepAnswers({1: X, 2: X, 3: O, 4: X}),
    "1 and 3 🎉": StepAnswers({1: X, 3: X}),
    "1 done, 2, 3 not yet": StepAnswers({1: X, 2: O, 3: O}),
    "1 and 2 not yet": StepAnswers({1: O, 2: O}),
    "1, 2 and 3. 4 not yet": StepAnswers({1: X, 2: X, 3: X, 4: O}),
    "1, 2. 3 and 4 not yet": StepAnswers({1: X, 2: X, 3: O, 4: O}),
    "1 and 2, 3 in progress": StepAnswers({1: X, 2: X, 3: U}),
    "1 and 2, 3 not yet (tomorrow)": StepAnswers({1: X, 2: X, 3: O}, (((3,), "tomorrow"),)),
    "2 done, mom was nice about it. 3 forget it, no time": StepAnswers(
        {2: X}, (((2,), "mom was nice about it"),), ("3 forget it, no time",)
    ),
    "1 and 3 done, the phone call not yet, tomorrow": StepAnswers(
        {1: X, 3: X}, (), ("the phone call not yet, tomorrow",)
    ),
    "3 was done on Friday, 1 failed": StepAnswers({3: X}, (((3,), "on Friday"),), ("1 failed",)),
    "1 n 2 done, 3 no": StepAnswers({1: X, 2: X, 3: O}),
    "1 n 2 n": StepAnswers({1: O, 2: O}),
    "1 n 2 y": StepAnswers({1: O, 2: X}),
}
TWO_NOT_THREE = """
    1 and 2, 3 not yet|1 and 2. 3 not yet.|1,2 (3 not yet)|1 and 2, 3 no|1 und 2, die 3 noch nicht
    1 y 2, la 3 todavia no|la 1 y la 2, la 3 no|1 y 2, la 3 todavía no|1 & 2; 3 not done|1, 2. 3 is not done|1 + 2, 3 ❌
    1 n 2, 3 not yet|1 & 2, not 3|1, 2 but not 3|1 and 2 done. 3 not yet"""
# What may mean two things, or another thing: nobody guesses.
UNCLEAR = """
    not 3|no 3|todo|maybe 2|2?|2 or 4|9|1 and 9|3-1|2 lessons and 4 kids|did 2 lessons|all but 2 kids|two are done
    half of them|2 are done|2 of 4 done|2 von 4 erledigt|2 out of 4|not all|nicht alle|almost all
    1 on Monday, 3 on Tuesday|First I did 2|1 done but 2 lessons were needed|los dos|the four of us|15:30|3.5.|yes
    done|1 and half of 2|1 😞|2 and 4 😬|I liked pages: 3, 4|period 2: nothing
    1, 3 and 2 is not done|1, 2 not yet|1, 2 and 3 not yet|1. 2 not yet|1 and 2 is not done|alle, 3 nicht|1, not 2, 3
    not done: 2. 1 and 3 done|not yet: 2, 1 and 3|1/2 of 3|1/2 of number 3|1/2 von 3|1, and 2 not yet
    1 and 2, nope on 3|1 and 2, no luck with the third|1 and 2. No time for the grandmother|1, not started on 2
    1, started 2|1, not yet 2|1 and 3, not yet 2|1. not yet 2|1, started 2, done 3|1; no: 2|all but 3, 4 done
    1 and 2 - 3 not yet|1 2 3 not yet"""


def phrases(listed: str) -> list[str]:
    return [phrase.strip() for line in listed.strip().splitlines() for phrase in line.split("|")]


@pytest.mark.parametrize("words", phrases(TWO_AND_FOUR))
def test_several_steps_are_done(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=True) == StepAnswers({2: X, 4: X})


@pytest.mark.parametrize("words", phrases(FIRST_THREE))
def test_a_row_of_steps_is_done(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=True) == StepAnswers({1: X, 2: X, 3: X})


@pytest.mark.parametrize("words", phrases(ALL_BUT_FOUR))
def test_all_but_one_are_done(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=True) == StepAnswers({1: X, 2: X, 3: X, 4: O})


@pytest.mark.parametrize("words", phrases(TWO_NOT_THREE))
def test_a_state_at_the_end_is_said_of_the_last_steps_alone(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=True) == StepAnswers({1: X, 2: X, 3: O})


@pytest.mark.parametrize("words", ["1 and 2, 3 not yet", "1 and 3. 2 no", "1,2 (3 not yet)"])
def test_without_the_question_nothing_is_said_of_the_others(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=False) is None


@pytest.mark.parametrize("words", phrases(ALL))
def test_all_are_done(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=True) == StepAnswers(dict.fromkeys((1, 2, 3, 4), X))


@pytest.mark.parametrize("words", OTHERS)
def test_each_step_is_as_it_is_said_and_no_word_is_lost(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=True) == OTHERS[words]


@pytest.mark.parametrize("words", phrases(UNCLEAR))
def test_what_may_mean_two_things_is_not_guessed(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=True) is None


@pytest.mark.parametrize("words", ["2 lessons", "the book", "Both of us", "book is open", "", "?", "x" * 3000])
def test_without_the_question_words_are_no_steps(words: str) -> None:
    assert read_step_answers(words, STEPS, asked=False) is None
    assert read_step_answers(words, (), asked=True) is None


def test_both_are_two() -> None:
    assert read_step_answers("both", STEPS[:2], asked=True) == StepAnswers({1: X, 2: X})
    assert read_step_answers("both", STEPS, asked=True) is None
