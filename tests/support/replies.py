"""A letter of four steps and four questions, and answers to it in the forms that programs and people give them."""

from datetime import date

from coachlog.mail.letter import Letter, LetterStep, write_letter
from coachlog.mail.reply import Reply
from coachlog.model.kinds.body import StepMark

WORDS = (
    "Try the exit ticket in period 3",
    "Bring two pieces of student work",
    "Call Ana's grandmother about the trip",
    "Read chapter 2 of the book",
)
DAY = date(2026, 11, 19)
STEPS = tuple(
    LetterStep(number, "aaaaa", DAY, words, date(2026, 12, 3) if number == 1 else None)
    for number, words in enumerate(WORDS, 1)
)
LETTER = Letter(
    "k3f9x",
    date(2026, 11, 24),
    "Robin Example",
    "Sam Sample",
    date(2026, 11, 26),
    "15:30",
    "",
    STEPS,
    ("Send Sam the rubric",),
)
TEXT = write_letter(LETTER)
WIN, TOPIC, TRY = "The kids explained why", "the fire drill", "sentence starters"
DONE, OPEN = StepMark.DONE, StepMark.OPEN
GIVEN = {5: WIN, 6: TOPIC, 7: "1 and 3", 8: TRY}
ALL = Reply((WIN,), (TOPIC,), (TRY,), ((1, DONE), (3, DONE)))
TOP = f"5. {WIN}\n6. {TOPIC}\n7. 1 and 3\n8. {TRY}\n"
ON = "On Tue, Nov 24, 2026 at 3:05 PM Robin Example <robin@school.example> wrote:"
FROM_ROBIN = "From: Robin Example\nSent: Tuesday, November 24, 2026 3:05 PM\nTo: Sam Sample\nSubject: Thursday\n"
FROM_SAM = (
    "From: Sam Sample <sam@school.example>\nDate: Wed, Nov 25, 2026 at 8:05 AM\nSubject: Re: Thursday\nTo: Robin\n"
)


def quoted(text: str = TEXT, sign: str = "> ") -> str:
    return "\n".join(f"{sign}{line}".rstrip() for line in text.splitlines())


def between(answers: dict[int, str] | None = None, *, sign: str = "> ", before: str = "", behind: str = "") -> str:
    """The letter with answers below its numbers."""
    lines = []
    for line in TEXT.splitlines():
        lines.append(f"{sign}{line}".rstrip())
        number = int(line[0]) if line[:1].isdigit() else 0
        if words := (GIVEN if answers is None else answers).get(number):
            lines += ["", before + words + behind, ""]
    return "\n".join(lines)


def numbered(form: str) -> str:
    """The answers, each with its number in some form."""
    return "\n".join(form.format(number) + words for number, words in GIVEN.items())


def chat(form: str) -> str:
    """The answers as messages of a chat."""
    return "\n".join(form.format(n) + f"{number}. {words}" for n, (number, words) in enumerate(GIVEN.items()))
