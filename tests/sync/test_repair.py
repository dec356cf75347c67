"""Case 2: a disk has damaged a log's history, and doctor heals it without a loss and without touching a document."""

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.two import GOAL, NOTE, Someone, Two, begin, clone, make_two, ready
from tests.support.world import Run, git

WORDS = ("robin-old", "robin-shared", "sam-shared", "robin-kept", "robin-typed", "sam-later")


@pytest.fixture(params=["place", "folder"])
def pair(request: pytest.FixtureRequest) -> Two:
    """Two who have exchanged; then one kept and typed something, and the other has shared something."""
    make = make_two if request.param == "place" else _make_two_with_a_folder
    return ready(request, f"mending, {request.param}", lambda at, run: _have_them_write(make(at, run)))


def _make_two_with_a_folder(at: Path, run: Run) -> Two:
    robin = begin(at / "robin", run)
    assert robin("invite", "--folder", str(at / "both")).status == 0
    return Two(robin, clone(at / "both", at / "sam", run), at / "both")


def _have_them_write(pair: Two) -> Two:
    pair.robin.add(GOAL, "- 2026-11-08: robin-old")
    pair.robin.sync()
    pair.robin.add(GOAL, "- 2026-11-09: robin-shared")
    pair.robin.sync()
    pair.sam.add(GOAL, "- 2026-11-10: sam-shared")
    pair.settle()
    pair.robin.change(NOTE, "- one", "- one\n- robin-kept")
    assert pair.robin("save").status == 0
    pair.robin.add(GOAL, "- 2026-11-11: robin-typed")
    pair.sam.add(NOTE, "\nsam-later")
    pair.sam.sync()
    unpack(pair.robin.root)
    return pair


def unpack(root: Path) -> None:
    """Have every object in a file of its own."""
    for pack in list((root / ".git" / "objects" / "pack").glob("*.pack")):
        aside = pack.rename(root / pack.name)
        pack.with_suffix(".idx").unlink()
        with aside.open("rb") as content:
            subprocess.run(["git", "-C", root, "unpack-objects", "-q"], stdin=content, check=True)
        aside.unlink()


def empty(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"")


def damage_object(person: Someone, name: str) -> None:
    found = person.git("rev-parse", name).strip()
    empty(person.root / ".git" / "objects" / found[:2] / found[2:])


def heal(person: Someone) -> str:
    """Doctor, which must heal all of it and touch no file."""
    before = person.files
    looked = person("doctor")
    assert "Traceback" not in looked.err
    assert person.files == before
    assert looked.status == 0, looked
    return looked.out


def demand_whole(pair: Two) -> None:
    """Both have every word, and the damage is gone without a trace."""
    pair.settle()
    text = b"".join(pair.robin.files.values()).decode()
    assert [word for word in WORDS if word not in text] == []
    done = subprocess.run(
        ["git", "-C", pair.robin.root, "fsck", "--no-dangling"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done


OBJECTS = {
    "newest entry": "HEAD",
    "newest folder": "HEAD^{tree}",
    "newest folder within": "HEAD:meetings",
    "newest document": f"HEAD:{NOTE}",
    "shared entry": "refs/coachlog/shared",
    "shared folder": "refs/coachlog/shared^{tree}",
    "shared document": f"refs/coachlog/shared:{GOAL}",
    "old entry": "HEAD~3",
    "old folder": "HEAD~3:goals",
    "old document": f"HEAD~3:{GOAL}",
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", OBJECTS)
def test_case_02_an_empty_object_is_healed_and_all_words_are_there(pair: Two, name: str) -> None:
    damage_object(pair.robin, OBJECTS[name])
    for typed in (("sync",), ("history", "--all"), ("note", "words", "--in", "notes")):
        done = pair.robin(*typed)
        assert "Traceback" not in done.err
        if done.status:
            assert "history is damaged" in done.err, (typed, done)
            assert done.err.endswith("hint: repair it: coachlog doctor\n"), (typed, done)
    told = heal(pair.robin)
    assert "repaired: " in told
    demand_whole(pair)


def _head(person: Someone) -> None:
    empty(person.root / ".git" / "HEAD")


def _branch(person: Someone) -> None:
    empty(person.root / ".git" / "refs" / "heads" / "main")


def _zeros(person: Someone) -> None:
    (person.root / ".git" / "refs" / "heads" / "main").write_bytes(bytes(41))


def _branch_and_past(person: Someone) -> None:
    _branch(person)
    for log in ("HEAD", "refs/heads/main"):
        empty(person.root / ".git" / "logs" / log)


def _all_that_is_known(person: Someone) -> None:
    _branch_and_past(person)
    empty(person.root / ".git" / "refs" / "coachlog" / "shared")


def _shared(person: Someone) -> None:
    empty(person.root / ".git" / "refs" / "coachlog" / "shared")


def _index(person: Someone) -> None:
    empty(person.root / ".git" / "index")
    (person.root / ".git" / "index").write_bytes(bytes(100))


def _packed(person: Someone) -> None:
    person.git("gc", "-q", "--prune=now")
    pack = next((person.root / ".git" / "objects" / "pack").glob("*.pack"))
    pack.chmod(0o644)
    content = bytearray(pack.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 40] = bytes(40)
    pack.write_bytes(content)


def _list_of_pack(person: Someone) -> None:
    person.git("gc", "-q", "--prune=now")
    empty(next((person.root / ".git" / "objects" / "pack").glob("*.idx")))


def _packed_refs(person: Someone) -> None:
    person.git("pack-refs", "--all")
    path = person.root / ".git" / "packed-refs"
    path.write_bytes(path.read_bytes()[:-30] + bytes(30))


def _everything(person: Someone) -> None:
    for path in (person.root / ".git" / "objects").glob("??/*"):
        empty(path)


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "act",
    [
        _head,
        _branch,
        _zeros,
        _branch_and_past,
        _all_that_is_known,
        _shared,
        _index,
        _packed,
        _list_of_pack,
        _packed_refs,
        _everything,
    ],
)
def test_case_02_whatever_else_the_disk_has_emptied_is_healed(pair: Two, act: Callable[[Someone], None]) -> None:
    act(pair.robin)
    done = pair.robin("save") if act is not _index else pair.robin("status")
    assert "Traceback" not in done.err
    heal(pair.robin)
    demand_whole(pair)
    assert git(pair.robin.root, "rev-list", "--count", "--max-parents=0", "HEAD") == "1\n"


def test_case_02_damage_is_not_only_emptiness(pair: Two) -> None:
    for name in ("HEAD", "refs/coachlog/shared:goals"):
        found = pair.robin.git("rev-parse", name).strip()
        path = pair.robin.root / ".git" / "objects" / found[:2] / found[2:]
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:-6] + b"\xff" * 6)
    heal(pair.robin)
    demand_whole(pair)


