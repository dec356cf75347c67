"""Which words of a reply are the partner's, and under which number of the letter each of them stands."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from coachlog.mail.cues import find_headings
from coachlog.mail.letter import ASKED, MARK_LINE, Letter, LetterQuestion, step_line, write_letter
from coachlog.mail.manners import is_manners
from coachlog.mail.quoting import MailLine
from coachlog.mail.step_answers import read_step_answers
from coachlog.mail.step_states import ALL_SIGNS, LONGEST_STATE, behind, is_nothing, plain_words, read_state, state_of
from coachlog.mail.typed_numbers import split_lines, with_digits
from coachlog.regex import regex

BULLET: Final = regex(r"^(?:[-*•·–—▪◦‣]\s+|[-*•·](?![-*>]))")
_END: Final = r"[.):\]\-–—．）：/>]"
_LEAD: Final = (
    r"(?:(?:question|frage|pregunta|number|nummer|número|step|schritt|paso|punkt|punto|answer(?: to)?|antwort(?: auf)?"
    r"|respuesta(?: a)?|re|zu|ad|a la|no|nr|núm|q|a)(?![^\W\d_])\.?\s*(?:nr\.?|no\.?)?\s*)"
)
_NUMBERED: Final = regex(
    rf"^(?:(?:[^\w\[]|_){{0,3}}#?(?P<number>\d{{1,2}})(?P<end>\ufe0f?\u20e3[.):]?\s*|\s?{_END}+[*_~]*\s*|\s+|$)"
    rf"|{_LEAD}#?(?P<named>\d{{1,2}})\s?{_END}+\s*)(?P<words>.*)$",
    re.IGNORECASE,
)
_COUNTED: Final = regex(r"(?:are|were|of|out of|sind|waren|von|están|de)\b", re.IGNORECASE)  # `2 are done` counts them
_NEXT: Final = regex(r"\s+(?=\d{1,2}[.):]\s)")
_ANSWERS: Final = r"(?:my |meine |mi )?(?:answer|antwort|respuesta|reply|a)"
_ARROW: Final = regex(r"^(?:[-=]*>+|=+(?=\s)|[→➜➔⇒►])\s*")
_BOLD: Final = regex(r"^([*_]{1,3})(?=\S)(.*\S)\1$")
_STRUCK: Final = regex(r"^\W{0,3}(?:\d{1,2}[.)]\s*)?~~.*~~\W*$")  # done, or not wanted any more: nobody knows
_SEVERAL: Final = 2
_ANY_MARK: Final = regex(rf"{re.escape(plain_words(MARK_LINE)).replace('mark', '[0-9a-z]{5}')}")
_WRAPPED: Final = 60  # characters of a line after which a mail program breaks it


MOST_PIECES: Final = 300  # of an answer; what is longer is not read to its end
AS_TYPED: Final = -1  # in the place of a number: what may be meant by one, so that nothing is read of the words


class NumberedWords(NamedTuple):
    """Words of the partner, and the number in the letter that they stand under; 0 under none.

    `by` names somebody else who said them.
    """

    number: int
    words: str
    by: str = ""


def find_pieces(lines: Sequence[MailLine], letter: Letter) -> list[NumberedWords]:
    """Return the partner's words in a reply, each with its number."""
    return _Pieces(lines, letter).read()


