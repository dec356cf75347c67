"""A merge leaves each line in the section in which its writer put it: random notes, many merges in a row."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from coachlog.merge import Merged, files, merge_files, merge_runs
from tests.support.figures import times

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
Merge = Callable[[bytes | None, bytes, bytes], Merged]
TOKEN = re.compile(r"w\d+x")
HEADING = re.compile(r"(#{1,6}) (.*)|\*\*(.+)\*\*$")
CHECK_INS = ("## Check-in", "### check in", "# How are you?", "## **Check-in:**", "**Check-in**", "#### How are we")
BASE = """# Meeting

CHECK

- w1x slept badly
- w2x worries about the class

## Successes

- w3x went well
- w4x stayed to the end

### Sam

- w5x asked a question

## Areas of growth

We want to look at w6x.

## Notes

- w7x was said
  - w8x was answered

## Next steps

- [ ] @mentee Try w9x ^a1b2c
- [ ] @mentor Send w10x ^d3e4f
"""


@dataclass(frozen=True)
class Line:
    """A line, the name of the heading above it, and whether it is in a Check-in."""

    text: str
    heading: str
    private: bool


@dataclass
class Tally:
    """What was counted over histories."""

    merges: int = 0
    whole: int = 0
    astray: list[str] = field(default_factory=list)


def heading_of(line: str) -> str:
    match = HEADING.match(line)
    words = re.sub(r"^\W+|\W+$", "", match[2] or match[3]).casefold() if match else ""
    return "check-in" if words in ("check-in", "check in", "how are you", "how are we") else words.partition(" ")[0]


def lines_of(text: str) -> list[Line]:
    found, heading, check_in = [], "", 0
    for line in text.splitlines():
        match = HEADING.match(line)
        if match:
            level = len(match[1]) if match[1] else 7
            name = heading_of(line)
            check_in = 0 if level <= check_in else check_in
            check_in = check_in or (level if name == "check-in" else 0)
            if level < 4 or name == "check-in":
                heading = name
        elif line.strip():
            found.append(Line(line.strip(), heading, bool(check_in)))
    return found


def tokens_by(text: str, wanted: Callable[[Line], str]) -> dict[str, set[str]]:
    places: dict[str, set[str]] = {}
    for line in lines_of(text):
        for token in TOKEN.findall(line.text):
            places.setdefault(token, set()).add(wanted(line))
    return places


def find_astray(base: str, older: str, newer: str, merged: str) -> Iterator[str]:
    """The words that are under another heading than their writer's, and those of a Check-in that left it."""
    headings = [tokens_by(text, lambda line: line.heading) for text in (base, older, newer, merged)]
    written = set(headings[1]) ^ set(headings[2])
    for token in written - set(headings[0]):
        side, other = (headings[1], headings[2]) if token in headings[1] else (headings[2], headings[1])
        moved = {place for word, places in other.items()
                 if word in headings[0] and word not in side for place in places - headings[0][word]}  # fmt: skip
        stands = any(heading_of(line) in side[token] for line in merged.splitlines())  # else the other took it out
        if token in headings[3] and stands and not headings[3][token] <= side[token] | moved:
            yield f"{token} of {side[token]} is under {headings[3][token]}"
    public = [set(tokens_by("\n".join(x.text for x in lines_of(text) if not x.private), str)) for text in
              (base, older, newer, merged)]  # fmt: skip
    yield from (f"{token} has left the Check-in" for token in public[3] - public[0] - public[1] - public[2])


