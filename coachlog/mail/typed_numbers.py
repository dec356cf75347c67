"""Numbers before words that are typed or dictated otherwise than `5.`: `Number five`, `5a)`, `1st:`, `⑤`."""

import re
from typing import Final

from coachlog.regex import regex

_SPELLED: Final = """
    one eins uno, two zwei dos, three drei tres, four vier cuatro, five fünf cinco, six sechs seis, seven sieben siete,
    eight acht ocho, nine neun nueve, ten zehn diez, eleven elf once, twelve zwölf doce"""
NUMBER_WORDS: Final = {word: number for number, words in enumerate(_SPELLED.split(","), 1) for word in words.split()}
_ANY: Final = rf"(?:{'|'.join(NUMBER_WORDS)}|\d{{1,2}})"
_CALLED: Final = r"(?:number|nummer|número)"
_TYPED: Final = regex(
    rf"^(?:{_CALLED} (?P<called>{_ANY})(?:\s*[:.,)]\s*|\s+)(?!(?:was|were|is|are|ist|war|es|fue)\b)"
    rf"|(?P<spelled>{'|'.join(NUMBER_WORDS)})\s*[:.)]\s+"
    r"|(?P<digits>\d{1,2})(?:(?:st|nd|rd|th|º|ª)\s*[:.)–-]|[a-d]\s*[.):])\s*"
    r"|(?P<circled>[\u2460-\u246b])\s*)(?=\S)",
    re.IGNORECASE,
)
_INSIDE: Final = regex(r"(?<!\S)(\d{1,2})[.):]\s+(?=\S)")
_SEVERAL: Final = 3
_SENTENCE: Final = regex(rf"(?<=[.!?;,]) +(?={_CALLED} {_ANY}\b)", re.IGNORECASE)


def with_digits(words: str) -> str:
    """Return words with the number before them as it stands in a letter; any other words as they are."""
    typed = _TYPED.match(words)
    if not typed:
        return words
    if typed["circled"]:
        number = f"{ord(typed['circled']) - 0x245F}"
    else:
        said = (typed["called"] or typed["spelled"] or typed["digits"]).casefold()
        number = f"{NUMBER_WORDS.get(said, said)}"
    return f"{number}. {words[typed.end() :]}"


def split_lines(words: str) -> list[str]:
    """Return the lines of a dictated sentence, or what stands before several numbers in a line, and the rest.

    Each `Number six` begins a line, if the first words do.
    """
    typed = _TYPED.match(words)
    if typed:
        return _SENTENCE.split(words) if typed["called"] else [words]
    inside = list(_INSIDE.finditer(words))
    numbers = [int(match[1]) for match in inside]
    if len(numbers) < _SEVERAL or numbers != sorted(set(numbers)) or not inside[0].start():
        return [words]
    return [words[: inside[0].start()].rstrip(" ,;"), words[inside[0].start() :]]
