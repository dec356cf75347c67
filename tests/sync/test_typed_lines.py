"""Whose a line is that names nobody, as the history has it: what two wrote is not one's alone."""

import re
from pathlib import Path

import pytest

from coachlog.sync import typed_lines
from tests.support.two import NOTE, Someone, Two

FIRST = "First words. More words.\n"
MARKED = {  # the same words
    "- We sat there and waited": "- We sat there, and waited!",
    "- nobody saw the time go by": "- **Nobody** saw the time go by",
    "- [ ] we looked at the board": "- [x] we looked at the board",
    "- the window stood open": "  - the window stood open",
    "- the class was loud at first": "* the class was loud at first #star/voice",
    "The bell rang too early": "> The bell rang too early",
    "- a line was drawn on paper": "- a line was drawn on paper [[ask-more-k3f9x]]",
}
REWORDED = {
    "- they all wrote teh answer": "- they all wrote the answer",
    "- I doubt it works": "- I doubt it works here",
    "- Too fast for most": "- It went too fast for most of them in the end",
    "- a long talk about seats and tables and who sits where": "- a talk about seats",
}


def share(person: Someone) -> dict[str, bool]:
    rows = person("share", "meeting", "2026-11-12", "--json").data
    return {
        row["text"]: row["may_leave"] for row in rows if row["section"] == "Notes" and "More words" not in row["text"]
    }


def write(person: Someone, lines: list[str]) -> None:
    person.change(NOTE, FIRST, FIRST + "\n" + "\n\n".join(lines) + "\n")


@pytest.mark.parametrize("kept", [True, False])
def test_a_partners_line_stays_theirs_whatever_little_i_change_in_it(kept: bool, two: Two) -> None:
    edits = MARKED | REWORDED
    write(two.sam, list(edits))
    two.sam.sync()
    two.robin.sync()
    for before, after in edits.items():
        two.robin.change(NOTE, before, after)
    two.robin.change(NOTE, FIRST, FIRST + "\n- We met in my own room\n")
    if kept:
        two.robin("save")
    shown = share(two.robin)
    assert [text for text, free in shown.items() if free] == ["We met in my own room"]
    assert len(shown) == len(edits)  # one stands under another now


def test_what_the_partner_only_marked_stays_mine_and_what_they_reworded_is_no_ones_alone(two: Two) -> None:
    write(two.sam, [*MARKED, *REWORDED])
    two.sam.sync()
    two.robin.sync()
    for before, after in (MARKED | REWORDED).items():
        two.robin.change(NOTE, before, after)
    two.robin.sync()
    two.sam.sync()
    shown = share(two.sam)
    assert len([text for text, free in shown.items() if free]) == len(MARKED) - 1  # one stands under another now
    assert len([text for text, free in shown.items() if not free]) == len(REWORDED)


def test_a_line_of_which_each_changed_a_part_is_no_ones_alone(two: Two) -> None:
    line = "- In the first half of the lesson nobody dared to say a word and in the second half all of them did so"
    write(two.sam, [line])
    two.settle()
    two.sam.change(NOTE, "first half", "first ten minutes")
    two.robin.change(NOTE, "all of them did so", "everybody wanted to speak")
    two.settle()
    two.robin.add(NOTE, "- another")
    two.robin("save")
    text, free = next((text, free) for text, free in share(two.robin).items() if "nobody dared" in text)
    assert "first ten minutes" in text
    assert "everybody wanted" in text
    assert not free
    assert not share(two.sam)[text]


def test_what_the_partner_wrote_under_my_line_is_not_mine(two: Two) -> None:
    write(two.robin, ["- I began late", "- and ended early"])
    two.robin.sync()
    two.sam.sync()
    two.sam.change(NOTE, "- I began late", "- I began late\n  - for I could not sleep")
    two.sam.sync()
    two.robin.sync()
    assert sorted(share(two.robin).values()) == [False, True]


def test_an_entry_without_an_e_mail_is_nobodys_but_its_names(two: Two) -> None:
    write(two.sam, ["- I doubt it works"])
    two.sam.git("-c", "user.name=Sam", "-c", "user.email=", "commit", "-qam", "by hand")
    two.sam.sync()
    two.robin.sync()
    assert share(two.robin) == {"I doubt it works": False}
    assert share(two.sam) == {"I doubt it works": True}
    assert two.robin("undo", "--list", "--json").data == []
    assert two.sam("undo").status == 0


def test_my_own_line_in_the_place_of_theirs_is_mine(two: Two) -> None:
    write(two.sam, ["- they all wrote the answer", "- I doubt it works"])
    two.sam.sync()
    two.robin.sync()
    two.robin.change(NOTE, "they all wrote the answer", "Chairs were missing")
    two.robin("save")
    shown = share(two.robin)
    assert (shown["Chairs were missing"], shown["I doubt it works"]) == (True, False)


