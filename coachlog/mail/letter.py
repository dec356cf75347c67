"""The letter that goes to a partner before or after a meeting: numbered, so that a reply can be read."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.clock import format_clock
from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_list
from coachlog.model.next_steps import NextStep
from coachlog.model.person_names import first_name
from coachlog.model.schedule import NextMeeting
from coachlog.model.settings import BOTH, Person


class LetterQuestion(StrEnum):
    """A question of a letter."""

    WIN = "win"
    TOPIC = "topic"
    DONE = "done"
    TRY = "try"


ASKED: Final = {
    LetterQuestion.WIN: "Something that went well:",
    LetterQuestion.TOPIC: "Something to talk about:",
    LetterQuestion.DONE: "Which of your next steps are done (their numbers)?",
    LetterQuestion.TRY: "Something that you want to try:",
}
_TOGETHER: Final = " (both of us)"
MARK_LINE: Final = "This letter is coachlog {mark}. Whoever has it can read it."


@frozen
class LetterStep:
    """One of the reader's own next steps, with its number in the letter; `id` and `origin` are its identity."""

    number: int
    id: str
    origin: date
    words: str
    due: date | None


@frozen
class Letter:
    """What one person sends to another; the questions are numbered after the steps.

    `mark` is what a reply is known by, `promised` what the writer does until they meet.
    """

    mark: str
    sent: date
    writer: str
    reader: str
    day: date | None
    time: str
    focus: str
    steps: tuple[LetterStep, ...]
    promised: tuple[str, ...]

    @property
    def people(self) -> tuple[str, str]:
        """Return the names of the reader and the writer."""
        return self.reader, self.writer

    @property
    def named_mark(self) -> str:
        """Return the words by which a reply says which letter it answers."""
        return f"coachlog {self.mark}"

    @property
    def questions(self) -> tuple[tuple[int, LetterQuestion], ...]:
        """Return the questions with their numbers; nobody without steps is asked which are done."""
        asked = [question for question in LetterQuestion if question is not LetterQuestion.DONE or self.steps]
        return tuple(enumerate(asked, len(self.steps) + 1))


@frozen
class SentLetter:
    """A letter that was sent, and the day on which an answer came."""

    letter: Letter
    back: date | None


def build_letter(
    mark: str, sent: date, people: tuple[Person, Person], meeting: NextMeeting | None, steps: Iterable[NextStep]
) -> Letter:
    """Return the letter from one person to another about a meeting and the open next steps, and nothing else."""
    writer, reader = people
    open_steps = [step for step in steps if step.open]
    theirs = (step for step in open_steps if step.owner in (reader.id, BOTH))
    return Letter(
        mark,
        sent,
        writer.name or writer.id,
        reader.name or reader.id,
        meeting.day if meeting else None,
        meeting.time if meeting else "",
        meeting.focus if meeting else "",
        tuple(
            LetterStep(number, step.id, step.origin, step.text + (_TOGETHER if step.owner == BOTH else ""), step.due)
            for number, step in enumerate(theirs, 1)
        ),
        tuple(step.text for step in open_steps if step.owner == writer.id),
    )


def write_letter(letter: Letter) -> str:
    """Return a letter as plain text, for a mail or a chat."""
    paragraphs = [f"Hello {first_name(letter.reader)},", *filter(None, [meeting_line(letter)])]
    if letter.steps:
        paragraphs.append(_listed("Your next steps:", [step_line(step, letter.sent) for step in letter.steps]))
    if letter.promised:
        paragraphs.append(_listed("What I do until we meet:", [f"- {words}" for words in letter.promised]))
    numbers = format_list([str(number) for number, _ in letter.questions])
    paragraphs.append(f"Could you answer {numbers}, below each or with its number? Leave out what does not fit.")
    paragraphs += [f"{number}. {ASKED[question]}" for number, question in letter.questions]
    paragraphs += [f"Thank you!\n{first_name(letter.writer)}", MARK_LINE.format(mark=letter.mark)]
    return "\n\n".join(paragraphs) + "\n"


def step_line(step: LetterStep, sent: date) -> str:
    """Return a step as the letter has it."""
    return f"{step.number}. {step.words}" + due_words(step, sent)


def due_words(step: LetterStep, sent: date) -> str:
    """Return by when a step is due, in brackets; the words may have said `by Friday` already."""
    if not step.due:
        return ""
    day = format_weekday(step.due, sent)
    return f" ({day})" if f"by {day.split()[0]}".casefold() in step.words.casefold() else f" (by {day})"


def meeting_line(letter: Letter) -> str:
    """Return the sentence that says when the two meet next, nothing if that is not known."""
    if letter.day is None:
        return ""
    time = f" at {format_clock(letter.time)}" if letter.time else ""
    focus = f" Our focus: {letter.focus}." if letter.focus else ""
    return f"we meet next on {format_weekday(letter.day, letter.sent)}{time}.{focus}"


def _listed(head: str, lines: Sequence[str]) -> str:
    return "\n".join([head, *lines])
