"""`coachlog show`: one document to read."""

import typer

from coachlog.actions.look.show_document import load_readable
from coachlog.app.arguments import DocumentName
from coachlog.app.command import PAGE, command, context_of
from coachlog.app.for_others import document_for_others
from coachlog.render.view import Answer
from coachlog.views.look.document import show_document


def show(
    ctx: typer.Context,
    document: DocumentName,
) -> Answer:
    """Show a document, without its prompts."""
    context = context_of(ctx)
    if context.options.for_others:
        return document_for_others(context, document)
    return show_document(load_readable(context, document))


app = command(show, out=PAGE)
