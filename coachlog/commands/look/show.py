"""`coachlog show`: one document to read; and how a document is meant on the command line."""

from collections.abc import Iterator
from pathlib import Path

import typer

from coachlog.actions.find_document import find_path
from coachlog.app.arguments import DocumentName
from coachlog.app.command import command, context_of
from coachlog.errors import Problem
from coachlog.markdown.document import Document, Unreadable, read_document
from coachlog.render.view import Answer, Line, Part, Source, Title
from coachlog.storage.files import Folder
from coachlog.storage.index import MAX_BYTES, too_large


def show(
    ctx: typer.Context,
    document: DocumentName,
) -> Answer:
    """Read a document, without its prompts."""
    from coachlog.model.kinds.kind_counts import kind_of_path
    from coachlog.storage.load import prompts

    context = context_of(ctx)
    path = find_path(context, document)
    content = Folder(context.root).read(path) or b""
    kind = kind_of_path(path)
    title, facts, problems = path, "", []
    try:
        if len(content) > MAX_BYTES:
            text, problems = content[:MAX_BYTES].decode("utf-8", "replace"), [too_large(path)]
        elif kind is None:
            text = content.decode("utf-8", "replace")
        else:
            found = read_document(content)
            title, text = found.title or Path(path).stem, _without_prompts(found, prompts(context.root))
            facts = found.text[found.front_at : found.front_end].strip("\r\n")
    except Unreadable as trouble:  # shown as it is: the person has to see what to mend
        text = content.decode("utf-8", "replace")
        problems = [Problem(path, trouble.line, trouble.code, trouble.message)]
    data = {"id": Path(path).stem, "kind": kind.name if kind else None, "title": title, "path": path, "text": text}
    return Answer(data, list(_parts(title, path, facts, text)), problems)


app = command(show)


def _without_prompts(document: Document, prompts: frozenset[str]) -> str:
    from coachlog.markdown.blocks import BlockKind, comments

    lines = list(document.lines)
    for block in document.blocks:
        if block.kind is BlockKind.COMMENT and set(comments(block.text)) <= prompts:
            after = block.end
            while after < len(lines) and not lines[after].strip():
                after += 1
            lines[block.start : after] = [""] * (after - block.start)
    return "".join(lines[document.body_line :]).strip("\r\n") + "\n"


def _parts(title: str, path: str, facts: str, text: str) -> Iterator[Part]:
    if not text.lstrip().startswith("# "):
        yield Title(title)
    yield Line(path, quiet=True)
    for line in facts.splitlines():
        if not line.rstrip().endswith(":"):
            yield Line(line, quiet=True)
    yield Line()
    yield Source(text)
