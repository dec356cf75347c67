"""`coachlog lessons`: lesson plans, and the earlier ones that they grow from."""

from typing import Annotated

import typer

from coachlog.commands.frame import context_of, new_app, verb
from coachlog.commands.lesson_compare import compare
from coachlog.commands.lesson_facts import facts_of, for_whom, lesson_data, lesson_details
from coachlog.commands.lesson_work import review, rubric, taught
from coachlog.commands.naming import LessonName, asked_title, choice_option, complete_lessons, one_line
from coachlog.fields import spoken_count
from coachlog.kinds.lesson import LearnedBy
from coachlog.render.view import Answer, Line, Part, Source, Table
from coachlog.store.files import Folder

app = new_app("List lesson plans; add, improve, compare one")


@app.callback()
def lessons(ctx: typer.Context) -> Answer | None:
    """List lesson plans."""
    if ctx.invoked_subcommand is not None:
        return None
    log = context_of(ctx).read(("lesson",))
    data = [lesson_data(lesson) for lesson in log.lessons]
    rows = [
        (
            lesson.id,
            lesson.title,
            lesson.status,
            for_whom(lesson),
            str(lesson.teach_on or ""),
            ", ".join(lesson.matrix_focus),
        )
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
    from coachlog.commands.lesson_begun import begin_lesson, outside_file

    name = one_line(title)
    if not name and outside_file(context, source) is None:  # a file may come in under its own title
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

        pages = begin_lesson(context, name, source)
        lesson_id = next(iter(pages))
        document = set_facts(pages[lesson_id], {"type": "lesson", **facts})
        pages[lesson_id] = add_words(document, "standards", map(one_line, standard or ()))
        for page_id, page in pages.items():
            change.write(f"lessons/{page_id}.md", page.text.encode())
        change.message = f"lessons add: {spoken_count(len(pages), 'lesson')}"
    log = context.read(("lesson",))
    made = [log.find_lesson(page_id) for page_id in pages]
    parts: list[Part] = [Line(f"Added the lesson “{made[0].title}”: {made[0].path}")]
    parts += [Line(f"The text that it grows from is kept as it came: {kept.path}", quiet=True) for kept in made[1:]]
    problems = [problem for problem in log.problems if problem.path in [lesson.path for lesson in made]]
    return Answer(lesson_data(made[0]), parts, problems)


@verb(app, "show")
def show(ctx: typer.Context, lesson: LessonName) -> Answer:
    """Read a lesson plan, and what it covers."""
    from coachlog.commands.lesson_shown import (
        asset_data,
        choices,
        coverage_data,
        covered,
        design_matrix,
        feedback_on,
        grown_from,
    )
    from coachlog.commands.pages import open_page
    from coachlog.commands.papers import readable_text
    from coachlog.summary.matrix import build_coverage

    context = context_of(ctx)
    log = context.read(("lesson", "goal", "feedback"))
    found = log.find_lesson(lesson)
    document = open_page(context.root, found.path, Folder(context.root).read(found.path) or b"")
    text = readable_text(context.root, found.path)
    coverage = build_coverage(document, design_matrix(context), log.settings)
    assets = asset_data(context, document)
    data = lesson_details(found) | {
        "taken_further_in": [other.id for other in grown_from(found, log)],
        "coverage": coverage_data(coverage),
        "voice_and_choice": list(choices(document, log.settings)),
        "assets": assets,
        "feedback": [piece.id for piece in feedback_on(found, log)],
        "text": text,
    }
    facts = ", ".join(facts_of(found, log.settings, context.today))
    about: list[Part] = [Line(told, quiet=True) for told in covered(found, log, coverage, document)]
    about += [Line(f"Beside it: {row['path']}{'' if row['there'] else ' (not there)'}", quiet=True) for row in assets]
    parts = [Line(f"{found.id}: {facts}"), *about, Line(), Source(text)]
    return Answer(data, parts, [problem for problem in log.problems if problem.path == found.path])


verb(app, "review")(review)
verb(app, "rubric")(rubric)
verb(app, "taught")(taught)
verb(app, "compare")(compare)
