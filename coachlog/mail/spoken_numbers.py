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
_SPOKEN: Final = regex(
    rf"(?:(?<!\S)(?:and|und|y|then|dann) )?(?P<said>(?<!\S){_CALLED} (?P<number>{_ANY})\b)", re.IGNORECASE
)
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


def split_at_numbers(words: str) -> list[str]:
    """Return the lines of a dictated sentence, or what stands before several numbers in a line, and the rest.

    Each `Number six` begins a line, if the first words do.
    """
    typed = _TYPED.match(words)
    if typed and typed["called"]:
        spoken = list(_SPOKEN.finditer(words))
        numbers = [_number(match) for match in spoken]
        if len(numbers) < _SEVERAL or numbers != [*range(numbers[0], numbers[0] + len(numbers))]:
            return _SENTENCE.split(words)
        ends = [*(match.start() for match in spoken[1:]), len(words)]
        return [words[match.start("said") : end].strip() for match, end in zip(spoken, ends, strict=True)]
    if typed:
        return [words]
    inside = list(_INSIDE.finditer(words))
    numbers = [int(match[1]) for match in inside]
    if len(numbers) < _SEVERAL or numbers != sorted(set(numbers)) or not inside[0].start():
        return [words]
    return [words[: inside[0].start()].rstrip(" ,;"), words[inside[0].start() :]]


def is_run_on(words: str) -> bool:
    """Tell whether a dictated line goes on with another number, and nobody knows where: `number five … number six`."""
    typed = _TYPED.match(words)
    first, *others = map(_number, _SPOKEN.finditer(words)) if typed and typed["called"] else [0]
    return any(number > first > 0 for number in others)


def _number(spoken: re.Match[str]) -> int:
    said = spoken["number"].casefold()
    return NUMBER_WORDS.get(said) or int(said)
