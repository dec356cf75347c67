"""The opening of a page: who the two are, since when and how often they meet, and what their plan is for."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import MONTHS, WEEKDAYS, format_date, parse_date
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.period import Period
from coachlog.model.program_code import usual_mode
from coachlog.model.settings import Person
from coachlog.model.typed_settings import ORDINALS
from coachlog.summary.activity import plans_of
from coachlog.summary.claims import Claim, claims_in
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import TOLD_ROLES, may_say, name_others, prose, quote_all, sentence
from coachlog.summary.weeks import WeekState, build_weeks

_GOALS: Final = "Learning goals for students"
_TEENS: Final = (11, 12, 13)
_MODES: Final = {"in-person": "in person", "phone": "by phone", "virtual": "virtually"}
_GOALS_AT_MOST: Final = 2
_GOAL_WORDS: Final = 24
_ALMOST: Final = 3 / 4


def build_opening(term: Term, *, also: bool = False, tells_mode: bool = True) -> Iterator[DraftPiece]:
    """Yield the sentences that the settings, the meetings and the plan give; what is not known is left out.

    Where another sentence says how the two met, the opening does not tell their mode.
    """
    settings = Claim("", None, "coachlog.yml", 1)
    if words := _who(term, also=also):
        yield prose("who", words, settings, joined=False)
    if words := _how_often(term, tells_mode=tells_mode):
        yield prose("how often", words, settings)
    if term.me and term.for_mentee and (facts := told_teaching(term.me, "my")):
        yield prose("my work", f"I teach{facts}.", settings)
    if claims := tuple(_plan_goals(term)):
        goals = quote_all(claim.text for claim in claims)
        these = "these goals" if len(claims) > 1 else "this goal"
        yield prose("plan", f"Our coaching plan has {these} for students: {goals}.", *claims, spare=True)


def _who(term: Term, *, also: bool) -> str:
    since = _since(term)
    if term.together:
        names = " and ".join(person.alias or f"the {person.role or 'other'}" for person in term.partners)
        return sentence(f"{names} have been working together{since}") if names else ""
    facts = "".join(
        f", who teaches{words}," for person in term.partners[:1] if (words := told_teaching(person, "their"))
    )
    who = f"{name_others(term)}{_work_of_partner(term)}"
    return sentence(
        f"{since.strip()} I have {'also ' if also else ''}been working with {who}{facts}".strip().removesuffix(",")
    )


def _work_of_partner(term: Term) -> str:
    """Return the partner's work in brackets where the role says it: ` (librarian)`."""
    roles = [person.role.strip() for person in term.partners]
    known = {*TOLD_ROLES, "partner", "colleague", term.me.role.casefold() if term.me else ""}
    return f" ({roles[0]})" if len(roles) == 1 and roles[0] and roles[0].casefold() not in known else ""


def told_teaching(person: Person, whose: str) -> str:
    """Return somebody's subject, as far as the settings say: ` grade 7 math in their second year of teaching`."""
    nth = _ordinal(person.experience_year)
    words = [_grade(person.grade), person.subject, f"in {whose} {nth} year of teaching" if nth else ""]
    return "".join(f" {word}" for word in words if word)


def _ordinal(number: str) -> str:
    """Return the word for a number's place, `second` or `21st`; empty for what is no number."""
    if not (number.isascii() and number.isdecimal() and 0 < int(number[:3]) < 100):
        return ""
    place = int(number)
    end = "th" if place % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return ORDINALS[place - 1] if place <= len(ORDINALS) else f"{place}{end}"


def _grade(typed: str) -> str:
    """Return a grade as it stands before a subject: `grade 7`, `grades 7-8`, `7th grade`."""
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", typed):
        return f"{typed} grade"
    return (
        f"grade{'' if typed.isdecimal() else 's'} {typed}"
        if re.fullmatch(r"\d{1,2}( ?[-–&,/] ?\d{1,2})*", typed)
        else typed
    )


def _since(term: Term) -> str:
    typed = next((person.since for person in (*term.partners, term.me) if person and person.since), "")
    return f" since {_tell_since(typed)}" if typed else ""  # a log may be younger than the work


def _tell_since(typed: str) -> str:
    year, _, month = typed.partition("-")
    if len(typed) == len("2026-09"):
        return f"{MONTHS[int(month) - 1]} {year}"
    return typed if not month else format_date(parse_date(typed))


def _how_often(term: Term, *, tells_mode: bool) -> str:
    cadence = term.log.settings.cadence
    # A day that nobody chose, or that was given up, is no fact.
    days = [meeting.day.weekday() for meeting in term.meetings]
    on_day = days.count(cadence.weekday or 0)
    weekday = cadence.weekday if on_day * 2 >= len(days) else None
    usual = "" if weekday is None else f"on {WEEKDAYS[weekday].title()}s"
    if days and (kept := _share_kept(term, None)) >= _ALMOST:
        is_mostly = weekday is not None and on_day >= _ALMOST * len(days)
        day = WEEKDAYS[weekday].title() if weekday is not None and is_mostly else ""
        kept = _share_kept(term, weekday) if day else kept
        usual = _tell_kept(cadence.weeks, day, is_always=kept >= 1)
        if weekday is None and cadence.weeks == 1 and not cadence.mode:
            usual = ""
    mode = tell_mode(cadence.mode) if tells_mode else ""
    facts = [*filter(None, (usual, mode))] if days else []
    return sentence(f"we meet {', '.join(facts)}") if facts else ""


def _tell_kept(weeks: int, day: str, *, is_always: bool) -> str:
    """Return how often two people meet: `almost every Thursday` where it was not so in each week."""
    if weeks == 1:
        return f"{'' if is_always else 'almost '}every {day or 'week'}"
    return f"{'' if is_always else 'about '}every {weeks} weeks{f' on a {day}' if day else ''}"


def _share_kept(term: Term, weekday: int | None) -> float:
    """Return in how many of their weeks the two met, on a weekday if one is given, from the first to the last, of 1."""
    settings, days = term.log.settings, [meeting.day for meeting in term.meetings]
    span = Period("", min(days), max(days))
    weeks = [week for week in build_weeks(term.log, span, term.today) if week.state is not WeekState.BREAK]
    met = {day - timedelta(days=day.weekday()) for day in days if weekday in (None, day.weekday())}
    return len(met) / ((len(weeks) - 1) // settings.cadence.weeks + 1)


def change_of_mode(term: Term) -> tuple[Meeting, ...]:
    """Return the first meeting, and the first one that was held in another way, if that changed once; else nothing."""
    meetings = [meeting for meeting in term.meetings if tell_mode(meeting.mode)]
    changes = [(one, other) for one, other in pairwise(meetings) if one.mode != other.mode]
    is_told = len(changes) == 1 and len({tell_mode(meeting.mode) for meeting in changes[0]}) > 1
    return (meetings[0], changes[0][1]) if is_told else ()


def tell_mode(mode: str) -> str:
    """Return how people meet as it stands in a sentence; nothing for a word that is not known."""
    return _MODES.get(usual_mode(mode), "")


def _plan_goals(term: Term) -> Iterator[Claim]:
    for plan in plans_of(term.log, term.period):
        claims = [claim for claim in claims_in(term.log, plan, _GOALS, plan.start) if may_say(term, claim)]
        few = sum(len(claim.text.split()) for claim in claims[:_GOALS_AT_MOST]) <= _GOAL_WORDS
        yield from claims[: _GOALS_AT_MOST if few else 1]
