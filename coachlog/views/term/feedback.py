"""Feedback as a table, and one piece as it is read, added or marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from coachlog.actions.term.feedback import FeedbackDetails, FeedbackList, TitledFeedback
from coachlog.model.fields import format_date
from coachlog.render.view import Answer, Aside, Line, Part, Prose, Table
from coachlog.views.fields import Field, Fields, json_row, json_rows

if TYPE_CHECKING:  # a list of feedback needs no Markdown
    from coachlog.actions.term.new_feedback import AddedFeedback, KeptFeedback

FEEDBACK_FIELDS: Final[Fields[TitledFeedback]] = (
    Field("id", lambda titled: titled.feedback.id),
    Field("title", lambda titled: titled.feedback.title),
    Field("status", lambda titled: titled.feedback.status, "received, discussed or applied"),
    Field("date", lambda titled: titled.feedback.day),
    Field("from", lambda titled: titled.feedback.giver),
    Field("about", lambda titled: titled.feedback.about or None, "the id of a lesson or a goal"),
    Field("about_title", lambda titled: titled.about_title or None),
    Field("quote_ok", lambda titled: titled.feedback.quote_ok, "true if it may be quoted outside the pair"),
    Field("path", lambda titled: titled.feedback.path),
)
FEEDBACK_TEXT_FIELDS: Final[Fields[FeedbackDetails]] = (Field("text", lambda details: details.text, "its Markdown"),)
OWN_FEEDBACK_FIELDS: Final["Fields[AddedFeedback]"] = (
    Field("title", lambda added: added.title),
    Field("about", lambda added: added.about),
    Field("date", lambda added: added.day),
    Field("path", lambda added: str(added.file)),
)


def show_list(listing: FeedbackList) -> Answer:
    """Show feedback, one piece a row."""
    part: Part = Aside("No feedback here yet. To write some down: coachlog feedback add --from NAME")
    if listing.feedback:
        part = Table(("Date", "From", "About", "Status", "Id", "Feedback"), [*map(_row, listing.feedback)])
    return Answer(json_rows(FEEDBACK_FIELDS, listing.feedback), [part], listing.problems, listing=True)


def show_details(details: FeedbackDetails) -> Answer:
    """Show a piece of feedback: its facts, its text."""
    piece = details.titled.feedback
    facts = [
        f"from {piece.giver}" if piece.giver else "",
        format_date(piece.day) if piece.day else "",
        f"on “{details.titled.about_title}”" if piece.about else "",
        piece.status,
        "may be quoted" if piece.quote_ok else "not to be quoted outside the pair",
    ]
    parts: list[Part] = [Line(", ".join(filter(None, facts)), id=piece.id), Line(), Prose(details.text)]
    return Answer(
        json_row(FEEDBACK_FIELDS, details.titled) | json_row(FEEDBACK_TEXT_FIELDS, details), parts, details.problems
    )


def show_status(titled: TitledFeedback) -> Answer:
    """Show what came of feedback."""
    piece = titled.feedback
    return Answer(json_row(FEEDBACK_FIELDS, titled), [Line(f"“{piece.title}” is {piece.status} now: {piece.path}")])


def show_added(added: "AddedFeedback", edited: Sequence[str], kept: "KeptFeedback") -> Answer:
    """Show feedback that was added to the log, with the editor's sentences."""
    parts: list[Part] = [Line(f"Added “{added.title}”: {added.path}"), *map(Line, added.told), *map(Line, edited)]
    data = json_row(FEEDBACK_FIELDS, kept.titled) if kept.titled else {"path": added.path}
    return Answer(data, parts, kept.problems)


def show_own(added: "AddedFeedback", edited: Sequence[str]) -> Answer:
    """Show feedback that was added to the own pages."""
    parts = [
        Line(f"Added “{added.title}”: {added.file}"),
        *map(Line, added.told),
        *map(Line, edited),
        Line("Only you can see it."),
    ]
    return Answer(json_row(OWN_FEEDBACK_FIELDS, added), parts)


def _row(titled: TitledFeedback) -> tuple[str, ...]:
    piece = titled.feedback
    return str(piece.day or ""), piece.giver, titled.about_title, piece.status, piece.id, piece.title
