import os
import subprocess
import sys
from pathlib import Path

import pytest

from coachlog.actions.search import plain_text
from tests.support.world import EXAMPLE, Run, git, make_log

NOTE = "meetings/2026-11-19.md"
GOAL = "goals/explain-why-it-is-proportional-p5v8h.md"
ASK = "goals/ask-before-telling-t2m6z.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# search


def test_search_finds_lines_whatever_their_case(run: Run, example: Path) -> None:
    result = run("search", "CLASSKICK", "nearpod")
    assert result.status == 0
    assert f"{NOTE}:39: - Classkick shows us their thinking while they write; Nearpod is better" in result.out
    hits = run("search", "classkick", "nearpod", "--json").data
    assert {"path", "line", "text", "title"} == set(hits[0])
    assert next(hit["title"] for hit in hits if hit["path"] == NOTE) == "Both platforms, from a student's seat"


def test_search_finds_words_whatever_their_accents(run: Run, example: Path) -> None:
    edit(example / NOTE, "## Notes\n", "## Notes\n\n- Renée’s café\n")
    for words in ("renee's cafe", "RENÉE’S", "Rene\u0301e"):
        assert [hit["path"] for hit in run("search", words, "--json").data] == [NOTE]
    assert plain_text("Straße’s") == plain_text("STRASSE's")


def test_search_looks_into_the_check_in_too_for_it_is_the_pairs_own_log(run: Run, example: Path) -> None:
    assert f"{NOTE}:" in run("search", "a long weekend").out


def test_search_finds_nothing_in_one_sentence(run: Run, example: Path) -> None:
    result = run("search", "xylophone", "quartet")
    assert (result.status, result.out) == (0, "Nothing found for xylophone quartet.\n")
    assert run("search", "xylophone", "--json").data == []


def test_search_looks_into_one_kind_only_when_told(run: Run, example: Path) -> None:
    paths = {hit["path"].partition("/")[0] for hit in run("search", "ratio", "--json").data}
    assert len(paths) > 1
    for kind in ("goal", "goals", "Goals"):
        assert {hit["path"].partition("/")[0] for hit in run("search", "ratio", "--kind", kind, "--json").data} == {
            "goals"
        }
    refused = run("search", "ratio", "--kind", "song")
    assert refused.status == 2
    assert "meeting, goal, lesson" in refused.err


def test_search_needs_a_word(run: Run, example: Path) -> None:
    assert run("search", " ").status == 2
    assert run("search").status == 2


def test_search_looks_into_what_cannot_be_read_as_a_document(run: Run, example: Path) -> None:
    edit(example / NOTE, "minutes: 50", "minutes: [")
    (example / "goals" / "bytes-x2x2x.md").write_bytes(b"---\ntype: goal\n---\n# \xff xylophone\n")
    result = run("search", "xylophone")
    assert result.status == 0
    assert "goals/bytes-x2x2x.md:4: # \ufffd xylophone" in result.out
    assert NOTE in run("search", "a long weekend").out


