"""`coachlog meet` where the editor fails: the note is made all the same."""


def test_a_new_note_whose_editor_failed_is_told_with_what_takes_it_back(run, example, monkeypatch):
    monkeypatch.setenv("VISUAL", "no-such-editor")
    monkeypatch.setenv("COACHLOG_TODAY", "2026-11-29")
    told = run("meet", "--date", "2026-11-29")
    words = " ".join(told.err.split())
    assert "the note of 29 November is made all the same, and counts as held" in words
    assert "if you did not meet: coachlog undo" in words
    run("undo")
    assert not (example / "meetings" / "2026-11-29.md").exists()
    assert "made all the same" not in run("meet", "--date", "2026-11-12").err
