"""`coachlog report`: the end-of-quarter reflection, drafted out of the term's documents."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from coachlog.actions.outgoing.words import read_page_text
from coachlog.actions.page.report import Report, Scope, draft_anew, draft_report, preview_report
from coachlog.actions.page.set_questions import set_questions
from coachlog.actions.term.after_term import go_on_after_term
from coachlog.app.command import OWN_TEXT, PAGE, command, context_of
from coachlog.app.completion import complete_terms
from coachlog.app.for_others import facts_for_program, for_drafting
from coachlog.app.mended_command import format_again
from coachlog.app.period_argument import chosen_span
from coachlog.app.to_file import form_of
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.audience import Audience
from coachlog.model.fields import one_line
from coachlog.render.view import Answer
from coachlog.views.own_page import show_page_text
from coachlog.views.week.report import pick_parts, show_new, show_report, show_sources


def report(
    ctx: typer.Context,
    term: Annotated[
        str, typer.Argument(metavar="[TERM]", help="The term, if not the current one", autocompletion=complete_terms)
    ] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="A page of its own from this day on")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="A page of its own up to this day")] = "",
    together: Annotated[bool, typer.Option("--together", help="Draft the joint page, in the log")] = False,
    all_logs: Annotated[bool, typer.Option("--all-logs", help="Draft one page over all my logs")] = False,
    ask: Annotated[bool, typer.Option("--ask", help="Answer the questions one by one")] = False,
    pick: Annotated[bool, typer.Option("--pick", help="Choose lines for the page, a key each")] = False,
    question: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A question to ask from now on, instead of ours")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Show what came since the last draft")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Say where each sentence is from")] = False,
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
) -> Answer:
    """Draft or refresh the end-of-quarter reflection."""
    context = context_of(ctx)
    if context.options.audience is Audience.PROGRAM:
        return facts_for_program(context, chosen_span(context, term, since, until))
    context.require_me()
    context = go_on_after_term(context)
    if together and all_logs:
        raise UsageError("a joint page is of one log", "take --together or --all-logs")
    if questions := [words for words in map(one_line, question or ()) if words]:
        set_questions(context, questions, together=together)
    scope = Scope(chosen_span(context, term, since, until), together, all_logs)
    if new:
        return show_new(preview_report(context, scope))
    words = ["report", term] if term else ["report"]
    chosen: dict[str, str | bool] = {"--since": since, "--until": until, "--together": together, "--all-logs": all_logs}
    typed = format_again(context, words, chosen)
    if ask or pick:
        return _with_person(context, scope, typed, ask=ask, pick=pick)
    if (context.options.to or context.options.reader) and not sources:
        return _text(context, scope)
    result = draft_report(context, scope)
    if sources:
        return show_sources(result)
    edited: Sequence[str] = ()
    if context.interactive and not no_edit:
        edited = _edit(context, result)
        result = draft_anew(context, result)
    return show_report(result, typed, edited)


def _text(context: Context, scope: Scope) -> Answer:
    """Refresh the page, and show it as its author has it now."""
    if context.options.to:
        form_of(context, PAGE.forms)
    result = draft_report(for_drafting(context), scope)
    text = read_page_text(context, result.page.writer.folder, result.page.path)
    return show_page_text(text, result.problems, shared=result.page.shared)


def _edit(context: Context, report: Report) -> Sequence[str]:
    """Open the page in the editor, and keep what is saved."""
    from coachlog.app.editor import edit_and_keep

    return edit_and_keep(context, report.page.path, "report: 1 reflection", report.page.writer)


def _with_person(context: Context, scope: Scope, typed: str, *, ask: bool, pick: bool) -> Answer:
    """Choose lines and answer questions with the person at the terminal; the page is drafted before and after."""
    from coachlog.actions.page.asked_page import AskedPage
    from coachlog.actions.page.asking import ask_page, require_terminal
    from coachlog.actions.page.reflection_picks import LinesIn, Offered, pick_lines, set_out
    from coachlog.actions.page.taking_over import take_over
    from coachlog.app.stopped_asking import stop_is_no_error
    from coachlog.render.plain import plain_lines

    def show(shown: Offered | LinesIn) -> None:
        context.tell(*plain_lines(pick_parts(shown)))

    require_terminal(context, "--pick" if pick else "--ask")
    result: Report = draft_report(context, scope)
    if pick:
        with stop_is_no_error():
            pick_lines(context, result, show)
        result = draft_report(context, scope)
    if ask:
        draft = result.draft
        asked = AskedPage(
            "report",
            result.page.writer,
            result.page.path,
            draft.sections,
            draft.choices,
            draft.questions,
            set_out=lambda piece, out: set_out(result, piece, out=out),
        )

        def edit() -> None:
            context.tell(*_edit(context, result))
            draft_report(context, scope)

        with stop_is_no_error():
            if not result.page.shared:
                take_over(context, asked)
            done = ask_page(context, asked, edit)
        fresh = draft_report(context, scope)
        result = replace(fresh, outcome=done or fresh.outcome)
    return show_report(result, typed, after="ask" if ask else "pick")


app = command(report, out=OWN_TEXT, writes=True)
