"""The dates that begin a meeting in a running document, their order, and their years."""

from datetime import date

import pytest

from coachlog.incoming.days import UsualDays, find_day, find_day_within, is_day_first, resolve_days
from coachlog.model.period import Period

TODAY = date(2026, 11, 19)
USUAL = UsualDays(TODAY)


def days(*lines: str, usual: UsualDays = USUAL) -> list[str]:
    marks = [mark for line in lines if (mark := find_day(line))]
    assert len(marks) == len(lines)
    order = is_day_first(marks, usual)
    assert order is not None
    return [str(day) for day in resolve_days(marks, usual.today, day_first=order)]


@pytest.mark.parametrize(
    "line",
    [
        "2026-09-17",
        "2026/9/17",
        "9/17/26 – JP",
        "9-17-2026",
        "9.17.2026",
        "17.9.2026",
        "Sept 17, 2026",
        "Sep. 17th 2026",
        "Thursday, September 17, 2026",
        "Thurs. 9/17/26",
        "17 September 2026",
        "the 17th of September 2026",
        "Donnerstag, 17. September 2026",
        "jueves 17 de septiembre de 2026",
        "Week 3: 9/17/26",
        "Meeting #4 (9/17/26)",
        "Session 2 - Sep 17, 2026",
        "Date: 9/17/2026",
        "Name: Sam   Date: 9/17/2026",
        "🗓️ Sep 17, 2026 | 1:1",
        "9/17/26 (Thurs)",
        "Sept 17 '26",
    ],
)
def test_a_date_at_the_beginning_of_a_line_is_read(line: str) -> None:
    assert days(line) == ["2026-09-17"]


@pytest.mark.parametrize(
    "line",
    [
        "Next meeting: 9/24",
        "3-4 students were late",
        "3.5 points",
        "13/13/2026",
        "0/5",
        "May the best win",
        "Start Date: 9/17/2026",
        "Week 5",
        "1. Intro",
        "Marchers came",
        "99 bottles",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(line: str) -> None:
    assert find_day(line) is None


def test_in_a_heading_it_may_stand_anywhere() -> None:
    mark = find_day_within("Weekly mentoring notes, 9/17/26 in Room 4")
    assert mark
    assert (mark.first, mark.second, mark.year, mark.rest) == (9, 17, 2026, " in Room 4")
    assert find_day_within("Notes on 3-4 things") is None


def test_the_year_comes_from_the_neighbours_whichever_end_is_new() -> None:
    ascending = ["9/24/2025", "12/10", "1/7", "2/4"]
    expected = ["2025-09-24", "2025-12-10", "2026-01-07", "2026-02-04"]
    assert days(*ascending) == expected
    assert days(*reversed(ascending)) == expected[::-1]
    assert days("9/24", "12/10", "1/7", "2/4/2026") == expected


def test_without_any_year_it_is_the_newest_that_fits() -> None:
    assert days("9/17", "9/24", "1/28") == ["2025-09-17", "2025-09-24", "2026-01-28"]
    assert days("9/17", "12/10") == ["2026-09-17", "2026-12-10"]
    assert days("9/17", "9/24") == ["2026-09-17", "2026-09-24"]
    assert days("Wednesday 9/17", "Wednesday 9/24") == ["2025-09-17", "2025-09-24"]
    assert days("Feb 29", "March 7") == ["2024-02-29", "2024-03-07"]


def test_one_clear_date_decides_the_order_of_all() -> None:
    assert days("10/9/2026", "17/9/2026") == ["2026-09-10", "2026-09-17"]
    assert days("9/10/2026", "9/17/2026") == ["2026-09-10", "2026-09-17"]


def test_else_the_pair_decides_or_the_shorter_way_or_their_days() -> None:
    assert days("10/9/2026", usual=UsualDays(TODAY, day_first=True)) == ["2026-09-10"]
    assert days("10/9/2026", usual=UsualDays(TODAY, weekday=3)) == ["2026-09-10"]
    term = Period("fall", date(2026, 10, 1), date(2026, 12, 18))
    assert days("10/9/2026", usual=UsualDays(TODAY, terms=(term,))) == ["2026-10-09"]
    assert days("10/1/2026", "10/8/2026") == ["2026-10-01", "2026-10-08"]
    assert days("10.9.2026") == ["2026-09-10"]
    assert days("5/5/2026") == ["2026-05-05"]


def test_what_nothing_decides_is_left_open() -> None:
    mark = find_day("10/9/2026")
    assert mark
    assert is_day_first([mark], USUAL) is None


def test_a_date_with_dots_has_its_day_first_as_everywhere() -> None:
    marks = [mark for line in ("11.9.", "12.9.") if (mark := find_day(line))]
    assert is_day_first(marks, USUAL) is True
    assert resolve_days(marks, date(2026, 11, 19), day_first=True) == (date(2026, 9, 11), date(2026, 9, 12))
