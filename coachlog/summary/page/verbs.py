"""What a line of a hurried note says that somebody did or wants, as the rest of a sentence behind `I` or `we`.

Only a verb of the lists below is read as one. Of two verbs in a line both would have to change, so such a line stays as
it is.
"""

from collections.abc import Collection
from typing import Final

from coachlog.model.fields import fold
from coachlog.regex import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A verb, and where its past is not made by `-ed`, that, too.
_VERBS: Final = """
    add agree ask borrow call celebrate change collect compare count decide explain help invite join listen look move
    name notice offer open paraphrase play praise propose reflect rehearse remind shorten smile start stay
    suggest talk turn visit wait walk want watch welcome wonder work adapt mix practise save sketch
    discuss check continue finish introduce learn follow prepare present remember remove replace
    sort step/stepped stop/stopped plan/planned swap/swapped sum/summed slow/slowed trim/trimmed
    begin/began bring/brought build/built choose/chose come/came cut/cut draw/drew find/found get/got give/gave go/went
    hear/heard hold/held keep/kept lead/led leave/left let/let make/made meet/met put/put read/read run/ran say/said
    see/saw send/sent set/set show/showed sit/sat speak/spoke split/split spend/spent stand/stood take/took
    teach/taught tell/told think/thought try/tried use/used write/wrote rewrite/rewrote rebuild/rebuilt reread/reread
    design draft model point share practice rest review test observe
"""
# These are nouns as well; in front of `the` or the like they are verbs, and so are the pairs. No verb is what stands in
# front of one of these things.
_ALSO_NOUNS: Final = _words(
    "call change check design draft help lead look meet model name offer plan play point practice present rest review"
    " run share show start step stop talk test turn use visit wait walk watch work"
)
_DETERMINERS: Final = _words(
    "a all an any at both each every few how in less longer more my on one our some that the these this those three two"
    " until what when where which with"
)
_PAIRS: Final = _words(
    "look-at look-for look-into look-over look-through talk-about talk-over talk-through talk-to talk-with work-on"
    " work-through work-with meet-with wait-for walk-through check-on check-with turn-to"
)
_THINGS: Final = _words("aloud alouds chart groups ins list log out outs sheet stems time times")
_BEFORE_VERBS: Final = frozenset(("come", "go"))
_PAST: Final = _words(
    "answered caught cried led modeled modelled practiced practised pointed restated revised stood struck studied wove"
)
_OF_NOW: Final = _words("am are can cant do dont feel have havent know like must need should still will wont")
# What somebody wants, as it is said of a person by name, and what is left of it behind `I want to`.
_WISHES: Final = ("want", "wants", "will", "plan", "plans", "hope", "hopes", "intend", "intends", "would like")
_PRONOUNS: Final = _words("he her hers herself him himself his she their theirs them themselves they your yours you")
_AUTHORS: Final = ("i", "we")
_TO_SOMEBODY: Final = frozenset(("you", "your", "yours"))
_ANOTHER: Final = regex(r"(?:\b(?:and|or|but|then)\b|[,;:&])\s*(?:(?:to|then|also)\s+)?([^\W\d_]+(?:[’'][^\W\d_]+)?)")
_SECOND_VERBS: Final = regex(r"(?:s|ed)\Z")


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}ed"


_PAST_OF: Final = {verb: past or _regular(verb) for verb, _, past in (entry.partition("/") for entry in _VERBS.split())}
_DONE: Final = frozenset(_PAST_OF.values()) | _PAST


def _is_of_now(word: str) -> bool:
    """Tell whether a word behind `I` says what is so now, which is not true of a day alone: I talk, I don't."""
    plain = word.casefold().replace("’", "").replace("'", "").rstrip(",;")
    return plain in _OF_NOW or _PAST_OF.get(plain, plain) != plain


def told_as_done(words: str, who: str) -> str | None:
    """Return words that say what somebody did, from the verb on; None if they do not."""
    first, *others = words.split() or [""]
    if first.casefold().rstrip(",;") in _DONE:
        return lowered(words)
    is_deed = others and first.casefold() == who.casefold() and not _is_of_now(others[0])
    return " ".join(others) if is_deed else None


def told_of(words: str, names: Collection[str]) -> str:
    """Return what words say that a person of these names did, from the verb on; else nothing."""
    rest = _behind_name(words, names)
    is_done = rest.partition(" ")[0].casefold().rstrip(",;") in _DONE
    return rest if is_done and not _speaks_of_others(rest) else ""


def step_as_done(words: str) -> str:
    """Return a finished step, `Send one sentence`, in the past; nothing where more than its first word would change."""
    verb = _first_verb(words)
    following = (match.group(1) for match in _ANOTHER.finditer(words))
    is_one_verb = all(word[:1].isupper() or word in _DETERMINERS for word in following)
    if not verb or not is_one_verb or _speaks_of_others(words) or _has_two_verbs(verb, words):
        return ""
    return f"{_PAST_OF[verb]} {' '.join(words.split()[1:])}".rstrip(". ")


def _has_two_verbs(verb: str, words: str) -> bool:
    """Tell whether a verb goes on with another: `come watch`, but not `send work samples`."""
    second = words.split()[1].casefold().strip(".,:;")
    return second in _PAST_OF and (verb in _BEFORE_VERBS or second not in _ALSO_NOUNS)


def wish(words: str, names: Collection[str], *, verb_first: bool = True) -> str:
    """Return what stands behind `want to`, of a step or of a wish that begins with one of some names; else nothing."""
    plain = " ".join(words.split()).rstrip(".")
    if verb_first and _first_verb(plain):
        return lowered(plain)
    rest = _behind_name(plain, names)
    verb = next((verb for verb in _WISHES if rest.casefold().startswith(f"{verb} ")), "")
    wanted = rest[len(verb) :].strip()
    if not verb or (verb != "will" and not wanted.startswith("to ")):
        return ""
    wanted = wanted.removeprefix("to ")
    if rest != plain and plain.split()[0].casefold() in _AUTHORS:  # behind `my aim to` it goes on as it is
        return "" if _TO_SOMEBODY & {word.strip(".,;:!?") for word in wanted.casefold().split()} else wanted
    following = (match.group(1) for match in _ANOTHER.finditer(wanted))
    return "" if _speaks_of_others(wanted) or any(map(_may_be_verb, following)) else wanted


def _behind_name(words: str, names: Collection[str]) -> str:
    """Return the words behind a name that they begin with; nothing if they do not."""
    for name in sorted(names, key=len, reverse=True):
        if fold(words).startswith(f"{fold(name)} "):
            return words[len(name) :].strip()
    return ""


def _may_be_verb(word: str) -> bool:
    """Tell whether a word may be a verb that goes with a name, as in `Robin wants to wait and needs time`."""
    return bool(_SECOND_VERBS.search(word)) or word.casefold() in _WISHES


def _first_verb(words: str) -> str:
    first, *others = words.split() or [""]
    verb = first.casefold()
    second = others[0].casefold().strip(".,:;") if others else ""
    is_verb = verb in _PAST_OF and bool(second) and second not in _THINGS
    is_clear = verb not in _ALSO_NOUNS or second in _DETERMINERS or f"{verb}-{second}" in _PAIRS
    return verb if is_verb and is_clear else ""


def _speaks_of_others(words: str) -> bool:
    return any(word.strip(".,;:!?").casefold() in _PRONOUNS for word in words.split())


def lowered(words: str) -> str:
    """Return words as they go on within a sentence: a capital of the first word's alone becomes small."""
    return words if words[1:2].isupper() or words.startswith(("I ", "I’", "I'")) else f"{words[:1].lower()}{words[1:]}"
