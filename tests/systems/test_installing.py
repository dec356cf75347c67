"""Installing: one way for each system, the same in README and in the invitation, and only what is ours."""

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from coachlog.actions import doctor, install
from coachlog.git import errors, remote_address
from coachlog.git.errors import GitMissing
from tests.support.two import begin
from tests.support.world import REPOSITORY, Run


class Windows:
    """What Python says of the system on Windows; all else of `sys` as it is."""

    platform = "win32"

    def __getattr__(self, name: str) -> object:
        return getattr(sys, name)


def test_readme_and_the_invitation_say_the_same(tmp_path: Path, run: Run) -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    letter = begin(tmp_path / "robin", run)("invite", "--folder", str(tmp_path / "Our drive"), "--json").data["message"]
    for system, lines in install.SYSTEMS.items():
        assert f"{system}:" in readme
        assert f"{system}:" in letter
        for line in lines:
            typed = f"    {line.format(what=f'./{install.WHEEL}')}\n"
            assert typed in readme
            assert typed in letter
    assert f"The file {install.WHEEL} comes with this message" in letter


def test_the_invitation_says_where_the_file_is(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "Our drive"
    folder.mkdir()
    (folder / install.WHEEL).touch()
    told = begin(tmp_path / "robin", run)("invite", "--folder", str(folder)).out
    assert f"The file {install.WHEEL} is in our folder Our drive" in told


def test_no_name_of_an_index_is_told_that_is_not_ours() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    for text in (readme, install.install_lines()):
        names = re.findall(r"(?:pipx|pip|tool) install (?:--\S+ (?:3\.13 )?)*(\S+)", text)
        assert {name for name in names if "coachlog" in name} == {install.RELEASED_AS or f"./{install.WHEEL}"}


@pytest.mark.parametrize(
    ("platform", "typed"), [("win32", "winget install --id Git.Git --scope user"), ("darwin", "xcode-select --install")]
)
def test_a_missing_git_is_told_with_what_to_type(platform: str, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "sys", SimpleNamespace(platform=platform))
    hint = GitMissing("git is not installed").hint
    assert hint.startswith(typed)
    assert hint.endswith("in a new window")


def test_doctor_on_windows_says_what_a_school_asks_for(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(platform="win32", executable=sys.executable))
    monkeypatch.setattr(doctor, "find_program", lambda _: None)
    told = run("doctor").out
    assert "py -m coachlog" in told
    assert "git config --global http.sslBackend schannel" in told
    (Path.home() / ".gitconfig").write_text("[http]\nsslBackend = schannel\n", "utf-8")
    assert "git takes those of Windows" in run("doctor").out


def test_on_windows_no_shell_setting_is_changed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachlog.cli.sys", Windows())
    refused = run("--install-completion")
    assert refused.status == 2
    assert "hint: coachlog --show-completion" in refused.err


def test_in_git_bash_it_says_where_to_type(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    assert "winpty" not in run("meet").out
    monkeypatch.setattr("coachlog.terminal.sys", Windows())
    monkeypatch.setenv("MSYSTEM", "MINGW64")
    assert "PowerShell or Windows Terminal, or here: winpty coachlog …" in run("meet").out


def test_the_quote_that_powershell_leaves_behind_a_folder_is_no_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_address, "sys", SimpleNamespace(platform="win32"))
    assert remote_address.parse_address(f'{tmp_path}/My Folder"').path == tmp_path / "My Folder"


def test_the_workflow_tries_each_system(tmp_path: Path) -> None:
    import yaml

    workflow = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    assert {*job["strategy"]["matrix"]["os"]} == {"ubuntu-latest", "windows-latest", "macos-latest"}
    assert job["strategy"]["matrix"]["python"][0] == "3.11"
    assert [*job["steps"]][-1]["run"] == 'python -m pytest -n auto -m "not linux"'