def test_search_names_what_it_did_not_look_into(run: Run, example: Path, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text("SECRET xylophone", encoding="utf-8")
    (example / "goals" / "link-x2x2x.md").symlink_to(tmp_path / "out.md")
    (example / "goals" / "big-x2x2x.md").write_bytes(b"xylophone\n" * 100_000)
    result = run("search", "xylophone")
    assert result.status == 1
    assert "Nothing found" in result.out
    assert "SECRET" not in result.out
    assert "goals/big-x2x2x.md:1: this file is larger" in result.err
    assert "goals/link-x2x2x.md:1: " in result.err


def test_hostile_words_are_found_and_spelled_out(run: Run, example: Path) -> None:
    edit(example / NOTE, "## Notes\n", "## Notes\n\n- \x1b]52;c;x\x07 [red]x[/red] xylophone\n")
    out = run("search", "xylophone").out
    assert "\x1b" not in out
    assert "\\x1b]52;c;x\\x07 [red]x[/red] xylophone" in out


# show


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
    assert "error: there is no meeting on 20 November\nhint: to make its note: coachlog meet --date 2026-11-20" in (
        result.err
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


@pytest.mark.parametrize("command", [["search", "ratio"], ["show", "2026-11-19"], ["check"]])
def test_looking_needs_no_git(process: Run, example: Path, tmp_path: Path, command: list[str]) -> None:
    asked = f"import sys\nfrom coachlog.cli import app\ntry:\n    app({command!r})\nexcept SystemExit as end:\n"
    asked += "    sys.exit(end.code or any(name in sys.modules for name in ('git', 'jinja2', 'rich')))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# logs


def test_logs_are_listed_with_the_one_worked_in(run: Run, example: Path, sealed: Path) -> None:
    assert run("logs").out == "No logs here yet. To make one: coachlog init\n"
    assert run("logs", "--default", str(example)).status == 0
    other = sealed / "coachlog" / "other"
    other.mkdir()
    (other / "coachlog.yml").write_text("title: [", encoding="utf-8")
    assert run("logs", "--default", str(other)).status == 0
    rows = run("logs", "--json").data
    assert [(row["name"], row["default"]) for row in rows] == [("other", True), ("robin-and-sam", False)]
    assert rows[1]["title"] == "Robin and Sam, grade 7 math"
    result = run("logs", "--default", "robin")
    assert f"robin-and-sam: Robin and Sam, grade 7 math  ({example}, worked in where none is said)" in result.out
    assert "- other  (" in result.out


def test_a_log_that_is_not_there_cannot_be_the_default(run: Run, example: Path) -> None:
    result = run("logs", "--default", "nowhere")
    assert result.status == 1
    assert "there is no log `nowhere`" in result.err


# doctor


def test_doctor_finds_all_well(run: Run, example: Path) -> None:
    result = run("doctor")
    assert result.status == 0
    assert result.out.endswith("All is well.\n")
    rows = {row["what"]: row for row in run("doctor", "--json").data}
    assert rows["you"]["found"] == "Robin Example (mentor)"
    assert rows["git"]["well"]
    assert rows["history"]["found"] == "1 entry"
    assert rows["shared place"]["found"].startswith("none yet")


def test_doctor_remembers_who_i_am(run: Run, example: Path) -> None:
    (example / ".git" / "coachlog" / "me").unlink()
    unknown = run("doctor")
    assert unknown.status == 1
    assert "say it once: coachlog doctor --me mentor or coachlog doctor --me mentee" in unknown.out
    assert run("doctor", "--me", "Sam").status == 0
    assert (example / ".git" / "coachlog" / "me").read_text(encoding="utf-8") == "mentee\n"
    assert "Sam Sample" in run("doctor").out
    refused = run("doctor", "--me", "zed")
    assert (refused.status, refused.out) == (1, "")


def test_doctor_tells_of_a_name_that_is_not_in_the_log(run: Run, example: Path) -> None:
    (example / ".git" / "coachlog" / "me").write_text("zed\n", encoding="utf-8")
    assert "nobody in this log is called `zed`" in run("doctor").out


def test_doctor_works_where_there_is_no_log(run: Run) -> None:
    result = run("doctor")
    assert result.status == 1
    assert "log: there is no log here" in result.out
    assert "coachlog init" in result.out


def test_doctor_tells_of_a_synchronised_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Dropbox").mkdir()
    make_log(tmp_path / "Dropbox" / "log", EXAMPLE, monkeypatch)
    result = run("doctor")
    assert result.status == 1
    assert "folder: Dropbox synchronises it" in result.out


def test_doctor_tells_of_a_folder_that_cannot_be_written(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "it cannot be written here" in run("doctor").out


def test_doctor_tells_when_git_is_missing(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(example))
    result = run("doctor")
    assert result.status == 1
    assert "git: git is not installed" in result.out
    assert "https://git-scm.com" in result.out


def test_doctor_tells_of_an_unfinished_merge_problems_and_leftovers(run: Run, example: Path) -> None:
    edit(example / NOTE, "minutes: 50", "minutes: soon")
    assert "1 file changed by hand and not kept yet" in run("doctor").out
    (example / ".git" / "MERGE_HEAD").write_text(git(example, "rev-parse", "HEAD"), encoding="utf-8")
    (example / ".git" / "coachlog" / "pending").write_text("x", encoding="utf-8")
    out = run("doctor").out
    assert "history: something begun with git in this log is not finished yet  (to mend)" in out
    assert "documents: 1 problem  (to mend)" in out
    assert "leftovers: a command was stopped in the middle" in out
