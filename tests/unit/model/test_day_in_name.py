"""The day in a file's name as people write it, or none: then the note is named by its path."""

from datetime import date

import pytest

from coachlog.model.dates import DateOrder, DateReader
from coachlog.model.day_in_name import day_in_name

DAYS = {
    "2026-11-19": "2026-11-19",
    "2026-11-19 notes": "2026-11-19",
    "2026-11-19_notes": "2026-11-19",
    "2026-11-19-notes": "2026-11-19",
    "2026.11.19": "2026-11-19",
    "2026_11_19": "2026-11-19",
    "20261119": "2026-11-19",
    "20261119 notes": "2026-11-19",
    "19-11-2026": "2026-11-19",
    "19.11.2026": "2026-11-19",
    "19.11.26": "2026-11-19",
    "19_11_2026": "2026-11-19",
    "19 Nov 2026": "2026-11-19",
    "19 November 2026": "2026-11-19",
    "19-Nov-2026": "2026-11-19",
    "Nov 19 2026": "2026-11-19",
    "Nov 19, 2026": "2026-11-19",
    "Nov-19-2026": "2026-11-19",
    "Nov_19_2026": "2026-11-19",
    "11-19-2026": "2026-11-19",
    "11.19.26": "2026-11-19",
    "11_19_2026": "2026-11-19",
    "Meeting 2026-11-19": "2026-11-19",
    "Meeting 19.11.2026": "2026-11-19",
    "Meeting Nov 19 2026": "2026-11-19",
    "Meeting of 19 November 2026": "2026-11-19",
    "Meeting Notes 11-19-2026": "2026-11-19",
    "Meeting with Sam 2026-11-19": "2026-11-19",
    "Sam & Dana - Nov 19, 2026": "2026-11-19",
    "Sam Dana weekly meeting notes from our coaching 2026-11-19": "2026-11-19",
    "one two three four five six seven eight nine ten 2026-11-19": "2026-11-19",
    "notes (2026-11-19)": "2026-11-19",
    "[2026-11-19] notes": "2026-11-19",
    "notes-2026-11-19-final": "2026-11-19",
    "notes 2026-11-19 v2": "2026-11-19",
    "2026-11-19T15-30": "2026-11-19",
    "2026-11-19 15.30": "2026-11-19",
    "2026-11-19 3pm": "2026-11-19",
    "Thu 19 Nov 2026": "2026-11-19",
    "Thursday, November 19, 2026": "2026-11-19",
    "Thursday November 19th 2026": "2026-11-19",
    "2026-11-19 Thu": "2026-11-19",
    "Donnerstag 19. November 2026": "2026-11-19",
    "Donnerstag, 19.11.2026": "2026-11-19",
    "19. Dezember 2026": "2026-12-19",
    "19 de noviembre de 2026": "2026-11-19",
    "２０２６-11-19": "2026-11-19",
    "2026‐11‐19": "2026-11-19",
    "2026–11–19": "2026-11-19",
    "Nov 19th, 2026": "2026-11-19",
    "2026-11-19 Meeting 2f3e4a5b6c7d8e9f0a1b2c3d4e5f6a7b": "2026-11-19",
    "2026-11-19-2": "2026-11-19",
    "draft-2026-11-19": "2026-11-19",
    "zoom 2026-11-19 period 3": "2026-11-19",
    "Period 3 2026-11-19": "2026-11-19",
    "Room 12-3 2026-11-19": "2026-11-19",
    "2026-1-5": "2026-01-05",
    "2026-11-5": "2026-11-05",
    "Jan 5 2027": "2027-01-05",
    "2026-11-19 (1)": "2026-11-19",
    "19Nov2026": "2026-11-19",
}
NO_DAY = (
    "Nov 19",
    "Nov19",
    "11-19",
    "19.11.",
    "11-19-26",
    "Meeting 3",
    "notes",
    "Untitled",
    "Untitled 1",
    "week 47",
    "2026-W47",
    "2026-11",
    "November 2026",
    "11-05-2026",
    "5-11-2026",
    "2026-13-01",
    "2026-02-30",
    "19112026",
    "191126",
    "Nov 19, 20",
    "Nov 19 and 20",
    "261119",
    "Nov 19 2026 planning for Dec 3 2026",
)


@pytest.mark.parametrize("name", DAYS)
def test_the_day_in_a_name_is_found_however_it_is_written(name: str) -> None:
    assert str(day_in_name(name, DateReader(date(2020, 5, 5)))) == DAYS[name]


@pytest.mark.parametrize("name", NO_DAY)
def test_what_has_no_day_with_its_year_or_two_has_none(name: str) -> None:
    assert day_in_name(name, DateReader(date(2020, 5, 5))) is None


def test_the_pairs_order_decides_between_day_and_month() -> None:
    for order, day in ((DateOrder.MONTH_FIRST, "2026-11-05"), (DateOrder.DAY_FIRST, "2026-05-11")):
        assert str(day_in_name("notes 11-05-2026", DateReader(order=order))) == day
