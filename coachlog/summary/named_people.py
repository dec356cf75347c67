"""Who is spoken of in a line: words about somebody may be theirs, so they leave as that person's own do."""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

from coachlog.checks.student_names import fold as respell
from coachlog.model.fields import fold
from coachlog.model.person_names import bare_name
from coachlog.model.settings import Person, PersonId
from coachlog.regex import regex
from coachlog.remembered import remembered

_WORD: Final = regex(r"[^\W_]+")
_MARKS: Final = regex(r"[*_~`]+|</?\w+>")  # within a word: `S*am*`
_QUOTES: Final = regex(r"[“”„«»\"‘:]|(?<!\w)['’][^'’]+['’](?!\w)")  # a colon, too: what is behind it is quoted
_QUOTATION: Final = regex(r"[“„«»\"‘](?:[^“”„«»\"\s]+\s+){2}[^“”„«»\"]+[“”«»\"’]")  # of three words
# One or more first letters of a name, for it: `S needed time`; no `Student S`, no `S-chart`, no `an S`, no `Q&A`.
_LETTERS: Final = regex(r"(?:(?<![\w'’&+/.-])|(?<=\bw/))([A-Z]{1,4})(?![\w&+/-]|['’](?!s\b)|\.\w)")
_NO_NAME_BEHIND: Final = regex(
    r"\b(?:an?|the|block|class|column|grade|group|kids?|letter|option|part|period|plan|pupil|room|row|section"
    r"|step|students?|table|team|version|vitamin)\s+\Z",
    re.IGNORECASE,
)
_BEFORE: Final = 40  # letters of a text before a name that are looked at
_BEGINS: Final = regex(r"(?:.*[.!?:;])?[\W_]*", re.DOTALL)  # what stands before the first word of a sentence
_SOMEBODY: Final = frozenset(("she", "he", "her", "hers", "him", "his", "herself", "himself"))
_US: Final = frozenset(("i", "we", "me", "my", "our", "us"))
# A line of words is easier to read than fourteen lines of one each: hence the exception.
_SAYING: Final = frozenset(
    "admitted admits confessed cried cries laughed said saying says sobbed tells told wept whispered".split()  # noqa: SIM905
)
_PASSIVE: Final = frozenset(("be", "being", "been"))  # without being told: nobody speaks there
_FEELING: Final = frozenset(("felt", "feels", "hopes", "thinks", "wishes", "worried", "worries"))  # nobody in front


def people_in(text: str, people: tuple[Person, ...], *, of_somebody: bool, of_mine: bool) -> frozenset[PersonId]:
    """Return whose words or feelings a line may tell: those it names, and everybody where it only says `she said`.

    A line `of_somebody` whom it names in front may say `said` of that person alone; one `of_mine`, of a goal of the
    author's, of the author if it says so.
    """
    line = _spelled(text)
    if line.of_somebody or (not of_somebody and _reports(line.label_free, of_mine=of_mine)):
        return frozenset(person.id for person in people)
    return frozenset(
        person.id
        for person in people
        if line.letters & first_letters(person.names)
        or any(f" {name} " in line.told for name in _names(person, line.words))
    )


def letters_in(text: str) -> frozenset[str]:
    """Return the capital letters that stand in a text as a name may: `S needed time`."""
    return frozenset(letters[1] for letters in find_letters(text))


def find_letters(text: str) -> "Iterator[re.Match[str]]":
    """Yield where capital letters stand in a text as a name may."""
    return (letters for letters in _LETTERS.finditer(text) if not _is_no_name(text, letters))


def _is_no_name(text: str, letters: "re.Match[str]") -> bool:
    before = text[max(0, letters.start() - _BEFORE) : letters.start()]
    is_word = letters[1] == "I" or (letters[1] == "A" and bool(_BEGINS.fullmatch(before)))
    return is_word or bool(_NO_NAME_BEHIND.search(before))


@lru_cache(64)  # of a few people, asked for with every line
def first_letters(names: tuple[str, ...]) -> frozenset[str]:
    """Return the first letters by which a hurried line may call somebody of these names: `S`, `SS`."""
    words = [_WORD.findall(respell(bare_name(name))) for name in names]
    return frozenset("".join(word[0] for word in one[:end]).upper() for one in words for end in range(1, len(one) + 1))


def has_quotation(text: str) -> bool:
    """Tell whether a line has words between quotation marks that are more than a name or a title."""
    return bool(_QUOTATION.search(text))


def is_own_report(words: str) -> bool:
    """Tell whether the words of somebody's own line say what happened, and not what somebody says or feels."""
    return not (_QUOTES.search(words) or (_SAYING | _FEELING) & {fold(word) for word in _WORD.findall(words)})


class _Spelled(NamedTuple):
    words: frozenset[str]
    told: str  # the same in small letters, in order
    label_free: tuple[str, ...]
    of_somebody: bool
    letters: frozenset[str]


@remembered  # a page and what is printed of it ask it of the same lines
def _spelled(text: str) -> _Spelled:
    spelled = respell(text)  # no sign that nobody sees, and no letter of another alphabet, hides a name
    words = _WORD.findall(f"{spelled} {_MARKS.sub('', spelled)}")
    plain = fold(spelled)
    folded = [fold(word) for word in words]
    label_free = tuple(_WORD.findall(plain.partition(": ")[2] or plain))
    of_somebody = not _SOMEBODY.isdisjoint(folded)
    return _Spelled(frozenset(words), f" {' '.join(folded)} ", label_free, of_somebody, letters_in(spelled))


def _reports(words: Sequence[str], *, of_mine: bool) -> bool:
    """Tell whether somebody says or feels a thing, and it is neither I nor we."""
    pairs = zip(["", *words], words, strict=False)
    at = next((at for at, (before, word) in enumerate(pairs) if word in _SAYING and before not in _PASSIVE), None)
    if at is None:
        return bool(words) and words[0] in _FEELING
    return not _US & {*(words if of_mine else words[:at])}


def _names(person: Person, words: Set[str]) -> Iterator[str]:
    """Yield what somebody is called in plain words; what may be a word counts where it is as in a name."""
    called = _called(person.names)
    roles = (*person.known_as.role, *person.known_as.other_role, "partner")
    yield from _whole((*called.first, person.alias, person.id, *(f"my {role}" for role in roles if role)))
    yield from (fold(form) for form in called.as_in_a_name if form in words)


class _Called(NamedTuple):
    first: tuple[str, ...]
    as_in_a_name: tuple[str, ...]


@lru_cache(64)  # of a few people, asked for with every line
def _called(names: tuple[str, ...]) -> _Called:
    words = [_WORD.findall(respell(bare_name(name))) or [""] for name in names]
    parts = tuple(form for first, *others in words for form in (f"{first}s", *others))
    return _Called(tuple(first for first, *_ in words), parts)


@lru_cache(64)
def _whole(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(_WORD.findall(fold(respell(name)))) for name in names)))
