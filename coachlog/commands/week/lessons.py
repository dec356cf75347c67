"""`coachlog lessons`: lesson plans, and the earlier ones that they grow from."""

from typing import Annotated

import typer

from coachlog.actions.lesson_options import (
    AudienceOption,
    GoalOption,
    GradeOption,
    GroupingOption,
    MinutesOption,
    ModeOption,
    Said,
    SelOption,
    StandardOption,
    StatusOption,
    SubjectOption,
    TeachOnOption,
    ToolOption,
    UdlOption,
    UnitOption,
    day_of,
    minutes_of,
)
from coachlog.actions.lesson_review import review, rubric, taught
from coachlog.app.arguments import LessonName, asked_title, complete_lessons, one_line
from coachlog.app.command import context_of, group, subcommand
from coachlog.commands.week.lesson_compare import compare
from coachlog.errors import UsageError
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Line, Part, Source, Table
from coachlog.storage.files import Folder
from coachlog.views.lesson_row import facts_of, for_whom, lesson_data, lesson_details

app = group("List lesson plans; add, improve, compare one")


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


@subcommand(app, "add")
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is called")] = "",
    source: Annotated[
        str,
        typer.Option(
            "--from", metavar="FILE|LESSON", help="A lesson, or a file, to begin with", autocompletion=complete_lessons
        ),
    ] = "",
    subject: SubjectOption = "",
    grade: GradeOption = "",
    unit: UnitOption = "",
    audience: AudienceOption = None,
    teach_on: TeachOnOption = "",
    minutes: MinutesOption = "",
    mode: ModeOption = "",
    standard: StandardOption = None,
    goal: GoalOption = None,
    tool: ToolOption = None,
    grouping: GroupingOption = None,
    sel: SelOption = None,
    udl: UdlOption = None,
) -> Answer:
    """Add a lesson plan, blank or out of an earlier one."""
    context = context_of(ctx)
    from coachlog.actions.new_lesson import begin_lesson, outside_file

    name = one_line(title)
    if not name and outside_file(context, source) is None:  # a file may come in under its own title
        name = asked_title(context, title, "lesson")
    said = Said(
        facts={
            "subject": one_line(subject),
            "grade": one_line(grade),
            "unit": one_line(unit),
            "audience": audience or "",
            "teach_on": day_of(context, teach_on),
            "minutes": minutes_of(minutes),
            "mode": one_line(mode),
        },
        lists={"standards": standard, "grouping": grouping, "sel": sel, "udl": udl},
        goals=goal,
        tools=tool,
    )
    with context.change("lessons add") as change:
        from coachlog.actions.documents import set_facts

        pages = begin_lesson(context, name, source)
        lesson_id = next(iter(pages))
        typed = set_facts(pages[lesson_id], {"type": "lesson"})
        pages[lesson_id] = said.put_into(typed, context.read(("goal",)))
        for page_id, page in pages.items():
            change.write(f"lessons/{page_id}.md", page.text.encode())
        change.message = f"lessons add: {format_count(len(pages), 'lesson')}"
    log = context.read(("lesson",))
    made = [log.find_lesson(page_id) for page_id in pages]
    parts: list[Part] = [Line(f"Added the lesson “{made[0].title}”: {made[0].path}")]
    parts += [Line(f"The text that it grows from is kept as it came: {kept.path}", quiet=True) for kept in made[1:]]
    problems = [problem for problem in log.problems if problem.path in [lesson.path for lesson in made]]
    return Answer(lesson_data(made[0]), parts, problems)


@subcommand(app, "show")
def show(ctx: typer.Context, lesson: LessonName) -> Answer:
    """Read a lesson plan, and what it covers."""
    from coachlog.actions.documents import readable_text
    from coachlog.actions.open_document import open_page
    from coachlog.summary.matrix import build_coverage
    from coachlog.views.lesson_view import (
        asset_data,
        choices,
        coverage_data,
        covered,
        design_matrix,
        feedback_on,
        grown_from,
    )

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


@subcommand(app, "update")
def update(
    ctx: typer.Context,
    lesson: LessonName,
    status: StatusOption = None,
    teach_on: TeachOnOption = "",
    minutes: MinutesOption = "",
    mode: ModeOption = "",
    standard: StandardOption = None,
    goal: GoalOption = None,
    tool: ToolOption = None,
    grouping: GroupingOption = None,
    sel: SelOption = None,
    udl: UdlOption = None,
) -> Answer:
    """Say more of a lesson: when, with what, how they work."""
    context = context_of(ctx)
    said = Said(
        facts={
            "status": status or "",
            "teach_on": day_of(context, teach_on),
            "minutes": minutes_of(minutes),
            "mode": one_line(mode),
        },
        lists={"standards": standard, "grouping": grouping, "sel": sel, "udl": udl},
        goals=goal,
        tools=tool,
    )
    if not said.anything:
        raise UsageError(
            "nothing was said about the lesson",
            f'for example: coachlog lessons update {lesson} --tool "Nearpod=hear from every student"',
        )
    with context.change("lessons update") as change:
        from coachlog.actions.open_document import open_page

        log = context.read(("lesson", "goal"))
        found = log.find_lesson(lesson)
        document = open_page(context.root, found.path, change.read(found.path) or b"")
        change.write(found.path, said.put_into(document, log).text.encode())
        change.message = "lessons update: 1 lesson"
    log = context.read(("lesson",))
    now = log.find_lesson(found.id)
    problems = [problem for problem in log.problems if problem.path == now.path]
    facts = ", ".join(facts_of(now, log.settings, context.today))
    return Answer(lesson_details(now), [Line(f"Updated the lesson “{now.title}”: {facts}")], problems)


subcommand(app, "review")(review)
subcommand(app, "rubric")(rubric)
subcommand(app, "taught")(taught)
subcommand(app, "compare")(compare)
