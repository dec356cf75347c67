"""Cues that identify a student without a list of names: few false alarms matter most."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from coachlog.frozen import frozen
from coachlog.regex import regex

_MONTHS: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE: Final = (
    rf"(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTHS}\b"
    rf"|{_MONTHS}\s+\d{{1,2}}\b|(?:{_MONTHS}\s+)?(?:19|20)\d\d\b)"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Abbreviations with dots that are not initials.
_NO_INITIALS: Final = _words(
    "ab ad ai am ap ba bc bs ca cs dc eg er eu ib id ie ir it la ma md ms ny pc pd pe pm ps qa ra ta tv uk un us vp"
)
_DAYS: Final = _words(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_TOOLS: Final = _words(
    "canva canvas chromebook chromebooks classkick classroom desmos email english flip google internet ipad jamboard "
    "kahoot laptop laptops microsoft nearpod padlet pear pearson powerschool schoology seesaw spanish teams zoom"
)
# Words after `Student` in titles and in names of things.
_NO_NAMES: Final = _words(
    """
    a accountability achievement action activities activity affairs agency answers artifacts assembly assessment
    attendance audience behavior behaviour body books cards care center centered centred centric checklist choice
    choices client collaboration comments conference conferences council creation data dashboard design development
    directed directions discourse discussion edition engagement evidence examples exchange exit experience exploration
    facing feedback focus friendly generated goal goals government grouping groups growth guide handbook handout home
    id ideas independence information instructions inquiry interest interests interviews involvement journal journals
    key leader leaders leadership learning led life materials mentor mentors motivation name names needs notebook notes
    number options outcome outcomes ownership page pages participation performance permission planner portal portfolio
    portfolios practice presentation presentations privacy problem product products profile profiles progress project
    projects prompt prompts question questions readiness records reflection reflections relationships research resource
    resources response responses role roles rubric safety sample samples satisfaction schedule selected self sense
    services sheet showcase skills slides standard standards strengths success summary support supports survey surveys
    talk target targets task tasks teacher teachers teaching teams technology the thinking time to tools understanding
    union use values version view voice wellbeing with work workbook works worksheet writing
    """
)
_NEUTRAL_LETTERS: Final = "ABCDEFXYZ"


@frozen
class Cue:
    """A pattern, its message, the matches that are nobody's, and a text that every match contains."""

    form: re.Pattern[str]
    message: str
    is_free: Callable[[re.Match[str], frozenset[str], frozenset[str]], bool]
    needs: tuple[str, ...] = ("",)

    def places(self, text: str, neutral: frozenset[str], known: frozenset[str]) -> Iterator[int]:
        """Return where it stands; `neutral` words stand for a student, `known` ones for the people of the log."""
        small = text.lower()
        if not any(word in small for word in self.needs):
            return
        for match in self.form.finditer(text):
            if not self.is_free(match, neutral, known):
                yield match.start("told")


def _never(_found: re.Match[str], _neutral: frozenset[str], _known: frozenset[str]) -> bool:
    return False


def _is_no_name(match: re.Match[str], neutral: frozenset[str], known: frozenset[str]) -> bool:
    word = match["told"].removesuffix("'s")
    if not word[0].isupper():
        return True
    if len(word.rstrip(".")) == 1:
        return not word.endswith(".") or word[0] in _NEUTRAL_LETTERS or f"student {word[0]}".casefold() in neutral
    return (
        word[:2].isupper()
        or word.casefold() in _NO_NAMES | _DAYS | _TOOLS | known
        or any(
            f"{match['cue']} {word}".casefold() == word_of_ours or word.casefold() == word_of_ours
            for word_of_ours in neutral
        )
    )


def _are_no_initials(match: re.Match[str], _neutral: frozenset[str], known: frozenset[str]) -> bool:
    letters = "".join(letter for letter in match["told"] if letter.isalpha()).casefold()
    return letters in _NO_INITIALS or letters in known


