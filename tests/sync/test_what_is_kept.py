"""Which files of a log's folder are kept: documents always, programs' own files and impossible names never."""

import os
from pathlib import Path

import pytest

from coachlog.model.log_files import PROGRAM_FILES
from tests.support.two import GOAL, Two
from tests.support.world import git

# Names that another computer, or git, cannot have, as bytes
IMPOSSIBLE = [
    b"assets/\xdc.pdf",
    b"goals/\xff-abcde.md",
    b"\xed\xa0\x80.md",
    b"assets/\xfe/x.png",
    b"assets/line\nbreak.png",
    b"assets/back\\slash.png",
    b"assets/.git /x.png",
    b"assets/caf\xe9.docx",
]
DOCUMENT = "---\ntype: goal\nstatus: active\n---\n\n# Listen longer\n"


def put(root: Path, name: bytes, content: bytes = b"words") -> Path:
    path = os.path.join(os.fsencode(root), name)  # noqa: PTH118 - a Path takes no bytes
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    Path(os.fsdecode(path)).write_bytes(content)
    return Path(os.fsdecode(path))


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_name_that_no_log_can_have_is_left_out_and_told(name: bytes, two: Two) -> None:
    strange = put(two.robin.root, name)
    saved = two.robin("save")
    assert saved.status == 0
    assert "can't keep a file of this name" in saved.err
    for command in (["note", "more words"], ["status"], ["check"], ["doctor"], ["history"], ["search", "words"]):
        done = two.robin(*command)
        assert done.status in (0, 1), done
        assert "Traceback" not in done.err
    told = two.robin("sync")
    assert told.status == 0
    assert "can't keep a file of this name" in told.err
    assert strange.exists()
    assert "more words" in "".join(text.decode("utf-8", "replace") for text in two.robin.files.values())
    two.sam.sync()
    assert two.robin.head == two.sam.head
    status = two.robin("status")
    assert "Not kept" in status.out
    assert len(two.robin("status", "--json").data["not_kept"]) == 1
    strange.unlink()
    assert "Everything is kept." in two.robin("status").out


@pytest.mark.one_in(2)
@pytest.mark.parametrize("where", [".gitignore", "goals/.gitignore", ".git/info/exclude", "global"])
@pytest.mark.parametrize(
    "line", ["goals/", "*.md", "*", "/goals/listen*", "**/listen-longer-k3f9x.md", "goals/*\n!goals/a*"]
)
def test_a_document_is_kept_whatever_is_ignored(where: str, line: str, two: Two) -> None:
    ignored = two.robin.root / where
    if where == "global":
        ignored = Path(os.environ["HOME"]) / "ignored"
        git(two.robin.root, "config", "--global", "core.excludesFile", str(ignored))
    with ignored.open("a") as file:
        file.write(f"{line}\n")
    two.robin.write("goals/listen-longer-k3f9x.md", DOCUMENT)
    assert "goals/listen-longer-k3f9x.md" in two.robin("status", "--json").data["unsaved"]
    two.robin.sync()
    two.sam.sync()
    assert two.sam.read("goals/listen-longer-k3f9x.md") == DOCUMENT
    two.robin.change("goals/listen-longer-k3f9x.md", "longer", "much longer")
    (two.robin.root / GOAL).unlink()
    two.robin.sync()
    two.sam.sync()
    assert "much longer" in two.sam.read("goals/listen-longer-k3f9x.md")
    assert GOAL not in two.sam.files


def test_a_whole_folder_of_ignored_documents_is_kept(two: Two) -> None:
    two.robin.write(".gitignore", "lessons/\nplans\ntemplates/\n*.yml\n")
    two.robin.write("templates/goal.md", "# Our own goal\n")
    two.robin.write("frameworks/ours.yml", "id: ours\n")
    two.robin.write("lessons/ratios-x2p7d.md", "---\ntype: lesson\n---\n\n# Ratios\n")
    two.robin.write("plans/2026-fall.md", "---\ntype: plan\n---\n\n# Plan\n")
    two.robin.write("lessons/~$ratios.docx", "lock")
    two.robin.sync()
    two.sam.sync()
    assert {"lessons/ratios-x2p7d.md", "plans/2026-fall.md"} <= two.sam.files.keys()
    assert {"templates/goal.md", "frameworks/ours.yml"} <= two.sam.files.keys()
    assert "lessons/~$ratios.docx" not in two.sam.files


