"""`coachlog progress`: a term on one screen."""

from coachlog.model.parse_settings import parse_settings
from tests.support.world import EXAMPLE, make_log


def test_progress_fits_on_one_screen(example, run):
    told = run("progress").out
    assert len(told.splitlines()) <= 24
    assert "Robin Example  6       4     4             0        2" in told
    assert "1 draft, 6 active (3 on track, 3 progressing), 1 met, 1 revised" in told
    assert "Lessons: 1 existing, 2 drafting" in told
    assert "Indicators: 2c (5), 3a (4)" in told
    assert "Successes: 19\n  The newest, 19 November: Both: the lesson draft now begins" in told


def test_progress_as_data(example, run):
    data = run("progress", "2026-10", "--json").data
    assert data["hours"]["period"] == "2026-10"
    assert {"owner": "mentee", "opened": 3, "done": 2, "carried": 4, "dropped": 1, "open": 2} in data["steps"]
    assert data["goals"][0] == {"status": "draft", "goals": 1, "progress": {}}
    assert data["successes"] == 9
    assert data["newest_success"]["path"] == "meetings/2026-10-29.md"


def test_progress_of_an_empty_span_says_none_yet(tmp_path, monkeypatch, run):
    root = make_log(tmp_path / "log", EXAMPLE, monkeypatch)
    for folder in ("meetings", "goals", "lessons"):
        for file in (root / folder).iterdir():
            file.unlink()
    told = run("progress").out
    assert "Goals: none yet\nLessons: none yet\nSuccesses: 0\n" in told


def test_settings_without_terms_take_the_quarter(example, run):
    settings, _ = parse_settings(b"coachlog: 1\n")
    assert settings.terms == ()
    (example / "coachlog.yml").write_text("coachlog: 1\n", encoding="utf-8")
    assert run("hours", "--json").data["period"] == "2026-q4"
