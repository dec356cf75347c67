"""`coachlog save`: what was changed by hand is kept."""

from pathlib import Path

import pytest

from tests.support.example import DAY, DRAFT, EARLIER, GOAL, NOTE, edit, messages
from tests.support.world import Run, git


def test_save_keeps_all_that_was_changed_by_hand_and_says_so(run: Run, example: Path) -> None:
    edit(example / NOTE, DRAFT, DRAFT.replace(" ]", "x]"))
    (example / "assets").mkdir(exist_ok=True)
    (example / "assets" / "x.png").write_bytes(b"x")
    result = run("save")
    assert result.out.splitlines() == [
        "Saved:",
        "  - finished the next step “Draft the choice sheet for the final product”",
        "  - added assets/x.png",
    ]
    assert messages(example)[0] == "save: 1 meeting and 1 other file"
    assert git(example, "status", "--porcelain") == ""
    assert run("save").out == "Everything is kept already.\n"


def test_save_gives_next_steps_their_ids_and_finishes_their_older_copies(run: Run, example: Path) -> None:
    edit(example / NOTE, "- [ ] @mentee Try", "- [x] @mentee Try")
    edit(example / NOTE, DRAFT, "- [ ] @mentee Rest a little\n" + DRAFT)
    edit(example / EARLIER, "- [>] @mentee Try", "- [ ] @mentee Try")
    run("save")
    assert b"- [x] @mentee Try" in (example / EARLIER).read_bytes()
    line = next(line for line in (example / NOTE).read_text(encoding="utf-8").splitlines() if "Rest a little" in line)
    assert line.startswith("- [ ] @mentee Rest a little ^")
    assert git(example, "status", "--porcelain") == ""


def test_save_keeps_what_cannot_be_read_and_names_it(run: Run, example: Path) -> None:
    edit(example / NOTE, "minutes: 50", "minutes: [")
    (example / GOAL).write_bytes(b"\xff\xfe not text")
    result = run("save")
    assert result.status == 0
    assert f"{NOTE}:5: " in result.err
    assert f"{GOAL}:1: this file has letters that cannot be read" in result.err
    assert git(example, "status", "--porcelain") == ""


def test_save_names_a_file_whose_name_cannot_be_kept(run: Run, example: Path) -> None:
    (example / "odd\\name.txt").write_bytes(b"x")
    edit(example / NOTE, "minutes: 50", "minutes: 45")
    result = run("save")
    assert result.status == 0
    assert f"changed the minutes of {DAY} to 45" in result.out
    assert "a log can't keep a file of this name" in result.err


def test_save_asks_before_it_keeps_that_many_documents_are_gone(run: Run, example: Path) -> None:
    for path in (example / "goals").glob("*.md"):
        path.unlink()
    refused = run("save")
    assert refused.status == 1
    assert "9 documents gone" in refused.err
    assert "coachlog save --yes" in refused.err
    assert len(messages(example)) == 1
    assert run("save", "--yes").out.splitlines()[1].startswith("  - removed ")
    assert git(example, "status", "--porcelain") == ""


def test_save_asks_before_it_keeps_an_emptied_document(run: Run, example: Path) -> None:
    (example / NOTE).write_bytes(b"\n")
    assert "1 document emptied" in run("save").err
    assert run("save", "--yes").status == 0


def test_an_emptied_document_is_brought_back_by_the_command_that_save_names(run: Run, example: Path) -> None:
    before = (example / NOTE).read_bytes()
    (example / NOTE).write_bytes(b" \n\n")
    assert "to have them again, type: coachlog undo --deleted;" in run("save").err
    assert "coachlog undo --deleted" in run("doctor").out
    assert run("undo", "--deleted").status == 0
    assert (example / NOTE).read_bytes() == before
    assert run("save").status == 0


def test_some_documents_gone_are_kept_as_gone(run: Run, example: Path) -> None:
    for path in sorted((example / "goals").glob("*.md"))[:3]:
        path.unlink()
    assert run("save").status == 0
    for path in sorted((example / "goals").glob("*.md"))[:4]:
        path.unlink()
    assert run("save").status == 0  # four of some twenty-five


def test_a_person_who_says_yes_has_it_saved(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example / NOTE).write_bytes(b"")
    asked: list[str] = []
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.render.asking.confirm", lambda question, **_: asked.append(question) or True)
    assert run("save").status == 0
    assert asked == [f"Since the last save: 1 document emptied ({NOTE}). Save it so?"]


def test_save_tells_of_a_word_that_is_nearly_a_fields(run: Run, example: Path) -> None:
    goal = example / "goals" / "ask-before-telling-t2m6z.md"
    goal.write_text(goal.read_text("utf-8").replace("status:", "Staus:", 1), encoding="utf-8")
    result = run("save")
    assert result.status == 0
    assert "Staus: nothing is read under this word; write it as `status`" in result.err
    assert "Staus" not in run("goals").err


def test_a_consent_that_is_typed_for_the_partner_is_named(run, example):
    edit(example / "coachlog.yml", "    role: mentor\n", "    role: mentor\n    quote: successes\n")
    saved = run("save", "--me", "mentee")
    assert "noted that successes of Robin Example may be quoted" in saved.out
    line = (example / "coachlog.yml").read_text().splitlines().index("    quote: successes") + 1
    assert f"coachlog.yml:{line}: only Robin Example can agree to be quoted, so this does not" in saved.err
    edit(example / "coachlog.yml", "    quote: successes\n", "")
    run("save", "--me", "mentee")
    edit(example / "coachlog.yml", "    role: mentor\n", "    role: mentor\n    quote: [successes]\n")
    assert "only Robin" not in run("save", "--me", "mentor").err


def test_a_lesson_that_was_renamed_by_hand_is_told_with_those_that_name_it(run, example):
    lessons = example / "lessons"
    old = next(path for path in sorted(lessons.iterdir()) if "ratios" in path.name)
    old.rename(lessons / "RATIOS lesson.md")
    told = run("save")
    assert told.status == 0
    words = " ".join(told.err.split())
    hint = f"coachlog undo --deleted {old.stem}"
    assert f"lessons/RATIOS lesson.md:1: other documents still call it {old.stem}: {hint} gives it that name" in words
    assert hint in " ".join(run("check").out.split())
    assert "to no document" in run("doctor").out
    edit(lessons / "RATIOS lesson.md", "# ", "# More ")  # what was written since comes along
    assert run("undo", "--deleted", old.stem).status == 0
    assert "# More" in old.read_text()
    assert [path.name for path in lessons.iterdir()].count("RATIOS lesson.md") == 0
    assert "still call it" not in run("save").err
    assert "to no document" not in run("doctor").out


def test_of_equal_lines_that_are_not_understood_each_is_named(run, example):
    note = example / "meetings" / "2026-11-19.md"
    text = note.read_text().replace("## Next steps\n", "## Next steps\n\n- [ ] @Pat call home\n- [ ] @Pat call home\n")
    note.write_text(text)
    line = text.splitlines().index("- [ ] @Pat call home") + 1
    assert f"2026-11-19.md:{line}: " in run("save").err
    assert f"(and line {line + 1})" in run("check").out
