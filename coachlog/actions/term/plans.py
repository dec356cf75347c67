"""Make a term's coaching plan, read it, write in it and agree to it."""

from typing import TYPE_CHECKING, Final

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_list, slugify
from coachlog.model.kinds.goal import Goal, Level
from coachlog.model.kinds.plan import Plan
from coachlog.model.log import Log
from coachlog.model.period import Period, current_term
from coachlog.model.school_year import ended_term, next_term, tell_ended
from coachlog.model.settings import Settings
from coachlog.options import typable
from coachlog.storage.load import STEPS
from coachlog.summary.plan_agreement import AGREED, AGREED_TO, text_mark

if TYPE_CHECKING:
    from coachlog.actions.workspace import Workspace
    from coachlog.markdown.document import Document

# Fields of one term's agreement; the next term begins without them.
_LEFT_BEHIND: Final = (AGREED, AGREED_TO, "review_dates", "kept_versions")
_SETTLE: Final = "settle that first: coachlog settle"
_WIDER: Final = "Classroom, building and district goals"
_SECTION_OF: Final = {
    Level.STUDENT: "Learning goals for students",
    **dict.fromkeys((Level.CLASSROOM, Level.BUILDING, Level.DISTRICT), _WIDER),
}


@frozen
class MadePlan:
    """A plan that was made, and how many open goals and next steps go along into the term.

    There is no `agreement` if its page cannot be read as a plan.
    """

    path: str
    period: Period
    agreement: "PlanAgreement | None"
    goals: int
    steps: int


@frozen
class PlanAgreement:
    """A plan, and the log in which its people have their names."""

    plan: Plan
    log: Log


@frozen
class PlanDetails:
    """A plan with its agreement and its text; `twice` are the places of which it has two versions."""

    agreement: PlanAgreement
    text: str
    twice: int


def find_plan(log: Log, period: Period) -> Plan | None:
    """Return a term's plan, by the term that it names or by its file."""
    wanted = period.name.casefold()
    named = [plan for plan in log.plans if plan.term.casefold() == wanted]
    return next(iter(named), None) or next((plan for plan in log.plans if plan.id == slugify(period.name)), None)


def read_plan(context: Context, plan: Plan) -> PlanDetails:
    """Return a plan with its agreement and its text."""
    from coachlog.actions.documents import readable_text

    log = context.read(("plan", "goal", "lesson"))
    agreement, twice = PlanAgreement(plan, log), _open_places(context, plan)
    return PlanDetails(agreement, readable_text(context, plan.path), twice)


def _open_places(context: Context, plan: Plan) -> int:
    """Return how many places of a plan are kept in two versions."""
    from coachlog.sync.conflicts import find_conflicts

    return sum(one.path == plan.path for one in find_conflicts(context.root, lambda: context.repo, [plan.path]))


def plan_of_now(context: Context) -> Period:
    """Return the term whose plan is meant without a name: of a term that is over only if the next one has none."""
    over, following = (
        current_term(context.settings.terms, context.today),
        next_term(context.settings.terms, context.today),
    )
    if over.end >= context.today or following is None:
        return over
    log = context.read(("plan",))
    meant, other = following, over
    if find_plan(log, over) and not find_plan(log, following):
        meant, other = over, following
    context.advise(
        f"{over.name} is over since {format_weekday(over.end, context.today)}: this is the plan for {meant.name}.",
        f"The one for {other.name}: coachlog plan --term {typable(other.name)}",
    )
    return meant


def plan_period(context: Context, chosen: Period, source: Period | None) -> Period:
    """Return the term for a plan: the chosen one, or the next where that one's own plan is carried on.

    Raise CoachlogError if the last term has ended.
    """
    terms = context.settings.terms
    following = next_term(terms, context.today)
    if source and source.name == chosen.name and following:
        return following
    ended = ended_term(terms, context.today)
    if ended:
        _, how = tell_ended(ended, context.today)
        raise CoachlogError(f"no term follows {ended.name} yet, so there is nothing to plan for", how)
    return chosen


