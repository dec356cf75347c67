"""List goals, look one up, add, update and close one."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frameworks import INDICATORS
from coachlog.frozen import frozen
from coachlog.model.fields import format_date, slugify
from coachlog.model.kinds.goal import OPEN_STATUSES, SHARED_OWNER, Goal, GoalStatus, Level
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.kinds.section_names import EVIDENCE
from coachlog.model.log import Log
from coachlog.model.period import Period

if TYPE_CHECKING:  # a list of goals needs nothing that writes
    from coachlog.actions.workspace import Workspace
    from coachlog.markdown.document import Document
    from coachlog.summary.claims import Claim
    from coachlog.summary.goal_tree import Branch
    from coachlog.summary.goals import Moment, RestingGoal

_LISTS: Final = ("supports", "standards", "indicators")


@frozen
class GoalFilter:
    """Which goals to list; open ones unless a status or a term is given."""

    everything: bool = False
    level: Level | str = ""
    owner: str = ""
    status: GoalStatus | str = ""
    term: Period | None = None
    indicator: str = ""
    standard: str = ""


@frozen
class GoalList:
    """Goals by level, and the log that they are of."""

    goals: tuple[Goal, ...]
    log: Log


@frozen
class GoalTree:
    """Goals under what they support; goals that support nothing yet; goals at rest, with their last day."""

    branches: "tuple[Branch, ...]"
    alone: tuple[Goal, ...]
    resting: "tuple[RestingGoal, ...]"
    problems: tuple[Problem, ...]


@frozen
class GoalDetails:
    """A goal with its text, its history, its meetings, the lines about it and the goals that support it."""

    goal: Goal
    log: Log
    supported_by: tuple[Goal, ...]
    history: "tuple[Moment, ...]"
    meetings: tuple[date, ...]
    lines: "tuple[Claim, ...]"
    text: str


def list_goals(context: Context, wanted: GoalFilter) -> GoalList:
    """Return goals by level."""
    log = context.read(("goal",))
    levels = list(Level)
    goals = sorted(_filter(context, log, wanted), key=lambda goal: levels.index(goal.level))
    return GoalList(tuple(goals), log)


def goal_tree(context: Context, wanted: GoalFilter) -> GoalTree:
    """Return goals under what they support."""
    from coachlog.summary.goal_tree import build_tree, check_tree, with_supported
    from coachlog.summary.goals import resting_goals

    log = context.read(("goal", "meeting", "feedback"), bodies=("goal",))
    goals = _filter(context, log, wanted)
    branches = build_tree(with_supported(goals, log.goals))
    problems = {*log.problems, *check_tree(log.goals, lambda goal: _supports_line(context, goal))}
    alone = (branch.goal for branch in branches if branch.depth == 0 and _stands_alone(branch.goal))
    resting = (one for one in resting_goals(log, context.today) if one.goal in goals)
    return GoalTree(tuple(branches), tuple(alone), tuple(resting), tuple(sorted(problems)))


def goal_details(context: Context, word: str) -> GoalDetails:
    """Return the goal that is meant by an id or by words, with everything the log has about it."""
    from coachlog.actions.documents import readable_text
    from coachlog.summary.goals import goal_history, meetings_about
    from coachlog.summary.linked_lines import lines_about

    log = context.read(("goal", "meeting", "feedback"), bodies=("goal", "meeting"))
    goal = log.find_goal(word)
    supported_by = tuple(other for other in log.goals if goal.id in other.supports)
    text = readable_text(context, goal.path)
    history, lines = goal_history(log, goal), lines_about(log, goal)
    return GoalDetails(goal, log, supported_by, history, meetings_about(log, goal), lines, text)


def add_goal(context: Context, title: str, fields: Mapping[str, Any]) -> Goal:
    """Add a goal: active, shared and for students unless the fields say otherwise."""
    from coachlog.actions.documents import ensure_title, set_fields
    from coachlog.actions.term.same_title import tell_same_title
    from coachlog.actions.workspace import open_workspace
    from coachlog.markdown.document import parse_document

    slots = {
        "level": fields["level"] or Level.STUDENT,
        "owner": fields["owner"] or SHARED_OWNER,
        "status": fields["status"] or GoalStatus.ACTIVE,
        "opened": context.today.isoformat(),
        "target_date": fields["target_date"],
    }
    closed = "" if slots["status"] in OPEN_STATUSES else context.today.isoformat()
    more = {"closed": closed, "baseline": fields["baseline"], "measure": fields["measure"]}
    with open_workspace(context, "goals add", ("goal",)) as workspace:
        tell_same_title(context, "An open goal", title, (goal for goal in workspace.log.goals if goal.open))
        goal_id = context.new_id(slugify(title))
        document = ensure_title(parse_document(context.fill("goal", {"title": title, **slots})), title)
        document = set_fields(document, {"type": "goal", **slots, **more})
        document = _extend_lists(document, fields, workspace.log, None)
        workspace.replace(f"goals/{goal_id}.md", document)
        workspace.message = "goals add: 1 goal"
    return context.read(("goal",)).find_goal(goal_id)


def update_goal(
    context: Context, word: str, fields: Mapping[str, Any], line: tuple[str, str], links: tuple[str, ...] = ()
) -> Goal:
    """Set fields of a goal, and add a `line` to a section: the section's name, and the words; evidence has its day.

    `links` are the ids of what else the line is about.
    """
    from coachlog.actions.documents import set_fields
    from coachlog.actions.workspace import open_workspace
    from coachlog.model.blank_pages import add_entry, known_section

    section, words = line
    single = {key: value for key, value in fields.items() if key != "status" and key not in _LISTS}
    with open_workspace(context, "goals update", ("goal", "meeting")) as workspace:
        log = workspace.log
        goal = log.find_goal(word)
        baseline = single["baseline"] and _looking_back(goal, single["baseline"], context.today)
        document = set_fields(workspace.open(goal.path), {**single, "baseline": baseline})
        if fields["status"]:
            document = _set_status(document, goal, fields["status"], context.today)
        document = _extend_lists(document, fields, log, goal)
        if words:
            name = known_section("goal", section, log.settings)
            lead = f"{context.today}: " if name == EVIDENCE else ""
            document = add_entry(document, "goal", name, words, log.settings, lead=lead, links=links)
        workspace.replace(goal.path, document)
        _mention(workspace, goal, context.today)
        workspace.message = "goals update: 1 goal"
    return context.read(("goal",)).find_goal(goal.id)


def _looking_back(goal: Goal, baseline: str, today: date) -> str:
    """Return a baseline; one that is written down after the goal's first day says so, with its day."""
    if goal.baseline or goal.opened is None or goal.opened >= today:
        return baseline
    return f"{baseline.rstrip('.')} (looking back on {format_date(today)})"


