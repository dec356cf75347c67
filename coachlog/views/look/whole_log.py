"""The whole log as pages: for the two people, on a shared screen or in print."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.actions.outgoing.whole_log import WholeLog, WrittenView
from coachlog.model.clock import format_clock
from coachlog.model.fields import format_count, format_date, format_minutes
from coachlog.model.kinds import Record, kind_of_path
from coachlog.model.kinds.feedback import Feedback
from coachlog.model.kinds.goal import Goal
from coachlog.model.kinds.lesson import Lesson
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.kinds.plan import Plan
from coachlog.model.kinds.visit import Visit
from coachlog.model.log import Log
from coachlog.render.view import Answer, Aside, Item, Line, Part, Prose, Title
from coachlog.summary.goal_tree import Branch
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.names import format_period
from coachlog.views.pictures import draw_goals, draw_minutes, draw_steps, draw_weeks
from coachlog.views.term.hours import tell_hours
from coachlog.views.term.progress import step_table
from coachlog.views.week.goals import goal_facts, how_it_moves
from coachlog.views.week.lessons import lesson_facts
from coachlog.views.week.steps import by_person

VIEW_FIELDS: Final[Fields[WrittenView]] = (
    Field("file", lambda view: str(view.first), "the page to begin with"),
    Field("pages", lambda view: view.pages, "the number of files"),
    Field("opened", lambda view: view.opened),
)


class ViewPage(NamedTuple):
    """One page: the name of its file without an ending, its title, and its parts."""

    name: str
    title: str
    parts: Sequence[Part]


def build_pages(whole: WholeLog) -> list[ViewPage]:
    """Return the pages of a log, the one to begin with first; a page with nothing on it is left out."""
    log = whole.log
    title = log.settings.title or log.name
    in_tree = {branch.goal.path: branch.goal for branch in whole.branches}.values()
    pages = [
        ViewPage("meetings", "Meetings", list(_texts(whole, reversed(log.meetings), "the newest first"))),
        ViewPage("goals", "Goals", [*map(_branch, whole.branches), *_texts(whole, in_tree)]),
        ViewPage("next-steps", "Next steps", list(_open_steps(whole))),
        ViewPage("lessons", "Lessons", list(_texts(whole, log.lessons))),
        ViewPage("feedback", "Feedback", list(_texts(whole, log.feedback))),
        ViewPage("visits", "Visits", list(_texts(whole, log.visits))),
        ViewPage("plans", "Plans", list(_texts(whole, log.plans))),
    ]
    return [ViewPage("index", title, list(_glance(whole))), *(page for page in pages if page.parts)]


def as_answer(page: ViewPage) -> Answer:
    """Return a page as an answer, to be put into a file."""
    return Answer(None, page.parts, title=page.title)


def joined(pages: Sequence[ViewPage]) -> ViewPage:
    """Return all pages as a single one."""
    first, *others = pages
    parts = [part for page in others for part in (Title(page.title), *page.parts)]
    return ViewPage(first.name, first.title, [*first.parts, *parts])


def show_view(view: WrittenView, log: Log) -> Answer:
    """Say where the pages are."""
    sentence = "Opening it in your browser" if view.opened else f"Written {format_count(view.pages, 'page')}"
    parts: list[Part] = [Line(f"{sentence}: {view.first}")]
    if view.opened:
        parts.append(Aside("If nothing opens there, open that file yourself"))
    else:
        parts.append(Aside("Open it in your browser. It is for you two; a principal gets: coachlog hours --sheet"))
    if ".git" in view.first.parts:
        visible = f"coachlog view --to ~/{log.name}.html"
        parts.append(Aside(f"File managers hide that folder. To have one page where you see it: {visible}"))
    return Answer(json_row(VIEW_FIELDS, view), parts, log.problems)


def _glance(whole: WholeLog) -> Iterator[Part]:
    """Return the term in figures and pictures."""
    progress = whole.progress
    hours, requirement = progress.hours.hours, progress.hours.requirement
    yield Title(format_period(progress.hours.period))
    yield from map(Line, tell_hours(hours))
    yield draw_weeks(progress.weeks)
    if requirement and hours.spans:
        yield draw_minutes(hours, requirement)
    yield draw_steps(progress.log, progress.steps, step_table(progress.log, progress.steps))
    if progress.moving:
        standing = Line(", ".join(goal.title for goal in progress.moving))
        yield draw_goals(progress.moving, progress.hours.period, progress.today, standing)


def _texts(whole: WholeLog, records: Iterable[Record], order: str = "") -> Iterator[Part]:
    """Return how many documents there are, and each as it reads under its title."""
    records = list(records)
    if records:
        kind = kind_of_path(records[0].path)
        count = format_count(len(records), kind.name if kind else "page", kind.plural if kind else "")
        yield Line(", ".join(filter(None, (count, order))), quiet=True)
    for record in records:
        yield Title(record.title)
        if facts := ", ".join(filter(None, _facts(record, whole))):
            yield Line(facts, quiet=True)
        text = whole.texts[record.path].lstrip()
        yield Prose(text.partition("\n")[2] if text.startswith("# ") else text, top=3)
        if record.path in whole.changed:
            yield from _changes(whole, record.path)


def _facts(record: Record, whole: WholeLog) -> Iterator[str]:
    """Yield what a person would say of a document before they read it: when it was, whose it is, how it stands."""
    settings, today = whole.log.settings, whole.progress.today
    match record:
        case Meeting():
            yield from (f"{record.day:%A} {format_date(record.day)}", record.start and format_clock(record.start))
            yield from (format_minutes(record.minutes) if record.minutes else "", record.mode)
            yield "" if record.status is MeetingStatus.HELD else record.status
        case Goal():
            yield goal_facts(record, settings)
        case Lesson():
            yield from lesson_facts(record, settings, today)
        case Feedback():
            yield from (f"from {record.giver}" if record.giver else "", format_date(record.day) if record.day else "")
            yield record.status
        case Visit():
            yield from (f"{record.day:%A} {format_date(record.day)}", record.class_name)
            yield f"{settings.named(record.visitor)} visited {settings.named(record.whose)}"
        case Plan() if record.start and record.end:
            yield f"{format_date(record.start)} to {format_date(record.end)}"


def _changes(whole: WholeLog, path: str) -> Iterator[Part]:
    """Say what is different in a lesson that grew from another one."""
    from coachlog.summary.lesson_diff import format_section

    sections = whole.changed[path]
    yield Prose("### What changed since the lesson before it", top=3)
    yield from (Item(section.name, format_section(section)) for section in sections)
    if not sections:
        yield Line("Nothing yet.", quiet=True)


def _open_steps(whole: WholeLog) -> Iterator[Part]:
    steps = [step for step in whole.log.steps if step.open]
    if steps:
        yield Line(f"{len(steps)} open", quiet=True)
    yield from by_person(whole.log, steps, whole.progress.today)


def _branch(branch: Branch) -> Item:
    beside = ", ".join(filter(None, (branch.goal.level, how_it_moves(branch.goal))))
    return Item(branch.goal.title, beside, indent=2 * min(branch.depth, 6))
