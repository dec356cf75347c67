"""The material of a reflection: every line of a term that its page could say, by section, with day and file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.fields import format_day, format_minutes, slugify
from coachlog.model.kinds.body import StepMark
from coachlog.model.kinds.goal import Goal, GoalStatus
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.kinds.page import ME
from coachlog.model.kinds.section_names import (
    EVIDENCE,
    GROWTH,
    LOOK_AT,
    NEXT_STEPS,
    NOTES,
    QUOTATIONS,
    REFERENCES,
    SAID_AND_DONE,
    SAYS_TO_ME,
    SUCCESSES,
    TAKE,
    TO_ASK,
)
from coachlog.model.kinds.visit import DISCLAIMER
from coachlog.model.kinds.work import Work
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import FILE, PersonId
from coachlog.summary.activity import agreed_on, plans_of
from coachlog.summary.claims import Claim, claims_in, note_lines, other_lines, under, value_claim
from coachlog.summary.feedback import build_feedback_claims
from coachlog.summary.goals import build_goal_claims, evidence_of
from coachlog.summary.lessons import build_lesson_claims
from coachlog.summary.page.opening import told_teaching
from coachlog.summary.page.sections import (
    ABOUT_ME,
    AGREEMENT,
    DIFFICULTIES,
    DONE,
    FELL_OUT,
    OWN_WORK,
    READ,
    REFLECTION,
    VISITS,
)
from coachlog.summary.page.term import COACHS_LEARNING, Term
from coachlog.summary.practice import build_meeting_counts, build_practice
from coachlog.summary.references import build_references
from coachlog.summary.steps import build_step_claims, named, owners
from coachlog.summary.successes import build_growth, build_successes

THEN_AND_NOW: Final = "Then and now"
COACHING: Final = "My coaching practice"
_PLAN_PARTS: Final = (
    "Norms",
    "Roles",
    "Learning goals for students",
    "Classroom, building and district goals",
    "Confidentiality",
    "Time and communication",
    "Activities by phase",
    "How we will know",
    COACHS_LEARNING,
)
_GOAL_PARTS: Final = ("Why it matters", "What success looks like", "Strategies")
_VISIT_PARTS: Final = (LOOK_AT, SAID_AND_DONE, TO_ASK, TAKE)
_FEEDBACK_PARTS: Final = ("Strengths", "Questions", "Suggestions", "What we will do")
_LONG_CARRIED: Final = 2


@frozen
class MaterialSection:
    """A section of the material: its heading, and the function that builds its claims."""

    name: str
    build: Callable[[Term], tuple[Claim, ...]]
    for_mentee: bool = True

    @property
    def key(self) -> str:
        """Return the name for the page's record."""
        return slugify(self.name)


@frozen
class DraftedSection:
    """One section of a material with its claims."""

    section: MaterialSection
    claims: tuple[Claim, ...]


def build_material(term: Term) -> tuple[DraftedSection, ...]:
    """Return every section of the material in its order; only a coach's has the coaching practice."""
    of_coach = not (term.for_mentee or term.together)
    sections = (section for section in MATERIAL_SECTIONS if section.for_mentee or of_coach)
    return tuple(DraftedSection(section, section.build(term)) for section in sections)


def _of_log(build: Callable[[Log, Period, date], tuple[Claim, ...]]) -> Callable[[Term], tuple[Claim, ...]]:
    return lambda term: build(term.log, term.period, term.today)


def _practice(term: Term) -> tuple[Claim, ...]:
    return build_practice(term.log, term.period, term.today, term.frameworks)


def _who_we_are(term: Term) -> tuple[Claim, ...]:
    """Return what the settings say of each person's work at the last meeting, with the school, which no page has."""
    claims: list[Claim] = []
    for person in term.log.settings.people if term.meetings else ():
        if facts := [words for words in (told_teaching(person, "their").strip(), person.school) if words]:
            words = f"{person.name or person.id}: {', '.join(filter(None, (person.role, *facts)))}"
            claims.append(Claim(words, term.meetings[-1].day, FILE, 1))
    return tuple(claims)


def _then_and_now(term: Term) -> tuple[Claim, ...]:
    return tuple(claim for goal in term.goals for claim in _pair(term, goal))


