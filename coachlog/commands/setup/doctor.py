"""`coachlog doctor`: whether everything is there that coachlog needs, and who writes here."""

import typer

from coachlog.actions.exchange.repair import Finding
from coachlog.actions.setup.doctor import examine
from coachlog.app.command import LISTING, command, context_of
from coachlog.app.editor import say_editor
from coachlog.render.view import Answer
from coachlog.views.setup.findings import show_findings


def doctor(ctx: typer.Context) -> Answer:
    """Check and repair the set-up; with --me ID, remember me."""
    context = context_of(ctx)
    findings = examine(context)
    return show_findings((*findings, Finding("editor", True, say_editor(context))))


app = command(doctor, out=LISTING)
