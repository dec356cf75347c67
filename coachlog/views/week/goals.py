"""Goals as a table, as a tree, and one goal with its history."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from coachlog.model.fields import format_count, format_date, format_day, format_list
from coachlog.model.kinds.goal import Goal, GoalStatus
from coachlog.model.settings import Settings
from coachlog.render.view import Answer, Aside, Item, Line, Part, Prose, Table, Title
from coachlog.views.fields import Field, Fields, json_row, json_rows
from coachlog.views.linked_lines import LINKED_LINE_FIELDS, linked_parts
from coachlog.views.names import owner_name, titles_of

if TYPE_CHECKING:  # a list of goals needs no summary
    from coachlog.actions.term.goal_review import GoalReview
    from coachlog.actions.term.goals import GoalDetails, GoalList, GoalTree
    from coachlog.summary.goal_tree import Branch
    from coachlog.summary.goals import Moment

GOAL_FIELDS: Final[Fields[Goal]] = (
    Field("id", lambda goal: goal.id),
    Field("title", lambda goal: goal.title),
    Field("status", lambda goal: goal.status, "draft, active, met, revised or dropped"),
    Field("level", lambda goal: goal.level, "student, teacher, coach, classroom, building or district"),
    Field("owner", lambda goal: goal.owner, "a person's id, or `shared`"),
    Field("progress", lambda goal: goal.progress or None, "on-track, progressing or off-track"),
    Field("supports", lambda goal: goal.supports, "ids of goals"),
    Field("target_date", lambda goal: goal.target_date),
    Field("path", lambda goal: goal.path),
)
MOMENT_FIELDS: Final["Fields[Moment]"] = (
    Field("date", lambda moment: moment.day),
    Field("what", lambda moment: moment.what, "opened, evidence, met, revised or dropped"),
    Field("text", lambda moment: moment.text),
)
GOAL_DETAIL_FIELDS: "Final[Fields[GoalDetails]]" = (
    Field("opened", lambda details: details.goal.opened),
    Field("closed", lambda details: details.goal.closed),
    Field("baseline", lambda details: details.goal.baseline),
    Field("target", lambda details: details.goal.target),
    Field("measure", lambda details: details.goal.measure),
    Field("standards", lambda details: details.goal.standards, "codes"),
    Field("indicators", lambda details: details.goal.indicators, "codes"),
    Field("lessons", lambda details: details.goal.lessons, "ids"),
    Field("supported_by", lambda details: [goal.id for goal in details.supported_by], "ids of goals"),
    Field("history", lambda details: details.history, "from the oldest day to the newest", MOMENT_FIELDS),
    Field("meetings", lambda details: details.meetings, "days of meetings about it"),
    Field("lines", lambda details: details.lines, "those with a link to it", LINKED_LINE_FIELDS),
    Field("text", lambda details: details.text, "its Markdown"),
)
GOAL_REVIEW_FIELDS: Final["Fields[GoalReview]"] = (
    Field("kept", lambda review: review.kept, "", GOAL_FIELDS),
    Field("changed", lambda review: review.changed, "", GOAL_FIELDS),
    Field("closed", lambda review: review.closed, "", GOAL_FIELDS),
    Field("left", lambda review: review.left, "the number of those that were not asked about"),
)
_NO_GOALS: Final = Aside('No goals here yet. To add one: coachlog goals add "What learners can do"')
_HISTORY_AT_MOST: Final = 8  # moments shown, the newest; the goal's text has them all
_INDENT_AT_MOST: Final = 12  # levels of a tree that are indented


def show_list(listing: "GoalList") -> Answer:
    """Show goals, one a row."""
    parts = [_table(listing.goals, listing.log.settings)]
    return Answer(lambda: json_rows(GOAL_FIELDS, listing.goals), parts, listing.log.problems, listing=True)


def show_tree(tree: "GoalTree") -> Answer:
    """Show goals under what they support, then those that support nothing and those at rest."""
    parts: list[Part] = [_branch(branch) for branch in tree.branches]
    if tree.alone:
        titles = format_list([goal.title for goal in tree.alone])
        sentence = f"Without a link so far: {titles}. To link: coachlog goals update ID --supports ID"
        parts += [Line(), Line(sentence, quiet=True)]
    if tree.resting:
        resting = [f"{goal.title} (since {format_day(day)})" for goal, day in tree.resting]
        parts.append(Line(f"Not worked on for some weeks: {format_list(resting)}", quiet=True))
    goals = {branch.goal.id: branch.goal for branch in tree.branches}
    return Answer(json_rows(GOAL_FIELDS, goals.values()), parts or [_NO_GOALS], tree.problems, listing=True)


def show_details(details: "GoalDetails") -> Answer:
    """Show one goal: its facts, its history, its text."""
    goal = details.goal
    parts: list[Part] = [Line(goal_facts(goal, details.log.settings), id=goal.id)]
    parts += [Line(f"{label}: {'; '.join(names)}", quiet=True) for label, names in _about(details) if any(names)]
    parts += _history(details.history)
    parts += linked_parts(details.lines)
    data = json_row(GOAL_FIELDS, goal) | json_row(GOAL_DETAIL_FIELDS, details)
    problems = [problem for problem in details.log.problems if problem.path == goal.path]
    return Answer(data, [*parts, Line(), Prose(details.text)], problems)


def show_changed(goal: Goal, done: str, how: str = "") -> Answer:
    """Show what was done with a goal."""
    return Answer(json_row(GOAL_FIELDS, goal), [Line(f"{done} “{goal.title}”{how}: {goal.path}")])


def show_review(review: "GoalReview") -> Answer:
    """Say how many goals were kept, changed and closed."""
    done = (("kept", review.kept), ("changed", review.changed), ("closed", review.closed))
    counts = [f"{len(goals)} {word}" for word, goals in done if goals]
    sentence = f"Went through {format_count(sum(len(goals) for _, goals in done), 'goal')}: {format_list(counts)}."
    parts = [Line(sentence) if counts else _NO_GOALS if not review.left else Line("No goal was changed.")]
    if review.left:
        parts.append(Aside(f"{review.left} left for another time: coachlog goals review"))
    return Answer(json_row(GOAL_REVIEW_FIELDS, review), parts)


def how_it_moves(goal: Goal) -> str:
    """Return an open goal's progress, or how a closed one ended, in a word or two."""
    progress = goal.progress.replace("-", " ")
    return progress if goal.open and progress else "" if goal.status is GoalStatus.ACTIVE else goal.status


