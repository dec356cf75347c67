"""A term's coaching plan, and who has agreed to it."""

from collections.abc import Iterable, Iterator
from typing import Final

from coachlog.actions.term.plans import MadePlan, PlanAgreement, PlanDetails
from coachlog.markdown.task_line import parse_item
from coachlog.model.fields import format_count, format_date, format_list, parse_date
from coachlog.model.links import read_marks, with_titles
from coachlog.render.view import Answer, Aside, Line, Part, Prose
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.names import titles_of

PLAN_FIELDS: Final[Fields[PlanAgreement]] = (
    Field("id", lambda agreement: agreement.plan.id),
    Field("title", lambda agreement: agreement.plan.title),
    Field("term", lambda agreement: agreement.plan.term),
    Field("start", lambda agreement: agreement.plan.start),
    Field("end", lambda agreement: agreement.plan.end),
    Field("agreed", lambda agreement: dict(agreement.plan.agreed), "days by person"),
    Field("lapsed", lambda agreement: agreement.plan.lapsed, "people who agreed to an earlier text"),
    Field("goals", lambda agreement: agreement.plan.goals, "ids"),
    Field("lessons", lambda agreement: agreement.plan.lessons, "ids"),
    Field("review_dates", lambda agreement: agreement.plan.reviews, "days on which you look at it again"),
    Field("path", lambda agreement: agreement.plan.path),
)
PLAN_TEXT_FIELDS: Final[Fields[PlanDetails]] = (Field("text", lambda details: details.text, "its Markdown"),)


def show_made(made: MadePlan) -> Answer:
    """Show a plan that was made."""
    parts: list[Part] = [
        Line(f"Made a coaching plan for {made.period.name}: {made.path}"),
        *_going_along(made),
        Aside(f"Write in it together: coachlog edit {made.path}"),
        Aside("When it says what you both mean, each of you: coachlog plan agree"),
    ]
    return Answer(json_row(PLAN_FIELDS, made.agreement) if made.agreement else {"path": made.path}, parts)


def _going_along(made: MadePlan) -> Iterator[Part]:
    goals = [f"{format_count(made.goals, 'open goal')} (coachlog goals)"] if made.goals else []
    steps = [f"{format_count(made.steps, 'next step')} (into the next note)"] if made.steps else []
    if goals or steps:
        yield Line(f"Goes along: {format_list([*goals, *steps])}", quiet=True)


def show_plan(details: PlanDetails) -> Answer:
    """Show a plan: who has agreed to it, what it names, its text."""
    agreement = details.agreement
    path = agreement.plan.path
    parts: list[Part] = [Aside(path), *_agreement(agreement), *_named(agreement)]
    if details.twice:
        places = format_count(details.twice, "place")
        kept = f"{places} in it {'is' if details.twice == 1 else 'are'} kept in two versions"
        parts.append(Line(f"{kept}; before you agree: coachlog settle"))
    problems = [problem for problem in agreement.log.problems if problem.path == path]
    data = json_row(PLAN_FIELDS, agreement) | json_row(PLAN_TEXT_FIELDS, details)
    return Answer(data, [*parts, Line(), Prose(_with_titles(details))], problems)


def _with_titles(details: PlanDetails) -> str:
    """Return a plan's text with the title of what each link names, where that is not the line's words already."""
    records = (record for records in details.agreement.log.records.values() for record in records)
    titles = {record.id: record.title for record in records}
    lines = []
    for line in details.text.split("\n"):
        item = parse_item(line)
        marked = read_marks(item.words)
        said = [link for link in marked.links if titles.get(link) == marked.words.strip()]
        shown = line[: len(line) - len(item.words)] + marked.words if said and item.bullet else line
        lines.append(with_titles(shown, lambda target: titles.get(target, "")))
    return "\n".join(lines)


def show_agreement(agreement: PlanAgreement, section: str = "") -> Answer:
    """Show who has agreed to a plan, and into which section a line was written."""
    parts = _agreement(agreement)
    if section:
        parts.insert(0, Line(f"Written under {section}: {agreement.plan.path}"))
    return Answer(json_row(PLAN_FIELDS, agreement), parts)


def _named(agreement: PlanAgreement) -> Iterator[Part]:
    goals = titles_of(agreement.log, agreement.plan.goals, "goal")
    lessons = titles_of(agreement.log, agreement.plan.lessons, "lesson")
    for label, names in (("Goals", goals), ("Lessons", lessons)):
        if names:
            yield Line(f"{label}: {'; '.join(names)}", quiet=True)
    if agreement.plan.reviews:
        yield Line(f"To look at it again: {format_list(list(map(format_date, agreement.plan.reviews)))}", quiet=True)


def _agreement(agreement: PlanAgreement) -> list[Part]:
    """Show who agreed and when, who agreed to what the plan said before, and who has not agreed yet."""
    plan, settings = agreement.plan, agreement.log.settings
    days = {settings.named(person): _format_typed_day(day) for person, day in plan.agreed if person not in plan.lapsed}
    before = {settings.named(person): _format_typed_day(day) for person, day in plan.agreed if person in plan.lapsed}
    waiting = [settings.named(person.id) for person in settings.people if person.id not in dict(plan.agreed)]
    how = "(coachlog plan agree)"
    lines: Iterable[str] = [
        f"Agreed: {format_list([f'{name} on {day}' for name, day in days.items()])}" if days else "",
        f"Agreed to what it said before: {format_list([f'{name} on {day}' for name, day in before.items()])}; "
        f"it has changed since {how}"
        if before
        else "",
        f"Not agreed yet: {format_list(waiting)} {how}" if waiting else "",
    ]
    return [Line(line) for line in lines if line]


def _format_typed_day(text: str) -> str:
    try:
        return format_date(parse_date(text))
    except ValueError:
        return text
