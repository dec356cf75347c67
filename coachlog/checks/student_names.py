"""A list of students' names, and the forms in which Word, Excel and people write such a name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from coachlog.regex import regex

_LETTERS: Final = regex(r"[^\W\d_]+")
_ODD: Final = regex(r"[^\n\r\t -~]")
_ENTITY: Final = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12}\d{0,2});")
# What Unicode takes for letters of their own, and a keyboard without them writes otherwise.
_SPELLED: Final = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ħ": "h",
    **dict.fromkeys("‘’‛ʼʻʹʾʿ′‵", "'"),
    **dict.fromkeys("\u2212\u2043\x1e", "-"),
    **dict.fromkeys("\u3164\u115f\u1160\uffa0\u2800", ""),  # blanks that count as letters or signs
    **dict.fromkeys("\x0b\x0c\x85", " "),
    # Cyrillic and Greek letters that look like Latin ones, in either case
    **dict(zip("авекмнорстухіјѕԁһԛԝ", "abekmhopctyxijsdhqw", strict=True)),
    **dict(zip("αβεζηικμνορτυχ", "abezhikmnoptyx", strict=True)),
}
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
_WITHIN: Final = r"[\s'_.*\\-]{0,4}"  # between the parts of Anne-Marie
_BETWEEN: Final = r"[\s'\"_.,;|*\\-]{1,6}|"  # between the columns of a class list, or nothing
_APART: Final = r"[\s'_.*\\-]{1,2}"  # between the letters of K a i
_SHORT: Final = 2  # letters of a name that would be found among initials
_ARROW: Final = regex(r"->|→|=>")
_COMMA: Final = regex(r"[,;\t]|\s(?:and|und|&)\s")
# Given names that are also words: in lower case they are words.
_ORDINARY: Final = """
    amber angel april art ash august autumn bill brook case chance chase christian cliff crystal daisy dale dawn dean
    destiny drew faith frank gene glen grace grant guy harmony heather hope hunter iris ivy jack jade joy june justice
    king lance lily major mark mason max may melody miles nick page parker pat pearl penny pierce ray reed rich rob
    rose ruby sage sandy sky star stone summer sunny tanner trinity violet wade ward will win
    """
# Words that are a short name and an s by chance: Thi, Ha, Wa, Ye, Le, Len, Hi, Thu.
_NO_PLURALS: Final = "this has was yes less lens his thus is as us its does goes these those plus gas"


class Name(NamedTuple):
    """A student's name, and what to write in its place."""

    text: str
    neutral: str


class NameForm(NamedTuple):
    """The pattern of a name in a folded text; `keys` are the runs of letters, in lower case, that it can begin with."""

    name: Name
    pattern: re.Pattern[str]
    keys: frozenset[str]

    def is_at(self, text: str, place: int) -> bool:
        """Tell whether the name begins at a place of a folded text, where a run of letters begins."""
        match = self.pattern.match(text, place)
        if match is None:
            return False
        word, capital = match["name"], match[0][0].isupper()
        if match["plural"] and (not capital or f"{word}{match['plural']}".casefold() in _NO_PLURALS.split()):
            return False
        if place and text[place - 1].isdigit() and not capital:  # the middle of an id
            return False
        return capital or not word.islower() or word not in _ORDINARY.split()


def fold(text: str) -> str:
    """Return a text in one spelling: without accents, unseen characters and entities, in the same lines."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: _read_entity(match[0]), text)
    return _ODD.sub(lambda match: _fold_character(match[0]), text)


def parse_names(text: str) -> Iterator[Name]:
    """Return the names of a list: one a line or between commas, perhaps `Kai -> Student A`; `#` begins a remark."""
    for line in unicodedata.normalize("NFC", text).removeprefix("\ufeff").splitlines():
        names, *arrow = _ARROW.split(line.partition("#")[0], maxsplit=1)
        neutral = " ".join(" ".join(arrow).split())
        for name in _COMMA.split(names):
            if _LETTERS.search(fold(name)):
                yield Name(" ".join(name.split()), neutral)


def build_forms(name: Name) -> Iterator[NameForm]:
    """Return the forms of a name: with and without its umlauts, and with the family name first."""
    for spelling in dict.fromkeys((fold(name.text), fold(name.text.translate(_UMLAUTS)))):
        parts = [words for part in spelling.split() if (words := _LETTERS.findall(part))]
        yield _build_form(name, parts)
        if len(parts) > 1:
            yield _build_form(name, [parts[-1], *parts[:-1]])


def find_letters(text: str) -> Iterator[re.Match[str]]:
    """Return the runs of letters of a folded text."""
    return _LETTERS.finditer(text)


def _build_form(name: Name, parts: list[list[str]]) -> NameForm:
    body = f"(?:{_BETWEEN})".join(_WITHIN.join(words) for words in parts)
    joined = "".join(words for part in parts for words in part)
    if len(joined) > _SHORT:
        body += f"|{_APART.join(joined)}"
    pattern = re.compile(rf"(?P<name>{body})(?P<plural>e?s)?\d{{0,4}}(?![^\W_])", re.IGNORECASE)
    words = [word.casefold() for part in parts for word in part]
    keys = {"".join(words[:count]) for count in range(1, len(words) + 1)}
    joined = joined.casefold()
    return NameForm(name, pattern, frozenset({*keys, joined[:1], f"{joined}s", f"{joined}es"}))


def _read_entity(entity: str) -> str:
    from html import unescape

    return unescape(entity).replace("\n", " ").replace("\r", " ")


@cache
def _fold_character(character: str) -> str:
    return "".join(map(_fold_part, unicodedata.normalize("NFKD", character)))


def _fold_part(character: str) -> str:
    spelled = _SPELLED.get(character.lower())
    if spelled is not None:
        return spelled.capitalize() if character.isupper() else spelled
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf", "Cc"} and character not in "\n\r\t":
        return ""
    return {"Pd": "-", "Zs": " ", "Zl": " ", "Zp": " "}.get(category, character)
