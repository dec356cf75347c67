"""`coachlog note`: a line goes into the week's note."""

from pathlib import Path

import pytest

from tests.support.world import make_log

SETTINGS = """coachlog: 1
people:
  - {id: mentor, name: Robin Example}
  - {id: mentee, name: Sam Sample}
cadence: {weekday: thursday, time: "15:30", mode: virtual}
"""


@pytest.fixture
def log(tmp_path, monkeypatch) -> Path:
    """An empty log whose pair meets on Thursdays."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "coachlog.yml").write_text(SETTINGS)
    return make_log(tmp_path / "log", source, monkeypatch)


def note_of(log: Path, day: str) -> str:
    return (log / "meetings" / f"{day}.md").read_text()


def test_a_line_goes_into_todays_note_or_the_coming_one(run, log):
    coming = run("note", "Ask about the rubric", "--in", "agenda", "--today", "2026-11-17")
    assert "Agenda of the meeting of 19 November: meetings/2026-11-19.md" in coming.out
    text = note_of(log, "2026-11-19")
    assert "status: planned" in text
    assert text.index("## Agenda\n\n- Ask about the rubric\n\n## Check-in") > 0
    run("note", "They explained it", "--in", "wins")
    assert "<!-- What went well, for either of you? -->\n\n- They explained it\n\n## Areas" in note_of(
        log, "2026-11-19"
    )
    assert run("note", "x", "--in", "kitchen").status == 1
    assert run("note", " \x07 ").status == 2


@pytest.mark.parametrize("words", ["[red]x[/red]", "[/b]", "{{title}}", "<script>", "a\x1b[31mb", "# head", "é 🎉"])
def test_words_are_kept_and_shown_as_typed(run, log, words):
    run("note", words, "--in", "successes")
    shown = words.replace("\x1b", "")
    assert shown.lstrip("# ") in note_of(log, "2026-11-19")
    assert "\x1b" not in run("show", "2026-11-19").out
    assert shown.lstrip("# ") in run("successes").out
