"""Find a name at the beginning or at the end of a line that is nobody's as it is written: `ana call home`, `Me: x`."""

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from coachlog.model.fields import fold, nearest_word
from coachlog.model.owners import LEAD, NO_OWNER, STEP_LABEL, doer, find_owner
from coachlog.model.settings import BOTH, NOBODY, PersonId, Settings
from coachlog.regex import regex
from coachlog.remembered import remembered

_NO_NAMES: Final = r"(?:I|[Mm]e|[Mm]yself|[Mm]y turn|[Yy]ou|[Ii]ch|[Yy]o)"
_PRONOUN: Final = regex(rf"{_NO_NAMES}(?![\w-])")
_LABEL: Final = regex(r"[*_]{0,3}(\w[\w.&+/’' ]{0,30}?)[*_]{0,3}\s*[:：]")
_LATER_LABEL: Final = regex(r"[.;!?/|,]\s+[*_]{0,3}@?(\w[\w.’' ]{0,30}?)[*_]{0,3}\s*[:：]\s*(?=\S)")
_NEXT_SENTENCE: Final = regex(r"(?:[.;!?]|\*\*|__)\s+(?=\S)")
_POSSESSIVE: Final = regex(r"(\w{1,30})[’']s?(?:\s(?:job|task|turn|part|homework))?\s*[:：–—-]")
_WORDS: Final = regex(r"[^\W_]+(?:[’'-][^\W_]+)*\.?")
_MARKS_BEFORE: Final = regex(r"[\W_]*(?:(?:please|pls|hey|hi|bitte)\b[\W_]*)?", re.IGNORECASE)
_THANKS: Final = regex(r"[\W_]*(?:\b(?:please|pls|asap|thanks|thx|bitte)\b[\W_]*)?\Z", re.IGNORECASE)
_BEFORE_NAME: Final = regex(r"(?:owner|who|assigned to|assignee)\s+", re.IGNORECASE)
# One or two people by their first letters: `S.`, `S&D`.
_INITIALS_IN_FRONT: Final = regex(r"([A-Z][&+/]?[A-Z]{1,2})\s[–—-]\s|([A-Z])\.\s")
_INITIALS_DO: Final = regex(r"([A-Z]{2,3})\s+(?=[a-z])")
_INITIALS_BEHIND: Final = regex(r"[(\[]\s*([A-Z](?:[&+/]?[A-Z])?\.?)\s*[)\]]\W*\Z")
_INITIALS_AT_END: Final = regex(r"[A-Z](?:[&+/]?[A-Z])?\.?")
_SIGNED: Final = regex(r"(?:[”“\"»]\s*[–—(\[-]?|\s[–—-]{1,2}|—)\s*([A-Z](?:[&+/]?[A-Z]|\.)?)[)\]]?\Z")
# What sets the last words of a line off from the others; what stands within a word, or between two names, does not.
_SETS_OFF: Final = regex(r"[^\w\s.’'&/+…-]|_|\s[–—&/+-]|[.…](?=\s)")
_LIKE_A_NAME: Final = regex(r"[^\W\d_a-z][a-zà-öø-ÿ’'-]{1,20}(?: [^\W\d_a-z][a-zà-öø-ÿ’'-]{0,20}\.?)?")
_LETTERS: Final = regex(r"[^\W\d_]+")
_END: Final = 60  # letters in which a name at a line's end has room
_NEAR: Final = 0.75
_INITIALS: Final = 3  # letters of a name that is cut short


@remembered
def doubtful_speaker(text: str, settings: Settings) -> str:
    """Return a label before a line that says who without a name of the log, or with one misspelled; else nothing.

    So do first letters behind a quotation or a dash: `“Best week ever” – S.`
    """
    label = _LABEL.match(text, LEAD.match(text).end())  # type: ignore[union-attr]  # it matches nothing too
    if label is None:
        signed = _SIGNED.search(text[-_END:])
        return signed[1] if signed and _is_nearly_a_name(fold(signed[1]).strip("."), settings) else ""
    if find_owner(label[1], settings):
        return ""
    doubtful = _PRONOUN.fullmatch(label[1]) or _is_nearly_a_name(fold(label[1]), settings)
    return label[1] if doubtful else ""


