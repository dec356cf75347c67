"""An answer that goes into a file: the form that its name says, the place, and the readers."""

from collections.abc import Collection
from pathlib import Path

from coachlog.actions.outgoing_file import require_place, write_file
from coachlog.context import Context
from coachlog.errors import SurroundingsError, UsageError
from coachlog.model.audience import CALLED, WITHIN
from coachlog.model.fields import format_date
from coachlog.model.settings import BOTH
from coachlog.render.forms import FILE_FORMS, FileForm
from coachlog.render.page import NO_LOG, Words, build_page
from coachlog.render.view import Answer
from coachlog.views.written_file import WrittenFile, show_written


def prepare_file(context: Context, endings: Collection[str], typed: str) -> bool:
    """Raise where a file may not be, or has an ending of no form of a command's; tell if there is one to replace."""
    if not endings:
        raise UsageError(f"{typed} shows nothing that could go into a file", "leave --to out")
    _form(context, endings)
    file = file_of(context)
    require_place(context, file, replacing=context.options.replace)
    return file.exists()


def require_reader(context: Context, answer: Answer) -> None:
    """Raise where an answer is not made for the people who are to read it."""
    if context.options.audience not in answer.readers:
        raise UsageError(
            f"this is not for {CALLED[context.options.audience]}, so it is shown and written for the two of you alone",
            "leave --for out, or see in README what may leave",
        )


def write_answer(context: Context, answer: Answer, command: str) -> Answer:
    """Write an answer into the file that was asked for, and return what to say of it."""
    form = _form(context, [form.ending for form in FILE_FORMS])
    page = build_page(answer, command, _about(context), _words(context))
    if form.ending == ".csv" and page.rows is None:
        raise UsageError(f"{command} has no rows for a spreadsheet", "name a file that ends in .md, .html or .docx")
    file = file_of(context)
    write_file(context, file, form.content(page) if answer.made is None else answer.made)
    return show_written(WrittenFile(file, context.options.audience), answer.problems, listing=answer.listing)


def file_of(context: Context) -> Path:
    """Return the file that was asked for."""
    return Path(context.options.to).expanduser()


def _form(context: Context, endings: Collection[str]) -> FileForm:
    ending = Path(context.options.to).suffix.casefold()
    form = next((form for form in FILE_FORMS if form.ending == ending and ending in endings), None)
    if form is None:
        forms = ", ".join(f"{form.ending} ({form.what})" for form in FILE_FORMS if form.ending in endings)
        raise UsageError(f"the file's ending says what is written, and `{context.options.to}` has none of them", forms)
    return form


def _about(context: Context) -> str:
    """Return the line below a page's title: within the pair the log's name and the day."""
    if context.options.audience not in WITHIN:
        return ""
    try:
        title = context.settings.title or context.root.name
    except SurroundingsError:
        title = ""
    return ", ".join(filter(None, (title, format_date(context.today))))


def _words(context: Context) -> Words:
    try:
        settings = context.settings
    except SurroundingsError:
        return NO_LOG
    log = context.read()
    titles = {record.id: record.title for records in log.records.values() for record in records}

    def name_of(person: str) -> str:
        return "Both" if person == BOTH else settings.named(person)

    return Words(settings.headings, name_of, lambda document: titles.get(document, ""))
