"""Who is meant: the person that a line names at its beginning or at its end, or a heading above it."""

import re
from collections.abc import Mapping
from itertools import chain, islice
from typing import Final, NamedTuple

from coachlog.model.fields import fold, normalize
from coachlog.model.person_names import TITLES
from coachlog.model.settings import BOTH, NOBODY, Person, PersonId, Settings
from coachlog.regex import regex
from coachlog.remembered import remembered

_BOTH: Final = frozenset(
    ("both", "both of us", "we", "us", "we both", "we all", "all", "all of us", "everyone", "everybody", "together")
) | frozenset(("shared", "team", "beide", "wir", "wir beide", "alle", "ambos", "ambas", "los dos", "nosotros", "todos"))
# How a sentence about both begins; `both parents` and `both classes` are somebody else.
_BOTH_IN_FRONT: Final = regex(
    r"(?:we|let[’']s|wir|nous|nosotr[oa]s)\b|(?:both|beide|ambos|ambas)\s+(?!\w*(?<!s)s\b)\w", re.IGNORECASE
)
_AND: Final = regex(r"\s*(?:[,&+/]|\b(?:and|with|und|y)\b)\s*@?", re.IGNORECASE)
_EDGE: Final = regex(r"\A\W+|\W+\Z")
# Words that people put around a name in a heading: `For Sam`, `Sam's next steps`.
_AROUND: Final = regex(
    r"\b(?:successes|success|wins|glows?|grows?|growth|areas?|of|celebrations|for|the|our|my|who|owner|will|next|steps?|action|items?|actions|to|dos?|to-?dos?|tasks?|list|this|week|s)\b"
)
_OPENERS: Final = r"(?:<[a-z]{1,6}>|[*_]{1,3}|==|`|\[\[|[\[(（【<])"
# Google's people are links.
_CLOSERS: Final = r"(?:</[a-z]{1,6}>|[*_]{1,3}|==|`|\]\]|[\])）】>](?:\((?:mailto|https?):[^()\s]*\))?)"
# What a chat puts before a line: `[3:45 PM]`, `[11/19, 15:45]`.
_STAMP: Final = r"\[(?:[\d./-]{3,10},?\s)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?(?:,\s[\d./-]{3,10})?\]"
# What stands before a name and is none of it: numbers, emoji, bullets, what nobody sees.
LEAD: Final = regex(rf"(?:[^\w@＠\[(（【<*_`=]|\d{{1,2}}[.)]\s|{_STAMP})*")
_MENTION: Final = regex(r"[@＠]\W{0,3}(?=\w)")
_WRAPPED: Final = regex(
    rf"{_OPENERS}(?:(?i:owner|who|assignee):\s*)?([^*_\[\]()（）【】<>:=`]{{1,60}}?)\s*:?{_CLOSERS}"
    r"\s*(?:[:,]|[–—-](?=\s))?\s*"
)
_ALL_WRAPPED: Final = regex(r"([*_]{1,3})(?=[^\s*_])([^*_]+)(?<!\s)\1")
_PLAIN: Final = regex(r"([^:：–—*_\[]{1,60}?)(?:\s*[:：]|\s+[–—-](?=\s)|[–—])\s*")
_VERB: Final = regex(
    r"([^:*_(\[]{1,60}?)(?:[’']ll|[’']s (?:going|supposed) to|\s+(?:will|shall|should|must"
    r"|(?:(?:needs?|ha(?:s|ve)|(?:is|are)(?: going)?|wants?|plans?|agree[ds]?|promise[ds]?|offer(?:ed|s)?) )?to))\s",
    re.IGNORECASE,
)
_BEFORE_DOER: Final = regex(r"(?:[^\w@(\[]|_|\d{1,2}[.)]\s)*")
_CALLED: Final = regex(r"([^,:*_(\[]{1,60}?),\s+(?=[a-z])")
# Words behind which a mentioned name is not whose the line is.
NO_OWNER: Final = regex(
    r"\b(?:to|with|from|for|and|or|about|of|at|by|ask|tell|see|meet|help|call|email|text|remind|show|give|send|thank)\Z",
    re.IGNORECASE,
)
_NAMES: Final = r"@?([\w .,&+/’'-]{1,60}?)"
QUOTES: Final = ("”", "“", '"', "»", "«")
_LAST: Final = regex(
    r"\s*(?:[*_]{0,3}[\[(（【]\s*(?:(?:owner|who|by|for|resp|responsible|assigned to|assignee)\b\.?\s*[:=]?\s*)?"
    rf"{_NAMES}[!.]?\s*[\])）】][*_]{{0,3}}"
    rf"|(?:\s[–—-]{{1,2}}|[–—]|[→➜]|->|=>|\s\||(?<=[{''.join(QUOTES)}])\s*[–—-]?)\s*{_NAMES}"
    rf"|\s@(\w[\w .&+/’'-]{{0,60}}?))[.!]?\s*\Z",
    re.IGNORECASE,
)
# A person at a line's end, as Google and others link them; a link to a page of theirs has no `@`.
_LINKED: Final = regex(r"\[(@[^\[\]]{1,60}|[^\[\]]{1,60}(?=\]\(mailto:))\]\((?:mailto|https?):[^()\s]*\)(?=[.!\s]*\Z)")
_ANOTHER: Final = regex(r"(?:[,&+/]|and\b)?\s*@(?=\w)", re.IGNORECASE)
_WORD: Final = regex(r"\S+")
_WORDS_OF_NAME: Final = 5  # and of several
_NAMES_AT_MOST: Final = 9
# What is in all that the patterns above can match: they cost much more than these.
_MAY_JOIN: Final = regex(r"[,&+/]|\b(?:and|with|und|y)\b", re.IGNORECASE)
_WRAPPERS: Final = frozenset("*_[(（【<=`")
_POLITE: Final = regex(
    rf"(?:for |fur |para |assigned to )?(?:the |my |our )?(?:(?:{'|'.join(sorted(TITLES))})\.? )?(?=\w)"
)
# `Tarea de Sam`, `Sams Aufgabe`, `Sam's task`, without accents.
_TASK_OF: Final = regex(
    r"(?:tareas?|aufgaben?|taches?|tasks?|jobs?|homework) (?:de|von|fur|para|pour|of|for) (.+)"
    r"|(.+?)(?:[’']?s|[’'])? (?:aufgaben?|tasks?|jobs?|homework)"
)
# What says that the next word is whose a step is.
WHOSE: Final = r"owner|who|assignee|assigned to|responsible|resp\.?"
OWNER_LABEL: Final = regex(rf"(?:{WHOSE})\s*[:=–-]\s*", re.IGNORECASE)
_SEPARATES: Final = regex(r"[:：–—]|\s-\s")
_MAY_END: Final = regex(rf"[\])）】–—→➜>|@{''.join(QUOTES)}]|\s-")
_SEPARATOR: Final = regex(r"\A\s*(?:[:：,]+|[–—-](?=\s))?\s*")
_ENDS_NAME: Final = ":：,"
_NUMBER: Final = regex(r"\A[\W\d_]+(?=\w)")
_BEGUN_AROUND: Final = " \t*_:：…."
_LONGEST: Final = 80  # letters of a heading
_ACTIONS: Final = r"action(?: item| step)?s?|(?-i:AI|ai)|to-?\s?dos?|next steps?|follow[- ]?ups?"
_BEHIND: Final = r"(?:\s*[:：]|\s*[–—-](?=\s))\s*(?=\S)"
# What people put before a next step: anywhere, and where only steps stand. Elsewhere a task may be the children's. A
# `TODO` in capitals needs no sign behind it, since programs and note-takers write it so; in small letters it is a word.
ACTION_LABEL: Final = regex(rf"(?:{_ACTIONS}){_BEHIND}", re.IGNORECASE)
STEP_LABEL: Final = regex(rf"(?:{_ACTIONS}|tasks?(?: items?)?|{WHOSE}){_BEHIND}|(?-i:TODO)\s+(?=\S)", re.IGNORECASE)


