"""A document about two mentees: each one's meetings go to the log of that pair, and nothing to another's."""

from pathlib import Path

import pytest

from tests.support.terminal import talk
from tests.support.world import Run

DOCUMENT = """\
# Mentoring 2026
Mia is moving in spring.

## 9/17 – Sam
- Sam canary1

## 9/17 – Mia
- Mia canary2

## 9/24 – Sam
- canary3

## 9/24 – Mia Muster
- canary4

## 10/1 – NO MTG (PD)
"""
GROUPED = """\
# Sam
## 9/17
- canary1
## 9/24
- canary3
# Mia
## 9/17
- Mia canary2
## 9/24
- canary4
"""
SHEET = """\
Date,Teacher,What went well?
9/17/2026,Sam,canary1
9/17/2026,Mia,canary2
9/24/2026,Sam,canary3
9/24/2026,Mia,canary4
"""


@pytest.fixture
def logs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    sam, mia = tmp_path / "sam", tmp_path / "mia"
    for root, name in ((mia, "Mia Muster"), (sam, "Sam Sample")):
        assert run("init", root, "--mentor", "Robin Example", "--mentee", name, "--me", "mentor").status == 0
    monkeypatch.chdir(sam)
    return sam, mia


def words(log: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((log / "meetings").glob("*.md")))


IN_FRONT = DOCUMENT.replace("## 9/17 – Sam", "## Sam - 9/17").replace("## 9/17 – Mia", "## Mia - 9/17")


@pytest.mark.parametrize(
    ("name", "text"), [("a.md", DOCUMENT), ("a.md", IN_FRONT), ("a.md", GROUPED), ("a.csv", SHEET)]
)
def test_the_partners_meetings_come_and_the_others_stay_out(run: Run, logs, tmp_path, name: str, text: str) -> None:
    sam, _ = logs
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("import", tmp_path / name, "--yes")
    assert result.status == 0, result.err
    assert "Left out: 2 meetings with somebody else." in result.out
    assert "canary1" in words(sam)
    assert "canary3" in words(sam)
    assert "canary2" not in words(sam)
    assert "canary4" not in words(sam)
    assert "Mia" not in words(sam)


def test_where_the_log_knows_neither_it_is_refused_and_about_says_whom(run: Run, logs, tmp_path: Path) -> None:
    _, mia = logs
    text = DOCUMENT.replace("Sam", "Alex").replace("Mia Muster", "Jo").replace("Mia", "Jo")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    result = run("import", tmp_path / "a.md", "--yes")
    assert result.status == 1
    assert "a.md is about 2 people: Alex and Jo" in result.err
    assert '--about "Alex"' in result.err
    assert run("import", tmp_path / "a.md", "--yes", "--about", "Jo", "--log", str(mia)).status == 0
    assert "canary2" in words(mia)
    assert "canary1" not in words(mia)


def test_topics_behind_dates_are_no_people(run: Run, logs, tmp_path: Path) -> None:
    sam, _ = logs
    topics = {"9/17": "Zoom", "9/24": "Zoom", "10/1": "Observation", "10/8": "Grading", "10/15": "Observation"}
    text = "".join(f"## {day} – {topic}\n- words\n" for day, topic in topics.items())
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert run("import", tmp_path / "a.md", "--yes").status == 0
    assert len(list((sam / "meetings").glob("*.md"))) == 5


def test_on_a_terminal_each_person_s_log_is_asked_for(logs, tmp_path: Path) -> None:
    sam, mia = logs
    (tmp_path / "a.md").write_text(DOCUMENT, encoding="utf-8")
    status, screen = talk(["import", str(tmp_path / "a.md")], ["1", "2", "y", "y"])
    assert status == 0, screen
    assert "Which log do the meetings with Sam belong to: 1 Robin Example and Sam Sample" in screen
    assert "canary1" in words(sam)
    assert "canary2" not in words(sam)
    assert "canary2" in words(mia)
    assert "canary1" not in words(mia)


@pytest.mark.parametrize(
    "heads",
    [
        ("# September", "# October"),
        ("# Fall 2026", "# Winter"),
        ("# Log", "# Coaching"),
    ],
)
def test_headings_that_group_meetings_are_no_people(run: Run, logs, tmp_path: Path, heads: tuple[str, str]) -> None:
    sam, _ = logs
    days = iter(("9/17", "9/24", "10/8", "10/15"))
    text = "".join(f"{head}\n" + "".join(f"## {next(days)}\n- words\n" for _ in range(2)) for head in heads)
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert run("import", tmp_path / "a.md", "--yes").status == 0
    assert len(list((sam / "meetings").glob("*.md"))) == 4


def test_topics_that_come_again_are_no_people(run: Run, logs, tmp_path: Path) -> None:
    sam, _ = logs
    topics = {"9/17": "Planning", "9/24": "Data", "10/8": "Planning", "10/15": "Data"}
    text = "".join(f"## {day} – {topic}\n- words\n" for day, topic in topics.items())
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert run("import", tmp_path / "a.md", "--yes").status == 0
    assert len(list((sam / "meetings").glob("*.md"))) == 4
