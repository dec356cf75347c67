"""Who is meant: the person that a line names at its beginning or at its end, or a heading above it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from coachlog.model.fields import normalize
from coachlog.model.settings import BOTH, Person, Settings

_BOTH: Final = frozenset(
    ("both", "both of us", "we", "us", "we both", "we all", "all", "all of us", "everyone", "everybody", "together")
) | {"shared", "team"}
_AND: Final = re.compile(r"\s*(?:[,&+/]|\band\b|\bwith\b)\s*@?", re.IGNORECASE)
_EDGE: Final = re.compile(r"\A\W+|\W+\Z")
# Words that people put around a name in a heading: `For Sam`, `Sam's next steps`.
_AROUND: Final = re.compile(
    r"\b(?:for|the|our|my|who|owner|will|next|steps?|action|items?|actions|to|dos?|to-?dos?|tasks?|list|this|week|s)\b"
)
_OPENERS: Final = r"(?:[*_]{1,3}|[\[(（【<])"
_CLOSERS: Final = r"(?:[*_]{1,3}|[\])）】>])"
_MENTION: Final = re.compile(r"@[ \t]?(?=\w)")
_WRAPPED: Final = re.compile(rf"{_OPENERS}([^*_\[\]()（）【】<>:]{{1,60}}?)\s*:?{_CLOSERS}\s*(?:[:,]|[–—-](?=\s))?\s*")
_PLAIN: Final = re.compile(r"([^:：–—*_\[]{1,60}?)(?:\s*[:：]|\s+[–—-](?=\s)|[–—])\s*")
_VERB: Final = re.compile(
    r"([^:*_(\[]{1,60}?)(?:[’']ll|\s+(?:will|shall|should|must|needs? to|ha(?:s|ve) to|(?:is|are) going to|to))\s",
    re.IGNORECASE,
)
_NO_OWNER: Final = re.compile(
    r"\b(?:to|with|from|for|and|or|about|of|at|by|ask|tell|see|meet|help|call|email|text|remind|show|give|send|thank)\Z",
    re.IGNORECASE,
)
_NAMES: Final = r"@?([\w .,&+/’'-]{1,60}?)"
_LAST: Final = re.compile(
    r"\s*(?:[\[(（【]\s*(?:(?:owner|who|by|for|resp|responsible|assigned to|assignee)\b\s*[:=]?\s*)?"
    rf"{_NAMES}\s*[\])）】]|(?:\s[–—-]{{1,2}}|[–—]|[→➜]|->|=>|\s\|)\s*{_NAMES}|\s@(\w[\w .&+/’'-]{{0,60}}?))[.!]?\s*\Z",
    re.IGNORECASE,
)
_WORDS_OF_NAME: Final = 5
_SEPARATOR: Final = re.compile(r"\A\s*(?:[:：,]|[–—-](?=\s))?\s*")
_NUMBER: Final = re.compile(r"\A[\W\d_]+(?=\w)")
_LONGEST: Final = 80  # letters of a heading


class Named(NamedTuple):
    """The person whom a line names, `both`, or nobody, and its words without the name."""

    owner: str
    words: str


def find_owner(name: str, settings: Settings) -> str:
    """Return the id of the person whom a name means, `both` for several, nothing for nobody."""
    plain = _EDGE.sub("", normalize(name))
    return _owner(plain, settings.people) or (_by_every_word(plain, settings.people) if "(" in plain else "")


def heading_owner(heading: str, settings: Settings) -> str:
    """Return the person, or `both`, of a heading or a bold line: `Sam's next steps`, `For Sam and Dana`."""
    heading = _NUMBER.sub("", heading)
    owner = find_owner(heading, settings)
    if owner or len(heading) > _LONGEST:
        return owner
    words = re.sub(r"\W*\((.*?)\)\W*", r" \1 ", normalize(heading)).replace("'s ", " ").removesuffix("'s")
    rest = " ".join(_AROUND.sub(" ", words).split())
    return find_owner(rest, settings) or _by_every_word(rest, settings.people)


def name_in_front(text: str, settings: Settings) -> Named:
    """Return whom a line names at its beginning, marked as a name: `Sam: x`, `**Sam** x`, `@Sam Sample x`."""
    if match := _MENTION.match(text):
        return _mentioned(text, match.end(), settings)
    for form in (_WRAPPED, _PLAIN):
        match = form.match(text)
        if match and match.end() < len(text) and (owner := find_owner(match[1], settings)):
            return Named(owner, text[match.end() :])
    return Named("", text)


def doer(text: str, settings: Settings) -> str:
    """Return who is to do what a line says: `Sam will x`, `Sam to x`."""
    match = _VERB.match(text)
    return find_owner(match[1], settings) if match else ""


def name_behind(text: str, settings: Settings) -> Named:
    """Return whom a line names at its end: `x (Sam)`, `x – Sam`, `x @mentee`."""
    match = _LAST.search(text[-90:])
    if match is None:
        return Named("", text)
    words = text[: len(text) - len(match.group())].rstrip()
    owner = find_owner(match[1] or match[2] or match[3] or "", settings)
    if not owner or not words or (match[3] and _NO_OWNER.search(words)):
        return Named("", text)
    return Named(owner, words)


def _mentioned(text: str, start: int, settings: Settings) -> Named:
    """Return the person behind an `@`, by as many words as their name has, and those whom `and` adds."""
    ends = [match.end() for match in re.finditer(r"\S+", text[start : start + 90])][:_WORDS_OF_NAME]
    for end in reversed(ends):
        words = text[start : start + end]
        if owner := find_owner(words, settings):
            rest = _SEPARATOR.sub("", text[start + end :], count=1)
            more = _AND.match(rest)
            also = _mentioned(rest, more.end(), settings) if more and "@" in more.group() else Named("", rest)
            also = also if also.owner or not rest.startswith("@") else _mentioned(rest, 1, settings)
            return Named(owner if also.owner in ("", owner) else BOTH, also.words if also.owner else rest)
    return Named("", text)


@lru_cache(4096)
def _owner(name: str, people: tuple[Person, ...]) -> str:
    if name in _BOTH:
        return BOTH
    if owner := _ids_by_name(people).get(name):
        return owner
    parts = [part for part in _AND.split(name) if part]
    owners = {_ids_by_name(people).get(_EDGE.sub("", part), "") for part in parts}
    return BOTH if len(parts) > 1 and len(owners) > 1 and all(owners) else ""


@lru_cache(64)
def _ids_by_name(people: tuple[Person, ...]) -> dict[str, str]:
    """Return whom each name means: an id, a role, a name, and a first or a last name that only one has."""
    names: dict[str, str] = {}
    for words in zip(*map(_parts_of_name, people), strict=True):
        for person, word in zip(people, words, strict=True):
            if word and words.count(word) == 1:
                names.setdefault(word, person.id)
    return names


def _parts_of_name(person: Person) -> tuple[str, ...]:
    name = normalize(person.name)
    first, *others = name.split() or [""]
    initial = f"{first} {others[-1][0]}" if others else ""
    return normalize(person.id), name, normalize(person.role), first, others[-1] if others else "", initial


def _by_every_word(words: str, people: tuple[Person, ...]) -> str:
    """Return the person of whom every word is a name or the role: `Sam Sample (mentee)`."""
    wanted = {_EDGE.sub("", word) for word in words.split()} - {""}
    owners = [person.id for person in people if wanted and wanted <= {*_all_words(person)}]
    return owners[0] if len(owners) == 1 else ""


def _all_words(person: Person) -> Iterator[str]:
    for part in _parts_of_name(person):
        yield from part.split()
