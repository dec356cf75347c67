"""`coachlog.yml`: the people, the cadence, the terms of one log."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final, NewType

from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.dates import DateOrder
from coachlog.model.fields import fold, format_list, suggest
from coachlog.model.period import Period
from coachlog.model.person_names import NameForms, first_name, given_first, names_of, without_title

FILE: Final = "coachlog.yml"
README: Final = "README.md"  # says who keeps the log, beside its settings
LOG_FORMAT: Final = 1

PersonId = NewType("PersonId", str)  # as in coachlog.yml; one that a note names may be nobody's

BOTH: Final = PersonId("both")
NOBODY: Final = PersonId("")
# The words for oneself, and for the other of two, without accents.
_ME: Final = ("me", "i", "my", "mine", "myself", "ich", "mich", "yo", "mi", "moi", "je")
_YOU: Final = ("you", "your", "yours", "du", "dich", "tu", "toi")


class UnknownPerson(CoachlogError):
    """Nobody in the log is meant, or nobody says who is at this computer."""


@frozen
class Person:
    """One of the people who keep a log.

    `alias` is the name that pages for others have; `since` is a day, a month or a year; `quote` names the sections
    from which the partner may quote this person's lines; `by_mail` says that they install nothing and get letters.
    `formerly` has earlier names, by which lines of then still name the person.
    """

    id: PersonId
    name: str
    role: str
    email: str
    experience_year: str = ""
    subject: str = ""
    grade: str = ""
    school: str = ""
    alias: str = ""
    since: str = ""
    quote: tuple[str, ...] = ()
    by_mail: bool = False
    formerly: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return what the person is called now, and was called before."""
        return self.name, *self.formerly

    @property
    def first_name(self) -> str:
        """Return the name by which people call the person."""
        return first_name(self.name) or self.id

    @property
    def known_as(self) -> NameForms:
        """Return what the person is called now, for comparing."""
        return names_of(self.id, self.name, self.role)

    def is_called(self, word: str) -> bool:
        """Tell whether a word is a name of the person, in any of its forms."""
        return any(fold(word) in names_of(self.id, name, self.role).own for name in self.names if name)

    @property
    def address(self) -> str:
        """Return the address under which the person's entries are kept: without an e-mail one that leads nowhere."""
        return self.email or self._no_email

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return the addresses under which the person's entries may stand in the history, in small letters."""
        return (*filter(None, [self.email.casefold()]), self._no_email)  # an entry without one is not everybody's

    @property
    def _no_email(self) -> str:
        return f"{self.id}@coachlog.invalid"


@frozen
class Cadence:
    """How often the pair meets: every so many weeks, on a weekday (Monday 0), at a time, for some minutes."""

    weeks: int = 1
    weekday: int | None = None
    time: str = ""
    minutes: int | None = None
    mode: str = ""


@frozen
class Requirement:
    """The minutes that a programme asks for, per week, month, term, year or in total, and who asks."""

    minutes: int
    per: str
    source: str


