"""A letter as a page that can be answered: it works from a disk, at a phone's size, and sends nothing."""

from coachlog.mail.letter import ASKED, MARK_LINE, Letter, LetterQuestion, due_words, meeting_line
from coachlog.model.audience import PROMISE
from coachlog.model.person_names import first_name
from coachlog.render.escape import safe
from coachlog.render.html import frame, load_script
from coachlog.render.page import LANGUAGE


def letter_page(letter: Letter, address: str) -> bytes:
    """Return a letter as an HTML file; `address` is the writer's, to be answered by mail."""
    meeting = meeting_line(letter)
    page = frame("letter").render(
        title=f"For {safe(first_name(letter.reader))}",
        about="",
        language=LANGUAGE,
        promise=PROMISE,
        letter=letter,
        writer=safe(first_name(letter.writer)),
        meeting=safe(meeting[:1].upper() + meeting[1:]),
        questions=[(number, ASKED[question]) for number, question in letter.questions],
        done=next((number for number, question in letter.questions if question is LetterQuestion.DONE), 0),
        dues={step.number: due_words(step, letter.sent) for step in letter.steps},
        address=address,
        mark_line=MARK_LINE.format(mark=letter.mark),
        script=load_script("letter"),
    )
    return page.encode()