def close_goal(context: Context, word: str, status: GoalStatus, reflection: str) -> Goal:
    """Close a goal, and add a line of reflection."""
    from coachlog.actions.workspace import open_workspace
    from coachlog.model.blank_pages import add_entry, has_entry

    with open_workspace(context, "goals close", ("goal", "meeting")) as workspace:
        log = workspace.log
        goal = log.find_goal(word)
        document = _set_status(workspace.open(goal.path), goal, status, context.today)
        if reflection and not has_entry(document, "Reflection", reflection, log.settings):
            document = add_entry(document, "goal", "Reflection", reflection, log.settings)
        workspace.replace(goal.path, document)
        _mention(workspace, goal, context.today)
        workspace.message = f"goals close: 1 goal {status}"
    return context.read(("goal",)).find_goal(goal.id)


def _filter(context: Context, log: Log, wanted: GoalFilter) -> list[Goal]:
    everything = wanted.everything or wanted.term
    goals = [
        goal
        for goal in log.goals
        if (goal.status is wanted.status if wanted.status else everything or goal.open)
        and wanted.level in ("", goal.level)
        and wanted.owner in ("", goal.owner)
        and (wanted.term is None or goal.alive_in(wanted.term))
    ]
    goals = _with_code(context, goals, INDICATORS, wanted.indicator, lambda goal: goal.indicators)
    return _with_code(context, goals, "content", wanted.standard, lambda goal: goal.standards)


def _with_code(
    context: Context, goals: list[Goal], kind: str, typed: str, codes: Callable[[Goal], Iterable[str]]
) -> list[Goal]:
    if not typed:
        return goals
    from coachlog.actions.term.framework_codes import code_matcher

    matches = code_matcher(context, kind, typed)
    return [goal for goal in goals if matches(codes(goal))]


def _stands_alone(goal: Goal) -> bool:
    """Tell whether an open goal supports no other, though there may be one for it to support."""
    return goal.open and not goal.supports and goal.level not in (Level.BUILDING, Level.DISTRICT)


def _supports_line(context: Context, goal: Goal) -> int:
    """Return the line of a goal's file that says what the goal supports."""
    from coachlog.checks.check import line_of
    from coachlog.storage.files import Folder

    return line_of((Folder(context.root).read(goal.path) or b"").decode("utf-8", "replace"), "supports")


def _extend_lists(document: "Document", fields: Mapping[str, Any], log: Log, goal: Goal | None) -> "Document":
    from coachlog.actions.documents import extend_list

    document = extend_list(document, "supports", _parents(log, fields["supports"], goal))
    document = extend_list(document, "standards", fields["standards"])
    return extend_list(document, "indicators", fields["indicators"])


def _set_status(document: "Document", goal: Goal, status: GoalStatus, today: date) -> "Document":
    from coachlog.markdown.edit import set_key

    if goal.status is status:
        return document
    closed = None if status in OPEN_STATUSES else today.isoformat()
    return set_key(set_key(document, ("status",), status.value), ("closed",), closed)


def _parents(log: Log, words: Iterable[str], goal: Goal | None) -> list[str]:
    """Return the ids of goals to support; raise CoachlogError if a goal would support itself, even in a circle."""
    from coachlog.summary.goal_tree import with_supported

    parents = [log.find_goal(word) for word in words]
    for parent in parents:
        if goal and goal.id in {above.id for above in with_supported([parent], log.goals)}:
            sentence = f"`{parent.title}` already supports `{goal.title}`" if parent.id != goal.id else ""
            raise CoachlogError(
                sentence or "a goal cannot support itself", "coachlog goals --tree shows what supports what"
            )
    return [parent.id for parent in parents]


def _mention(workspace: "Workspace", goal: Goal, today: date) -> None:
    """Add a goal that moved to the goals of today's meeting."""
    from coachlog.actions.documents import extend_list
    from coachlog.markdown.edit_yaml import CannotEdit
    from coachlog.model.schedule import choose_meeting

    meeting, _ = choose_meeting(workspace.log.meetings, workspace.settings, today, today)
    document = workspace.find(meeting.path) if meeting else None
    if meeting and document and meeting.status in (MeetingStatus.PLANNED, MeetingStatus.HELD):
        with suppress(CannotEdit):  # a note whose list cannot be changed in place does not hold the goal up
            workspace.replace(meeting.path, extend_list(document, "goals", [goal.id]))
