"""What is not committed is found by content, and the person's own attributes stay."""

import os
from pathlib import Path

from coachlog.git.repo import Repo
from tests.support.histories import ME, NOW, git, put


def test_unsaved_is_found_by_content_and_leaves_the_persons_index_alone(repo: Repo) -> None:
    put(repo, a=b"1", b=b"1", c=b"1", d=b"1", e=b"1")
    (repo.root / ".gitignore").write_bytes(b"*.bak\n")
    repo.writer.commit({".gitignore": b"*.bak\n"}, "note", ME, NOW)
    git(repo.root, "update-index", "--assume-unchanged", "a.md")
    git(repo.root, "update-index", "--skip-worktree", "b.md")
    for name in ("a.md", "b.md", "n/é b.md", "x.bak", ".coachlog-1-2"):
        (repo.root / name).parent.mkdir(exist_ok=True)
        (repo.root / name).write_bytes(b"2")
    (repo.root / "c.md").unlink()
    (repo.root / "d.md").write_bytes(b"2")
    git(repo.root, "add", "d.md")
    (repo.root / "d.md").write_bytes(b"1")
    (repo.root / "e.md").chmod(0o755)
    (repo.root / "link.md").symlink_to("a.md")
    (repo.root / "inner").mkdir()
    (repo.root / "inner" / "x.md").write_bytes(b"")
    Repo.create(repo.root / "inner")
    before = (repo.root / ".git" / "index").read_bytes()
    for _ in range(2):
        assert sorted(repo.worktree.changed_files()) == ["a.md", "b.md", "c.md", "n/é b.md"]
    assert (repo.root / ".git" / "index").read_bytes() == before
    assert not list((repo.root / ".git" / "coachlog").glob("index-*"))


def test_unsaved_sees_a_change_of_the_same_size_at_once(repo: Repo) -> None:
    put(repo, a=b"0")
    for number in range(1, 30):
        (repo.root / "a.md").write_bytes(b"%d" % (number % 10))
        assert bool(repo.worktree.changed_files()) is (number % 10 != 0)


def test_unsaved_before_the_first_entry_and_links_that_were_never_put_there(repo: Repo) -> None:
    (repo.root / "a.md").write_bytes(b"1")
    assert repo.worktree.changed_files() == ("a.md",)
    (repo.root / "link").symlink_to("a.md")
    git(repo.root, "add", "link")
    git(repo.root, "commit", "-qm", "a link")
    (repo.root / "link").unlink()
    assert repo.worktree.changed_files() == ("a.md",)
    assert repo.writer.commit({"link": None}, "note", ME, NOW) is None


def test_an_old_spare_index_is_swept(repo: Repo) -> None:
    spare = repo.root / ".git" / "coachlog" / "index-dead"
    spare.mkdir(parents=True)
    repo.worktree.changed_files()
    assert spare.exists()
    os.utime(spare, (0, 0))
    repo.worktree.changed_files()
    assert not spare.exists()


def test_the_persons_own_attributes_stay(tmp_path: Path) -> None:
    repo = Repo.create(tmp_path)
    attributes = tmp_path / ".git" / "info" / "attributes"
    attributes.write_text("*.png binary\n")
    for _ in range(2):
        Repo.create(tmp_path)
    assert attributes.read_text().splitlines() == [
        "*.png binary",
        "* -filter -text -ident !working-tree-encoding -merge",
    ]
    assert repo.refs.head() is None