class _Pieces:
    """Reads a reply from its top; `number` is the letter's that a line stands under."""

    def __init__(self, lines: Sequence[MailLine], letter: Letter) -> None:
        self._lines, self._letter, self._sent = lines, letter, _SentLines(letter)
        self._names = _label(letter.reader)
        self._depth = _SentLines(letter).depth_in(lines)
        self._done = next((n for n, question in letter.questions if question is LetterQuestion.DONE), 0)
        self._steps = [step.words for step in letter.steps]
        self._pieces: list[NumberedWords] = []
        self._number, self._last = 0, ""
        self._inner = 0  # the last number of a list inside an answer
        self._bare = NumberedWords(0, "")  # a number that stands alone: it is an answer if nothing follows
        questions = {question: number for number, question in letter.questions}
        headings = find_headings(line.words for line in lines if line.words)
        self._headings = {line: questions[question] for line, question in headings.items() if question in questions}
        self._above = self._answers_above()
        self._listed = self._list_numbers(lines)
        self._is_counted_anew = self._counts_answers(lines)

    def read(self) -> list[NumberedWords]:
        """Return the pieces."""
        for at, line in enumerate(self._lines):
            if len(self._pieces) > MOST_PIECES:
                break
            if not line.words:
                self._last = ""
                if not (self._sent.seen or self._waits()):  # above the letter a number is answered in one paragraph
                    self._number = 0
                continue
            place = self._sent.find(line, self._number)
            if line.by and (place is None or place[1]):
                self._pieces.append(NumberedWords(AS_TYPED, line.words, line.by))
            elif place is not None:
                self._keep_bare()
                self._number, rest = place
                self._last = ""
                self._add(self._number, rest)
            elif at in self._above and not self._numbered(line.words):
                self._add(self._above[at], line.words)
            elif self._is_partners(line):
                self._take(line.words)
        self._keep_bare()
        return self._pieces

    def _answers_above(self) -> dict[int, int]:
        """Return the lines that answer the question right below them, by its number: all of them do, or none."""
        sent = _SentLines(self._letter)
        asked = dict(self._letter.questions)
        places = [sent.find(line, 0) if line.words else None for line in self._lines]
        begun = next((at for at, place in enumerate(places) if place), len(places))
        above: dict[int, int] = {}
        following = 0  # the number of the question right below, 0 where something else is
        for at in range(len(places) - 1, begun - 1, -1):
            place, line = places[at], self._lines[at]
            if place:
                following = place[0] if place[0] in asked and not place[1] else 0
            elif not line.words:
                following = 0
            elif not following:
                return {}
            else:
                above[at] = following
        if len(set(above.values())) < _SEVERAL or min(asked) not in above.values():
            return {}
        is_apart = all((places[at - 1] or (0, ""))[0] not in asked for at in above)
        return above if is_apart else dict.fromkeys(above, AS_TYPED)  # each may answer what stands above it, too

    def _waits(self) -> bool:
        """Tell whether the number of a question, or its words, stood alone in a line: the answer comes below."""
        return bool(self._bare.words) and self._bare.number > len(self._letter.steps)

    def _is_partners(self, line: MailLine) -> bool:
        """Tell whether a line is no older mail, none of the writer's, and does not only name the letter."""
        if _names_letter(line.words, self._letter):
            return False
        below = self._sent.seen and self._number > 0
        if line.depth == 0:
            return below or not line.by_writer
        return below or (line.depth < self._depth and not line.by_writer)

    def _take(self, line: str) -> None:
        for part in split_lines(self._unlabelled(line)):
            if not is_manners(part, (self._letter.writer, self._letter.reader)):
                self._take_part(part)

    def _take_part(self, words: str) -> None:
        digits = with_digits(words)
        words = words if digits == words or self._says_steps(words) else digits
        numbered = None if self._is_inner(words) else self._numbered(words)
        if words in self._headings and not self._sent.seen:
            self._keep_bare()
            self._number, self._last = self._headings[words], ""
            self._bare = NumberedWords(self._number, words)
            return
        if numbered:
            self._keep_bare()
            self._number, self._last = numbered.number, ""
            for piece in self._several(numbered, words):
                self._add(piece.number, piece.words)
            if self._number <= len(self._letter.steps) and numbered.words:  # what stands below may be of anything
                self._number = 0
            if not numbered.words:
                self._bare = numbered._replace(words=words)
                return
        elif len(self._last) >= _WRAPPED and not BULLET.match(words) and self._pieces:
            self._pieces[-1] = NumberedWords(self._pieces[-1].number, f"{self._pieces[-1].words} {words}")
        else:
            self._add(self._number, words)
        self._last = words

    def _is_inner(self, words: str) -> bool:
        """Tell whether a line goes on with a list of its own, below `8. three things:`."""
        match = _NUMBERED.match(words)
        number = int(match["number"] or 0) if match else 0
        begins = self._last.endswith(":") and number == 1 and self._number > len(self._letter.steps)
        self._inner = number if number and (begins or number == self._inner + 1 > 1) else 0
        return self._inner > 0

    def _add(self, number: int, words: str) -> None:
        if words:
            self._bare = NumberedWords(0, "")
            bold = _BOLD.match(words)
            self._pieces.append(NumberedWords(number, self._unlabelled(bold[2] if bold else words)))

    def _keep_bare(self) -> None:
        """Keep a step's number with nothing behind or below it: the question which are done is answered so."""
        is_step = self._bare.words.isdecimal() and self._bare.number <= len(self._letter.steps)
        if is_step or (self._bare.words in self._headings and not self._bare.words.endswith(":")):
            self._pieces.append(NumberedWords(0, self._bare.words))
        self._bare = NumberedWords(0, "")

    def _unlabelled(self, words: str) -> str:
        """Leave out who answers, an arrow, or that it is an answer."""
        for label in (_ARROW, self._names):
            words = label.sub("", words, count=1)
        return words

    def _numbered(self, words: str) -> NumberedWords | None:
        """Return the number with which a line begins, and the words behind it; None if it is none of the letter."""
        match = _NUMBERED.match(words)
        if match and self._is_counted_anew:
            return NumberedWords(AS_TYPED, words)
        if not match or self._says_steps(words):
            return None
        number = int(match["number"] or match["named"])
        if not 0 < number <= self._sent.count or self._is_count(match, number):
            return None
        if self._sent.seen and match["number"] and not match["end"].strip():  # below a question `3 kids` are three
            return None
        words_behind = match["words"].strip()
        is_time = match["words"][:1].isdecimal() and not (match["end"] or " ")[-1:].isspace()  # `3:30`, `2.5 hours`
        if number != self._done and (is_time or words_behind.isdecimal() or _COUNTED.match(words_behind)):
            return None
        return NumberedWords(number, words_behind)

    def _says_steps(self, words: str) -> bool:
        """Tell whether a line that begins with a number says it of steps: `2 und 4`, not `2. They did`."""
        answers = read_step_answers(words, self._steps, asked=self._number > 0 and self._number == self._done)
        if answers is None:
            return False
        return self._number == self._done > 0 or len(answers.marks) > 1 or not words.lstrip("# ")[:1].isdecimal()

    def _is_count(self, match: re.Match[str], number: int) -> bool:
        """Tell whether a number before words may count them: `3 kids asked for help`."""
        words = match["words"].strip()
        if not (match["number"] and words) or match["end"].strip() or number in self._listed:
            return False
        if number == self._done:
            return not is_nothing(words) and read_step_answers(words, self._steps, asked=True) is None
        return read_state(words)[0] is None

    def _list_numbers(self, lines: Sequence[MailLine]) -> frozenset[int]:
        """Return the bare numbers before words that follow one another: `3 they laughed`, `4 the trip`."""
        matches = [match for line in lines if (match := _NUMBERED.match(line.words)) and match["number"]]
        bare = [
            int(match["number"])
            for match in matches
            if not match["end"].strip() and match["words"] and read_state(match["words"])[0] is None
        ]
        pairs = pairwise(bare)
        in_row = (pair for pair in pairs if {*range(pair[0] + 1, pair[1])} <= {self._done} and pair[0] < pair[1])
        return frozenset(number for pair in in_row for number in pair)

    def _counts_answers(self, lines: Sequence[MailLine]) -> bool:
        """Tell whether the lines count 1 to 4 as the answers, and not as the letter does: then either may be meant."""
        typed = [match for line in lines if line.words and (match := _NUMBERED.match(line.words)) and match["number"]]
        count, steps = len(self._letter.questions), len(self._letter.steps)
        return (
            steps > 0
            and [int(match["number"]) for match in typed] == list(range(1, count + 1))
            and all(match["words"].strip() and read_state(match["words"])[0] is None for match in typed)
        )

    def _several(self, piece: NumberedWords, line: str) -> Iterator[NumberedWords]:
        """Yield the numbers of a line that has several: `5. They laughed. 6. The trip`."""
        parts = [piece.words]
        splits = list(_NEXT.finditer(piece.words))
        for split in reversed(splits):
            parts[:1] = [parts[0][: split.start()], parts[0][split.end() :]]
        kept = [piece._replace(words=parts[0])]
        closed = bool(re.match(r"\W*\d+\)", line)) or len(splits) > 1
        for part, split in zip(parts[1:], splits, strict=True):
            following = _NUMBERED.match(part)
            number = int(following["number"] or 0) if following else 0
            is_pause = piece.words[split.start() - 1 : split.start()] in tuple(".!?;,)/|")
            if following and kept[-1].number < number <= self._sent.count and (is_pause or closed):
                kept[-1] = kept[-1]._replace(words=kept[-1].words.rstrip(" ;,/|"))
                kept.append(NumberedWords(number, following["words"].strip()))
            else:
                kept[-1] = NumberedWords(kept[-1].number, kept[-1].words + split.group() + part)
        self._number = kept[-1].number
        yield from kept


