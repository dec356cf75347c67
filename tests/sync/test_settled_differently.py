"""Two people settle one conflict apart: what either kept is there after the exchange, and asked anew."""

import pytest

from tests.support.conflicts import listed, rewrite
from tests.support.two import GOAL, NOTE, Two


def settle_apart(two: Two, path: str, robin: str, sam: str) -> None:
    """Both settle what stands in two versions in a document, and exchange."""
    rows = [row["path"] for row in listed(two.sam)]
    at = str(rows.index(path) + 1)
    assert two.robin("settle", "--keep", robin, "--at", at).status == 0
    assert two.sam("settle", "--keep", sam, "--at", at).status == 0
    two.settle()


@pytest.mark.parametrize("robin", ["first", "second"])
@pytest.mark.parametrize(
    ("old", "ones", "others"),
    [
        ("First words.", "Robin's own words.", "Sam's own words."),
        ("- one", "- one by Robin, who saw it", "- one as Sam had it"),
        ("First words. More words.", "They asked about rulers.", "Nobody knew of the fractions, so we drew them."),
        ("- one", "- one: it went well. They asked!", "- nobody came, and so we went home"),
    ],
    ids=["sentence", "item", "paragraph", "line"],
)
def test_words(two: Two, robin: str, old: str, ones: str, others: str) -> None:
    two.robin.change(NOTE, old, ones)
    two.sam.change(NOTE, old, others)
    two.settle()
    (before,) = listed(two.sam)
    settle_apart(two, NOTE, robin, "second" if robin == "first" else "first")
    (again,) = listed(two.sam)
    assert [again] == listed(two.robin)
    texts = {"first", "second"}
    assert {again[side]["text"] for side in texts} == {before[side]["text"] for side in texts}
    assert all(before[side]["text"] in two.robin.read(NOTE) for side in texts)
    assert "neither" not in two.robin.read(NOTE)
    assert two.sam("settle", "--keep", "first").status == 0
    two.settle()
    assert listed(two.robin) == listed(two.sam) == []


@pytest.mark.parametrize("robin", ["first", "second"])
def test_a_value(two: Two, robin: str) -> None:
    two.robin.change(GOAL, "status: active", "status: met")
    two.sam.change(GOAL, "status: active", "status: dropped")
    two.settle()
    settle_apart(two, GOAL, robin, "second" if robin == "first" else "first")
    (again,) = listed(two.sam)
    assert [again] == listed(two.robin)
    assert {again["first"]["text"], again["second"]["text"]} == {"met", "dropped"}
    assert two.sam("settle", "--keep", "first").status == 0
    two.settle()
    assert listed(two.robin) == listed(two.sam) == []
    assert f"status: {again['first']['text']}" in two.robin.read(GOAL)


@pytest.mark.parametrize("robin", ["first", "second"])
def test_a_file(two: Two, robin: str) -> None:
    path = "assets/board.png"
    two.robin.write(path, b"\x89PNG\0one")
    two.settle()
    two.robin.write(path, b"\x89PNG\0robin")
    two.sam.write(path, b"\x89PNG\0sam")
    two.settle()
    settle_apart(two, path, robin, "second" if robin == "first" else "first")
    pictures = {content for name, content in two.robin.files.items() if name.startswith("assets/")}
    assert pictures == {b"\x89PNG\0robin", b"\x89PNG\0sam"}
    assert len(listed(two.robin)) == len(listed(two.sam)) == 1
    assert two.sam("settle", "--keep", "first").status == 0
    two.settle()
    assert listed(two.robin) == listed(two.sam) == []


def test_one_of_two_that_both_settled_alike_stays_settled(two: Two) -> None:
    rewrite(two)
    kept = listed(two.sam)[1]
    for person in (two.robin, two.sam):
        assert person("settle", "--keep", "first", "--at", "2").status == 0
    two.settle()
    assert len(listed(two.robin)) == len(listed(two.sam)) == 1
    assert kept["second"]["text"] not in two.sam.read(NOTE)


def test_each_settled_another_place(two: Two) -> None:
    rewrite(two)
    assert two.robin("settle", "--keep", "first", "--at", "1").status == 0
    assert two.sam("settle", "--keep", "second", "--at", "2").status == 0
    two.settle()
    assert listed(two.robin) == listed(two.sam) == []