def _is_known_address(match: re.Match[str], _neutral: frozenset[str], known: frozenset[str]) -> bool:
    return match["told"].casefold() in known or match["told"].casefold().startswith(("git@", "noreply@"))


def _is_no_number(match: re.Match[str], _neutral: frozenset[str], _known: frozenset[str]) -> bool:
    digits = match["told"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    is_day = re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])(\d{6})?", digits)
    is_book = len(digits) == 13 and digits.startswith(("978", "979"))
    return digits.endswith("000") or len(set(digits)) == 1 or bool(is_day) or is_book


_LETTER: Final = r"[^\W\d_]"
_NAMED: Final = rf"(?-i:(?=[^\Wa-z\d_]){_LETTER}[\w'-]*)"

# Patterns start with the literal and look behind afterwards: four times faster.
CUES: Final[tuple[Cue, ...]] = (
    Cue(
        regex(rf"(?<![\w-])(?P<cue>student|pupil) (?P<told>(?-i:[A-Z]\.(?!\w))|{_NAMED})", re.IGNORECASE),
        "this may be a student's name; write Student A, or a student",
        _is_no_name,
        ("student ", "pupil "),
    ),
    Cue(
        regex(
            rf"(?<![\w-])(?P<cue>student|pupil|learner|child|kid|boy|girl)s?,? (?:named|called|whose name is)"
            rf" (?P<told>{_NAMED})",
            re.IGNORECASE,
        ),
        "this may be a student's name; write Student A, or a student",
        _is_no_name,
        (" named ", " called ", " name is "),
    ),
    Cue(
        regex(r"(?<![\w.])(?<![A-Z]\. )(?P<told>[A-Z]\. ?[A-Z]\.)(?! ?[A-Z]\.|\w|\.\w| [A-Z][a-z])"),
        "these may be a student's initials; write Student A, or a student",
        _are_no_initials,
    ),
    Cue(
        regex(r"(?<![\w.+-])(?P<told>[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,5})"),
        "an e-mail address that is not in coachlog.yml",
        _is_known_address,
        ("@",),
    ),
    Cue(
        regex(
            r"(?P<told>[(\d+](?<![\w.+/-].)(?:(?<=\+)[1-9](?:\d{8,14}|\d{0,2}(?:[ .()/-]{1,2}\d{1,6}){2,6})"
            r"|(?<=\()\d{3}\) ?\d{3}[ .-]\d{4}|(?:(?<=1)[ .-]\(?\d{3}\)?|(?<=\d)\d\d)[ .-]\d{3}[ .-]\d{4}))"
            r"(?![\w-]|[.,]\d)"
        ),
        "a telephone number",
        _never,
    ),
    Cue(
        regex(
            r"(?<!\w)(?P<told>(?:phone|tel|cell|mobile|whatsapp)(?: number)?[.:]{0,2} ?\d{3}[ -]?\d{3,5}(?!\w))",
            re.IGNORECASE,
        ),
        "a telephone number",
        _never,
        ("phone", "tel.", "tel:", "tel ", "cell", "mobile", "whatsapp"),
    ),
    Cue(
        regex(
            rf"(?<!\w)(?P<told>(?-i:DOB|D\.O\.B\.)(?!\w)"
            rf"|(?:born|dob|d\.o\.b\.|date of birth|birth ?date|birthday)(?: is| was)?:?(?: on| in)? {_DATE})",
            re.IGNORECASE,
        ),
        "a date of birth",
        _never,
        ("born", "dob", "birth", "d.o.b."),
    ),
    Cue(
        regex(r"(?<![\w.,/#^+-])(?P<told>[A-Z]{0,2}\d{6,15})(?![\w.%,-]\w|[\w%])"),
        "a long number, which may be a student's",
        _is_no_number,
    ),
    Cue(
        regex(r"(?<![\w-])(?P<told>(?:ID|id|Id)(?: number| no\.?)?[:#]? #?\d{4,5})(?!\w)"),
        "a number that could identify somebody",
        _never,
    ),
)