@frozen
class Settings:
    """The settings of a log; `speaker` is who says what is read with them, if that is known."""

    format: int
    title: str
    people: tuple[Person, ...]
    cadence: Cadence
    terms: tuple[Period, ...]
    breaks: tuple[Period, ...]
    requirement: Requirement | None
    frameworks: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    dates: DateOrder | None = None
    questions: str = ""
    speaker: PersonId = NOBODY

    def __hash__(self) -> int:
        """Return a number of them that is worked out once: what was found of a line is remembered by it."""
        return self._number

    @cached_property
    def _number(self) -> int:
        return hash((self.people, self.headings, self.terms, self.speaker, self.title))

    @property
    def pair(self) -> str:
        """Return the names of its people in a sentence."""
        return format_list([person.name or person.id for person in self.people])

    def find_person(self, word: str) -> Person | None:
        """Return the person meant by an id, a name in any of its forms, or a role."""
        return find_among(self.people, word, self._ids)

    @cached_property
    def ids_by_name(self) -> Mapping[str, PersonId]:
        """Return whom each name means; said by one of its people, `me` is that person, and `you` the other of two."""
        others = self.besides(self.speaker)
        said = dict.fromkeys(_ME, self.speaker) | (dict.fromkeys(_YOU, others[0].id) if len(others) == 1 else {})
        return said | self._ids if self.speaker else self._ids

    @cached_property
    def _ids(self) -> dict[str, PersonId]:
        """Return whom each name means, of now or of before."""
        return {**self._former_ids, **ids_of(self.people)}

    @cached_property
    def _former_ids(self) -> dict[str, PersonId]:
        """Return whom each name of before means, where only one person had it."""
        owners: dict[str, set[PersonId]] = {}
        for person in self.people:
            for former in person.formerly:
                for word in chain(*replace(person, name=former).known_as):
                    owners.setdefault(word, set()).add(person.id)
        return {word: ids.pop() for word, ids in owners.items() if word and len(ids) == 1}

    @cached_property
    def words_of_name(self) -> int:
        """Return the number of words that a name in this log can have."""
        return max((len(name.split()) for name in self.ids_by_name), default=1)

    def of_id(self, person_id: str) -> Person | None:
        """Return the person with an id."""
        return next((person for person in self.people if person.id == person_id), None)

    def besides(self, person_id: PersonId) -> tuple[Person, ...]:
        """Return the people other than the one with an id."""
        return tuple(person for person in self.people if person.id != person_id)

    def find_by_email(self, email: str) -> Person | None:
        """Return the person with an e-mail address, whatever its case."""
        wanted = email.casefold()
        return next((person for person in self.people if person.email and person.email.casefold() == wanted), None)

    def is_writer(self, person: Person, name: str, email: str) -> bool:
        """Tell whether a person writes under an e-mail, or, if it is nobody's, under a name."""
        mail = email.casefold()
        owners = [one.id for one in self.people if mail in one.addresses]
        return person.id in owners or (not owners and given_first(name) == (person.name or person.id))

    def named(self, person_id: PersonId) -> str:
        """Return the name of a person for showing, or the word itself if nobody has that id."""
        person = self.of_id(person_id)
        return person.name if person and person.name else person_id

    def short_name(self, person: Person) -> str:
        """Return a first name if it means nobody else, else the whole name."""
        return person.first_name if self.find_person(person.first_name) == person else person.name

    def id_of(self, word: str) -> PersonId:
        """Return the id of the person that a word means, else the word itself."""
        person = self.find_person(word)
        return person.id if person else PersonId(word)

    def require_person(self, word: str) -> Person:
        """Return the person that a word means; raise UnknownPerson with the people there are."""
        person = self.find_person(word)
        if person is None:
            hint, near = suggest(word.removeprefix("@"), self._ids, tell_people(self.people))
            raise UnknownPerson(f"nobody in this log is called `{word}`", hint, typed=word, meant=near)
        return person


@lru_cache(64)
def shared(settings: Settings) -> Settings:
    """Return the settings that were first met of those that say the same, with what was worked out of them."""
    return settings


def ids_of(people: Sequence[Person]) -> dict[str, PersonId]:
    """Return whom each name means that only one has: an id before a name, a first name before a last one."""
    ids: dict[str, PersonId] = {}
    for words_of_each in zip(*(person.known_as for person in people), strict=True):
        having = Counter(word for words in words_of_each for word in {*words} - {""})
        for person, words in zip(people, words_of_each, strict=True):
            ids = {word: person.id for word in words if having[word] == 1} | ids
    return ids


def find_among(people: Sequence[Person], word: str, ids: Mapping[str, PersonId]) -> Person | None:
    """Return the person whom a typed word means, with or without `@` or `Ms.` in front."""
    wanted = fold(word.strip().removeprefix("@"))
    owner = ids.get(wanted) or ids.get(without_title(wanted))
    return next((person for person in people if owner and person.id == owner), None)


def ask_who(people: Sequence[Person]) -> str:
    """Return the question who somebody is, with what can be answered."""
    return f"Who are you: {' or '.join(_with_names(people))}?"


def tell_people(people: Sequence[Person]) -> str:
    """Say who the people of a log are."""
    return f"the people are: {', '.join(_with_names(people))}"


def _with_names(people: Sequence[Person]) -> list[str]:
    return [f"{one.id} ({one.name})" if one.name and one.name != one.id else one.id for one in people]