def _pair(term: Term, goal: Goal) -> Iterator[Claim]:
    pair = term.then_and_now[goal.path]
    yield Claim(f"“{goal.title}”", goal.opened, goal.path, 1)
    parts = {
        "At the start": pair.then,
        "First written": pair.first,
        "Measured by": value_claim(term.log, goal.measure, goal.opened, goal.path) if goal.measure else None,
        "Aimed at": value_claim(term.log, goal.target, goal.opened, goal.path) if goal.target else None,
        "Now": pair.now,
    }
    for label, claim in parts.items():
        yield from under([claim] if claim else (), label)
    for part in _GOAL_PARTS:
        yield from under(claims_in(term.log, goal, part, goal.opened), part)
    others = other_lines(term.log, goal, goal.opened, (*_GOAL_PARTS, EVIDENCE, REFLECTION))
    yield from under(claim for claim in others if not (pair.then and claim.line == pair.then.line))


def _agreed(term: Term) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    for plan in plans_of(term.log, term.period):
        for part in _PLAN_PARTS:
            agreed = claims_in(term.log, plan, part, agreed_on(plan))
            claims += (replace(claim, text=f"{part}: {claim.text}") for claim in agreed)
        claims += other_lines(term.log, plan, agreed_on(plan), (*_PLAN_PARTS, REFERENCES))
    return tuple(claims)


def _notes(term: Term) -> tuple[Claim, ...]:
    """Return the lines of each note that no section of its own has, and what was said in between."""
    claims: list[Claim] = []
    for meeting in term.log.meetings:
        if meeting.day in term.period:
            claims += note_lines(term.log, meeting)
        for contact in meeting.contacts:
            if contact.day in term.period and contact.text:
                about, themes = contact.links, contact.starred
                claim = value_claim(term.log, contact.text, contact.day, meeting.path, contact.line)
                claims.append(replace(claim, links=about, starred=themes))
    return tuple(claims)


def _visits(term: Term) -> tuple[Claim, ...]:
    """Return the visits that were shared; a draft is its visitor's own, and in no page."""
    claims: list[Claim] = []
    for visit in sorted(term.log.visits, key=lambda visit: visit.day):
        if visit.day in term.period:
            how_long = format_minutes(visit.minutes) if visit.minutes else ""
            told = "; ".join(filter(None, (visit.title, visit.class_name, how_long)))
            claims.append(Claim(told, visit.day, visit.path, 1, links=(*visit.goals, *visit.lessons)))
            for part in _VISIT_PARTS:
                claims += under(claims_in(term.log, visit, part, visit.day), part)
            others = other_lines(term.log, visit, visit.day, _VISIT_PARTS)
            claims += under(claim for claim in others if claim.text != DISCLAIMER)
    return tuple(claims)


def _about_me(term: Term) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    for note in (note for note in term.own.notes if note.about == ME and note.day in term.period):
        said = [claim for part in _FEEDBACK_PARTS for claim in claims_in(term.own, note, part, note.day)]
        said += other_lines(term.own, note, note.day, _FEEDBACK_PARTS)
        claims += (replace(claim, text=f"{note.title}: {claim.text}") for claim in said)
    return tuple(claims)


def _own_work(term: Term) -> tuple[Claim, ...]:
    works = (work for work in term.own.works if work.day is None or work.day in term.period)
    return tuple(Claim(_told_work(term, work), work.day, work.path, 1) for work in works)


def _told_work(term: Term, work: Work) -> str:
    what = f"{work.what.capitalize()}: " if work.what else ""
    lines = [entry.text for section in term.own.body(work).sections for entry in section.entries]
    facts = ", ".join(filter(None, (work.link, format_minutes(work.minutes) if work.minutes else "")))
    return ". ".join([f"{what}“{work.title}”{f' ({facts})' if facts else ''}", *(line.rstrip(".") for line in lines)])


def _read(term: Term) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    for reading in term.own.readings:
        if reading.day is None or reading.day in term.period:
            claims.append(Claim(reading.reference, reading.day, reading.path, 1))
            for part in (SAYS_TO_ME, QUOTATIONS):
                claims += under(claims_in(term.own, reading, part, reading.day))
    return tuple(claims)


def _evidence(term: Term) -> tuple[Claim, ...]:
    claims = (claim for goal in term.log.goals for claim in evidence_of(term.log, goal) if claim.day in term.period)
    return tuple(sorted(claims, key=lambda claim: (claim.day or date.min, claim.path)))


