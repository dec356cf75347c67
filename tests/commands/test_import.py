"""`coachlog import` brings a running document into the log, shows it first, and merges it the next time."""

from pathlib import Path

import pytest

from tests.support.word_files import word
from tests.support.world import Run

DOCUMENT = """\
## 9/17 – labs

**Glows**
- Partner talk worked
- Sam: the timer helped

**Next steps**
- [ ] Sam: Bring two kitchen timers
- [ ] Robin: Send the rubric

## 9/24

**Glows**
- Two groups explained it
"""


@pytest.fixture
def document(example: Path, tmp_path: Path) -> Path:
    file = tmp_path / "Mentoring log.md"
    file.write_text(DOCUMENT, encoding="utf-8")
    return file


def note(example: Path, day: str) -> str:
    return (example / "meetings" / f"{day}.md").read_text(encoding="utf-8")


def test_without_a_yes_it_is_only_shown(run: Run, example: Path, document: Path) -> None:
    result = run("import", document)
    assert result.status == 1
    assert "Thursday 17 September 2026" in result.out
    assert "Nothing is saved yet" in result.out
    assert "Partner talk" not in note(example, "2026-09-24")
    assert not run("status", "--json").data["unsaved"]


def test_a_running_document_comes_in_and_undo_takes_it_back_in_one(run: Run, example: Path, document: Path) -> None:
    before = {path: path.read_bytes() for path in (example / "meetings").iterdir()}
    result = run("import", document, "--yes")
    assert result.status == 0, result.err
    assert {"Bring two kitchen timers", "Send the rubric"} <= {step["text"] for step in run("steps", "--json").data}
    assert (
        "Partner talk worked" in run("successes", "--all-logs", "--json").out
        or "Partner talk" in run("search", "Partner talk").out
    )
    assert run("undo").status == 0
    assert {path: path.read_bytes() for path in (example / "meetings").iterdir()} == before


def test_a_meeting_that_is_there_keeps_every_line(run: Run, example: Path, tmp_path: Path) -> None:
    before = note(example, "2026-11-19")
    file = tmp_path / "log.docx"
    file.write_bytes(word("h2 11/19/2026", "h3 Wins", "* A new line", "h3 Odd heading", "* Odd words"))
    assert run("import", file, "--yes").status == 0
    after = note(example, "2026-11-19")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert "- A new line" in after
    assert after.index("- A new line") < after.index("## Areas of growth")
    assert "Odd words" in after[after.index("## Unsorted") :]


def test_what_is_unsorted_is_in_no_output(run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "log.md"
    file.write_text("## 11/19/2026\n\n### Data dive\n- canary7 of them failed\n", encoding="utf-8")
    assert run("import", file, "--yes").status == 0
    run("report", "--no-edit")
    own = "\n".join(path.read_text(encoding="utf-8") for path in example.parent.rglob("own/**/*.md"))
    assert own
    assert "canary7" not in own
    assert "canary7" not in run("successes").out + run("progress").out + run("share", "meeting").out


def test_importing_again_brings_what_is_new_and_keeps_what_was_changed(run: Run, example: Path, document: Path) -> None:
    run("import", document, "--yes")
    run("steps", "done", "Bring two kitchen timers")
    path = example / "meetings" / "2026-09-17.md"
    path.write_text(path.read_text("utf-8").replace("Partner talk worked", "Partner talk worked at last"), "utf-8")
    document.write_text(
        DOCUMENT.replace("the rubric", "the new rubric").replace("helped\n", "helped\n- Late bell is gone\n")
        + "- And a third\n",
        encoding="utf-8",
    )
    result = run("import", document, "--yes")
    assert result.status == 0, result.err
    text = note(example, "2026-09-17")
    assert "- Partner talk worked at last\n" in text
    assert text.count("Partner talk") == 1
    assert "- Late bell is gone\n" in text
    assert "- [x] @mentee Bring two kitchen timers ^" in text
    assert "- [ ] @mentor Send the new rubric ^" in text
    assert text.count("rubric") == 1
    assert "- And a third\n" in note(example, "2026-09-24")
    assert run("import", document, "--yes").out.endswith("There is nothing new in it: the log stays as it is.\n")


def test_after_undo_the_document_comes_in_again(run: Run, example: Path, document: Path) -> None:
    run("import", document, "--yes")
    document.write_text(DOCUMENT + "- And a third\n", encoding="utf-8")
    run("import", document, "--yes")
    run("undo")
    assert "And a third" not in note(example, "2026-09-24")
    run("import", document, "--yes")
    assert "And a third" in note(example, "2026-09-24")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("log.gdoc", b"{}", "only points to a document in Google Drive"),
        ("log.pdf", b"%PDF-1.7", "a PDF is a picture of pages"),
        ("log.docx", b"%PDF-1.7", "a PDF is a picture of pages"),
        ("log.png", b"\x89PNG", "it is a picture"),
        ("log.docx", b"no word file", "it is no .docx file"),
        ("log.docx", b"PK\x03\x04 broken", "it is damaged"),
        ("log.md", b"", "it is empty"),
        ("log.md", b"no date in here", "there is no date in log.md"),
        ("log.bin", bytes(range(1, 200)) * 3, "it is no text"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(
    run: Run, example: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = run("import", file, "--yes")
    assert result.status == 1
    assert said in result.err
    assert "hint:" in result.err
    assert "Traceback" not in result.err
