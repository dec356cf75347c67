"""Answers that other pages of the author's have already, offered where a page has the same gap."""

from typing import Final

from coachlog.actions.documents import field_text
from coachlog.actions.page.asked_page import AskedPage
from coachlog.actions.page.evidence import evidence_pages
from coachlog.actions.page.prompt_words import STOP
from coachlog.actions.page.reflection_pages import reflections_on
from coachlog.context import Context
from coachlog.model.kinds.page import ALL_LOGS
from coachlog.summary.page.taken_over import find_answers

_TAKE_OR_LEAVE: Final = "Enter takes it into this page, n leaves the gap:"


def take_over(context: Context, page: AskedPage) -> None:
    """Offer what other pages of mine say already where this page has a gap."""
    logs = [choice.term.log for choice in page.choices]
    known = {goal.title for log in logs for goal in log.goals} | {one.title for log in logs for one in log.lessons}
    places = page.places({})
    for answer in find_answers(page.sections, _other_pages(context, page), known):
        if answer.key in places:
            context.tell("", f"On another page of yours you wrote, about {answer.about}: {answer.text}")
            typed = context.ask(_TAKE_OR_LEAVE, " ", own=STOP).strip().casefold()
            if typed in STOP:
                return
            if not typed:
                page.replace(answer.key, {}, [answer.text])


def _other_pages(context: Context, page: AskedPage) -> list[str]:
    """Return the texts of my evidence pages on the log, and for one of them those of my reflections before."""
    reflections = reflections_on(page.writer.folder, context.log_id) if page.command == "evidence" else ()
    pages = evidence_pages(page.writer.folder).items()
    of_log = (
        one for path, one in pages if path != page.path and field_text(one, "log") in ("", context.log_id, ALL_LOGS)
    )
    return [*reflections, *(one.text for one in of_log)]
