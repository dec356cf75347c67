"""Whose name a mail program or a chat has put before words: the letter's writer's, its reader's, or another one."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from coachlog.mail.letter import Letter
from coachlog.model.person_names import TITLES
from coachlog.regex import regex

_ADDRESS: Final = regex(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+")
_VERB: Final = regex(
    r"\b(?:wrote|writes|schrieb|escribi[oó]|a écrit|ha scritto|escreveu|schreef|skrev)\b", re.IGNORECASE
)
# What may stand between a day and a name: digits, the halves of the day, a zone.
_MOMENT: Final = regex(
    r"\S*\d\S*|\b[ap]\.?\s?m\b\.?|\b(?:[A-Z]{2,4}T|UTC|GMT|MEZ|MESZ)\b|\buhr\b|,"
    r"|(?<=\d )(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mär|mai|okt|dez|ene|abr|ago|dic)\b\.?",
    re.IGNORECASE,
)
_NO_NAME: Final = regex(r"(?:on|am|el|le|il|em|op|den|at|um|a las)(?: \w+)?", re.IGNORECASE)  # `On Tue`, with no name
_MOST: Final = 5  # words of a name
_PART: Final = 3  # letters of a name by which an address is known


class LetterNames:
    """The two people of a letter; `addresses` are known ones, with the full name of the one whose they are."""

    def __init__(self, letter: Letter, addresses: Mapping[str, str] = MappingProxyType({})) -> None:
        self.letter = letter
        self._addresses = {address.casefold(): name for address, name in addresses.items() if address}

    def whose(self, who: str) -> str:
        """Return the full name of one of the two, another name or address, or nothing if words name nobody."""
        name = _bare(who)
        address = _ADDRESS.search(who)
        if address and (known := self._addresses.get(address.group().casefold().strip("."))):
            return known
        if not name:
            return self._of_address(address.group().strip(".")) if address else ""
        if len(name.split()) > _MOST:
            return ""
        return next((one for one in self.letter.people if _is_called(name, one)), name)

    def is_name(self, words: str) -> bool:
        """Tell whether words are no more than the name of one of the two."""
        return bool(words) and any(
            words.casefold() in (one.casefold(), *one.casefold().split()) for one in self.letter.people
        )

    def _of_address(self, address: str) -> str:
        """Return whose an address is by the names in it: the address itself if it has none of them."""
        local = address.casefold().partition("@")[0]
        for one in self.letter.people:
            if any(len(word) >= _PART and word in local for word in _words(one)):
                return one
        return address


def name_in(sentence: str) -> str:
    """Return the part of `On … Kim Lee <kim@…> wrote:` that names somebody."""
    verb = _VERB.search(sentence)
    address = _ADDRESS.search(sentence)
    if not verb:
        name = _last_name(sentence[: sentence.find("<")])
        return f"{name} <{address.group()}>" if address and "<" in sentence and name else sentence
    behind = sentence[verb.end() :].strip(" :*_")
    if re.search(r"[^\W\d]", behind) and not re.match(r"(?:on|am|el|at)\b|\d", behind, re.IGNORECASE):
        return behind
    name = _last_name(_ADDRESS.sub(" ", sentence[: verb.start()]))
    return f"{name} <{address.group()}>" if address else name


def _last_name(words: str) -> str:
    """Return what stands last between the signs of a day."""
    last = next(filter(None, map(_bare, reversed(_MOMENT.split(words)))), "")
    return "" if _NO_NAME.fullmatch(last) else last


def _bare(who: str) -> str:
    """Return a name without an address, brackets and signs."""
    without = re.sub(r"<[^>]*>?|\([^)]*\)?|\[[^\]]*\]?", " ", _ADDRESS.sub(" ", who))
    name = re.sub(r"^[\s~:*\"'“”,;-]+|[\s:*\"'“”,;-]+$", "", without)
    return " ".join(name.split()) if re.search(r"[^\W\d_]", name) else ""


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _is_called(name: str, full: str) -> bool:
    """Tell whether a name may be a short, a long or a turned form of somebody's full name."""
    said, ours = _words(name), _words(full)
    if not said or not ours:
        return False
    if set(said) <= set(ours) or set(ours) <= set(said):
        return True
    if said[0] in TITLES:
        return bool(set(said) & set(ours))
    short, long = sorted((said[0], ours[0]), key=len)
    first = len(short) >= _PART and long.startswith(short)
    return first and (len(said) == 1 or len(ours) == 1 or said[-1][:1] == ours[-1][:1])
