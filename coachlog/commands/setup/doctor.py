"""`coachlog doctor`: whether everything is there that coachlog needs, and who writes here."""

import typer

from coachlog.actions.setup.doctor import examine
from coachlog.app.command import LISTING, command, context_of
from coachlog.render.view import Answer
from coachlog.views.findings import show_findings


def doctor(ctx: typer.Context) -> Answer:
    """Check and repair the set-up; with --me ID, remember me."""
    findings = examine(context_of(ctx))
    return show_findings(findings)


app = command(doctor, out=LISTING)
