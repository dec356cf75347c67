"""What a partner answered to a letter, in whatever way a mail program or a phone has left it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.frozen import frozen
from coachlog.mail.letter import ASKED, Letter, LetterQuestion, step_line, write_letter
from coachlog.mail.quoting import MailLine, read_lines
from coachlog.mail.said import ALL_SIGNS, behind, is_nothing, plain_words, read_marks, read_state
from coachlog.model.kinds.body import StepMark
from coachlog.regex import regex

_NUMBERED: Final = regex(r"^[^\w\[]{0,3}#?(\d{1,2})(?P<end>\s?[.):\]\-–—]+\s*|\s+|$)(.*)$")
_BULLET: Final = regex(r"^(?:[-*•·–—▪◦‣]\s+|[-*•·])")
_WRAPPED: Final = 60  # characters of a line after which a mail program breaks it
_CUES: Final = {
    LetterQuestion.WIN: r"(?:a |my )?(?:win|wins|success(?:es)?|went well|good news|erfolg|gut lief|logro|salió bien)",
    LetterQuestion.TOPIC: r"(?:to )?(?:talk about|topics?|questions?|discuss|thema|frage|tema|pregunta|hablar de)",
    LetterQuestion.TRY: r"(?:i (?:want|would like|'d like) to |to )?(?:try|ausprobieren|versuchen|probar|intentar)",
}
_CUED: Final = {
    question: regex(rf"^\W{{0,3}}{words}\W{{0,3}}(?::|–|—| - )\s*(.+)$", re.IGNORECASE)
    for question, words in _CUES.items()
}


@frozen
class Reply:
    """What was understood of a reply, each in the partner's words, and what was not.

    `marks` are by the number of the step in the letter.
    """

    wins: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tries: tuple[str, ...] = ()
    marks: tuple[tuple[int, StepMark], ...] = ()
    unsorted: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was said."""
        return not (self.wins or self.topics or self.tries or self.marks or self.unsorted)


class _Piece(NamedTuple):
    """Words of the partner, and the number in the letter that they stand under; 0 under none."""

    number: int
    words: str


def read_reply(text: str, letter: Letter) -> Reply:
    """Return what a reply says; the letter's own lines, its history and a signature are left out."""
    return _sorted(_pieces(read_lines(text, (letter.writer, letter.reader)), letter), letter)


def read_pieces(pieces: Iterable[tuple[int, str]], letter: Letter) -> Reply:
    """Return what words say of which it is known under which number they stand; the letter may have no such number."""
    count = len(letter.steps) + len(letter.questions)
    return _sorted([_Piece(number if number <= count else 0, words) for number, words in pieces], letter)


# Whose words are they, and to which number


def _pieces(lines: Sequence[MailLine], letter: Letter) -> list[_Piece]:
    sent = _SentLines(letter)
    pieces: list[_Piece] = []
    number, last = 0, ""
    for line in lines:
        if not line.words:
            last = ""
            number = number if sent.seen else 0  # above the letter a number is answered in one paragraph
            continue
        place = sent.find(line, number)
        if place is not None:
            number, rest = place
            last = ""
            if rest:
                pieces.append(_Piece(number, rest))
            continue
        if line.depth > 0 or _names_letter(line.words, letter):  # an older mail, or words of the letter's own writer
            continue
        numbered = _numbered(line.words, sent, letter)
        if numbered:
            number, last = numbered.number, ""
            if not numbered.words:
                continue
            pieces.append(numbered)
        elif len(last) >= _WRAPPED and not _BULLET.match(line.words) and pieces:
            pieces[-1] = _Piece(pieces[-1].number, f"{pieces[-1].words} {line.words}")
        else:
            pieces.append(_Piece(number, line.words))
        last = line.words
    return pieces


def _numbered(words: str, sent: "_SentLines", letter: Letter) -> _Piece | None:
    """Return the number with which a line begins, and the words behind it; None where it is no number of the letter."""
    match = _NUMBERED.match(words)
    if not match or not 0 < int(match[1]) <= sent.count or read_marks(words, len(letter.steps)):
        return None
    if sent.seen and not match["end"].strip():  # below a question `3 kids` are three
        return None
    return _Piece(int(match[1]), match[3].strip())


