"""`coachlog lessons`: lesson plans, and the earlier ones that they grow from."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coachlog.commands.frame import context_of, new_app, verb
from coachlog.commands.naming import LessonName, asked_title, choice_option, complete_lessons, one_line, titles_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.fields import fold, slugify, spoken_date, spoken_list
from coachlog.kinds.lesson import LearnedBy, Lesson, LessonStatus
from coachlog.log import Log
from coachlog.render.view import Answer, Line, Part, Source, Table

if TYPE_CHECKING:
    from coachlog.markdown.document import Document

app = new_app("List lesson plans; add, show one")

# What a lesson's front matter may bring along from a file that was written elsewhere.
_TAKEN_OVER: Final = (
    "subject",
    "grade",
    "unit",
    "audience",
    "status",
    "teach_on",
    "taught",
    "minutes",
    "mode",
    "standards",
    "goals",
    "matrix_focus",
    "sel",
    "udl",
    "tools",
    "grouping",
)
# What belongs to the hour that was taught, not to the one that grows from it.
_LEFT_BEHIND: Final = ("teach_on", "taught", "kept_versions")


@app.callback()
def lessons(ctx: typer.Context) -> Answer | None:
    """List lesson plans."""
    if ctx.invoked_subcommand is not None:
        return None
    log = context_of(ctx).read(("lesson",))
    data = [lesson_data(lesson) for lesson in log.lessons]
    rows = [
        (lesson.id, lesson.title, lesson.status, _for_whom(lesson), str(lesson.teach_on or ""), _focus(lesson))
        for lesson in log.lessons
    ]
    part: Part = Line('No lessons here yet. To add one: coachlog lessons add "Its title"', quiet=True)
    if rows:
        part = Table(("Id", "Lesson", "Status", "For", "Teach on", "Design matrix"), rows)
    return Answer(data, [part], log.problems, listing=True)


@verb(app, "add")
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is called")] = "",
    source: Annotated[
        str,
        typer.Option(
            "--from", metavar="FILE|LESSON", help="A lesson, or a file, to begin with", autocompletion=complete_lessons
        ),
    ] = "",
    subject: Annotated[str, typer.Option(metavar="TEXT", help="The subject")] = "",
    grade: Annotated[str, typer.Option(metavar="TEXT", help="The grade")] = "",
    unit: Annotated[str, typer.Option(metavar="TEXT", help="The unit")] = "",
    audience: Annotated[LearnedBy | None, choice_option("--audience", LearnedBy, "Who learns in it")] = None,
    teach_on: Annotated[str, typer.Option(metavar="DATE", help="The day to teach it")] = "",
    standard: Annotated[list[str] | None, typer.Option(metavar="CODE", help="A content standard")] = None,
) -> Answer:
    """Add a lesson plan, blank or out of an earlier one."""
    context = context_of(ctx)
    name = asked_title(context, title, "lesson")
    facts = {
        "subject": one_line(subject),
        "grade": one_line(grade),
        "unit": one_line(unit),
        "audience": audience.value if audience else "",
        "teach_on": context.day(teach_on).isoformat() if teach_on else "",
    }
    with context.change("lessons add") as change:
        from coachlog.commands.papers import add_words, set_facts

        lesson_id = context.new_id(slugify(name))
        document = _begun(context, name, source) if source else _blank(context, name)
        document = set_facts(document, {"type": "lesson", **facts})
        document = add_words(document, "standards", map(one_line, standard or ()))
        change.write(f"lessons/{lesson_id}.md", document.text.encode())
        change.message = "lessons add: 1 lesson"
    log = context.read(("lesson",))
    lesson = log.find_lesson(lesson_id)
    problems = [problem for problem in log.problems if problem.path == lesson.path]
    return Answer(lesson_data(lesson), [Line(f"Added the lesson “{lesson.title}”: {lesson.path}")], problems)


@verb(app, "show")
def show(ctx: typer.Context, lesson: LessonName) -> Answer:
    """Read a lesson plan, and what it covers."""
    from coachlog.commands.papers import readable_text

    context = context_of(ctx)
    log = context.read(("lesson", "goal", "feedback"))
    found = log.find_lesson(lesson)
    text = readable_text(context.root, found.path)
    data = lesson_data(found) | {
        "subject": found.subject,
        "grade": found.grade,
        "unit": found.unit,
        "audience": found.audience,
        "teach_on": found.teach_on.isoformat() if found.teach_on else None,
        "taught": [day.isoformat() for day in found.taught],
        "minutes": found.minutes,
        "mode": found.mode,
        "previous": found.previous or None,
        "standards": list(found.standards),
        "goals": list(found.goals),
        "matrix_focus": list(found.matrix_focus),
        "sel": list(found.sel),
        "udl": list(found.udl),
        "tools": [{"name": tool.name, "purpose": tool.purpose} for tool in found.tools],
        "grouping": list(found.grouping),
        "feedback": [feedback.id for feedback in log.feedback if feedback.about == found.id],
        "text": text,
    }
    about: list[Part] = [Line(told, quiet=True) for told in _coverage(found, log)]
    parts = [Line(f"{found.id}: {', '.join(_facts(found))}"), *about, Line(), Source(text)]
    return Answer(data, parts, [problem for problem in log.problems if problem.path == found.path])


def lesson_data(lesson: Lesson) -> dict[str, Any]:
    """A lesson as `--json` lists it."""
    return {"id": lesson.id, "title": lesson.title, "status": lesson.status, "path": lesson.path}


def _for_whom(lesson: Lesson) -> str:
    grade = f"grade {lesson.grade}" if lesson.grade.isdecimal() else lesson.grade
    whom = lesson.audience if lesson.audience is LearnedBy.EDUCATORS else ""
    return ", ".join(filter(None, [lesson.subject, grade, whom]))


def _focus(lesson: Lesson) -> str:
    return ", ".join(lesson.matrix_focus)


def _facts(lesson: Lesson) -> Iterator[str]:
    yield lesson.status
    yield from filter(None, [_for_whom(lesson), lesson.unit, lesson.mode])
    if lesson.minutes:
        yield f"{lesson.minutes} minutes"
    if lesson.taught:
        yield f"taught {spoken_list([spoken_date(day) for day in lesson.taught])}"
    elif lesson.teach_on:
        yield f"to teach on {spoken_date(lesson.teach_on)}"


def _coverage(lesson: Lesson, log: Log) -> Iterator[str]:
    """What a lesson covers, one line a kind of thing; nothing is said of what it does not name."""
    feedback = [f"{piece.title} ({piece.giver}, {piece.status})" for piece in log.feedback if piece.about == lesson.id]
    for told, found in (
        ("Grown from", titles_of(log, filter(None, [lesson.previous]), "lesson")),
        ("Design matrix", lesson.matrix_focus),
        ("Standards", lesson.standards),
        ("UDL", lesson.udl),
        ("SEL", lesson.sel),
        ("Tools", [f"{tool.name}, to {tool.purpose}" if tool.purpose else tool.name for tool in lesson.tools]),
        ("Goals", titles_of(log, lesson.goals, "goal")),
        ("Feedback", feedback),
    ):
        if found:
            yield f"{told}: {'; '.join(found)}"


def _blank(context: Context, title: str) -> "Document":
    from coachlog.commands.papers import with_title
    from coachlog.markdown.document import parse_document

    slots = {"title": title, "audience": LearnedBy.STUDENTS, "status": LessonStatus.DRAFTING}
    return with_title(parse_document(context.fill("lesson", slots)), title)


def _begun(context: Context, title: str, source: str) -> "Document":
    """A new lesson's text out of an earlier lesson or any Markdown file; raises where there is neither."""
    log = context.read(("lesson",))
    file = Path(source).expanduser()
    inside = file.is_file() and file.resolve().parent == (context.root / "lessons").resolve()
    if file.is_file() and not inside:
        return _from_file(context, title, file)
    try:
        lesson = log.find_lesson(file.stem if inside else source)
    except CoachlogError as trouble:
        if "/" not in source and not source.endswith(".md"):
            raise
        raise CoachlogError(f"there is no file `{source}`", trouble.hint) from None
    return _from_lesson(context, title, lesson)


