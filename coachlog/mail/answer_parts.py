"""The parts of an answer about a letter's next steps: which words name steps, which say a state, which join others."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.mail.spoken_numbers import NUMBER_WORDS
from coachlog.mail.step_states import ALL_SIGNS, LONGEST_STATE, phrases_of, plain_words, state_of
from coachlog.model.kinds.body import StepMark
from coachlog.regex import regex


class AnswerPart(NamedTuple):
    """A part of an answer: a letter that says what it is, the words' place, and the steps or the state it means.

    N some steps, A all, R the rest, S a state, T not, X except, B but, `,` and, p are, f a filler, o another.
    """

    letter: str
    start: int
    end: int
    steps: frozenset[int] = frozenset()
    state: StepMark | None = None


_TO: Final = r"(?:-|–|—|\.{2,}|to|through|thru|bis|al?|till|until|hasta)"
_TOKEN: Final = regex(
    rf"(?P<from>\d{{1,2}})\.?\s*{_TO}\s*#?(?P<to>\d{{1,2}})(?![\d:]|\.\d)"
    rf"|(?P<sign>{'|'.join(map(re.escape, sorted(ALL_SIGNS, key=len, reverse=True)))})\ufe0f?"
    r"|(?P<other>\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\d+:\d+)"
    r"|(?P<number>\d{1,3})(?:st|nd|rd|th)?(?![\d_]|[^\W\d])"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)"
    r"|(?P<and>[,;&+/\n]|\.(?!\S))|\S",
    re.IGNORECASE,
)
_ORDER: Final = """
    first erste ersten erster erstes primero primera, second zweite zweiten zweites segundo segunda,
    third dritte dritten drittes tercero tercera, fourth vierte vierten cuarto cuarta,
    fifth fünfte fünften quinto quinta,
    sixth sechste sexto, seventh siebte séptimo, eighth achte octavo, ninth neunte noveno, tenth zehnte décimo"""
_ORDINALS: Final = {word: number for number, words in enumerate(_ORDER.split(","), 1) for word in words.split()}
_SPELLED: Final = {word: number for word, number in NUMBER_WORDS.items() if number <= 10}  # `once` is English, too
_LAST: Final = frozenset(("last", "letzte", "letzten", "letzter", "letztes", "último", "última"))
_FIRST: Final = frozenset(("first", "erste", "ersten", "primeros", "primeras"))
_ALL: Final = phrases_of("""
    all, all of them, all of these, everything, alle, alles, todos, todas, todos ellos, todas ellas""")
_TWO: Final = phrases_of("both, both of them, beide, beides, ambos, ambas")
_LETTER_OF: Final = {
    phrase: letter
    for letter, listed in {
        "R": """the rest, the others, all others, all the others, der rest, den rest, die anderen, alle anderen
            alles andere, el resto, los demás, las demás, los otros, las otras""",
        "X": """except, except for, apart from, other than, außer, bis auf, ohne, mit ausnahme von, menos, excepto
            salvo, minus, besides, aside from, ausgenommen""",
        "B": "but, aber, pero",
        ",": "and, und, y, e, plus, as well as, also, sowie, auch, también",
        "T": "not, nicht",
        "p": "are, were, sind, waren, están",
        "f": """step, steps, number, numbers, nr, no, nos, nrs, num, núm, nummer, nummern, schritt, schritte
            paso, pasos, número, números
            the, der, die, das, den, el, la, los, las, del, is, ist, está, was, war, i, we, i have, i've, have
            ich, ich habe, habe, wir, wir haben, he, hemos, ya, already, schon, got, i got, managed
            them, too, lol, haha, yay, hi, hey, oh, well, so, ok, okay, hallo, hola
            only, just, nur, bloß, solo, sólo, solamente, thanks, thank you, danke, gracias, sorry, leider""",
    }.items()
    for phrase in phrases_of(listed)
}
_BEFORE_NUMBER: Final = phrases_of("step, number, nr, no, nos, num, núm, nummer, schritt, paso, número")
_ARTICLES: Final = phrases_of("the, der, die, das, den, el, la, los, las")
_CHEER: Final = "🎉🥳🎊😀😃😄😁😊🙂😎🙌👏💪🤩✨😉😂🤣🙏🌟⭐❤♥"  # of other pictures nobody knows what they say of a step
_WEAK: Final = phrases_of(
    "the, to, of, for, with, about, your, my, from, and, mit, und, der, die, das, dem, den, con, para, los, las, del"
)
_SOME: Final = phrases_of("all, alle, the, die, los, las")
_NO_STATE: Final = phrases_of("all, alle, are, sind, están")  # these begin phrases of several meanings here


def read_parts(words: str, steps: Sequence[str], *, asked: bool) -> list[AnswerPart]:
    """Return the parts of an answer; `asked` tells that it answers the question which steps are done."""
    parts = list(_read_parts(words, _StepNames(steps, partly=True, alone=asked), len(steps)))
    if any(words[part.start : part.end].isdecimal() for part in parts):  # by their numbers: then no word is a name
        parts = list(_read_parts(words, _StepNames(steps, partly=False, alone=asked), len(steps)))
    return parts


def _read_parts(words: str, names: "_StepNames", count: int) -> Iterator[AnswerPart]:
    tokens = list(_TOKEN.finditer(words))
    plain = [plain_words(token["word"] or token["number"] or "") for token in tokens]
    at = 0
    while at < len(tokens):
        part, length = _signed(tokens[at], count), 1
        if part is None:
            letter, length, steps, state = names.find(plain, at) or _read_words(plain, tokens, at, count)
            part = AnswerPart(letter, tokens[at].start(), tokens[at + length - 1].end(), steps, state)
        yield part
        at += length


def _signed(token: re.Match[str], count: int) -> AnswerPart | None:
    """Return what a token without letters is; None for a word."""
    place = token.span()
    if token["from"]:
        first, last = int(token["from"]), int(token["to"])
        return AnswerPart("N" if first < last <= count else "o", *place, frozenset(range(first, last + 1)))
    if token["sign"]:
        return AnswerPart("S", *place, state=state_of(token["sign"]))
    if token["number"]:
        return AnswerPart("N", *place, frozenset((int(token["number"]),)))
    if token["word"]:
        return None
    is_picture = unicodedata.category(token.group()[0]) == "So" and token.group() not in _CHEER
    return AnswerPart("," if token["and"] else "o" if token["other"] or is_picture else "f", *place)


class _Meaning(NamedTuple):
    """What the next few words mean: the letter of a part, how many words they are, and the steps or the state."""

    letter: str
    length: int = 1
    steps: frozenset[int] = frozenset()
    state: StepMark | None = None


class _StepNames:
    """Finds steps by their words; `partly` takes some of the words, `alone` takes a single one of them, too."""

    def __init__(self, steps: Sequence[str], *, partly: bool, alone: bool) -> None:
        self._steps = [plain_words(step).split() for step in steps]
        self._partly, self._alone = partly, alone

    def find(self, plain: Sequence[str], at: int) -> _Meaning | None:
        """Return the one step whose words stand at a place; they may be any few of its words in their order."""
        whole = [n for n, step in enumerate(self._steps, 1) if step and list(plain[at : at + len(step)]) == step]
        if len(whole) == 1:
            return _Meaning("N", len(self._steps[whole[0] - 1]), frozenset(whole))
        if not (self._partly and self._steps):
            return None
        lengths = {n: _longest(plain, at, step) for n, step in enumerate(self._steps, 1)}
        most = max(lengths.values())
        found = [n for n, length in lengths.items() if length == most]
        strong = [word for word in plain[at : at + most] if len(word) > 3 and word not in _WEAK]
        if len(found) != 1 or len(strong) < (1 if self._alone else 2) or plain[at] in _WEAK:
            return None
        return _Meaning("N", most, frozenset(found))


def _longest(plain: Sequence[str], at: int, step: Sequence[str]) -> int:
    """Return how many words from a place on stand in a step in the same order, with small words between them."""
    best = 0
    for start in (n for n, word in enumerate(step) if word == plain[at]):
        inside, last = start + 1, at
        for n in range(at + 1, len(plain)):
            if plain[n] in step[inside:]:
                inside, last = step.index(plain[n], inside) + 1, n
            elif plain[n] not in _WEAK:
                break
        best = max(best, last - at + 1)
    return best


def _read_words(plain: Sequence[str], tokens: Sequence[re.Match[str]], at: int, count: int) -> _Meaning:
    """Return what the words at a place mean, the longest phrase first."""
    if counted := _counted_steps(plain, tokens, at, count):
        return counted
    if _is_abbreviated(tokens, at):
        return _Meaning("f")
    for length in range(min(LONGEST_STATE, len(plain) - at), 0, -1):
        phrase = " ".join(plain[at : at + length])
        if not all(plain[at : at + length]):
            continue
        joins = phrase == "n" and _joins_numbers(plain, tokens, at)
        state = None if joins else state_of(phrase)
        if state is not None and plain[at] not in _NO_STATE and not _is_spanish(plain, tokens, at):
            return _Meaning("S", length, state=state)
        if phrase in _ALL or phrase == "todo" or (count == 2 and phrase in _TWO):
            return _Meaning("A", length)
        if joins or phrase in _LETTER_OF:
            return _Meaning(_LETTER_OF.get(phrase, ","), length)
    return _Meaning("o")


def _is_spanish(plain: Sequence[str], tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a word is the `y` that joins, not the yes of `1 y, 2 n`, or the `todo` that means all."""
    following = plain[at + 1 : at + 2]
    if plain[at] == "todo":
        return _LETTER_OF.get("".join(following)) == "X"
    return plain[at] == "y" and "n" not in plain and bool(following) and not tokens[at + 1]["and"]


