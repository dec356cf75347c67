"""A list of students' names, and the forms in which Word, Excel and people write such a name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from coachlog.markdown.blocks import split_lines
from coachlog.model.fields import OWN_LETTERS, spell_out
from coachlog.regex import regex

_LETTERS: Final = regex(r"[^\W\d_]+")
_HUMP: Final = regex(r"(?<=[a-z])(?=[A-Z])")  # where homeworkKai begins its second word
_ODD: Final = regex(r"[^\n\r\t -~]")
_ENTITY: Final = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12}\d{0,2});")
_ESCAPE: Final = regex(
    r"""\\(?:(?:u\{?|U0000|x)(?P<code>(?<=x)[0-9a-fA-F]{2}|(?<!x)[0-9a-fA-F]{4})\}?|["'`^~]\{?(?P<letter>[aeiouyncszAEIOUYNCSZ])\}?"""
    r"""|[nrt](?=[A-Z_\W]))"""
)
# What Windows shows for the two bytes of an accented letter of Europe, or of an accent by itself.
_GARBLED: Final = regex(r"[\u00c3-\u00c5\u00cc\u00cd][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_SPELLED: Final = {
    **OWN_LETTERS,
    **dict.fromkeys("‘’‛ʼʻʹʾʿ′‵", "'"),
    **dict.fromkeys("\u2212\u2043\x1e", "-"),
    **dict.fromkeys("\u3164\u115f\u1160\uffa0\u2800", ""),  # blanks that count as letters or signs
    **dict.fromkeys("\x0b\x0c\x85", " "),
    # Cyrillic and Greek letters that look like Latin ones, in either case
    **dict(zip("авекмнорстухіјѕԁһԛԝ", "abekmhopctyxijsdhqw", strict=True)),
    **dict(zip("αβεζηικμνορτυχ", "abezhikmnoptyx", strict=True)),
}
_WITHIN: Final = r"[\s'`_.*\\-]{0,4}"  # between the parts of Anne-Marie
_BETWEEN: Final = r"[\s'\"_.,;|*\\-]{1,6}|"  # between the columns of a class list, or nothing
_APART: Final = r"[\s'_.*\\-]{1,2}"  # between the letters of K a i
_MARKED: Final = r"(?:\*{1,3}|</?\w{1,6}>|-\n[ \t]*)?"  # between the letters of **K**ai, or at a line's end
_LONGEST: Final = 80  # characters of a name: what is longer is a text that was pasted
_SHORT: Final = 2  # letters of a name that would be found among initials
_STEM: Final = 4  # letters before a word that begins with its capital alone: MacKay is one word
# A name ends with its letters, or where a capital begins another word: KaiHomework.
_END: Final = r"(?:(?![^\W_])|(?<=[A-Za-z]{2}[a-z])(?=[A-Z]))"
ANYWHERE: Final = ""  # the key of names in scripts without capitals, which mostly have no blanks between words
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
    expression: str
    keys: frozenset[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern, compiled when a text first has a key: a list may have a school's names."""
        return _compile(self.expression)

    def is_at(self, text: str, place: int) -> bool:
        """Tell whether the name begins at a place of a folded text, where a word begins."""
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
    for _ in range(2 if "&" in text else 0):  # a page that was made from a page has &amp;euml;
        text = _ENTITY.sub(lambda match: _read_entity(match[0]), text)
    if "\\" in text:
        text = _ESCAPE.sub(_read_escape, text)
    if not text.isascii():
        text = _GARBLED.sub(lambda match: _ungarble(match[0]), text)
    return _ODD.sub(lambda match: _fold_character(match[0]), text)


def parse_names(text: str) -> Iterator[Name]:
    """Return the names of a list: one a line or between commas, perhaps `Kai -> Student A`; `#` begins a remark."""
    return (name for _, name in _listed(text) if len(name.text) <= _LONGEST)


def lines_without_name(text: str) -> tuple[int, ...]:
    """Return the lines of a list in which something is too long to be a name."""
    return tuple(dict.fromkeys(line for line, name in _listed(text) if len(name.text) > _LONGEST))


def _listed(text: str) -> Iterator[tuple[int, Name]]:
    """Yield what stands where a name is expected, with its line."""
    lines = split_lines(unicodedata.normalize("NFC", text).removeprefix("\ufeff"))
    for number, words in ((number, part) for number, line in enumerate(lines, 1) for part in line.splitlines()):
        names, *arrow = _ARROW.split(words.partition("#")[0], maxsplit=1)
        neutral = " ".join(" ".join(arrow).split())
        for name in _COMMA.split(names):
            if _LETTERS.search(fold(name)):
                yield number, Name(" ".join(name.split()), neutral)


def build_forms(name: Name) -> Iterator[NameForm]:
    """Return the forms of a name: with and without its umlauts, the family name first, and one of two as an initial."""
    for spelling in dict.fromkeys((fold(name.text), fold(spell_out(name.text)))):
        parts = [words for part in spelling.split() if (words := _LETTERS.findall(_HUMP.sub("-", part)))]
        if not parts:
            continue
        yield _build_form(name, parts)
        if len(parts) > 1:
            yield _build_form(name, [parts[-1], *parts[:-1]])
            yield from _build_initials(name, parts)


def find_words(text: str) -> Iterator[tuple[int, str]]:
    """Return the runs of letters of a folded text, in lower case, and the words that capitals begin in them."""
    for letters in _LETTERS.finditer(text):
        run = letters[0]
        yield letters.start(), run.casefold()
        place = 0
        for word in _HUMP.split(run) if _HUMP.search(run) else ():
            if place == 0 or place >= _STEM:
                yield letters.start() + place, word.casefold()
            place += len(word)


def _build_form(name: Name, parts: list[list[str]]) -> NameForm:
    body = f"(?:{_BETWEEN})".join(_WITHIN.join(words) for words in parts)
    joined = "".join(words for part in parts for words in part)
    if len(joined) > _SHORT:
        body += f"|{_APART.join(joined)}|{_MARKED.join(joined)}"
    words = [word.casefold() for part in parts for word in part]
    keys = {"".join(words[:count]) for count in range(1, len(words) + 1)}
    if joined.upper() == joined.lower() and len(joined) > 1:
        return NameForm(name, f"(?P<name>{body})(?P<plural>)", frozenset({ANYWHERE}))
    expression = rf"(?P<name>(?i:{body}))(?P<plural>(?i:e?s))?\d{{0,4}}{_END}"
    joined = joined.casefold()
    begins = {joined[:count] for count in range(1, len(joined))}
    return NameForm(name, expression, frozenset({*keys, *begins, f"{joined}s", f"{joined}es"}))


def _build_initials(name: Name, parts: list[list[str]]) -> Iterator[NameForm]:
    """Return the forms Peter P. and P. Pan of a name."""
    *first, last = (_WITHIN.join(words) for words in parts)
    one, other = parts[0][0], parts[-1][0]
    for body, key in (
        (rf"(?i:{f'(?:{_BETWEEN})'.join(first)})[\s_.-]{{1,2}}{other[0].upper()}", one),
        (rf"{one[0].upper()}\.\s?(?=[A-Z])(?i:{last})", one[0]),
    ):
        yield NameForm(name, rf"(?P<name>{body})(?P<plural>)(?![^\W_])", frozenset({key.casefold()}))


@cache
def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _read_escape(match: re.Match[str]) -> str:
    """Return the character that JSON, a program or LaTeX has written with a backslash."""
    if match["code"]:
        code = int(match["code"], 16)
        return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else ""
    return match["letter"] or " "


def _ungarble(pair: str) -> str:
    """Return the character of which Excel shows the two bytes, if it takes UTF-8 for its own encoding."""
    codes = (character.encode("cp1252", "ignore") or character.encode("latin-1", "ignore") for character in pair)
    return b"".join(codes).decode("utf-8", "ignore")


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
