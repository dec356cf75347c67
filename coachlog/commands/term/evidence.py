"""`coachlog evidence`: what there is for each coaching standard, and my page for one of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.actions.outgoing.words import read_page_text
from coachlog.actions.page.evidence import EvidenceScope, list_coverage
from coachlog.app.command import OWN_LISTING, PAGE, command, context_of, usually_for
from coachlog.app.completion import complete_frameworks, complete_indicators
from coachlog.app.for_others import for_drafting
from coachlog.app.mended_command import format_again
from coachlog.app.period_argument import chosen_span
from coachlog.app.to_file import form_of
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.audience import Audience
from coachlog.model.fields import one_line
from coachlog.model.period import Period
from coachlog.render.view import Answer
from coachlog.views.own_page import show_page_text
from coachlog.views.term.evidence import show_coverage, show_page

if TYPE_CHECKING:  # what there is needs no draft of a page
    from coachlog.actions.page.evidence_draft import EvidencePage


def evidence(
    ctx: typer.Context,
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE]...", help="Draft my page for it, one for several", autocompletion=complete_indicators
        ),
    ] = None,
    since: Annotated[str, typer.Option(metavar="DATE", help="Look from this day on")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="Look up to this day")] = "",
    all_logs: Annotated[bool, typer.Option("--all-logs", help="Look at all my logs")] = False,
    framework: Annotated[
        str, typer.Option(metavar="ID", help="The standards to look at", autocompletion=complete_frameworks)
    ] = "",
    ask: Annotated[bool, typer.Option("--ask", help="Fill my page's gaps one by one")] = False,
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
) -> Answer:
    """Show what there is for each coaching standard, or draft my page for one."""
    context = context_of(ctx)
    scope = EvidenceScope(_period(context, since, until), framework, all_logs)
    if ask and not codes:
        raise UsageError("--ask fills the gaps of a page", "say which one: coachlog evidence 2c --ask")
    if not codes:
        return show_coverage(list_coverage(context, scope))
    chosen: dict[str, str | bool] = {
        "--since": since,
        "--until": until,
        "--framework": framework,
        "--all-logs": all_logs,
    }
    typed = format_again(context, ["evidence", *codes], chosen)
    if ask:
        return _ask(context, codes, scope, typed)
    if context.options.to or context.options.reader:
        return _text(usually_for(ctx, Audience.PUBLIC), codes, scope)
    return _draft(context, codes, scope, typed, no_edit=no_edit)


def _period(context: Context, since: str, until: str) -> Period | None:
    return chosen_span(context, "", since, until) if since or until else None


def _text(context: Context, codes: list[str], scope: EvidenceScope) -> Answer:
    """Refresh the page, and show it as its author has it now."""
    from coachlog.actions.page.evidence_draft import draft_evidence

    if context.options.to:
        form_of(context, PAGE.forms)
    page = draft_evidence(for_drafting(context), codes, scope, lambda _: "")
    return show_page_text(read_page_text(context, page.writer.folder, page.path), page.problems)


def _ask(context: Context, codes: list[str], scope: EvidenceScope, typed: str) -> Answer:
    """Go through the page's gaps with the person at the terminal; it is drafted before and after."""
    from coachlog.actions.page.asked_page import AskedPage
    from coachlog.actions.page.asking import ask_page, require_terminal
    from coachlog.actions.page.evidence_draft import draft_evidence
    from coachlog.actions.page.taking_over import take_over
    from coachlog.app.stopped_asking import stop_is_no_error
    from coachlog.summary.page.measure import EVIDENCE_WORDS

    require_terminal(context, "--ask")
    page = draft_evidence(for_drafting(context), codes, scope, lambda _: "")
    asked = AskedPage("evidence", page.writer, page.path, page.sections, page.choices, target=EVIDENCE_WORDS)
    with stop_is_no_error():
        take_over(context, asked)
        done = ask_page(context, asked, lambda: context.tell(*_edit(context, page)))
    page = draft_evidence(for_drafting(context), codes, scope, lambda _: "")
    return show_page(replace(page, outcome=done or page.outcome), typed, after="ask")


def _edit(context: Context, page: "EvidencePage") -> Sequence[str]:
    """Open the page in the editor, and keep what is saved."""
    from coachlog.app.editor import edit_and_keep

    return edit_and_keep(context, page.path, "evidence: 1 evidence page", page.writer)


def _draft(context: Context, codes: list[str], scope: EvidenceScope, typed: str, *, no_edit: bool) -> Answer:
    from coachlog.actions.page.evidence_draft import draft_evidence, measure_anew

    asks = context.interactive and not no_edit

    def ask(question: str) -> str:
        return one_line(context.ask(f"{question} (Enter: later)", " ")) if asks else ""

    page = draft_evidence(for_drafting(context), codes, scope, ask)
    if not asks:
        return show_page(page, typed)
    edited = _edit(context, page)
    return show_page(measure_anew(page), typed, edited)


app = command(evidence, out=OWN_LISTING, writes=True)
