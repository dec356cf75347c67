"""What an answer says of a letter's next steps: `1 done, 2 not yet`, `2 und 4`, `all but the call`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.mail.step_states import ALL_SIGNS, LONGEST_STATE, phrases_of, plain_words, state_of
from coachlog.model.kinds.body import StepMark
from coachlog.regex import regex


class StepAnswers(NamedTuple):
    """The marks by the steps' numbers, words that were given along with some numbers, and what was not understood."""

    marks: dict[int, StepMark]
    remarks: tuple[tuple[tuple[int, ...], str], ...] = ()
    rest: tuple[str, ...] = ()


class _Part(NamedTuple):
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
_NUMBERS: Final = """
    one eins uno una, two zwei dos, three drei tres, four vier cuatro, five fünf cinco, six sechs seis
    seven sieben siete, eight acht ocho, nine neun nueve, ten zehn diez"""
_ORDER: Final = """
    first erste ersten erster erstes primero primera, second zweite zweiten zweites segundo segunda
    third dritte dritten drittes tercero tercera, fourth vierte vierten cuarto cuarta
    fifth fünfte fünften quinto quinta
    sixth sechste sexto, seventh siebte séptimo, eighth achte octavo, ninth neunte noveno, tenth zehnte décimo"""


def _counted(listed: str) -> dict[str, int]:
    parts = re.split(r",|\n", listed.strip())
    return {word: number for number, part in enumerate(parts, 1) for word in part.split()}


_SPELLED, _ORDINALS = _counted(_NUMBERS), _counted(_ORDER)
_LAST: Final = frozenset(("last", "letzte", "letzten", "letzter", "letztes", "último", "última"))
_FIRST: Final = frozenset(("first", "erste", "ersten", "primeros", "primeras"))
_ALL: Final = phrases_of("""
    all, all of them, all of these, everything, alle, alles, todos, todas, todos ellos, todas ellas""")
_TWO: Final = phrases_of("both, both of them, beide, beides, ambos, ambas")
_SAID: Final = {
    phrase: letter
    for letter, listed in {
        "R": """the rest, the others, all others, all the others, der rest, den rest, die anderen, alle anderen
            alles andere, el resto, los demás, las demás, los otros, las otras""",
        "X": """except, except for, apart from, other than, außer, bis auf, ohne, mit ausnahme von, menos, excepto
            salvo, minus, besides, aside from, ausgenommen""",
        "B": "but, aber, pero",
        ",": "and, und, y, e, plus, as well as, also, sowie, auch, también",
        "T": "not, nicht",
        "p": "are, were, sind, waren, están, of, von, de ellos",
        "f": """step, steps, number, numbers, nr, no, nos, nrs, num, núm, nummer, nummern, schritt, schritte
            paso, pasos, número, números
            the, der, die, das, den, el, la, los, las, del, is, ist, está, was, war, i, we, i have, i've, have
            ich, ich habe, habe, wir, wir haben, he, hemos, ya, already, schon, got, i got, managed
            them, too, lol, haha, yay, hi, hey, oh, well, so, ok, okay, hallo, hola
            only, just, nur, bloß, solo, sólo, solamente, thanks, thank you, danke, gracias, sorry, leider""",
    }.items()
    for phrase in phrases_of(listed)
}
_NUMBER_WORDS: Final = phrases_of("step, number, nr, no, nos, num, núm, nummer, schritt, paso, número")
_ARTICLES: Final = phrases_of("the, der, die, das, den, el, la, los, las")
_LONGEST: Final = 4  # words of a phrase
_CHEER: Final = "🎉🥳🎊😀😃😄😁😊🙂😎🙌👏💪🤩✨😉😂🤣🙏🌟⭐❤♥"  # of other pictures nobody knows what they say of a step
_WEAK: Final = phrases_of(
    "the, to, of, for, with, about, your, my, from, and, mit, und, der, die, das, dem, den, con, para, los, las, del"
)
_SOME: Final = phrases_of("all, alle, the, die, los, las")
_NO_STATE: Final = phrases_of("all, alle, are, sind, están")  # these begin phrases of several meanings here
_MOST: Final = 2_000  # characters; nobody says more of their steps in one line
_TIMES: Final = phrases_of(
    "yesterday, today, tonight, on, this, last, finally, gestern, heute, am, letzte, ayer, hoy, esta, por"
)
_JOINTS: Final = " \t\n,;:-–—(·•*"
_LIST: Final = "[NAR](?:,*[NAR])*"
_STATED: Final = rf"(?:{_LIST},*S|S,*{_LIST}|T{_LIST}|A[XB])"
_CLAUSE: Final = regex(
    rf",*(?P<turn>B?),*(?:"
    rf"(?P<all>A)(?P<said>S?),*[XB](?P<but>{_LIST})S?"
    r"|T(?P<not>N(?:,*N)*)"
    rf"|(?P<before>S),*(?P<those>{_LIST})(?:S(?=$|[,Bo]))?"
    rf"|(?P<these>{_LIST}),*(?P<behind>S*)"
    rf")(?:(?P<remark>,*o.*?)(?=[,B]*(?:$|{_STATED}))|(?=[,B]*(?:$|{_STATED}|{_LIST})))"
)


