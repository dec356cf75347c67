"""Some people with one log who do whatever people do: each word is written once, so that none can get lost unseen."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from coachlog.git.remote import GitRemote
from coachlog.markdown.document import read_document
from coachlog.storage.load import load_log
from tests.support.by_mail import KIM, ByMail
from tests.support.killing import KILLED, die_at, in_child
from tests.support.two import Someone, bare, begin, clone
from tests.support.words import WORD, words_of
from tests.support.world import Result, git, run_here

TODAY = date(2026, 11, 19)
_SECTIONS = ("successes", "growth", "notes", "agenda")
_CLOCKS = (0, 0, 0, 0, -1, 1, 7, -370, 400)  # days; a clock may be wrong by a year
_MORE = {
    "goals/wait-for-it-x2p7d.md": "---\ntype: goal\nmood: calm\ntags: [a, b]\n---\n\n# Wait\n\n## Evidence\n\n- b\n",
    "lessons/ratios-m4n5p.md": "# Ratios\n\n## Task\n\nOne sentence here. One more here.\n\n- first\n- second\n- c\n",
    "assets/list.txt": "first\n",
}


def found(place: Path, count: int) -> None:
    """Make a log that so many people share, to be copied by every world."""
    place.mkdir()
    robin = begin(place / "0", run_here)
    robin.write("coachlog.yml", robin.read("coachlog.yml") + KIM)
    robin.git("commit", "-q", "--amend", "--no-edit", "-a")
    for path, text in _MORE.items():
        robin.write(path, text)
    bare(place / "hub.git")
    assert robin("save").status == 0
    assert robin("invite", "--place", str(place / "hub.git")).status == 0
    for number in range(1, count):
        clone(place / "hub.git", place / str(number), run_here, "mentee" if number % 2 else "mentor")


@dataclass
class World(ByMail):
    """The people, their shared place, and every word that was ever written or taken away."""

    folder: Path
    template: Path
    count: int = 2
    written: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)  # not by an undo
    told: Counter[str] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Copy the template's people and place."""
        shutil.copytree(self.template, self.folder, symlinks=True)
        self.people = [
            Someone("mentee" if number % 2 else "mentor", self.folder / str(number), run_here)
            for number in range(self.count)
        ]
        self.hub = self.folder / "hub.git"
        for person in self.people:
            where = person.root / ".git" / "coachlog" / "place"
            where.write_text(where.read_text().replace(str(self.template / "hub.git"), str(self.hub)))

    def word(self) -> str:
        """A word that nobody has written yet."""
        word = f"tok{len(self.written):05}"
        self.written.add(word)
        return word

    @contextmanager
    def doing(self, who: int, what: str) -> Iterator[Someone]:
        """Something that a person does on purpose: a word that is gone then was taken away."""
        person = self.people[who % self.count]
        self.story.append(f"{person.root.name} {what}")
        self.told[what.partition(" ")[0]] += 1
        before = words_of(person)
        yield person
        gone = before - words_of(person)
        self.removed |= gone
        if what != "undoes":
            self.deleted |= gone

    # By hand ---------------------------------------------------------------------------------------------------------

    def edit(self, who: int, pick: int, what: str, change: Callable[[list[str], int, str], None]) -> None:
        """Change some lines of some document, each with its own ending."""
        with self.doing(who, what) as person:
            paths = sorted(path for path in person.files if path.endswith((".md", ".txt")))
            path = paths[pick % len(paths)]
            lines = person.files[path].decode().splitlines(keepends=True)
            end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
            self.story[-1] += f" in {path}"
            change(lines, pick // 7, end)
            person.write(path, "".join(lines).encode())

    def append(self, who: int, pick: int) -> None:
        """A bullet under a heading or below another."""

        def change(lines: list[str], at: int, end: str) -> None:
            places = [i for i, line in enumerate(lines) if line.startswith(("- ", "## "))] or [len(lines) - 1]
            lines.insert(places[at % len(places)] + 1, f"- {self.word()} and some words{end}")

        self.edit(who, pick, "appends", change)

    def say_more(self, who: int, pick: int) -> None:
        """A sentence more, or a paragraph."""

        def change(lines: list[str], at: int, end: str) -> None:
            places = [i for i, line in enumerate(lines) if line[:1].isalpha() and ":" not in line]
            if places and at % 3:
                i = places[at % len(places)]
                lines[i] = f"{lines[i].rstrip()} It was {self.word()} then.{end}"
            else:
                lines += [end, f"There is {self.word()} now.{end}"]

        self.edit(who, pick, "says", change)

    def reword(self, who: int, pick: int) -> None:
        """Other words in a line."""

        def change(lines: list[str], at: int, end: str) -> None:
            # A list in a front matter that goes on behind its end is no list: a file that nobody can read.
            places = [i for i, line in enumerate(lines) if line.startswith("- ") or ("tok" in line and "]" not in line)]
            if places:
                i = places[at % len(places)]
                parts = lines[i].split(" ")
                parts[-1] = f"{self.word()}{end}" if at % 2 else f"{parts[-1].rstrip()} {self.word()}{end}"
                lines[i] = " ".join(parts)

        self.edit(who, pick, "rewords", change)

    def delete_line(self, who: int, pick: int) -> None:
        """One line less."""

        def change(lines: list[str], at: int, end: str) -> None:
            places = [i for i, line in enumerate(lines) if line.startswith("- ")]
            if places:
                del lines[places[at % len(places)]]

        self.edit(who, pick, "deletes", change)

    def move_line(self, who: int, pick: int) -> None:
        """A line in another place."""

        def change(lines: list[str], at: int, end: str) -> None:
            places = [i for i, line in enumerate(lines) if line.startswith("- ")]
            if len(places) > 1:
                line = lines.pop(places[at % len(places)])
                lines.insert(places[(at // 3) % (len(places) - 1)], line)

        self.edit(who, pick, "moves", change)

    def set_field(self, who: int, pick: int) -> None:
        """Another value in the front matter."""

        def change(lines: list[str], at: int, end: str) -> None:
            if not lines or lines[0].strip() != "---":
                return
            key = ("mood", "phase")[at % 2]
            known = [i for i, line in enumerate(lines[: lines.index(f"---{end}", 1)]) if line.startswith(f"{key}:")]
            if known:
                lines[known[0]] = f"{key}: {self.word()}{end}"
            else:
                lines.insert(1 + at % 2, f"{key}: {self.word()}{end}")

        self.edit(who, pick, "sets", change)

    def save_with_other_ends(self, who: int, pick: int) -> None:
        """The same text with the other line ends."""

        def change(lines: list[str], at: int, end: str) -> None:
            other = "\n" if end == "\r\n" else "\r\n"
            lines[:] = [line.rstrip("\r\n") + other for line in lines]

        self.edit(who, pick, "re-ends", change)

    def rename(self, who: int, pick: int) -> None:
        """Another name for a goal, a lesson or another file; what lasts of its id stays."""
        with self.doing(who, "renames") as person:
            paths = sorted(path for path in person.files if path.startswith(("goals/", "lessons/", "assets/")))
            if not paths:
                return
            path = paths[pick % len(paths)]
            name = Path(path)
            lasting = name.stem.rpartition("-")[2]
            fresh = f"{name.parent}/n{pick % 5}-{lasting}{name.suffix}"
            self.story[-1] += f" {path} to {fresh}"
            if fresh not in person.files:
                (person.root / path).rename(person.root / fresh)

    def delete_file(self, who: int, pick: int) -> None:
        """A document or another file less."""
        with self.doing(who, "removes") as person:
            paths = sorted(path for path in person.files if path.startswith(("goals/", "lessons/", "assets/")))
            if len(paths) > 2:
                self.story[-1] += f" {paths[pick % len(paths)]}"
                (person.root / paths[pick % len(paths)]).unlink()
                self.demand(person("save", "--yes"))

    def add_file(self, who: int, pick: int) -> None:
        """A new file, maybe of a name that another one has too."""
        with self.doing(who, "adds") as person:
            path = (f"assets/f{pick % 3}.txt", f"goals/g-aaaa{2 + pick % 3}.md", f"assets/F{pick % 3}.txt")[pick % 3]
            self.story[-1] += f" {path}"
            if path not in person.files:
                person.write(path, f"# Of {self.word()}\n\n- {self.word()}\n")

    # By command ------------------------------------------------------------------------------------------------------

    def command(self, who: int, pick: int) -> None:
        """One of the commands that write."""
        with self.doing(who, "types") as person:
            today = ("--today", str(TODAY + timedelta(days=_CLOCKS[pick % len(_CLOCKS)])))
            args: list[str] = self._typed(person, pick)
            self.story[-1] += " " + " ".join((*args, *today))
            self.demand(person(*args, *today))

    def confide(self, who: int) -> None:
        """A note of one's own, which nobody else may ever see."""
        person = self.people[who % self.count]
        self.told["confides"] += 1
        self.demand(person("private", f"sec{self.told['confides']:05} is mine"))

    def _typed(self, person: Someone, pick: int) -> list[str]:
        kind, more = pick % 8, pick // 8
        if kind in (0, 1):
            return ["note", f"{self.word()} was seen", "--in", _SECTIONS[more % 4]]
        if kind == 2:
            return ["steps", "add", f"Try {self.word()}"]
        if kind == 3:
            return ["goals", "add", f"Goal of {self.word()}"]
        if kind in (4, 5):
            noun = ("steps", "goals")[kind - 4]
            rows = json.loads(person(noun, "--json").out)["data"]
            if rows:
                chosen = rows[more % len(rows)]["id"]
                return ["steps", "done", chosen] if kind == 4 else ["goals", "update", chosen, f"saw {self.word()}"]
        return ["meet", "--no-edit"] if kind == 6 else ["save"]

    def undo(self, who: int) -> None:
        """Take the newest back."""
        with self.doing(who, "undoes") as person:
            done = person("undo")
            assert done.status in (0, 1), done

    # Together --------------------------------------------------------------------------------------------------------

    def sync(self, who: int) -> None:
        """Exchange: no word may go that nobody took away."""
        person = self.people[who % self.count]
        self.story.append(f"{person.root.name} syncs")
        self.told["syncs"] += 1
        before = words_of(person)
        self.demand(person("sync"))
        lost = before - words_of(person) - self.removed
        assert not lost, (lost, self.story)

    def sync_offline(self, who: int) -> None:
        """The shared place is not there."""
        person = self.people[who % self.count]
        self.story.append(f"{person.root.name} syncs offline")
        self.told["offline"] += 1
        away = self.hub.with_name("away.git")
        self.hub.rename(away)
        before = words_of(person)
        done = person("sync")
        away.rename(self.hub)
        assert done.status == 3, done
        lost = before - words_of(person) - self.removed  # an exchange that was cut short before may be finished now
        assert not lost, (lost, self.story)

    def race(self, who: int) -> None:
        """Somebody else publishes between this one's taking and publishing."""
        person, other = self.people[who % self.count], self.people[(who + 1) % self.count]
        self.story.append(f"{person.root.name} syncs while {other.root.name} does")
        self.told["races"] += 1
        publish, raced = GitRemote.publish, []

        def late(place: GitRemote, commit: str) -> None:
            if not raced:
                raced.append(commit)
                self.demand(other("sync"))
            publish(place, commit)

        GitRemote.publish = late  # type: ignore[method-assign]
        try:
            self.demand(person("sync"))
        finally:
            GitRemote.publish = publish  # type: ignore[method-assign]

    def killed(self, who: int, step: int, pick: int) -> None:
        """The computer dies at the n-th moment of an exchange or of a command."""
        person = self.people[who % self.count]
        word = self.word()
        typed = ["sync"] if pick % 2 else ["note", f"{word} was seen", "--in", "notes"]
        self.story.append(f"{person.root.name} is killed at {step} of {typed[0]}")
        ended = in_child(lambda: die_at(step), lambda: person(*typed))
        self.told["killed" if ended == KILLED else "not killed"] += 1
        assert ended in (0, KILLED), (ended, self.story)
        if typed[0] == "note" and ended == 0:
            assert word in words_of(person)
        elif word not in words_of(person):
            self.removed.add(word)  # it was never there

    # At the end ------------------------------------------------------------------------------------------------------

    def demand(self, done: Result) -> None:
        """It must have worked."""
        assert done.status == 0, (done, self.story)

    def finish(self) -> None:
        """Everybody exchanges twice; then all have the same, and nothing is lost or broken."""
        for _ in range(2):
            for who in range(self.count):
                self.sync(who)
        first = self.people[0]
        for person in self.people:
            assert person.files == first.files, self.story
            assert person.git("status", "--porcelain") == "", self.story
            git(person.root, "fsck", "--strict", "--no-dangling")
        git(self.hub, "fsck", "--strict", "--no-dangling")
        shared = git(self.hub, "cat-file", "--batch-all-objects", "--batch", "--unordered", errors="replace")
        assert "Robin and Sam" in shared
        assert not re.search(r"sec\d{5}", shared), self.story
        text = "\n".join(content.decode() for content in first.files.values())
        lost = sorted(self.written - self.removed - set(WORD.findall(text)))
        assert not lost, (lost, self.story)
        assert not re.search(r"(?m)^(<{7}|>{7}|={7})", text), self.story
        self._demand_sound(first)
        shutil.rmtree(self.folder)

    def _demand_sound(self, person: Someone) -> None:
        for path, content in person.files.items():
            if path.endswith(".md"):
                document = read_document(content)
                assert document.front is None or not document.front.repeated, (path, self.story)
        log = load_log(person.root, ("meeting", "goal", "lesson"), ("meeting",))
        names = Counter(path.casefold() for path in person.files)
        assert max(names.values()) == 1, (names, self.story)
        for meeting in log.meetings:
            ids = Counter((copy.origin, copy.id) for copy in log.body(meeting).steps if copy.id)
            assert not ids or max(ids.values()) == 1, (meeting.path, ids, self.story)
