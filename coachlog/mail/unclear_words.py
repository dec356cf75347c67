"""Words of an answer that were not understood, with what they answered: a number says nothing without its letter."""

import re
from typing import Final

from coachlog.mail.answer_parts import read_parts
from coachlog.mail.letter import ASKED, Letter, LetterQuestion
from coachlog.regex import regex

# `#2`, `for 2`, at a line's begin `2.` or `2)`; below the question which steps are done each number.
_REFERENCE: Final = regex(
    r"(?:#|\b(?:for|number|step|question|nr\.?|no\.?|für|nummer|schritt|frage|zu|número|paso|pregunta) )(\d{1,2})\b"
    r"|^\W{0,3}(\d{1,2})\s?[.):](?!\d)",
    re.IGNORECASE,
)
_NUMBER: Final = regex(r"(?<![\d:.,])(\d{1,2})(?![\d:]|[.,]\d)")
_LEGEND: Final = regex(r" \(in the letter \d.*\)$")


def say_question(question: LetterQuestion, words: str) -> str:
    """Return words with the question that they stood under."""
    return f"{ASKED[question]} {words}"


def say_numbers(words: str, letter: Letter, *, asked: bool = False, anew: bool = False) -> str:
    """Return words with what the numbers in them stand for in the letter.

    `asked` says that they answer which steps are done, `anew` that their numbers may count the questions from one.
    """
    typed = [int(next(filter(None, match.groups()))) for match in (_NUMBER if asked else _REFERENCE).finditer(words)]
    typed += [] if asked or anew else _stated(words, letter)
    meanings = [f"{number}: {meant}" for number in dict.fromkeys(typed) if (meant := _meaning(number, letter, anew))]
    return f"{words} (in the letter {'; '.join(meanings)})" if meanings else words


def _stated(words: str, letter: Letter) -> list[int]:
    """Return the numbers that count nothing, of a line that says done or not, or has several in a row."""
    parts = read_parts(words, [step.words for step in letter.steps], asked=False)
    if not re.search("[ST]|N,+N", "".join(part.letter for part in parts)):
        return []
    letters = ["o", *(part.letter for part in parts), ""]
    beside = zip(parts, letters, letters[2:], strict=False)
    spoken = [(words[part.start : part.end], before, after) for part, before, after in beside]
    return [int(said) for said, before, after in spoken if said.isdecimal() and (before == "," or after != "o")]


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
