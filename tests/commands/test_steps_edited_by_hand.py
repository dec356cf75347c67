"""Next steps that a person types or changes by hand, from week to week: a carried step stays one, by its id."""

import re
from pathlib import Path

import pytest

from tests.support.world import Run

WEEKS = ("2026-11-12", "2026-11-19", "2026-11-26", "2026-12-03")


@pytest.mark.one_in(2)
@pytest.mark.parametrize("mark", [" ", "x", "-", "/"])
@pytest.mark.parametrize(
    "origin", ["", "(from 12 Nov) ", "(from 2026-11-13) ", "(from the last time) ", "(from 2026-11-19) "]
)
def test_a_step_stays_one(run: Run, tmp_path: Path, origin: str, mark: str) -> None:
    root = tmp_path / "log"
    run("--today", WEEKS[0], "init", root, "--mentor", "Dana", "--mentee", "Sam", "--me", "mentor")
    here = ("--log", root)
    run("--today", WEEKS[0], "meet", "--no-edit", *here)
    run("--today", WEEKS[0], "steps", "add", "Send the rubric", *here)
    run("--today", WEEKS[1], "meet", "--no-edit", *here)
    note = root / "meetings" / f"{WEEKS[1]}.md"
    text = note.read_text()
    assert "(from 2026-11-12)" in text
    text = text.replace("(from 2026-11-12) ", origin).replace("- [ ]", f"- [{mark}]")
    note.write_text(text)
    for week in WEEKS[2:]:
        assert run("--today", week, "meet", "--no-edit", *here).status == 0
    rows = run("--today", WEEKS[3], "steps", "--all", "--json", *here).data
    assert [row["text"] for row in rows] == ["Send the rubric" + (" (from the last time)" if "last" in origin else "")]
    if mark in "x-":
        assert not re.search(r"- \[ \]", (root / "meetings" / f"{WEEKS[3]}.md").read_text())
    else:
        assert rows[0]["from"] == WEEKS[0]
        assert (root / "meetings" / f"{WEEKS[3]}.md").read_text().count("Send the rubric") == 1


def test_lines_that_are_no_steps_are_named_once_and_carried_over_when_they_are_mended(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "log"
    run("--today", WEEKS[0], "init", root, "--mentor", "Dana", "--mentee", "Sam", "--me", "mentor")
    here = ("--log", root)
    note = root / "meetings" / f"{WEEKS[0]}.md"
    note.parent.mkdir()
    lines = "- [ ] @mentee Try it\n- send the rubric\n\nCall the office\n"
    note.write_text(f"---\ntype: meeting\n---\n\n# T\n\n## Next steps\n\n{lines}")
    run("--today", WEEKS[0], "save", *here)
    first = run("--today", WEEKS[1], "meet", "--no-edit", *here)
    assert "Not carried over: 2 lines of the note of 12 November" in first.out
    assert f"meetings/{WEEKS[0]}.md:10: this is no step as long as it has no box" in first.err
    assert first.status == 0
    assert "Not carried over" not in run("--today", WEEKS[1], "meet", "--no-edit", *here).out
    note.write_text(note.read_text().replace("- send", "- [ ] send").replace("Call the", "- [ ] Call the"))
    run("--today", WEEKS[1], "meet", "--no-edit", *here)
    carried = (root / "meetings" / f"{WEEKS[1]}.md").read_text()
    assert all(words in carried for words in ("Try it", "send the rubric", "Call the office"))
    assert "Not carried over" not in run("--today", WEEKS[2], "meet", "--no-edit", *here).out


BARE = "---\ntype: meeting\n---\n\n# T\n\n"  # without a line for its status, which a command adds
STEPS = "## Next steps\n\n- [ ] @mentee Plan it\n  - in two parts\n- [ ] @mentor Send it\n"


@pytest.fixture
def log(run: Run, tmp_path: Path) -> Path:
    """A log with one note that was typed by hand, and is kept."""
    root = tmp_path / "log"
    run("init", root, "--mentor", "Dana", "--mentee", "Sam", "--me", "mentor")
    (root / "meetings").mkdir(exist_ok=True)
    (root / "meetings" / "2026-11-12.md").write_text(BARE + STEPS)
    assert run("save", "--log", root).status == 0
    return root


def boxes(note: Path) -> list[str]:
    return [
        re.sub(r" (?:\(from .*)?\^.*", "", line)
        for line in note.read_text().partition("steps\n")[2].split("\n")
        if line
    ]


def test_a_meeting_that_is_moved_takes_its_steps_along_as_they_are(run: Run, log: Path) -> None:
    assert run("meet", "--date", "2026-11-12", "--moved", "2026-11-13", "--no-edit", "--log", log).status == 0
    was = ["- [>] @mentee Plan it", "  - in two parts", "- [>] @mentor Send it"]
    assert boxes(log / "meetings" / "2026-11-12.md") == was
    assert "status: moved" in (log / "meetings" / "2026-11-12.md").read_text()
    new = boxes(log / "meetings" / "2026-11-13.md")
    assert new[1:4] == [line.replace("[>]", "[ ]") for line in was]


def test_what_meet_writes_above_the_steps_moves_no_mark(run: Run, log: Path) -> None:
    """The note of the day has no status, and points come onto its agenda; a step in it was finished elsewhere."""
    assert run("meet", "--date", "2026-11-19", "--no-edit", "--log", log).status == 0
    old, new = (log / "meetings" / f"{day}.md" for day in WEEKS[:2])
    carried = re.findall(r"^(?:- \[ \]|  -) .*$", new.read_text(), re.MULTILINE)
    new.write_text(BARE + "## Check-in\n\n## Next steps\n\n" + "\n".join(carried) + "\n")
    old.write_text(
        old.read_text().replace("# T\n", "# T\n\n## Agenda\n\n- Which room?\n").replace("[>] @mentor", "[x] @mentor")
    )
    assert run("meet", "--date", "2026-11-19", "--no-edit", "--focus", "ratios", "--log", log).status == 0
    text = new.read_text()
    assert "Which room?" in text
    assert "status: held" in text
    assert boxes(new)[:3] == ["- [ ] @mentee Plan it", "  - in two parts", "- [x] @mentor Send it"]


def test_the_line_is_named_in_which_a_change_takes_effect(run: Run, log: Path) -> None:
    """What is not understood of a step that went on is named in the newest note, until it is mended there."""
    first, new = (log / "meetings" / f"{day}.md" for day in ("2026-11-12", "2026-11-19"))
    first.write_text(BARE + "## Next steps\n\n- [ ] Dana and chart\n- [ ] Samm: slides\n- [ ] Sam: poster\n")
    run("--today", "2026-11-12", "save", "--log", log)
    assert {row["path"] for row in run("check", "--json", "--log", log).data} == {"meetings/2026-11-12.md"}
    assert run("meet", "--date", "2026-11-19", "--no-edit", "--log", log).status == 0
    lines = new.read_text().split("\n")
    at = [number for number, line in enumerate(lines, 1) if "@both" in line]
    rows = run("check", "--json", "--log", log).data
    assert [(row["path"], row["line"]) for row in rows] == [("meetings/2026-11-19.md", line) for line in at]
    assert "in place of `@both`" in rows[0]["message"]
    new.write_text(new.read_text().replace("@both Dana and", "Dana: the").replace("@both Samm:", "Both:"))
    assert run("save", "--log", log).status == 0
    assert run("check", "--log", log).status == 0
