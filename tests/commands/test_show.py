"""`coachlog show`: one document as a person reads it, and the words that mean it."""

from pathlib import Path

import pytest

from tests.support.world import Run

NOTE = "meetings/2026-11-19.md"
ASK = "goals/ask-before-telling-t2m6z.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_show_reads_a_document_without_its_prompts(run: Run, example: Path) -> None:
    run("goals", "add", "Try it")
    made = run("show", "try it")
    assert made.status == 0
    assert "# Try it" in made.out
    assert "<!--" not in made.out
    data = run("show", "try it", "--json").data
    assert (data["kind"], data["title"]) == ("goal", "Try it")
    assert data["path"] == f"goals/{data['id']}.md"
    assert data["text"].startswith("# Try it\n\n## Goal\n\n")


def test_show_keeps_a_prompt_that_somebody_changed(run: Run, example: Path) -> None:
    edit(example / NOTE, "## Notes\n", "## Notes\n\n<!-- How are you, really? It stays between the two of you. -->\n\n")
    edit(example / NOTE, "## Successes\n", "## Successes\n\n<!-- my own -->\n")
    out = run("show", "today").out
    assert "It stays between" not in out
    assert "<!-- my own -->" in out


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("today", NOTE),
        ("2026-11-12", "meetings/2026-11-12.md"),
        ("thu", NOTE),
        ("ask-before", ASK),
        ("Ask before telling", ASK),
        ("before telling", ASK),
        (ASK, ASK),
        ("ask-before-telling-t2m6z.md", ASK),
        ("coachlog.yml", "coachlog.yml"),
        ("README.md", "README.md"),
        ("2026-fall", "plans/2026-fall.md"),
    ],
)
def test_a_document_is_meant_by_a_day_an_id_a_title_or_its_file(run: Run, example: Path, word: str, path: str) -> None:
    assert run("show", word, "--json").data["path"] == path


def test_a_file_is_meant_from_where_one_is(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example / "goals")
    assert run("show", "../goals/ask-before-telling-t2m6z.md", "--json").data["path"] == ASK
    assert run("show", str(example / ASK), "--json").data["path"] == ASK
    assert run("show", "ask-before-telling-t2m6z.md", "--json").data["path"] == ASK


@pytest.mark.parametrize("word", ["../../secret.md", "/etc/passwd", "goals/", ".git/config", "C:/x.md", "a\0b.md", ""])
def test_nothing_outside_the_log_is_shown(run: Run, example: Path, word: str) -> None:
    (example.parent.parent / "secret.md").write_text("SECRET", encoding="utf-8")
    result = run("show", word)
    assert result.status == 1
    assert result.out == ""
    assert result.err.startswith("error: ")


def test_a_link_is_not_shown(run: Run, example: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("SECRET", encoding="utf-8")
    (example / "goals" / "link-x2x2x.md").symlink_to(tmp_path / "secret.md")
    result = run("show", "goals/link-x2x2x.md")
    assert result.status != 0
    assert "SECRET" not in result.out + result.err


def test_a_word_for_several_documents_is_refused_with_their_ids(run: Run, example: Path) -> None:
    result = run("show", "explain")
    assert result.status == 1
    assert "means more than one document" in result.err
    (example / "meetings" / "2026-11-19-2.md").write_bytes((example / NOTE).read_bytes())
    several = run("show", "today")
    assert "say which: 2026-11-19, 2026-11-19-2" in several.err
    assert run("show", "2026-11-19", "--json").data["path"] == NOTE


def test_a_day_without_a_meeting_says_how_to_make_its_note(run: Run, example: Path) -> None:
    result = run("show", "tomorrow")
    assert result.status == 1
    assert (
        "error: there is no meeting on Friday 20 November\nhint: to make its note: coachlog meet --date 2026-11-20"
        in (result.err)
    )


def test_a_document_that_cannot_be_read_is_shown_as_it_is(run: Run, example: Path) -> None:
    edit(example / NOTE, "minutes: 50", "minutes: [")
    for word in (NOTE, "2026-11-19", "today"):
        result = run("show", word)
        assert result.status == (0 if word != "today" else 1)
    assert "minutes: [" in run("show", "2026-11-19").out
    assert f"{NOTE}:5: " in run("show", "2026-11-19").err


def test_a_huge_file_is_shown_in_part(run: Run, example: Path) -> None:
    (example / "goals" / "big-x2x2x.md").write_bytes(b"# Big\n" + b"words\n" * 200_000)
    result = run("show", "goals/big-x2x2x.md")
    assert "larger than 512 KB" in result.err
    assert len(result.out) < 600_000


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_show_spells_out_no_line_end(run: Run, example: Path, ending: str) -> None:
    note = example / "meetings" / "2026-11-19.md"
    text = note.read_text(encoding="utf-8")
    shown = run("show", "2026-11-19").out
    note.write_bytes(text.replace("\n", ending).encode())
    assert run("show", "2026-11-19").out == shown


def test_a_page_of_ones_own_is_written_for_others_by_another_command(run: Run, example: Path, tmp_path: Path) -> None:
    run("report")
    refused = run("show", "reflections/robin-and-sam-2026-fall.md", "--to", tmp_path / "page.docx")
    assert "to write the page for others: coachlog report --to FILE" in refused.err
