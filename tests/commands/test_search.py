"""`coachlog search`: lines that hold a word, and the document of each."""

from pathlib import Path

from coachlog.actions.look.search import plain_text
from tests.support.world import Run

NOTE = "meetings/2026-11-19.md"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


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


def test_search_finds_no_prompt_that_nobody_has_changed(run: Run, example: Path) -> None:
    assert run("meet", "--no-edit", "--date", "2026-11-26").status == 0
    note = example / "meetings" / "2026-11-26.md"
    prompt = next(line for line in note.read_text(encoding="utf-8").splitlines() if line.startswith("<!--"))
    word = max(prompt.strip("<!->").split(), key=len)
    assert not [hit for hit in run("search", word, "--json").data if hit["path"].endswith("2026-11-26.md")]
    edit(note, prompt, f"{prompt.removesuffix('-->').rstrip()} and how we know? -->")
    assert [hit["path"] for hit in run("search", word, "how we know", "--json").data] == ["meetings/2026-11-26.md"]


def test_a_file_goes_without_the_check_in_and_that_is_told(run, example):
    run("note", "tired of grading", "--in", "check-in")
    run("note", "tired of rulers", "--in", "notes")
    assert "Left out: the Check-in" in run("search", "tired", "--to", "found.md").err
    assert "grading" not in (example / "found.md").read_text()
    assert "Left out" not in run("search", "rulers", "--to", "rulers.md").err
    assert "Left out" not in run("search", "tired").err
    assert "Left out: the Check-in" in run("show", "2026-11-19", "--to", "note.md").err


def test_two_blanks_between_words_are_one(run: Run, example: Path) -> None:
    assert run("search", "exit  ticket").out == run("search", "exit ticket").out
