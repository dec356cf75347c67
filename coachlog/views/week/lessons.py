"""Lesson plans as a table, and one plan as it is read, updated, reviewed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from coachlog.actions.term.lessons import CHOICE, Asset, LessonDetails, UpdatedLesson
from coachlog.model.fields import format_count, format_date, format_list
from coachlog.model.kinds.lesson import LearnedBy, Lesson, Tool
from coachlog.model.kinds.section_names import AFTER_TEACHING
from coachlog.model.log import Log
from coachlog.model.period import current_term
from coachlog.model.settings import Settings
from coachlog.render.view import Answer, Aside, Line, Part, Prose, Table
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.linked_lines import LINKED_LINE_FIELDS, linked_parts
from coachlog.views.names import titles_of

if TYPE_CHECKING:  # a list of lessons needs no Markdown
    from coachlog.actions.term.lesson_review import LessonReview, QuadrantQuestions, RubricCheck
    from coachlog.actions.term.new_lesson import AddedLesson
    from coachlog.model.rubric import Rubric
    from coachlog.summary.matrix import Coverage

LESSON_FIELDS: Final[Fields[Lesson]] = (
    Field("id", lambda lesson: lesson.id),
    Field("title", lambda lesson: lesson.title),
    Field("status", lambda lesson: lesson.status, "existing, drafting, ready, taught or revised"),
    Field("path", lambda lesson: lesson.path),
)
TOOL_FIELDS: Final[Fields[Tool]] = (
    Field("name", lambda tool: tool.name),
    Field("purpose", lambda tool: tool.purpose),
)
LESSON_FRONT_FIELDS: Final[Fields[Lesson]] = (
    *LESSON_FIELDS,
    Field("subject", lambda lesson: lesson.subject),
    Field("grade", lambda lesson: lesson.grade),
    Field("unit", lambda lesson: lesson.unit),
    Field("audience", lambda lesson: lesson.audience, "students or educators"),
    Field("teach_on", lambda lesson: lesson.teach_on),
    Field("taught", lambda lesson: lesson.taught, "days"),
    Field("minutes", lambda lesson: lesson.minutes),
    Field("mode", lambda lesson: lesson.mode),
    Field("previous", lambda lesson: lesson.previous or None, "the id of the lesson it was made from"),
    Field("standards", lambda lesson: lesson.standards, "codes"),
    Field("goals", lambda lesson: lesson.goals, "ids"),
    Field("matrix_focus", lambda lesson: lesson.matrix_focus, "quadrants"),
    Field("sel", lambda lesson: lesson.sel, "codes"),
    Field("udl", lambda lesson: lesson.udl, "codes"),
    Field("tools", lambda lesson: lesson.tools, "", TOOL_FIELDS),
    Field("grouping", lambda lesson: lesson.grouping),
)
COVERAGE_FIELDS: Final["Fields[Coverage]"] = (
    Field("quadrant", lambda quadrant: quadrant.code),
    Field("title", lambda quadrant: quadrant.title),
    Field("asked", lambda quadrant: quadrant.asked, "questions of the matrix"),
    Field("answered", lambda quadrant: quadrant.answered, "those with an answer"),
    Field("own_lines", lambda quadrant: quadrant.own, "lines besides"),
)
ASSET_FIELDS: Final[Fields[Asset]] = (
    Field("path", lambda asset: asset.path),
    Field("there", lambda asset: asset.there),
)
LESSON_DETAIL_FIELDS: Final[Fields[LessonDetails]] = (
    Field("taken_further_in", lambda details: [lesson.id for lesson in details.grown_into], "ids of lessons"),
    Field("coverage", lambda details: details.coverage, "", COVERAGE_FIELDS),
    Field("voice_and_choice", lambda details: details.choices, "lines"),
    Field("assets", lambda details: details.assets, "", ASSET_FIELDS),
    Field("feedback", lambda details: [piece.id for piece in details.feedback], "ids"),
    Field("lines", lambda details: details.lines, "those with a link to it", LINKED_LINE_FIELDS),
    Field("text", lambda details: details.text, "its Markdown"),
)
TAUGHT_FIELDS: Final[Fields[Lesson]] = (*LESSON_FIELDS, Field("taught", lambda lesson: sorted(lesson.taught), "days"))
BROUGHT_FIELDS: Final["Fields[QuadrantQuestions]"] = (
    Field("quadrant", lambda brought: brought.quadrant.code),
    Field("questions", lambda brought: brought.count),
)
REVIEW_FIELDS: Final["Fields[LessonReview]"] = (
    Field("matrix_focus", lambda review: review.matrix_focus, "quadrants"),
    Field("brought", lambda review: review.brought, "", BROUGHT_FIELDS),
    Field("coverage", lambda review: review.coverage, "", COVERAGE_FIELDS),
)
RUBRIC_FIELDS: Final["Fields[Rubric]"] = (
    Field("line", lambda rubric: rubric.head.line),
    Field("levels", lambda rubric: rubric.levels),
    Field("criteria", lambda rubric: rubric.criteria),
)
RUBRIC_CHECK_FIELDS: Final["Fields[RubricCheck]"] = (
    Field("new", lambda check: check.new, "true if it was begun just now"),
    Field("rubrics", lambda check: check.rubrics, "", RUBRIC_FIELDS),
)


def show_list(log: Log, lessons: Sequence[Lesson], mode: str) -> Answer:
    """Show lessons of a log, one a row; `mode` is the way in which those that were asked for are taught."""
    part: Part = Aside('No lessons here yet. To add one: coachlog lessons add "Its title"')
    if lessons:
        part = Table(("Id", "Lesson", "Status", "For", "Teach on", "Design matrix"), [*map(_row, lessons)])
    elif log.lessons:
        ways = format_list(sorted({lesson.mode for lesson in log.lessons if lesson.mode})) or "none yet"
        part = Aside(f"No lesson has the mode `{mode}`; the lessons here have: {ways}")
    return Answer(lambda: json_rows(LESSON_FIELDS, lessons), [part], log.problems, listing=True)


def show_added(added: "AddedLesson") -> Answer:
    """Show a lesson that was added, and the lesson that keeps the text it grew from."""
    parts: list[Part] = [Line(f"Added the lesson “{added.lesson.title}”: {added.lesson.path}")]
    if added.kept:
        parts.append(Line(f"The text that it was made from is kept unchanged: {added.kept.path}", quiet=True))
    return Answer(json_row(LESSON_FIELDS, added.lesson), parts, added.problems)


def show_details(details: LessonDetails, today: date) -> Answer:
    """Show a lesson plan: its facts, what it covers, its text."""
    lesson = details.lesson
    parts: list[Part] = [Line(", ".join(lesson_facts(lesson, details.log.settings, today)), id=lesson.id)]
    parts += [Line(f"{label}: {'; '.join(names)}", quiet=True) for label, names in _about(details) if names]
    parts += [Aside(f"Beside it: {a.path}{'' if a.there else ' (not there)'}") for a in details.assets]
    parts += linked_parts(details.lines)
    data = json_row(LESSON_FRONT_FIELDS, lesson) | json_row(LESSON_DETAIL_FIELDS, details)
    problems = [problem for problem in details.log.problems if problem.path == lesson.path]
    return Answer(data, [*parts, Line(), Prose(details.text)], problems)


def show_updated(updated: UpdatedLesson, today: date) -> Answer:
    """Show a lesson after a change."""
    facts = ", ".join(lesson_facts(updated.lesson, updated.settings, today))
    parts = [Line(f"Updated the lesson “{updated.lesson.title}”: {facts}")]
    if updated.section:
        parts.append(Line(f"Written under {updated.section}: {updated.lesson.path}"))
    return Answer(json_row(LESSON_FRONT_FIELDS, updated.lesson), parts, updated.problems)


def show_taught(lesson: Lesson, *, seen: bool) -> Answer:
    """Show on which days a lesson was taught."""
    days = format_list([format_date(day) for day in sorted(lesson.taught)])
    parts: list[Part] = [Line(f"“{lesson.title}” was taught on {days}.")]
    if seen:
        parts.append(Line(f"Written under {AFTER_TEACHING}: {lesson.path}"))
    else:
        parts.append(Aside(f'To say how it went: coachlog lessons taught {lesson.id} "what we saw"'))
    return Answer(json_row(TAUGHT_FIELDS, lesson), parts)


def show_review(review: "LessonReview", edited: Sequence[str] | None) -> Answer:
    """Show the questions that were brought in; `edited` has the editor's sentences, None without an editor."""
    lesson = review.lesson
    parts: list[Part] = [Line(_brought(brought)) for brought in review.brought]
    if edited is None:
        parts.append(Aside(f"They are in {lesson.path}: coachlog edit {lesson.id}"))
    else:
        parts += map(Line, edited)
    return Answer(json_row(LESSON_FIELDS, lesson) | json_row(REVIEW_FIELDS, review), parts)


