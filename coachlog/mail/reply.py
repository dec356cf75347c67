"""What a partner answered to a letter, in whatever way a mail program or a phone has left it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from coachlog.frozen import frozen
from coachlog.mail.cues import read_cue
from coachlog.mail.letter import Letter, LetterQuestion
from coachlog.mail.mail_text import TOO_MUCH, NotText
from coachlog.mail.names import LetterNames
from coachlog.mail.numbered_words import AS_TYPED, MOST_PIECES, NumberedWords, find_pieces
from coachlog.mail.quoting import read_lines
from coachlog.mail.sent_lines import BULLET
from coachlog.mail.step_answers import doubted_steps, read_step_answers
from coachlog.mail.step_states import STATE_WORDS, is_check, is_nothing, read_state, same_words
from coachlog.mail.unclear_words import say_numbers, say_question
from coachlog.model.kinds.body import StepMark
from coachlog.regex import regex

_BOX: Final = regex(r"^\[[ xX]?\]\s*")
_NEXT_NEWS: Final = regex(r"[.,;!?]\s+#?\d{1,2}\b(?![:/])")
_PAUSE: Final = regex(r"[,;.!]|\s[-–—]\s")
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_SEVERAL: Final = 2  # steps of which each may have its line
_MOST_LETTERS: Final = 50_000  # characters of it


@frozen
class Reply:
    """What was understood of a reply, each in the partner's words, and what was not.

    `others` are words of somebody else, whose name stands before them.
    `notes` and `dropped` are what somebody put there of what was not understood.
    `marks` are by the number of the step in the letter, of which two answers may say two things.
    """

    wins: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tries: tuple[str, ...] = ()
    marks: tuple[tuple[int, StepMark], ...] = ()
    unsorted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was said."""
        return self == Reply()


def join_replies(replies: Iterable[Reply]) -> Reply:
    """Return what several replies say together."""
    several = tuple(replies)
    return Reply(
        _once(words for reply in several for words in reply.wins),
        _once(words for reply in several for words in reply.topics),
        _once(words for reply in several for words in reply.tries),
        tuple(sorted({mark for reply in several for mark in reply.marks})),
        _once(words for reply in several for words in reply.unsorted),
        _once(words for reply in several for words in reply.others),
    )


def read_reply(text: str, letter: Letter, author: str = "", addresses: Mapping[str, str] = _NONE) -> Reply:
    """Return what a reply says; the letter's own lines, its history and a signature are left out.

    `author` is the name or the address that a mail came under, `addresses` say whose are known.

    Raise NotText for more than anybody answers to a letter.
    """
    pieces = find_pieces(read_lines(text, LetterNames(letter, addresses), author), letter)
    if len(pieces) > MOST_PIECES or sum(len(piece.words) for piece in pieces) > _MOST_LETTERS:
        raise NotText(TOO_MUCH)
    return _sorted(_in_order(pieces, letter), letter)


def _in_order(pieces: Sequence[NumberedWords], letter: Letter) -> list[NumberedWords]:
    """Return the pieces with the steps' numbers if they say done or not once for each step, and nothing between."""
    states = [n for n, piece in enumerate(pieces) if not piece.number and _is_state(BULLET.sub("", piece.words))]
    first, count = next(iter(states), 0), len(letter.steps)
    if count < _SEVERAL or states != list(range(first, first + count)):
        return list(pieces)
    numbered = (piece._replace(number=number) for number, piece in enumerate(pieces[first : first + count], 1))
    return [*pieces[:first], *numbered, *pieces[first + count :]]


def _is_state(words: str) -> bool:
    state, rest = read_state(words)
    return state is not None and not rest


def read_pieces(pieces: Iterable[tuple[int, str]], letter: Letter) -> Reply:
    """Return what words say of which it is known under which number they stand; the letter may have no such number."""
    count = len(letter.steps) + len(letter.questions)
    return _sorted([NumberedWords(number if number <= count else 0, words) for number, words in pieces], letter)


def without_two_meanings(reply: Reply, letter: Letter) -> Reply:
    """Return a reply in which a step has one mark at most; where it says two, nobody knows which came last."""
    marks = {number: [mark for n, mark in reply.marks if n == number] for number, _ in reply.marks}
    both = (
        f"{letter.steps[number - 1].words}: {', '.join(STATE_WORDS[mark] for mark in several)}"
        for number, several in marks.items()
        if len(several) > 1
    )
    clear = tuple((number, several[0]) for number, several in marks.items() if len(several) == 1)
    return replace(reply, marks=clear, unsorted=_once((*reply.unsorted, *both)))


# What they mean


