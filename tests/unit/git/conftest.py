"""What the tests of git share."""

from pathlib import Path

import pytest

from coachlog.git.repo import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    root = tmp_path / "log"
    root.mkdir()
    return Repo.create(root)