def _label(name: str) -> re.Pattern[str]:
    """Return what stands before words to say that they are somebody's, or that they answer."""
    parts = name.split()
    names = {name, *parts, "".join(part[0] for part in parts)} - {""}
    called = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)"
    return re.compile(rf"^(?:\[(?:{called})\]:?|(?:{called}|{_ANSWERS})\s?:)\s*", re.IGNORECASE)


def _names_letter(words: str, letter: Letter) -> bool:
    """Tell whether a line only says which letter is answered."""
    plain = plain_words(words)
    return (plain.endswith(f"coachlog {letter.mark}") and len(plain.split()) < 8) or bool(_ANY_MARK.match(plain))


def _states_before(plain: str) -> Iterator[int]:
    """Yield the counts of the words that say done or not before others."""
    spoken = plain.split()
    yield from (n for n in range(1, min(LONGEST_STATE, len(spoken) - 1) + 1) if state_of(" ".join(spoken[:n])))


class _SentLines:
    """The lines of a letter, found in a reply without their numbers, re-wrapped, quoted or not.

    `seen` says that a numbered one was found, `count` is the last number.
    """

    def __init__(self, letter: Letter) -> None:
        self.seen = False
        self.count = len(letter.steps) + len(letter.questions)
        text = write_letter(letter)
        self._all = f" {plain_words(text)} "
        self._lines = {plain_words(line) for line in text.splitlines()}
        steps = [(step.number, form) for step in letter.steps for form in (step.words, step_line(step, letter.sent))]
        asked = [(number, f"{number}. {ASKED[question]}") for number, question in letter.questions]
        self._items = [(number, plain_words(form).removeprefix(f"{number} ")) for number, form in (*steps, *asked)]
        self._steps = len(letter.steps)
        self._begun = ""

    def depth_in(self, lines: Sequence[MailLine]) -> int:
        """Return how deep the letter is quoted in a reply; 0 if it is not, or is not quoted."""
        depths = [line.depth for line in lines if line.words and self._find_item(line.words, plain_words(line.words))]
        return min(depths, default=0)

    def find(self, line: MailLine, number: int) -> tuple[int, str] | None:
        """Return the number that a line of the letter has, 0 for one without, and what was typed with it.

        A step below the question which are done (`number` is the question's) is an answer.
        """
        plain = plain_words(line.words)
        if not plain:
            return None
        place = self._find_item(line.words, plain)
        if place and not (line.depth == 0 and self.seen and number > self._steps >= place[0]):
            self.seen, self._begun = True, plain
            return place
        return None if place else self._find_other(line, plain, number)

    def _find_item(self, words: str, plain: str) -> tuple[int, str] | None:
        words = BULLET.sub("", words.strip())
        for said in (0, *_states_before(plain)):  # `done - 1. Try the exit ticket`
            form = plain.split(" ", said)[-1]
            first, _, others = form.partition(" ")
            forms = [(form, said)] + ([(others, said + 1)] if first.isdecimal() else [])  # whatever number it has
            begun = [
                (len(item), number, item, skipped)
                for number, item in self._items
                for form, skipped in forms
                if f"{form} ".startswith(f"{item} ") and (not said or number <= self._steps)
            ]
            if begun:
                _, number, item, skipped = max(begun)
                sign = next((sign for sign in ALL_SIGNS if words.startswith(sign)), "")
                state = sign or " ".join(plain.split()[:said])
                struck = "struck through" if _STRUCK.match(words) else ""
                return number, " ".join(filter(None, (state, behind(words, len(item.split()) + skipped), struck)))
        return None

    def _find_other(self, line: MailLine, plain: str, number: int) -> tuple[int, str] | None:
        """Return the place of a line without a number, or of a part of a line that a mail program has broken."""
        if plain in self._lines:
            return 0, ""
        last, self._begun = self._begun, ""
        if last and any(f"{item} ".startswith(f"{last.removeprefix(f'{n} ')} {plain} ") for n, item in self._items):
            return number, ""
        if (line.depth == 0 and len(plain) < _WRAPPED // 2) or f" {plain} " not in self._all:
            return None
        begun = [n for n, item in self._items if f"{item} ".startswith(f"{plain.removeprefix(f'{n} ')} ")]
        self.seen, self._begun = self.seen or bool(begun), plain if begun else ""
        return (begun[0] if begun else 0), ""
