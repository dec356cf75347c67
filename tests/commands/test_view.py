"""`coachlog view`: the whole log as pages."""

import re
from pathlib import Path

import pytest

from tests.support.world import Run


def test_the_whole_log_is_a_folder_of_pages(example: Path, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    told = run("view", "--to", str(folder))
    assert told.status == 0, told.err
    names = {file.stem for file in folder.iterdir()}
    assert {"index", "meetings", "goals", "lessons", "next-steps", "plans", "feedback"} <= names
    index = (folder / "index.html").read_text()
    for name in names - {"index"}:
        assert f'href="{name}.html"' in index
    assert 'aria-label="Weeks' in index
    goals = (folder / "goals.html").read_text()
    assert "<h2>Ask before telling</h2>" in goals
    assert "<h3>Evidence</h3>" in goals
    assert "teacher, owner Sam Sample, met, closed 12 November 2026" in goals
    assert goals.index("<h2>Grade 7 talks") < goals.index("<h2>Ask before telling</h2>")
    meetings = (folder / "meetings.html").read_text()
    assert "Thursday 19 November 2026, 3:30 in the afternoon, 50 minutes, virtual" in meetings
    assert "cancelled" in meetings
    for name, fact in (
        ("lessons", "taught 19 March 2026"),
        ("feedback", "from Alex Invented, peer in the coaching course, 3 November 2026, discussed"),
        ("visits", "Robin Example visited Sam Sample"),
        ("plans", "8 September 2026 to 18 December 2026"),
    ):
        assert fact in (folder / f"{name}.html").read_text()
    assert not list((example / "assets").glob("*.html")) if (example / "assets").exists() else True
    assert run("view", "--to", str(folder)).status == 1
    assert run("view", "--to", str(folder), "--replace").status == 0


def test_it_is_one_page_too_and_has_no_check_in(example: Path, run: Run, tmp_path: Path) -> None:
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(note.read_text().replace("## Check-in\n", "## Check-in\n\n- a very private line\n"))
    page = tmp_path / "log.html"
    told = run("view", "--to", str(page))
    assert told.status == 0
    text = page.read_text()
    assert "private line" not in text
    for title in ("Meetings", "Goals", "Lessons", "Plans"):
        assert f"<h2>{title}</h2>" in text
    assert not re.search(r'(?:src|href)="(?!https?://|mailto:)', text)
    assert "<script" not in text


def test_what_is_unsorted_is_in_no_page_and_a_log_without_documents_has_its_folder(
    example: Path, run: Run, tmp_path: Path
) -> None:
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(f"{note.read_text()}\n## Unsorted\n\n- Sam: a stray line\n")
    assert run("view", "--to", str(tmp_path / "pages")).status == 0
    assert "stray line" not in (tmp_path / "pages" / "meetings.html").read_text()
    for folder in ("meetings", "goals", "lessons", "plans", "feedback", "visits"):
        for path in (example / folder).glob("*.md"):
            path.unlink()
    assert run("view", "--to", str(tmp_path / "empty")).status == 0
    assert (tmp_path / "empty" / "index.html").exists()


def test_without_a_place_it_stays_in_the_local_state(example: Path, run: Run) -> None:
    data = run("view", "--json").data
    assert data["file"].endswith(".git/coachlog/pages/index.html")
    assert Path(data["file"]).exists()
    assert data["opened"] is False
    told = run("view")
    assert told.status == 0
    assert f"To have one page where you see it: coachlog view --to ~/{example.name}.html" in told.out
    assert run("status").out.startswith("Everything is kept.")


def test_that_a_browser_shows_it_is_not_claimed(example: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.actions.outgoing.whole_log.open_file", lambda _: True)
    told = run("view").out
    assert told.startswith("Opening it in your browser: ")
    assert "If nothing opens there" in told


@pytest.mark.parametrize("name", ["goals/x.html", "here.docx", "nowhere/at/all", "README.md/x"])
def test_a_place_where_no_page_may_be_is_refused(name: str, example: Path, run: Run) -> None:
    told = run("view", "--to", str(example / name))
    assert told.status != 0
    assert told.err.startswith("error: ")
    assert "Traceback" not in told.err


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_there(
    example: Path, run: Run, tmp_path: Path
) -> None:
    (example / "goals" / "broken-aaaaa.md").write_text("---\n{[\n---\n")
    told = run("view", "--to", str(tmp_path / "log.html"))
    assert told.status == 0
    assert "goals/broken-aaaaa.md:" in told.err
    assert "Ask before telling" in (tmp_path / "log.html").read_text()


def test_an_empty_log_has_a_page(run: Run, tmp_path: Path) -> None:
    run("init", str(tmp_path / "log"), "--mentor", "Robin", "--mentee", "Sam", "--me", "mentor")
    assert run("view", "--log", str(tmp_path / "log"), "--to", str(tmp_path / "log.html")).status == 0
    assert "Robin and Sam" in (tmp_path / "log.html").read_text()


def test_a_lesson_that_grew_from_another_says_what_changed(example: Path, run: Run, tmp_path: Path) -> None:
    assert run("view", "--to", str(tmp_path / "log.html")).status == 0
    text = (tmp_path / "log.html").read_text()
    assert "What changed since the lesson before it" in text
    part = text.partition("What changed since the lesson before it")[2]
    assert re.search(r"<li>Task <span class=\"beside\">\(\d+ lines? (?:new|gone|reworded)", part)
