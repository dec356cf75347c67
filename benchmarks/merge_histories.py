"""Random histories of two people in memory: each word is written once, so a lost or a doubled one is seen.

Each makes edits of a note and syncs with a shared place when it likes; merging in the other order must keep the same
words. A word is lost if nobody took it away and it cannot be read at the end.
"""

import argparse
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from hashlib import blake2b
from multiprocessing import Pool

from coachlog.markdown.document import Unreadable, parse_document
from coachlog.merge import Merged, merge_files

Merge = Callable[[bytes | None, bytes, bytes], Merged]
_CHUNK = 100  # histories that one process runs at a time
TOKEN = re.compile(r"w\d+x")
MARKER = re.compile(r"^(?:<{7}|>{7}|={7})", re.MULTILINE)
BASE = """---
type: meeting
date: w0x
mood: w1x  # how it felt
tags: [w2x, w3x]
people:
  - id: mentor
    name: w4x
  - id: mentee
    name: w5x
---
# w6x

## Successes

- w7x w8x went well
- w9x w10x stayed

## Notes

We saw w11x. They asked about w12x today. Later w13x came.

The long w14x story that was written
over w15x lines and goes on with w16x
until w17x ends it.

| Criterion | Now |
|---|---|
| w18x | w19x |
| w20x | w21x |

## Next steps

- [ ] @mentee Try w22x in period 3 (due 2026-11-26) ^a1b2c
- [ ] @mentor Send w23x ^d3e4f
"""


@dataclass
class Tally:
    """What was counted over histories."""

    histories: int = 0
    merges: int = 0
    whole: int = 0
    words: int = 0
    lost: int = 0
    marked: int = 0
    repeated_keys: int = 0
    unreadable: int = 0
    diverged: int = 0
    doubled: int = 0
    back: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """How much of what must never be was seen."""
        return self.lost + self.marked + self.repeated_keys + self.unreadable + self.diverged


@dataclass
class Person:
    """One person's text (or the shared place's), when it was changed, and the shared text it was last merged with."""

    text: str = BASE
    at: int = 0
    base: str = BASE

    @property
    def order(self) -> tuple[int, str]:
        """What decides whose version is the older."""
        return self.at, blake2b(self.text.encode()).hexdigest()


class History:
    """One history; what is taken away or kept under a second name is remembered."""

    def __init__(self, seed: int, merge: Merge, tally: Tally) -> None:
        self.random = random.Random(seed)  # noqa: S311  # a history must be found again by its number
        self.merge = merge
        self.tally = tally
        self.next = 24
        self.written = set(TOKEN.findall(BASE))
        self.removed: set[str] = set()
        self.aside = ""
        self.people = [Person(), Person()]
        self.shared = Person()
        self.clock = 0

    def run(self, edits: int) -> None:
        """Make edits and syncs; at the end both sync twice, then count."""
        for _ in range(edits):
            self.clock += self.random.choice((0, 1))
            self.edit(self.random.choice(self.people))
            if self.random.random() < 0.3:
                self.sync(self.random.choice(self.people))
        for person in (*self.people, *self.people):
            self.sync(person)
        self.tally.diverged += self.people[0].text != self.people[1].text
        self.count()

    def word(self) -> str:
        """A word that was never written."""
        self.next += 1
        return f"w{self.next}x"

    def edit(self, person: Person) -> None:
        """One random edit by hand."""
        before = words_of(person.text)
        person.text = self.random.choice(EDITS)(self, person.text)
        person.at = self.clock
        self.written |= set(words_of(person.text))
        self.removed |= set(before - words_of(person.text))

    def sync(self, person: Person) -> None:
        """Merge one person's text with the shared one; of two whole files the older goes aside."""
        older, newer = sorted((person, self.shared), key=lambda side: side.order)
        merged = self.merged(person.base, older, newer)
        text = merged.content.decode()
        self.tally.merges += 1
        self.tally.whole += merged.whole
        if merged.whole:
            self.aside += older.text
        elif text != person.text or text != self.shared.text:
            swapped = self.merged(person.base, newer, older)
            self.tally.diverged += not swapped.whole and words_of(swapped.content.decode()) != words_of(text)
        at = max(older.at, newer.at)
        self.shared = Person(text, at)
        person.text, person.at, person.base = text, at, text

    def merged(self, base: str, older: Person, newer: Person) -> Merged:
        """Merge two people's texts."""
        return self.merge(base.encode(), older.text.encode(), newer.text.encode())

    def count(self) -> None:
        """Add what the last text shows to the tally."""
        text = self.shared.text
        tally = self.tally
        tally.histories += 1
        tally.marked += bool(MARKER.search(text))
        try:
            front = parse_document(text).front
        except Unreadable:
            tally.unreadable += 1
            front = None
        tally.repeated_keys += bool(front and front.repeated)
        have = words_of(text)
        lost = self.written - self.removed - set(have) - set(TOKEN.findall(self.aside))
        tally.words += len(self.written)
        tally.lost += len(lost)
        tally.doubled += any(count > 1 for count in have.values())
        tally.back += len(self.removed & set(have))


