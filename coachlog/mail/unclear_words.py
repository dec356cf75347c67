"""Words of an answer that were not understood, with what they answered: a number says nothing without its letter."""

from typing import Final

from coachlog.mail.letter import ASKED, Letter, LetterQuestion
from coachlog.mail.step_states import read_state
from coachlog.regex import regex

# `#2`, and at a line's begin `2.` or `2)`; below the question which steps are done each number.
_REFERENCE: Final = regex(r"#(\d{1,2})\b|^\W{0,3}(\d{1,2})\s?[.):](?!\d)")
_NUMBER: Final = regex(r"(?<![\d:.,])(\d{1,2})(?![\d:]|[.,]\d)")
_BEGUN: Final = regex(r"^(?P<number>\d{1,2})\s+(?P<rest>\D+)$")  # `7 yes`
_LEGEND: Final = regex(r" \(in the letter \d.*\)$")


def say_question(question: LetterQuestion, words: str) -> str:
    """Return words with the question that they stood under."""
    return f"{ASKED[question]} {words}"


def say_numbers(words: str, letter: Letter, *, asked: bool = False, anew: bool = False) -> str:
    """Return words with what the numbers in them stand for in the letter.

    `asked` says that they answer which steps are done, `anew` that their numbers may count the questions from one.
    """
    begun = _BEGUN.match(words)
    says_state = begun is not None and int(begun["number"]) > len(letter.steps) and not read_state(begun["rest"])[1]
    pattern = _NUMBER if asked or says_state else _REFERENCE
    typed = (int(next(filter(None, match.groups()))) for match in pattern.finditer(words))
    meanings = [f"{number}: {meant}" for number in dict.fromkeys(typed) if (meant := _meaning(number, letter, anew))]
    return f"{words} (in the letter {'; '.join(meanings)})" if meanings else words


def _meaning(number: int, letter: Letter, anew: bool) -> str:
    questions = letter.questions
    named = {step.number: step.words for step in letter.steps} | {n: ASKED[question] for n, question in questions}
    if number not in named:
        return ""
    asked = [ASKED[questions[number - 1][1]]] if anew and number <= len(questions) else []
    return ", or ".join(words.rstrip(":") for words in (named[number], *asked))


def without_meaning(words: str) -> str:
    """Return words as they were typed, for a place where their question says nothing."""
    bare = next((words.removeprefix(f"{asked} ") for asked in ASKED.values() if words.startswith(f"{asked} ")), words)
    return _LEGEND.sub("", bare)