class Named(NamedTuple):
    """The person whom a line names, `both`, or nobody, and its words without the name."""

    owner: PersonId
    words: str


@remembered
def find_owner(name: str, settings: Settings) -> PersonId:
    """Return the id of the person whom a name means, `both` for several, nothing for nobody."""
    if len(name) > _LONGEST:
        return NOBODY
    plain, ids = _EDGE.sub("", fold(name)), settings.ids_by_name
    if owner := _by_name(plain, ids):
        return owner
    if plain in _BOTH:
        return BOTH
    if "(" in plain and (owner := _by_every_word(plain, settings.people)):
        return owner
    owners = [_by_name(_EDGE.sub("", part), ids) for part in _AND.split(plain) if part]
    return BOTH if len(set(owners)) > 1 and all(owners) else NOBODY


@remembered
def heading_owner(heading: str, settings: Settings) -> PersonId:
    """Return the person, or `both`, of a heading or a bold line: `Sam's next steps`, `For Sam and Dana`."""
    if len(heading) > _LONGEST:
        return NOBODY
    heading = _NUMBER.sub("", heading)
    if owner := find_owner(heading, settings):
        return owner
    words = re.sub(r"\W*\((.*?)\)\W*", r" \1 ", normalize(heading)).replace("'s ", " ").removesuffix("'s")
    rest = " ".join(_AROUND.sub(" ", words).split())
    return find_owner(rest, settings) or _by_every_word(rest, settings.people) or begun_by(heading, settings)


def begun_by(line: str, settings: Settings) -> PersonId:
    """Return who is to do what stands below a line that says no more than who: `Sam needs to:`."""
    plain = line.strip(_BEGUN_AROUND)
    return NOBODY if doer(plain, settings) else doer(f"{plain} x", settings)


