"""However a Check-in is headed, no merge lets an output read a word of it: by the reading of the outputs themselves."""

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest

from coachlog.markdown.blocks import Block
from coachlog.markdown.document import Unreadable, parse_document
from coachlog.merge import files, merge_files
from coachlog.model.kinds.check_in import sections_for_outputs
from tests.support.figures import times

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
TOKEN = re.compile(r"w\d+x")
HEADINGS = (
    "## Check-in", "## Successes", "## Notes", "## Areas of growth", "### Sam", "### Check in", "**Check-in**",
    "**Notes**", "**Wins**", "# Check-in", "#### how are you", "Check-in\n---", "## 🌱 Check-in (5 min)", "## Own",
    "Check-in:", "**Check-in:** short", "> ## Check-in", "- Check-in:", "> [!note] Check-in", "<h2>Check-in</h2>",
    "Successes\n---", "1. ## Check-in", "__Check-in__", "## Check-in with Kim", "Checking in:", "- **Check-in:** so",
    "## Sam's check-in", "Check-in", "- Check-in: so", "- Check-in\n  - {}", "> [!check-in] so", "| 9:00 | Check-in |",
    "## How are you, Sam?", "## Wins and check-in", "- Sam: Check-in - so", "## Chek-in", "- [x] Check-in\n  - {}",
)  # fmt: skip
PLAIN = (
    "- {} said so", "- {} was there", "  - {} below", "- [ ] @mentee Try {}", "Prose of {} here.", "> quoted {}",
    "Prose {}\ngoes on here.", "1. {} numbered", "",
)  # fmt: skip
ODD = ("```", "<!--", "-->", "<!-- a thought", "~~~", "---", "<!-- x -->", "```\ncode\n```")
LINES = (*PLAIN, *PLAIN, *PLAIN, *ODD)


@dataclass
class Tally:
    """What was counted: merges, those kept whole, words that an output reads though it read them on no side."""

    merges: int = 0
    whole: int = 0
    published: list[str] = field(default_factory=list)


@dataclass
class Note:
    """One note and its changes, each word of it written once."""

    random: random.Random
    next: int = 0

    def line(self) -> str:
        self.next += 1
        return self.random.choice(LINES).format(f"w{self.next}x")

    def new(self) -> str:
        parts = ["# Meeting", ""]
        for heading in self.random.sample(HEADINGS, self.random.randint(2, 5)):
            above, below = self.random.choices(([""], []), k=2)  # a bold line right below a list is a title, too
            parts += [heading.format(f"w9{self.next}x"), *below]
            parts += [*(self.line() for _ in range(self.random.randint(0, 4))), *above]
        return "\n".join(parts) + "\n"

    def edited(self, text: str) -> str:
        lines = text.split("\n")
        for _ in range(self.random.randint(1, 4)):
            at = self.random.randrange(len(lines) or 1)
            self.random.choice(EDITS)(self, lines, at)
        return "\n".join(lines)

    def section(self, lines: list[str]) -> slice:
        """Some heading and what is under it."""
        starts = [n for n, line in enumerate(lines) if line.startswith(("#", "**"))] or [len(lines)]
        at = self.random.choice(starts)
        return slice(at, next((n for n in starts if n > at), len(lines)))


Edit = Callable[[Note, list[str], int], None]


def add_line(note: Note, lines: list[str], at: int) -> None:
    lines.insert(at, note.line())


def add_heading(note: Note, lines: list[str], at: int) -> None:
    lines.insert(at, note.random.choice(HEADINGS))


def remove_line(_: Note, lines: list[str], at: int) -> None:
    del lines[at : at + 1]


def move_line(note: Note, lines: list[str], at: int) -> None:
    moved = lines[at : at + 1]
    del lines[at : at + 1]
    to = note.random.randint(0, len(lines))
    lines[to:to] = moved


def move_section(note: Note, lines: list[str], _: int) -> None:
    where = note.section(lines)
    moved = lines[where]
    del lines[where]
    to = note.section(lines).start
    lines[to:to] = moved


def remove_section(note: Note, lines: list[str], _: int) -> None:
    del lines[note.section(lines)]


def rename_heading(note: Note, lines: list[str], _: int) -> None:
    at = note.section(lines).start
    lines[at : at + 1] = [note.random.choice(HEADINGS)]


def reword(note: Note, lines: list[str], at: int) -> None:
    note.next += 1
    lines[at : at + 1] = [TOKEN.sub(f"w{note.next}x", line) for line in lines[at : at + 1]]


EDITS: tuple[Edit, ...] = (
    add_line, add_line, add_line, add_heading, remove_line, move_line, move_section, rename_heading, reword, reword,
    remove_section,
)  # fmt: skip


def seen(text: str) -> set[str]:
    """The words that an output reads: none where the beginning cannot be read."""
    blocks: list[Block] = []
    try:
        sections = sections_for_outputs(parse_document(text), ())
    except Unreadable:
        return set()
    for section in sections:
        blocks += [*([section.heading] if section.heading else ()), *section.blocks]
    return set(TOKEN.findall("\n".join(_texts(blocks))))


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        yield block.text
        yield from _texts(block.children)


def run_notes(seeds: range) -> Tally:
    tally = Tally()
    for seed in seeds:
        note = Note(random.Random(seed))  # noqa: S311  # a history must be found again by its number
        base = note.new()
        for _ in range(3):
            older, newer = note.edited(base), note.edited(base)
            merged = merge_files(base.encode(), older.encode(), newer.encode(), "meetings/x.md")
            tally.merges += 1
            tally.whole += merged.whole
            if merged.whole:
                break
            base = merged.content.decode()
            tally.published += [f"{seed}: {word}" for word in seen(base) - seen(older) - seen(newer)]
    return tally


@pytest.mark.parametrize("first", range(0, times(200, 8000), 200))
def test_no_word_of_a_check_in_is_published(first: int) -> None:
    tally = run_notes(range(first, first + 200))
    assert not tally.published
    assert tally.whole < tally.merges * 0.25  # many of these notes have a fence or a comment that nobody closes


QUOTED = """{title}## Next steps
{blank}- one and more
{below}two said.

{check_in}
> {words}
- Sam: five

## Successes

```
six
```
{moved}seven said. Then eight.
1. nine: tired, today

"""


def test_words_that_stand_elsewhere_too_are_not_published_either() -> None:
    """One rewords a quotation under a bold Check-in, which the other makes a heading."""
    below = "  - two below\n"
    bold = {"title": "# Meeting\n\n", "below": below, "check_in": "**How are you?**", "moved": ""}
    base = QUOTED.format(**bold, blank="\n", words="tired")
    older = QUOTED.format(**bold, blank="", words="tired today")
    newer = QUOTED.format(title="", blank="\n", below="", check_in="## Mood", words="tired", moved=below)
    merged = merge_files(base.encode(), older.encode(), newer.encode(), "meetings/x.md").content.decode()
    sections = sections_for_outputs(parse_document(merged), ())
    assert "tired today" not in " ".join(_texts(block for one in sections for block in one.blocks)), merged


def test_without_the_reading_of_the_outputs_it_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "find_published", lambda *_: "")
    assert run_notes(range(400)).published  # a few: the merge itself knows nearly all that opens a Check-in
