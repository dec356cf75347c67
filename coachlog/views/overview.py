"""The log at a glance."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from coachlog.actions.look.overview import Overview
from coachlog.model.fields import format_day, format_list
from coachlog.model.kinds.plan import how_to_agree
from coachlog.model.log import Log
from coachlog.model.school_year import tell_ended
from coachlog.model.settings import BOTH, Person
from coachlog.regex import regex
from coachlog.render.view import Answer, Aside, Item, Line, Part, Title
from coachlog.summary.still_planned import tell_still_planned
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.setup.logs import advice_for_away
from coachlog.views.sharing_state import SHARING_STATE_FIELDS, sharing_parts, unsorted_parts
from coachlog.views.term.agenda import NEXT_MEETING_FIELDS, tell_meeting
from coachlog.views.term.successes import SUCCESS_FIELDS
from coachlog.views.week.goals import GOAL_FIELDS, how_it_moves
from coachlog.views.week.lessons import LESSON_FIELDS
from coachlog.views.week.steps import STEP_FIELDS, by_person, unclear_parts

# What fits on one screen.
_STEPS: Final = 3
_GOALS: Final = 5
_LESSONS: Final = 2
_WORD: Final = regex(r"\w+")


PERSON_FIELDS: Final[Fields[Person]] = (
    Field("id", lambda person: person.id),
    Field("name", lambda person: person.name),
)
LOG_FIELDS: Final[Fields[Log]] = (
    Field("name", lambda log: log.name),
    Field("title", lambda log: log.settings.title),
    Field("people", lambda log: log.settings.people, fields=PERSON_FIELDS),
)
OVERVIEW_FIELDS: Final[Fields[Overview]] = (
    Field("log", lambda overview: overview.log, fields=LOG_FIELDS, single=True),
    Field("next_meeting", lambda overview: overview.meeting, fields=NEXT_MEETING_FIELDS, single=True),
    Field("ended_term", lambda overview: overview.ended.name if overview.ended else None, "where none follows it yet"),
    Field("steps", lambda overview: overview.steps, "the open ones, one's own first", STEP_FIELDS),
    Field("goals", lambda overview: overview.goals, "the open ones", GOAL_FIELDS),
    Field("lessons", lambda overview: overview.lessons, "those in progress", LESSON_FIELDS),
    Field("plans_to_agree", lambda overview: [plan.term for plan in overview.plans], "terms of plans that wait for me"),
    Field("unsorted", lambda overview: overview.log.unsorted, "paths of notes in which words wait to be sorted"),
    Field("success", lambda overview: overview.success, "the newest one", SUCCESS_FIELDS, single=True),
)


def show_overview(overview: Overview) -> Answer:
    """Show one screen of the log, and what to type next."""
    parts = list(overview_parts(overview))
    title = next((part.text for part in parts if isinstance(part, Title)), "")
    return Answer(overview_data(overview), parts, overview.log.problems, listing=True, title=title)


def show_briefly(overview: Overview) -> Answer:
    """Show of one log among several its next meeting, and what the person at this computer has promised."""
    mine = [step for step in overview.steps if not overview.me or step.owner in (overview.me, BOTH)]
    mine.sort(key=lambda step: step.due or date.max)
    parts: list[Part] = [Line(tell_meeting(overview.meeting, overview.today))]
    parts += [
        Item(step.text, f"due {format_day(step.due, overview.today)}" if step.due else "") for step in mine[:_STEPS]
    ]
    parts += _more(len(mine) - _STEPS, f"steps --log {overview.log.name}")
    return Answer(overview_data(overview), parts, overview.log.problems, listing=True)


def advice_for_several(name: str, away: Iterable[Path]) -> tuple[Part, ...]:
    """Say what to type for one of several logs, and for those that are not where they were."""
    return (Aside(f"To look at one: coachlog --log {name}, or in its folder: coachlog"), *advice_for_away(away))


def overview_data(overview: Overview) -> dict[str, Any]:
    """Return the overview, with what there is to share."""
    return json_row(OVERVIEW_FIELDS, overview) | json_row(SHARING_STATE_FIELDS, overview.sharing)


def overview_parts(overview: Overview) -> Iterator[Part]:
    """Return the overview as parts."""
    yield from _heading(overview.log)
    meeting, success = overview.meeting, overview.success
    yield Line(tell_meeting(meeting, overview.today) + (f" ({meeting.focus})" if meeting and meeting.focus else ""))
    if overview.ended:
        yield from map(Line, tell_ended(overview.ended, overview.today))
    for planned in overview.planned[-1:]:  # check names them all
        yield Line(tell_still_planned(planned, overview.today))
    if success and success.day:
        yield Line(f"To celebrate, from {format_day(success.day, overview.today)}: {success.text}")
    yield from by_person(overview.log, overview.steps, overview.today, overview.me, _STEPS)
    yield from unclear_parts(overview.log)
    if overview.goals:
        yield Title("Open goals")
        yield from (Item(goal.title, how_it_moves(goal)) for goal in overview.goals[:_GOALS])
        yield from _more(len(overview.goals) - _GOALS, "goals")
    if overview.lessons:
        yield Title("Lessons in progress")
        yield from (Item(lesson.title, lesson.status) for lesson in overview.lessons[:_LESSONS])
        yield from _more(len(overview.lessons) - _LESSONS, "lessons")
    for plan in overview.plans:
        how = how_to_agree(plan, overview.log.settings, overview.today)
        yield Line(f"The plan for {plan.term} waits for your agreement: {how}")
    yield from sharing_parts(overview.sharing)
    yield from unsorted_parts(overview.log.unsorted)
    yield from _what_next(overview)


def _heading(log: Log) -> Iterator[Part]:
    """Return the title and the people; only these where the title is their names, as it once was."""
    people = [person.name or person.id for person in log.settings.people]
    names, title = format_list(people), log.settings.title or log.name
    words = re.split(r", | and ", title)
    same_words = sorted(_WORD.findall(title)) == sorted(_WORD.findall(names))  # `Dana and Weiß, Ana`
    if same_words or (len(words) == len(people) and set(words) & set(people)):
        yield Title(names)
    else:
        yield Title(title)
        if names:
            yield Line(names, quiet=True)


def _more(count: int, command: str) -> Iterator[Part]:
    if count > 0:
        yield Aside(f"and {count} more: coachlog {command}", indent=2)


def _what_next(overview: Overview) -> Iterator[Part]:
    """Return three commands that fit the state of the log."""
    steps = overview.steps
    rows = [
        ("coachlog meet", "the week's note" if overview.log.meetings else "your first note"),
        ("coachlog note --in successes", "what went well"),
        (f"coachlog steps done {steps[0].id}", steps[0].text) if steps else ("coachlog steps add", "what to try"),
    ]
    yield Aside("What to type next")
    width = max(len(typed) for typed, _ in rows)
    yield from (Aside(f"{typed.ljust(width)}  {purpose}", indent=2) for typed, purpose in rows)
