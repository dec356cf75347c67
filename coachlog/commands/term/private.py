"""`coachlog private`: a note of my own, never shared."""

from typing import Annotated

import typer

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.own_pages import own_pages_writer
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import insert_at_end, item_lines
from coachlog.model.fields import clean_text, format_count, format_date
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.storage.load import load_log


def private(
    ctx: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...", help="What only I shall see")] = None,
) -> Answer:
    """Write a note of my own, or list my notes."""
    context = context_of(ctx)
    if not text:
        return _list(context)
    words = clean_text(" ".join(text))
    if not words:
        raise UsageError("there is nothing to write down", 'say it in quotes: coachlog private "what I noticed"')
    return _write(context, words)


app = command(private)


def _write(context: Context, words: str) -> Answer:
    path = f"notes/{context.today}.md"
    with own_pages_writer(context).change("private") as change:
        content = change.read(path)
        page = (
            _blank_page(context) if content is None else open_document(path, content, mend_hint(context.home.own, path))
        )
        page = insert_at_end(page, page.sections[-1], item_lines(words))
        change.write(path, page.text.encode())
        change.message = "private: 1 note"
    file = context.home.own / path
    return Answer({"path": str(file), "text": words}, [Line(f"Written down: {file}"), Line("Only you can see it.")])


def _blank_page(context: Context) -> Document:
    slots = {"date": context.today.isoformat(), "title": format_date(context.today)}
    return parse_document(context.fill("note", slots))


def _list(context: Context) -> Answer:
    own = context.home.own
    notes = load_log(own, ("note",), bodies=("note",))
    data = [
        {"date": record.id, "text": entry.text, "path": str(own / record.path), "line": entry.line}
        for record in notes.records["note"]
        for section in notes.body(record).sections
        for entry in section.entries
    ]
    parts: list[Part] = [Title(f"{format_count(len(data), 'private note')} in {own / 'notes'}")]
    parts += [Item(str(row["text"]), str(row["date"])) for row in data]
    parts.append(Line("Only you can see them.", quiet=True))
    return Answer(data, parts, notes.problems, listing=True)
