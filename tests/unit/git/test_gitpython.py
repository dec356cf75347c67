"""By GitPython it is the same git in the same environment, imported only where it is used."""

import subprocess
import sys
from pathlib import Path

import git
import pytest

from coachlog.errors import SurroundingsError
from coachlog.git.environment import foreign_variables
from coachlog.git.process import Git
from coachlog.git.repo import Repo
from tests.support.histories import put


def test_git_is_not_imported_before_it_is_used() -> None:
    code = """if True:
        import pathlib, sys
        from coachlog.git.repo import Repo
        from coachlog.sync.commit import LogWriter
        Repo(pathlib.Path()).state.current()
        assert "git" not in sys.modules
    """
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("foreign", [False, True])
def test_by_gitpython_it_is_the_same_git_in_the_same_environment(
    foreign: bool, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coachlog.git.gitpython import GitPython

    for name in foreign_variables():
        monkeypatch.delenv(name)
    other = tmp_path / "other"
    other.mkdir()
    Repo.create(other)
    if foreign:
        monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    put(repo, a=b"x\r\n\n")
    loaded: list[str] = []
    execute = git.Git.execute
    monkeypatch.setattr(git.Git, "execute", lambda *args, **more: loaded.append("") or execute(*args, **more))
    by_gitpython = GitPython(repo.root)
    assert by_gitpython.run("cat-file", "blob", "HEAD:a.md") == b"x\r\n\n"
    assert bool(loaded) is not foreign
    show = ("-c", "alias.show-env=!env", "show-env")
    variables = [
        {
            line
            for line in runner.run(*show).decode().splitlines()
            if line.startswith(("GIT_", "LC_", "LANGUAGE", "SSH_"))
        }
        for runner in (Git(repo.root), by_gitpython)
    ]
    assert variables[0] == variables[1]
    answers = [Repo(repo.root, runner).commits.contents(["a.md"]) for runner in (Git(repo.root), by_gitpython)]
    assert answers == [{"a.md": b"x\r\n\n"}] * 2
    watched: list[str] = []
    assert by_gitpython.call("fsck", "--progress", quiet=20, watch=watched.append).status == 0
    with pytest.raises(SurroundingsError, match=r"did not finish within 0\.2 seconds"):
        by_gitpython.run("-c", "alias.sleep=!sleep 30", "sleep", timeout=0.2)
    with pytest.raises(SurroundingsError, match="there is no folder"):
        GitPython(repo.root / "nowhere").run("version")
