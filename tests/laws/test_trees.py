"""Any two trees merge: folders for files, links, modes, capitals, forms of accents, names that few computers have.

Each person makes changes with plain files and plain git, as an editor, a script or another program would. Then both
exchange: it ends, both have the same, no word is lost, and either log goes on.
"""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from coachlog.model.log_files import is_programs_file
from coachlog.model.portable_names import folded, is_portable
from tests.support.figures import times
from tests.support.two import Someone, Two, bare, begin, clone
from tests.support.world import git, run_here

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured

NAMES = (
    *("a", "A", "b", "a.md", "x.md", "X.md", "é.md", "e\u0301.md", "É", "ß", "ss", "con", "Aux.md", "end.", " lead"),
    *("a:b", "what?.txt", "line\nbreak.md", "tab\tx", "~$x.docx", ".DS_Store", "'q' \"r\"", "a\\b", "k-abcde.md"),
    *("\u202efdp.md", "x" * 90 + ".md", "-rf", "*", "[x]", "#x", "!x", "%s", "coachlog.yml", "README.md"),
)
FOLDERS = ("", "goals", "meetings", "assets", "a", "A", "x.md", "a/b", "é", "e\u0301", "goals/x.md", "con")
DOCUMENT = "---\ntype: goal\n---\n\n# A goal\n\n## Evidence\n\n- {}\n"

paths = st.builds(lambda folder, name: f"{folder}/{name}".lstrip("/"), st.sampled_from(FOLDERS), st.sampled_from(NAMES))
acts = st.lists(
    st.tuples(st.sampled_from(["write", "write", "write", "remove", "link", "mode", "move"]), paths, paths),
    max_size=7,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people with one log and some files."""
    at = tmp_path_factory.mktemp("trees") / "template"
    at.mkdir()
    robin = begin(at / "robin", run_here)
    for path in ("a", "x.md", "assets/a", "goals/x.md/deep", "é.md", "goals/k-abcde.md"):
        robin.write(path, f"word-base-{path.replace('/', '-')}\n")
    assert robin("save").status == 0
    assert robin("invite", "--place", str(bare(at / "hub.git"))).status == 0
    clone(at / "hub.git", at / "sam", run_here)
    return at


class Writer:
    """Somebody who changes files without coachlog."""

    def __init__(self, person: Someone) -> None:
        self.person = person
        self.words: set[bytes] = set()
        self.removed: set[bytes] = set()

    def do(self, act: str, path: str, other: str) -> None:
        target = self.person.root / path
        if act == "write":
            self.clear(target)
            self.write(target)
        elif act == "remove" and target.is_file():
            self.forget(target)
            target.unlink()
        elif act == "link":
            self.clear(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(other if len(other) % 2 else "/etc/passwd")
        elif act == "mode" and target.is_file() and not target.is_symlink():
            target.chmod(0o755)
        elif act == "move" and target.is_file() and not target.is_symlink():
            to = self.person.root / other
            if target not in (to, *to.parents):
                self.clear(to)
                to.parent.mkdir(parents=True, exist_ok=True)
                target.rename(to)

    def write(self, target: Path) -> None:
        word = f"word-{self.person.root.name}-{len(self.words)}x".encode()
        self.words.add(word)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = DOCUMENT.format(word.decode()).encode() if target.parent.name == "goals" else word + b"\n"
        target.write_bytes(text)

    def clear(self, target: Path) -> None:
        """Take away whatever is at a path, or in the way of it."""
        for place in [*reversed(target.parents), target]:
            inside = place == target or self.person.root in place.parents
            if inside and (place.is_symlink() or place.is_file()):
                self.forget(place)
                place.unlink()
        if target.is_dir():
            for path in target.rglob("*"):
                self.forget(path)
            shutil.rmtree(target)

    def forget(self, path: Path) -> None:
        if path.is_file() and not path.is_symlink():
            self.removed.update(filter(is_word, path.read_bytes().split()))


def is_word(text: bytes) -> bool:
    return text.startswith(b"word-")


def words_of(person: Someone) -> bytes:
    return b"\n".join(content for content in person.files.values())


def copy_of(template: Path, to: Path) -> Two:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(template, to, symlinks=True)
    people = [Someone(me, to / name, run_here) for me, name in (("mentor", "robin"), ("mentee", "sam"))]
    for person in people:
        where = person.root / ".git" / "coachlog" / "place"
        where.write_text(where.read_text().replace(str(template), str(to)))
    return Two(people[0], people[1], to / "hub.git")


def is_behind_link(person: Someone, path: str) -> bool:
    """Tell whether somebody has put a link in the place of a file, which coachlog then leaves alone."""
    place = person.root / path
    return any(one.is_symlink() for one in (place, *place.parents) if person.root in one.parents)


def exchange(person: Someone) -> None:
    """Exchange; where a link of one's own is in the way, it is named, and goes."""
    done = person("sync")
    if done.status == 1:
        assert "put the file itself in its place" in done.err
        for path in person.root.rglob("*"):
            if path.is_symlink():
                path.unlink()
        done = person("sync")
    assert done.status == 0, done


def commit_with_git(person: Someone) -> None:
    subprocess.run(["git", "add", "-A"], cwd=person.root, check=False, capture_output=True)
    git(person.root, "commit", "-q", "--allow-empty", "-m", "by hand")


@settings(max_examples=times(7, 3000), phases=(Phase.explicit, Phase.generate))
@given(mine=acts, theirs=acts, by_git=st.tuples(st.booleans(), st.booleans()))
def test_any_two_trees_merge(
    template: Path,
    mine: list[tuple[str, str, str]],
    theirs: list[tuple[str, str, str]],
    by_git: tuple[bool, bool],
) -> None:
    two = copy_of(template, template.with_name("world"))
    words, removed = set(filter(is_word, words_of(two.robin).split())), set[bytes]()
    for person, changes, committed in zip((two.robin, two.sam), (mine, theirs), by_git, strict=True):
        writer = Writer(person)
        for act in changes:
            if act[0] == "mode" or "coachlog.yml" not in act[1:]:
                writer.do(*act)
        if committed:
            commit_with_git(person)
        words |= writer.words
        removed |= writer.removed
    for person in (two.robin, two.sam, two.robin, two.sam):
        exchange(person)
    shared = [
        {path: text for path, text in person.files.items() if not is_programs_file(path) and is_portable(path)}
        for person in (two.robin, two.sam)
    ]
    tree = two.robin.git("ls-tree", "-r", "-z", "HEAD").split("\0")[:-1]
    tracked = {line.partition("\t")[2] for line in tree if line.startswith("100")}
    tracked = {path for path in tracked if not any(is_behind_link(person, path) for person in (two.robin, two.sam))}
    assert {path for path in shared[0] if path in tracked} == {path for path in shared[1] if path in tracked}
    for path in tracked & set(shared[0]):
        assert shared[0][path] == shared[1][path], path
    assert two.robin.head == two.sam.head
    names = [folded(path) for path in tracked]
    assert len(names) == len(set(names))
    both = words_of(two.robin) + words_of(two.sam)
    lost = [word for word in words - removed if word not in both]
    assert not lost
    for person in (two.robin, two.sam):
        assert person("note", "it goes on", "--in", "notes").status == 0
        assert "it goes on" in "".join(text.decode("utf-8", "replace") for text in person.files.values())
