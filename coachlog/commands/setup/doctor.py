"""`coachlog doctor`: whether everything is there that coachlog needs, and who writes here."""

import typer

from coachlog.actions.doctor import examine
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.findings import findings_data, findings_parts


def doctor(ctx: typer.Context) -> Answer:
    """Look at the set-up; with --me ID, remember who I am."""
    findings = examine(context_of(ctx))
    ill = any(not finding.well for finding in findings)
    return Answer(findings_data(findings), list(findings_parts(findings)), status=1 if ill else 0)


app = command(doctor)
