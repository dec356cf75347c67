"""The index changes no answer of a command, whatever happens to it or to the files."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from coachlog.storage import index, parallel


def answers(run):
    words = (["goals", "--all", "--json"], ["steps", "--all", "--json"], ["successes", "--json"], ["hours", "--json"])
    return [run(*command).out for command in words]


def test_an_answer_is_the_same_without_an_index_with_one_and_with_a_broken_one(run, example):
    folder = example / ".git" / "coachlog" / "index"
    shutil.rmtree(folder)
    first = answers(run)
    assert {path.name for path in folder.iterdir()} == {
        "goals.heads.json",
        "meetings.heads.json",
        "meetings.sections.json",
        "meetings.steps.json",
        "settings.json",
        "visits.heads.json",
    }
    assert answers(run) == first
    for path in folder.iterdir():
        told, *_ = path.read_text().splitlines()
        path.write_text(told + '\n{"2026-11-19.md": 7}\n')
    assert answers(run) == first
    for path in folder.iterdir():
        path.write_text(path.read_text() + '{"2026-11-19.md": [[1')  # a full disk, or a power cut
    assert answers(run) == first
    for path in folder.iterdir():
        path.write_bytes(b"\x00not json")
    assert answers(run) == first
    for path in folder.iterdir():
        path.unlink()
    assert answers(run) == first


def test_the_index_grows_by_what_changed_and_is_written_whole_now_and_then(run, example, monkeypatch):
    monkeypatch.setattr(index, "_MOST_UPDATES", 3)
    goal = example / "goals" / "listen-before-suggesting-h9c5d.md"
    remembered = example / ".git" / "coachlog" / "index" / "goals.heads.json"
    lines = []
    for number in range(5):
        goal.write_text(goal.read_text().replace("\n# ", f"\n# {number} ", 1))
        run("goals")
        os.utime(remembered)
        lines.append(len(remembered.read_text().splitlines()))
    assert lines == [2, 3, 4, 2, 3]
    assert "4 3 2 1 0 Listen before" in run("goals").out
    goal.unlink()
    assert "Listen before" not in run("goals").out
    assert "Listen before" not in run("goals").out


def test_an_edit_by_hand_is_seen_at_once_even_of_the_same_length_and_time(run, example):
    answers(run)
    note = example / "meetings" / "2026-11-19.md"
    found = note.stat()
    note.write_bytes(note.read_bytes().replace(b"- [ ] @mentee Try the exit", b"- [x] @mentee Try the exit"))
    os.utime(note, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert "k3f9x" not in [step["id"] for step in run("steps", "--json").data]


def test_files_that_come_and_go_are_seen(run, example):
    answers(run)
    (example / "goals" / "new-one-22222.md").write_text("# New one\n")
    assert "new-one-22222" in [goal["id"] for goal in run("goals", "--json").data]
    (example / "goals" / "new-one-22222.md").unlink()
    assert "new-one-22222" not in [goal["id"] for goal in run("goals", "--json").data]


def test_what_was_read_later_stands_where_it_would_stand_anyhow(run, example):
    for name in ("b", "a", "c"):
        (example / "goals" / f"same-{name}2222.md").write_text("# The same\n")
        answers(run)
    remembered = answers(run)
    for path in (example / ".git" / "coachlog" / "index").iterdir():
        path.unlink()
    assert answers(run) == remembered


READERS = "COACHLOG_TEST_READERS"  # a file in which each process that reads puts its id
ENDED = "COACHLOG_TEST_ENDED"  # the id of the process that alone is not ended
read_files = index.read_files


def noting_read_files(folder, name, read, digests, files):
    """Read some documents, and note which process did."""
    with Path(os.environ[READERS]).open("a", encoding="ascii") as readers:
        readers.write(f"{os.getpid()}\n")
    if os.environ.get(ENDED, str(os.getpid())) != str(os.getpid()):
        os._exit(9)
    return read_files(folder, name, read, digests, files)


@pytest.fixture
def readers(example, monkeypatch):
    """Have many files be two of them, on a computer with three processors, and count who reads."""
    monkeypatch.setattr(parallel, "_MANY", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(index, "read_files", noting_read_files)
    monkeypatch.setenv(READERS, str(example / "readers"))
    return lambda: set((example / "readers").read_text().split())


def forget(example):
    for path in (example / ".git" / "coachlog" / "index").iterdir():
        path.unlink()


@pytest.mark.parametrize("ended", [False, True])
def test_many_files_are_read_by_several_processes_and_the_answer_is_the_same(run, example, monkeypatch, readers, ended):
    alone = answers(run)
    forget(example)
    if ended:
        monkeypatch.setenv(ENDED, str(os.getpid()))
    assert answers(run) == alone
    assert len(readers()) > 2


def test_no_process_is_forked_while_a_thread_runs(run, example, readers):
    alone = answers(run)
    forget(example)
    (example / "readers").unlink()
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert answers(run) == alone
    finally:
        end.set()
        thread.join()
    assert readers() == {str(os.getpid())}


def test_settings_and_own_pages_that_change_are_seen(run, example):
    note = example / "meetings" / "2026-11-26.md"
    note.write_text("---\ntype: meeting\n---\n# T\n\n## Hooray\n\n- It worked\n\n<!-- our own prompt -->\n")
    assert "It worked" not in run("successes").out
    with (example / "coachlog.yml").open("a") as settings:
        settings.write("headings: {hooray: Successes}\n")
    assert "It worked" in run("successes").out
    assert "our own prompt" in run("successes").out
    (example / "templates").mkdir()
    (example / "templates" / "meeting.md").write_text("# T\n<!-- our own prompt -->\n")
    assert "our own prompt" not in run("successes").out


def test_a_log_without_a_history_or_on_a_disk_that_cannot_be_written_is_read(run, example, monkeypatch):
    first = run("goals").out
    monkeypatch.setattr(index, "_line", lambda *_: (_ for _ in ()).throw(OSError("read-only")))
    (example / "goals" / "listen-before-suggesting-h9c5d.md").touch()
    assert run("goals").out == first
    (example / ".git").rename(example / ".was-git")
    assert run("goals").out == first


def test_an_index_behind_a_link_is_not_written(run, example, tmp_path):
    run("goals")
    folder = example / ".git" / "coachlog" / "index"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert run("goals").status == 0
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("size", [512 * 1024 + 1, 50_000_000])
def test_a_huge_file_is_named_and_never_read(run, example, size):
    with (example / "goals" / "huge-22222.md").open("wb") as huge:
        huge.truncate(size)
    result = run("goals")
    assert result.status == 1
    assert "goals/huge-22222.md:1: this file is larger than 512 KB" in result.err
    assert "listen-before-suggesting-h9c5d" in result.out


def test_links_folders_and_latin_letters_are_named_or_left_alone(run, example, tmp_path):
    (tmp_path / "secret.md").write_text("# secret words\n")
    (example / "goals" / "link-22222.md").symlink_to(tmp_path / "secret.md")
    (example / "goals" / "folder.md").mkdir()
    (example / "goals" / "latin-22222.md").write_bytes(b"# caf\xe9\n")
    result = run("goals", "--all")
    assert result.status == 1
    assert "secret words" not in result.out
    assert "goals/link-22222.md:1: " in result.err
    assert "goals/latin-22222.md:1: this file has letters that cannot be read" in result.err
    assert "folder.md" not in result.out + result.err


def test_settings_that_cannot_be_read_stop_with_their_line(run, example):
    (example / "coachlog.yml").write_text("coachlog: 1\npeople: a: b\n")
    result = run("goals")
    assert result.status == 1
    assert "error: coachlog.yml:2: a value with a colon in it needs quotes around it" in result.err
    assert "hint: " in result.err
