"""An answer that goes into a file: the form that its name says, the place, and the readers."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from coachlog.actions.outgoing.file import require_outside_logs, require_place, write_file
from coachlog.actions.outgoing.names import NameInOutput, find_names, student_names
from coachlog.actions.outgoing.pictures import pictures_for
from coachlog.actions.outgoing.words import words_for
from coachlog.context import Context
from coachlog.errors import CoachlogError, SurroundingsError, UsageError, tell_problems
from coachlog.markdown.shown_pictures import find_pictures
from coachlog.model.audience import CALLED, WITHIN, Audience
from coachlog.model.fields import format_count, format_date, format_list
from coachlog.render.forms import FILE_FORMS, FileForm
from coachlog.render.page import PrintedPage, build_page
from coachlog.render.view import Answer
from coachlog.views.written_file import WrittenFile, show_written

_ROWS: Final = (".csv", ".json")


def prepare_file(context: Context, endings: Collection[str], typed: str) -> bool:
    """Raise if a file may not be, or has an ending of no form of a command's; tell if there is one to replace."""
    if not endings:
        raise UsageError(f"{typed} shows nothing that could go into a file", "leave --to out")
    form_of(context, endings)
    file = file_of(context)
    require_place(context, file, replacing=context.options.replace)
    return file.exists()


def hand_over(context: Context, answer: Answer, command: str) -> Answer:
    """Return an answer for its readers, or write it into a file; raise if it is not for them."""
    if context.options.all_logs and context.options.audience is Audience.PAIR:
        raise UsageError("one pair may not read what is of another", "leave --for out, and it is for you alone")
    if context.options.audience not in answer.readers:
        raise UsageError(
            f"this is not for {CALLED[context.options.audience]}",
            "leave --for out; “Files to hand on” in README says what may leave",
        )
    if context.options.to:
        return write_answer(context, answer, command)
    if context.options.for_others:
        tell_left_out(context, answer)
        if answer.leaves:
            _tell_names(context, answer, command)
        if context.form.for_programs:
            for sentence in tell_problems(answer.problems):
                context.tell(sentence)
            return _without_problems(answer)
    return answer


def _tell_names(context: Context, answer: Answer, command: str) -> None:
    """Name the students in what is printed for others: into a file of their own making nothing else looks."""
    from coachlog.render.markdown import file_bytes

    page = build_page(answer, command, words=words_for(context))
    for said in student_names(context, f"{file_bytes(page).decode()}\n{answer.data}"):
        context.tell(f"This may not leave the two of you: {said}")


def _without_problems(answer: Answer) -> Answer:
    """Return an answer for others: what can't be read in a document is repeated in its problems."""
    return replace(answer, problems=(), status=answer.exit_status)


def write_answer(context: Context, answer: Answer, command: str) -> Answer:
    """Write an answer into the file that was asked for, and return what to say of it."""
    form = form_of(context, [form.ending for form in FILE_FORMS])
    author = _author(context) if answer.own_words else ""
    pictures = pictures_for(context)
    leaving = _without_problems(answer) if context.options.for_others else answer
    page = build_page(leaving, command, _about(context), words_for(context), author, context.today, pictures)
    if form.ending == ".csv" and page.rows is None:
        raise UsageError(f"{command} has no rows for a spreadsheet", "name a file that ends in .md, .html or .docx")
    if form.ending == ".ics" and answer.calendar is None:
        raise UsageError("a calendar is of one log", "name the log with --log NAME, or leave --all-logs out")
    file = file_of(context)
    if context.options.audience is Audience.SELF or (answer.is_own and context.options.audience is not Audience.PAIR):
        require_outside_logs(file)
    if context.options.for_others:
        _preview(context, answer, page)
    else:
        tell_left_out(context, answer)
    write_file(context, file, form.content(page) if answer.made is None else answer.made)
    if answer.when_written:
        answer.when_written()
    return show_written(WrittenFile(file, context.options.audience), answer)


def tell_left_out(context: Context, answer: Answer) -> None:
    """Name the parts left out of an answer for others, and the reasons."""
    for what in answer.left_out:
        context.tell(f"Left out: {what}")


def _preview(context: Context, answer: Answer, page: PrintedPage) -> None:
    """Name the parts that leave the pair and those left out, and ask on a terminal whether that is right."""
    from coachlog.render.markdown import file_bytes

    text = file_bytes(page).decode()
    form = form_of(context, [form.ending for form in FILE_FORMS])
    rows = form.content(page).decode() if form.ending in _ROWS else ""  # a spreadsheet has more than a page
    names = find_names(context, f"{text}\n{rows}")
    context.tell(f"What leaves, for {CALLED[context.options.audience]}: {answer.leaves}")
    tell_left_out(context, answer)
    if names.people and context.options.audience is not Audience.PROGRAM:
        counts = format_list([f"{one.name} ({format_count(one.count, 'time')})" for one in names.people])
        context.tell(f"Known names in it, which stay as they are written: {counts}")
    for cue in names.cues:
        context.tell(f"Look again: {cue}")
    for picture in filter(lambda picture: page.picture_at(picture.address), find_pictures(text)):
        context.tell(f"Look at it again: the picture {picture.address.rpartition('/')[2]} goes along")
    if answer.own_words and context.interactive and names.people:
        _ask_about(context, names.people)  # who has said yes to each is not asked again
    elif context.interactive and not context.confirm("Write it?", default=False):
        raise CoachlogError("nothing was written", "the same command shows again what would leave")


def _ask_about(context: Context, names: Iterable[NameInOutput]) -> None:
    """Ask about each name in a page that its author wrote; nothing is replaced. Raise if one is to go."""
    for one in names:
        context.tell(f"{one.name}, first here: … {one.first} …")
        if not context.confirm(f"Leave {one.name} as it is?", default=True):
            raise CoachlogError(
                f"nothing was written: {one.name} is in it {format_count(one.count, 'time')}",
                "coachlog check --page says in which lines a partner or a student is named; write a role there, "
                "such as my mentee or a colleague, and type this again",
            )


def file_of(context: Context) -> Path:
    """Return the file that was asked for."""
    return Path(context.options.to).expanduser()


def form_of(context: Context, endings: Collection[str]) -> FileForm:
    """Return the form of the file that was asked for; raise if its ending is none of these."""
    ending = Path(context.options.to).suffix.casefold()
    form = next((form for form in FILE_FORMS if form.ending == ending and ending in endings), None)
    if form is None:
        forms = ", ".join(f"{form.ending} ({form.what})" for form in FILE_FORMS if form.ending in endings)
        raise UsageError(f"the file's ending says what is written, and `{context.options.to}` has none of them", forms)
    return form


def _author(context: Context) -> str:
    """Return my name as others are to know me: my alias, if I have one."""
    return (context.me.alias or context.me.name) if context.me else ""


def _about(context: Context) -> str:
    """Return the line below a page's title: within the pair the log's name and the day."""
    if context.options.audience not in WITHIN:
        return ""
    try:
        title = context.settings.title or context.root.name
    except SurroundingsError:
        title = ""
    return ", ".join(filter(None, (title, format_date(context.today))))
