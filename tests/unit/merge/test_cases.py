"""One edit on each side, and the exact text that must come of it: the cases of the merge research, and more."""

from dataclasses import dataclass

import pytest

from coachlog.merge import merge_files

BASE = """---
title: Fractions lesson
date: 2026-03-02
status: draft
tags: [math, grade7]
mood: 3
---
# Fractions lesson

## Observations

You asked 14 closed questions. The students waited for the answer. Nobody used the wall.

- Group work began late

## Rubric

| Criterion | Level |
|---|---|
| Explains | 2 |
| Uses words | 3 |

## Next steps

- [ ] @mentee Plan an exit ticket (due 2026-03-09) ^aaaaa
- [ ] @mentor Call three students by name ^bbbbb
- [ ] Send the slides

## Notes
"""
LATE = "- Group work began late\n"
TICKET = "- [ ] @mentee Plan an exit ticket (due 2026-03-09) ^aaaaa\n"
CALL = "- [ ] @mentor Call three students by name ^bbbbb\n"
SEND = "- [ ] Send the slides\n"
PROSE = "You asked 14 closed questions. The students waited for the answer. Nobody used the wall.\n"
STEPS = "## Next steps\n\n" + TICKET + CALL + SEND + "\n"

Edits = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """The edits of A and of B, and those that stand for both; `other` where B is the older and the text differs."""

    name: str
    a: Edits
    b: Edits
    both: Edits
    other: Edits | None = None
    kept: int = 0


def edited(edits: Edits) -> bytes:
    text = BASE
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def add(after: str, *lines: str) -> tuple[str, str]:
    return after, after + "".join(line + "\n" for line in lines)


A_CODE = "## Notes\n\n```\ncode a\n\nmore\n```\n"
NOTES = "## Notes\n"

