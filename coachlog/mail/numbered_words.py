"""Which words of a reply are the partner's, and under which number of the letter each of them stands."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from coachlog.mail.cues import find_headings
from coachlog.mail.letter import MARK_LINE, Letter, LetterQuestion
from coachlog.mail.manners import is_manners, is_postscript
from coachlog.mail.quoting import MailLine
from coachlog.mail.sent_lines import BULLET, WRAPPED, SentLines, goes_on
from coachlog.mail.spoken_numbers import is_run_on, split_at_numbers, with_digits
from coachlog.mail.step_answers import read_step_answers
from coachlog.mail.step_states import is_nothing, plain_words, read_state
from coachlog.regex import regex

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
# Before these no number counts anything: `2 the warm up`, not `3 a week` and `2 this week`.
_UNCOUNTED: Final = regex(
    r"(?:the|my|our|his|her|their|i|we|they|he|she|ich|wir|mein\w*|unser\w*|yo|nosotr[oa]s|mis?|nuestr[oa]s?)\b",
    re.IGNORECASE,
)
_NEXT: Final = regex(r"\s+(?=\d{1,2}[.):]\s)")
_ANSWERS: Final = r"(?:my |meine |mi )?(?:answer|antwort|respuesta|reply|a)"
_ARROW: Final = regex(r"^(?:[-=]*>+|=+(?=\s)|[→➜➔⇒►])\s*")
_BOLD: Final = regex(r"^([*_]{1,3})(?=\S)(.*\S)\1$")
_SEVERAL: Final = 2
_ANY_MARK: Final = regex(rf"{re.escape(plain_words(MARK_LINE)).replace('mark', '[0-9a-z]{5}')}")
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
        self._lines, self._letter, self._sent = lines, letter, SentLines(letter)
        self._names = _label(letter.reader)
        self._depth = SentLines(letter).depth_in(lines)
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
        sent = SentLines(self._letter)
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
        for part in split_at_numbers(self._unlabelled(line)):
            if is_run_on(part):
                self._pieces.append(NumberedWords(AS_TYPED, part))
            elif not is_manners(part, self._letter.people):
                self._take_part(part)

    def _take_part(self, words: str) -> None:
        digits = with_digits(words)
        words = words if digits == words or self._says_steps(words) else digits
        if is_postscript(words):
            self._number, self._last = 0, ""
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
        elif self._goes_on(words):
            self._pieces[-1] = NumberedWords(self._pieces[-1].number, f"{self._pieces[-1].words} {words}")
        else:
            self._add(self._number, words)
        self._last = words

    def _goes_on(self, words: str) -> bool:
        """Tell whether a line belongs to the last piece."""
        if BULLET.match(words) or not self._pieces:
            return False
        is_answer = len(self._letter.steps) < self._number != self._done and self._pieces[-1].number == self._number
        return len(self._last) >= WRAPPED or (is_answer and goes_on(self._last, words))

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
        is_several = len(answers.marks) > 1 or bool(answers.rest)
        return self._number == self._done > 0 or is_several or not words.lstrip("# ")[:1].isdecimal()

    def _is_count(self, match: re.Match[str], number: int) -> bool:
        """Tell whether a number before words may count them: `3 kids asked for help`."""
        words = match["words"].strip()
        if not (match["number"] and words) or match["end"].strip() or number in self._listed:
            return False
        if number == self._done:
            return not is_nothing(words) and read_step_answers(words, self._steps, asked=True) is None
        if _UNCOUNTED.match(words):
            return False
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
        """Tell whether the lines count from 1 as the answers, and not as the letter does: then either may be meant."""
        typed = [match for line in lines if line.words and (match := _NUMBERED.match(line.words)) and match["number"]]
        count, steps = len(self._letter.questions), len(self._letter.steps)
        return (
            steps > 0
            and min(_SEVERAL, steps) < len(typed) <= count
            and [int(match["number"]) for match in typed] == list(range(1, len(typed) + 1))
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
    return (plain.endswith(letter.named_mark) and len(plain.split()) < 8) or bool(_ANY_MARK.match(plain))