def _from_lesson(context: Context, title: str, lesson: Lesson) -> "Document":
    from coachlog.commands.papers import set_facts, set_title
    from coachlog.markdown.document import read_document
    from coachlog.markdown.edit import set_key
    from coachlog.store.files import Folder

    document = read_document(Folder(context.root).read(lesson.path) or b"")
    for key in _LEFT_BEHIND:
        document = set_key(document, (key,), None)
    return set_facts(set_title(document, title), {"status": LessonStatus.DRAFTING, "previous": lesson.id})


def _from_file(context: Context, title: str, file: Path) -> "Document":
    from coachlog.commands.papers import add_title, set_facts
    from coachlog.markdown.blocks import line_ending
    from coachlog.markdown.document import Unreadable, parse_document, read_document
    from coachlog.markdown.edit_yaml import plain_data
    from coachlog.store.files import plain_errors
    from coachlog.store.index import MAX_BYTES

    with plain_errors(file.name, "read"):
        if file.stat().st_size > MAX_BYTES:
            raise CoachlogError(
                f"{file.name} is larger than {MAX_BYTES // 1024} KB", "put long material into assets/ and link it"
            )
        content = file.read_bytes()
    try:
        given = read_document(content)
    except Unreadable as trouble:
        raise CoachlogError(f"{file}:{trouble.line}: {trouble.message}", "mend that line, then try again") from None
    known = given.front.entries if given.front else ()
    front = set_facts(_blank(context, title), {e.key: plain_data(e.value) for e in known if e.key in _TAKEN_OVER})
    head = front.text[: front.body_at].replace("\n", line_ending(given.lines))
    document = parse_document(head + given.text[given.body_at :].removeprefix("\ufeff"))
    return document if fold(given.title) == fold(title) else add_title(document, title)
