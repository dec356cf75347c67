"""Whatever a merge keeps twice, `settle` shows and settles: every kind of clash."""

from typing import NamedTuple

import pytest

from coachlog.context import Context
from tests.support.conflicts import listed, rewrite
from tests.support.two import GOAL, NOTE, Two

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured

PLACES = """---
type: meeting
activities: [planning]
next: {date: 2026-11-19, focus: ratios}
contacts:
  - {date: 2026-11-10, minutes: 5, text: rulers}
  - {date: 2026-11-10, minutes: 15, text: the parents' evening}
  - date: 2026-11-11
    minutes: 10
    text: the exit ticket
---

# 12 November

An **Early** word.

## Successes

- one
  - under one

1. First of all

## Notes

First words. More words.

> A quotation stands here.

A line with a break\\
and the line below it

| Criterion | Now |
|---|---|
| Talk | some |

```
code of old
```

<!-- a remark of old -->

## Next steps

- [ ] @mentee Try it out (due 2026-11-26) ^a1b2c
"""
SETTINGS = """terms:
  - id: 2026-fall
    start: 2026-09-01
    end: 2026-12-18
cadence: {weekday: thursday, minutes: 45}
requirement:
  minutes: 600
  per: term
breaks: [{start: 2026-11-25, end: 2026-11-27}]
headings: {Glows: Successes}
"""


class Clash(NamedTuple):
    """What both wrote instead of the same words."""

    path: str
    old: str
    robin: str
    sam: str


CLASHES = {
    "heading": Clash(NOTE, "## Notes", "## What was said", "## In the hour"),
    "paragraph": Clash(NOTE, "An **Early** word.", "They asked about rulers.", "Nobody came, and so we drew."),
    "sentence": Clash(NOTE, "First words.", "Robin's own words.", "Sam's own words."),
    "item": Clash(NOTE, "- one\n", "- one by Robin, who saw it\n", "- one as Sam had it\n"),
    "nested item": Clash(NOTE, "- under one", "- under one, said Robin", "- under one, Sam thinks"),
    "numbered item": Clash(NOTE, "First of all", "First of all Robin's thought", "First of all what Sam thinks"),
    "quotation": Clash(NOTE, "A quotation stands here.", "Robin's quotation.", "Sam's own quotation."),
    "line of a sentence": Clash(NOTE, "and the line below it", "and Robin's line", "with the line of Sam's"),
    "contact": Clash(NOTE, "text: rulers", "text: Robin's rulers", "text: rulers and Sam's compasses"),
    "contact of the same day": Clash(NOTE, "minutes: 15", "minutes: 20", "minutes: 25"),
    "contact on lines": Clash(NOTE, "text: the exit ticket", "text: Robin's exit ticket", "text: the ticket of Sam's"),
    "row": Clash(NOTE, "| Talk | some |", "| Talk | much of Robin's |", "| Talk | little of Sam's |"),
    "code": Clash(NOTE, "code of old", "code by Robin", "code by Sam"),
    "comment": Clash(NOTE, "a remark of old", "a remark by Robin", "a remark by Sam"),
    "step": Clash(NOTE, "Try it out", "Try the exit ticket", "Call the office"),
    "due": Clash(NOTE, "(due 2026-11-26)", "(due 2026-11-27)", "(due 2026-12-01)"),
    "value": Clash(GOAL, "status: active", "status: met", "status: dropped"),
    "value in brackets": Clash(NOTE, "focus: ratios", "focus: fractions", "focus: talk"),
    "list against a text": Clash(NOTE, "[planning]", "[planning, visit]", "reading"),
    "term": Clash("coachlog.yml", "end: 2026-12-18", "end: 2026-12-11", "end: 2026-12-22"),
    "setting in brackets": Clash("coachlog.yml", "minutes: 45", "minutes: 50", "minutes: 30"),
    "setting in a block": Clash("coachlog.yml", "minutes: 600", "minutes: 500", "minutes: 700"),
    "name": Clash("coachlog.yml", "name: Sam\n", "name: Samuel\n", "name: Samira\n"),
    "title": Clash("coachlog.yml", "title: Robin and Sam", "title: R and S", "title: S and R"),
    "alias": Clash("coachlog.yml", "Glows: Successes", "Glows: Notes", "Glows: Agenda"),
    "break": Clash("coachlog.yml", "end: 2026-11-27", "end: 2026-11-28", "end: 2026-11-30"),
}


@pytest.mark.one_in(6)
@pytest.mark.parametrize("name", CLASHES)
@pytest.mark.parametrize("keep", ["first", "second"])
def test_each_kind_of_clash_is_shown_and_settled(two: Two, name: str, keep: str) -> None:
    clash = CLASHES[name]
    two.robin.write(NOTE, PLACES)
    two.robin.write("coachlog.yml", two.robin.read("coachlog.yml") + SETTINGS)
    two.settle()
    two.robin.change(clash.path, clash.old, clash.robin)
    two.sam.change(clash.path, clash.old, clash.sam)
    two.settle()
    rows = listed(two.sam)
    text = two.sam.read(clash.path)
    twice = clash.robin.strip() in text and clash.sam.strip() in text
    assert rows or not (twice or "kept_versions" in text)
    for number in range(len(rows), 0, -1):
        row = rows[number - 1]
        assert row["first"]["text"]
        assert row["second"]["text"]
        assert two.sam("settle", "--keep", keep, "--at", str(number)).status == 0
    two.settle()
    assert listed(two.robin) == listed(two.sam) == []
    text = two.robin.read(clash.path)
    if rows:
        assert row[keep]["text"].split()[-1].strip("`->|") in text
        assert (clash.robin.strip() in text) != (clash.sam.strip() in text)
    assert "kept_versions" not in text


def test_after_several_places_it_is_told_that_undo_takes_back_one(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(two)
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "ask", lambda *_, **__: "2")
    assert "To take them back one by one, the last one first: coachlog undo" in " ".join(two.sam("settle").out.split())


@pytest.mark.parametrize("form", ["{}", "'{} '", "{}  # so it is"])
def test_a_kept_value_that_is_the_live_one_is_settled(form: str, two: Two) -> None:
    two.robin.change(GOAL, "status: active", "status: met")
    two.sam.change(GOAL, "status: active", "status: dropped")
    two.settle()
    (row,) = two.sam("settle", "--json").data
    same = form.format(row["first"]["text"])
    two.sam.change(GOAL, f"\nstatus: {row['second']['text']}\n", f"\nstatus: {same}\n")
    assert two.sam("settle").out == "Nothing is kept in two versions.\n"
    assert two.sam("check").status == 0
    two.settle()
    assert two.robin("settle", "--json").data == []
    assert two.robin("--json").data["kept_twice"] == 0
    two.robin.change(GOAL, f"\nstatus: {same}\n", "\nstatus: active\n")
    assert len(two.robin("settle", "--json").data) == 1
