"""Words by which an answer names its question: `Win: …`, or a line of their own above the answer."""

import re
from collections.abc import Iterable
from typing import Final

from coachlog.mail.letter import LetterQuestion
from coachlog.regex import regex

_CUES: Final = {
    LetterQuestion.WIN: r"(?:a |my |what )?(?:win|wins|success(?:es)?|went well|good news|erfolg|gut lief|logro"
    r"|salió bien)",
    LetterQuestion.TOPIC: r"(?:(?:want |would like )?to )?(?:talk about|topics?|questions?|discuss|thema|frage|tema"
    r"|pregunta|hablar de)",
    LetterQuestion.TRY: r"(?:(?:i )?(?:want|would like|'d like) to |to )?"
    r"(?:try|ausprobieren|versuchen|probar|intentar)",
}
_CUED: Final = {
    question: regex(rf"^\W{{0,3}}{words}\W{{0,3}}(?::|–|—| - )\s*(.+)$", re.IGNORECASE)
    for question, words in _CUES.items()
}
_DONE: Final = r"(?:(?:next )?steps )?(?:done|finished|erledigt|hechos?)|next steps"
_SIGNED: Final = regex(r"^[*_#]|:\W*$")
_ALONE: Final = {
    question: regex(rf"^\W{{0,3}}(?:{words})\W{{0,4}}$", re.IGNORECASE)
    for question, words in (_CUES | {LetterQuestion.DONE: _DONE}).items()
}


def read_cue(words: str) -> tuple[LetterQuestion, str] | None:
    """Return the question that a line names, and what it answers."""
    matches = ((question, cue.match(words)) for question, cue in _CUED.items())
    return next(((question, match[1].strip()) for question, match in matches if match), None)


def find_headings(lines: Iterable[str]) -> dict[str, LetterQuestion]:
    """Return the lines that only name a question; what might be an answer is one only beside others."""
    found = {line: question for line in lines for question, cue in _ALONE.items() if cue.match(line)}
    if len(set(found.values())) > 1:
        return found
    return {line: question for line, question in found.items() if _SIGNED.search(line)}
