"""Dates and times as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.model.clock import format_clock, parse_clock
from coachlog.model.dates import Aim, DateOrder, DateReader, TwoDays, format_weekday
from coachlog.model.fields import MONTHS, parse_minutes

THURSDAY = date(2026, 11, 19)
DAYS = st.dates(date(1991, 1, 1), date(2099, 12, 31))

# What is typed on Thursday 19 November 2026, and what it means in general, and where something is due.
FORMS = {
    "2026-11-20": ("2026-11-20",) * 2,
    "2026/11/20": ("2026-11-20",) * 2,
    "20261120": ("2026-11-20",) * 2,
    "today": ("2026-11-19",) * 2,
    "Tomorrow": ("2026-11-20",) * 2,
    "yesterday": ("2026-11-18",) * 2,
    "the day after tomorrow": ("2026-11-21",) * 2,
    "thu": ("2026-11-19", "2026-11-26"),
    "Thurs.": ("2026-11-19", "2026-11-26"),
    "on Thursday": ("2026-11-19", "2026-11-26"),
    "friday": ("2026-11-20",) * 2,
    "next thursday": ("2026-11-26",) * 2,
    "next mon": ("2026-11-23",) * 2,
    "thursday next week": ("2026-11-26",) * 2,
    "this friday": ("2026-11-20",) * 2,
    "last thursday": ("2026-11-12",) * 2,
    "in 2 weeks": ("2026-12-03",) * 2,
    "in two weeks": ("2026-12-03",) * 2,
    "in a week": ("2026-11-26",) * 2,
    "10 days from now": ("2026-11-29",) * 2,
    "3 days ago": ("2026-11-16",) * 2,
    "Dec 18": ("2026-12-18",) * 2,
    "18 December 2026": ("2026-12-18",) * 2,
    "December 18th, 2026": ("2026-12-18",) * 2,
    "the 18th of December": ("2026-12-18",) * 2,
    "18. December": ("2026-12-18",) * 2,
    "18-Dec-2026": ("2026-12-18",) * 2,
    "Dec. 18, ’26": ("2026-12-18",) * 2,
    "12/18/2026": ("2026-12-18",) * 2,
    "12/18/26": ("2026-12-18",) * 2,
    "12 / 18": ("2026-12-18",) * 2,
    "18.12.2026": ("2026-12-18",) * 2,
    "5.11.2026": ("2026-11-05",) * 2,
    "18.12.": ("2026-12-18",) * 2,
    "11/11": ("2026-11-11", "2027-11-11"),
    "Nov 12": ("2026-11-12", "2027-11-12"),
    "Jan 8": ("2027-01-08",) * 2,
    "Sept 3": ("2026-09-03", "2027-09-03"),
    "Thursday 26 November": ("2026-11-26",) * 2,
    "Thu, Nov 12": ("2026-11-12",) * 2,
    "Nov 26 (Thursday)": ("2026-11-26",) * 2,
    "Feb 29": ("2028-02-29",) * 2,
    "tmr": ("2026-11-20",) * 2,
    "by Friday": ("2026-11-20",) * 2,
    "bis Freitag": ("2026-11-20",) * 2,
    "(2026-11-20)": ("2026-11-20",) * 2,
    "next week friday": ("2026-11-27",) * 2,
    "Friday of next week": ("2026-11-27",) * 2,
    "Freitag nächste Woche": ("2026-11-27",) * 2,
    "après demain": ("2026-11-21",) * 2,
    "day before yesterday": ("2026-11-17",) * 2,
    "Donnerstag": ("2026-11-19", "2026-11-26"),
    "el viernes": ("2026-11-20",) * 2,
    "vendredi": ("2026-11-20",) * 2,
    "mañana": ("2026-11-20",) * 2,
    "manana": ("2026-11-20",) * 2,  # a phone's
    "übermorgen": ("2026-11-21",) * 2,
    "hier": ("2026-11-18",) * 2,
    "el viernes que viene": ("2026-11-20",) * 2,
    "nächsten Donnerstag": ("2026-11-26",) * 2,
    "in einer Woche": ("2026-11-26",) * 2,
    "dans 3 jours": ("2026-11-22",) * 2,
    "18. Dez.": ("2026-12-18",) * 2,
    "18 de diciembre de 2026": ("2026-12-18",) * 2,
    "le 1er décembre": ("2026-12-01",) * 2,
    "3. März": ("2027-03-03",) * 2,
    "2026‑11‑20": ("2026-11-20",) * 2,  # the hyphens that do not break
    "Dec\u00a018": ("2026-12-18",) * 2,  # a space that does not break
    "１２/18": ("2026-12-18",) * 2,  # digits of an Asian keyboard
}
NO_DATES = (
    "",
    "soon",
    "31 Nov",
    "29 Feb 2027",
    "13/13",
    "2026-13-01",
    "May 2026",
    "Friday 26 November",
    "1/1/1850",
    "in 999 weeks of",
    "9/9/9",
    "Nov 20, 21",  # perhaps two days
    "Dec 3 10",
    *("Friday at 3:30", "2026-11-20 3:30 PM", "Nov 20-21", "Nov 20 or 21", "~Nov 20", "Nov 20?", "11/20-11/22"),
    *("20", "20th", "next week", "in a month", "end of month", "Thanksgiving", "asap", "tomorow", "261120"),
    "5 jui",  # June or July
    "nächste Woche",
    "Sam",
    "vie 20 de",
)


@pytest.mark.parametrize("typed", FORMS)
def test_a_date_is_read_as_people_type_it(typed):
    reader = DateReader(THURSDAY)
    assert tuple(reader.parse(typed, aim).isoformat() for aim in (Aim.NEAREST, Aim.DUE)) == FORMS[typed]


@pytest.mark.parametrize("typed", NO_DATES)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError, match=r"not a date|calendar|weekday|years|a year or a day"):
        DateReader(THURSDAY).parse(typed)


@pytest.mark.parametrize(
    "typed", ["11/5", "11/5/2026", "11-5-2026", "5/11/26", "last monday", "this tuesday", "próximo viernes"]
)
def test_a_date_with_two_meanings_is_refused_with_both(typed):
    with pytest.raises(TwoDays, match=r"can mean \w+ \d+ \w+.* or \w+ \d+ \w+") as error:
        DateReader(THURSDAY).parse(typed)
    assert len(set(error.value.days)) == 2


def test_the_pairs_order_decides_between_two_days():
    assert DateReader(THURSDAY, DateOrder.MONTH_FIRST).parse("11/5") == date(2026, 11, 5)
    assert DateReader(THURSDAY, DateOrder.DAY_FIRST).parse("11/5/2026") == date(2026, 5, 11)
    assert DateReader(THURSDAY, DateOrder.MONTH_FIRST).parse("18/12") == date(2026, 12, 18)
    with pytest.raises(TwoDays):  # with dots the day stands in front, whatever they say
        DateReader(THURSDAY, DateOrder.MONTH_FIRST).parse("11.5.2026")


def test_a_weekday_that_is_gone_by_is_found_where_it_can_only_be_past():
    assert DateReader(THURSDAY).parse("monday", Aim.PAST) == date(2026, 11, 16)
    assert DateReader(THURSDAY).parse("thursday", Aim.PAST) == THURSDAY


def test_a_file_without_a_day_asks_for_the_year():
    assert DateReader().parse("Dec 18, 2026") == date(2026, 12, 18)
    for typed in ("Dec 18", "12/18", "thursday", "tomorrow", "in 2 weeks"):
        with pytest.raises(ValueError, match="year"):
            DateReader().parse(typed)


@given(DAYS, DAYS, st.sampled_from(Aim))
def test_a_day_that_is_said_back_is_read_as_the_same_day(day, today, aim):
    assert DateReader(today).parse(format_weekday(day, today), aim) == day
    assert DateReader().parse(format_weekday(day, None), aim) == day


@given(DAYS, DAYS, st.sampled_from([None, *DateOrder]), st.sampled_from(["{m}/{d}/{y}", "{d}/{m}/{y}", "{m}-{d}-{y}"]))
def test_digits_have_one_reading_or_are_refused(day, today, order, form):
    typed = form.format(d=day.day, m=day.month, y=day.year)
    swapped = {(day.year, day.day, day.month)} if max(day.day, day.month) <= 12 else set()
    if order is None and swapped - {(day.year, day.month, day.day)}:
        with pytest.raises(TwoDays) as error:
            DateReader(today, order).parse(typed)
        assert day in error.value.days
    else:
        read = DateReader(today, order).parse(typed)
        assert read == day or (read.year, read.month, read.day) in swapped


@given(DAYS, st.sampled_from(MONTHS))
def test_a_day_without_a_year_is_the_first_to_come_where_it_is_due_and_else_the_nearest(today, month):
    due, near = (DateReader(today).parse(f"{month} 14", aim) for aim in (Aim.DUE, Aim.NEAREST))
    assert today <= due < today + timedelta(days=367)
    assert abs((near - today).days) <= 183


@given(DAYS)
def test_next_thursday_is_that_of_the_next_week_through_week_53(today):
    thursday = DateReader(today).parse("next thursday")
    monday = today - timedelta(days=today.weekday())
    assert thursday == monday + timedelta(days=10)
    assert thursday.isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]


CLOCKS = {
    "15:30": "15:30",
    "3:30pm": "15:30",
    "3:30 PM": "15:30",
    "3.30 p.m.": "15:30",
    "3:30": "15:30",
    "1:00": "13:00",
    "6:59": "18:59",
    "7:00": "07:00",
    "15.30": "15:30",
    "15h30": "15:30",
    "1530": "15:30",
    "330": "15:30",
    "3 pm": "15:00",
    "3": "15:00",
    "3 o’clock": "15:00",
    "at 3:30": "15:30",
    "3:30 am": "03:30",
    "03:30": "03:30",  # as coachlog itself writes half past three at night
    "12:30": "12:30",
    "12 am": "00:00",
    "noon": "12:00",
    "half past three": "15:30",
    "quarter to 4": "15:45",
    "3：30": "15:30",
    "15:30:00": "15:30",
    "8 in the evening": "20:00",
    "a las 3:30": "15:30",
    "à 15h30": "15:30",
    "15 heures": "15:00",
    "um 15.30 Uhr": "15:30",
}


@pytest.mark.parametrize("typed", CLOCKS)
def test_a_time_is_read_as_people_type_it(typed):
    assert parse_clock(typed) == CLOCKS[typed]


@pytest.mark.parametrize("typed", ["", "25:00", "45", "3:60", "13 am", "8 in the afternoon", "3:30-4:15", "soon"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError, match="time of day"):
        parse_clock(typed)


@pytest.mark.parametrize("minutes", range(0, 24 * 60, 7))
def test_a_time_that_is_said_back_is_read_as_the_same_time(minutes):
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    assert parse_clock(format_clock(clock)) == clock == parse_clock(clock)


@pytest.mark.parametrize("typed", ["2026-W48", "2026W48", "Nov 20-21", "Nov 20/21", "26.-27.11.", "20 Nov-21"])
def test_a_week_and_a_span_of_days_are_no_day(typed):
    with pytest.raises(ValueError, match="not a date"):
        DateReader(date(2026, 11, 19)).parse(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-26T15:30", "2026-11-26"),
        ("2026-11-26 15:30:00", "2026-11-26"),
        ("“Nov 26”", "2026-11-26"),
        ("in 2 wks", "2026-12-03"),
        ("20. Nov. 2026", "2026-11-20"),
        ("Fri. 11/20", "2026-11-20"),
        ("20-Nov-26", "2026-11-20"),
        ("20-Nov-21", "2021-11-20"),
        ("Nov 20 '21", "2021-11-20"),
        ("Nov 20, 27", "2027-11-20"),
        ("Fri 2026-11-20", "2026-11-20"),
        ("2026-11-20 (Fri)", "2026-11-20"),
        ("‘Friday’", "2026-11-20"),
    ],
)
def test_more_that_people_and_programs_type_is_one_day(typed, day):
    assert DateReader(date(2026, 11, 19)).parse(typed).isoformat() == day


def test_the_coming_friday_is_ahead_for_everybody():
    assert DateReader(date(2026, 11, 19)).parse("coming Friday", Aim.PAST) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1½ h", 90),
        ("½ hour", 30),
        ("half an hour", 30),
        ("an hour", 60),
        ("45 mins.", 45),
        ("1 hour and 15 minutes", 75),
        ("halbe Stunde", 30),
        ("una hora", 60),
        ("une heure", 60),
    ],
)
def test_minutes_are_read_as_people_say_them(typed, minutes):
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["1:75", "1 h 75", "45-60", "1.5", "~45", "1:15:00"])
def test_minutes_that_may_be_a_slip_are_not_guessed(typed):
    with pytest.raises(ValueError, match="not a number of minutes"):
        parse_minutes(typed)
