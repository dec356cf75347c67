"""The meaning of a heading, a column's head or a label of a running document: a section of ours, a person, a fact."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from coachlog.frozen import frozen
from coachlog.incoming.days import find_day
from coachlog.incoming.vocabulary import (
    BOTH_WORDS,
    FACT_WORDS,
    MENTEE_WORDS,
    MENTOR_ASKS,
    MENTOR_WORDS,
)
from coachlog.model.fields import fold, normalize
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.model.kinds.section_words import SECTION_WORDS
from coachlog.model.person_names import bare_name
from coachlog.model.settings import BOTH, NOBODY, Person, PersonId, Settings
from coachlog.regex import regex

_SECTIONS: Final = frozenset(kind_of("meeting").sections)
_EDGE: Final = regex(r"\A[\W\d_]+|[\W_]+\Z")
_ASIDE: Final = regex(r"\s*\([^()]*\)\s*")
_PARTS: Final = regex(r"\s*(?:[/&|,;+]|\s[-–—]+\s|–|—|\band\b|\bor\b|\bund\b|\by\b)\s*", re.IGNORECASE)
_FILLERS: Final = regex(r"\b(?:the|for|by|of|from|to)\b|'s\b|s'(?=\s|\Z)|[?:.!]", re.IGNORECASE)
_DASHED: Final = regex(r"(?P<label>[^:;\n]{2,40}?)\s+[–—-]+\s+(?P<rest>.*)", re.DOTALL)
_LABEL: Final = regex(r"(?P<label>[^:\n]{2,70}?)\s*:\s*(?P<rest>.*)", re.DOTALL)


@frozen
class Meaning:
    """The meaning of a heading: a section, the person whose part it is, or a fact of the meeting."""

    section: str = ""
    person: PersonId = NOBODY
    fact: str = ""


@frozen
class Meanings:
    """The meanings of headings among the people and the words of one log."""

    settings: Settings

    def of(self, words: str) -> Meaning | None:
        """Return the meaning of a heading, None if it is not known."""
        plain = " ".join(words.split())
        if not plain or len(plain) > 90:
            return None
        text = normalize(_EDGE.sub("", _ASIDE.sub(" ", plain)))
        if section := self._section(plain):
            whose = self._with_person(text) if section == NEXT_STEPS else None
            return whose if whose and whose.section == section else Meaning(section)
        if MENTOR_ASKS.fullmatch(text):
            return Meaning(NEXT_STEPS, self._of_role(MENTOR_WORDS))
        for fact, form in FACT_WORDS.items():
            if form.fullmatch(text):
                return Meaning(fact=fact)
        return self._with_person(text) or self._of_parts(text)

    def label(self, text: str) -> tuple[Meaning, str, str] | None:
        """Return the meaning of a label before a colon, or a dash and a list, its words, and what stands behind it."""
        match = _LABEL.match(text)
        if not match or ";" in match["label"]:  # the colon is one person's, in a list on one line
            match = _DASHED.match(text)
            match = None if match and self._is_about(match["rest"]) else match
        meaning = self.of(match["label"]) if match else None
        if match is None or meaning is None or (meaning.person and not meaning.section):
            return None
        return meaning, match["label"], match["rest"]

    def _is_about(self, words: str) -> bool:
        """Tell whether words behind a dash say whose or of which day a heading is: `Next steps – Sam`."""
        return bool(self.person(words) or self.of(words) or find_day(words)) or words.rstrip().endswith(("?", ":"))

    def person(self, words: str) -> PersonId:
        """Return the id of the person, or `both`, that words name and nothing else; empty if they name none."""
        text = fold(_EDGE.sub("", words)).removesuffix("'s")
        return self._people.get(text.removeprefix("the "), NOBODY)

    def named(self, word: str) -> PersonId:
        """Return the id of the person whose own name a word is, or initials; empty for a role or anybody else's."""
        wanted = fold(word)
        ids = {
            person.id
            for person in self.settings.people
            if wanted in _names(person) and wanted not in (fold(person.id), fold(person.role))
        }
        return ids.pop() if len(ids) == 1 else NOBODY

    def _section(self, words: str) -> str:
        for text in dict.fromkeys((words, _ASIDE.sub(" ", words).strip())):
            name = section_name(text, self.settings.headings)
            if name in _SECTIONS:
                return name
            plain = normalize(_EDGE.sub("", text))
            for section, form in SECTION_WORDS.items():
                if form.fullmatch(plain):
                    return section
        return ""

    def _with_person(self, text: str) -> Meaning | None:
        """Return the meaning of words that name a person: `Sam's next steps`, `The mentor will`, `Teacher`."""
        if person := self.person(text):
            return Meaning(person=person)
        for name in sorted(self._people, key=len, reverse=True):
            match = re.search(rf"(?<!\w){re.escape(name)}(?:'s|s')?(?!\w)", text)
            if match is None:
                continue
            rest = " ".join(_FILLERS.sub(" ", f"{text[: match.start()]} {text[match.end() :]}").split())
            rest = _EDGE.sub("", rest)
            section = self._section(rest) if rest else ""
            if section in (NEXT_STEPS, SUCCESSES, GROWTH, NOTES):
                return Meaning(section, self._people[name])
        return None

    def _of_parts(self, text: str) -> Meaning | None:
        """Return the meaning that all parts of a heading share: `Challenges / concerns`."""
        parts = [part for part in _PARTS.split(text) if part.strip()]
        if not 1 < len(parts) <= 5:
            return None
        facts = {fact for part in parts for fact, form in FACT_WORDS.items() if form.fullmatch(part.strip())}
        if facts and all(any(form.fullmatch(part.strip()) for form in FACT_WORDS.values()) for part in parts):
            return Meaning(fact=max(facts))
        sections = {self._section(part) for part in parts}
        return Meaning(sections.pop()) if len(sections) == 1 and "" not in sections else None

    @cached_property
    def _people(self) -> Mapping[str, PersonId]:
        """Return the ids of the people by each word that names one of them alone."""
        named: dict[str, set[PersonId]] = {}
        for person in self.settings.people:
            for word in _names(person):
                named.setdefault(word, set()).add(person.id)
        people = {word: ids.pop() for word, ids in named.items() if len(ids) == 1}
        for words in (MENTEE_WORDS, MENTOR_WORDS):
            if owner := self._of_role(words):
                people = {**dict.fromkeys(words, owner), **people}
        return {**dict.fromkeys(BOTH_WORDS, BOTH), **people}

    def _of_role(self, words: frozenset[str]) -> PersonId:
        """Return the id of the one person whose role is among some words."""
        roles = words | ({"partner"} if words is MENTEE_WORDS else frozenset())
        ids = [person.id for person in self.settings.people if {normalize(person.role), normalize(person.id)} & roles]
        return ids[0] if len(ids) == 1 else NOBODY


def _names(person: Person) -> Iterator[str]:
    names, parts = person.known_as, normalize(bare_name(person.name)).split()
    yield from filter(None, (*names.ids, *names.own, *names.role, normalize(person.name), *parts[:1], *parts[-1:]))
    if len(parts) > 1:
        initials = "".join(part[0] for part in parts)
        yield initials
        yield ".".join(initials)
        for title in ("ms", "mr", "mrs", "mx", "dr"):
            yield f"{title} {parts[-1]}"
            yield f"{title}. {parts[-1]}"
