"""Lines that say what students did: they come to what the two made together, and to no other question."""

from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import EVIDENCE, NOTES, SUCCESSES
from coachlog.regex import regex
from coachlog.remembered import remembered
from coachlog.summary.page.verbs import told_as_done
from coachlog.summary.page.voice import ChosenLine

_WORD: Final = regex(r"[^\W_]+")
_STUDENTS: Final = frozenset(
    """
    child children class classes graders group groups kid kids learner learners period pupil pupils slips student
    students tables voices
    """.split()  # noqa: SIM905 - two lines of words are easier to read than eighteen lines of one each
)
# A class by its period, `P6`, and how many of one: `19/26`, which is no day, or `4 out of 24`.
_OF_A_CLASS: Final = regex(
    r"\A(?:\W*p\d\b)|\b(?:1[3-9]|[2-9]\d)/(?:1[3-9]|[2-9]\d)\b|\b\d+ (?:out )?of (?:1\d|[2-9]\d)\b"
    r"(?! (?:meetings|visits|weeks|days|hours|minutes|steps|goals|teachers)\b)"
)
_GROWN_UPS: Final = frozenset(("coaches", "colleagues", "peer", "peers", "teachers"))
_BEGINNING: Final = 5  # words, in which stands who does it: of later ones somebody else only speaks


def is_of_students(line: ChosenLine) -> bool:
    """Tell whether a line says what students did or showed, and not what somebody did with them."""
    return line.section in (SUCCESSES, EVIDENCE, NOTES) and _says_what_students_did(line.words)


@remembered  # each question of a page asks it of each line
def _says_what_students_did(words: str) -> bool:
    first = {*_WORD.findall(normalize(words))[:_BEGINNING]}
    is_deed = any(told_as_done(words, who) is not None for who in ("I", "we"))
    is_of_class = bool(_STUDENTS & first) or bool(_OF_A_CLASS.search(normalize(words)))
    return is_of_class and not _GROWN_UPS & first and not is_deed