class Note:
    """Two people's texts of one note; each edit is by one of them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # a history must be found again by its number
        self.base = BASE.replace("CHECK", self.random.choice(CHECK_INS))
        self.texts = [self.base, self.base]
        self.next = 10

    def word(self) -> str:
        self.next += 1
        return f"w{self.next}x"

    def edit(self, person: int) -> None:
        lines = self.texts[person].splitlines()
        self.random.choice(EDITS)(self, lines)
        self.texts[person] = "\n".join(lines) + "\n"

    def some(self, lines: list[str], pattern: str) -> int:
        return self.random.choice([n for n, line in enumerate(lines) if re.match(pattern, line)] or [len(lines)])

    def section(self, lines: list[str]) -> tuple[int, int]:
        """The first line of some section and the line after its last."""
        at = self.some(lines, r"##? ")
        level = len(lines[at].partition(" ")[0]) if at < len(lines) else 0
        after = (n for n in range(at + 1, len(lines)) if re.match(rf"#{{1,{level}}} ", lines[n]))
        return at, next(after, len(lines))


def add_line(note: Note, lines: list[str]) -> None:
    at = note.some(lines, r"\s*- |#|\*\*")
    new = ["", f"- {note.word()} is new"] if at < len(lines) and HEADING.match(lines[at]) else [f"- {note.word()} came"]
    lines[at + 1 : at + 1] = new


def add_reply(note: Note, lines: list[str]) -> None:
    lines.insert(note.some(lines, r"- ") + 1, f"  - {note.word()} answers")


def reword(note: Note, lines: list[str]) -> None:
    at = note.some(lines, r"[^#]*w\d+x")  # headings are renamed below
    if at < len(lines):
        lines[at] = TOKEN.sub(note.word(), lines[at], count=1)


def move_line(note: Note, lines: list[str]) -> None:
    at = note.some(lines, r"- ")
    if at < len(lines):
        line = lines.pop(at)
        lines.insert(note.some(lines, r"- "), line)


def remove_line(note: Note, lines: list[str]) -> None:
    at = note.some(lines, r"\s*- |#+ ")
    if at > 0:
        del lines[at : at + 1]


def move_section(note: Note, lines: list[str]) -> None:
    at, end = note.section(lines)
    section = lines[at:end]
    del lines[at:end]
    to = note.some(lines, r"## ")
    lines[to:to] = section


def remove_section(note: Note, lines: list[str]) -> None:
    at, end = note.section(lines)
    if at > 0:
        del lines[at:end]


def add_section(note: Note, lines: list[str]) -> None:
    to = note.some(lines, r"## ")
    lines[to:to] = [f"## Topic{note.word()}", "", f"- {note.word()} begins", ""]


def rename_heading(note: Note, lines: list[str]) -> None:
    at = note.some(lines, r"##+ \w")
    if at < len(lines) and not re.search("heck|How are", lines[at]):
        lines[at] += " again"


def rename_check_in(note: Note, lines: list[str]) -> None:
    at = note.some(lines, r".*(Check-in|check in|How are)")
    if at < len(lines) and HEADING.match(lines[at]):
        lines[at] = note.random.choice((*CHECK_INS, "## Wins"))


EDITS = (
    add_line, add_line, add_line, add_reply, reword, move_line, move_line, remove_line, move_section,
    remove_section, add_section, rename_heading, rename_check_in,
)  # fmt: skip


def run_notes(seeds: range, merge: Merge = merge_files, rounds: int = 4) -> Tally:
    """Edit and merge each note some times; two versions that are kept apart go on as the newer one."""
    tally = Tally()
    for seed in seeds:
        note = Note(seed)
        for _ in range(rounds):
            for person in (0, 1):
                for _ in range(note.random.randint(1, 3)):
                    note.edit(person)
            older, newer = note.texts
            merged = merge(note.base.encode(), older.encode(), newer.encode())
            text = merged.content.decode()
            tally.merges += 1
            tally.whole += merged.whole
            if not merged.whole:
                tally.astray += [f"{seed}: {one}" for one in find_astray(note.base, older, newer, text)]
            note.base, note.texts = text, [text, text]
    return tally


@pytest.mark.parametrize("first", range(0, times(150, 8000), 150))
def test_each_line_stays_in_the_section_of_its_writer(first: int) -> None:
    tally = run_notes(range(first, first + 150))
    assert not tally.astray
    assert tally.whole <= tally.merges * 0.02


def test_a_merge_without_the_law_of_sections_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "find_misplaced", lambda *_: "")
    monkeypatch.setattr(files, "find_published", lambda *_: "")
    assert not run_notes(range(40)).astray  # the merge keeps the law by itself
    monkeypatch.setattr(merge_runs, "keep_sections", lambda placed, *_: list(placed))
    assert len(run_notes(range(40)).astray) > 10


def test_the_reading_of_the_outputs_catches_what_has_left_a_check_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "find_misplaced", lambda *_: "")
    monkeypatch.setattr(merge_runs, "keep_sections", lambda placed, *_: list(placed))
    astray = run_notes(range(80)).astray
    assert len(astray) > 2
    assert not any("has left the Check-in" in one for one in astray)


def test_the_audit_knows_a_line_in_another_section(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge_runs, "keep_sections", lambda placed, *_: list(placed))
    tally = run_notes(range(40))
    assert tally.whole > 5 * len(tally.astray)  # a line that one moved and the other reworded may be anywhere
