"""List feedback, look a piece up, and set what came of it."""

from collections.abc import Iterable
from datetime import date
from typing import Final, cast

from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.kinds import Record
from coachlog.model.kinds.feedback import Feedback, FeedbackStatus
from coachlog.model.log import Log

WE_WILL: Final = "What we will do"
_KINDS: Final = ("feedback", "lesson", "goal")


@frozen
class TitledFeedback:
    """Feedback with the title of what it is about; an id that nothing has is its own title."""

    feedback: Feedback
    about_title: str


@frozen
class FeedbackList:
    """Feedback from the oldest on."""

    feedback: tuple[TitledFeedback, ...]
    problems: tuple[Problem, ...]


@frozen
class FeedbackDetails:
    """A piece of feedback with its text."""

    titled: TitledFeedback
    text: str
    problems: tuple[Problem, ...]


def list_feedback(context: Context) -> FeedbackList:
    """Return all feedback."""
    log = context.read(_KINDS)
    pieces = sorted(log.feedback, key=lambda piece: (piece.day or date.min, piece.id))
    return FeedbackList(tuple(with_title(piece, log) for piece in pieces), log.problems)


def feedback_details(context: Context, word: str) -> FeedbackDetails:
    """Return the feedback that is meant by an id or by words."""
    from coachlog.actions.documents import readable_text

    log = context.read(_KINDS)
    piece = find_feedback(log, word)
    problems = tuple(problem for problem in log.problems if problem.path == piece.path)
    return FeedbackDetails(with_title(piece, log), readable_text(context, piece.path), problems)


def set_feedback_status(context: Context, word: str, status: FeedbackStatus, plans: Iterable[str]) -> TitledFeedback:
    """Set what came of feedback, and add lines of what we will do."""
    from coachlog.actions.documents import set_fields
    from coachlog.actions.workspace import open_workspace
    from coachlog.model.blank_pages import add_entry

    with open_workspace(context, "feedback status", ("feedback",)) as workspace:
        piece = find_feedback(workspace.log, word)
        document = set_fields(workspace.open(piece.path), {"status": status})
        for text in plans:
            document = add_entry(document, "feedback", WE_WILL, text, workspace.settings)
        workspace.replace(piece.path, document)
        workspace.message = f"feedback status: 1 piece of feedback {status}"
    log = context.read(_KINDS)
    return with_title(find_feedback(log, piece.id), log)


def find_feedback(log: Log, word: str) -> Feedback:
    """Return the feedback that is meant by an id or by words; raise CoachlogError."""
    return cast("Feedback", log.find(word, ("feedback",)))


def with_title(feedback: Feedback, log: Log) -> TitledFeedback:
    """Add the title of what feedback is about."""
    subjects: list[Record] = [*log.goals, *log.lessons]
    titles = {record.id: record.title for record in subjects}
    return TitledFeedback(feedback, titles.get(feedback.about, feedback.about))