def doubtful_entry(text: str, settings: Settings) -> str:
    """Return a label as `doubtful_speaker` does, or first letters in front or behind: `SS - x`, `S. x`, `x (SS)`."""
    plain = text[_MARKS_BEFORE.match(text).end() :]  # type: ignore[union-attr]  # it matches nothing too
    behind = _INITIALS_BEHIND.search(text[-_END:])
    signed = behind[1] if behind and _is_nearly_a_name(fold(behind[1]).strip("."), settings) else ""
    return doubtful_speaker(text, settings) or _initials_in_front(plain, settings) or signed


def initialled(word: str, settings: Settings) -> PersonId:
    """Return the one person whose name has these first letters: `SS`, `S.`; nobody where it is none, or two."""
    letters = fold(word).strip(" .")
    meant = [one.id for one in settings.people if letters in _initials_of(one.name) | {fold(one.name)[:1]}]
    return meant[0] if len(meant) == 1 else NOBODY


def second_speaker(text: str, by: PersonId, settings: Settings) -> str:
    """Return the name of another person who speaks later in somebody's line: `Sam: x; Dana: y`; else nothing."""
    names = (match[1] for match in _LATER_LABEL.finditer(text) if by)
    return next((name for name in names if find_owner(name, settings) not in (NOBODY, BOTH, by)), "")


def second_doer(text: str, owner: PersonId, settings: Settings) -> str:
    """Return the name of another person of whom a later sentence of somebody's step says what they will do."""
    later = [doer(text[end.end() :], settings) for end in _NEXT_SENTENCE.finditer(text) if owner != BOTH]
    return next((settings.named(one) for one in later if one not in (NOBODY, BOTH, owner)), "")


def label_in_front(text: str) -> tuple[str, str]:
    """Return the label before a line's first colon, if it can be a name or names, and the line without it."""
    label = _LABEL.match(text)
    return (label[1], text[label.end() :].lstrip()) if label else ("", text)


def stranger_in_front(text: str) -> str:
    """Return the label before a line that looks like a person's name, `Kim: x`, which is nobody's of the log."""
    label, _ = label_in_front(text)
    return label if _LIKE_A_NAME.fullmatch(label) and not STEP_LABEL.match(text) else ""


def doubtful_owner(text: str, settings: Settings) -> str:
    """Return the name, or the word for one, with which a next step of nobody begins or ends, else nothing."""
    plain = text[_MARKS_BEFORE.match(text).end() :]  # type: ignore[union-attr]  # it matches nothing too
    if pronoun := _PRONOUN.match(plain):
        return pronoun.group()
    if initials := _initials_in_front(plain, settings):
        return initials
    if (possessive := _POSSESSIVE.match(plain)) and is_name(possessive[1], settings):
        return possessive[1]
    if _begins_with_both(plain, settings):
        return ""
    words = list(_WORDS.finditer(plain[:_END]))[: settings.words_of_name]
    names = (plain[: word.end()] for word in reversed(words))
    if name := next((name for name in names if is_name(name, settings)), ""):
        return name
    return doubtful_speaker(text, settings) or _at_end(text, settings)


def _begins_with_both(text: str, settings: Settings) -> bool:
    """Tell whether a step begins with two of the log's people, and so is both's: `Sam & Dana call home`."""
    words = text[:_END].split()[: 2 * settings.words_of_name + 1]
    return any(find_owner(" ".join(words[:end]), settings) == BOTH for end in range(3, len(words)))


