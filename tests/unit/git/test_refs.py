"""HEAD is found in packed refs and behind another name."""

from datetime import UTC, datetime

from coachlog.git.repo import Repo
from tests.support.histories import ME, git, put


def test_a_packed_history_is_found(repo: Repo) -> None:
    head = put(repo, a=b"1")
    git(repo.root, "pack-refs", "--all")
    assert repo.refs.head() == head
    assert repo.writer.commit({"a.md": b"2"}, "note", ME, datetime.now(UTC))
    assert git(repo.root, "fsck") == ""


def test_a_branch_that_is_another_name_is_followed(repo: Repo) -> None:
    head = put(repo, a=b"1")
    git(repo.root, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    git(repo.root, "symbolic-ref", "HEAD", "refs/heads/alias")
    assert repo.refs.head() == head
