"""Settings are understood as people say them."""

import pytest

from coachlog.model.parse_settings import parse_settings
from coachlog.model.typed_settings import format_every, parse_every, parse_requirement, parse_since, parse_teaching_year


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        *[
            (words, 1)
            for words in ("week", "weekly", "every week", "each week", "1", "1 week", "once a week", "Once every week")
        ],
        *[(words, 2) for words in ("2", "2 weeks", "two weeks", "every other week", "Biweekly", "fortnightly")],
        *[(words, 3) for words in ("every 3 weeks", "once in three weeks")],
    ],
)
def test_how_often_a_pair_meets(typed, weeks):
    assert parse_every(typed) == weeks
    assert parse_every(format_every(weeks)) == weeks


@pytest.mark.parametrize("typed", ["month", "0", "", "now and then", "every 1000 weeks"])
def test_what_is_no_number_of_weeks_is_refused(typed):
    with pytest.raises(ValueError, match="write `week`, or `2 weeks`"):
        parse_every(typed)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("180 minutes a month", (180, "month")),
        ("180 min/month", (180, "month")),
        ("180 minutes per month", (180, "month")),
        ("3 hours monthly", (180, "month")),
        ("1:30 a week", (90, "week")),
        ("45 min each week", (45, "week")),
        ("6 h per quarter", (360, "term")),
        ("10 hours a school year", (600, "year")),
        *[(words, (180, "month")) for words in ("at least 180 minutes a month", "180 min/mo.", "minimum 3 h a month")],
        ("6 h/yr", (360, "year")),
        ("30 hours", (1800, "total")),
        ("30 hours in total", (1800, "total")),
    ],
)
def test_what_a_programme_asks_for(typed, asked):
    assert parse_requirement(typed) == asked


@pytest.mark.parametrize("typed", ["", "a lot", "0 minutes a month", "180 minutes a fortnight", "ten a month"])
def test_what_no_programme_asks_for_is_refused(typed):
    with pytest.raises(ValueError, match="180 minutes a month"):
        parse_requirement(typed)


@pytest.mark.parametrize(
    "typed", ["2", "2nd", "second", "two", "Second year", "2nd year", "year 2", "2 years", "second year of teaching"]
)
def test_the_year_of_teaching_is_a_number(typed):
    assert parse_teaching_year(typed) == "2"
    assert not parse_settings(f"people:\n  - id: a\n    experience_year: {typed}\n".encode())[1]


@pytest.mark.parametrize("typed", ["many", "0", "99th", "1998", "second grade", "since 2020"])
def test_what_is_no_year_of_teaching_is_named(typed):
    settings, problems = parse_settings(f"people:\n  - id: a\n    experience_year: {typed}\n".encode())
    assert settings.people[0].experience_year == ""
    assert [(problem.line, problem.code) for problem in problems] == [(3, "bad-value")]


def test_since_is_a_day_a_month_or_a_year():
    assert [parse_since(typed) for typed in ("2024", "2024-09", "2024-9-8")] == ["2024", "2024-09", "2024-09-08"]
    for typed in ("September 2024", "sept. 2024", "Sep, 2024", "9/2024", "09.2024"):
        assert parse_since(typed) == "2024-09"
    for typed in ("long ago", "13/2024", "fall 2024", "9/24"):
        with pytest.raises(ValueError, match=r"date|year|calendar"):
            parse_since(typed)


def test_everything_about_a_person_is_read_and_wrong_values_are_named():
    settings, problems = parse_settings(
        b"people:\n  - id: mentee\n    name: Sam\n    subject: math\n    grade: 7\n    school: Lincoln\n"
        b"    alias: S.\n    since: 2024-09\n    quote: [successes, check-in]\n  - id: mentor\n    since: ages ago\n"
    )
    sam, _ = settings.people
    assert (sam.subject, sam.grade, sam.school, sam.alias, sam.since, sam.quote) == (
        *("math", "7", "Lincoln", "S.", "2024-09"),
        ("successes",),
    )
    assert [(problem.line, problem.code) for problem in problems] == [(9, "bad-value"), (11, "bad-date")]


@pytest.mark.parametrize(
    "typed",
    [
        "holidays: [{start: 2026-11-26, end: 2026-11-27}]",
        "vacations: [2026-11-26]",
        "weekday: thursday",
        "time: 3:30",
        "minutes: 45",
        "required: 180 minutes a month",
        "mentor: Dana",
        "requirement: {hours: 3, per: month}",
        "requirement: {per: month}",
        "cadence: {day: thursday}",
        "cadence: {place: room 4}",
        "headings: {Shine: [Successes]}",
        "terms: [{name: Fall, start: 2026-09-08, end: 2026-12-18}]",
        "terms: [{id: a, from: 2026-09-08, to: 2026-12-18}]",
        "people: [{id: mentor, years: 3}]",
        "people: [{id: mentor, nickname: Dee}]",
    ],
)
def test_a_word_that_the_settings_do_not_have_there_is_named(typed):
    assert {problem.line for problem in parse_settings(f"coachlog: 1\n{typed}\n".encode())[1]} == {2}