def name_in_front(text: str, settings: Settings) -> Named:
    """Return whom a line names at its beginning, marked as a name: `Sam: x`, `**Sam** x`, `@Sam Sample x`."""
    if (whole := _ALL_WRAPPED.fullmatch(text)) and (named := name_in_front(whole[2], settings)).owner:
        return named
    start = LEAD.match(text).end()  # type: ignore[union-attr]  # it matches nothing too
    if match := _MENTION.match(text, start):
        return _mentioned(text, match.end(), settings)
    wrapped = text[start : start + 1] in _WRAPPERS
    for form, may_be in ((_WRAPPED, wrapped), (_PLAIN, _SEPARATES.search(text, 0, _LONGEST))):
        match = form.match(text, start) if may_be else None
        if match and match.end() < len(text) and (owner := find_owner(match[1], settings)):
            return Named(owner, text[match.end() :])
    return Named(NOBODY, text)


def doer(text: str, settings: Settings) -> PersonId:
    """Return who is to do what a line says: `Sam will x`, `Sam to x`, `Sam, x`."""
    start = _BEFORE_DOER.match(text).end()  # type: ignore[union-attr]  # it matches nothing too
    match = _VERB.match(text, start) or _CALLED.match(text, start)
    return find_owner(match[1], settings) if match else NOBODY


def is_for_both(text: str) -> bool:
    """Tell whether a line begins as a sentence about both, without a mark that says so: `both call`, `we call`."""
    return bool(_BOTH_IN_FRONT.match(text))


def addressed(text: str, settings: Settings) -> Named:
    """Return the person whom a line addresses, and its words without the name: `Sam, call home`."""
    match = _CALLED.match(text, _BEFORE_DOER.match(text).end())  # type: ignore[union-attr]  # it matches nothing too
    owner = find_owner(match[1], settings) if match else NOBODY
    return Named(owner, text[match.end() :]) if match and owner else Named(NOBODY, text)


def name_behind(text: str, settings: Settings) -> Named:
    """Return whom a line names at its end: `x (Sam)`, `x – Sam`, `x @mentee @mentor`."""
    owners, words = set[PersonId](), _LINKED.sub(r"(\1)", text) if "](" in text else text
    for _ in range(_NAMES_AT_MOST):
        end = words[-90:]
        match = _LAST.search(end) if _MAY_END.search(end) else None
        owner = find_owner(match[1] or match[2] or match[3] or "", settings) if match else NOBODY
        before = words[: len(words) - len(match.group())].rstrip() if match else ""
        if not match or not owner or not before or (match[3] and NO_OWNER.search(before)):
            break
        owners.add(owner)
        words = before
        if not match[3]:  # only mentions stand beside each other
            break
    if not owners:
        return Named(NOBODY, text)
    return Named(owners.pop() if len(owners) == 1 else BOTH, words)


def _mentioned(text: str, start: int, settings: Settings) -> Named:
    """Return the person behind an `@`, by as many words as their name has, and those whom `and @` adds."""
    owners: list[PersonId] = []
    while len(owners) < _NAMES_AT_MOST:
        window = text[start : start + 90]
        longest = _WORDS_OF_NAME if _MAY_JOIN.search(window) else settings.words_of_name
        words = islice(_WORD.finditer(window), longest)
        ends = [match.end() for match in words if any(map(str.isalnum, match.group()))]  # a lone `#` is no name's
        names = ((find_owner(text[start : start + end], settings), start + end) for end in reversed(ends))
        owner, end = next((named for named in names if named[0]), (NOBODY, 0))
        if not owner:
            break
        owners.append(owner)
        end = start + len(text[start:end].rstrip(_ENDS_NAME))
        rest = _SEPARATOR.sub("", text[end:], count=1)
        more = _ANOTHER.match(rest)
        text, start = rest, more.end() if more else 0
        if not more:
            break
    if not owners:
        return Named(NOBODY, text)
    return Named(owners[0] if len(set(owners)) == 1 else BOTH, text)


def _by_name(plain: str, ids: Mapping[str, PersonId]) -> PersonId:
    """Return whom a name means, with or without `Ms.` or `for` in front of it, or `Tarea de`, or `'s task` behind."""
    if owner := ids.get(plain) or ids.get(_POLITE.sub("", plain, count=1), NOBODY):
        return owner
    task = _TASK_OF.fullmatch(plain)
    names = (task[1] or task[2], f"{task[2]}s") if task else ()
    return next((ids[name] for name in names if name in ids), NOBODY)


def _by_every_word(words: str, people: tuple[Person, ...]) -> PersonId:
    """Return the person of whom every word is a name or the role: `Sam Sample (mentee)`."""
    wanted = {_EDGE.sub("", word) for word in words.split()} - {""}
    owners = [
        person.id
        for person in people
        if wanted and wanted <= {*" ".join((*chain(*person.known_as), *map(fold, person.formerly))).split()}
    ]
    return owners[0] if len(owners) == 1 else NOBODY
