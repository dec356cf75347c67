"""Which terms are behind and ahead, and what a new one is called."""

from datetime import date

import pytest

from coachlog.model.period import Period, find_period, school_year_of
from coachlog.model.school_year import (
    ended_term,
    is_school_day,
    likely_term,
    name_term,
    next_term,
    relative_period,
    say_term,
    usual_begin,
)

FALL = Period("2026-fall", date(2026, 9, 8), date(2026, 12, 18))
SPRING = Period("2027-spring", date(2027, 1, 5), date(2027, 6, 11))
BOTH = (SPRING, FALL)


def test_the_last_term_has_ended_only_where_none_follows_it():
    assert ended_term((), date(2027, 1, 1)) is None
    assert ended_term((FALL,), FALL.end) is None
    assert ended_term((FALL,), date(2026, 12, 19)) == FALL
    assert ended_term(BOTH, date(2026, 12, 19)) is None
    assert next_term(BOTH, date(2026, 12, 19)) == SPRING
    assert next_term(BOTH, SPRING.start) is None


@pytest.mark.parametrize(
    ("word", "terms", "today", "name"),
    [
        ("last", BOTH, date(2027, 2, 1), "2026-fall"),
        ("Last term", BOTH, date(2027, 8, 1), "2027-spring"),
        ("previous", (), date(2027, 2, 1), "2026-q4"),
        ("last", BOTH, date(2026, 9, 30), None),
        ("this", BOTH, date(2027, 2, 1), "2027-spring"),
        ("now", (), date(2027, 2, 1), "2027-q1"),
        ("next", BOTH, date(2026, 12, 31), "2027-spring"),
        ("next", (), date(2026, 12, 31), "2027-q1"),
        ("next", BOTH, date(2027, 2, 1), None),
        ("2026-fall", BOTH, date(2027, 2, 1), None),
        ("October", BOTH, date(2026, 11, 1), "2026-10"),
        ("nov", (), date(2026, 11, 1), "2026-11"),
        ("dec", (), date(2026, 11, 1), "2025-12"),
        ("ma", (), date(2026, 11, 1), None),
        ("last semester", BOTH, date(2027, 8, 1), "2027-spring"),
        ("this year", BOTH, date(2026, 11, 1), "2026-27"),
        ("School  year", (), date(2027, 6, 30), "2026-27"),
        ("last year", (), date(2028, 2, 29), "2026-27"),
    ],
)
def test_a_word_means_a_term_seen_from_today(word, terms, today, name):
    period = relative_period(word, terms, today)
    assert (period.name if period else None) == name


@pytest.mark.parametrize("word", ["2026-27", "2026/27", "2026-2027", "26-27", "SY 2026-27", "sy26/27"])
def test_a_school_year_is_a_period(word):
    assert find_period(word, ()) == Period("2026-27", date(2026, 7, 1), date(2027, 6, 30))
    assert school_year_of(date(2027, 6, 30)) == find_period(word, ())


def test_a_month_is_no_school_year_and_no_other_two_years_are():
    assert find_period("2011-12", ()).end == date(2011, 12, 31)
    for word in ("2026-28", "2026-13", "2026-00", "26-28", "11-12"):
        with pytest.raises(ValueError, match="there is no term"):
            find_period(word, ())


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (FALL.start, FALL.end, "2026-fall"),
        (SPRING.start, SPRING.end, "2027-spring"),
        (date(2027, 7, 1), date(2027, 8, 1), "2027-summer"),
        (date(2027, 1, 2), date(2027, 1, 30), "2027-winter"),
    ],
)
def test_a_term_is_called_by_its_season(start, end, name):
    assert name_term(start, end) == name


@pytest.mark.parametrize("after", [FALL, SPRING])
@pytest.mark.parametrize("today", [date(2026, 12, 19), date(2027, 3, 1), date(2027, 6, 20), date(2027, 11, 30)])
def test_a_likely_term_follows_the_last_one_and_ends_after_it_begins(after, today):
    likely = likely_term(after, today)
    assert likely.start >= max(today, after.end)
    assert likely.end > likely.start
    assert likely.name.startswith(str(likely.start.year))


def test_a_school_day_is_in_a_term_and_in_no_break():
    pause = Period("", date(2026, 11, 23), date(2026, 11, 27))
    assert is_school_day((), (), date(2027, 7, 20))
    assert is_school_day((FALL,), (pause,), date(2026, 11, 19))
    assert not is_school_day((FALL,), (pause,), date(2026, 11, 26))
    assert not is_school_day((FALL,), (), date(2026, 12, 24))


@pytest.mark.parametrize(
    ("end", "begin"),
    [
        (date(2026, 12, 18), date(2026, 9, 1)),
        (date(2027, 1, 29), date(2026, 9, 1)),
        (date(2027, 6, 11), date(2027, 1, 4)),
        (date(2027, 8, 20), date(2027, 6, 1)),
    ],
)
def test_a_term_usually_begins_with_the_school_year_or_after_the_winter_or_in_summer(end, begin):
    assert usual_begin(end) == begin


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2026-fall", "fall 2026"),
        ("2026-q4", "fourth quarter of 2026"),
        ("2026-10", "2026-10"),
        ("autumn", "autumn"),
        ("2026-09-01..2026-10-01", "2026-09-01..2026-10-01"),
    ],
)
def test_a_term_is_said_as_people_say_it(name, said):
    assert say_term(name) == said


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *[(words, "2026-fall") for words in ("fall 2026", "2026 fall", "Fall, 2026", " 2026-FALL ")],
        *[(words, "2026-10") for words in ("October 2026", "oct 2026", "Oct. 2026")],
        *[(words, "2026-q4") for words in ("Q4 2026", "2026 q4")],
    ],
)
def test_a_period_with_its_year_before_or_behind(typed, name):
    terms = (Period("2026-fall", date(2026, 9, 1), date(2026, 12, 18)), Period("2027 Spring", date.max, date.max))
    assert find_period("2027 spring", terms) == terms[1]
    assert find_period(typed, terms) == find_period(name, terms)
