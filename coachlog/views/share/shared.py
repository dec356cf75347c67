"""Lessons with a form for peers, and chosen lines of a meeting."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from coachlog.actions.outgoing.share_excerpt import MeetingLine, SharedLesson, SharedMeeting
from coachlog.model.audience import WITHIN, Audience
from coachlog.model.fields import format_count, format_date
from coachlog.render.view import Answer, Aside, FeedbackForm, Item, Part, Table, Title
from coachlog.views.excerpts import EXCERPT_TEXT_FIELDS, show_excerpt
from coachlog.views.fields import Field, Fields, json_row, json_rows

_PEERS: Final = WITHIN | {Audience.PEER, Audience.PUBLIC}
SHARED_LESSON_FIELDS: Final[Fields[SharedLesson]] = (
    Field("id", lambda shared: shared.lesson.id),
    Field("questions", lambda shared: shared.questions),
)
MEETING_LINE_FIELDS: Final[Fields[MeetingLine]] = (
    Field("number", lambda line: line.number),
    Field("section", lambda line: line.section),
    Field("text", lambda line: line.words),
    Field("by", lambda line: line.speaker or None, "an alias or a role"),
    Field("may_leave", lambda line: line.free, "true if its speaker lets it go"),
)

_STAYS: Final = (
    "A line stays here if it is not yours alone, or may not be, and who said it has not agreed to be quoted; "
    "one that tells in your own words what happened may leave with your name and a colon in front."
)


def show_shared_lesson(shared: SharedLesson) -> Answer:
    """Show a lesson as peers may read it, my questions, and the form on which they answer."""
    excerpt = show_excerpt(shared.excerpts)
    parts: list[Part] = [*excerpt.parts, FeedbackForm(excerpt.title, shared.questions)]
    back = f"When it comes back: coachlog feedback add --file FILE --about {shared.lesson.id}"
    data = json_row(EXCERPT_TEXT_FIELDS, shared.excerpts.excerpts[0]) | json_row(SHARED_LESSON_FIELDS, shared)
    return Answer(
        data,
        [*parts, Aside(back)],
        title=excerpt.title,
        readers=excerpt.readers,
        leaves=f"{excerpt.leaves}, {format_count(len(shared.questions), 'question')} and a form",
        left_out=excerpt.left_out,
    )


def show_meeting_lines(shared: SharedMeeting) -> Answer:
    """Show a meeting's lines to choose from, or those that were chosen as peers may read them."""
    title = f"Meeting of {format_date(shared.meeting.day)}"
    data = json_rows(MEETING_LINE_FIELDS, shared.lines)
    if not shared.chosen:
        rows = [[str(line.number), line.section, line.words, "" if line.free else "stays"] for line in shared.lines]
        numbers = ",".join([str(line.number) for line in shared.lines if line.free][:2])
        choose = f"To share some: coachlog share meeting {shared.meeting.id} --lines {numbers} --to FILE"
        if why := shared.nothing_leaves:
            choose = f"{why[0].upper()}{why[1:]}. {shared.what_helps[0].upper()}{shared.what_helps[1:]}"
        elif not all(line.free for line in shared.lines):
            choose = f"{_STAYS} {choose}"
        listed: list[Part] = [Title(title), Table(("No", "Section", "Line", ""), rows)] if rows else []
        return Answer(data, [*listed, Aside(choose)], listing=True)
    return Answer(
        data,
        [*_chosen(shared)],
        title=title,
        readers=_PEERS,
        leaves=format_count(len(shared.lines), "line"),
        left_out=("every other line",),
    )


def _chosen(shared: SharedMeeting) -> Iterator[Part]:
    for section, lines in groupby(shared.lines, lambda line: line.section):
        yield Title(section)
        yield from (Item(line.words, line.speaker) for line in lines)
