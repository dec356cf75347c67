"""The feedback of a period, and its results."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.model.kinds.feedback import Feedback
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.summary.claims import Claim, claims_in, under

_PARTS: Final = ("Strengths", "Questions", "Suggestions", "What we will do")
# Parts with the peer's own words, which leave the pair only if the peer agrees.
PEERS_PARTS: Final = ("Strengths", "Questions", "Suggestions")
UNQUOTED: Final = "… (say in your own words what they said)"


def build_feedback(log: Log, period: Period, _today: date) -> tuple[Feedback, ...]:
    """Return the feedback of the period, in order of its dates."""
    return tuple(sorted((f for f in log.feedback if f.day in period), key=lambda f: (f.day or date.min, f.id)))


def build_feedback_claims(log: Log, period: Period, today: date) -> tuple[Claim, ...]:
    """Return claims about each feedback: giver, subject, status, praise, questions, suggestions and results."""
    return tuple(claim for feedback in build_feedback(log, period, today) for claim in _claims(log, feedback))


def _claims(log: Log, feedback: Feedback) -> Iterator[Claim]:
    titles = {lesson.id: lesson.title for lesson in log.lessons} | {goal.id: goal.title for goal in log.goals}
    about = f", on “{titles[feedback.about]}”" if feedback.about in titles else ""
    consent = "" if feedback.quote_ok else "; not to be quoted outside the pair"
    who = f"From {feedback.giver}" if feedback.giver else f"“{feedback.title}”"
    yield Claim(f"{who}{about}: {feedback.status}{consent}", feedback.day, feedback.path, 1)
    for part in _PARTS:
        claims = tuple(claims_in(log, feedback, part, feedback.day))
        if part in PEERS_PARTS and not feedback.quote_ok:
            claims = tuple(replace(claim, text=UNQUOTED) for claim in claims[:1])
        yield from under(claims, part)
