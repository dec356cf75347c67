"""The environment of git is ours, save the person's own way to a remote."""

import os
from pathlib import Path

import pytest

from coachlog.git.environment import sealed_environment
from coachlog.git.process import Git
from coachlog.git.repo import Repo
from tests.support.histories import ME, NOW


def test_the_environment_of_the_caller_does_not_mislead(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    Repo.create(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.hooksPath=/tmp'")
    entry = repo.writer.commit({"a.md": b"x"}, "note", ME, NOW)
    assert repo.refs.head() == entry
    assert Repo(other).refs.head() is None


def test_git_speaks_english_to_us(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    monkeypatch.setenv("LANGUAGE", "de")
    spoken = Git(repo.root).run("-c", "alias.spoken=!echo $LC_ALL $LANGUAGE", "spoken")
    assert spoken == b"C.UTF-8\n"


def test_the_persons_own_way_to_the_shared_place_stays(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "BatchMode" in sealed_environment(repo.root, {})["GIT_SSH_COMMAND"]
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -i key")
    Git(repo.root).run("version")
    assert os.environ["GIT_SSH_COMMAND"] == "ssh -i key"
    assert sealed_environment(repo.root, {})["GIT_SSH_COMMAND"] == "ssh -i key"
