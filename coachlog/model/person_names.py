"""The parts of a person's name, and what the person is called by them: in either order, by the first or the last."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from coachlog.model.fields import fold, spell_out
from coachlog.regex import regex

TITLES: Final = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "herr", "frau", "sr", "sra", "señor", "señora", "coach")
) | frozenset(("senor", "senora"))
_TITLE: Final = regex(rf"(?:{'|'.join(sorted(TITLES))})(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
_BRACKETED: Final = regex(r"\s*[(\[][^()\[\]]*[)\]]\s*\Z")
# What stands behind a comma and is no first name: `Dana Mentor, M.Ed.`, `Sam Sample, Jr.`, `Robin, our coach`.
_DEGREE: Final = regex(
    r"(?i:jr|sr|i{2,3}|iv|ph\.? ?d|ed\.? ?[ds]|m\.? ?ed|nbct|esq)\.?|(?:[A-Z]\.? ?){2,5}|[A-Z]\.[A-Z][a-z]*\."
)
_SEVERAL: Final = regex(r"\d|[/&+@:]|\b(?:and|the|our|my)\b", re.IGNORECASE)
_ROLE: Final = regex(
    r"\b(?:coach|mentor|mentee|teacher|principal|facilitator|school|grade|room|district)\b", re.IGNORECASE
)
_ALSO_CALLED: Final = {"mentor": "coach", "coach": "mentor", "mentee": "teacher", "teacher": "mentee"}
_GIVEN_AT_MOST: Final = 2  # words of a first name behind a comma


class NameForms(NamedTuple):
    """A person's names for comparing; `more` are first names with an initial, or two of them."""

    ids: tuple[str, ...]
    whole: tuple[str, ...]
    role: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    more: tuple[str, ...]
    other_role: tuple[str, ...]

    @property
    def own(self) -> tuple[str, ...]:
        """Return the forms of the name, without id and role."""
        return (*self.whole, *self.first, *self.last, *self.more)


def given_first(typed: str) -> str:
    """Return a name with the first name in front, as people say it: `Weiß, Ana` is Ana Weiß."""
    bracket = match.group() if (match := _BRACKETED.search(typed)) else ""
    family, *others = (part.strip() for part in typed.removesuffix(bracket).split(","))
    given, *degrees = others or [""]
    known = given and family and not _DEGREE.fullmatch(given) and all(map(_DEGREE.fullmatch, degrees))
    if not known or len(given.split()) > _GIVEN_AT_MOST or _ROLE.search(given) or _SEVERAL.search(f"{family} {given}"):
        return typed
    return ", ".join((f"{given} {family}", *degrees)) + bracket


def first_name(name: str) -> str:
    """Return the name by which people call somebody, who may be called `Ms. Weiß` and no more."""
    words = bare_name(name).split()
    return words[0] if len(words) > 1 or words == name.split() else name.strip()


def bare_name(name: str) -> str:
    """Return a name with the first name in front, without `Ms.`, degrees and what stands in brackets."""
    plain = without_title(_BRACKETED.sub("", given_first(" ".join(name.split()))))
    return plain.partition(",")[0].strip()


def without_title(name: str) -> str:
    """Return a name without `Ms.` in front."""
    return _TITLE.sub("", name, count=1) if _TITLE.match(name) else name


def whole_names(name: str) -> Iterator[str]:
    """Yield the forms of a whole name for comparing: `ana weiss`, `weiss, ana`, `weiss ana`.

    Of three words or more the last two may be the family's, and those between may be missing.
    """
    yield fold(name)
    words = fold(bare_name(name)).split()
    yield " ".join(words)
    for family in last_names(name):
        given = " ".join(words[: -len(family.split())])
        for one in dict.fromkeys((given, words[0])):
            yield from (f"{one} {family}", f"{family}, {one}", f"{family} {one}")


def last_names(name: str) -> tuple[str, ...]:
    """Return what the family's name may be, the shortest first: `garcia`, `nanez garcia`."""
    words = fold(bare_name(name)).split()
    return tuple(" ".join(words[start:]) for start in range(len(words) - 1, 0, -1))


@lru_cache(maxsize=64)  # of a few people, asked for with every line
def names_of(person_id: str, name: str, role: str) -> NameForms:
    """Return the names of a person for comparing: Müller is `muller` and `mueller`."""
    one, other = _names_of(person_id, name, role), _names_of(person_id, spell_out(name), role)
    return NameForms(*(tuple(dict.fromkeys((*forms, *others))) for forms, others in zip(one, other, strict=True)))


def _names_of(person_id: str, name: str, role: str) -> NameForms:
    first, *others = fold(bare_name(name)).split() or [""]
    more = (f"{first} {others[-1][0]}", f"{first} {others[0]}") if others else ()
    known_by_title = others or first == fold(name)  # `Ms. Weiß` is known by her last name alone
    return NameForms(
        (fold(person_id),),
        tuple(whole_names(name)),
        (fold(role),),
        (first,) if known_by_title else (),
        last_names(name) or (first,),
        more,
        (_ALSO_CALLED.get(fold(role), ""),),
    )
