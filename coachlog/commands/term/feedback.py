"""`coachlog feedback`: what peers said of a lesson, of a goal or of one's own coaching, and what came of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.actions.term.feedback import WE_WILL, feedback_details, list_feedback, set_feedback_status
from coachlog.actions.typed_days import parse_day
from coachlog.app.arguments import FeedbackName, choice_option
from coachlog.app.command import PAGE, context_of, group, subcommand
from coachlog.app.completion import complete_about
from coachlog.app.field_options import NOTHING, Typed, list_option, with_options
from coachlog.app.for_others import document_for_others, list_for_others
from coachlog.app.link_options import GOAL, LESSON, take_links
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.dates import Aim
from coachlog.model.fields import clean_text, one_line, parse_choice
from coachlog.model.kinds.feedback import FeedbackStatus
from coachlog.model.kinds.page import ME
from coachlog.render.view import Answer
from coachlog.views.term.feedback import show_added, show_details, show_list, show_own, show_status

if TYPE_CHECKING:
    from coachlog.actions.term.new_feedback import AddedFeedback

app = group("List feedback from peers; add, show one, set its status", all_logs=True)


def _read_texts(_: Context, typed: list[str] | None) -> list[str]:
    return [words for text in typed or () if (words := clean_text(text))]


_ASKED = list_option("What I asked", "TEXT", "What I asked them", name="asked", read=_read_texts)
_STRENGTH = list_option("Strengths", "TEXT", "What they liked", name="strength", read=_read_texts)
_QUESTION = list_option("Questions", "TEXT", "What they wondered", name="question", read=_read_texts)
_SUGGESTION = list_option("Suggestions", "TEXT", "What they would try", name="suggestion", read=_read_texts)
AboutOption = Annotated[
    str,
    typer.Option(metavar="LESSON|GOAL|me", help="The lesson or goal; me: my coaching", autocompletion=complete_about),
]
StatusOption = Annotated[FeedbackStatus | None, choice_option("--status", FeedbackStatus, "Status of the feedback")]
_WILL = list_option(WE_WILL, "TEXT", "What we will do", name="will", read=_read_texts)


@app.callback()
def feedback(ctx: typer.Context) -> Answer | None:
    """List the feedback from peers."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    if context.options.for_others:
        log = context.read(("feedback",))
        return list_for_others(context, "feedback", log.feedback, log)
    return show_list(list_feedback(context))


@subcommand(app, "add")
@with_options(_ASKED, _STRENGTH, _QUESTION, _SUGGESTION, _WILL, GOAL, LESSON)
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="[TITLE]", help="Its title")] = "",
    giver: Annotated[str, typer.Option("--from", metavar="NAME", help="Who said it")] = "",
    about: AboutOption = "",
    status: StatusOption = None,
    quote_ok: Annotated[bool, typer.Option("--quote-ok", help="They agree to be quoted")] = False,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="The file that they sent back")] = None,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day; by default today")] = "",
    typed: Typed = NOTHING,
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
) -> Answer:
    """Add feedback, typed or from a file."""
    from coachlog.actions.term.new_feedback import FeedbackFields, add_feedback, file_named

    context = context_of(ctx)
    read = typed.read(context)
    links = take_links(read)
    if file is None and (file := file_named(title)):
        title = ""
    entries = {section: texts for section, texts in read.items() if texts}
    if not giver and context.interactive and file is None:
        giver = context.ask("Who said it (empty for nobody by name)?", " ")
    fields = FeedbackFields(
        title=one_line(title),
        giver=one_line(giver),
        about=about,
        status=status,
        quote_ok=quote_ok,
        day=parse_day(context, on, Aim.PAST) if on else context.today,
        dated=bool(on),
        entries=entries,
        links=links,
    )
    if not (fields.title or fields.giver or about or links or entries or file):
        raise UsageError(
            "there is no feedback to write down",
            'for example: coachlog feedback add --from "Kim" --strength "The question at its heart"',
        )
    added = add_feedback(context, fields, file)
    return _show_added(context, added, edit=context.interactive and not (no_edit or entries or file))


@subcommand(app, "show", out=PAGE)
def show(ctx: typer.Context, feedback: FeedbackName) -> Answer:
    """Show one piece of feedback."""
    context = context_of(ctx)
    if context.options.for_others:
        return document_for_others(context, feedback, "feedback")
    return show_details(feedback_details(context, feedback))


@subcommand(app, "status")
@with_options(_WILL)
def status(
    ctx: typer.Context,
    feedback: FeedbackName,
    became: Annotated[
        str, typer.Argument(metavar="received|discussed|applied", help="Its status: received, discussed or applied")
    ],
    typed: Typed = NOTHING,
) -> Answer:
    """Set the status of feedback."""
    context = context_of(ctx)
    piece = feedback_details(context, feedback).titled.feedback
    try:
        word = parse_choice(became, FeedbackStatus)
    except ValueError as trouble:
        raise UsageError(str(trouble), f"coachlog feedback status {piece.id} discussed") from None
    return show_status(set_feedback_status(context, feedback, word, typed.read(context)[WE_WILL]))


def _show_added(context: Context, added: "AddedFeedback", *, edit: bool) -> Answer:
    """Open the editor on added feedback if it is to be opened, and show what was kept."""
    from coachlog.actions.own.pages import own_pages_writer
    from coachlog.actions.term.new_feedback import kept_feedback
    from coachlog.app.editor import edit_and_keep

    is_own = added.about == ME
    message = f"feedback add: 1 {'note' if is_own else 'piece of feedback'}"
    edited: Sequence[str] = ()
    if edit:
        edited = edit_and_keep(context, added.path, message, own_pages_writer(context) if is_own else None)
    return show_own(added, edited) if is_own else show_added(added, edited, kept_feedback(context, added.path))
