"""An edit of YAML changes its own lines, and one that would change a meaning is refused."""

import pytest

from coachlog.errors import CoachlogError
from coachlog.markdown.edit_yaml import add_item, add_record, plain_data, set_value
from coachlog.markdown.yaml_text import parse_yaml

YAML = (
    "type: meeting # c\nminutes:\nmode:   # how\nnext: {date: 2026-01-01}\ngoals: [a, b]\n"
    "cad:\n  weekday: thu\nlist:\n  - x # one\n  - y # two\nlast:\n"
)


@pytest.mark.parametrize(
    ("path", "data", "line"),
    [
        (("minutes",), "45", "minutes: 45"),
        (("mode",), "virtual", "mode: virtual   # how"),
        (("type",), "no", 'type: "no" # c'),
        (("next", "date"), "2026-02-02", "next: {date: 2026-02-02}"),
        (("next", "focus"), "a: b", 'next: {date: 2026-01-01, focus: "a: b"}'),
        (("cad", "weekday"), "fri", "  weekday: fri"),
        (("cad", "every"), "week", "  every: week"),
        (("new", "deep"), "1", "new: {deep: 1}"),
        (("last",), ["q"], "last: [q]"),
        (("list",), [], "list: [] # two"),
    ],
)
def test_an_edit_of_yaml_is_one_line(path, data, line):
    changed = set_value(YAML, path, data)
    assert line in changed.splitlines()
    kept = [old for old in YAML.splitlines() if old in changed.splitlines()]
    assert len(kept) >= len(YAML.splitlines()) - (3 if path == ("list",) else 1)


@pytest.mark.parametrize("path", [("type",), ("minutes",), ("next",), ("next", "date"), ("list",), ("last",)])
def test_a_key_is_taken_away_with_its_lines_only(path):
    changed = set_value(YAML, path, None)
    wanted = plain_data(parse_yaml(YAML))
    place = wanted
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    assert plain_data(parse_yaml(changed)) == wanted


def test_an_edit_that_would_change_a_meaning_is_refused():
    with pytest.raises(CoachlogError, match=r"`cad\.weekday` is written in a way"):
        set_value(YAML, ("cad", "weekday"), None)


def test_a_comment_stays_with_its_item():
    assert "  - y # two\n  - z\n" in add_item(YAML, ("list",), "z")
    assert add_item("list:\r\n- x # one", ("list",), "z") == "list:\r\n- x # one\r\n- z"
    assert "last: [z]" in add_item(YAML, ("last",), "z")
    assert "minutes: [z]" in add_item(YAML, ("minutes",), "z")


PEOPLE = "people:\n  - id: a  # first\n    name: Ana\n  - {id: b}\nbreaks: [{start: x}, {start: y}]\nterms:\nlast: z"


@pytest.mark.parametrize(
    ("path", "data", "changed"),
    [
        (("people", 0, "name"), "Ann", "    name: Ann\n"),
        (("people", 0, "school"), "Lincoln", "    name: Ana\n    school: Lincoln\n"),
        (("people", 1, "name"), "Ben", "  - {id: b, name: Ben}\n"),
        (("breaks", 0), None, "breaks: [{start: y}]\n"),
        (("breaks", 1), None, "breaks: [{start: x}]\n"),
        (("people", 0), None, "people:\n  - {id: b}\n"),
    ],
)
def test_a_key_of_one_item_of_a_list_is_set_and_an_item_taken_away(path, data, changed):
    assert changed in set_value(PEOPLE, path, data)
    assert "last: z" in set_value(PEOPLE, path, data)


def test_a_record_has_a_line_for_each_key_as_the_others_of_its_list():
    spring = {"id": "2027-spring", "start": "2027-01-05"}
    assert add_record(PEOPLE, "terms", spring).endswith("last: z\nterms:\n  - id: 2027-spring\n    start: 2027-01-05\n")
    assert "{start: y}, {id: 2027-spring, start: 2027-01-05}]" in add_record(PEOPLE, "breaks", spring)
    twice = add_record(add_record("x: y\r\n", "terms", spring), "terms", {"id": "s"})
    assert twice == "x: y\r\nterms:\r\n  - id: 2027-spring\r\n    start: 2027-01-05\r\n  - id: s\r\n"
    assert add_record("terms:\n- id: a\n", "terms", {"id": "b", "start": "c"}) == (
        "terms:\n- id: a\n- id: b\n  start: c\n"
    )


def test_a_record_is_not_added_in_the_place_of_what_somebody_wrote():
    with pytest.raises(CoachlogError, match="`terms` is written in a way"):
        add_record("terms: fall\n", "terms", {"id": "b"})
    assert add_record("terms: []\n", "terms", {"id": "b"}) == "terms:\n  - id: b\n"
