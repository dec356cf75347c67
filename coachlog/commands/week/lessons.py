"""`coachlog lessons`: lesson plans, and the earlier ones that they grow from."""

from collections.abc import Sequence
from typing import Annotated

import typer

from coachlog.actions.term.lessons import lesson_details, note_taught, update_lesson
from coachlog.actions.typed_days import due_text, parse_day
from coachlog.actions.typed_values import minutes_text, require_title
from coachlog.app.arguments import LessonName
from coachlog.app.command import PAGE, context_of, group, subcommand
from coachlog.app.completion import complete_goals, complete_lessons, complete_modes
from coachlog.app.field_options import NOTHING, Typed, enum_option, list_option, read_typed, text_option, with_options
from coachlog.app.for_others import document_for_others, list_for_others
from coachlog.errors import UsageError
from coachlog.model.dates import Aim
from coachlog.model.fields import clean_text, one_line
from coachlog.model.kinds.lesson import LearnedBy, LessonStatus
from coachlog.model.program_code import usual_mode
from coachlog.render.view import Answer
from coachlog.views.week.lessons import (
    show_added,
    show_details,
    show_list,
    show_review,
    show_rubric,
    show_taught,
    show_updated,
)

app = group("List lesson plans; add, improve, compare one", all_logs=True)

_SUBJECT = text_option("subject", "TEXT", "The subject")
_GRADE = text_option("grade", "TEXT", "The grade")
_UNIT = text_option("unit", "TEXT", "The unit")
_AUDIENCE = enum_option("audience", LearnedBy, "Who the lesson is for")
_STATUS = enum_option("status", LessonStatus, "Status of the lesson")
_TEACH_ON = text_option("teach_on", "DATE", "The day to teach it", read=due_text)
_MINUTES = text_option("minutes", "N", "Length in minutes", read=lambda _, typed: minutes_text(typed))
_MODE = text_option("mode", "WORD", "in-person, virtual, hybrid")
_STANDARD = list_option("standards", "CODE", "A content standard", name="standard")
_GOAL = list_option("goals", "GOAL", "A goal that it supports", name="goal", read=read_typed, complete=complete_goals)
_TOOL = list_option("tools", "NAME=PURPOSE", "A tool and its purpose", name="tool")
_GROUPING = list_option("grouping", "WORD", "Grouping: pairs, whole-class")
_SEL = list_option("sel", "CODE", "A social and emotional competence")
_UDL = list_option("udl", "CODE", "A UDL consideration")
_HOW = (_TEACH_ON, _MINUTES, _MODE, _STANDARD, _GOAL, _TOOL, _GROUPING, _SEL, _UDL)


