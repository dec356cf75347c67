"""`coachlog show`: one document to read; and how a document is meant on the command line."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typer

from coachlog.app.arguments import DocumentName
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.markdown.document import Document, Unreadable, read_document
from coachlog.model.fields import format_day, parse_typed_date
from coachlog.model.settings import FILE
from coachlog.render.view import Answer, Line, Part, Source, Title
from coachlog.storage.files import Folder, PathOutsideFolder
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


def find_path(context: Context, word: str) -> str:
    """The document meant by a day, a file's name, the beginning of an id, or words of a title; raises CoachlogError."""
    named = _file(context, word)
    if named:
        return named
    log = context.read()
    day = _day(word, context.today)
    if day:
        on_day = [meeting for meeting in log.meetings if meeting.day == day]
        if len(on_day) > 1 and all(meeting.id != word for meeting in on_day):
            ids = ", ".join(meeting.id for meeting in on_day)
            raise CoachlogError(f"there was more than one meeting on {format_day(day)}", f"say which: {ids}")
        if len(on_day) == 1:
            return on_day[0].path
    try:
        return log.find(word, tuple(log.records)).path
    except CoachlogError:
        broken = {problem.path for problem in log.problems if _stem(problem.path).startswith(word.casefold())}
        if word.strip() and len(broken) == 1:
            return broken.pop()
        if day:
            raise CoachlogError(
                f"there is no meeting on {format_day(day)}", f"to make its note: coachlog meet --date {day}"
            ) from None
        raise


def _file(context: Context, word: str) -> str | None:
    """The path of a file of the log that was named as one, from the log's folder or from here."""
    if "/" not in word and not word.endswith((".md", ".yml")):
        return None
    folder = Folder(context.root)
    try:
        here = (Path.cwd() / word).resolve().relative_to(context.root.resolve()).as_posix()
    except (ValueError, OSError):
        here = ""
    for path in (word, here):
        try:
            if path and path != "." and folder.read(path) is not None:
                return path
        except PathOutsideFolder:  # a folder, a link, or another log's file: it is not one of ours
            continue
    return None


def _day(word: str, today: date) -> date | None:
    try:
        return parse_typed_date(word, today)
    except ValueError:
        return None


def _stem(path: str) -> str:
    return "" if path == FILE else Path(path).stem.casefold()


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
