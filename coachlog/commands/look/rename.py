"""`coachlog rename`: another title for a document."""

from typing import Annotated

import typer

from coachlog.actions.look.document_changes import rename_document
from coachlog.app.arguments import DocumentName
from coachlog.app.command import command, context_of
from coachlog.render.view import Answer
from coachlog.views.look.document import show_renamed


def rename(
    ctx: typer.Context,
    document: DocumentName,
    title: Annotated[list[str] | None, typer.Argument(metavar="[TITLE]...", help="The new title")] = None,
) -> Answer:
    """Give a document another title; its id and its links stay."""
    return show_renamed(rename_document(context_of(ctx), document, " ".join(title or ())))


app = command(rename)