def _joins_numbers(plain: Sequence[str], tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a word is the `n` that people write for `and`: `1 n 3`, not `1 n 2 y`."""
    following = tokens[at + 1 : at + 2]
    letters_alone = all(word.isdigit() or word in ("", "y", "n") for word in plain) and plain[-1] in ("y", "n")
    is_between = at > 0 and bool(tokens[at - 1]["number"] and following and following[0]["number"])
    return is_between and "y" not in plain and not letters_alone


def _is_abbreviated(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a word is the `No.` of `No. 2`, and not the answer of `1 no. 2 yes`."""
    token = tokens[at]
    is_answer = at > 0 and tokens[at - 1]["number"] is not None
    return not is_answer and bool(re.match(r"no\.\s*\d", token.string[token.start() :], re.IGNORECASE))


def _counted_steps(plain: Sequence[str], tokens: Sequence[re.Match[str]], at: int, count: int) -> _Meaning | None:
    """Return the steps of `all four`, `the first three`, `the second one`, `number two`."""
    word, before = plain[at], plain[at - 1] if at else ""
    next_word = plain[at + 1] if at + 1 < len(plain) else ""
    number = tokens[at + 1]["number"] if at + 1 < len(tokens) else None
    following = _SPELLED.get(next_word)
    if word in _SOME and (following or (number and word in _ALL)):
        return _Meaning("A" if (following or int(number or 0)) == count else "o", 2)
    if word in _FIRST and (before in _ARTICLES or at == 0) and following:
        return _Meaning("N", 2, frozenset(range(1, following + 1)))
    ordinal = count if word in _LAST else _ORDINALS.get(word)
    if ordinal and (before in _ARTICLES or next_word == "one"):
        return _Meaning("N", 2 if next_word == "one" else 1, frozenset((ordinal,)))
    several = sum(other in _SPELLED for other in plain) > 1
    if word in _SPELLED and (several or before in _BEFORE_NUMBER):
        return _Meaning("N", 1, frozenset((_SPELLED[word],)))
    return None