def make_plan(context: Context, period: Period, word: str, earlier: Period | None) -> MadePlan:
    """Make a term's plan with the goals that are open; `earlier` is the term whose plan is carried on, by its word."""
    from coachlog.actions.documents import set_fields
    from coachlog.actions.workspace import open_workspace

    path = f"plans/{slugify(period.name)}.md"
    with open_workspace(context, "plan", ("plan", "goal", "meeting"), (STEPS,)) as workspace:
        if workspace.exists(path):
            raise CoachlogError(f"{path} is there, but cannot be read", f"mend it: coachlog edit {path}")
        document = _carried(workspace, period, word, earlier) if earlier else _blank(context, period)
        dates = {"start": period.start.isoformat(), "end": period.end.isoformat()}
        document = set_fields(document, {"type": "plan", "term": period.name, **dates})
        goals = [goal for goal in workspace.log.goals if goal.open]
        steps = [step for step in workspace.log.steps if step.open]
        workspace.replace(path, _with_goals(document, goals, workspace.settings, name_them=earlier is None))
        workspace.message = "plan: 1 plan"
    log = context.read(("plan",))
    plan = find_plan(log, period)
    return MadePlan(path, period, PlanAgreement(plan, log) if plan else None, len(goals), len(steps))


def agree_to_plan(context: Context, period: Period) -> PlanAgreement:
    """Note that the person at this computer agrees to what the plan says now."""
    from coachlog.actions.workspace import open_workspace
    from coachlog.changes.remembered import AGREED_HERE, agreement
    from coachlog.markdown.edit import set_key

    me = context.require_me()
    with open_workspace(context, "plan agree", ("plan",)) as workspace:
        plan, document = _open(workspace, period)
        if _open_places(context, plan):
            raise CoachlogError(
                "a part of the plan is kept in two versions, so it is not clear what you agree to", _SETTLE
            )
        if me.id not in dict(plan.agreed) or me.id in plan.lapsed:
            mark = text_mark(document)
            document = set_key(document, (AGREED, me.id), context.today.isoformat())
            workspace.replace(plan.path, set_key(document, (AGREED_TO, me.id), mark))
            workspace.add_trailers([(AGREED_HERE, agreement(plan.path, me.id))])
        workspace.message = "plan agree: 1 plan"
    return _agreement_now(context, period, plan)


def add_to_plan(context: Context, period: Period, section: str, words: str) -> PlanAgreement:
    """Add a line to a section of a term's plan."""
    from coachlog.actions.workspace import open_workspace
    from coachlog.model.blank_pages import add_entry

    with open_workspace(context, "plan add", ("plan",)) as workspace:
        plan, document = _open(workspace, period)
        workspace.replace(plan.path, add_entry(document, "plan", section, words, workspace.settings))
        workspace.message = "plan add: 1 plan"
    return _agreement_now(context, period, plan)


def _open(workspace: "Workspace", period: Period) -> "tuple[Plan, Document]":
    plan = find_plan(workspace.log, period)
    document = workspace.find(plan.path) if plan else None
    if plan is None or document is None:
        raise CoachlogError(f"there is no plan for {period.name} yet", "coachlog plan makes one to talk about")
    return plan, document


def _agreement_now(context: Context, period: Period, before: Plan) -> PlanAgreement:
    """Return who agrees to a plan that was written just now."""
    log = context.read(("plan",))
    return PlanAgreement(find_plan(log, period) or before, log)


def _blank(context: Context, period: Period) -> "Document":
    from coachlog.actions.documents import ensure_title
    from coachlog.markdown.document import parse_document

    title = _title(period)
    slots = {"title": title, "term": period.name, "start": str(period.start), "end": str(period.end)}
    return ensure_title(parse_document(context.fill("plan", slots)), title)


def _with_goals(document: "Document", goals: list[Goal], settings: Settings, *, name_them: bool) -> "Document":
    """Return a plan with the open goals alone, in its front matter and on request in its sections."""
    from coachlog.markdown.edit import set_key
    from coachlog.model.blank_pages import add_entry
    from coachlog.model.links import read_marks

    document = set_key(document, ("goals",), [goal.id for goal in goals])
    for goal in goals if name_them else ():
        if section := _SECTION_OF.get(goal.level):
            document = add_entry(document, "plan", section, f"{read_marks(goal.title).words} [[{goal.id}]]", settings)
    return document


def _carried(workspace: "Workspace", period: Period, word: str, earlier: Period) -> "Document":
    """Return an earlier term's plan under a new title, without what belongs to that term's agreement."""
    from coachlog.actions.documents import set_title
    from coachlog.markdown.edit import set_key

    plan = find_plan(workspace.log, earlier)
    if plan is None:
        terms = format_list([plan.term for plan in workspace.log.plans]) or "none yet"
        raise CoachlogError(f"there is no plan for {word} to carry on", f"the plans are: {terms}")
    document = workspace.open(plan.path)
    for key in _LEFT_BEHIND:
        document = set_key(document, (key,), None)
    return set_title(document, _title(period))


def _title(period: Period) -> str:
    year, _, name = period.name.partition("-")
    return f"Coaching plan, {f'{name} {year}' if year.isdecimal() and name else period.name}"
