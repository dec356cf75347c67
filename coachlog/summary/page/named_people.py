"""Who is spoken of in a line: words about somebody may be theirs, so they leave as that person's own do."""

from collections.abc import Iterator
from typing import Final

from coachlog.model.fields import fold
from coachlog.model.person_names import bare_name
from coachlog.model.settings import Person, PersonId
from coachlog.regex import regex

_WORD: Final = regex(r"[^\W_]+")
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
    words = _WORD.findall(text)
    plain = fold(text)
    folded = _WORD.findall(plain)
    label_free = _WORD.findall(plain.partition(": ")[2] or plain)
    if _SOMEBODY & {*folded} or (not of_somebody and _reports(label_free, of_mine=of_mine)):
        return frozenset(person.id for person in people)
    told = f" {' '.join(folded)} "
    return frozenset(person.id for person in people if any(f" {name} " in told for name in _names(person, words)))


def says_or_feels(text: str) -> bool:
    """Tell whether somebody says, thinks or feels a thing in a line."""
    return bool((_SAYING | _FEELING) & {fold(word) for word in _WORD.findall(text)})


def _reports(words: list[str], *, of_mine: bool) -> bool:
    """Tell whether somebody says or feels a thing, and it is neither I nor we."""
    pairs = zip(["", *words], words, strict=False)
    at = next((at for at, (before, word) in enumerate(pairs) if word in _SAYING and before not in _PASSIVE), None)
    if at is None:
        return bool(words) and words[0] in _FEELING
    return not _US & {*(words if of_mine else words[:at])}


def _names(person: Person, words: list[str]) -> Iterator[str]:
    """Yield what somebody is called in plain words; a last name may be a word, and counts where it is as in a name."""
    called = [_WORD.findall(bare_name(name)) or [""] for name in person.names]
    whole = (*(first for first, *_ in called), person.alias, person.id)
    yield from filter(None, (" ".join(_WORD.findall(fold(name))) for name in whole))
    yield from (fold(other) for _, *others in called for other in others if other in words)