def _table(goals: Iterable[Goal], settings: Settings) -> Part:
    rows = [_row(goal, settings) for goal in goals]
    return Table(("Id", "Goal", "Level", "Owner", "Progress", "Target date"), rows) if rows else _NO_GOALS


def _row(goal: Goal, settings: Settings) -> tuple[str, ...]:
    owner, day = owner_name(settings, goal.owner), str(goal.target_date or "")
    return goal.id, goal.title, goal.level, owner, how_it_moves(goal), day


def _branch(branch: "Branch") -> Item:
    beside = [
        branch.goal.level,
        how_it_moves(branch.goal),
        "the goals that support it are above" if branch.again else "",
    ]
    return Item(branch.goal.title, ", ".join(filter(None, beside)), indent=2 * min(branch.depth, _INDENT_AT_MOST))


def goal_facts(goal: Goal, settings: Settings) -> str:
    """Return a goal's level, owner, status, how it moves and by when."""
    facts = [goal.level, f"owner {owner_name(settings, goal.owner)}", goal.status]
    if goal.open and goal.progress:
        facts.append(how_it_moves(goal))
    if goal.closed:
        facts.append(f"closed {format_date(goal.closed)}")
    elif goal.target_date:
        facts.append(f"to reach by {format_date(goal.target_date)}")
    return ", ".join(facts)


def _about(details: "GoalDetails") -> Iterator[tuple[str, Iterable[str]]]:
    """Yield labels, each with the names that belong to it."""
    goal = details.goal
    yield "Supports", titles_of(details.log, goal.supports, "goal")
    yield "Supported by", [other.title for other in details.supported_by]
    yield "Standards", goal.standards
    yield "Coaching indicators", goal.indicators
    yield "Baseline", [goal.baseline]
    yield "Target", [goal.target]
    yield "Measure", [goal.measure]
    yield "Meetings about it", _count_days(details.meetings)


def _count_days(days: tuple[date, ...]) -> list[str]:
    return [f"{format_count(len(days), 'meeting')}, the last on {format_date(days[-1])}"] if days else []


def _history(moments: "tuple[Moment, ...]") -> Iterator[Part]:
    if any(moment.text for moment in moments):
        yield Title("How it moved")
        yield from (Item(moment.text or moment.what, format_date(moment.day)) for moment in moments[-_HISTORY_AT_MOST:])
        if len(moments) > _HISTORY_AT_MOST:
            yield Aside(f"and {len(moments) - _HISTORY_AT_MOST} earlier, shown below")
