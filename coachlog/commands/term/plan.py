"""`coachlog plan`: what the pair has agreed on for a term."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coachlog.app.arguments import complete_terms, titles_of
from coachlog.app.command import context_of, group, subcommand
from coachlog.app.period_argument import chosen_period
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.model.fields import clean_text, format_date, format_list, parse_date, slugify
from coachlog.model.kinds.plan import Plan
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import Settings
from coachlog.render.view import Answer, Line, Part, Source
from coachlog.summary.plan_agreement import AGREED, AGREED_TO, lapsed, text_mark

if TYPE_CHECKING:
    from coachlog.actions.workspace import Workspace
    from coachlog.markdown.document import Document

app = group("Make or show the term's coaching plan")

# What belongs to one term's agreement, and begins anew in the next.
_LEFT_BEHIND: Final = (AGREED, AGREED_TO, "review_dates", "kept_versions")

TermOption = Annotated[str, typer.Option("--term", metavar="TERM", help="Another term", autocompletion=complete_terms)]


@app.callback()
def plan(
    ctx: typer.Context,
    term: TermOption = "",
    source: Annotated[
        str, typer.Option("--from", metavar="TERM", help="Carry that term's plan on", autocompletion=complete_terms)
    ] = "",
) -> Answer | None:
    """Make the term's coaching plan, or show the one there is."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    period = chosen_period(context, term)
    found = _plan_of(context.read(("plan",)), period)
    if found is None:
        return _made(context, period, source)
    if source:
        raise CoachlogError(f"there is a plan for {period.name} already: {found.path}", "coachlog plan shows it")
    return _shown(context, found)


@subcommand(app, "agree")
def agree(ctx: typer.Context, term: TermOption = "") -> Answer:
    """Say that I agree to the plan."""
    context = context_of(ctx)
    me = context.require_me()
    period = chosen_period(context, term)
    with context.change("plan agree") as change:
        from coachlog.actions.workspace import Workspace
        from coachlog.markdown.edit import set_key

        desk = Workspace(context, change)
        found, document = _opened(context, desk, period)
        if me.id not in dict(found.agreed) or me.id in lapsed(document):
            mark = text_mark(document)
            document = set_key(document, (AGREED, me.id), context.today.isoformat())
            desk.put(found.path, set_key(document, (AGREED_TO, me.id), mark))
            desk.close()
        change.message = "plan agree: 1 plan"
    return _agreed(context, period, found)