def _sorted(pieces: Sequence[NumberedWords], letter: Letter) -> Reply:
    said: dict[LetterQuestion, list[str]] = {question: [] for question in LetterQuestion}
    marks: list[tuple[int, StepMark]] = []
    unsorted: list[str] = []
    questions = dict(letter.questions)
    others = _once(f"{piece.by}: {piece.words}" for piece in pieces if piece.by)
    unsorted += (
        say_numbers(piece.words, letter, anew=True) for piece in pieces if piece.number == AS_TYPED and not piece.by
    )
    for piece in (piece for piece in pieces if piece.number != AS_TYPED):
        words = BULLET.sub("", piece.words).strip()
        if questions.get(piece.number) is LetterQuestion.TRY:
            words = _BOX.sub("", words)
        if piece.number in questions and questions[piece.number] is not LetterQuestion.DONE:
            if words and is_nothing(words):
                continue
            first = _PAUSE.split(words, maxsplit=1)[0]
            if first and is_nothing(first):  # `Nothing, awful week` is no success
                unsorted.append(say_question(questions[piece.number], words))
            elif words:
                said[questions[piece.number]].append(words)
        elif piece.number:
            unsorted += _read_step(piece.number, words, letter, marks, said)
        else:
            unsorted += _read_loose(words, letter, marks, said)
    marks, doubted = _without_doubts(marks, pieces, letter)
    unsorted += doubted
    wins, topics, tries = (_once(said[one]) for one in (LetterQuestion.WIN, LetterQuestion.TOPIC, LetterQuestion.TRY))
    return Reply(wins, topics, tries, tuple(sorted(set(marks))), _once(unsorted), others)


def _without_doubts(
    marks: list[tuple[int, StepMark]], pieces: Sequence[NumberedWords], letter: Letter
) -> tuple[list[tuple[int, StepMark]], list[str]]:
    """Return the marks that no line contradicts which was not understood, and the other ones as words."""
    steps = [step.words for step in letter.steps]
    doubts = frozenset[int]().union(*(doubted_steps(piece.words, steps) for piece in pieces if piece.number == 0))
    clear = [mark for mark in marks if mark[0] not in doubts]
    return clear, [f"{steps[n - 1]}: {STATE_WORDS[mark]}" for n, mark in marks if n in doubts]


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    """Return each of some lines once: in a thread an answer may stand again, with another sign at its end."""
    several = tuple(lines)
    first = {same_words(line): line for line in reversed(several)}
    return tuple(dict.fromkeys(first[same_words(line)] for line in several))


def _read_step(
    number: int,
    words: str,
    letter: Letter,
    marks: list[tuple[int, StepMark]],
    said: dict[LetterQuestion, list[str]],
) -> Iterator[str]:
    """Read what stands below a step, or below the question which are done; yield what is not understood."""
    if number in dict(letter.questions):
        if not is_nothing(words):
            yield from _read_steps(words, letter, marks, asked=True)
        return
    state, rest = read_state(words)
    if state is not None:
        marks.append((number, state))
    if rest and (cued := read_cue(rest)):  # `1 done. Win: they talked`
        said[cued[0]] += [] if is_nothing(cued[1]) else [cued[1]]
    elif rest and read_state(rest) != (state, ""):  # `Yep, done`
        step = next(step for step in letter.steps if step.number == number)
        is_of_several = _NEXT_NEWS.search(rest)  # `done? I think so. 2 not sure`
        yield say_numbers(f"{number}. {rest}", letter, asked=True) if is_of_several else f"{step.words}: {rest}"


def _read_loose(
    words: str, letter: Letter, marks: list[tuple[int, StepMark]], said: dict[LetterQuestion, list[str]]
) -> Iterator[str]:
    """Read a line that stands under no number; yield it if it is not understood."""
    if not re.search(r"\w", words) and not is_check(words):  # a heart, a thumb: as much as `thanks`
        return
    if cued := read_cue(words):
        said[cued[0]] += [] if is_nothing(cued[1]) else [cued[1]]
        return
    yield from _read_steps(words, letter, marks, asked=False)


def _read_steps(words: str, letter: Letter, marks: list[tuple[int, StepMark]], *, asked: bool) -> Iterator[str]:
    """Read what is said of several steps, or of one that is named; yield what is not understood."""
    answers = read_step_answers(words, [step.words for step in letter.steps], asked=asked)
    if answers:
        marks += answers.marks.items()
        for numbers, said in answers.remarks:
            names = "; ".join(letter.steps[number - 1].words for number in numbers)
            yield f"{names if len(numbers) < max(2, len(letter.steps)) else 'All next steps'}: {said}"
    for said in answers.rest if answers else (words,):
        meant = say_numbers(said, letter, asked=asked or answers is not None)
        yield say_question(LetterQuestion.DONE, meant) if asked else meant


def find_marks(text: str, letters: str) -> tuple[str, ...]:
    """Return the marks of the letters that a text quotes, each once; they are of some letters and digits."""
    return tuple(dict.fromkeys(re.findall(rf"\bcoachlog ([{letters}]{{5}})\b", text.casefold())))
