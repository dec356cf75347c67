"""A heading of the pair's own that means Check-in is one for the merge, too, whoever merges."""

import pytest

from tests.support.two import NOTE, Two

CANARY = "zebrafinch"
TEXT = """---
type: meeting
---

# 12 November

## Heart

- Sam slept badly this week

## Successes

- one

## Notes

- two
"""


@pytest.fixture
def apart(two: Two) -> Two:
    """Robin has moved a line out of their Check-in, and Sam has said more in it meanwhile."""
    two.robin.write(NOTE, TEXT)
    two.robin.write("coachlog.yml", two.robin.read("coachlog.yml") + "headings:\n  Heart: Check-in\n")
    two.settle()
    line = "- Sam slept badly this week\n"
    two.robin.write(NOTE, TEXT.replace(line, "").replace("- one\n", f"- one\n{line}"))
    two.sam.change(NOTE, "this week", f"this week: {CANARY}")
    return two


def demand_silence(two: Two) -> None:
    """No output has Sam's word, and both logs have it."""
    for person in (two.robin, two.sam):
        assert any(CANARY in content.decode() for content in person.files.values())
        for command in ("successes", "progress"):
            assert CANARY not in person(command, "--json").out


def test_a_sync_keeps_it_there(apart: Two) -> None:
    apart.settle()
    demand_silence(apart)


@pytest.mark.parametrize("mentor", ["Check-in", "Successes"])
def test_a_heading_that_one_means_for_the_check_in_is_one_until_that_is_settled(two: Two, mentor: str) -> None:
    two.robin.write(NOTE, TEXT)
    two.settle()
    settings = two.robin.read("coachlog.yml")
    mentee = "Successes" if mentor == "Check-in" else "Check-in"
    for person, means in ((two.robin, mentor), (two.sam, mentee)):
        person.write("coachlog.yml", f"{settings}headings:\n  Heart: {means}\n")
    who = two.robin if mentor == "Check-in" else two.sam
    who.change(NOTE, "slept badly", f"slept badly, {CANARY}")
    two.settle()
    demand_silence(two)
    (row,) = two.robin("settle", "--json").data
    keep = "first" if row["first"]["text"] == "Successes" else "second"
    assert two.robin("settle", "--keep", keep).status == 0
    assert CANARY in two.robin("successes").out


@pytest.mark.one_in(2)
@pytest.mark.parametrize("now", ["", "headings:\n  Heart: Successes\n", "headings:\n  Mind: Notes\n", "headings: {}\n"])
@pytest.mark.parametrize("others", ["", "headings:\n  Heart: Check-in\n  Wins: Successes\n"])
def test_a_word_that_one_takes_from_the_check_in_keeps_what_the_other_writes_there(
    two: Two, now: str, others: str
) -> None:
    two.robin.write(NOTE, TEXT)
    settings = two.robin.read("coachlog.yml")
    two.robin.write("coachlog.yml", f"{settings}headings:\n  Heart: Check-in\n")
    two.settle()
    two.robin.write("coachlog.yml", f"{settings}{now}")
    two.sam.change(NOTE, "slept badly", f"slept badly, {CANARY}")
    if others:
        two.sam.write("coachlog.yml", f"{settings}{others}")
    two.settle()
    demand_silence(two)
    for row in reversed(two.robin("settle", "--json").data):
        keep = "first" if row["first"]["text"] != "Check-in" else "second"
        assert two.robin("settle", "--keep", keep, "--at", str(row["n"])).status == 0
    two.settle()
    two.robin.write("coachlog.yml", f"{settings}{now}")  # nobody writes meanwhile: it is the pair's to say
    two.settle()
    assert two.sam.read("coachlog.yml") == f"{settings}{now}"