def name_of(pattern: str) -> str:
    """A file that a pattern is for."""
    name = pattern.rstrip("/").replace("[\r]", "\r").replace("[Tt]", "T").replace("[Ee]", "e").replace("[Dd]", "d")
    name = name.replace("[Mm]", "m").replace("[Pp]", "p").replace("[a-p]", "p").replace("*", "x").replace("?", "1")
    return f"{name}/note.md" if pattern.endswith("/") else name


@pytest.mark.parametrize("folder", ["", "assets/", "goals/", "a/b/"])
def test_programs_own_files_are_left_out_in_a_log_of_today_and_of_old(folder: str, two: Two) -> None:
    names = [f"{folder}{name_of(pattern)}" for pattern in PROGRAM_FILES if pattern != ".coachlog-*"]
    for name in names:
        two.robin.write(name, "theirs")
        two.sam.write(name, "others")
    assert two.robin("status", "--json").data["unsaved"] == []
    two.robin.sync()
    two.sam.sync()
    assert two.robin.head == two.sam.head
    assert {two.robin.read(name) for name in names} == {"theirs"}
    assert two.robin("check", "--json").data == []


@pytest.mark.parametrize(
    "name", [".obsidian/workspace.json", ".trash/old-goal-k3f9x.md", ".DS_Store", "assets/~$x.docx"]
)
def test_what_the_history_has_of_programs_is_changed_no_more(name: str, two: Two) -> None:
    two.robin.write(name, "first")
    git(two.robin.root, "add", "-f", name)
    git(two.robin.root, "commit", "-q", "-m", "by plain git")
    two.robin.sync()
    two.sam.sync()
    for number in range(3):
        two.robin.write(name, f"robin {number}")
        two.sam.write(name, f"sam {number}")
        for person in (two.robin, two.sam):
            person.sync()
    assert two.robin.head == two.sam.head
    assert two.robin.read(name) == "robin 2"
    assert two.sam.read(name) == "sam 2"
    assert [path for path in two.robin.files if "-2-" in path] == []


def test_an_old_program_that_shares_such_files_makes_no_second_ones(two: Two) -> None:
    for number in range(2):
        for person in (two.robin, two.sam):
            person.write(".obsidian/workspace.json", f"{person.me} {number}")
            person.git("add", "-f", ".obsidian/workspace.json")
            person.git("commit", "-q", "-m", "by plain git")
        for person in (two.robin, two.sam, two.robin):
            person.sync()
    assert two.robin.head == two.sam.head
    assert [path for path in two.robin.git("ls-files").splitlines() if "workspace" in path] == [
        ".obsidian/workspace.json"
    ]


def test_a_person_can_have_such_a_file_kept(two: Two) -> None:
    two.robin.write(".gitignore", "!.obsidian/\n!*.tmp\n")
    two.robin.write(".obsidian/app.json", "one")
    two.robin.write("assets/x.tmp", "two")
    two.robin.write("assets/x.swp", "three")
    two.robin.sync()
    two.sam.sync()
    assert two.sam.read(".obsidian/app.json") == "one"
    assert two.sam.read("assets/x.tmp") == "two"
    assert "assets/x.swp" not in two.sam.files
    two.sam.write(".obsidian/app.json", "four")
    two.sam.sync()
    two.robin.sync()
    assert two.robin.read(".obsidian/app.json") == "four"


@pytest.mark.parametrize(
    "path", ["logseq/bak/goals/x.md", "logseq/config.edn", ".joplin/x.md", "meetings/4913", "goals/.x.md.un~"]
)
def test_what_an_editor_keeps_beside_the_documents_is_left_out(path: str, two: Two) -> None:
    two.robin.write(path, "rubbish")
    two.robin.write("assets/logs.txt", "words")
    two.robin.sync()
    two.sam.sync()
    assert "assets/logs.txt" in two.sam.files
    assert path not in two.sam.files
