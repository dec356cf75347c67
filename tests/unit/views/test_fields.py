"""A thing as a JSON object, by its table of fields."""

from dataclasses import dataclass
from datetime import date, datetime

from coachlog.views.fields import Field, json_row, json_rows


@dataclass(frozen=True)
class Walk:
    day: date | None
    stops: tuple[str, ...] = ()
    after: "Walk | None" = None
    others: tuple["Walk", ...] = ()


SHORT = (Field("day", lambda walk: walk.day), Field("stops", lambda walk: walk.stops))
LONG = (
    *SHORT,
    Field("after", lambda walk: walk.after, fields=SHORT, single=True),
    Field("others", lambda walk: walk.others, "those beside", SHORT),
)


def test_dates_are_text_and_what_is_not_known_is_null():
    assert json_row(SHORT, Walk(date(2026, 11, 19), ("a", "b"))) == {"day": "2026-11-19", "stops": ["a", "b"]}
    assert json_row(SHORT, Walk(None)) == {"day": None, "stops": []}
    assert json_row(SHORT, Walk(datetime(2026, 11, 19, 8, 5)))["day"] == "2026-11-19T08:05:00"  # noqa: DTZ001


def test_a_thing_in_a_thing_has_its_own_fields_alone_or_in_a_list():
    first = Walk(date(2026, 11, 1))
    assert json_row(LONG, Walk(None, after=first, others=(first, first))) == {
        "day": None,
        "stops": [],
        "after": {"day": "2026-11-01", "stops": []},
        "others": [{"day": "2026-11-01", "stops": []}] * 2,
    }
    assert json_row(LONG, first)["after"] is None


def test_the_fields_come_in_the_order_of_their_table():
    assert [list(row) for row in json_rows(LONG, [Walk(None)] * 2)] == [["day", "stops", "after", "others"]] * 2
