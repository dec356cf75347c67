"""A log is known by its id: a folder that moved, was copied or has another's name leads to no other person's log."""

import json
import shutil
from pathlib import Path

import pytest

from tests.support.two import Two, bare
from tests.support.world import Result, Run


@pytest.fixture
def away(sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside of every log."""
    folder = tmp_path / "away"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def init(run: Run, *where: str | Path, mentee: str = "Sam Sample") -> Result:
    return run("init", *where, "--mentor", "Dana Mentor", "--mentee", mentee, "--me", "mentor", "--weekday", "thursday")


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Folders that must never be one


def test_a_mentee_who_is_called_like_the_own_pages_has_a_folder_of_another_name(run: Run, sealed: Path) -> None:
    made = init(run, "--json", mentee="Own").data["path"]
    assert Path(made) == sealed / "coachlog" / "own-log"


@pytest.mark.parametrize(
    "where",
    [
        "coachlog",
        ".",
        "coachlog/own",
        "coachlog/own/x",
        "coachlog/sam-sample/x/y",
        "link",
        "link/own",
        "COACHLOG",
        "coachlog/OWN",
    ],
)
def test_no_log_or_example_is_made_where_something_else_is(run: Run, sealed: Path, away: Path, where: str) -> None:
    init(run)
    (sealed / "link").symlink_to(sealed / "coachlog")
    if where == "COACHLOG":  # what a disk without cases would do
        (sealed / "COACHLOG").symlink_to(sealed / "coachlog")
    before = files(sealed)
    assert init(run, sealed / where).status == 2
    assert run("demo", sealed / where).status == 2
    assert files(sealed) == before


@pytest.mark.parametrize("where", ["sam-sample", "sam-sample/shared", "own", "own/shared", ".", "..", "link/shared"])
def test_no_place_is_shared_that_is_or_has_a_log_or_the_own_pages(
    run: Run, sealed: Path, away: Path, where: str
) -> None:
    init(run)
    home = sealed / "coachlog"
    (home / "link").symlink_to(home / "sam-sample")
    before = files(home)
    assert run("invite", "--folder", home / where).status in (1, 2)
    assert files(home) == before
    assert init(run, away / "other", "--remote", home / where).status in (1, 2)


def test_a_place_beside_a_log_is_named_from_within_the_log(
    run: Run, sealed: Path, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init(run, away / "log")
    monkeypatch.chdir(away / "log")
    assert run("invite", "--folder", "../shared").status == 0
    assert init(run, "../another").status == 0


def test_nothing_is_joined_into_what_is_something_else(run: Run, sealed: Path, away: Path) -> None:
    init(run)
    assert run("invite", "--folder", away / "shared").status == 0
    for where in ("own", "own/x", "", "sam-sample/x"):
        assert run("join", away / "shared", sealed / "coachlog" / where, "--me", "mentee").status == 2


# Which log it is


def test_a_log_whose_folder_was_renamed_is_found_again(run: Run, sealed: Path, away: Path) -> None:
    init(run)
    home = sealed / "coachlog"
    (home / "sam-sample").rename(home / "with-sam")
    assert [row["path"] for row in run("logs", "--json").data] == [str(home / "with-sam")]
    assert run("note", "one", "--in", "notes").status == 0


def test_of_a_renamed_log_and_its_backup_none_is_taken_unasked(
    run: Run, sealed: Path, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init(run)
    home = sealed / "coachlog"
    (home / "sam-sample").rename(home / "with-sam")
    shutil.copytree(home / "with-sam", home / "backup")
    before = files(home / "backup")
    refused = run("note", "one", "--in", "notes")
    assert refused.status == 3
    assert f"in more than one place: {home / 'backup'} and {home / 'with-sam'}" in refused.err
    monkeypatch.chdir(home / "with-sam")
    assert run().status == 0
    monkeypatch.chdir(away)
    assert run("note", "one", "--in", "notes").status == 0
    assert [row["path"] for row in run("logs", "--json").data] == [str(home / "with-sam")]
    assert files(home / "backup") == before


def test_a_log_that_was_moved_away_is_known_once_somebody_works_in_it(
    run: Run, sealed: Path, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init(run)
    (sealed / "coachlog" / "sam-sample").rename(away / "kept")
    assert run("note", "one", "--in", "notes").status == 3
    monkeypatch.chdir(away / "kept")
    run("goals")
    monkeypatch.chdir(away)
    assert [row["path"] for row in run("logs", "--json").data] == [str(away / "kept")]


@pytest.mark.parametrize("moved", [False, True])
def test_a_copied_home_leads_to_its_own_logs_alone(
    run: Run, sealed: Path, away: Path, monkeypatch: pytest.MonkeyPatch, moved: bool
) -> None:
    init(run)
    init(run, away / "elsewhere", mentee="Lee Other")
    home, copy = sealed / "coachlog", away / "copy"
    shutil.copytree(home, copy)
    before = files(home) | files(away / "elsewhere")
    monkeypatch.setenv("COACHLOG_HOME", str(copy))
    if moved:
        shutil.rmtree(home)
    assert run("note", "one", "--in", "notes").status == 0
    assert "one" in next((copy / "sam-sample" / "meetings").glob("*.md")).read_text()
    if not moved:
        assert files(home) | files(away / "elsewhere") == before
        assert [row["path"] for row in run("logs", "--json").data] == [str(copy / "sam-sample")]


def test_a_folder_that_has_another_log_now_is_not_taken_for_the_old_one(run: Run, sealed: Path, away: Path) -> None:
    init(run)
    init(run, away / "x" / "other", mentee="Lee Other")
    home = sealed / "coachlog"
    shutil.rmtree(home / "sam-sample")
    shutil.copytree(away / "x" / "other", home / "sam-sample")
    shutil.rmtree(away / "x")
    before = files(home / "sam-sample")
    listed = [row["path"] for row in run("logs", "--json").data]
    assert listed == [str(home / "sam-sample")]  # as the second log, which was found again
    data = json.loads((home / "logs.json").read_text())
    assert len(data["logs"]) == 2
    assert files(home / "sam-sample") == before


def test_two_logs_of_one_name_have_pages_of_their_own(
    run: Run, sealed: Path, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        init(run, away / name / "log", mentee=f"Kim {name}")
        monkeypatch.chdir(away / name / "log")
        run("note", f"a win of {name}", "--in", "successes")
        assert run("report", "--no-edit").status == 0
    pages = sorted((sealed / "coachlog" / "own" / "reflections").glob("log*.material.md"))
    assert len(pages) == 2
    first, second = (page.read_text(encoding="utf-8") for page in (pages[1], pages[0]))
    assert "win of b" not in first
    assert "win of a" not in second
    assert {"log-2026-q4.material.md", "log-2-2026-q4.material.md"} == {page.name for page in pages}
    (away / "a" / "log").rename(away / "a" / "renamed")
    monkeypatch.chdir(away / "a" / "renamed")
    run("report", "--no-edit")
    assert len(list((sealed / "coachlog" / "own" / "reflections").glob("*.md"))) == 4


def test_with_two_logs_a_command_that_writes_names_the_pair(run: Run, sealed: Path, away: Path) -> None:
    init(run)
    assert "log of" not in run("steps", "add", "one").err
    init(run, mentee="Lee Other")
    assert "Kept in the log of Dana Mentor and Sam Sample." in run("steps", "add", "Send the book").err
    assert (
        "Kept in the log of Dana Mentor and Lee Other." in run("note", "x", "--in", "notes", "--log", "lee-other").err
    )


# Files for others


@pytest.mark.parametrize(
    "command", [("hours", "--csv"), ("goals", "--to"), ("steps", "--to"), ("report", "--to")], ids=" ".join
)
def test_no_file_for_others_lies_where_something_else_is(
    command: tuple[str, str], two: Two, sealed: Path, tmp_path: Path
) -> None:
    bare(tmp_path / "any.git")
    (tmp_path / "link").symlink_to(two.place)
    (sealed / "coachlog" / "own").mkdir(parents=True, exist_ok=True)
    before = files(tmp_path / "any.git") | files(two.place)
    for folder in (
        *(two.place, two.place / "objects", tmp_path / "link", tmp_path / "any.git", tmp_path / "any.git" / "refs"),
        *(two.robin.root / ".git", two.robin.root / ".git" / "coachlog", sealed / "coachlog" / "own"),
    ):
        refused = two.robin(*command, str(folder / "x.csv"))
        assert refused.status == 2, refused
        assert not (folder / "x.csv").exists()
    assert files(tmp_path / "any.git") | files(two.place) == before