def read_step_answers(words: str, steps: Sequence[str], *, asked: bool) -> StepAnswers | None:
    """Return what words say of a letter's steps, None if they say anything else, or may mean two things.

    `asked` tells that the words answer the question which steps are done: numbers alone are those.
    """
    if not steps or "?" in words or len(words) > _MOST:
        return None
    parts = [part for part in _without_verbs(iter(_parts(words, steps, asked=asked))) if part.letter != "f"]
    parts = [_as_state(part, parts[at + 1 : at + 2]) for at, part in enumerate(parts)]
    spoken = "".join(part.letter for part in parts)
    if not spoken or re.fullmatch(r"T[N,]+", spoken):  # `not 3`: of the others nothing is said, or that they are done
        return None
    bare = StepMark.DONE if asked or re.fullmatch("[N,]+", spoken) else None
    return _Reader(words, parts, len(steps), bare).read(spoken) or _read_tail(words, steps)


def doubted_steps(words: str, steps: Sequence[str]) -> frozenset[int]:
    """Return the steps of which words say something that is not understood: `Correction: 1 is done, no, begun`."""
    if not steps or read_step_answers(words, steps, asked=False):
        return frozenset()
    parts = [part for part in _parts(words[:_MOST], steps, asked=False) if part.letter != "f"]
    numbers = (
        "-" if part.letter == "N" and not re.search(r"\d", words[part.start : part.end]) else "" for part in parts
    )
    spoken = "".join(sign or part.letter for sign, part in zip(numbers, parts, strict=True))
    found = (match.span() for match in re.finditer(r"N(?:,*N)*,*S|[ST],*N(?:,*N)*", spoken))
    return frozenset(
        number for start, end in found for part in parts[start:end] for number in part.steps if number <= len(steps)
    )


def _read_tail(words: str, steps: Sequence[str]) -> StepAnswers | None:
    """Return what the end of a sentence says of steps, where it stands apart: `Oh and the call thing: 4 done`."""
    head, pause, tail = words.rpartition(": ")
    if not pause or re.search(r"\d", head):
        return None
    said = read_step_answers(tail, steps, asked=False)
    has_state = any(part.letter == "S" for part in _parts(tail, steps, asked=False))
    if said is None or said.remarks or said.rest or not has_state:
        return None
    return said._replace(remarks=((tuple(said.marks), words.strip()),))