def words_of(text: str) -> Counter[str]:
    """The words that a history wrote, counted."""
    return Counter(TOKEN.findall(text))


Edit = Callable[[History, str], str]


def lines_like(text: str, pattern: str) -> list[int]:
    """The lines that a pattern matches."""
    return [i for i, line in enumerate(text.splitlines()) if re.match(pattern, line)]


def put(text: str, at: int, *new: str, instead: int = 0) -> str:
    """The text with lines put in, in place of so many."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    return ending.join([*lines[:at], *new, *lines[at + instead :]]) + ending


def at_random(h: History, text: str, pattern: str, change: Callable[[list[str], int], list[str]]) -> str:
    """The text with one line that matches changed to other lines."""
    found = lines_like(text, pattern)
    if not found:
        return text
    at = h.random.choice(found)
    return put(text, at, *change(text.splitlines(), at), instead=1)


def add_bullet(h: History, text: str) -> str:
    """A bullet more."""
    return at_random(h, text, r"- w", lambda lines, at: [lines[at], f"- {h.word()} {h.word()} is new"])


def add_reply(h: History, text: str) -> str:
    """A line under a bullet."""
    return at_random(h, text, r"- ", lambda lines, at: [lines[at], f"  - {h.word()} answers"])


def add_step(h: History, text: str) -> str:
    """A next step."""
    step = f"- [ ] @mentee Do {h.word()} soon ^{h.random.getrandbits(30):08x}"
    return at_random(h, text, r"- \[", lambda lines, at: [lines[at], step])


def tick(h: History, text: str) -> str:
    """A step's mark."""
    mark = h.random.choice("x/>-")
    return at_random(h, text, r"- \[", lambda lines, at: [re.sub(r"\[.\]", f"[{mark}]", lines[at], count=1)])


def reword(h: History, text: str) -> str:
    """A word for another, anywhere in the body."""

    def change(lines: list[str], at: int) -> list[str]:
        return [TOKEN.sub(h.word(), lines[at], count=1)]

    return at_random(h, text, r"(?!\w+:|  ).*w\d+x", change)


def add_sentence(h: History, text: str) -> str:
    """A sentence more."""
    return at_random(h, text, r"We |They |Then ", lambda lines, at: [f"{lines[at]} Then {h.word()} came."])


def add_paragraph(h: History, text: str) -> str:
    """A paragraph more."""
    return at_random(h, text, r"## ", lambda lines, at: [lines[at], "", f"They said {h.word()}. And {h.word()} too."])


def remove_line(h: History, text: str) -> str:
    """A bullet or a row less."""
    return at_random(h, text, r"\s*- w|\| w", lambda _lines, _at: [])


def move_line(h: History, text: str) -> str:
    """A bullet elsewhere."""
    found, to = lines_like(text, r"- "), lines_like(text, r"- ")
    if not found:
        return text
    line = text.splitlines()[found[0]]
    return put(put(text, found[0], instead=1), h.random.choice(to), line)


