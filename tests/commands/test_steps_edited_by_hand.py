"""A carried step stays one step, whatever a person does to its `(from …)`: its id tells where it began."""

import re
from pathlib import Path

import pytest

from tests.support.world import Run

WEEKS = ("2026-11-12", "2026-11-19", "2026-11-26", "2026-12-03")


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