def show_rubric(check: "RubricCheck", *, as_json: bool) -> Answer:
    """Show a lesson's rubrics and their problems; on the screen the problems are the result itself."""
    from coachlog.model.kinds.section_names import RUBRIC

    lesson, problems = check.lesson, check.problems
    parts: list[Part] = [Line(str(problem)) for problem in problems]
    for rubric in check.rubrics:
        criteria = format_count(len(rubric.criteria), "criterion", "criteria")
        parts.append(Line(f"{lesson.path}:{rubric.head.line}: {criteria}, levels {', '.join(rubric.levels)}"))
    if check.new:
        sentence = f"Began a rubric in “{lesson.title}”, under {RUBRIC}; change its words as you like."
        parts.insert(0, Line(sentence))
    elif not problems:
        parts.append(Line("No problems found in its columns, levels and cells."))
    data = json_row(LESSON_FIELDS, lesson) | json_row(RUBRIC_CHECK_FIELDS, check)
    return Answer(data, parts, problems if as_json else (), status=1 if problems else 0)


def _row(lesson: Lesson) -> tuple[str, ...]:
    day, focus = str(lesson.teach_on or ""), ", ".join(lesson.matrix_focus)
    return lesson.id, lesson.title, lesson.status, _for_whom(lesson), day, focus


