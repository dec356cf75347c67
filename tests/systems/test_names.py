"""Names that a disk cannot hold, or takes for other names: they are told, nothing is lost, and the rest goes on."""

import unicodedata
from pathlib import Path

import pytest

from coachlog.git import worktree
from coachlog.model import portable_names
from coachlog.storage import disk, files
from coachlog.storage.files import Folder
from coachlog.sync import checkout
from tests.support import layers
from tests.support.two import GOAL, Someone, Two

PLAN = "assets/Lesson-Plan.txt"


def entries(person: Someone) -> list[str]:
    """Return the commits with the files that each changed."""
    return person.git("log", "--format=%H", "--name-only", "-m", "--first-parent").split("\n")


def share(two: Two, path: str, content: str = "the plan\n") -> None:
    """Let Robin make a file, and both have it."""
    two.robin.write(path, content)
    two.settle()


def rename(person: Someone, old: str, new: str) -> None:
    """Rename a file by hand, on a disk that tells all names apart."""
    (person.root / new).parent.mkdir(exist_ok=True)
    (person.root / old).rename(person.root / new)


# Capitals


@pytest.mark.parametrize("new", ["assets/lesson-plan.txt", "Assets/Lesson-Plan.txt"])
@pytest.mark.parametrize("edited", [False, True])
def test_a_name_that_differs_in_capitals_only_comes_as_a_rename(
    two: Two, new: str, edited: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(two, PLAN)
    rename(two.robin, PLAN, new)
    if edited:
        two.robin.write(new, "the plan\nin more words\n")
    two.robin.sync()
    before = two.sam.git("rev-list", "--count", "HEAD")
    layers.without_case(monkeypatch, two.sam.root)
    two.sam.sync()
    monkeypatch.undo()
    assert two.sam.head == two.robin.head
    assert int(two.sam.git("rev-list", "--count", "HEAD")) == int(before) + 1
    assert [text for path, text in two.sam.files.items() if path.casefold() == PLAN.casefold()] == [
        two.robin.read(new).encode()
    ]


def test_without_the_exact_spelling_the_old_name_counts_as_typed(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    share(two, PLAN)
    rename(two.robin, PLAN, "assets/lesson-plan.txt")
    two.robin.sync()
    layers.without_case(monkeypatch, two.sam.root)
    monkeypatch.setattr(disk, "is_spelled", lambda _: True)
    monkeypatch.setattr(checkout, "_keep_respelled", lambda *_: None)
    two.sam("sync")
    monkeypatch.undo()
    names = [path for path in two.sam.files if path.casefold() == PLAN.casefold()]
    assert names != ["assets/lesson-plan.txt"]


def test_a_document_is_named_in_any_capitals_and_kept_under_its_own_name(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers.without_case(monkeypatch, two.robin.root)
    done = two.robin("show", GOAL.replace("goals", "Goals"))
    assert done.status == 0
    assert "Ask more" in done.out
    assert Folder(two.robin.root).read_replaced(GOAL.upper()) is None


# Accents


def test_an_accent_of_its_own_makes_no_second_entry(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    name = unicodedata.normalize("NFD", "meetings/café.md")
    share(two, name, "---\ntype: meeting\n---\n\n# Café\n")
    layers.without_form(monkeypatch, two.robin.root)
    monkeypatch.setattr(worktree.WorkTree, "_status", lambda *_: [unicodedata.normalize("NFC", name)])
    assert two.robin("save").out == "Everything is kept already.\n"
    assert max(name for name, _ in Folder(two.robin.root).scan("meetings", ".md")) == "café.md"
    monkeypatch.setattr(worktree.WorkTree, "_respelled", lambda *_: frozenset())
    assert "Saved" in two.robin("save").out


def test_a_new_form_of_an_accent_leaves_the_file(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    composed, apart = (unicodedata.normalize(form, "assets/café.txt") for form in ("NFC", "NFD"))
    share(two, composed)
    rename(two.robin, composed, apart)
    two.robin.sync()
    layers.without_form(monkeypatch, two.sam.root)
    two.sam.sync()
    monkeypatch.undo()
    assert two.sam.head == two.robin.head
    assert b"the plan\n" in two.sam.files.values()


# Length


def long_name(person: Someone, longest: int) -> str:
    """Return a path that is too long by a letter where a whole path has so many."""
    return "assets/" + "x" * (longest - len(str(person.root)) - len("/assets/") - 3) + ".txt"


def test_a_path_that_no_windows_holds_has_a_shorter_name_for_both(two: Two) -> None:
    deep = "assets/" + "/".join(["unit"] * 50) + "/plan.txt"
    share(two, deep)
    names = [path for path, text in two.sam.files.items() if text == b"the plan\n"]
    assert len(names) == 1
    assert names[0].startswith("assets/plan-2-")
    assert portable_names.is_portable(names[0])


def test_a_name_too_long_for_one_disk_is_told_and_in_nobodys_way(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = len(str(two.sam.root)) + 100
    name = long_name(two.sam, longest)
    two.robin.write(name, "long\n")
    two.robin.write("assets/short.txt", "short\n")
    two.robin.sync()
    layers.short_paths(monkeypatch, two.sam.root, longest)
    done = two.sam.sync()
    assert f"{name}: only in the history, because this computer's disk can't hold its name" in done.out
    assert two.sam.read("assets/short.txt") == "short\n"
    assert name not in two.sam.files
    assert two.sam("note", "it goes on", "--in", "notes").status == 0
    assert two.sam("save").out == "Everything is kept already.\n"
    two.robin.write(name, "long and changed\n")
    two.robin.sync()
    two.sam.sync()
    assert name in two.sam("doctor").out
    two.robin.sync()
    monkeypatch.undo()
    assert two.robin.read(name) == "long and changed\n"
    assert two.sam.head == two.robin.head


def test_without_the_list_of_such_names_the_partners_file_is_deleted(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = len(str(two.sam.root)) + 100
    name = long_name(two.sam, longest)
    two.robin.write(name, "long\n")
    two.robin.sync()
    layers.short_paths(monkeypatch, two.sam.root, longest)
    monkeypatch.setattr(checkout, "add_left_aside", lambda *_: None)
    two.sam.sync()
    two.sam("save")
    two.sam.sync()
    two.robin.sync()
    assert name not in two.robin.files


def test_without_leaving_out_one_name_stops_the_log(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = len(str(two.sam.root)) + 100
    two.robin.write(long_name(two.sam, longest), "long\n")
    two.robin.sync()
    layers.short_paths(monkeypatch, two.sam.root, longest)
    monkeypatch.setattr(files, "_NO_WINDOWS_NAME", set())
    assert two.sam("sync").status == 3
    assert two.sam("note", "it stops", "--in", "notes").status == 3


def test_a_new_document_with_such_a_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log" / ".git" / "coachlog").mkdir(parents=True)
    layers.short_paths(monkeypatch, tmp_path, len(str(tmp_path)) + 60)
    with pytest.raises(files.NameRefused, match="can't hold its name"):
        Folder(tmp_path / "log").write("goals/" + "x" * 60, b"")


# Held by another program


@pytest.mark.parametrize("command", ["save", "sync"])
def test_what_word_holds_is_kept_the_next_time_and_the_rest_now(
    two: Two, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.robin.write("assets/lesson.docx", "in Word")
    two.robin.write("assets/free.txt", "free")
    with monkeypatch.context() as patch:
        layers.held_for_good(patch, "lesson.docx", readable=False)
        done = two.robin(command)
        assert done.status in (0, 1)
        assert "assets/lesson.docx" in done.out + done.err
        assert "maybe because another program has it open" in done.out + done.err
        assert "assets/lesson.docx" not in two.robin.git("ls-files")
        assert "assets/free.txt" in two.robin.git("ls-files")
        assert two.robin("note", "it goes on", "--in", "notes").status == 0
    two.robin.sync()
    two.sam.sync()
    assert two.sam.read("assets/lesson.docx") == "in Word"


def test_what_word_holds_is_not_replaced_and_nothing_is_begun(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    share(two, "assets/lesson.docx")
    two.robin.write("assets/lesson.docx", "newer")
    two.robin.sync()
    with monkeypatch.context() as patch:
        layers.held_for_good(patch, "lesson.docx", readable=True)
        done = two.sam("sync")
        assert done.status == 3
        assert "lesson.docx was not saved: another program has it open" in done.err
        assert two.sam("note", "it goes on", "--in", "notes").status == 0
    two.settle()
    assert two.sam.read("assets/lesson.docx") == "newer"


def test_without_the_look_before_the_journal_what_word_holds_stops_the_log(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(two, "assets/lesson.docx")
    two.robin.write("assets/lesson.docx", "newer")
    two.robin.sync()
    layers.held_for_good(monkeypatch, "lesson.docx", readable=True)
    monkeypatch.setattr(files, "_require_free", lambda _: None)
    assert two.sam("sync").status == 3
    assert two.sam("note", "it stops", "--in", "notes").status == 3
