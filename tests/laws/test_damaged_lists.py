"""A list that this computer keeps may be damaged by hand in any way: each command that reads it goes on."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachlog.storage.local_state import LocalState
from tests.support.conflicts import rewrite
from tests.support.figures import times
from tests.support.two import Two

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured

UNWRITABLE = ("\0", "\ud800", "/a\0b", "/\ud800")  # JSON can spell them, and no file or path can hold them
VALUES = st.recursive(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.just(10**400), st.floats(), st.text(max_size=5)),
        st.sampled_from(UNWRITABLE),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=4,
)
NESTED = "[" * 100_000
STATE = {
    "conflicts": (["settle"], ["status"], ["settle", "--keep", "both", "--at", "1"]),
    "shown_lines": (["star", "1"], ["star"]),
    "letters": (["status"], ["receive", "answer.txt"], []),
    "place": (["status"], ["sync"]),
    "list": (["logs"], ["status"]),
}


@st.composite
def damaged(draw: st.DrawFn, value: Any) -> Any:
    """The value with another in one place, or with a place less."""
    if isinstance(value, dict | list) and value and draw(st.booleans() if isinstance(value, list) else st.just(True)):
        key = draw(st.sampled_from(list(value) if isinstance(value, dict) else range(len(value))))
        copy: Any = value.copy()
        if draw(st.integers(0, 3)):
            copy[key] = draw(damaged(copy[key]))
        else:
            del copy[key]
        return copy
    return draw(VALUES)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", STATE)
@settings(max_examples=times(8, 300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_list_ends_no_command_in_a_traceback(two: Two, name: str, data: st.DataObject) -> None:
    root = two.sam.root
    path = Path.home() / "coachlog" / "logs.json" if name == "list" else getattr(LocalState(root), name)
    if not (root / "answer.txt").exists():
        rewrite(two)
        (root / "answer.txt").write_text("No answer.\n")
        two.sam("star")
        two.sam("settle")
        two.sam("send")
    whole = whole_of(path)
    text = NESTED if data.draw(st.integers(0, 9)) == 0 else json.dumps(data.draw(damaged(json.loads(whole))))
    path.write_text(text)
    for command in STATE[name]:
        two.sam(*command)  # a traceback is an error of this test
    path.write_bytes(whole)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("value", [None, 7, *UNWRITABLE])
def test_a_list_with_a_text_that_no_file_can_hold_is_none(two: Two, value: object) -> None:
    rewrite(two)
    assert "Successes" in two.sam("settle").out
    path = LocalState(two.sam.root).conflicts
    until, conflicts, *others = json.loads(path.read_text())
    first, second, where, *more = conflicts[0]
    for data in (
        [until, [[first, second, value, *more]], *others],
        [until, [[[value], second, where, *more]], *others],
        [until, [], {}, [[value, value]], {}],
    ):
        path.write_text(json.dumps(data))
        assert "Successes" in two.sam("settle").out
    listed = Path.home() / "coachlog" / "logs.json"
    whole = json.loads(listed.read_text())
    for damaged_list in ({"home": value}, {"logs": [value, *whole["logs"]]}, {"closed": value}, {"ids": {"a": value}}):
        listed.write_text(json.dumps(whole | damaged_list))
        assert "sam" in two.sam("logs").out


def test_a_letter_to_nobody_is_no_letter(two: Two) -> None:
    two.sam("send")
    path = LocalState(two.sam.root).letters
    (letter, back), *_ = json.loads(path.read_text())
    for place, value in ((2, None), (3, None), (3, 7), (6, []), (7, [["a"]]), (8, [None])):
        path.write_text(json.dumps([[[*letter[:place], value, *letter[place + 1 :]], back]]))
        assert two.sam("status").status == 0
        assert two.sam("send").status == 0


WHOLE: dict[Path, bytes] = {}


def whole_of(path: Path) -> bytes:
    return WHOLE.setdefault(path, path.read_bytes())
