"""What a log has taken of the answers to a letter, and what of another answer is new."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import chain
from typing import Final

from coachlog.mail.letter import Letter, LetterQuestion
from coachlog.mail.reply import Reply
from coachlog.mail.step_states import same_words
from coachlog.model.kinds.body import StepMark

_MARKS: Final = (StepMark.OPEN, StepMark.UNDER_WAY, StepMark.DONE)


def digest_of(words: str) -> str:
    """Return what is remembered in the place of words."""
    return blake2b(words.encode(), digest_size=8).hexdigest()


def said_digests(reply: Reply, boxes: Iterable[int]) -> Iterator[str]:
    """Yield what is remembered of an answer; nothing of one without words and marks."""
    places = (reply.wins, reply.topics, reply.tries, reply.unsorted, reply.others, reply.notes, reply.dropped)
    said = [*map(same_words, chain.from_iterable(places)), *(f"{number} {mark}" for number, mark in reply.marks)]
    if not reply.is_empty:
        said += (f"box {number}" for number in sorted(boxes))
        said += (f"answered {question}" for question in answered_questions(reply))
    yield from map(digest_of, said)


def answered_questions(reply: Reply) -> tuple[LetterQuestion, ...]:
    """Return the questions to which words were given."""
    said = {LetterQuestion.WIN: reply.wins, LetterQuestion.TOPIC: reply.topics, LetterQuestion.TRY: reply.tries}
    return tuple(question for question, words in said.items() if words)


def unticked_marks(letter: Letter, boxes: Collection[int], taken: Sequence[str]) -> Reply:
    """Return the marks of steps that an earlier answer of the same page had ticked, and this one has not."""
    ticked = (step.number for step in letter.steps if digest_of(f"box {step.number}") in taken)
    still = (number for number in ticked if _last_mark(number, taken) is not StepMark.OPEN)
    return Reply(marks=tuple((number, StepMark.OPEN) for number in still if number not in boxes))


def unsaid_ticks(page: Reply, taken: Sequence[str]) -> Reply:
    """Return a page's answers without the boxes that were ticked before: they stay so, whatever else is typed."""
    return replace(page, marks=tuple(mark for mark in page.marks if _last_mark(mark[0], taken) is not mark[1]))


def _last_mark(number: int, taken: Sequence[str]) -> StepMark | None:
    """Return what was said last of a step."""
    marks = {digest_of(f"{number} {mark}"): mark for mark in _MARKS}
    return next((marks[digest] for digest in reversed(taken) if digest in marks), None)


def what_is_new(reply: Reply, taken: Container[str], stand: Mapping[int, StepMark]) -> Reply:
    """Return a reply without what was taken of it before, wherever that was put.

    A mark that was said before is new where its step does not stand so: the answer returns to it.
    """

    def new(lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(line for line in lines if not (digest_of(line) in taken or digest_of(same_words(line)) in taken))

    def is_new(number: int, mark: StepMark) -> bool:
        return stand.get(number, mark) is not mark or digest_of(f"{number} {mark}") not in taken

    return Reply(
        wins=new(reply.wins),
        topics=new(reply.topics),
        tries=new(reply.tries),
        marks=tuple(mark for mark in reply.marks if is_new(*mark)),
        unsorted=new(reply.unsorted),
        others=new(reply.others),
        notes=new(reply.notes),
        dropped=new(reply.dropped),
    )
