"""A day is that of this computer's clock: in every zone, at every instant, whoever wrote it where."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachlog.context import Context
from coachlog.model.clock import local_day
from coachlog.model.dates import Aim, DateReader, format_weekday
from coachlog.options import NO_OPTIONS
from tests.support.figures import times
from tests.support.world import Run, git

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone in a process")
# With and without summer time, on both sides of the date line, with half hours, and where it changes at midnight.
ZONES = (
    *("UTC", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Kathmandu"),
    *("Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo"),
    *("Asia/Beirut", "Pacific/Chatham", "America/St_Johns", "Europe/London", "America/Havana"),
)
# Around these midnights years, leap days, weeks 53 and summer times begin and end.
TURNS = (
    *("2026-01-01", "2026-12-31", "2027-01-01", "2028-02-28", "2028-02-29", "2028-03-01", "2024-12-30", "2026-12-28"),
    *("2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2026-04-05", "2026-09-06", "2026-04-24", "2026-10-29"),
)
SECONDS = st.sampled_from((-86400, -7201, -3601, -1800, -1, 0, 1, 1799, 3600, 7200, 43200))
INSTANTS = st.builds(
    lambda turn, seconds, offset: (
        datetime.combine(date.fromisoformat(turn), datetime.min.time(), UTC)
        + timedelta(seconds=seconds, minutes=offset)
    ),
    st.sampled_from(TURNS),
    SECONDS,
    st.sampled_from(range(-14 * 60, 15 * 60, 15)),
)


@contextmanager
def clock_in(zone: str) -> Iterator[None]:
    """Put this process into a zone for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


@settings(max_examples=times(100, 5000), deadline=None)
@given(INSTANTS, st.sampled_from(ZONES), st.sampled_from(range(-12 * 60, 14 * 60 + 1, 15)))
def test_the_day_of_an_entry_is_that_of_the_reader_s_clock(when: datetime, zone: str, of_author: int) -> None:
    written = when.astimezone(timezone(timedelta(minutes=of_author)))
    with clock_in(zone):
        assert local_day(written) == when.astimezone(ZoneInfo(zone)).date()


@settings(max_examples=times(100, 5000), deadline=None)
@given(INSTANTS, st.sampled_from(ZONES), st.integers(-400, 400), st.sampled_from(Aim))
def test_a_day_that_is_said_back_typed_again_is_the_same_day(when: datetime, zone: str, away: int, aim: Aim) -> None:
    with clock_in(zone):
        today = local_day(when)
    day = today + timedelta(days=away)
    reader = DateReader(today)
    assert reader.parse(format_weekday(day, today), aim) == day
    assert reader.parse(f"{'in' if away >= 0 else ''} {abs(away)} days {'ago' if away < 0 else ''}".strip(), aim) == day
    if 0 < away < 7:
        assert reader.parse(f"{day:%A}", Aim.DUE) == day
    if -7 < away < 0:
        assert reader.parse(f"{day:%A}", Aim.PAST) == day


def midnight(turn: str, zone: str) -> datetime:
    """The first second of a day in a zone, where summer time may begin or end with it."""
    day = date.fromisoformat(turn)
    first = datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC) - timedelta(hours=3)
    return next(
        moment
        for minutes in range(0, 6 * 60, 15)
        if (moment := first + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone)).date() == day
    )


class Clock(datetime):
    """A clock that goes through some moments, one each time it is asked."""

    moments: ClassVar[list[datetime]] = []

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        """The next moment, the last one from then on."""
        moment = cls.moments.pop(0) if len(cls.moments) > 1 else cls.moments[0]
        return datetime.fromtimestamp(moment.timestamp(), tz)


@pytest.mark.parametrize("zone", ZONES)
def test_at_midnight_in_any_zone_a_command_has_one_day_and_its_entries_the_moment(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.context.datetime", Clock)
    monkeypatch.delenv("COACHLOG_TODAY", raising=False)
    with clock_in(zone):
        for turn in TURNS:
            first, second = midnight(turn, zone), timedelta(seconds=1)
            after = date.fromisoformat(turn)
            for moments in ([first], [first + second], [first - second], [first - second, first + second]):
                Clock.moments = [*moments]
                context = Context(NO_OPTIONS)
                day = after if moments[0] >= first else moments[0].astimezone(ZoneInfo(zone)).date()
                assert context.today == day
                assert context.now() == moments[-1]
                assert context.today == day
                Clock.moments = [*moments]
                said = Context(NO_OPTIONS._replace(today=f"{after}"))
                assert (said.today, local_day(said.now())) == (after, after)


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-11-20 04:30 +0000", "America/New_York", "19 November 2026"),
        ("2026-11-19 23:30 -0800", "Asia/Kolkata", "20 November 2026"),
        ("2028-02-29 23:30 +0000", "Pacific/Kiritimati", "1 March 2028"),
        ("2026-12-31 23:59 -1000", "Europe/Berlin", "1 January 2027"),
    ],
)
def test_history_and_news_tell_one_day(
    moment: str, zone: str, day: str, run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = example / "meetings/2026-11-19.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nmore\n", encoding="utf-8")
    monkeypatch.setenv("GIT_AUTHOR_DATE", moment)
    monkeypatch.setenv("GIT_COMMITTER_DATE", moment)
    git(example, "-c", "user.name=Sam Sample", "-c", "user.email=sam@example.org", "commit", "-qam", "by hand")
    with clock_in(zone):
        monkeypatch.setenv("TZ", zone)
        assert day[:-5] in run("history", "--limit", "1").out
        told = [
            run("news", "--json", *since).data for since in (["--since", day], ["--since", "tomorrow", "--today", day])
        ]
    since, later = ([row for row in rows if row["paths"] == ["meetings/2026-11-19.md"]] for rows in told)
    assert since
    assert not later