def test_a_large_note_is_compared_no_more_than_so_and_then_nothing_of_it_is_mine_alone(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    alike = typed_lines._alike
    monkeypatch.setattr(typed_lines, "_alike", lambda one, other: compared.append(one) or alike(one, other))
    lines = [f"- number {number} was seen by nobody" for number in range(300)]
    write(two.sam, lines)
    two.sam.sync()
    two.robin.sync()
    two.robin.write(NOTE, two.robin.read(NOTE).replace("by nobody", "by somebody"))
    two.robin("save")
    shown = share(two.robin)
    assert len(shown) == 300
    assert not any(shown.values())
    assert len(compared) <= 4_000


@pytest.mark.parametrize("ends_no_line", ["\v", "\f", "\x85", "\u2028"])
def test_what_word_puts_into_a_line_moves_no_line_to_somebody_else(ends_no_line: str, two: Two) -> None:
    write(two.sam, [f"We sat{ends_no_line}there", "- I doubt it works"])
    two.sam.sync()
    two.robin.sync()
    two.robin.add(NOTE, "- chairs were missing")
    two.robin("save")
    shown = share(two.robin)
    assert {text: free for text, free in shown.items() if "sat" not in text} == {
        "I doubt it works": False,
        "chairs were missing": True,
    }


def test_without_its_history_no_line_that_names_nobody_is_mine_alone(two: Two) -> None:
    write(two.sam, ["- I doubt it works"])
    two.settle()
    write(two.robin, ["- I began late"])
    two.robin("save")
    assert sorted(share(two.robin).values()) == [False, True]
    entry = two.robin.git("rev-list", "--max-parents=0", "HEAD").strip()
    objects = two.robin.root / ".git" / "objects"
    (objects / entry[:2] / entry[2:]).unlink()
    assert sorted(share(two.robin).values()) == [False, False]


GOAL = "---\ntype: goal\nstatus: active\nopened: 2026-11-02\n"
TYPED = {  # what somebody types into a document is theirs, as it is in a meeting's note
    "goals/wait-time-w7t4m.md": f"{GOAL}baseline: heron is silent\n---\n\n# Wait time\n\n"
    "## Evidence\n\n- 2026-11-10: otters answered late\n",
    "goals/own-words-p5k8d.md": f"{GOAL}---\n\n# Own words\n\n## Where we are now\n\nfirst badgers waited\n\n"
    "## Evidence\n\n- 2026-11-10: later badgers spoke\n",
    "lessons/ratios-x2p7d.md": "---\ntype: lesson\nstatus: taught\ntaught: [2026-11-11]\n---\n\n# Ratios\n\n"
    "## What worked before\n\nmagpies began at once\n\n## What to adapt or change\n\nfalcons need time\n",
    "visits/2026-11-11-visit.md": "---\ntype: visit\ndate: 2026-11-11\nvisitor: mentee\nstatus: shared\n---\n\n"
    "# Visit\n\n## What was said and done\n\n- lynxes near the window got lost\n\n"
    "## What we take from it\n\n- marmots move closer\n",
    "plans/2026-fall.md": "---\ntype: plan\nterm: 2026-fall\nstart: 2026-11-01\nend: 2026-12-18\n---\n\n"
    "# Plan\n\n## Norms\n\n- weasels begin with a breath\n",
    "meetings/2026-11-05.md": "---\ntype: meeting\nstatus: held\nlessons: [ratios-x2p7d]\n"
    "contacts:\n  - date: 2026-11-06\n    minutes: 5\n    text: vipers were hard today\n---\n\n"
    "# 5 November\n\n## Notes\n\n- sharks are linked [[own-words-p5k8d]]\n",
}
SAID = ("heron is", "otters", "first badgers", "later badgers", "lynxes", "marmots")
MORE = ("magpies", "falcons", "vipers", "sharks", "weasels")


def test_what_the_partner_typed_into_any_document_is_in_no_page_of_mine(two: Two) -> None:
    for path, text in TYPED.items():
        two.sam.write(path, text)
    two.settle()
    pages = {}
    for person in (two.sam, two.robin):
        numbers = [str(row["number"]) for row in person("star", "--json").data]
        assert person("star", *numbers).status == 0
        for command in (["report"], ["evidence", "2c"]):
            done = person(*command, "--since", "2026-11-01", "--until", "2026-12-18", "--json")
            page = re.sub(r"<!--.*?-->", "", Path(done.data["path"]).read_text(encoding="utf-8"), flags=re.DOTALL)
            pages[person.me, command[0]] = {words for words in SAID + MORE if words in page}
    assert pages["mentor", "report"] == pages["mentor", "evidence"] == set()
    assert pages["mentee", "report"] >= {*SAID}
