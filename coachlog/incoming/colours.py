"""The colours in which people write, and whose each is: by a name in that colour, or by a line that says it."""

import colorsys
import re
from collections.abc import Iterable, Mapping
from typing import Final

from coachlog.incoming.meanings import Meanings
from coachlog.incoming.passages import Passage, PassageKind
from coachlog.model.settings import PersonId
from coachlog.regex import regex

# The names of colours, by the hues (in degrees) at which they end.
_HUES: Final = (
    (15, "red"), (45, "orange"), (70, "yellow"), (165, "green"), (200, "teal"), (255, "blue"), (290, "purple"),
    (345, "pink"), (360, "red"),
)  # fmt: skip
_CALLED: Final[Mapping[str, str]] = {"grey": "gray", "violet": "purple", "magenta": "pink", "turquoise": "teal"}
_NAMES: Final = frozenset((*(name for _, name in _HUES), "gray", "brown", *_CALLED))
_CLAUSE: Final = regex(r"[,;./\n]|\band\b", re.IGNORECASE)
_WORD: Final = regex(r"[^\W\d_][\w'’]*")
_NAME: Final = regex(r"\s*@?(?P<name>[^\s:–—,(\[][^:–—,(\[\n]{0,40}?)\s*(?::|\s[–—-]|[–—])\s*(?=\S)")
_MOST_WORDS: Final = 30  # in a line that says whose a colour is
_LEAST_LINES: Final = 2  # in a colour, before anybody is asked whose it is


def colour_name(digits: str) -> str:
    """Return the name that people give a colour of six hexadecimal digits, or its own word."""
    if not re.fullmatch("[0-9a-f]{6}", digits):
        return _CALLED.get(digits, digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    if full < 0.2 or light < 0.08 or light > 0.95:
        return "gray"
    name = next(name for end, name in _HUES if hue * 360 <= end)
    return "brown" if name in ("orange", "red") and light < 0.3 and full < 0.7 else name


def find_colours(passages: Iterable[Passage], meanings: Meanings, typed: Mapping[str, PersonId]) -> dict[str, PersonId]:
    """Return the person of each colour: the one that was `typed`, else the only one whose name stands in it."""
    passages = tuple(passages)
    people: dict[str, set[PersonId]] = {}
    for passage in passages:
        for run in passage.runs:
            if not run.colour:
                continue
            name = _NAME.match(run.text)
            for words in (run.text, name["name"] if name else ""):
                if person := meanings.person(words):
                    people.setdefault(run.colour, set()).add(person)
    by_name = {colour: ids.pop() for colour, ids in people.items() if len(ids) == 1}
    called = {**_legend(passages, meanings), **typed}
    used = {colour for passage in passages for colour in passage.colours if colour}
    return {**by_name, **{colour: called[colour_name(colour)] for colour in used if colour_name(colour) in called}}


def _legend(passages: Iterable[Passage], meanings: Meanings) -> dict[str, PersonId]:
    """Return whose each colour is by lines such as `Sam writes in green, Robin in blue`."""
    legend: dict[str, PersonId] = {}
    for passage in passages:
        if passage.kind is PassageKind.TABLE or len(passage.words.split()) > _MOST_WORDS:
            continue
        for clause in _CLAUSE.split(passage.words):
            words = _WORD.findall(clause)
            colours = {_CALLED.get(word.casefold(), word.casefold()) for word in words if word.casefold() in _NAMES}
            people = {person for word in words if (person := meanings.person(word))}
            if len(colours) == len(people) == 1:
                legend[colours.pop()] = people.pop()
    return legend


def nobodys_colours(passages: Iterable[Passage], owned: Iterable[str]) -> dict[str, str]:
    """Return the first words of each colour, by its name, in which several whole lines stand and nobody's name."""
    names = {colour_name(colour) for colour in owned}
    lines: dict[str, list[str]] = {}
    for passage in passages:
        colours = {colour_name(colour) for colour in passage.colours if colour}
        if len(colours) == 1 and passage.kind is not PassageKind.HEADING and "" not in passage.colours:
            lines.setdefault(colours.pop(), []).append(passage.words)
    return {
        name: words[0]
        for name, words in sorted(lines.items())
        if len(words) >= _LEAST_LINES and name not in names and name != "gray"
    }