class _Reader:
    """Reads the clauses of an answer; `bare` is the mark of steps of which nothing is said but that they are named."""

    def __init__(self, words: str, parts: Sequence[_Part], count: int, bare: StepMark | None) -> None:
        self.words, self.parts, self.count, self.bare = words, parts, count, bare
        self.marks: dict[int, StepMark] = {}

    def read(self, spoken: str) -> StepAnswers | None:
        """Return the marks, the remarks and the rest of an answer, of which `spoken` has a letter a part."""
        remarks: list[tuple[tuple[int, ...], str]] = []
        rest: list[str] = []
        at = 0
        while spoken[at:].strip(","):
            clause = _CLAUSE.match(spoken, at)
            if not clause:
                return None
            at = clause.end()
            marks = self._marks(clause)
            remark = self._remark(clause)
            is_count = remark and not clause["behind"] and not self._is_time(clause)
            is_but = "A" in (clause["these"] or "") and "N" in (clause["remark"] or "")  # `all done, 3 is missing`
            if marks is None or is_count or is_but:  # `2 lessons`, `did 2 lessons`, `all but 2 kids`
                if clause["turn"] or not remark or not clause["these"] or spoken[at : at + 1] not in ("", ",", "B"):
                    return None
                rest.append(self._words(clause.start("these"), clause.end()))
                continue
            self.marks |= marks
            if remark:
                remarks.append((tuple(marks), remark))
        if not self.marks or any(not 0 < number <= self.count for number in self.marks):
            return None
        if len(self.marks) == 1 and remarks and not rest:  # one step alone is meant: all of the words are said of it
            remarks = [(tuple(self.marks), self.words.strip())]
        return StepAnswers(dict(sorted(self.marks.items())), tuple(remarks), tuple(rest))

    def _is_time(self, clause: re.Match[str]) -> bool:
        """Tell whether what stands behind a state and its steps is when that was, and nothing that they count."""
        at = clause.start("remark")
        return bool(clause["before"] and at >= 0 and self.parts[at].letter == "o" and self._plain(at) in _TIMES)

    def _remark(self, clause: re.Match[str]) -> str:
        """Return what is said along with steps and their state; without its no it would say the opposite."""
        remark = self._words(*clause.span("remark"))
        state = clause.start("behind")
        if (
            not remark
            or self._state(clause, "behind") is not StepMark.OPEN
            or self.parts[clause.start("remark")].letter == ","
        ):
            return remark
        before = self.words[: self.words.index(remark, self.parts[clause.start("remark")].start)].rstrip()
        return remark if before[-1:] in tuple(".,;:!?()-–—") else self._words(state, clause.end("remark"))

    def _marks(self, clause: re.Match[str]) -> dict[int, StepMark] | None:
        """Return the marks that a clause gives; None if it says nothing of its steps, or two things."""
        if clause["not"]:
            return dict.fromkeys(self._steps(clause, "not"), StepMark.OPEN)
        if clause["all"]:
            but = self._steps(clause, "but")
            others = self._state(clause, "said") or self.bare or StepMark.DONE
            return {number: StepMark.OPEN if number in but else others for number in range(1, self.count + 1)}
        if clause["before"]:
            state = self._state(clause, "before")
            is_no = self._words(*clause.span("before")).casefold() == "no"  # `no 3` may be number three
            if is_no or ("A" in clause["those"] and state is not StepMark.DONE):  # `almost all`
                return None
            return dict.fromkeys(self._steps(clause, "those"), state) if state else None
        state = self._state(clause, "behind") or self.bare
        if self.bare and state is StepMark.UNDER_WAY and len(self._steps(clause, "these")) > 1:
            return None  # `1, 3 and 2 almost`: of the first nothing may be said but that they are done
        return dict.fromkeys(self._steps(clause, "these"), state) if state else None

    def _steps(self, clause: re.Match[str], name: str) -> list[int]:
        steps: set[int] = set()
        for part in self.parts[clause.start(name) : clause.end(name)]:
            everything = set(range(1, self.count + 1))
            steps |= (
                everything if part.letter == "A" else everything - set(self.marks) if part.letter == "R" else part.steps
            )
        return sorted(steps)

    def _state(self, clause: re.Match[str], name: str) -> StepMark | None:
        states = {part.state for part in self.parts[clause.start(name) : clause.end(name)]}
        return states.pop() if len(states) == 1 else None

    def _plain(self, at: int) -> str:
        return plain_words(self.words[self.parts[at].start : self.parts[at].end])

    def _words(self, start: int, end: int) -> str:
        """Return the words of some parts as they were typed, without what joins them to others."""
        if start >= end:
            return ""
        last = self.parts[end].start if end < len(self.parts) else len(self.words)
        said = self.words[self.parts[start].start : last].strip(_JOINTS).rstrip(" \t,;\n")
        return said if "(" in said else said.rstrip(")")


# The parts of an answer


def _as_state(part: _Part, following: Sequence[_Part]) -> _Part:
    """Return the `not` that ends a clause as the state that it is: `1 done, 4 not`."""
    ends = part.letter == "T" and (not following or following[0].letter in ",B")
    return part._replace(letter="S", state=StepMark.OPEN) if ends else part


