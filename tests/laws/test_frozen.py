"""A frozen class is what Python's own `dataclass(frozen=True)` would have made of it."""

from dataclasses import asdict, dataclass, field, replace
from pickle import dumps, loads
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.errors import Problem
from coachlog.frozen import frozen

VALUES = st.one_of(st.integers(), st.text(max_size=3), st.tuples(st.booleans()))
REQUIRED, PLAIN, MADE = "required", "plain", "made"


def both(kinds: dict[str, str], parent: tuple[Any, Any] = (object, object)) -> tuple[Any, Any]:
    """Return a class of some fields as Python and as coachlog make it."""

    def body() -> dict[str, Any]:
        defaults = {PLAIN: lambda: "default", MADE: lambda: field(default_factory=lambda: ("made",))}
        given_ = {name: defaults[kind]() for name, kind in kinds.items() if kind in defaults}
        return {"__annotations__": dict.fromkeys(kinds, Any), "__doc__": "One.", "__qualname__": "One"} | given_

    return dataclass(frozen=True)(type("One", parent[:1], body())), frozen(type("One", parent[1:], body()))


def outcome(cls: Any, args: list[Any], named: dict[str, Any]) -> Any:
    try:
        return repr(cls(*args, **named)), asdict(cls(*args, **named))
    except TypeError as error:
        return str(error)


@st.composite
def fields_of(draw: st.DrawFn) -> dict[str, str]:
    names = draw(st.lists(st.sampled_from(["a", "b", "set", "fields"]), unique=True))
    required = draw(st.integers(0, len(names)))
    optional = draw(st.lists(st.sampled_from([PLAIN, MADE]), min_size=len(names), max_size=len(names)))
    return dict(zip(names, [REQUIRED] * required + optional, strict=False))


@given(fields_of(), st.lists(VALUES, max_size=4), st.dictionaries(st.sampled_from("ab"), VALUES))
def test_it_is_made_and_refuses_to_be_made_alike(kinds: dict[str, str], args: list[Any], named: dict[str, Any]):
    parents = both({"first": REQUIRED})
    for python, own in (both(kinds), both({"inherited": PLAIN} | dict.fromkeys(kinds, MADE), parents)):
        for _ in range(2):  # the first compiles its __init__
            assert outcome(python, args, named) == outcome(own, args, named)


@given(VALUES, VALUES)
def test_it_compares_and_hashes_by_its_values(one: Any, other: Any):
    python, own = both({"a": REQUIRED, "b": PLAIN})
    assert (own(one) == own(other)) is (python(one) == python(other))
    assert (hash(own(one)) == hash(own(other))) or one != other
    assert own(one) != python(one)
    assert replace(own(one), b=other) == own(one, other)


def test_it_is_frozen():
    _, own = both({"a": REQUIRED})
    with pytest.raises(AttributeError):
        own(1).a = 2
    with pytest.raises(AttributeError):
        del own(1).a
    with pytest.raises(TypeError):
        hash(own([]))


def test_what_a_class_writes_itself_stays():
    @frozen
    class Own:
        """One with words of its own."""

        a: int

        def __post_init__(self) -> None:
            if not self.a:
                raise ValueError("nothing")

        def __repr__(self) -> str:
            return "own"

    assert repr(Own(1)) == "own"
    with pytest.raises(ValueError, match="nothing"):
        Own(0)


def test_it_goes_to_another_process():
    problem = Problem("goals/a.md", 1, "code", "words")
    assert loads(dumps(problem)) == problem  # noqa: S301 - it is our own
    assert problem < Problem("goals/b.md", 1, "a", "a")
