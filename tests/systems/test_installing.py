"""Installing: one way for each system, the same in README and in the invitation, and only what is ours."""

import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coachlog.actions.exchange import install
from coachlog.actions.setup import doctor
from coachlog.git import errors
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


def workflow() -> dict[str, Any]:
    import yaml

    text = (REPOSITORY / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - our own file, each value as it is typed


def test_the_workflow_tries_each_system() -> None:
    (job,) = workflow()["jobs"].values()
    assert {*job["strategy"]["matrix"]["os"]} == {"ubuntu-latest", "windows-latest", "macos-latest"}
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.x"]
    typed = [step["run"] for step in job["steps"] if "run" in step]
    assert typed[-2:] == ["coachlog demo demo-term", 'python -m pytest -n auto -m "not linux"']
    assert "python -m build --wheel" in typed


def test_the_workflow_is_valid_by_its_schema() -> None:
    """The part of the host's schema that it uses: each key is one that the host knows, each value of its form."""
    found = workflow()
    assert {*found} == {"name", "on", "permissions", "jobs"}
    assert {*found["on"]} <= {"push", "pull_request"}
    assert found["permissions"] == {"contents": "read"}
    for name, job in found["jobs"].items():
        assert re.fullmatch(r"[A-Za-z_][\w-]*", name)
        assert {*job} <= {"name", "strategy", "runs-on", "timeout-minutes", "steps"}
        assert {*job} >= {"runs-on", "steps"}
        assert 0 < int(job["timeout-minutes"]) <= 360
        assert job["strategy"]["fail-fast"] in ("true", "false")
        matrix = job["strategy"]["matrix"]
        assert all(isinstance(values, list) and values for values in matrix.values())
        for step in job["steps"]:
            assert {*step} <= {"name", "uses", "run", "with", "env", "shell"}
            assert ("uses" in step) != ("run" in step)
            assert re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step.get("uses", "a/b@v1"))
        expressions = re.findall(r"\$\{\{ (.*?) \}\}", str(job))
        assert {*expressions} <= {f"matrix.{key}" for key in matrix}
