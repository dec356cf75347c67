"""A commit is made of changes alone, and on nothing that somebody else has moved."""

from pathlib import Path

import pytest

from coachlog.errors import CoachlogError
from coachlog.git.commits import Author, CommitDraft
from coachlog.git.errors import HeadMoved
from coachlog.git.repo import Repo
from tests.support.histories import ME, NOW, executable, git, put


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


def test_nothing_new_is_no_entry(repo: Repo) -> None:
    head = put(repo, a=b"1")
    assert repo.writer.commit({"a.md": b"1", "none.md": None}, "note", ME, NOW) is None
    assert repo.writer.commit_all([]) == []
    assert repo.refs.head() == head


def test_what_an_entry_changes_is_known_to_whoever_wrote_it(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    before = put(repo, a=b"1", b=b"2", c=b"3")
    after = repo.writer.commit({"a.md": b"4", "b.md": None, "n/d.md": b"5", "c.md": b"3"}, "note", ME, NOW)
    read = Repo(repo.root).objects.changes(before, after)
    assert {*read} == {"a.md", "b.md", "n/d.md"}
    monkeypatch.setattr(repo.objects, "read", lambda names: pytest.fail(f"{[*names]} was read"))
    assert repo.objects.changes(before, after) == read


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


def test_saved_objects_are_loose_or_one_sane_pack(repo: Repo) -> None:
    put(repo, a=b"1")
    assert list((repo.root / ".git" / "objects" / "pack").iterdir()) == []
    many = {f"{number}.md": b"%d" % number for number in range(200)}
    repo.writer.commit(many, "note", ME, NOW)
    assert len(list((repo.root / ".git" / "objects" / "pack").glob("*.pack"))) == 1
