"""The history in a log's own terms."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git import environment
from coachlog.git.commits import Author, CommitDraft
from coachlog.git.errors import HeadMoved
from coachlog.git.locks import remove_stale_locks
from coachlog.git.repo import Repo
from coachlog.git.repo_state import State
from tests.support.histories import ME, NOW, executable, git, put


def test_a_new_history_has_no_entry(repo: Repo) -> None:
    assert repo.refs.head() is None
    assert repo.commits.files() == ()
    assert list(repo.commits.log()) == []
    assert repo.commits.contents(["a.md"]) == {"a.md": None}
    assert repo.state.current() is State.READY
    assert not (repo.root / ".git" / "hooks").exists()


def test_an_entry_says_who_when_what(repo: Repo) -> None:
    (repo.root / 'a "b" \\é.md').write_bytes(b"x")
    first = repo.writer.commit({'a "b" \\é.md': b"x"}, "Note: 1 line", ME, NOW)
    second = repo.writer.commit({"n/c.md": b"y"}, "Two\n\nlines of text", ME, NOW, [("Kept-both", "n/c.md\n more")])
    entries = list(repo.commits.log())
    assert [entry.id for entry in entries] == [second, first]
    assert entries[0].parents == (first,)
    assert entries[0].author == Author("Zoë x Mentor", ME.email)
    assert entries[0].when == NOW
    assert entries[0].when.utcoffset() == NOW.utcoffset()
    assert (entries[0].message, entries[0].trailers) == ("Two\n\nlines of text", (("Kept-both", "n/c.md more"),))
    assert (entries[1].message, entries[1].trailers) == ("Note: 1 line", ())
    assert entries[1].paths == ('a "b" \\é.md',)
    assert repo.commits.files() == ('a "b" \\é.md', "n/c.md")


def test_entries_are_chosen_by_number_path_and_what_came_before(repo: Repo) -> None:
    first, second, third = put(repo, a=b"1"), put(repo, b=b"1"), put(repo, a=b"2")
    assert [entry.id for entry in repo.commits.log(limit=2)] == [third, second]
    assert [entry.id for entry in repo.commits.log(path="a.md")] == [third, first]
    assert [entry.id for entry in repo.commits.log(since=second)] == [third]
    assert list(repo.commits.log(limit=0)) == []
    with pytest.raises(CoachlogError, match="names no entry"):
        list(repo.commits.log(since="--output=x"))


def test_entries_of_others_tools_are_read_too(repo: Repo) -> None:
    put(repo, a=b"1")
    git(repo.root, "checkout", "-qb", "side")
    git(repo.root, "commit", "-qm", "empty", "--allow-empty")
    git(repo.root, "switch", "-q", "main")
    put(repo, b=b"1")
    git(repo.root, "merge", "-q", "--no-edit", "side")
    paths = {entry.message.split("\n")[0]: entry.paths for entry in repo.commits.log(limit=2)}
    assert paths["Merge branch 'side'"] == ()
    assert len(next(repo.commits.log(limit=1)).parents) == 2


def test_what_moves_is_looked_up_each_time_and_what_does_not_only_once(repo: Repo) -> None:
    first = put(repo, a=b"1")
    assert [entry.id for entry in repo.commits.log(at="refs/heads/main")] == [first]
    second = put(repo, a=b"2")
    assert [entry.id for entry in repo.commits.log(at="refs/heads/main")] == [second, first]
    assert [entry.id for entry in repo.commits.log(at=first)] == [first]


def test_a_folder_that_is_none_is_damage_and_no_traceback(repo: Repo) -> None:
    put(repo, a=b"1")
    text = git(repo.root, "rev-parse", "HEAD:a.md").strip()
    entry = b"40000 goals\0" + bytes.fromhex(text)
    for tree in (entry, b"100644 a.md"):  # a folder that is a file, and one that ends in the middle
        written = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
        made = subprocess.run(written, input=tree, cwd=repo.root, check=True, capture_output=True, text=False).stdout
        git(repo.root, "update-ref", "HEAD", git(repo.root, "commit-tree", made.decode().strip(), "-m", "x").strip())
        with pytest.raises(SurroundingsError, match="history is damaged") as damaged:
            repo.commits.files()
        assert damaged.value.hint == "heal it: coachlog doctor"


def test_contents_are_read_at_any_entry(repo: Repo) -> None:
    content = bytes(range(256)) * 3
    first = put(repo, a=content)
    put(repo, a=b"")
    (repo.root / "link").symlink_to("a.md")
    git(repo.root, "add", "link")
    git(repo.root, "commit", "-qm", "a link")
    assert repo.commits.contents(["a.md", "link", "none.md"]) == {"a.md": b"", "link": None, "none.md": None}
    assert repo.commits.contents(["a.md"], at=first) == {"a.md": content}
    assert repo.commits.contents(["a.md"], at="refs/heads/main") == {"a.md": b""}
    assert repo.commits.files() == ("a.md",)
    assert repo.commits.files(at=first) == ("a.md",)
    with pytest.raises(CoachlogError, match="names no entry"):
        repo.commits.contents(["a.md"], at="main:../x")


def test_many_long_names_are_no_long_command(repo: Repo) -> None:
    names = {f"goals/{'n' * 100}{number}.md": b"x" for number in range(200)}
    repo.writer.commit(names, "note", ME, NOW)
    assert repo.commits.contents([*names, "none.md"]) == names | {"none.md": None}


def test_nothing_new_is_no_entry(repo: Repo) -> None:
    head = put(repo, a=b"1")
    assert repo.writer.commit({"a.md": b"1", "none.md": None}, "note", ME, NOW) is None
    assert repo.writer.commit_all([]) == []
    assert repo.refs.head() == head


def test_several_entries_in_one_go(repo: Repo) -> None:
    ids = repo.writer.commit_all(
        [
            CommitDraft({"a.md": b"1", "b": b"file"}, "one", ME, NOW),
            CommitDraft({"a.md": b"1"}, "nothing", ME, NOW),
            CommitDraft({"a.md": None, "b": None, "b/c.md": b"2"}, "two", ME, NOW),
        ]
    )
    assert ids[1] is None
    assert [entry.id for entry in repo.commits.log()] == [ids[2], ids[0]]
    assert repo.commits.files() == ("b/c.md",)


def test_an_executable_stays_one(repo: Repo) -> None:
    script = repo.root / "a.md"
    script.write_bytes(b"1")
    script.chmod(0o755)
    git(repo.root, "add", "a.md")
    git(repo.root, "commit", "-qm", "x")
    put(repo, a=b"2")
    assert git(repo.root, "ls-tree", "HEAD").startswith("100755")
    assert git(repo.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("path", ["a\nb", "a\0b", "../a", "a//b", ".git/config", "a/.GIT/x", "", "./a"])
def test_a_name_that_no_log_can_hold_is_refused(repo: Repo, path: str) -> None:
    with pytest.raises(CoachlogError, match="can't be the name"):
        repo.writer.commit({path: b"x"}, "note", ME, NOW)
    assert repo.refs.head() is None


def test_the_persons_index_follows_and_what_they_staged_stays(repo: Repo) -> None:
    put(repo, a=b"1", b=b"1", c=b"1")
    (repo.root / "b.md").write_bytes(b"staged")
    git(repo.root, "add", "b.md")
    (repo.root / "new.md").write_bytes(b"staged too")
    git(repo.root, "add", "new.md")
    (repo.root / "c.md").unlink()
    put(repo, a=b"2", b=b"3", d=b"1")
    repo.writer.commit({"c.md": None}, "note", ME, NOW)
    assert repo.commits.files() == ("a.md", "b.md", "d.md")
    assert git(repo.root, "status", "--porcelain").splitlines() == ["MM b.md", "A  new.md"]
    assert git(repo.root, "show", ":b.md") == "staged"


def test_a_lock_on_the_persons_index_breaks_nothing(repo: Repo) -> None:
    put(repo, a=b"1")
    (repo.root / ".git" / "index.lock").touch()
    head = put(repo, a=b"2")
    assert repo.refs.head() == head
    (repo.root / ".git" / "index.lock").unlink()
    repo.index.update_paths(["a.md"], next(repo.commits.log(limit=1)).parents[0])
    assert git(repo.root, "status", "--porcelain") == ""


def test_the_persons_index_follows_all_that_came_while_it_was_locked(repo: Repo) -> None:
    (repo.root / ".git" / "coachlog").mkdir()
    put(repo, a=b"1", b=b"1")
    lock = repo.root / ".git" / "index.lock"
    lock.write_text("a git that waits for a message")
    put(repo, a=b"2")
    put(repo, b=b"2")
    assert git(repo.root, "status", "--porcelain") != ""
    lock.unlink()
    repo.index.catch_up()
    assert git(repo.root, "status", "--porcelain") == ""


def test_a_first_entry_beside_a_locked_index_is_there(repo: Repo) -> None:
    (repo.root / ".git" / "index.lock").write_text("a git that waits for a message")
    assert put(repo, a=b"1") == repo.refs.head()
    assert repo.commits.contents(["a.md"]) == {"a.md": b"1"}


def test_an_index_that_could_not_even_follow_to_the_first_entry_catches_up(repo: Repo) -> None:
    (repo.root / ".git" / "index.lock").write_text("held")
    put(repo, a=b"1")
    put(repo, b=b"2")
    (repo.root / ".git" / "index.lock").unlink()
    repo.index.catch_up()
    assert git(repo.root, "status", "--porcelain") == ""


def test_a_lock_that_a_dead_git_left_is_set_aside(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = repo.root / ".git" / "refs" / "heads" / "main.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    remove_stale_locks(repo.folder)
    assert not lock.exists()
    assert put(repo, a=b"1")


def test_a_lock_of_a_living_git_gets_its_time(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = repo.root / ".git" / "HEAD.lock"
    lock.touch()
    monkeypatch.setattr("time.sleep", lambda _: lock.unlink())
    remove_stale_locks(repo.folder)
    assert not (repo.root / ".git" / "coachlog" / "stale-HEAD.lock").exists()


def test_a_live_lock_is_waited_for_and_then_told(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    head = put(repo, a=b"1")
    (repo.root / ".git" / "refs" / "heads" / "main.lock").touch()
    monkeypatch.setitem(
        environment._FIXED, "GIT_CONFIG_VALUE_" + str([*environment._SETTINGS].index("core.filesRefLockTimeout")), "10"
    )
    with pytest.raises(SurroundingsError, match=r"main\.lock"):
        put(repo, a=b"2")
    assert repo.refs.head() == head


def test_who_else_was_quicker_wins_and_nothing_of_theirs_goes(repo: Repo) -> None:
    put(repo, a=b"1")
    seen = repo.commits.snapshot(["a.md"])
    theirs = put(repo, a=b"theirs")
    with pytest.raises(HeadMoved):
        repo.writer.commit_all([CommitDraft({"a.md": b"ours"}, "note", ME, NOW)], on=seen)
    assert repo.refs.head() == theirs


def test_who_was_quicker_is_known_whatever_the_words_of_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repo, a=b"1")
    seen = repo.commits.snapshot(["a.md"])
    put(repo, a=b"theirs")
    call = repo.git.call
    monkeypatch.setattr(repo.git, "call", lambda *words, **more: call(*words, **more)._replace(err="foo"))
    with pytest.raises(HeadMoved):
        repo.writer.commit_all([CommitDraft({"a.md": b"ours"}, "note", ME, NOW)], on=seen)


def test_the_first_entry_is_never_made_twice(repo: Repo) -> None:
    seen = repo.commits.snapshot(["a.md"])
    theirs = put(repo, a=b"theirs")
    with pytest.raises(HeadMoved):
        repo.writer.commit_all([CommitDraft({"a.md": b"ours"}, "note", ME, NOW)], on=seen)
    assert repo.refs.head() == theirs


def test_hooks_signing_filters_and_line_ends_do_not_act(repo: Repo, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    hooks = repo.root / ".git" / "hooks"
    hooks.mkdir()
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        executable(hooks / name, f"echo {name} >> {trace}; exit 1")
    run = executable(tmp_path / "run", f"echo run >> {trace}; cat")
    (tmp_path / "home" / ".gitconfig").write_text(
        f"[commit]\ngpgSign = true\n[gpg]\nprogram = {run}\n[log]\nshowSignature = true\n"
        f"[core]\nautocrlf = true\nfsmonitor = {run}\nhooksPath = {hooks}\n"
        f'[filter "lfs"]\nclean = {run}\nsmudge = {run}\nrequired = true\n[diff]\nexternal = {run}\n'
    )
    attributes = b"* filter=lfs text=auto eol=crlf ident working-tree-encoding=UTF-16 merge=union\n"
    content = b"a\r\nb\n$Id$\r\n\x00\xff"
    (repo.root / ".gitattributes").write_bytes(attributes)
    put(repo, a=content)
    repo.writer.commit({".gitattributes": attributes}, "note", ME, NOW)
    assert repo.commits.contents(["a.md"]) == {"a.md": content}
    assert repo.worktree.changed_files() == ()
    (repo.root / "a.md").write_bytes(content.replace(b"\r\n", b"\n"))
    assert repo.worktree.changed_files() == ("a.md",)
    assert next(repo.commits.log()).message == "note"
    assert not trace.exists()


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


def test_saved_objects_are_loose_or_one_sane_pack(repo: Repo) -> None:
    put(repo, a=b"1")
    assert list((repo.root / ".git" / "objects" / "pack").iterdir()) == []
    many = {f"{number}.md": b"%d" % number for number in range(200)}
    repo.writer.commit(many, "note", ME, NOW)
    assert len(list((repo.root / ".git" / "objects" / "pack").glob("*.pack"))) == 1
