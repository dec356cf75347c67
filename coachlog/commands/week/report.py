"""`coachlog report`: the end-of-quarter reflection, drafted out of the term's documents."""

from collections.abc import Sequence
from typing import Annotated

import typer

from coachlog.actions.report import draft_report
from coachlog.app.command import command, context_of
from coachlog.app.completion import complete_terms
from coachlog.app.period_argument import chosen_span
from coachlog.render.view import Answer
from coachlog.views.report import show_report


def report(
    ctx: typer.Context,
    term: Annotated[
        str, typer.Argument(metavar="[TERM]", help="The term, if not the current one", autocompletion=complete_terms)
    ] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="Draft from this day on")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="Draft up to this day")] = "",
    together: Annotated[bool, typer.Option("--together", help="Draft the joint page, in the log")] = False,
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
) -> Answer:
    """Draft or refresh the end-of-quarter reflection."""
    context = context_of(ctx)
    context.require_me()
    result = draft_report(context, chosen_span(context, term, since, until), together=together)
    edited: Sequence[str] = ()
    if context.interactive and not no_edit:
        from coachlog.app.editor import edit_and_keep

        edited = edit_and_keep(context, result.page.path, "report: 1 reflection", result.page.writer)
    return show_report(result, edited)


app = command(report)