def build_done(term: Term) -> tuple[Claim, ...]:
    """Return the next steps that were finished in the period, by person, each with the day of its note."""
    claims = []
    for owner in owners(term.log):
        for step in term.log.steps:
            copy = next((copy for copy in step.copies if copy.mark is StepMark.DONE), None)
            if copy and step.owner == owner and copy.day in term.period:
                text = f"{named(term.log, owner)}: {step.text}"
                links, starred = step.newest.links, step.newest.starred
                claims.append(Claim(text, copy.day, copy.path, copy.line, links=links, starred=starred))
    return tuple(claims)


def _next_steps(term: Term) -> tuple[Claim, ...]:
    """Return the open next steps, then the lines below their heading that are not understood as steps."""
    claims = list(build_step_claims(term.log, term.period, term.today))
    unclear = term.log.unclear_steps
    for meeting in (meeting for meeting in term.log.meetings if meeting.day in term.period):
        lines = claims_in(term.log, meeting, NEXT_STEPS, meeting.day)
        claims += (claim for claim in lines if (claim.path, claim.line) in unclear)
    return tuple(claims)


def _difficulties(term: Term) -> tuple[Claim, ...]:
    """Return the difficulties: goals let go or revised, meetings that fell out, steps dropped or long waiting."""
    claims: list[Claim] = []
    for goal in term.log.goals:
        if goal.status in (GoalStatus.REVISED, GoalStatus.DROPPED) and goal.closed in term.period:
            claims += _with_reasons(
                Claim(f"“{goal.title}” was {goal.status}", goal.closed, goal.path, 1),
                claims_in(term.log, goal, REFLECTION, goal.closed),
            )
    for meeting in term.log.meetings:
        if meeting.day in term.period and meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.MOVED):
            claims += _with_reasons(
                Claim(f"{FELL_OUT} {meeting.status}", meeting.day, meeting.path, 1),
                claims_in(term.log, meeting, NOTES, meeting.day),
            )
    for step in term.log.steps:
        if step.open and step.carried >= _LONG_CARRIED and step.newest.day in term.period:
            text = f"Since {format_day(step.origin)} this has waited: {step.text}"
            claims.append(Claim(text, step.newest.day, step.path, step.line, by=step.owner))
        elif step.newest.mark is StepMark.DROPPED and step.newest.day in term.period:
            text = f"{_who(term, step.owner)} did not do this: {step.text}"
            claims.append(Claim(text, step.newest.day, step.path, step.line, by=step.owner))
    return tuple(claims)


def _who(term: Term, owner: PersonId) -> str:
    """Return whose a step is as the author says it."""
    of_others = owner in {person.id for person in term.partners}
    return named(term.log, owner) if of_others else "I" if owner and owner == term.author else "We"


def _with_reasons(what: Claim, reasons: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return what happened with each reason that somebody wrote down, so that a line says both; else it alone."""
    return tuple(replace(reason, text=f"{what.text}: {reason.text}") for reason in reasons) or (what,)


# The order of the material; a section that needs own pages is empty without them.
MATERIAL_SECTIONS: Final = (
    MaterialSection("Who we are", _who_we_are),
    MaterialSection(THEN_AND_NOW, _then_and_now),
    MaterialSection(AGREEMENT, _agreed),
    MaterialSection(SUCCESSES, _of_log(build_successes)),
    MaterialSection(GROWTH, _of_log(build_growth)),
    MaterialSection(NOTES, _notes),
    MaterialSection(DIFFICULTIES, _difficulties),
    MaterialSection("Goals and how they moved", _of_log(build_goal_claims)),
    MaterialSection(EVIDENCE, _evidence),
    MaterialSection(DONE, build_done),
    MaterialSection("Lesson improvement", _of_log(build_lesson_claims)),
    MaterialSection(VISITS, _visits),
    MaterialSection("What feedback changed", _of_log(build_feedback_claims)),
    MaterialSection(ABOUT_ME, _about_me),
    MaterialSection(OWN_WORK, _own_work),
    MaterialSection(READ, _read),
    MaterialSection(COACHING, _practice, for_mentee=False),
    MaterialSection(NEXT_STEPS, _next_steps),
    MaterialSection("References", _of_log(build_references)),
    MaterialSection("Counts", _of_log(build_meeting_counts)),
)