def add_section(h: History, text: str) -> str:
    """A section at the end."""
    return put(text, len(text.splitlines()), "", f"## {h.word()}", "", f"- {h.word()} begins")


def remove_section(h: History, text: str) -> str:
    """A section less."""
    found = [*lines_like(text, r"## "), len(text.splitlines())]
    if len(found) < 3:
        return text
    at = h.random.randrange(len(found) - 1)
    return put(text, found[at], instead=found[at + 1] - found[at])


def rename_heading(h: History, text: str) -> str:
    """A heading's words."""
    return at_random(h, text, r"## ", lambda lines, at: [f"## {TOKEN.sub('', lines[at][3:]).strip()} {h.word()}"])


def set_value(h: History, text: str) -> str:
    """A front-matter value."""
    return at_random(h, text, r"(?:date|mood|    name): w", lambda lines, at: [TOKEN.sub(h.word(), lines[at], count=1)])


def add_tag(h: History, text: str) -> str:
    """A value in a list."""
    return at_random(h, text, r"tags: \[.", lambda lines, at: [lines[at].replace("]", f", {h.word()}]")])


def remove_tag(h: History, text: str) -> str:
    """A value less in a list."""
    return at_random(h, text, r"tags: \[\w+, ", lambda lines, at: [re.sub(r"\[\w+, ", "[", lines[at])])


def add_key(h: History, text: str) -> str:
    """A key more."""
    return at_random(h, text, r"type:", lambda lines, at: [lines[at], f"k{h.random.randrange(6)}{h.next}: {h.word()}"])


def add_row(h: History, text: str) -> str:
    """A table row more."""
    return at_random(h, text, r"\| w", lambda lines, at: [lines[at], f"| {h.word()} | {h.word()} |"])


def add_code(h: History, text: str) -> str:
    """A block of code."""
    return at_random(h, text, r"## ", lambda lines, at: [lines[at], "", "```", h.word(), "", h.word(), "```"])


def add_person(h: History, text: str) -> str:
    """A map more in a list."""
    new = [f"  - id: p{h.next}", f"    name: {h.word()}"]
    return at_random(h, text, r"    name:", lambda lines, at: [lines[at], *new])


def save_with_other_ends(_h: History, text: str) -> str:
    """The same text with the other line ends."""
    return text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")


EDITS: tuple[Edit, ...] = (
    add_bullet, add_bullet, add_reply, add_step, tick, tick, reword, reword, reword, add_sentence, add_paragraph,
    remove_line, move_line, add_section, remove_section, rename_heading, set_value, add_tag, remove_tag, add_key,
    add_row, add_code, add_person, save_with_other_ends,
)  # fmt: skip


def run_histories(count: int, edits: int = 14, merge: Merge = merge_files, seed: int = 0) -> Tally:
    """Run so many histories."""
    tally = Tally()
    for number in range(seed, seed + count):
        before = tally.wrong
        History(number, merge, tally).run(edits)
        if tally.wrong > before and len(tally.examples) < 5:
            tally.examples.append(f"seed {number}")
    return tally


def add(one: Tally, other: Tally) -> Tally:
    """Both tallies as one."""
    told = vars(other).items()
    return Tally(**{name: getattr(one, name) + value for name, value in told})


def run_in_parallel(count: int, edits: int, seed: int, jobs: int) -> Tally:
    """Run so many histories in several processes at once."""
    seeds = range(seed, seed + count, _CHUNK)
    chunks = [(min(_CHUNK, seed + count - first), edits, merge_files, first) for first in seeds]
    with Pool(jobs) as pool:
        return reduce(add, pool.starmap(run_histories, chunks, chunksize=1), Tally())


def main() -> None:
    """Print the tally; the exit status is 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", type=int, nargs="?", default=1000)
    parser.add_argument("--edits", type=int, default=14)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at once")
    arguments = parser.parse_args()
    begun = time.perf_counter()
    tally = run_in_parallel(arguments.histories, arguments.edits, arguments.seed, arguments.jobs)
    for name, value in vars(tally).items():
        print(f"{name:14} {value}")
    print(f"seconds        {time.perf_counter() - begun:.0f}")
    if tally.wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
