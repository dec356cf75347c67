"""Work on one lesson plan: look at it by a quadrant, give it a rubric, note that it was taught."""

from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.app.arguments import LessonName
from coachlog.app.command import context_of
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.fields import clean_text, format_count, format_date, format_list, normalize
from coachlog.model.kinds.lesson import Lesson, LessonStatus
from coachlog.model.log import Log
from coachlog.render.view import Answer, Line, Part
from coachlog.views.lesson_row import lesson_data

if TYPE_CHECKING:
    from coachlog.frameworks import Framework, Item
    from coachlog.markdown.document import Document
    from coachlog.sync.commit import Change

_AFTER = "After teaching"
_TARGETS = "Learning targets"


def review(
    ctx: typer.Context,
    lesson: LessonName,
    focus: Annotated[
        list[str] | None,
        typer.Option(metavar="standards|engaging|problem|technology", help="A quadrant of the design matrix"),
    ] = None,
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
) -> Answer:
    """Bring in the questions of a quadrant, to answer."""
    from coachlog.actions.documents import add_words
    from coachlog.summary.matrix import build_coverage, with_questions
    from coachlog.views.lesson_view import coverage_data, design_matrix

    context = context_of(ctx)
    context.require_me()
    matrix = design_matrix(context)
    chosen = _chosen(context, context.read(("lesson",)).find_lesson(lesson), matrix, focus or ())
    brought: list[tuple[Item, int]] = []
    with context.change("lessons review") as change:
        log = context.read(("lesson",))
        found = log.find_lesson(lesson)
        document = _opened(change, context, found)
        for quadrant in chosen:
            document, count = with_questions(document, quadrant, matrix, log.settings)
            brought.append((quadrant, count))
        document = add_words(document, "matrix_focus", [quadrant.code for quadrant in chosen])
        change.write(found.path, document.text.encode())
        change.message = f"lessons review: {format_count(sum(count for _, count in brought), 'question')}"
    parts: list[Part] = [Line(_brought(quadrant, count)) for quadrant, count in brought]
    if context.interactive and not no_edit:
        from coachlog.app.editor import edit_and_keep

        parts += [Line(words) for words in edit_and_keep(context, found.path, "lessons review: 1 lesson")]
    else:
        parts.append(Line(f"They wait in {found.path}: coachlog edit {found.id}", quiet=True))
    data = lesson_data(found) | {
        "matrix_focus": list(context.read(("lesson",)).find_lesson(found.id).matrix_focus),
        "brought": [{"quadrant": quadrant.code, "questions": count} for quadrant, count in brought],
        "coverage": coverage_data(build_coverage(document, matrix, log.settings)),
    }
    return Answer(data, parts)


def rubric(ctx: typer.Context, lesson: LessonName) -> Answer:
    """Look the rubric over; begin one where there is none."""
    from coachlog.actions.open_document import open_page
    from coachlog.model.rubric import SECTION, check_rubrics, find_rubrics
    from coachlog.storage.files import Folder

    context = context_of(ctx)
    log = context.read(("lesson",))
    found = log.find_lesson(lesson)
    document = open_page(context.root, found.path, Folder(context.root).read(found.path) or b"")
    problems = list(check_rubrics(found.path, document, log.settings))
    new = not problems and not find_rubrics(document, log.settings)
    if new:
        document = _begin_rubric(context, found)
    rubrics = find_rubrics(document, log.settings)
    rows = [{"line": r.head.line, "levels": list(r.levels), "criteria": list(r.criteria)} for r in rubrics]
    data = lesson_data(found) | {"new": new, "rubrics": rows}
    parts: list[Part] = [Line(str(problem)) for problem in problems]
    for table in rubrics:
        told = f"{format_count(len(table.criteria), 'criterion', 'criteria')}, levels {', '.join(table.levels)}"
        parts.append(Line(f"{found.path}:{table.head.line}: {told}"))
    if new:
        parts.insert(0, Line(f"Began a rubric in “{found.title}”, under {SECTION}; its words are there to be changed."))
    elif not problems:
        parts.append(Line("Its columns, its levels and its cells are as they ought to be."))
    # On the screen the problems are the result itself, not something beside it.
    return Answer(data, parts, problems if context.options.json else (), status=1 if problems else 0)