def whom_to_write(name: str, settings: Settings) -> str:
    """Say what makes a line somebody's: the name that is meant, else each of them."""
    named = find_owner(name, settings)
    meant = (
        named
        or initialled(name, settings)
        or settings.ids_by_name.get(nearest_word(name, settings.ids_by_name), NOBODY)
    )
    people = [person for person in settings.people if person.id == meant] or settings.people
    names = " or ".join(f"`{settings.short_name(person)}:`" for person in people)
    return f"write {names} {'in front' if named else 'in its place'}"


def is_perhaps_somebodys(text: str, settings: Settings) -> bool:
    """Tell whether a line of nobody begins with a label, or ends with a word, that may say whose it is: `x (S.)`."""
    return bool(doubtful_entry(text, settings) or _at_end(text, settings))


def doubtful_name(text: str, settings: Settings) -> str:
    """Return the name of a person, or its first letters, with which a step of nobody begins or ends, else nothing."""
    name = doubtful_owner(text, settings)
    return name if find_owner(name, settings) not in (NOBODY, BOTH) or (name and initialled(name, settings)) else ""


def _initials_in_front(text: str, settings: Settings) -> str:
    match = _INITIALS_IN_FRONT.match(text)
    initials = match[1] or match[2] if match else ""
    if initials and _is_nearly_a_name(fold(initials), settings):
        return initials
    match = _INITIALS_DO.match(text)
    return match[1] if match and initialled(match[1], settings) else ""


def _at_end(text: str, settings: Settings) -> str:
    """Return a name at a line's end that a mark sets off from the words before it."""
    end = _THANKS.sub("", text[-_END:])
    marks = list(_SETS_OFF.finditer(end))
    before, last = (end[: marks[-1].start()], end[marks[-1].end() :].strip(" .…-")) if marks else (end, "")
    if not marks and text.rstrip(" .!")[-1:] in (")", "]"):  # a bracket that nobody opened
        before, _, last = end.rpartition(" ")
    last = last[match.end() :] if (match := _BEFORE_NAME.match(last)) else last
    known = is_name(last, settings) or _PRONOUN.fullmatch(last) or _is_cut_short(last, settings)
    return last if last and known and not NO_OWNER.search(before.rstrip()) else ""


def _is_cut_short(word: str, settings: Settings) -> bool:
    """Tell whether a word is the first letters of names, or a name with letters swapped: `S.`, `D+S`, `Sma`."""
    if _INITIALS_AT_END.fullmatch(word):
        return _is_nearly_a_name(fold(word).strip("."), settings)
    return len(word) >= _INITIALS and word[0].isupper() and sorted(fold(word)) in map(sorted, _names(settings))


def is_name(words: str, settings: Settings) -> bool:
    """Tell whether words are the name of one person, and not a role: `Teacher survey` is about no one."""
    owner = find_owner(words, settings)
    if owner in (NOBODY, BOTH):
        return False
    return fold(words).lstrip("@") == fold(owner) or bool(_names(settings) & set(_LETTERS.findall(fold(words))))


def _names(settings: Settings) -> frozenset[str]:
    return frozenset(word for person in settings.people for word in _words_of(person.names))


@lru_cache(64)  # of a few people, asked for with every line
def _words_of(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_LETTERS.findall(fold(" ".join(names))))


def _is_nearly_a_name(label: str, settings: Settings) -> bool:
    """Tell whether a label is a name misspelled or cut short: `Smap`, `Sa`, `S&D`."""
    names = _names(settings)
    parts = [part.strip(" .") for part in re.split(r"[&+/]", label)]
    if all(any(name.startswith(part) for name in names) for part in parts if part):
        return True
    if any(label in _initials_of(person.name) for person in settings.people):
        return True
    swapped = sorted(label) in map(sorted, names)
    return (len(label) > _INITIALS - 1 and swapped) or bool(
        len(label) > _INITIALS and get_close_matches(label, names, 1, _NEAR)
    )


@lru_cache(64)
def _initials_of(name: str) -> frozenset[str]:
    words = fold(name).split()
    return frozenset("".join(word[0] for word in words[:end]) for end in range(2, len(words) + 1))