def test_case_02_damaged_files_in_a_shared_folder_are_passed_over(pair: Two) -> None:
    """Each file that lies there leans on others, so what is damaged may take more with it; nothing here is lost."""
    if pair.place.suffix == ".git":
        pytest.skip("a bare place has no such files")
    for path in pair.place.iterdir():
        if "mentee" in path.name:
            path.write_bytes(path.read_bytes()[:-10])
    damage_object(pair.robin, "HEAD")
    heal(pair.robin)
    assert pair.robin("sync").status == 0
    for path in pair.place.iterdir():
        if "mentee" in path.name:
            path.unlink()
    demand_whole(pair)


@pytest.mark.parametrize("name", ["joining", "pending"])
@pytest.mark.parametrize("content", [b"", b"\0" * 90, b"lost"])
def test_case_02_a_note_of_what_was_under_way_that_the_disk_has_lost_stops_nothing(
    two: Two, name: str, content: bytes
) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-typed")
    gone = "1" * 40
    note = two.robin.root / ".git" / "coachlog" / name
    note.write_bytes(f"{two.robin.head}\n{gone}\n".encode() if content == b"lost" else content)
    done = two.robin("sync")
    assert "Traceback" not in done.err
    if done.status:
        assert done.err.endswith("hint: repair it: coachlog doctor\n"), done
        assert two.robin("doctor").status == 0
    two.settle()
    assert "robin-typed" in two.sam.read(GOAL)


def idea(person: Someone) -> str:
    """Have a line of history of another name, as plain git makes one, whose newest entry the disk has damaged."""
    tree = person.git("rev-parse", "HEAD^{tree}").strip()
    found = person.git("commit-tree", tree, "-p", "HEAD", "-m", "an idea").strip()
    person.git("update-ref", "refs/heads/ideas", found)
    empty(person.root / ".git" / "objects" / found[:2] / found[2:])
    return found


@pytest.mark.parametrize("packed", [False, True])
def test_another_line_of_history_that_is_lost_is_in_nobodys_way_and_its_name_is_kept(two: Two, packed: bool) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-typed")
    lost = idea(two.robin)
    if packed:
        (two.robin.root / ".git" / "packed-refs").write_text(f"{lost} refs/heads/ideas\n")
        (two.robin.root / ".git" / "refs" / "heads" / "ideas").unlink()
    assert "repaired: " in heal(two.robin)
    assert two.robin.git("branch", "--format=%(refname:short)") == "main\n"
    assert two.robin.git("fsck", "--no-dangling") == ""
    aside = two.robin.root / ".git" / "coachlog" / "damaged" / ("packed-refs" if packed else "refs/heads/ideas")
    assert aside.read_text().startswith(lost)
    two.settle()
    assert "robin-typed" in two.sam.read(GOAL)