@subcommand(app, "add")
def add(
    ctx: typer.Context,
    section: Annotated[str, typer.Argument(metavar="SECTION", help="Goals, roles, norms, time, activities …")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What it is to say")],
    term: TermOption = "",
) -> Answer:
    """Put a line into a section of the plan; it is made if need be."""
    from coachlog.model.blank_pages import add_entry, known_section

    context = context_of(ctx)
    period = chosen_period(context, term)
    words = clean_text(text)
    if not words:
        raise UsageError("there is nothing to write down", 'say it in quotes: coachlog plan add norms "Ask first"')
    name = known_section("plan", section, context.settings)
    with context.change("plan add") as change:
        from coachlog.actions.workspace import Workspace

        desk = Workspace(context, change)
        found, document = _opened(context, desk, period)
        desk.put(found.path, add_entry(document, "plan", name, words, context.settings))
        desk.close()
        change.message = "plan add: 1 plan"
    answer = _agreed(context, period, found)
    return Answer(answer.data, [Line(f"Written under {name}: {found.path}"), *answer.parts])


def plan_data(plan: Plan, old: tuple[str, ...] = ()) -> dict[str, Any]:
    """A plan as `--json` prints it; `old` are those who agreed to what it said before."""
    return {
        "id": plan.id,
        "title": plan.title,
        "term": plan.term,
        "start": plan.start.isoformat() if plan.start else None,
        "end": plan.end.isoformat() if plan.end else None,
        "agreed": dict(plan.agreed),
        "lapsed": list(old),
        "goals": list(plan.goals),
        "lessons": list(plan.lessons),
        "path": plan.path,
    }


def _plan_of(log: Log, period: Period) -> Plan | None:
    """A term's plan, by the term that it names or by its file."""
    wanted = period.name.casefold()
    named = [plan for plan in log.plans if plan.term.casefold() == wanted]
    return next(iter(named), None) or next((plan for plan in log.plans if plan.id == slugify(period.name)), None)


def _opened(context: Context, desk: "Workspace", period: Period) -> tuple[Plan, "Document"]:
    found = _plan_of(context.read(("plan",)), period)
    document = desk.document(found.path) if found else None
    if found is None or document is None:
        raise CoachlogError(f"there is no plan for {period.name} yet", "coachlog plan makes one to talk about")
    return found, document


def _agreed(context: Context, period: Period, found: Plan) -> Answer:
    """Who agrees to a plan that was written just now."""
    log = context.read(("plan",))
    plan = _plan_of(log, period) or found
    old = _lapsed(context, plan)
    return Answer(plan_data(plan, old), _agreement(plan, log.settings, old))


def _lapsed(context: Context, plan: Plan) -> tuple[str, ...]:
    from coachlog.actions.open_document import open_page
    from coachlog.storage.files import Folder

    return lapsed(open_page(context.root, plan.path, Folder(context.root).read(plan.path) or b""))


def _shown(context: Context, plan: Plan) -> Answer:
    from coachlog.actions.documents import readable_text

    log = context.read(("plan", "goal", "lesson"))
    text = readable_text(context.root, plan.path)
    old = _lapsed(context, plan)
    parts: list[Part] = [Line(plan.path, quiet=True), *_agreement(plan, log.settings, old)]
    for told, names in (
        ("Goals", titles_of(log, plan.goals, "goal")),
        ("Lessons", titles_of(log, plan.lessons, "lesson")),
    ):
        if names:
            parts.append(Line(f"{told}: {'; '.join(names)}", quiet=True))
    problems = [problem for problem in log.problems if problem.path == plan.path]
    return Answer(plan_data(plan, old) | {"text": text}, [*parts, Line(), Source(text)], problems)


def _made(context: Context, period: Period, source: str) -> Answer:
    path = f"plans/{slugify(period.name)}.md"
    with context.change("plan") as change:
        from coachlog.actions.documents import set_facts

        if change.read(path) is not None:
            raise CoachlogError(f"{path} is there, but cannot be read", f"mend it: coachlog edit {path}")
        document = _carried(context, period, source) if source else _blank(context, period)
        dates = {"start": period.start.isoformat(), "end": period.end.isoformat()}
        document = set_facts(document, {"type": "plan", "term": period.name, **dates})
        change.write(path, document.text.encode())
        change.message = "plan: 1 plan"
    log = context.read(("plan",))
    made = _plan_of(log, period)
    parts = [
        Line(f"Made a coaching plan for {period.name}: {path}"),
        Line(f"Write in it together: coachlog edit {path}", quiet=True),
        Line("When it says what you both mean, each of you: coachlog plan agree", quiet=True),
    ]
    return Answer(plan_data(made) if made else {"path": path}, parts)


def _blank(context: Context, period: Period) -> "Document":
    from coachlog.actions.documents import with_title
    from coachlog.markdown.document import parse_document

    title = _title(period)
    slots = {"title": title, "term": period.name, "start": str(period.start), "end": str(period.end)}
    return with_title(parse_document(context.fill("plan", slots)), title)


def _carried(context: Context, period: Period, source: str) -> "Document":
    from coachlog.actions.documents import set_title
    from coachlog.markdown.document import read_document
    from coachlog.markdown.edit import set_key
    from coachlog.storage.files import Folder

    log = context.read(("plan",))
    earlier = _plan_of(log, chosen_period(context, source))
    if earlier is None:
        known = format_list([plan.term for plan in log.plans]) or "none yet"
        raise CoachlogError(f"there is no plan for {source} to carry on", f"the plans are: {known}")
    document = read_document(Folder(context.root).read(earlier.path) or b"")
    for key in _LEFT_BEHIND:
        document = set_key(document, (key,), None)
    return set_title(document, _title(period))


def _title(period: Period) -> str:
    year, _, name = period.name.partition("-")
    return f"Coaching plan, {f'{name} {year}' if year.isdecimal() and name else period.name}"


def _agreement(plan: Plan, settings: Settings, old: tuple[str, ...] = ()) -> list[Part]:
    """Who has agreed and when; who agreed to what it said before; and who may still."""
    days = {settings.named(person): _said_day(day) for person, day in plan.agreed if person not in old}
    before = {settings.named(person): _said_day(day) for person, day in plan.agreed if person in old}
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


def _said_day(text: str) -> str:
    try:
        return format_date(parse_date(text))
    except ValueError:
        return text
