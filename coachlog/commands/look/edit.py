"""`coachlog edit`: open a document in the person's editor, and keep what was saved."""

import typer

from coachlog.actions.find_document import find_path
from coachlog.app.arguments import DocumentName
from coachlog.app.command import command, context_of
from coachlog.app.editor import advise_editor, edit_and_keep, editor_of
from coachlog.errors import CoachlogError
from coachlog.model.kinds import count_kinds
from coachlog.render.view import Answer
from coachlog.views.look.document import EditedDocument, show_edited


def edit(
    ctx: typer.Context,
    document: DocumentName = "",
) -> Answer:
    """Open a document in the editor, and keep the changes."""
    context = context_of(ctx)
    context.require_me()
    path = find_path(
        context, document or context.ask("Which one: a day, an id, a title?", option="coachlog edit DOCUMENT")
    )
    if editor_of(context) is None:
        why = advise_editor() if context.interactive else "no terminal for an editor here"
        raise CoachlogError(f"there is {why}", f"open {context.root / path} in any editor, then type: coachlog save")
    return show_edited(EditedDocument(path, edit_and_keep(context, path, f"edit: {count_kinds([path])}")))


app = command(edit)