def test_a_log_without_the_file_that_names_its_line_gets_one(two: Two) -> None:
    (two.robin.root / ".git" / "HEAD").unlink()
    two.robin.add(GOAL, "- 2026-11-10: robin-typed")
    heal(two.robin)
    two.settle()
    assert "robin-typed" in two.sam.read(GOAL)


def test_an_empty_place_is_no_help_and_no_trouble(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: robin-typed")
    assert two.robin("save").status == 0
    git(two.place, "update-ref", "-d", "refs/heads/main")
    damage_object(two.robin, f"HEAD:{GOAL}")
    told = heal(two.robin)
    assert "from there again" not in told
    two.robin.sync("--again")
    two.settle()
    assert "robin-typed" in two.sam.read(GOAL)


def test_what_is_no_document_or_cannot_be_read_is_passed_over(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.robin.write("assets/board.png", b"\x89PNG")
    two.robin.sync()
    (two.robin.root / "assets" / "link.md").symlink_to("../coachlog.yml")
    os.mkfifo(two.robin.root / "assets" / "pipe")
    _all_that_is_known(two.robin)
    read = Path.read_bytes

    def unreadable(self: Path) -> bytes:
        if self.name == "board.png":
            raise OSError(errno.EIO, "Input/output error")
        return read(self)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", unreadable)
        told = two.robin("doctor")
    assert told.status == 0, told
    assert (two.robin.root / "assets" / "link.md").is_symlink()
    assert (two.robin.root / "assets" / "pipe").is_fifo()
    (two.robin.root / "assets" / "pipe").unlink()
    (two.robin.root / "assets" / "link.md").unlink()
    two.settle()


# A log that nobody shares


def alone(tmp_path: Path, run: Run) -> Someone:
    person = begin(tmp_path / "alone", run)
    for day in (8, 9, 10):
        person.add(GOAL, f"- 2026-11-{day:02}: kept-{day}")
        assert person("save").status == 0
    person.add(NOTE, "typed")
    return person


@pytest.mark.parametrize("name", ["HEAD", "HEAD^{tree}", "HEAD:goals", f"HEAD:{GOAL}"])
def test_a_log_without_a_shared_place_is_healed_from_its_files(name: str, tmp_path: Path, run: Run) -> None:
    person = alone(tmp_path, run)
    damage_object(person, name)
    heal(person)
    assert person("save").status == 0
    assert person.git("status", "--porcelain") == ""
    assert person.git("fsck", "--no-dangling") == ""
    for word in ("kept-8", "kept-9", "kept-10"):
        assert word in person.git("show", f"HEAD:{GOAL}")


def test_what_only_the_past_had_and_nobody_has_any_more_is_said_to_be_lost(tmp_path: Path, run: Run) -> None:
    person = alone(tmp_path, run)
    damage_object(person, f"HEAD~3:{NOTE}")
    person.change(NOTE, "First words.", "Other words.")
    damage_object(person, "HEAD~3")
    before = person.files
    told = person("doctor")
    assert told.status == 1
    assert "not repaired: some older states of documents can't be read any more" in told.out
    assert person.files == before
    assert "typed" in person.git("show", f"HEAD:{NOTE}")
    person.add(NOTE, "typed later")
    assert person("save").status == 0
    assert person("note", "words", "--in", "notes").status == 0
    assert "typed later" in person.git("show", f"HEAD:{NOTE}")


def test_where_nothing_can_be_read_any_more_every_file_stays_and_no_other_log_is_begun(
    tmp_path: Path, run: Run
) -> None:
    person = alone(tmp_path, run)
    _everything(person)
    before = person.files
    told = person("doctor")
    assert told.status == 1
    assert "not repaired: no entry can be read any more; every file is as you left it" in told.out
    for typed in (("save",), ("note", "words"), ("sync",)):
        assert person(*typed).status != 0
    assert person.files == before


def test_a_place_that_cannot_be_asked_is_said_and_what_is_here_helps(pair: Two) -> None:
    damage_object(pair.robin, "HEAD")
    away = pair.place.rename(pair.place.with_name("away"))
    told = pair.robin("doctor")
    assert told.status == 1
    assert "not repaired: the shared place could not help: the shared " in told.out
    assert "is not there" in told.out
    away.rename(pair.place)
    demand_whole(pair)


def test_a_log_of_which_all_is_well_is_left_alone(pair: Two) -> None:
    assert "repaired" not in heal(pair.robin)
    assert not (pair.robin.root / ".git" / "coachlog" / "damaged").exists()
