"""A log whose mentee answers by mail, and what came of an answer."""

import json
from pathlib import Path

import pytest

from tests.support.world import Run, make_log

SETTINGS = """coachlog: 1
id: abcdefghjkmn
people:
  - {id: mentor, name: Robin Example, email: robin@school.example}
  - {id: mentee, name: Sam Sample, email: sam@school.example}
cadence: {weekday: thursday, time: "15:30"}
"""
NOTE = """---
type: meeting
date: 2026-11-12
status: held
---

# Meeting

## Check-in

- a hard week

## Notes

- said of the lesson

## Next steps

- [ ] @mentee Try the exit ticket (due 2026-11-26) ^aaaaa
- [ ] @mentor Send the rubric ^bbbbb
- [x] @mentee An old one ^ccccc
"""


def letter_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source = tmp_path / "source"
    (source / "meetings").mkdir(parents=True)
    (source / "coachlog.yml").write_text(SETTINGS)
    (source / "meetings" / "2026-11-12.md").write_text(NOTE)
    return make_log(tmp_path / "log", source, monkeypatch)


def answered(run: Run, tmp_path: Path, text: str) -> dict:
    path = tmp_path / "reply.txt"
    path.write_text(text)
    result = run("receive", str(path), "--json")
    assert result.status == 0, result.err
    return json.loads(result.out)["data"]


def coming(log: Path) -> str:
    return (log / "meetings" / "2026-11-19.md").read_text()
