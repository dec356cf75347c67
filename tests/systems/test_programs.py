"""Programs: found by an absolute path, ended with all that they started, with a console only when they ask."""

import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from coachlog import programs
from coachlog.errors import SurroundingsError
from coachlog.git import process
from coachlog.git.gitpython import GitPython
from coachlog.git.process import Git
from tests.support.histories import executable
from tests.support.two import Two
from tests.support.world import Run


@pytest.fixture
def fake_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in front of PATH; the version of git is looked at anew."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    process._check_git.cache_clear()
    return folder


def as_on(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    for module in (programs, process):
        monkeypatch.setattr(module, "sys", SimpleNamespace(platform=platform))


# Where programs are found


@pytest.mark.parametrize("within", ["", "assets"])
def test_no_program_of_a_log_is_run(
    within: str, example: Path, fake_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = example / within
    planted.mkdir(exist_ok=True)
    executable(planted / "git", "touch ran; echo git version 2.40")
    executable(fake_path / "git", "echo git version 2.41")
    monkeypatch.setenv("PATH", str(planted), prepend=os.pathsep)
    assert process.find_git() == str(fake_path / "git")
    assert not (example / "ran").exists()


def test_the_current_folder_is_never_searched(fake_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executable(tmp_path / "tool", "true")
    monkeypatch.chdir(tmp_path)
    for entry in (".", "", str(tmp_path), "bin/.."):
        monkeypatch.setenv("PATH", entry)
        assert programs.find_program("tool") is None
    monkeypatch.chdir("/")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.find_program("tool") == str(tmp_path / "tool")


def test_on_windows_a_program_has_an_ending_and_git_is_no_batch_file(
    fake_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_on(monkeypatch, "win32")
    for name in ("git", "git.bat", "git.cmd", "code.cmd", "Notepad.EXE"):
        executable(fake_path / name, "true")
    monkeypatch.setenv("PATH", str(fake_path))
    assert programs.find_program("git", endings=(".exe",)) is None
    assert programs.find_program("code") == str(fake_path / "code.cmd")
    assert programs.find_program("Notepad.EXE") == str(fake_path / "Notepad.EXE")
    assert programs.resolve_program(str(fake_path / "code")) == str(fake_path / "code.cmd")


def test_a_git_that_was_just_installed_is_found_in_an_old_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_on(monkeypatch, "win32")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    (folder,) = process.git_folders()
    assert folder.startswith(str(tmp_path / "Programs" / "Git"))
    Path(folder).mkdir(parents=True)
    executable(Path(folder) / "git.exe", "echo git version 2.41")
    monkeypatch.setattr(process, "output_of", lambda *_: (0, b"git version 2.41"))
    process._check_git.cache_clear()
    assert process.find_git() == str(Path(folder) / "git.exe")


def test_windows_is_told_not_to_search_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "NODEFAULTCURRENTDIRECTORYINEXEPATH"
    programs.leave_the_current_folder_out()
    assert name not in os.environ
    as_on(monkeypatch, "win32")
    monkeypatch.setenv(name, "")
    programs.leave_the_current_folder_out()
    assert os.environ[name] == "1"


# macOS without its developer tools


@pytest.mark.parametrize("installed", [True, False])
def test_the_stub_of_macos_is_known_before_it_opens_a_window(
    installed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[str, ...]] = []

    def output_of(*command: str) -> tuple[int, bytes]:
        ran.append(command)
        return (0, b"git version 2.39.5 (Apple Git-154)") if installed else (2, b"")

    as_on(monkeypatch, "darwin")
    monkeypatch.setattr(process, "output_of", output_of)
    monkeypatch.setattr(process, "find_program", lambda *_, **__: "/usr/bin/git")
    process._check_git.cache_clear()
    try:
        if installed:
            assert process.find_git() == "/usr/bin/git"
        else:
            with pytest.raises(SurroundingsError, match="developer tools of macOS") as caught:
                process.find_git()
            assert caught.value.hint.startswith("xcode-select --install, ")
    finally:
        process._check_git.cache_clear()
    assert ran == [("/usr/bin/xcode-select", "-p"), *([("/usr/bin/git", "version")] if installed else [])]


# How programs are started


def test_a_program_has_our_console_only_when_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert programs.quietly() == {"start_new_session": True}
    assert programs.quietly(asking=True) == {"start_new_session": False}
    as_on(monkeypatch, "win32")
    assert programs.quietly() == {"creationflags": 0x08000000}
    assert programs.quietly(asking=True) == {"creationflags": 0}


def test_a_git_that_asks_is_never_started_by_gitpython(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import git

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.delenv("GIT_CONFIG_NOSYSTEM")  # with it no GitPython is used
    monkeypatch.setattr(git.Git, "execute", refuse)
    answer = GitPython(tmp_path).call("version", asking=True)
    assert answer.out.startswith(b"git version ")
    with pytest.raises(AssertionError):
        GitPython(tmp_path).call("version")


@pytest.mark.parametrize("runner", [Git, GitPython])
def test_a_git_that_the_system_refuses_is_one_sentence(
    runner: type[Git], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1260, "This program is blocked by group policy")

    monkeypatch.delenv("GIT_CONFIG_NOSYSTEM")  # with it no GitPython is used
    runner(tmp_path).run("version")
    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr("git.cmd.safer_popen", refuse)
    with pytest.raises(SurroundingsError, match=r"git could not be started: .*blocked by group policy") as caught:
        runner(tmp_path).run("version")
    assert "a school may block it" in caught.value.hint


# How programs end

WRAPPER = '[ "$1" = version ] && echo git version 2.40 && exit\nsetsid sleep 8 &\nwait'


@pytest.mark.parametrize("quiet", [None, 0.2])
def test_a_helper_that_got_away_with_the_pipes_holds_nobody_up(
    quiet: float | None, tmp_path: Path, fake_path: Path
) -> None:
    executable(fake_path / "git", WRAPPER)
    begin = time.monotonic()
    with pytest.raises(SurroundingsError):
        Git(tmp_path).call("status", timeout=0.2, quiet=quiet)
    assert time.monotonic() - begin < 6


def test_on_windows_the_whole_tree_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []
    as_on(monkeypatch, "win32")
    monkeypatch.setenv("SYSTEMROOT", "C:\\Windows")
    monkeypatch.setattr(programs, "output_of", lambda *command: ran.append(command) or (0, b""))
    running = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    programs.end_process(running)
    ((taskkill, *words),) = ran
    assert taskkill.startswith("C:\\Windows")
    assert taskkill.endswith("taskkill.exe")
    assert words == ["/T", "/F", "/PID", str(running.pid)]
    assert running.returncode is not None


def test_a_program_that_only_says_something_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_QUICK", 0.2)
    assert programs.output_of("sleep", "30") == (1, b"")
    assert programs.output_of("no-such-program") == (1, b"")


# What was typed


def test_what_was_typed_is_kept_as_it_was_typed(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows Typer replaces `~`, variables and `*` in every argument."""
    import typer.core

    words = "~10 students: $HOME costs $$ or 100%% at %HOME% for * and ?"
    monkeypatch.setattr(typer.core, "os", SimpleNamespace(name="nt", environ=os.environ))
    monkeypatch.setattr(sys, "argv", ["coachlog", "note", words])
    from coachlog.cli import app

    with pytest.raises(SystemExit) as ended:
        app(prog_name="coachlog")
    assert not ended.value.code
    assert words in "".join(path.read_text("utf-8") for path in (example / "meetings").glob("*.md")).replace("\\", "")


# Signing in


def test_the_persons_own_way_to_a_host_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coachlog.git import remote
    from coachlog.git.remote_address import parse_address
    from coachlog.git.repo import Repo

    remote._ssh_command.cache_clear()
    places = {text: remote.GitRemote(Repo(tmp_path), parse_address(text)) for text in ("git@host:x", "https://host/x")}
    assert places["git@host:x"]._ssh_variables() == {}
    remote._ssh_command.cache_clear()
    (Path.home() / ".gitconfig").write_text("[core]\nsshCommand = ssh-of-windows -v\n", "utf-8")
    assert places["git@host:x"]._ssh_variables() == {"GIT_SSH_COMMAND": "ssh-of-windows -v"}
    assert places["https://host/x"]._ssh_variables() == {}
    monkeypatch.setenv("GIT_SSH", "mine")
    assert places["git@host:x"]._ssh_variables() == {}
    remote._ssh_command.cache_clear()


def test_a_sign_in_that_nobody_answers_ends_with_a_sentence(
    tmp_path: Path, fake_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coachlog.git import remote
    from coachlog.git.remote_address import parse_address
    from coachlog.git.repo import Repo

    script = 'for word; do [ "$word" = ls-remote ] && [ "$GIT_TERMINAL_PROMPT" = 1 ] && sleep 60; done; exit 1'
    executable(fake_path / "git", f'[ "$1" = version ] && echo git version 2.40 && exit\n{script}')
    monkeypatch.setattr(remote, "SIGN_IN", 0.3)
    place = remote.GitRemote(Repo(tmp_path), parse_address("https://host/x"))
    told: list[str] = []
    place.asking = lambda: told.append("sign in")
    with pytest.raises(SurroundingsError, match="was not answered in time") as caught:
        place.sign_in()
    assert told == ["sign in"]
    assert "look for a window" in caught.value.hint


@pytest.mark.parametrize(("platform", "helper"), [("win32", "manager"), ("darwin", "osxkeychain"), ("linux", "store")])
def test_the_safe_store_of_each_system_is_named(platform: str, helper: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from coachlog.git import remote_errors

    monkeypatch.setattr(remote_errors, "sys", SimpleNamespace(platform=platform))
    assert f"credential.helper {helper}," in remote_errors.sign_in_not_kept(by_key=False).hint


def test_a_drive_without_owners_is_named_with_what_to_type() -> None:
    said = "fatal: detected dubious ownership in repository at '//school/h/my log'\nTo add an exception ..."
    error = process.failure(process.GitOutput(128, b"", said))
    assert "belongs to somebody else" in error.sentence
    assert error.hint.endswith("git config --global --add safe.directory '//school/h/my log'")


# Programs in a log


def test_a_program_of_the_partner_is_kept_as_text_and_told(two: Two) -> None:
    for name in ("git.bat", "coachlog.cmd", "assets/notepad.EXE", "a.lnk"):
        two.sam.write(name, "echo evil\n")
        two.sam.git("add", "-f", name)
    two.sam.git("commit", "-qm", "planted")
    two.sam.git("push", "-q", str(two.place), "HEAD:main")
    renamed = {row["from"]: row["to"] for row in two.robin.sync("--json").data["renamed"]}
    assert {*renamed} == {"git.bat", "coachlog.cmd", "assets/notepad.EXE"}
    for name in renamed.values():
        assert name.endswith(".txt")
        assert two.robin.files[name] == b"echo evil\n"
    written = {path.name for path in two.robin.root.rglob("*") if ".git" not in path.parts}
    assert written.isdisjoint({"git.bat", "coachlog.cmd", "notepad.EXE", "a.lnk"})