def _for_whom(lesson: Lesson) -> str:
    """Return subject, grade and, if they are not students, who learns."""
    grade = f"grade {lesson.grade}" if lesson.grade.isdecimal() else lesson.grade
    whom = lesson.audience if lesson.audience is LearnedBy.EDUCATORS else ""
    return ", ".join(filter(None, [lesson.subject, grade, whom]))


def lesson_facts(lesson: Lesson, settings: Settings, today: date) -> Iterator[str]:
    """Yield a lesson's status, whom it is for, and when it is taught."""
    yield lesson.status
    yield from filter(None, [_for_whom(lesson), lesson.unit, lesson.mode])
    if lesson.minutes:
        yield f"{lesson.minutes} minutes"
    if lesson.taught:
        yield f"taught {format_list([format_date(day) for day in sorted(lesson.taught)])}"
    if lesson.teach_on and (not lesson.taught or lesson.teach_on > max(lesson.taught)):
        now, then = current_term(settings.terms, today), current_term(settings.terms, lesson.teach_on)
        later = f", a later term ({then.name})" if then.start > now.end else ""
        yield f"to teach on {format_date(lesson.teach_on)}{later}"


def _about(details: LessonDetails) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield labels, each with the names that belong to it."""
    lesson, log = details.lesson, details.log
    yield "Made from", titles_of(log, filter(None, [lesson.previous]), "lesson")
    yield "Continued in", [other.title for other in details.grown_into]
    yield "Design matrix", lesson.matrix_focus
    yield "In its questions", [*_quadrants(details.coverage)]
    yield "Standards", lesson.standards
    yield "UDL", lesson.udl
    yield "SEL", lesson.sel
    yield "Tools", [f"{tool.name}, to {tool.purpose}" if tool.purpose else tool.name for tool in lesson.tools]
    yield CHOICE, [format_count(len(details.choices), "line")] if details.choices else []
    yield "Grouping", lesson.grouping
    yield "Goals", titles_of(log, lesson.goals, "goal")
    yield "Feedback", [f"{f.title} ({', '.join(filter(None, [f.giver, f.status]))})" for f in details.feedback]


def _quadrants(coverage: "Iterable[Coverage]") -> Iterator[str]:
    for quadrant in coverage:
        asked = f"{quadrant.answered} of {quadrant.asked} answered" if quadrant.asked else ""
        own = f"{format_count(quadrant.own, 'line')} of your own" if quadrant.own else ""
        facts = ", ".join(filter(None, [asked, own]))
        if facts:
            yield f"{quadrant.title}, {facts}"


def _brought(brought: "QuadrantQuestions") -> str:
    if not brought.count:
        return f"{brought.quadrant.title}: all of its questions are there already."
    return f"{brought.quadrant.title}: {format_count(brought.count, 'question')} to answer."