@app.callback()
def lessons(
    ctx: typer.Context,
    mode: Annotated[
        str, typer.Option(metavar="WORD", help="Only those taught this way", autocompletion=complete_modes)
    ] = "",
) -> Answer | None:
    """List lesson plans."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    log = context.read(("lesson",))
    chosen = [lesson for lesson in log.lessons if not mode or usual_mode(lesson.mode) == usual_mode(mode)]
    if context.options.for_others:
        return list_for_others(context, "lesson", chosen, log)
    return show_list(log, chosen, mode)


@subcommand(app, "add")
@with_options(_SUBJECT, _GRADE, _UNIT, _AUDIENCE, *_HOW)
def add(
    ctx: typer.Context,
    title: Annotated[list[str] | None, typer.Argument(metavar="[TITLE]...", help="The lesson's title")] = None,
    source: Annotated[
        str,
        typer.Option(
            "--from", metavar="FILE|LESSON", help="A lesson or a file to start from", autocompletion=complete_lessons
        ),
    ] = "",
    typed: Typed = NOTHING,
) -> Answer:
    """Add a lesson plan, blank or from an earlier one."""
    from coachlog.actions.term.new_lesson import add_lesson, outside_file

    context = context_of(ctx)
    name = one_line(" ".join(title or ()))
    if not name and outside_file(context, source) is None:  # a file may come in under its own title
        name = require_title(context, name, "lesson")
    return show_added(add_lesson(context, name, source, typed.read(context)))


@subcommand(app, "show", out=PAGE)
def show(ctx: typer.Context, lesson: LessonName) -> Answer:
    """Show a lesson plan and its coverage of the matrix."""
    context = context_of(ctx)
    if context.options.for_others:
        return document_for_others(context, lesson, "lesson")
    return show_details(lesson_details(context, lesson), context.today)


@subcommand(app, "update")
@with_options(_STATUS, *_HOW)
def update(
    ctx: typer.Context,
    lesson: LessonName,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="A line, added to the section that --in names")] = "",
    section: Annotated[str, typer.Option("--in", metavar="SECTION", help="The section: task, adapt, choice …")] = "",
    typed: Typed = NOTHING,
) -> Answer:
    """Change a lesson, or add a line to one of its sections."""
    context = context_of(ctx)
    fields, words = typed.read(context), clean_text(text)
    if bool(words) != bool(section):
        raise UsageError(
            "a line needs the section that it belongs to, and a section its line",
            f'for example: coachlog lessons update {lesson} "Students choose the product" --in choice',
        )
    if not (words or any(fields.values())):
        raise UsageError(
            "there is nothing to change in the lesson",
            f'for example: coachlog lessons update {lesson} --tool "Nearpod=hear from every student"',
        )
    return show_updated(update_lesson(context, lesson, fields, (section, words)), context.today)


@subcommand(app, "review")
def review(
    ctx: typer.Context,
    lesson: LessonName,
    focus: Annotated[
        list[str] | None,
        typer.Option(metavar="standards|engaging|problem|technology", help="A quadrant of the design matrix"),
    ] = None,
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
) -> Answer:
    """Add the questions of a quadrant, to answer."""
    from coachlog.actions.term.lesson_review import after_editing, review_lesson

    context = context_of(ctx)
    context.require_me()
    result = review_lesson(context, lesson, focus or ())
    edited: Sequence[str] | None = None
    if context.interactive and not no_edit:
        from coachlog.app.editor import edit_and_keep

        edited = edit_and_keep(context, result.lesson.path, "lessons review: 1 lesson")
    return show_review(after_editing(context, result), edited)


@subcommand(app, "rubric", out=PAGE, writes=True)
def rubric(ctx: typer.Context, lesson: LessonName) -> Answer:
    """Check the rubric, or add one if there is none."""
    from coachlog.actions.term.lesson_review import check_rubric

    context = context_of(ctx)
    return show_rubric(check_rubric(context, lesson), as_json=context.form.for_programs)


@subcommand(app, "taught")
def taught(
    ctx: typer.Context,
    lesson: LessonName,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="How it went, added as a dated line")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day; by default today")] = "",
) -> Answer:
    """Note that a lesson was taught and how it went."""
    context = context_of(ctx)
    words = clean_text(text)
    day = parse_day(context, on, Aim.PAST) if on else context.today
    return show_taught(note_taught(context, lesson, day, words), seen=bool(words))


@subcommand(app, "compare", out=PAGE)
def compare(
    ctx: typer.Context,
    lesson: LessonName,
    other: Annotated[
        str,
        typer.Argument(
            metavar="[OTHER]", help="The earlier lesson; by default its last version", autocompletion=complete_lessons
        ),
    ] = "",
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="Compare it with itself on this day")] = "",
) -> Answer:
    """Show changes in a lesson and the feedback behind them."""
    from coachlog.actions.term.lesson_versions import compare_versions
    from coachlog.views.week.lesson_compare import show_comparison

    context = context_of(ctx)
    if other and at:
        raise UsageError("a comparison needs another lesson or a day, not both", "type one of the two")
    return show_comparison(compare_versions(context, lesson, other, parse_day(context, at, Aim.PAST) if at else None))