def _names_letter(words: str, letter: Letter) -> bool:
    """Tell whether a line only says which letter is answered."""
    plain = plain_words(words)
    return plain.endswith(f"coachlog {letter.mark}") and len(plain.split()) < 8


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
        forms = [(number, plain_words(form).removeprefix(f"{number} ")) for number, form in (*steps, *asked)]
        self._items = [(number, start + form) for number, form in forms for start in ("", f"{number} ")]
        self._steps = len(letter.steps)

    def find(self, line: MailLine, number: int) -> tuple[int, str] | None:
        """Return the number that a line of the letter has, 0 for one without, and what was typed with it.

        A step below the question which are done (`number` is the question's) is an answer.
        """
        plain = plain_words(line.words)
        if not plain:
            return None
        place = self._find_item(line.words, plain)
        if place and not (line.depth == 0 and self.seen and number > self._steps >= place[0]):
            self.seen = True
            return place
        return None if place else self._find_other(line, plain)

    def _find_item(self, words: str, plain: str) -> tuple[int, str] | None:
        begun = [(len(item), number, item) for number, item in self._items if f"{plain} ".startswith(f"{item} ")]
        if not begun:
            return None
        _, number, item = max(begun)
        sign = next((sign for sign in ALL_SIGNS if words.strip().startswith(sign)), "")
        return number, " ".join(filter(None, (sign, behind(words, len(item.split())))))

    def _find_other(self, line: MailLine, plain: str) -> tuple[int, str] | None:
        """Return the place of a line without a number, or of a part of a line that a mail program has broken."""
        if plain in self._lines:
            return 0, ""
        if (line.depth == 0 and len(plain) < _WRAPPED // 2) or f" {plain} " not in self._all:
            return None
        begun = [number for number, item in self._items if item.startswith(f"{plain} ")]
        self.seen = self.seen or bool(begun)
        return (begun[0] if begun else 0), ""


# What they mean


def _sorted(pieces: Sequence[_Piece], letter: Letter) -> Reply:
    said: dict[LetterQuestion, list[str]] = {question: [] for question in LetterQuestion}
    marks: dict[int, StepMark] = {}
    unsorted: list[str] = []
    questions = dict(letter.questions)
    for piece in pieces:
        words = _BULLET.sub("", piece.words).strip()
        if piece.number in questions and questions[piece.number] is not LetterQuestion.DONE:
            if words and not is_nothing(words):
                said[questions[piece.number]].append(words)
        elif piece.number:
            unsorted += _read_step(piece.number, words, letter, marks, questions)
        else:
            unsorted += _read_loose(words, letter, marks, said)
    return Reply(
        tuple(said[LetterQuestion.WIN]),
        tuple(said[LetterQuestion.TOPIC]),
        tuple(said[LetterQuestion.TRY]),
        tuple(sorted(marks.items())),
        tuple(unsorted),
    )


def _read_step(
    number: int, words: str, letter: Letter, marks: dict[int, StepMark], questions: dict[int, LetterQuestion]
) -> Iterator[str]:
    """Read what stands below a step, or below the question which are done; yield what is not understood."""
    if number in questions:
        several = read_marks(words, len(letter.steps), bare=StepMark.DONE)
        if several:
            marks |= several
        elif not is_nothing(words):
            yield from _read_named(words, letter, marks, StepMark.DONE)
        return
    state, rest = read_state(words)
    if state is not None:
        marks[number] = state
    if rest:
        step = next(step for step in letter.steps if step.number == number)
        yield f"{step.words}: {rest}"


def _read_loose(
    words: str, letter: Letter, marks: dict[int, StepMark], said: dict[LetterQuestion, list[str]]
) -> Iterator[str]:
    """Read a line that stands under no number; yield it where it is not understood."""
    several = read_marks(words, len(letter.steps))
    if several:
        marks |= several
        return
    for question, cue in _CUED.items():
        if cued := cue.match(words):
            if not is_nothing(cued[1]):
                said[question].append(cued[1].strip())
            return
    yield from _read_named(words, letter, marks, None)


def _read_named(words: str, letter: Letter, marks: dict[int, StepMark], bare: StepMark | None) -> Iterator[str]:
    """Read a step that is named by its words, with a word or a sign of its state around it."""
    plain = f" {plain_words(words)} "
    named = [step for step in letter.steps if f" {plain_words(step.words)} " in plain]
    if len(named) == 1:
        step = named[0]
        around = re.sub(re.escape(step.words), " ", words, count=1, flags=re.IGNORECASE)
        state, rest = read_state(around.strip(" :,;-–—."))
        if (state or bare) is not None and not rest:
            marks[step.number] = state or bare or StepMark.DONE
            return
    yield words


def find_marks(text: str, letters: str) -> tuple[str, ...]:
    """Return the marks of the letters that a text quotes, each once; they are of some letters and digits."""
    return tuple(dict.fromkeys(re.findall(rf"\bcoachlog ([{letters}]{{5}})\b", text.casefold())))