CASES = [
    Case(
        "01 both append another bullet",
        (add(LATE, "- one"),),
        (add(LATE, "- two"),),
        (add(LATE, "- one", "- two"),),
        (add(LATE, "- two", "- one"),),
    ),
    Case("02 both append the same bullet", (add(LATE, "- one"),), (add(LATE, "- one"),), (add(LATE, "- one"),)),
    Case(
        "03 a shared bullet and one each",
        (add(LATE, "- both", "- one"),),
        (add(LATE, "- both", "- two"),),
        (add(LATE, "- both", "- one", "- two"),),
        (add(LATE, "- both", "- two", "- one"),),
    ),
    Case(
        "04 tick a step and reword it",
        (("[ ] Send", "[x] Send"),),
        (("the slides", "the slides by mail"),),
        (("[ ] Send the slides", "[x] Send the slides by mail"),),
    ),
    Case(
        "04b tick a step with an id and reword it",
        (("[ ] @mentee", "[x] @mentee"),),
        (("an exit ticket", "a short exit ticket"),),
        (("[ ] @mentee Plan an exit ticket", "[x] @mentee Plan a short exit ticket"),),
    ),
    Case(
        "05 tick neighbours",
        (("[ ] @mentor", "[x] @mentor"),),
        (("[ ] Send", "[x] Send"),),
        (("[ ] @mentor", "[x] @mentor"), ("[ ] Send", "[x] Send")),
    ),
    Case("06 both tick one", (("[ ] Send", "[x] Send"),), (("[ ] Send", "[x] Send"),), (("[ ] Send", "[x] Send"),)),
    Case(
        "07 one value changed twice",
        (("mood: 3", "mood: 4"),),
        (("mood: 3", "mood: 2"),),
        (("mood: 3\n", "mood: 2\nkept_versions: [{mood: 4}]\n"),),
        (("mood: 3\n", "mood: 4\nkept_versions: [{mood: 2}]\n"),),
        kept=1,
    ),
    Case(
        "08 neighbouring keys",
        (("draft", "final"),),
        (("03-02", "03-09"),),
        (("03-02", "03-09"), ("draft", "final")),
    ),
    Case(
        "09 each adds a tag",
        (("grade7]", "grade7, one]"),),
        (("grade7]", "grade7, two]"),),
        (("grade7]", "grade7, one, two]"),),
        (("grade7]", "grade7, two, one]"),),
    ),
    Case(
        "09b one takes a tag away, one adds one",
        (("math, ", ""),),
        (("grade7]", "grade7, two]"),),
        (("[math, grade7]", "[grade7, two]"),),
    ),
    Case(
        "10 each adds a key",
        (add("mood: 3\n", "one: 1"),),
        (add("mood: 3\n", "two: 2"),),
        (add("mood: 3\n", "one: 1", "two: 2"),),
        (add("mood: 3\n", "two: 2", "one: 1"),),
    ),
    Case(
        "11 different sentences",
        (("14 closed", "12 closed"),),
        (("Nobody used", "Two students used"),),
        (("14 closed", "12 closed"), ("Nobody used", "Two students used")),
    ),
    Case(
        "12 both rewrite one sentence",
        (("You asked 14 closed questions.", "You asked too many yes/no questions."),),
        (("You asked 14 closed questions.", "You asked fourteen questions in ten minutes."),),
        (
            (
                "You asked 14 closed questions.",
                "You asked too many yes/no questions. You asked fourteen questions in ten minutes.",
            ),
        ),
        (
            (
                "You asked 14 closed questions.",
                "You asked fourteen questions in ten minutes. You asked too many yes/no questions.",
            ),
        ),
        kept=1,
    ),
    Case(
        "13 each adds a section",
        (add(NOTES, "", "## One", "", "Text one."),),
        (add(NOTES, "", "## Two", "", "Text two."),),
        (add(NOTES, "", "## One", "", "Text one.", "", "## Two", "", "Text two."),),
        (add(NOTES, "", "## Two", "", "Text two.", "", "## One", "", "Text one."),),
    ),
    Case(
        "13b both add a section of one name",
        (add(NOTES, "", "## Ideas", "", "- one"),),
        (add(NOTES, "", "## Ideas", "", "- two"),),
        (add(NOTES, "", "## Ideas", "", "- one", "- two"),),
        (add(NOTES, "", "## Ideas", "", "- two", "- one"),),
    ),
    Case(
        "13c both add a section of one name at different places",
        (("## Rubric", "## Ideas\n\n- one\n\n## Rubric"),),
        (add(NOTES, "", "## Ideas", "", "- two"),),
        (("## Rubric", "## Ideas\n\n- one\n- two\n\n## Rubric"),),
        (add(NOTES, "", "## Ideas", "", "- two", "- one"),),
    ),
    Case(
        "14 both fill an empty section",
        (add(NOTES, "", "Text of one."),),
        (add(NOTES, "", "Text of two."),),
        (add(NOTES, "", "Text of one.", "", "Text of two."),),
        (add(NOTES, "", "Text of two.", "", "Text of one."),),
    ),
    Case(
        "15 take a bullet away and edit it",
        ((LATE, ""),),
        (("began late", "began five minutes late"),),
        (("began late", "began five minutes late"),),
        kept=1,
    ),
    Case(
        "16 take a step away and append one",
        ((CALL, ""),),
        (add(SEND, "- [ ] Ask"),),
        ((CALL, ""), add(SEND, "- [ ] Ask")),
    ),
    Case(
        "17 move a step and edit it",
        ((SEND, ""), (TICKET, SEND + TICKET)),
        (("the slides", "the slides by mail"),),
        ((SEND, ""), (TICKET, "- [ ] Send the slides by mail\n" + TICKET)),
    ),
    Case(
        "18 rename a heading and add under it",
        (("## Observations", "## What I saw"),),
        (add(LATE, "- more"),),
        (("## Observations", "## What I saw"), add(LATE, "- more")),
    ),
    Case(
        "19 take a section away and add in it",
        ((STEPS, ""),),
        (add(SEND, "- [ ] Ask"),),
        ((STEPS, "## Next steps\n\n- [ ] Ask\n\n"),),
        kept=1,
    ),
    Case(
        "22 each adds a block of code",
        ((NOTES, A_CODE),),
        ((NOTES, "## Notes\n\n```\ncode b\n```\n"),),
        ((NOTES, A_CODE + "\n```\ncode b\n```\n"),),
        ((NOTES, "## Notes\n\n```\ncode b\n```\n\n```\ncode a\n\nmore\n```\n"),),
    ),
    Case(
        "23 a reply under a bullet and the bullet reworded",
        (add(LATE, "  - why?"),),
        (("began late", "began at ten past"),),
        ((LATE, "- Group work began at ten past\n  - why?\n"),),
    ),
    Case(
        "23b a reply and a new bullet",
        (add(LATE, "- next"),),
        (add(LATE, "  - why?"),),
        (add(LATE, "  - why?", "- next"),),
    ),
    Case(
        "28 both reword one step",
        (("Plan an exit ticket", "Write two questions"),),
        (("Plan an exit ticket", "Plan a closing circle"),),
        (
            (
                TICKET + CALL,
                TICKET.replace("Plan an exit ticket", "Write two questions")
                + TICKET.replace("Plan an exit ticket", "Plan a closing circle").replace(" ^aaaaa", "")
                + CALL,
            ),
        ),
        (
            (
                TICKET + CALL,
                TICKET.replace("Plan an exit ticket", "Plan a closing circle")
                + TICKET.replace("Plan an exit ticket", "Write two questions").replace(" ^aaaaa", "")
                + CALL,
            ),
        ),
        kept=1,
    ),
    Case(
        "29 both mark one step: done wins over under way",
        (("[ ] @mentee", "[x] @mentee"),),
        (("[ ] @mentee", "[/] @mentee"),),
        (("[ ] @mentee", "[x] @mentee"),),
    ),
    Case(
        "30 both mark one step: dropped wins over carried",
        (("[ ] @mentee", "[>] @mentee"),),
        (("[ ] @mentee", "[-] @mentee"),),
        (("[ ] @mentee", "[-] @mentee"),),
    ),
    Case(
        "31 another date and other words of one step",
        (("03-09)", "03-16)"),),
        (("an exit ticket", "a short exit ticket"),),
        (("an exit ticket (due 2026-03-09)", "a short exit ticket (due 2026-03-16)"),),
    ),
    Case(
        "32 each adds a row",
        (add("| Uses words | 3 |\n", "| One | 1 |"),),
        (add("| Uses words | 3 |\n", "| Two | 2 |"),),
        (add("| Uses words | 3 |\n", "| One | 1 |", "| Two | 2 |"),),
        (add("| Uses words | 3 |\n", "| Two | 2 |", "| One | 1 |"),),
    ),
    Case(
        "33 two cells of one row",
        (("| Explains |", "| Explains why |"),),
        (("| 2 |", "| 3 or 4 |"),),
        (("| Explains | 2 |", "| Explains why | 3 or 4 |"),),
    ),
    Case(
        "34 one cell twice",
        (("| 2 |", "| 4 |"),),
        (("| 2 |", "| 3 |"),),
        (("| Explains | 2 |\n", "| Explains | 4 |\n| Explains | 3 |\n"),),
        (("| Explains | 2 |\n", "| Explains | 3 |\n| Explains | 4 |\n"),),
        kept=1,
    ),
    Case(
        "35 take a paragraph away and add a sentence to it",
        ((PROSE + "\n", ""),),
        (("the wall.", "the wall. We moved the tables."),),
        ((PROSE, "We moved the tables.\n"),),
        kept=1,
    ),
    Case("36 both take a bullet away", ((LATE + "\n", ""),), ((LATE + "\n", ""),), ((LATE + "\n", ""),)),
    Case(
        "37 take a key away and change it",
        (("mood: 3\n", ""),),
        (("mood: 3", "mood: 5"),),
        (("mood: 3", "mood: 5"),),
        kept=1,
    ),
    Case("38 take a key away", (("mood: 3\n", ""),), (("draft", "final"),), (("mood: 3\n", ""), ("draft", "final"))),
    Case(
        "39 both add the same step by its id, one has it done",
        (add(SEND, "- [x] Ask Ann ^ccccc"),),
        (add(SEND, "- [ ] Ask Ann ^ccccc"),),
        (add(SEND, "- [x] Ask Ann ^ccccc"),),
    ),
    Case(
        "40 both add one step at different places",
        (add(LATE, "- [/] Ask Ann ^ccccc"),),
        (add(SEND, "- [x] Ask Ann ^ccccc"),),
        (add(LATE, "- [x] Ask Ann ^ccccc"),),
        (add(SEND, "- [x] Ask Ann ^ccccc"),),
    ),
    Case(
        "41 both move one bullet",
        ((LATE, ""), add(SEND, "- Group work began late")),
        ((LATE, ""), add(NOTES, "", "- Group work began late")),
        ((LATE, ""), add(NOTES, "", "- Group work began late")),
        ((LATE, ""), add(SEND, "- Group work began late")),
    ),
    Case(
        "42 a comment in the front matter and a key",
        (("mood: 3\n", "# how it felt\nmood: 3\n"),),
        (("mood: 3", "mood: 4"),),
        (("mood: 3\n", "# how it felt\nmood: 4\n"),),
    ),
    Case(
        "43 both rename a heading",
        (("## Rubric", "## Levels"),),
        (("## Rubric", "## Criteria"),),
        (("## Rubric", "## Levels\n\n## Criteria"),),
        (("## Rubric", "## Criteria\n\n## Levels"),),
        kept=1,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_edits_stand(case: Case) -> None:
    merged = merge_files(BASE.encode(), edited(case.a), edited(case.b))
    assert merged.content.decode() == edited(case.both).decode()
    assert not merged.whole
    assert len(merged.conflicts) == case.kept


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_other_order_keeps_the_same(case: Case) -> None:
    merged = merge_files(BASE.encode(), edited(case.b), edited(case.a))
    assert merged.content.decode() == edited(case.both if case.other is None else case.other).decode()
    assert not merged.whole
    assert len(merged.conflicts) == case.kept
