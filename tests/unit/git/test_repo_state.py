"""A detached HEAD or unfinished work is refused with words for it."""

from pathlib import Path

import pytest

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.repo import Repo
from coachlog.git.repo_state import State
from tests.support.histories import git, put


def test_an_old_state_or_unfinished_work_is_refused_politely(repo: Repo, tmp_path: Path) -> None:
    head = put(repo, a=b"1")
    git(repo.root, "checkout", "-q", "--detach")
    assert repo.state.current() is State.DETACHED
    assert repo.refs.head() == head
    with pytest.raises(CoachlogError, match="old state") as caught:
        put(repo, a=b"2")
    assert "git switch" in caught.value.hint
    git(repo.root, "checkout", "-q", "-f", "main")
    (repo.root / ".git" / "MERGE_HEAD").write_text(head)
    assert repo.state.current() is State.UNFINISHED
    with pytest.raises(CoachlogError, match="not finished"):
        put(repo, a=b"3")
    with pytest.raises(SurroundingsError, match="has no history"):
        Repo(tmp_path).state.require_ready()
    assert Repo(tmp_path).state.current() is State.DETACHED
