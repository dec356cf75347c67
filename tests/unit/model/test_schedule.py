"""When the next meeting is, and how a term's weeks are counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.period import Period
from coachlog.model.schedule import (
    choose_meeting,
    coming_meeting,
    meeting_day,
    meeting_to_take_up,
    missed,
    next_meeting,
    next_meeting_day,
    passes_today_over,
    was_agreed,
)
from coachlog.model.settings import Cadence, Settings

THURSDAY = date(2026, 11, 19)
MONDAY, TUESDAY, FRIDAY = THURSDAY - timedelta(3), THURSDAY - timedelta(2), THURSDAY + timedelta(1)
WEEK = timedelta(7)


def settings(
    weekday: int | None = 3, weeks: int = 1, breaks: tuple[Period, ...] = (), terms: tuple[Period, ...] = ()
) -> Settings:
    return Settings(1, "", (), Cadence(weeks, weekday), terms, breaks, None, (), ())


def note(day: date, status: str = "held", again: str = "", following: date | None = None) -> Meeting:
    name = f"{day}{again}"
    path = f"meetings/{name}.md"
    status = MeetingStatus(status)
    return Meeting(path, name, "", day, "", None, "", status, (), (), "", (), (), (), following, "")


def test_this_weeks_meeting_day_is_the_cadences_until_it_has_passed():
    assert meeting_day(settings(), MONDAY) == THURSDAY
    assert meeting_day(settings(), THURSDAY) == THURSDAY
    assert meeting_day(settings(), FRIDAY) == FRIDAY
    assert meeting_day(settings(None), FRIDAY) == FRIDAY


def test_the_next_day_is_the_nearest_planned_one():
    notes = [note(THURSDAY + WEEK, "planned"), note(FRIDAY, "planned"), note(THURSDAY - WEEK, "planned")]
    assert next_meeting_day(settings(), notes, THURSDAY) == FRIDAY


@pytest.mark.parametrize("weekday", [3, None])
@pytest.mark.parametrize("weeks", [1, 2])
def test_a_note_planned_for_a_later_meeting_comes_in_addition(weekday, weeks):
    told, met = settings(weekday, weeks), note(THURSDAY)
    usual = THURSDAY + weeks * WEEK
    for later in (usual + weeks * WEEK, usual + 20 * WEEK):
        notes = [met, note(later, "planned")]
        assert next_meeting_day(told, notes, FRIDAY) == usual
        assert coming_meeting(notes, told, FRIDAY) == (None, usual)
        assert coming_meeting([*notes, note(usual, "planned")], told, FRIDAY)[1] == usual
    moved = note(usual + weeks * WEEK - timedelta(1), "planned")
    assert coming_meeting([met, moved, note(later, "planned")], told, FRIDAY) == (moved, moved.day)


def test_a_planned_day_that_was_named_as_the_next_is_the_next():
    later = note(THURSDAY + 3 * WEEK, "planned")
    assert next_meeting_day(settings(), [note(THURSDAY, following=later.day), later], FRIDAY) == later.day
    assert next_meeting_day(settings(), [note(THURSDAY), later], FRIDAY) == THURSDAY + WEEK


def test_the_next_day_is_the_one_that_the_last_note_named():
    notes = [note(THURSDAY - WEEK, following=THURSDAY), note(THURSDAY, following=THURSDAY + 2 * WEEK)]
    assert next_meeting_day(settings(), notes, THURSDAY) == THURSDAY + 2 * WEEK


def test_the_focus_is_that_of_the_planned_note_else_the_one_named_before():
    named = replace(note(THURSDAY - WEEK, following=THURSDAY), next_focus="the rubric")
    assert next_meeting([named], settings(), TUESDAY).focus == "the rubric"
    planned = note(THURSDAY, "planned")
    assert next_meeting([named, planned], settings(), TUESDAY).focus == "the rubric"
    assert next_meeting([named, replace(planned, focus="the task")], settings(), TUESDAY).focus == "the task"


def test_a_named_day_that_has_passed_or_was_called_off_no_longer_counts():
    assert next_meeting_day(settings(), [note(MONDAY - WEEK, following=MONDAY)], TUESDAY) == THURSDAY
    named = [note(THURSDAY - WEEK, following=THURSDAY), note(THURSDAY, "cancelled")]
    assert next_meeting_day(settings(), named, TUESDAY) == THURSDAY + WEEK


def test_who_has_met_this_week_meets_again_next_week():
    assert next_meeting_day(settings(), [note(THURSDAY)], THURSDAY) == THURSDAY + WEEK
    assert next_meeting_day(settings(), [note(TUESDAY)], TUESDAY) == THURSDAY + WEEK


def test_every_second_week_is_counted_from_the_last_meeting_held():
    fortnightly = settings(weeks=2)
    assert next_meeting_day(fortnightly, [note(THURSDAY - WEEK)], MONDAY) == THURSDAY + WEEK
    assert next_meeting_day(fortnightly, [note(THURSDAY - 2 * WEEK), note(MONDAY, "cancelled")], MONDAY) == THURSDAY
    assert next_meeting_day(fortnightly, [], MONDAY) == THURSDAY


def test_without_a_weekday_the_cadence_counts_days():
    assert next_meeting_day(settings(None), [], MONDAY) == MONDAY
    assert next_meeting_day(settings(None), [note(FRIDAY - WEEK)], MONDAY) == FRIDAY
    assert next_meeting_day(settings(None), [note(FRIDAY - 4 * WEEK)], MONDAY) == MONDAY


def test_breaks_are_skipped_and_one_without_end_ends_the_search():
    autumn = Period("", MONDAY, FRIDAY)
    assert next_meeting_day(settings(breaks=(autumn,)), [], MONDAY) == THURSDAY + WEEK
    for_ever = Period("", date.min, date.max)
    assert next_meeting_day(settings(breaks=(for_ever,)), [], MONDAY) is None
    assert next_meeting([], settings(breaks=(for_ever,)), MONDAY) is None
    assert next_meeting_day(settings(0), [], date(9999, 12, 31)) is None


def test_in_the_summer_nothing_is_planned_that_the_calendar_does_not_know():
    fall = Period("2026-fall", MONDAY - 9 * WEEK, THURSDAY)
    spring = Period("2027-spring", THURSDAY + 6 * WEEK, THURSDAY + 26 * WEEK)
    known = settings(terms=(fall,))
    assert next_meeting_day(known, [], MONDAY) == THURSDAY
    assert next_meeting_day(known, [note(THURSDAY)], FRIDAY) is None
    assert next_meeting_day(settings(terms=(fall, spring)), [note(THURSDAY)], FRIDAY) == THURSDAY + 6 * WEEK
    assert next_meeting_day(known, [note(THURSDAY + WEEK, "planned")], FRIDAY) == THURSDAY + WEEK
    assert meeting_day(known, MONDAY + WEEK) == MONDAY + WEEK
    assert choose_meeting([], known, MONDAY + WEEK, None) == (None, MONDAY + WEEK)
    assert coming_meeting([note(THURSDAY)], known, FRIDAY) == (None, FRIDAY)
    assert missed([note(THURSDAY - WEEK)], known, Period("", MONDAY, THURSDAY + 5 * WEEK), THURSDAY + 5 * WEEK) == (
        THURSDAY,
    )


def test_meet_takes_a_days_note_when_told_the_day():
    first, second = note(FRIDAY, "cancelled"), note(FRIDAY, "planned", "-2")
    assert choose_meeting([second, first], settings(), THURSDAY, FRIDAY) == (second, FRIDAY)
    assert choose_meeting([first], settings(), THURSDAY, FRIDAY) == (first, FRIDAY)
    assert choose_meeting([first], settings(), THURSDAY, MONDAY) == (None, MONDAY)


def test_meet_takes_todays_note_before_a_planned_one():
    today, later = note(THURSDAY), note(FRIDAY, "planned")
    assert choose_meeting([today, later], settings(), THURSDAY, None) == (today, THURSDAY)


def test_meet_takes_the_planned_note_of_this_week_the_nearest_to_come_first():
    early, late = note(MONDAY, "planned"), note(FRIDAY, "planned")
    elsewhere = note(THURSDAY + WEEK, "planned")
    assert choose_meeting([early, late, elsewhere], settings(), THURSDAY, None) == (late, FRIDAY)
    assert choose_meeting([early, elsewhere], settings(), THURSDAY, None) == (early, MONDAY)
    assert choose_meeting([elsewhere], settings(), THURSDAY, None) == (None, THURSDAY)


def test_meet_takes_the_day_to_which_todays_meeting_was_moved():
    notes = [note(THURSDAY, "moved"), note(FRIDAY, "planned")]
    assert choose_meeting(notes, settings(), THURSDAY, None) == (notes[1], FRIDAY)
    assert choose_meeting(notes[:1], settings(), THURSDAY, None) == (notes[0], THURSDAY)


@pytest.mark.parametrize(
    ("notes", "weekday", "today", "passed"),
    [
        ([note(FRIDAY, "planned")], 3, THURSDAY, True),
        ([note(MONDAY), note(FRIDAY, "planned")], 3, THURSDAY, False),
        ([note(THURSDAY, "moved"), note(FRIDAY, "planned")], 3, THURSDAY, False),
        ([note(FRIDAY, "planned")], 3, TUESDAY, False),
        ([note(FRIDAY, "planned")], None, THURSDAY, False),
    ],
)
def test_another_days_planned_note_passes_the_meetings_own_day_over(notes, weekday, today, passed):
    assert passes_today_over(notes, settings(weekday), today, FRIDAY) is passed


def test_meet_makes_a_new_note_on_this_weeks_meeting_day():
    assert choose_meeting([], settings(), MONDAY, None) == (None, THURSDAY)
    assert choose_meeting([note(THURSDAY)], settings(), FRIDAY, None) == (None, FRIDAY)
    called_off = note(THURSDAY, "cancelled")
    assert choose_meeting([called_off], settings(), MONDAY, None) == (called_off, THURSDAY)


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_before_its_day_a_meeting_that_was_called_off_is_only_meant_with_its_day(status):
    off, later = note(THURSDAY, status), note(MONDAY + WEEK, "planned")
    assert meeting_to_take_up([off], settings(), MONDAY, None) == (None, THURSDAY + WEEK)
    assert meeting_to_take_up([off, later], settings(), MONDAY, None) == (later, later.day)
    assert meeting_to_take_up([off, later], settings(), MONDAY, THURSDAY) == (off, THURSDAY)
    assert meeting_to_take_up([off], settings(), THURSDAY, None) == (off, THURSDAY)
    assert meeting_to_take_up([off], settings(), FRIDAY, None) == (None, FRIDAY)


def test_of_two_notes_of_one_day_the_later_is_meant():
    notes = [note(THURSDAY, again=again) for again in ("-10", "", "-2")]
    assert choose_meeting(notes, settings(), THURSDAY, None) == (notes[0], THURSDAY)
    assert coming_meeting(notes, settings(), THURSDAY) == (notes[0], THURSDAY)


def test_what_comes_to_mind_goes_into_todays_note_or_the_next_planned_one():
    today, later = note(THURSDAY), note(FRIDAY + WEEK, "planned")
    assert coming_meeting([later, today], settings(), THURSDAY) == (today, THURSDAY)
    assert coming_meeting([later, today], settings(), FRIDAY) == (later, later.day)
    assert coming_meeting([note(THURSDAY, "moved"), later], settings(), THURSDAY) == (later, later.day)
    assert coming_meeting([today], settings(), FRIDAY) == (None, THURSDAY + WEEK)


TERM = Period("2026-fall", date(2026, 10, 1), date(2026, 12, 18))


def test_days_without_a_note_are_facts_from_the_first_note_to_yesterday():
    notes = [note(THURSDAY - 5 * WEEK), note(FRIDAY - 4 * WEEK), note(THURSDAY - 3 * WEEK, "cancelled")]
    a_break = Period("", MONDAY - WEEK, FRIDAY - WEEK)
    assert missed(notes, settings(breaks=(a_break,)), TERM, THURSDAY) == (THURSDAY - 2 * WEEK,)
    assert missed(notes, settings(), TERM, FRIDAY) == (THURSDAY - 2 * WEEK, THURSDAY - WEEK, THURSDAY)


def test_every_second_week_only_every_second_day_can_be_without_a_note():
    notes = [note(THURSDAY - 4 * WEEK), note(THURSDAY - WEEK)]
    assert missed(notes, settings(weeks=2), TERM, FRIDAY) == (THURSDAY,)


def test_without_a_weekday_or_a_note_nothing_is_missing():
    assert missed([note(THURSDAY - 4 * WEEK)], settings(None), TERM, FRIDAY) == ()
    assert missed([], settings(), TERM, FRIDAY) == ()


@given(
    st.lists(st.tuples(st.integers(-60, 60), st.sampled_from(list(MeetingStatus)), st.none() | st.integers(1, 30))),
    st.none() | st.integers(0, 6),
    st.integers(1, 4),
)
def test_the_next_day_is_never_in_the_past_and_the_order_of_notes_is_all_one(rows, weekday, weeks):
    notes = [
        note(THURSDAY + timedelta(at), status, f"-{number}", THURSDAY + timedelta(at + ahead) if ahead else None)
        for number, (at, status, ahead) in enumerate(rows)
    ]
    told = settings(weekday, weeks)
    for rule in (
        lambda given: choose_meeting(given, told, THURSDAY, None),
        lambda given: coming_meeting(given, told, THURSDAY),
    ):
        assert rule(notes) == rule(notes[::-1])
    assert next_meeting_day(told, notes, THURSDAY) >= THURSDAY


@pytest.mark.parametrize("status", ["planned", "held"])
def test_a_note_is_never_taken_for_another_day(status):
    only = replace(note(THURSDAY), status=MeetingStatus(status))
    assert choose_meeting([only], settings(), THURSDAY + WEEK, None) == (None, THURSDAY + WEEK)


def test_a_meeting_was_agreed_by_the_cadence_by_its_note_or_by_one_before_it():
    thursday, tuesday = date(2026, 11, 19), date(2026, 11, 17)
    plan = settings()
    assert was_agreed([], plan, note(thursday, "planned"))
    odd = note(tuesday, "planned")
    assert not was_agreed([odd], plan, odd)
    assert was_agreed([odd], plan, replace(odd, start="15:30"))
    assert was_agreed([odd, note(date(2026, 11, 12), following=tuesday)], plan, odd)
    assert was_agreed([odd, note(thursday, "moved")], plan, odd)
    free = replace(plan, breaks=(Period("", date(2026, 11, 16), date(2026, 11, 20)),))
    assert not was_agreed([], free, note(thursday, "planned"))