def _without_verbs(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Leave out `are` behind several steps; `two are done` counts them, and may mean any."""
    last = before = None
    for part in parts:
        if part.letter != "p":
            yield part
        elif last and last.letter == "N" and len(last.steps) == 1 and not (before and before.letter in ",N"):
            yield part._replace(letter="o")
        if part.letter != "f":
            last, before = part, last


def _parts(words: str, steps: Sequence[str], *, asked: bool) -> list[_Part]:
    parts = list(_read_parts(words, _Named(steps, partly=True, alone=asked), len(steps)))
    if any(words[part.start : part.end].isdecimal() for part in parts):  # by their numbers: then no word is a name
        parts = list(_read_parts(words, _Named(steps, partly=False, alone=asked), len(steps)))
    return parts


def _read_parts(words: str, named: "_Named", count: int) -> Iterator[_Part]:
    tokens = list(_TOKEN.finditer(words))
    plain = [plain_words(token["word"] or token["number"] or "") for token in tokens]
    at = 0
    while at < len(tokens):
        part, length = _signed(tokens[at], count), 1
        if part is None:
            letter, length, numbers, state = named.find(plain, at) or _spoken(plain, tokens, at, count)
            part = _Part(letter, tokens[at].start(), tokens[at + length - 1].end(), numbers, state)
        yield part
        at += length


def _signed(token: re.Match[str], count: int) -> _Part | None:
    """Return what a token without letters is; None for a word."""
    place = token.span()
    if token["from"]:
        first, last = int(token["from"]), int(token["to"])
        return _Part("N" if first < last <= count else "o", *place, frozenset(range(first, last + 1)))
    if token["sign"]:
        return _Part("S", *place, state=state_of(token["sign"]))
    if token["number"]:
        return _Part("N", *place, frozenset((int(token["number"]),)))
    if token["word"]:
        return None
    is_picture = unicodedata.category(token.group()[0]) == "So" and token.group() not in _CHEER
    return _Part("," if token["and"] else "o" if token["other"] or is_picture else "f", *place)


_Spoken = tuple[str, int, frozenset[int], StepMark | None]  # the letter, the count of words, and what they mean


class _Named:
    """Finds steps by their words; `partly` takes some of the words, `alone` takes a single one of them, too."""

    def __init__(self, steps: Sequence[str], *, partly: bool, alone: bool) -> None:
        self._steps = [plain_words(step).split() for step in steps]
        self._partly, self._alone = partly, alone

    def find(self, plain: Sequence[str], at: int) -> _Spoken | None:
        """Return the one step whose words stand at a place; they may be any few of its words in their order."""
        whole = [n for n, step in enumerate(self._steps, 1) if step and list(plain[at : at + len(step)]) == step]
        if len(whole) == 1:
            return "N", len(self._steps[whole[0] - 1]), frozenset(whole), None
        if not self._partly:
            return None
        lengths = {n: _longest(plain, at, step) for n, step in enumerate(self._steps, 1)}
        most = max(lengths.values())
        found = [n for n, length in lengths.items() if length == most]
        strong = [word for word in plain[at : at + most] if len(word) > 3 and word not in _WEAK]
        if len(found) != 1 or len(strong) < (1 if self._alone else 2) or plain[at] in _WEAK:
            return None
        return "N", most, frozenset(found), None


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


def _spoken(plain: Sequence[str], tokens: Sequence[re.Match[str]], at: int, count: int) -> _Spoken:
    """Return what the words at a place mean, the longest phrase first."""
    if counted := _counted_steps(plain, tokens, at, count):
        return counted
    if _is_abbreviated(tokens, at):
        return "f", 1, frozenset(), None
    for length in range(min(LONGEST_STATE, len(plain) - at), 0, -1):
        phrase = " ".join(plain[at : at + length])
        if not all(plain[at : at + length]):
            continue
        state = state_of(phrase)
        if state is not None and plain[at] not in _NO_STATE and not _is_spanish(plain, tokens, at):
            return "S", length, frozenset(), state
        if phrase in _ALL or phrase == "todo" or (count == 2 and phrase in _TWO):
            return "A", length, frozenset(), None
        if phrase in _SAID:
            return _SAID[phrase], length, frozenset(), None
    return "o", 1, frozenset(), None


def _is_spanish(plain: Sequence[str], tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a word is the `y` that joins, not the yes of `1 y, 2 n`, or the `todo` that means all."""
    following = plain[at + 1 : at + 2]
    if plain[at] == "todo":
        return _SAID.get("".join(following)) == "X"
    return plain[at] == "y" and "n" not in plain and bool(following) and not tokens[at + 1]["and"]


def _is_abbreviated(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a word is the `No.` of `No. 2`, and not the answer of `1 no. 2 yes`."""
    token = tokens[at]
    is_answer = at > 0 and tokens[at - 1]["number"] is not None
    return not is_answer and bool(re.match(r"no\.\s*\d", token.string[token.start() :], re.IGNORECASE))


def _counted_steps(plain: Sequence[str], tokens: Sequence[re.Match[str]], at: int, count: int) -> _Spoken | None:
    """Return the steps of `all four`, `the first three`, `the second one`, `number two`."""
    word, before = plain[at], plain[at - 1] if at else ""
    next_word = plain[at + 1] if at + 1 < len(plain) else ""
    number = tokens[at + 1]["number"] if at + 1 < len(tokens) else None
    following = _SPELLED.get(next_word)
    if word in _SOME and (following or (number and word in _ALL)):
        return ("A" if (following or int(number or 0)) == count else "o"), 2, frozenset(), None
    if word in _FIRST and (before in _ARTICLES or at == 0) and following:
        return "N", 2, frozenset(range(1, following + 1)), None
    ordinal = count if word in _LAST else _ORDINALS.get(word)
    if ordinal and (before in _ARTICLES or next_word == "one"):
        return "N", 2 if next_word == "one" else 1, frozenset((ordinal,)), None
    several = sum(other in _SPELLED for other in plain) > 1
    if word in _SPELLED and (several or before in _NUMBER_WORDS):
        return "N", 1, frozenset((_SPELLED[word],)), None
    return None
