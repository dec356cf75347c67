"""Case 17 at random: whatever was written, however git stopped, no word is lost and no mark is kept."""

import random
import re
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from coachlog.git.commits import Author
from coachlog.git.repo import Repo
from coachlog.sync.commit import LogWriter
from tests.support.figures import times
from tests.support.two import SETTINGS
from tests.support.world import git

SEEDS = range(times(12, 2000))
HEAD = ("---", "type", "status", "tags")
MARKS = ("<<<", "|||", "===", ">>>")


class Writer:
    """Somebody who writes into a folder at random; each word of theirs is there once."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.dice = random.Random(seed)  # noqa: S311 - no secret
        self.numbers = count(1)

    def word(self) -> str:
        return f"word{next(self.numbers)}x"

    def goal(self, name: str) -> None:
        lines = "".join(f"- {self.word()} more {self.word()}\n" for _ in range(self.dice.randint(1, 4)))
        text = f"---\ntype: goal\ntags: [{self.word()}]\n---\n\n# T {self.word()}\n\n## Evidence\n\n{lines}"
        text += f"\n## Why\n\nSome {self.word()} words. And {self.word()} here.\n\n- [ ] do {self.word()}\n"
        self.save(f"goals/{name}.md", text)

    def save(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_text(text)

    def write(self, times: int, *, names: bool = True) -> None:
        for _ in range(times):
            act = self.dice.choice([self.line] * 4 + [self.gone, self.made, self.both_make, self.settings, self.listed])
            if names and self.dice.random() < 0.15:
                act = self.named
            act()

    def page(self) -> Path | None:
        found = sorted(path for path in self.root.glob("*/*") if path.parent.name != ".git")
        return self.dice.choice(found) if found else None

    def line(self) -> None:
        page = self.page()
        if page is None:
            return
        lines = page.read_text().split("\n")
        at = self.dice.randrange(len(lines))
        if lines[at].startswith((*HEAD, *MARKS)) or not lines[at].strip():
            lines.insert(len(lines) - 1, f"- {self.word()}")
        elif self.dice.random() < 0.2:
            del lines[at]
        elif self.dice.random() < 0.5:
            lines[at] += f" {self.word()}"
        else:
            lines.insert(at + 1, f"- {self.word()}")
        page.write_text("\n".join(lines))

    def gone(self) -> None:
        page = self.page()
        if page and self.dice.random() < 0.4:
            page.unlink()

    def made(self) -> None:
        self.goal(f"g{next(self.numbers)}-{''.join(self.dice.choices('abcdefghjk', k=5))}")

    def both_make(self) -> None:
        path = f"meetings/2026-01-0{self.dice.randint(1, 3)}.md"
        if not (self.root / path).exists():
            self.save(path, f"---\ntype: meeting\n---\n\n# M\n\n## Notes\n\n- {self.word()}\n")

    def named(self) -> None:
        page = self.page()
        if page:
            lasting = re.fullmatch(r".*-(.{5})\.md", page.name)
            stem = f"r{next(self.numbers)}"
            keeps = lasting and self.dice.random() < 0.7
            page.rename(page.with_name(f"{stem}-{lasting[1]}.md" if lasting and keeps else f"{stem}{page.suffix}"))

    def settings(self) -> None:
        page = self.root / "coachlog.yml"
        page.write_text(page.read_text() + f"k{next(self.numbers)}: {self.word()}\n")

    def listed(self) -> None:
        page = self.root / f"assets/list-{self.dice.randint(1, 2)}.txt"
        self.save(f"assets/{page.name}", (page.read_text() if page.exists() else "") + f"{self.word()}\n")

    @property
    def texts(self) -> str:
        found = [*self.root.glob("*/*"), self.root / "coachlog.yml"]
        return "\n".join(path.read_text() for path in found if ".git" not in path.parts)

    @property
    def words(self) -> set[str]:
        return set(re.findall(r"word\d+x", self.texts))


def kept(writer: Writer, name: str) -> set[str]:
    git(writer.root, "add", "-A")
    git(writer.root, "commit", "-q", "--allow-empty", "-m", name)
    return writer.words


@pytest.mark.one_in(2)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_merge_that_stopped_loses_no_word_and_keeps_no_mark(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "log"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    writer = Writer(root, seed)
    dice = writer.dice
    writer.save("coachlog.yml", SETTINGS)
    for number in range(3):
        writer.goal(f"g{number}-abcd{'efg'[number]}")
    base = kept(writer, "base")
    git(root, "switch", "-q", "-c", "theirs")
    writer.write(dice.randint(1, 8))
    theirs = kept(writer, "theirs")
    git(root, "switch", "-q", "main")
    writer.write(dice.randint(1, 8))
    ours = kept(writer, "ours")
    attributes = dice.choice(["* -filter\n", "* -filter -text -ident !working-tree-encoding -merge\n"])
    (root / ".git" / "info").mkdir(exist_ok=True)
    (root / ".git" / "info" / "attributes").write_text(attributes)
    style = dice.choice(["merge", "diff3"])
    with suppress(subprocess.CalledProcessError):
        git(root, "-c", f"merge.conflictStyle={style}", "merge", "-q", "--no-ff", "--no-commit", "theirs")
    assert (root / ".git" / "MERGE_HEAD").exists()
    left = writer.words
    if dice.random() < 0.5:
        writer.write(dice.randint(1, 3), names=False)
    typed = writer.words
    if dice.random() < 0.3:
        git(root, "add", "-A")
    log_writer = LogWriter(Repo(root), lambda: Author("S", "s@x.invalid"), lambda: datetime.now(UTC))
    log_writer.recover()
    gone = {word for word in base if word not in ours or word not in theirs} | (left - typed)
    assert (ours | theirs | typed) - gone - writer.words == set()
    assert re.findall(r"(?m)^(?:<{7} |>{7} |\|{7} |={7}$).*", writer.texts) == []
    log_writer.commit_edits(None, "save")
    assert git(root, "status", "--porcelain") == ""
    assert not (root / ".git" / "MERGE_HEAD").exists()
    git(root, "fsck", "--strict")
