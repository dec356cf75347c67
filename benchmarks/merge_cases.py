"""Real concurrent edits through our merge, `git merge-file` and its `--union`, in one run: DIR holds a folder a case.

Each folder has base.md, ours.md, theirs.md, and result.md, which is what the people made of the two.
"""

import argparse
import re
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path

from coachlog.merge import merge_files

MARKER = re.compile(rb"^(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
Merge = Callable[[bytes, bytes, bytes], bytes]


@dataclass(frozen=True)
class Case:
    """Three versions and the people's own result."""

    name: str
    base: bytes
    ours: bytes
    theirs: bytes
    people: bytes


@dataclass
class Figures:
    """Of how many cases each thing is true."""

    markers: int = 0
    lost_word: int = 0
    line_back: int = 0
    line_doubled: int = 0
    same_line_set: int = 0
    same_lines: int = 0
    same_order: int = 0
    same_text: int = 0


def main() -> None:
    """Print the figures of each way to merge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--list", action="store_true", help="name the cases that miss something")
    arguments = parser.parse_args()
    cases = [load_case(folder) for folder in sorted(arguments.directory.iterdir()) if (folder / "base.md").is_file()]
    ways: dict[str, Merge] = {"coachlog": ours, "git merge-file": by_git(), "git --union": by_git("--union")}
    print(f"{len(cases)} cases")
    for name, merge in ways.items():
        show(name, cases, merge, names=arguments.list)
    whole = [c.name for c in cases if merge_files(c.base, c.ours, c.theirs).whole]
    print(f"coachlog kept whole files in {len(whole)}: {' '.join(whole)}")
    print_times()


def load_case(folder: Path) -> Case:
    """Read a case's four files."""
    return Case(folder.name, *((folder / f"{name}.md").read_bytes() for name in ("base", "ours", "theirs", "result")))


def ours(base: bytes, one: bytes, other: bytes) -> bytes:
    """Our merge: whole files count as both, one after the other."""
    merged = merge_files(base, one, other)
    return merged.content + one if merged.whole else merged.content


def by_git(*options: str) -> Merge:
    """`git merge-file` with options."""

    def merge(base: bytes, one: bytes, other: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
            for path, content in zip(paths, (one, base, other), strict=True):
                path.write_bytes(content)
            command = ["git", "merge-file", "-p", *options, *map(str, paths)]
            return subprocess.run(command, capture_output=True, check=False).stdout

    return merge


def show(name: str, cases: list[Case], merge: Merge, *, names: bool) -> None:
    """Print one way's figures, and with `names` which cases miss something."""
    figures, likeness, missed = Figures(), [], []
    for case in cases:
        merged = merge(case.base, case.ours, case.theirs)
        found = judge(case, merged)
        for field in fields(Figures):
            setattr(figures, field.name, getattr(figures, field.name) + getattr(found, field.name))
        likeness.append(SequenceMatcher(None, lines(merged), lines(case.people), autojunk=False).ratio())
        wrong = [field.name for field in fields(Figures) if getattr(found, field.name) != field.name.startswith("same")]
        if wrong:
            missed.append(f"  {case.name}: {', '.join(wrong)}")
    total = len(cases)
    print(f"\n{name}")
    for field in fields(Figures):
        count = getattr(figures, field.name)
        print(f"  {field.name.replace('_', ' '):16} {count:4d}  {100 * count / total:5.1f} %")
    print(f"  median likeness  {statistics.median(likeness):.4f}")
    if names:
        print("\n".join(missed))


def judge(case: Case, merged: bytes) -> Figures:
    """What is true of one merged text."""
    base, one, other, got, people = (
        Counter(lines(text)) for text in (case.base, case.ours, case.theirs, merged, case.people)
    )
    back = [
        line
        for line in filter(says, base)
        if (one[line] < base[line] == other[line] and got[line] > one[line])
        or (other[line] < base[line] == one[line] and got[line] > other[line])
    ]
    doubled = [line for line in filter(says, got) if got[line] > max(one[line], other[line], base[line], 1)]
    have = words(merged)
    lost = (words(case.ours) | words(case.theirs)) - words(case.base) - have
    return Figures(
        markers=bool(MARKER.search(merged)),
        lost_word=bool(lost),
        line_back=bool(back),
        line_doubled=bool(doubled),
        same_line_set=set(got) == set(people),
        same_lines=got == people,
        same_order=lines(merged) == lines(case.people),
        same_text=merged == case.people,
    )


def lines(text: bytes) -> list[str]:
    """The lines that hold something, without white space at their ends."""
    return [line.rstrip() for line in text.decode("utf-8", "replace").splitlines() if line.strip()]


def says(line: str) -> bool:
    """Whether a line holds a word: fences, quote marks and rules are not told apart."""
    return any(character.isalnum() for character in line)


def words(text: bytes) -> set[str]:
    """The different words."""
    return set(re.findall(r"\w+", text.decode("utf-8", "replace")))


def print_times() -> None:
    """Print how long a typical note and a file of 5,000 lines take."""
    note = [f"- [ ] @mentee Try the exit ticket in period {i} ^k{i}" for i in range(12)]
    long = [f"- bullet {i} says {i * i} things about lesson {i % 7}" for i in range(5_000)]
    head = "---\ntype: meeting\ndate: 2026-11-19\nmood: 3\n---\n# Note\n\n## Next steps\n"
    for name, items, step in (("typical note", note, 4), ("5,000 lines", long, 20)):
        one, other = list(items), list(items)
        one[::step] = [line.replace("[ ]", "[x]") + " (said the mentor)" for line in one[::step]]
        other[1::step] = [line + " (said the mentee)" for line in other[1::step]]
        base, first, second = ((head + "\n".join(each) + "\n").encode() for each in (items, one, other))
        took = []
        for _ in range(3):
            begun = time.perf_counter()
            merged = merge_files(base, first, second)
            took.append(time.perf_counter() - begun)
        print(f"{name}: {min(took) * 1000:.1f} ms{' (whole files)' if merged.whole else ''}")


if __name__ == "__main__":
    main()
