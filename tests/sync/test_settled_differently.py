"""Two people settle one conflict apart: what either kept is there after the exchange, and asked anew."""

import re
from typing import NamedTuple

import pytest

from tests.support.conflicts import listed, rewrite
from tests.support.figures import times
from tests.support.two import GOAL, NOTE, Someone, Two


def settle_apart(two: Two, path: str, robin: str, sam: str) -> None:
    """Both settle what stands in two versions in a document, and exchange."""
    rows = [row["path"] for row in listed(two.sam)]
    at = str(rows.index(path) + 1)
    assert two.robin("settle", "--keep", robin, "--at", at).status == 0
    assert two.sam("settle", "--keep", sam, "--at", at).status == 0
    two.settle()


@pytest.mark.one_in(2)
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


FOUR = ("Talk.\n" * 9, "Robin wrote all of this anew.\n", "Sam had another plan.\n", "Both.\n")
CHOICES = ("first", "second", "both", "by hand", "deleted")


class Clash(NamedTuple):
    """What both wrote instead of the same words, and how one puts it right by hand, or takes its surroundings out."""

    path: str
    old: str
    robin: str
    sam: str
    by_hand: str


CLASHES = {
    "item": Clash(NOTE, "- one", "- one by Robin, who saw it", "- one as Sam had it", "- one, so both had it"),
    "sentence": Clash(NOTE, "First words.", "Robin's own words.", "Sam's own words.", "Their own words."),
    "paragraph": Clash(
        NOTE, "First words. More words.", "They asked about rulers.", "Nobody knew, so we drew.", "All of them drew."
    ),
    "value": Clash(GOAL, "status: active", "status: met", "status: dropped", "status: revised"),
    "setting": Clash("coachlog.yml", "title: Robin and Sam", "title: R and S", "title: S and R", "title: Us"),
    "file": Clash("assets/board.csv", "old\n", "Robin's\n", "Sam's\n", "theirs\n"),
    "document": Clash("lessons/ratios-k3f9x.md", "", "", "", ""),
}


def choose(person: Someone, clash: Clash, choice: str, row: dict) -> set[str]:
    """Settle in one way, and return what is kept."""
    versions = {side: row[side]["text"] for side in ("first", "second")}
    if choice in ("first", "second", "both"):
        assert person("settle", clash.path, "--keep", choice).status == 0
        return {*versions.values()} if choice == "both" else {versions[choice]}
    return by_hand(person, clash, versions, "" if choice == "deleted" else clash.by_hand)


def by_hand(person: Someone, clash: Clash, versions: dict[str, str], new: str) -> set[str]:
    if row_is_file(clash):
        second = next(name for name in person.files if "-2-" in name)
        (person.root / second).unlink()
        if new:
            person.write(clash.path, new)
        else:
            (person.root / clash.path).unlink()
    else:
        text = person.read(clash.path)
        if clash.path == NOTE and not new:
            heading = "## Successes" if clash is CLASHES["item"] else "## Notes"
            person.write(clash.path, re.sub(rf"(?s){heading}\n.*?(?=## |\Z)", "", text))
        elif clash.path == NOTE:
            one, other = (words.removeprefix("- ") for words in versions.values())
            text = text.replace(one, new.removeprefix("- "), 1)
            person.write(clash.path, re.sub(rf"(- )?{re.escape(other)}\n*", "", text))
        else:
            text = re.sub(r"kept_versions:.*\n(?:(?:- |  ).*\n)*", "", text)
            key = clash.old.split(":")[0]
            person.write(clash.path, re.sub(rf"(?m)^{key}:.*\n", new and new + "\n", text))
    return {new.strip().removeprefix("- ").removeprefix(clash.old.split(":")[0] + ": ")} - {""}


def row_is_file(clash: Clash) -> bool:
    return clash.path.startswith(("assets/", "lessons/"))


PAIRS = [
    (name, one, other)
    for name in CLASHES
    for one in CHOICES
    for other in CHOICES
    if name not in ("value", "setting") or "both" not in (one, other)  # of two values one can stay
]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("name", "robin", "sam"), PAIRS[:: times(36, 1)])
def test_no_choice_is_dropped(two: Two, name: str, robin: str, sam: str) -> None:
    clash = CLASHES[name]
    if name == "document":
        clash = Clash(clash.path, *("---\ntype: lesson\nbroken: [\n---\n\n# Ratios\n\n" + words for words in FOUR))
    if row_is_file(clash):
        two.robin.write(clash.path, clash.old)
        two.settle()
        two.robin.write(clash.path, clash.robin)
        two.sam.write(clash.path, clash.sam)
    else:
        two.robin.change(clash.path, clash.old, clash.robin)
        two.sam.change(clash.path, clash.old, clash.sam)
    two.settle()
    (row,) = listed(two.sam)
    kept = [choose(two.robin, clash, robin, row), choose(two.sam, clash, sam, row)]
    for person in (two.robin, two.sam):
        assert person("save", "--yes").status == 0
    two.settle()
    everything = "\n".join(content.decode() for content in two.robin.files.values())
    for words in kept[0] | kept[1]:
        assert words.strip() in everything, (kept, everything)
    rows = listed(two.robin)
    assert rows == listed(two.sam)
    if robin == sam:
        assert rows == []
    elif kept[0] and kept[1]:
        assert rows, everything


@pytest.mark.parametrize("choice", ["first", "second"])
@pytest.mark.parametrize("name", ["item", "sentence", "value", "file"][:: times(2, 1)])
def test_a_choice_whose_surroundings_the_other_took_out_stays_and_is_told(two: Two, name: str, choice: str) -> None:
    clash = CLASHES[name]
    if row_is_file(clash):
        two.robin.write(clash.path, clash.old)
        two.settle()
    for person, text in ((two.robin, clash.robin), (two.sam, clash.sam)):
        person.write(clash.path, person.read(clash.path).replace(clash.old, text))
    two.settle()
    (row,) = listed(two.sam)
    (kept,) = choose(two.robin, clash, choice, row)
    choose(two.sam, clash, "deleted", row)
    assert two.sam("save", "--yes").status == 0
    two.robin.sync()
    assert "Good to know" in two.sam.sync().out
    assert kept.strip() in two.sam.read(clash.path)


@pytest.mark.parametrize(
    ("keep", "told"), [("first", "kept “Robin's own words.” of two versions"), ("both", "kept both")]
)
def test_what_was_chosen_is_told_as_a_choice_undone_and_done_again(two: Two, keep: str, told: str) -> None:
    rewrite(two)
    places = listed(two.sam)
    at = str([row["where"] for row in places].index("Notes") + 1)
    keep = keep if keep == "both" or "Robin" in places[int(at) - 1]["first"]["text"] else "second"
    two.sam("settle", "--keep", "first", "--at", str(3 - int(at)))  # the undo of the later choice leaves this one
    assert two.sam("settle", "--keep", keep).status == 0
    assert told in two.sam("undo", "--list").out.splitlines()[0]
    for command, left in (("undo", 1), ("undo --back", 0), ("undo", 1), ("undo --back", 0)):
        assert told in two.sam(*command.split()).out
        assert len(listed(two.sam)) == left
    two.settle()
    assert listed(two.robin) == []
    news = two.robin("news", "--all", "--json").data
    assert any(told in sentence for one in news for sentence in one["did"])
    assert not any("removed" in sentence for one in news if one["who"] == "Sam" for sentence in one["did"])
