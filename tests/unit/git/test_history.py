"""The history in a log's own terms."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git import process
from coachlog.git.history import Author, Draft, HeadMoved, History, State
from tests.support.histories import ME, NOW, executable, git, log, put

__all__ = ["log"]


def test_a_new_history_has_no_entry(log: History) -> None:
    assert log.head() is None
    assert log.files() == ()
    assert list(log.entries()) == []
    assert log.contents(["a.md"]) == {"a.md": None}
    assert log.state() is State.READY
    assert not (log.root / ".git" / "hooks").exists()


def test_an_entry_says_who_when_what(log: History) -> None:
    (log.root / 'a "b" \\é.md').write_bytes(b"x")
    first = log.record({'a "b" \\é.md': b"x"}, "Note: 1 line", ME, NOW)
    second = log.record({"n/c.md": b"y"}, "Two\n\nlines of text", ME, NOW, [("Kept-both", "n/c.md\n more")])
    entries = list(log.entries())
    assert [entry.id for entry in entries] == [second, first]
    assert entries[0].parents == (first,)
    assert entries[0].author == Author("Zoë x Mentor", ME.email)
    assert entries[0].when == NOW
    assert entries[0].when.utcoffset() == NOW.utcoffset()
    assert (entries[0].message, entries[0].trailers) == ("Two\n\nlines of text", (("Kept-both", "n/c.md more"),))
    assert (entries[1].message, entries[1].trailers) == ("Note: 1 line", ())
    assert entries[1].paths == ('a "b" \\é.md',)
    assert log.files() == ('a "b" \\é.md', "n/c.md")


def test_entries_are_chosen_by_number_path_and_what_came_before(log: History) -> None:
    first, second, third = put(log, a=b"1"), put(log, b=b"1"), put(log, a=b"2")
    assert [entry.id for entry in log.entries(limit=2)] == [third, second]
    assert [entry.id for entry in log.entries(path="a.md")] == [third, first]
    assert [entry.id for entry in log.entries(since=second)] == [third]
    assert list(log.entries(limit=0)) == []
    with pytest.raises(CoachlogError, match="names no entry"):
        list(log.entries(since="--output=x"))


def test_entries_of_others_tools_are_read_too(log: History) -> None:
    put(log, a=b"1")
    git(log.root, "checkout", "-qb", "side")
    git(log.root, "commit", "-qm", "empty", "--allow-empty")
    git(log.root, "switch", "-q", "main")
    put(log, b=b"1")
    git(log.root, "merge", "-q", "--no-edit", "side")
    paths = {entry.message.split("\n")[0]: entry.paths for entry in log.entries(limit=2)}
    assert paths["Merge branch 'side'"] == ()
    assert len(next(log.entries(limit=1)).parents) == 2


def test_what_moves_is_looked_up_each_time_and_what_does_not_only_once(log: History) -> None:
    first = put(log, a=b"1")
    assert [entry.id for entry in log.entries(at="refs/heads/main")] == [first]
    second = put(log, a=b"2")
    assert [entry.id for entry in log.entries(at="refs/heads/main")] == [second, first]
    assert [entry.id for entry in log.entries(at=first)] == [first]


def test_a_folder_that_is_none_is_damage_and_no_traceback(log: History) -> None:
    put(log, a=b"1")
    text = git(log.root, "rev-parse", "HEAD:a.md").strip()
    entry = b"40000 goals\0" + bytes.fromhex(text)
    for tree in (entry, b"100644 a.md"):  # a folder that is a file, and one that ends in the middle
        written = ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
        made = subprocess.run(written, input=tree, cwd=log.root, check=True, capture_output=True, text=False).stdout
        git(log.root, "update-ref", "HEAD", git(log.root, "commit-tree", made.decode().strip(), "-m", "x").strip())
        with pytest.raises(SurroundingsError, match="history is damaged") as damaged:
            log.files()
        assert damaged.value.hint == "heal it: coachlog doctor"


def test_contents_are_read_at_any_entry(log: History) -> None:
    content = bytes(range(256)) * 3
    first = put(log, a=content)
    put(log, a=b"")
    (log.root / "link").symlink_to("a.md")
    git(log.root, "add", "link")
    git(log.root, "commit", "-qm", "a link")
    assert log.contents(["a.md", "link", "none.md"]) == {"a.md": b"", "link": None, "none.md": None}
    assert log.contents(["a.md"], at=first) == {"a.md": content}
    assert log.contents(["a.md"], at="refs/heads/main") == {"a.md": b""}
    assert log.files() == ("a.md",)
    assert log.files(at=first) == ("a.md",)
    with pytest.raises(CoachlogError, match="names no entry"):
        log.contents(["a.md"], at="main:../x")


def test_many_long_names_are_no_long_command(log: History) -> None:
    names = {f"goals/{'n' * 100}{number}.md": b"x" for number in range(200)}
    log.record(names, "note", ME, NOW)
    assert log.contents([*names, "none.md"]) == names | {"none.md": None}


def test_nothing_new_is_no_entry(log: History) -> None:
    head = put(log, a=b"1")
    assert log.record({"a.md": b"1", "none.md": None}, "note", ME, NOW) is None
    assert log.record_all([]) == []
    assert log.head() == head


def test_several_entries_in_one_go(log: History) -> None:
    ids = log.record_all(
        [
            Draft({"a.md": b"1", "b": b"file"}, "one", ME, NOW),
            Draft({"a.md": b"1"}, "nothing", ME, NOW),
            Draft({"a.md": None, "b": None, "b/c.md": b"2"}, "two", ME, NOW),
        ]
    )
    assert ids[1] is None
    assert [entry.id for entry in log.entries()] == [ids[2], ids[0]]
    assert log.files() == ("b/c.md",)


def test_an_executable_stays_one(log: History) -> None:
    script = log.root / "a.md"
    script.write_bytes(b"1")
    script.chmod(0o755)
    git(log.root, "add", "a.md")
    git(log.root, "commit", "-qm", "x")
    put(log, a=b"2")
    assert git(log.root, "ls-tree", "HEAD").startswith("100755")
    assert git(log.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("path", ["a\nb", "a\0b", "../a", "a//b", ".git/config", "a/.GIT/x", "", "./a"])
def test_a_name_that_no_log_can_hold_is_refused(log: History, path: str) -> None:
    with pytest.raises(CoachlogError, match="can't be the name"):
        log.record({path: b"x"}, "note", ME, NOW)
    assert log.head() is None


def test_the_persons_index_follows_and_what_they_staged_stays(log: History) -> None:
    put(log, a=b"1", b=b"1", c=b"1")
    (log.root / "b.md").write_bytes(b"staged")
    git(log.root, "add", "b.md")
    (log.root / "new.md").write_bytes(b"staged too")
    git(log.root, "add", "new.md")
    (log.root / "c.md").unlink()
    put(log, a=b"2", b=b"3", d=b"1")
    log.record({"c.md": None}, "note", ME, NOW)
    assert log.files() == ("a.md", "b.md", "d.md")
    assert git(log.root, "status", "--porcelain").splitlines() == ["MM b.md", "A  new.md"]
    assert git(log.root, "show", ":b.md") == "staged"


def test_a_lock_on_the_persons_index_breaks_nothing(log: History) -> None:
    put(log, a=b"1")
    (log.root / ".git" / "index.lock").touch()
    head = put(log, a=b"2")
    assert log.head() == head
    (log.root / ".git" / "index.lock").unlink()
    log.refresh(["a.md"], next(log.entries(limit=1)).parents[0])
    assert git(log.root, "status", "--porcelain") == ""


def test_the_persons_index_follows_all_that_came_while_it_was_locked(log: History) -> None:
    (log.root / ".git" / "coachlog").mkdir()
    put(log, a=b"1", b=b"1")
    lock = log.root / ".git" / "index.lock"
    lock.write_text("a git that waits for a message")
    put(log, a=b"2")
    put(log, b=b"2")
    assert git(log.root, "status", "--porcelain") != ""
    lock.unlink()
    log.catch_up()
    assert git(log.root, "status", "--porcelain") == ""


def test_a_first_entry_beside_a_locked_index_is_there(log: History) -> None:
    (log.root / ".git" / "index.lock").write_text("a git that waits for a message")
    assert put(log, a=b"1") == log.head()
    assert log.contents(["a.md"]) == {"a.md": b"1"}


def test_an_index_that_could_not_even_follow_to_the_first_entry_catches_up(log: History) -> None:
    (log.root / ".git" / "index.lock").write_text("held")
    put(log, a=b"1")
    put(log, b=b"2")
    (log.root / ".git" / "index.lock").unlink()
    log.catch_up()
    assert git(log.root, "status", "--porcelain") == ""


def test_a_lock_that_a_dead_git_left_is_set_aside(log: History, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = log.root / ".git" / "refs" / "heads" / "main.lock"
    lock.touch()
    os.utime(lock, (0, 0))
    log.remove_stale_locks()
    assert not lock.exists()
    assert put(log, a=b"1")


def test_a_lock_of_a_living_git_gets_its_time(log: History, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = log.root / ".git" / "HEAD.lock"
    lock.touch()
    monkeypatch.setattr("time.sleep", lambda _: lock.unlink())
    log.remove_stale_locks()
    assert not (log.root / ".git" / "coachlog" / "stale-HEAD.lock").exists()


def test_a_live_lock_is_waited_for_and_then_told(log: History, monkeypatch: pytest.MonkeyPatch) -> None:
    head = put(log, a=b"1")
    (log.root / ".git" / "refs" / "heads" / "main.lock").touch()
    monkeypatch.setitem(
        process._FIXED, "GIT_CONFIG_VALUE_" + str([*process._SETTINGS].index("core.filesRefLockTimeout")), "10"
    )
    with pytest.raises(SurroundingsError, match=r"main\.lock"):
        put(log, a=b"2")
    assert log.head() == head


def test_who_else_was_quicker_wins_and_nothing_of_theirs_goes(log: History) -> None:
    put(log, a=b"1")
    seen = log.snapshot(["a.md"])
    theirs = put(log, a=b"theirs")
    with pytest.raises(HeadMoved):
        log.record_all([Draft({"a.md": b"ours"}, "note", ME, NOW)], on=seen)
    assert log.head() == theirs


def test_who_was_quicker_is_known_whatever_the_words_of_git(log: History, monkeypatch: pytest.MonkeyPatch) -> None:
    put(log, a=b"1")
    seen = log.snapshot(["a.md"])
    put(log, a=b"theirs")
    call = log._git.call
    monkeypatch.setattr(log._git, "call", lambda *words, **more: call(*words, **more)._replace(err="foo"))
    with pytest.raises(HeadMoved):
        log.record_all([Draft({"a.md": b"ours"}, "note", ME, NOW)], on=seen)


def test_the_first_entry_is_never_made_twice(log: History) -> None:
    seen = log.snapshot(["a.md"])
    theirs = put(log, a=b"theirs")
    with pytest.raises(HeadMoved):
        log.record_all([Draft({"a.md": b"ours"}, "note", ME, NOW)], on=seen)
    assert log.head() == theirs


def test_hooks_signing_filters_and_line_ends_do_not_act(log: History, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    hooks = log.root / ".git" / "hooks"
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
    (log.root / ".gitattributes").write_bytes(attributes)
    put(log, a=content)
    log.record({".gitattributes": attributes}, "note", ME, NOW)
    assert log.contents(["a.md"]) == {"a.md": content}
    assert log.unsaved() == ()
    (log.root / "a.md").write_bytes(content.replace(b"\r\n", b"\n"))
    assert log.unsaved() == ("a.md",)
    assert next(log.entries()).message == "note"
    assert not trace.exists()


def test_unsaved_is_found_by_content_and_leaves_the_persons_index_alone(log: History) -> None:
    put(log, a=b"1", b=b"1", c=b"1", d=b"1", e=b"1")
    (log.root / ".gitignore").write_bytes(b"*.bak\n")
    log.record({".gitignore": b"*.bak\n"}, "note", ME, NOW)
    git(log.root, "update-index", "--assume-unchanged", "a.md")
    git(log.root, "update-index", "--skip-worktree", "b.md")
    for name in ("a.md", "b.md", "n/é b.md", "x.bak", ".coachlog-1-2"):
        (log.root / name).parent.mkdir(exist_ok=True)
        (log.root / name).write_bytes(b"2")
    (log.root / "c.md").unlink()
    (log.root / "d.md").write_bytes(b"2")
    git(log.root, "add", "d.md")
    (log.root / "d.md").write_bytes(b"1")
    (log.root / "e.md").chmod(0o755)
    (log.root / "link.md").symlink_to("a.md")
    (log.root / "inner").mkdir()
    (log.root / "inner" / "x.md").write_bytes(b"")
    History.create(log.root / "inner")
    before = (log.root / ".git" / "index").read_bytes()
    for _ in range(2):
        assert sorted(log.unsaved()) == ["a.md", "b.md", "c.md", "n/é b.md"]
    assert (log.root / ".git" / "index").read_bytes() == before
    assert not list((log.root / ".git" / "coachlog").glob("index-*"))


def test_unsaved_sees_a_change_of_the_same_size_at_once(log: History) -> None:
    put(log, a=b"0")
    for number in range(1, 30):
        (log.root / "a.md").write_bytes(b"%d" % (number % 10))
        assert bool(log.unsaved()) is (number % 10 != 0)


def test_unsaved_before_the_first_entry_and_links_that_were_never_put_there(log: History) -> None:
    (log.root / "a.md").write_bytes(b"1")
    assert log.unsaved() == ("a.md",)
    (log.root / "link").symlink_to("a.md")
    git(log.root, "add", "link")
    git(log.root, "commit", "-qm", "a link")
    (log.root / "link").unlink()
    assert log.unsaved() == ("a.md",)
    assert log.record({"link": None}, "note", ME, NOW) is None


def test_an_old_spare_index_is_swept(log: History) -> None:
    spare = log.root / ".git" / "coachlog" / "index-dead"
    spare.mkdir(parents=True)
    log.unsaved()
    assert spare.exists()
    os.utime(spare, (0, 0))
    log.unsaved()
    assert not spare.exists()


def test_the_persons_own_attributes_stay(tmp_path: Path) -> None:
    log = History.create(tmp_path)
    attributes = tmp_path / ".git" / "info" / "attributes"
    attributes.write_text("*.png binary\n")
    for _ in range(2):
        History.create(tmp_path)
    assert attributes.read_text().splitlines() == [
        "*.png binary",
        "* -filter -text -ident !working-tree-encoding -merge",
    ]
    assert log.head() is None


def test_an_old_state_or_unfinished_work_is_refused_politely(log: History, tmp_path: Path) -> None:
    head = put(log, a=b"1")
    git(log.root, "checkout", "-q", "--detach")
    assert log.state() is State.DETACHED
    assert log.head() == head
    with pytest.raises(CoachlogError, match="old state") as caught:
        put(log, a=b"2")
    assert "git switch" in caught.value.hint
    git(log.root, "checkout", "-q", "-f", "main")
    (log.root / ".git" / "MERGE_HEAD").write_text(head)
    assert log.state() is State.UNFINISHED
    with pytest.raises(CoachlogError, match="not finished"):
        put(log, a=b"3")
    with pytest.raises(SurroundingsError, match="has no history"):
        History(tmp_path).check()
    assert History(tmp_path).state() is State.DETACHED


def test_a_packed_history_is_found(log: History) -> None:
    head = put(log, a=b"1")
    git(log.root, "pack-refs", "--all")
    assert log.head() == head
    assert log.record({"a.md": b"2"}, "note", ME, datetime.now(UTC))
    assert git(log.root, "fsck") == ""


def test_a_branch_that_is_another_name_is_followed(log: History) -> None:
    head = put(log, a=b"1")
    git(log.root, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    git(log.root, "symbolic-ref", "HEAD", "refs/heads/alias")
    assert log.head() == head


def test_saved_objects_are_loose_or_one_sane_pack(log: History) -> None:
    put(log, a=b"1")
    assert list((log.root / ".git" / "objects" / "pack").iterdir()) == []
    many = {f"{number}.md": b"%d" % number for number in range(200)}
    log.record(many, "note", ME, NOW)
    assert len(list((log.root / ".git" / "objects" / "pack").glob("*.pack"))) == 1
