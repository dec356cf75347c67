"""Plain git, with coachlog as the one that brings two versions together: the same words, and no markers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.two import GOAL, NOTE, SETTINGS, Someone, Two, clone
from tests.support.world import REPOSITORY, Run, git

BASE = "# Note\n\n- one\n- two\n"


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git find this very program by its name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "coachlog").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coachlog "$@"\n')
    (folder / "coachlog").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))


def drive(run: Run, folder: Path, base: str | bytes, ours: str | bytes, theirs: str | bytes, name: str = "x.md"):
    """What git does: three files beside each other under names that say nothing."""
    paths = [folder / f".merge_file_{letter}" for letter in "abc"]
    for path, text in zip(paths, (base, ours, theirs), strict=True):
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    result = run("merge-driver", *paths, name)
    return result, paths[1].read_bytes().decode("utf-8", "surrogateescape")


def test_both_appended_and_both_are_there(run: Run, tmp_path: Path) -> None:
    result, text = drive(run, tmp_path, BASE, BASE + "- ours\n", BASE + "- theirs\n")
    assert (result.status, result.out, result.err) == (0, "", "")
    assert sorted(text.splitlines()) == sorted((BASE + "- ours\n- theirs\n").splitlines())


def test_the_other_computer_makes_the_same_of_it(run: Run, tmp_path: Path) -> None:
    sides = BASE.replace("one", "one by Robin"), BASE.replace("one", "one by Sam") + "- more\n"
    _, here = drive(run, tmp_path, BASE, *sides)
    _, there = drive(run, tmp_path, BASE, *sides[::-1])
    assert here == there


@pytest.mark.parametrize("name", ["x.md", "deep/er/X.MD", "page.markdown", ""])
def test_any_markdown_outside_a_log_and_without_a_common_beginning(run: Run, tmp_path: Path, name: str) -> None:
    if name:
        result, text = drive(run, tmp_path, "", "# Same\n\nOurs.\n", "# Same\n\nTheirs.\n", name)
        assert result.status == 0
        assert text.count("# Same") == 1
        assert "Ours." in text
        assert "Theirs." in text
    else:
        (tmp_path / "a.md").write_text("a\n")
        assert run("merge-driver", tmp_path / "a.md", tmp_path / "a.md", tmp_path / "a.md").status == 0


def test_the_logs_yaml(run: Run, tmp_path: Path) -> None:
    ours, theirs = SETTINGS.replace("title: Robin and Sam", "title: R and S"), SETTINGS + "frameworks: [x]\n"
    result, text = drive(run, tmp_path, SETTINGS, ours, theirs, "coachlog.yml")
    assert result.status == 0
    assert "title: R and S" in text
    assert "frameworks: [x]" in text


@pytest.mark.parametrize(
    ("ours", "theirs", "name"),
    [
        (b"caf\xe9", b"caf\xe8", "x.md"),
        ("---\na: [\n---\nx\n", "---\na: b\n---\ny\n", "x.md"),
        ("ours", "theirs", "picture.png"),
        ("ours", "theirs", "words.txt"),
        ("x\n" * 300_000, "y\n" * 300_000, "x.md"),
    ],
    ids=["not text", "front matter", "picture", "other text", "huge"],
)
def test_what_can_only_be_kept_whole_leaves_ours_and_says_so(
    run: Run, tmp_path: Path, ours: str | bytes, theirs: str | bytes, name: str
) -> None:
    result, text = drive(run, tmp_path, "---\na: x\n---\n", ours, theirs, name)
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"{name}: could not merge these versions; yours is in the file. ")
    assert result.err.endswith("Next: coachlog sync\n")
    assert text.encode("utf-8", "surrogateescape") == (ours.encode() if isinstance(ours, str) else ours)


def test_a_file_that_is_not_there_is_no_traceback(run: Run, tmp_path: Path) -> None:
    result = run("merge-driver", tmp_path / "a", tmp_path / "b", tmp_path / "c", "x.md")
    assert result.status == 1
    assert "could not merge" in result.err
    assert run("merge-driver", "a").status == 2


def test_it_is_not_for_people_and_no_help_names_it(run: Run) -> None:
    assert "merge-driver" not in run("--help").out


def test_it_starts_without_git_or_a_log(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.md", "b.md", "c.md")]
    for path in paths:
        path.write_text(f"{path.name}\n")
    script = (
        "import sys\nfrom coachlog.cli import app\n"
        f"try:\n    app(['merge-driver', *{[str(path) for path in paths]!r}, 'x.md'])\n"
        "except SystemExit as end:\n    assert end.code == 0\n"
        "assert not {'git', 'jinja2', 'rich'} & set(sys.modules), sorted(sys.modules)\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environ, check=True)


# Through plain git


def write_apart(two: Two) -> None:
    """Both write in the same places, and keep it with plain git."""
    two.robin.add(GOAL, "- 2026-11-10: from-robin")
    two.sam.add(GOAL, "- 2026-11-11: from-sam")
    two.robin.change(NOTE, "- one", "- one\n- robin-success")
    two.sam.change(NOTE, "First words.", "Sam's words.")
    two.robin.change("coachlog.yml", "title: Robin and Sam", "title: R and S")
    two.sam.write("coachlog.yml", two.sam.read("coachlog.yml") + "frameworks: [tqe]\n")
    for person in (two.robin, two.sam):
        person.git("commit", "-qam", "by hand")


def demand_words(person: Someone) -> None:
    text = b"".join(person.files.values()).decode()
    for word in ("from-robin", "from-sam", "robin-success", "Sam's words", "R and S", "tqe"):
        assert word in text, word
    assert "<<<<<<<" not in text
    assert person.git("status", "--porcelain") == ""


@pytest.mark.usefixtures("on_path")
@pytest.mark.parametrize(
    "act", [("pull", "-q", "--no-rebase", "--no-edit"), ("pull", "-q", "--rebase")], ids=["merge", "rebase"]
)
def test_a_plain_pull_keeps_all_words_and_then_coachlog_goes_on(two: Two, act: tuple[str, ...]) -> None:
    write_apart(two)
    two.robin.git("push", "-q", str(two.place), "main")
    two.sam.git(*act, str(two.place), "main")
    demand_words(two.sam)
    two.settle()
    demand_words(two.robin)


@pytest.mark.usefixtures("on_path")
def test_a_plain_merge_after_init_keeps_all_words(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "r", "--mentor", "R", "--mentee", "S", "--me", "mentor").status == 0
    robin = Someone("mentor", tmp_path / "r", run)
    robin.git("switch", "-q", "-c", "ideas")
    robin.write(GOAL, "# Ask more\n\n- from ideas\n")
    robin.git("add", "-A")
    robin.git("commit", "-qm", "ideas")
    robin.git("switch", "-q", "main")
    robin.write(GOAL, "# Ask more\n\n- from main\n")
    robin.git("add", "-A")
    robin.git("commit", "-qm", "main")
    robin.git("merge", "-q", "--no-edit", "ideas")
    text = robin.read(GOAL)
    assert text.count("# Ask more") == 1
    assert "- from main\n" in text
    assert "- from ideas\n" in text


@pytest.mark.usefixtures("on_path")
def test_a_plain_clone_works_and_says_how_to_finish_the_set_up(two: Two, tmp_path: Path, run: Run) -> None:
    git(tmp_path, "clone", "-q", str(two.place), "plain")
    plain = Someone("mentee", tmp_path / "plain", run)
    assert plain("goals").status == 0
    assert "not set up completely" in plain("status").out
    looked = plain("doctor")
    assert looked.status == 0
    assert "finished just now" in looked.out
    assert f"shared place: {two.place}" in looked.out
    assert "finished" not in plain("doctor").out
    assert "not set up completely" not in plain("status").out
    write_apart(Two(two.robin, plain, two.place))
    two.robin.sync()
    plain.git("pull", "-q", "--no-rebase", "--no-edit", str(two.place), "main")
    demand_words(plain)
    Two(two.robin, plain, two.place).settle()


def test_a_git_that_does_not_find_coachlog_leaves_no_marker(
    two: Two, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "only").mkdir()
    for name in ("git", "sh"):
        found = next(
            Path(place) / name for place in os.environ["PATH"].split(os.pathsep) if (Path(place) / name).exists()
        )
        (tmp_path / "only" / name).symlink_to(found)
    write_apart(two)
    two.robin.git("push", "-q", str(two.place), "main")
    monkeypatch.setenv("PATH", str(tmp_path / "only"))
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git("pull", "-q", "--no-rebase", "--no-edit", str(two.place), "main")
    assert "<<<<<<<" not in b"".join(two.sam.files.values()).decode()
    assert "Sam's words" in two.sam.read(NOTE)


def test_taking_part_sets_the_driver_up_and_a_copy_full_of_settings_is_not_finished(
    two: Two, tmp_path: Path, run: Run
) -> None:
    kim = clone(two.place, tmp_path / "kim", run)
    assert kim.git("config", "merge.coachlog.driver").startswith("coachlog merge-driver")
    git(tmp_path, "clone", "-q", str(two.place), "plain")
    git(tmp_path / "plain", "config", "core.fsmonitor", "touch /tmp/never")
    looked = run("doctor", "--log", tmp_path / "plain", "--me", "mentee")
    assert looked.status == 1
    assert "core.fsmonitor" in looked.out
    assert "merge.coachlog" not in git(tmp_path / "plain", "config", "--list")


@pytest.mark.usefixtures("on_path")
def test_a_pull_that_stops_for_what_can_only_be_kept_whole_is_finished_by_the_next_sync(two: Two) -> None:
    write_apart(two)
    for person, words in ((two.robin, "robin: [1"), (two.sam, "sam: [2")):
        person.write("goals/torn-a2b3c.md", f"---\ntype: goal\n{words}\n---\n\n# Torn\n")
        person.git("add", "-A")
        person.git("commit", "-qm", "by hand")
    two.robin.git("push", "-q", str(two.place), "main")
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        two.sam.git("pull", "-q", "--no-rebase", "--no-edit", str(two.place), "main")
    assert "goals/torn-a2b3c.md: could not merge these versions; yours is in the file. Next: coachlog sync" in (
        stopped.value.stderr
    )
    assert "What was begun with git is finished, 1 file brought together by meaning" in two.sam.sync().err
    demand_words(two.sam)
    two.settle()
    kept = [text.decode() for path, text in two.robin.files.items() if path.startswith("goals/torn")]
    assert len(kept) == 2
    assert any("robin: [1" in text for text in kept)
    assert any("sam: [2" in text for text in kept)


@pytest.mark.usefixtures("on_path")
@pytest.mark.parametrize("kept", ["first", "second"])
def test_what_was_settled_apart_stands_in_both_versions_again(two: Two, kept: str) -> None:
    two.robin.change(NOTE, "- one", "- one: it went well. They asked!")
    two.sam.change(NOTE, "- one", "- nobody came, and so we went home")
    two.settle()
    other = "second" if kept == "first" else "first"
    assert two.robin("settle", "--keep", kept).status == 0
    assert two.sam("settle", "--keep", other).status == 0
    two.robin.sync()
    two.sam.git("-c", "user.name=Sam", "-c", "user.email=s@x", "pull", "-q", "--no-rebase", "--no-edit")
    for words in ("it went well. They asked!", "nobody came, and so we went home"):
        assert words in two.sam.read(NOTE)
    two.settle()
    assert two.robin("settle", "--json").data == two.sam("settle", "--json").data
    assert len(two.sam("settle", "--json").data) == 1
