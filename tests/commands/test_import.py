"""`coachlog import` brings a running document into the log, shows it first, and merges it the next time."""

import shlex
from pathlib import Path

import docx
import pytest

from coachlog.context import Context
from tests.support.terminal import talk
from tests.support.two import Two
from tests.support.word_files import add, coloured, saved, word
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


def test_what_is_said_to_type_finds_the_file(run: Run, example: Path, document: Path) -> None:
    hint = run("import", document).out.partition("To save it: coachlog ")[2]
    assert run(*shlex.split(hint)).status == 0
    assert "Partner talk" in note(example, "2026-09-17")


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


def coloured_log() -> bytes:
    document = docx.Document()
    for line in ("h2 9/3/2026", "h3 Wins"):
        add(document, document, line)
    coloured(document, "38761D", "My lab worked")
    coloured(document, "38761D", "They asked each other")
    return saved(document)


def test_a_colour_that_is_nobody_s_is_told_of_and_can_be_said(run: Run, example: Path, tmp_path: Path) -> None:
    (tmp_path / "log.docx").write_bytes(coloured_log())
    shown = run("import", tmp_path / "log.docx")
    assert "Nothing says who writes in green: say it with --colour green=NAME." in shown.out
    assert run("import", tmp_path / "log.docx", "--yes", "--colour", "green=Sam").status == 0
    assert "Sam Sample: My lab worked" in note(example, "2026-09-03")
    assert run("import", tmp_path / "log.docx", "--colour", "green").status == 2


def test_on_a_terminal_it_asks_who_writes_in_a_colour_and_shows_what_would_come(example: Path, tmp_path: Path) -> None:
    (tmp_path / "log.docx").write_bytes(coloured_log())
    status, screen = talk(["import", str(tmp_path / "log.docx")], ["Sam", "y"])
    assert status == 0, screen
    assert "Who writes in green, as in “My lab worked” (Enter for nobody)?" in screen
    assert "Thursday 3 September 2026 · new · Successes 2" in screen
    assert "Saved 1 meeting." in screen
    assert "Sam Sample: My lab worked" in note(example, "2026-09-03")


def test_on_a_terminal_a_no_saves_nothing(example: Path, tmp_path: Path) -> None:
    (tmp_path / "log.docx").write_bytes(word("h2 9/3/2026", "h3 Wins", "One"))
    status, screen = talk(["import", str(tmp_path / "log.docx")], ["n"])
    assert (status, "Nothing was saved." in screen) == (0, True)
    assert not (example / "meetings" / "2026-09-03.md").exists()


def test_a_date_that_can_mean_two_days_is_asked_once(example: Path, tmp_path: Path) -> None:
    settings = example / "coachlog.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("weekday: thursday", "weekday:"), encoding="utf-8")
    (tmp_path / "log.docx").write_bytes(word("h2 10/9/2026", "h3 Wins", "One"))
    status, screen = talk(["import", str(tmp_path / "log.docx")], ["1", "y"])
    assert status == 0, screen
    assert "Saved 1 meeting." in screen


def test_a_student_s_name_is_shown_before_anything_is_saved(run: Run, example: Path, tmp_path: Path) -> None:
    run("students", "add", "Kai -> Student A")
    (tmp_path / "log.docx").write_bytes(word("h2 9/3/2026", "h3 Wins", "Kai spoke up"))
    shown = run("import", tmp_path / "log.docx")
    assert "`Kai` is on your list of students; write Student A" in shown.err
    assert not (example / "meetings" / "2026-09-03.md").exists()


def test_on_a_second_computer_the_next_import_is_a_merge_too(two: Two, tmp_path: Path) -> None:
    file = tmp_path / "log.md"
    file.write_text(DOCUMENT.replace("9/17", "9/3").replace("9/24", "9/10"), encoding="utf-8")
    assert two.robin("import", file, "--dates", "month-first", "--yes").status == 0
    two.settle()
    path = two.sam.root / "meetings" / "2026-09-03.md"
    path.write_text(path.read_text("utf-8").replace("Partner talk worked", "Partner talk worked at last"), "utf-8")
    file.write_text(file.read_text("utf-8").replace("the rubric", "the new rubric"), encoding="utf-8")
    assert two.sam("import", file, "--dates", "month-first", "--yes").status == 0
    text = path.read_text("utf-8")
    assert text.count("Partner talk worked") == 1
    assert "Partner talk worked at last" in text
    assert text.count("rubric") == 1
    assert "the new rubric" in text


