"""One table of names: what an exchange gives another name is what `check` reports, and nothing else."""

import pytest

from coachlog.checks.check import LogFiles
from coachlog.checks.files import FILES
from coachlog.model.log import Log
from coachlog.model.parse_settings import parse_settings
from coachlog.model.portable_names import BadName, Fault, find_bad_name, is_inside, is_portable, portable
from coachlog.sync.merge_trees import merge_trees
from tests.support.trees import leaf

GOOD = [
    "a.md", "meetings/2026-11-12.md", "goals/größe-k3f9x.md", "lessons/分数.md", ".gitignore", "a~b.md", "com.md",
    "com10.md", "console.md", "a b.md", "x" * 200, ".hidden", "a.b.c", "git~x", "gitter", "nul-1.md", "🎓.md",
    "exe", "git.bat.txt", "a.json",
]  # fmt: skip
BAD = [
    ("CON.md", Fault.WINDOWS), ("nul", Fault.WINDOWS), ("aux.tar.gz", Fault.WINDOWS), ("Aux .md", Fault.WINDOWS),
    ("com0.md", Fault.WINDOWS), ("com1.md", Fault.WINDOWS), ("com¹.md", Fault.WINDOWS), ("LPT³", Fault.WINDOWS),
    ("a:b.md", Fault.WINDOWS), ("a\\b.md", Fault.WINDOWS), ("what?.md", Fault.WINDOWS), ("dot.", Fault.WINDOWS),
    ("space ", Fault.WINDOWS), ("tab\t.md", Fault.WINDOWS), ("x\x1b[31m.md", Fault.WINDOWS),
    ("line\nbreak.md", Fault.WINDOWS), ("de\x7fl.md", Fault.UNSEEN), ("c1\x9b.md", Fault.UNSEEN),
    ("zero\u200bwidth.md", Fault.UNSEEN), ("turned\u202e.md", Fault.UNSEEN), ("\ufeffbom.md", Fault.UNSEEN),
    ("CONIN$", Fault.WINDOWS), ("conout$.md", Fault.WINDOWS),
    ("no-text\udcff.md", Fault.UNSEEN), ("~x.md", Fault.HOME), ("~", Fault.HOME), (".git", Fault.HISTORY),
    (".GIT", Fault.HISTORY), ("git~1", Fault.HISTORY), ("GIT~22", Fault.HISTORY), ("x" * 201, Fault.LONG),
    ("分" * 67 + ".md", Fault.LONG), ("git.bat", Fault.PROGRAM), ("notepad.EXE", Fault.PROGRAM),
    ("coachlog.cmd", Fault.PROGRAM), ("a.md.scr", Fault.PROGRAM), ("x" * 197 + ".js", Fault.PROGRAM),
]  # fmt: skip


def names_after_exchange(path: str) -> list[str]:
    return [
        name for name, content in merge_trees({}, {path: (None, leaf(b"x"))}, dict, dict).contents.items() if content
    ]


def reported(path: str) -> list[str]:
    log = Log("log", parse_settings(b"coachlog: 1\n")[0], {}, {}, ())
    return [problem.path for problem in FILES.find(LogFiles(log, (path,), frozenset(), lambda _: "", lambda _: ""))]


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("folder", ["", "assets/"])
def test_a_name_that_every_computer_can_have_is_left_alone(name: str, folder: str) -> None:
    path = f"{folder}{name}"
    assert is_portable(path)
    assert portable(path) == path
    assert names_after_exchange(path) == [path]
    assert reported(path) == []


@pytest.mark.parametrize(("name", "fault"), BAD)
@pytest.mark.parametrize("folder", ["", "assets/"])
def test_a_name_that_an_exchange_changes_is_one_that_is_reported(name: str, fault: Fault, folder: str) -> None:
    path = f"{folder}{name}"
    assert find_bad_name(path) == BadName(name, fault)
    assert not is_portable(path)
    (after,) = names_after_exchange(path)
    assert after != path
    assert is_portable(after)
    assert reported(path) == [path]


@pytest.mark.parametrize(("name", "_fault"), BAD)
def test_a_bad_name_is_made_portable_in_one_go(name: str, _fault: Fault) -> None:
    assert is_portable(portable(name))
    assert portable(portable(name)) == portable(name)


def test_a_folder_with_a_bad_name_is_reported_too() -> None:
    assert find_bad_name("con/a.md") == BadName("con", Fault.WINDOWS)
    assert reported("con/a.md") == ["con/a.md"]


def test_what_could_be_run_is_text_afterwards_and_a_folder_is_no_program() -> None:
    assert portable("assets/git.bat") == "assets/git.bat.txt"
    assert portable("git.bat.") == "git.bat.txt"
    assert is_portable("next.js/plan.md")


@pytest.mark.parametrize("name", GOOD)
def test_a_good_name_is_inside_its_folder(name: str) -> None:
    assert is_inside(name)


@pytest.mark.parametrize(("name", "_fault"), [bad for bad in BAD if bad[1] is Fault.HISTORY and bad[0] != "GIT~22"])
def test_the_names_of_the_history_are_outside(name: str, _fault: Fault) -> None:
    assert not is_inside(f"a/{name}/x")
