"""`coachlog delete`: a document less, until it is taken back."""

import typer

from coachlog.actions.look.document_changes import delete_document
from coachlog.app.arguments import DocumentName
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.look.document import show_deleted


def delete(ctx: typer.Context, document: DocumentName) -> Answer:
    """Delete a document; undo brings it back."""
    return show_deleted(delete_document(context_of(ctx), document))


app = command(delete, takes_back=True)