def test_a_week_that_the_document_no_longer_has_stays(run: Run, example: Path, document: Path) -> None:
    run("import", document, "--yes")
    document.write_text(DOCUMENT.partition("## 9/24")[0], encoding="utf-8")
    result = run("import", document, "--yes")
    assert "No longer in it, and left as they are: meetings/2026-09-24.md." in result.out
    assert "Two groups explained it" in note(example, "2026-09-24")


def test_a_download_of_another_name_is_known_by_what_is_in_it(run: Run, example: Path, document: Path) -> None:
    run("import", document, "--yes")
    renamed = document.with_name("Mentoring log - Copy (1).md")
    renamed.write_text(DOCUMENT.replace("Two groups", "Three groups"), encoding="utf-8")
    assert run("import", renamed, "--yes").status == 0
    text = note(example, "2026-09-24")
    assert "Three groups explained it" in text
    assert "Two groups" not in text


def test_steps_of_earlier_weeks_that_nobody_ticked_can_be_done_at_once(run: Run, example: Path, tmp_path: Path) -> None:
    weeks = (("2026-09-03", "- Sam: old one\n- Sam: goes on\n"), ("2026-09-10", "- Sam: goes on\n- new one\n"))
    log = "\n".join(f"## {day}\n### Next steps\n{steps}" for day, steps in weeks)
    (tmp_path / "log.md").write_text(log, encoding="utf-8")
    assert "1 next step of earlier weeks came without a tick" in run("import", tmp_path / "log.md").out
    assert run("import", tmp_path / "log.md", "--yes", "--older", "done").status == 0
    assert "- [x] @mentee old one ^" in note(example, "2026-09-03")
    assert "- [ ] @mentee goes on ^" in note(example, "2026-09-03")
    assert {"goes on", "new one"} <= {step["text"] for step in run("steps", "--json").data}
    (tmp_path / "log.md").write_text(log.replace("new one", "newer one"), encoding="utf-8")
    assert run("import", tmp_path / "log.md", "--yes").status == 0
    assert "- [x] @mentee old one ^" in note(example, "2026-09-03")
    assert "newer one" in note(example, "2026-09-10")


def test_two_files_of_one_day_both_come_in(run: Run, example: Path, tmp_path: Path) -> None:
    for name, words in (("a.md", "from the first"), ("b.md", "from the second")):
        (tmp_path / name).write_text(f"## 2026-09-03\n### Wins\n- {words}\n", encoding="utf-8")
    assert run("import", tmp_path / "a.md", tmp_path / "b.md", "--yes").status == 0
    text = note(example, "2026-09-03")
    assert "- from the first\n- from the second\n" in text
    assert run("undo").status == 0
    assert not (example / "meetings" / "2026-09-03.md").exists()


def test_a_note_that_cannot_be_read_is_named_and_nothing_comes(run: Run, example: Path, tmp_path: Path) -> None:
    (example / "meetings" / "2026-09-17.md").write_text("---\ndate: x\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("## 2026-09-17\n### Wins\n- words\n", encoding="utf-8")
    result = run("import", tmp_path / "a.md", "--yes", "--json")
    assert result.status == 1
    assert "meetings/2026-09-17.md:1:" in result.err


def test_somebody_who_waits_sees_at_which_meeting_it_is(
    run: Run, example: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del example
    shown = list[str]()
    monkeypatch.setattr(Context, "progress", property(lambda _: shown.append))
    assert run("import", document, "--yes").status == 0
    assert shown[:4] == ["Reading Mentoring log.md", "Reading meeting 1 of 2", "Reading meeting 2 of 2", ""]
    assert shown[4:] == ["Writing meeting 1 of 2", "Writing meeting 2 of 2", ""]


def test_a_line_right_below_a_step_that_may_be_one_of_its_own_is_named(run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "old.md"
    file.write_text(
        "# 2026-10-22\n\n## Next steps\n\n- Sam: hang chart\nSomething odd\n- Robin: call\n  the office\n", "utf-8"
    )
    run("import", file, "--yes")
    text = note(example, "2026-10-22")
    assert "hang chart\n  Something odd" in text
    assert "call the office" in text
    assert any("goes on with the step above it" in row["message"] for row in run("check", "--json").data)
