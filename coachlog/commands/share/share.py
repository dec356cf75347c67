"""`coachlog share`: an excerpt for peers."""

from dataclasses import replace
from typing import Annotated

import typer

from coachlog.actions.outgoing.share_excerpt import remember_sharing, share_lesson, share_meeting
from coachlog.app.arguments import LessonName
from coachlog.app.command import Out, context_of, group, subcommand
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.audience import Audience
from coachlog.model.typed_numbers import only_numbers
from coachlog.render.view import Answer
from coachlog.views.share.shared import show_meeting_lines, show_shared_lesson

_FORMS = Out((".html", ".docx", ".md"), Audience.PEER)
_With = Annotated[str, typer.Option("--with", metavar="NAME", help="Whom you share it with, to remember")]

app = group("Share a lesson with a form for peers, or lines of a meeting", out=None)


@app.callback()
def share(ctx: typer.Context) -> None:
    """Share a lesson with a form for peers, or lines of a meeting."""
    if ctx.invoked_subcommand is None:
        raise UsageError("this says nothing to share", "coachlog share lesson LESSON, or coachlog share meeting DAY")


@subcommand(app, "lesson", out=_FORMS)
def lesson(
    ctx: typer.Context,
    name: LessonName,
    ask: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A question to your peers; more than once")
    ] = None,
    whom: _With = "",
) -> Answer:
    """Share a lesson with its rubric, my questions and a form."""
    context = context_of(ctx)
    questions = list(ask or ())
    if not questions and context.interactive:
        questions = [
            words
            for words in [context.ask("What would you like to hear about? (Enter: nothing)", " ").strip()]
            if words
        ]
    shared = share_lesson(_for_peers(context), name, questions)
    return _remembered(context, show_shared_lesson(shared), shared.lesson.path, "lesson", whom)


@subcommand(app, "meeting", out=_FORMS)
def meeting(
    ctx: typer.Context,
    day: Annotated[str, typer.Argument(metavar="MEETING", help="Its day, or words of its title")],
    lines: Annotated[list[str] | None, typer.Option("--lines", metavar="N", help="The lines to share")] = None,
    more: Annotated[list[str] | None, typer.Argument(metavar="[N]...", hidden=True)] = None,
    whom: _With = "",
) -> Answer:
    """Share chosen lines of a meeting."""
    context = context_of(ctx)
    words = [*(lines or ()), *(more or ())]
    numbers = only_numbers(words)
    if words and not numbers:
        raise UsageError("lines are named by their numbers", "as --lines 3,7 or --lines 3-7")
    shared = share_meeting(_for_peers(context), day, numbers)
    answer = show_meeting_lines(shared)
    return _remembered(context, answer, shared.meeting.path, "meeting", whom) if shared.chosen else answer


def _for_peers(context: Context) -> Context:
    """Return the surroundings in which peers read, unless somebody else was named."""
    return replace(context, options=context.options._replace(reader=context.options.reader or str(Audience.PEER)))


def _remembered(context: Context, answer: Answer, path: str, kind: str, whom: str) -> Answer:
    """Have the document remember that it was shared, once the file is written."""
    return replace(answer, when_written=lambda: remember_sharing(context, path, kind, whom))