def taught(
    ctx: typer.Context,
    lesson: LessonName,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="What was seen: a dated line")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day; today unless told")] = "",
) -> Answer:
    """Note that a lesson was taught, and how it went."""
    context = context_of(ctx)
    day = context.day(on) if on else context.today
    if day > context.today:
        raise UsageError(f"{format_date(day)} is still to come", "note it once the lesson was taught")
    words = clean_text(text)
    with context.change("lessons taught") as change:
        from coachlog.actions.documents import add_words, set_facts
        from coachlog.model.blank_pages import add_entry, with_section

        log = context.read(("lesson",))
        found = log.find_lesson(lesson)
        document = _opened(change, context, found)
        if day not in found.taught:
            document = add_words(document, "taught", [day.isoformat()])
        document = set_facts(document, {"status": LessonStatus.TAUGHT})
        document, _ = with_section(document, "lesson", _AFTER, log.settings)
        if words:
            document = add_entry(document, "lesson", _AFTER, f"{day}: {words}", log.settings)
        change.write(found.path, document.text.encode())
        change.message = "lessons taught: 1 lesson"
    now = context.read(("lesson",)).find_lesson(found.id)
    days = sorted(now.taught)
    parts: list[Part] = [Line(f"“{now.title}” was taught on {format_list([format_date(day) for day in days])}.")]
    if words:
        parts.append(Line(f"What was seen stands under {_AFTER}: {now.path}"))
    else:
        parts.append(Line(f'To say how it went: coachlog lessons taught {now.id} "what we saw"', quiet=True))
    return Answer(lesson_data(now) | {"taught": [day.isoformat() for day in days]}, parts)


def _opened(change: "Change", context: Context, found: Lesson) -> "Document":
    from coachlog.actions.open_document import open_page

    return open_page(context.root, found.path, change.read(found.path) or b"")


def _chosen(context: Context, lesson: Lesson, matrix: "Framework", typed: list[str] | tuple[()]) -> list["Item"]:
    """The quadrants meant; those that the lesson names already where none was typed; raises UsageError."""
    from coachlog.summary.matrix import quadrants

    known = quadrants(matrix)
    codes = ", ".join(quadrant.code for quadrant in known)
    words = [*typed] or [code for code in lesson.matrix_focus if matrix.find(code) in known]
    if not words and context.interactive:
        words = context.ask(f"Which quadrant, {codes}?").replace(",", " ").split()
    if not words:
        raise UsageError("no quadrant was said", f"say it with --focus: {codes}")
    found = []
    for word in words:
        names = {quadrant: (normalize(quadrant.code), normalize(quadrant.title)) for quadrant in known}
        begun = [q for q in known if normalize(word) and any(name.startswith(normalize(word)) for name in names[q])]
        if len(begun) != 1:
            raise UsageError(f"there is no quadrant `{word}`", f"the quadrants are: {codes}")
        found += begun
    return list(dict.fromkeys(found))


def _brought(quadrant: "Item", count: int) -> str:
    if not count:
        return f"{quadrant.title}: all of its questions are there already."
    return f"{quadrant.title}: {format_count(count, 'question')} to answer."


def _begin_rubric(context: Context, lesson: Lesson) -> "Document":
    """Put a first rubric into a lesson, with a criterion for each of its learning targets."""
    from coachlog.markdown.edit import replace_lines
    from coachlog.model.blank_pages import with_section
    from coachlog.model.rubric import SECTION, fresh_rubric

    with context.change("lessons rubric") as change:
        log = context.read(("lesson",), bodies=("lesson",))
        document = _opened(change, context, lesson)
        targets = _targets(log, lesson)
        document, section = with_section(document, "lesson", SECTION, log.settings)
        last = section.blocks[-1] if section.blocks else section.heading
        at = last.end if last else section.end
        follows = at < len(document.lines) and document.lines[at].strip()
        document = replace_lines(document, at, at, ["", *fresh_rubric(targets), *([""] if follows else [])])
        change.write(lesson.path, document.text.encode())
        change.message = "lessons rubric: 1 rubric"
    return document


def _targets(log: Log, lesson: Lesson) -> list[str]:
    return [entry.text for entry in log.body(lesson).entries(_TARGETS)]
