"""A history that a disk has damaged: what can't be read is found and set aside, what is missing is named."""

import hashlib
import os
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.git.commits import ID_PATTERN, NULL_ID, REGULAR
from coachlog.git.process import Git
from coachlog.git.repo import Repo
from coachlog.storage.local_state import LocalState

_POINTS: Final = re.compile(rf"(?:{ID_PATTERN}|ref: refs/\S+)\n?")
_PACKED: Final = re.compile(rf"(?:#.*|\^(?:{ID_PATTERN})|(?:{ID_PATTERN}) refs/\S+)")
_LOGGED: Final = re.compile(rf"({ID_PATTERN}) ({ID_PATTERN}) .*")
_NAMES_IN_ONE: Final = 10_000


class Repair:
    """Repairs one repository. Everything that it takes away goes to the folder `aside` first."""

    def __init__(self, repo: Repo, aside: Path) -> None:
        self._repo = repo
        self._folder = repo.folder
        self._local = LocalState(repo.root)
        self._aside = aside

    def begin(self, branch: str) -> str:
        """Have git take the folder for a log again, where not even that is left; return the line that is shown."""
        told = _text(self._folder / "HEAD")
        if not _POINTS.fullmatch(told) or not told:
            self._put_aside(self._folder / "HEAD")
            (self._folder / "HEAD").write_text(f"ref: refs/heads/{branch}\n", "ascii")
        return (self._repo.state.branch_ref() or f"refs/heads/{branch}").removeprefix("refs/heads/")

    def was_at(self, branch: str) -> list[str]:
        """Return every entry that the files have ever been at on a line, as far as that is noted; newest first."""
        found = [_text(self._folder / "refs" / "heads" / branch).strip()]
        for log in (self._folder / "logs" / "refs" / "heads" / branch, self._folder / "logs" / "HEAD"):
            lines = (_LOGGED.fullmatch(line) for line in reversed(_text(log).splitlines()))
            found += [name for line in lines if line for name in (line[2], line[1])]
        return list(dict.fromkeys(name for name in found if re.fullmatch(ID_PATTERN, name) and set(name) != {"0"}))

    def set_aside_damaged(self) -> int:
        """Move everything that can't be read out of the history's way, and return how much that is."""
        names = sum(map(self._is_put_aside, [*self._bad_names(), *self._bad_objects()]))
        packs = list(self._bad_packs())
        for pack in packs:
            content = pack.read_bytes()
            for part in pack.parent.glob(f"{pack.stem}.*"):
                self._put_aside(part)
            # What can still be read of it comes back piece by piece.
            self._repo.git.call("unpack-objects", "-r", "-q", stdin=content, timeout=600)
        self._repo.objects.close()
        return names + len(packs)

    def is_whole_at(self, entry: str) -> bool:
        """Tell whether an entry and all of its past can be read."""
        return self._repo.git.call("rev-list", "--quiet", "--objects", entry, timeout=600).status == 0

    def lost_at(self, entry: str) -> list[str] | None:
        """Return the files of an entry whose contents can't be read; None where it can't even be told what it had."""
        try:
            leaves = {path: leaf.id for path, leaf in self._repo.objects.tree(entry).items() if leaf.mode in REGULAR}
            things = self._repo.objects.read(leaves.values())
            return [path for path, thing in zip(leaves, things, strict=True) if thing is None]
        except CoachlogError:
            return None

    def take_from(self, other: Path) -> None:
        """Take in everything that another history has."""
        pack = Git(other).run("pack-objects", "--all", "--stdout", "-q", timeout=900)
        self._repo.git.run("index-pack", "--stdin", "--strict", stdin=pack, timeout=900)
        self._repo.objects.close()

    def write_again(self, paths: Iterable[str]) -> None:
        """Put the contents of files into the history's store, and the folders that its lists of files make."""
        known = [path for path in paths if "\n" not in path]
        for start in range(0, len(known), _NAMES_IN_ONE):
            asked = "".join(f"{path}\n" for path in known[start : start + _NAMES_IN_ONE])
            self._repo.git.call(
                "hash-object", "-w", "--no-filters", "--stdin-paths", stdin=os.fsencode(asked), timeout=600
            )
        for index in (self._folder / "index", self._local.git_index):
            if index.exists():
                self._repo.git.call("write-tree", "--missing-ok", env={"GIT_INDEX_FILE": str(index.absolute())})
        self._repo.objects.close()

    def forget_lost(self, branch: str, entry: str) -> None:
        """Let no name but that of a line which ends at an entry, and no note of the past, point to what is lost."""
        sound = self._repo.ancestry.ancestors([entry]) | {NULL_ID} if self.is_whole_at(entry) else {entry, NULL_ID}

        def is_sound(at: str) -> bool:
            if at not in sound and self.is_whole_at(at):
                sound.add(at)
            return at in sound

        own = f"refs/heads/{branch}"
        lost = [name for name, at in self._repo.refs.below("refs").items() if name != own and not is_sound(at)]
        for name in [*lost, "packed-refs"] if lost else []:
            self._put_aside(self._folder / name, keep=True)
        self._repo.refs.update(dict.fromkeys(lost))
        for log in [path for path in (self._folder / "logs").rglob("*") if path.is_file()]:
            lines = [line for line in _text(log).splitlines() if _LOGGED.fullmatch(line)]
            kept = [line for line in lines if all(map(is_sound, line.split(" ")[:2]))]
            if kept != _text(log).splitlines():
                self._put_aside(log)
                log.write_text("".join(f"{line}\n" for line in kept), "utf-8")

    def stand_at(self, branch: str, entry: str) -> None:
        """Let a line's newest entry be this one, and git's lists of files follow; no file is touched."""
        self._repo.git.run("update-ref", f"refs/heads/{branch}", entry)
        self.relist()

    def relist(self) -> None:
        """Make git's lists of files anew."""
        for index in (self._folder / "index", self._local.git_index):
            index.unlink(missing_ok=True)
        self._repo.index.read_head()

    def _bad_names(self) -> Iterator[Path]:
        for path in [path for path in (self._folder / "refs").rglob("*") if path.is_file()]:
            if not path.name.endswith(".lock") and not _POINTS.fullmatch(_text(path)):
                yield path
        packed = self._folder / "packed-refs"
        lines = _text(packed).splitlines()
        good = [line for line in lines if _PACKED.fullmatch(line)]
        if good != lines:
            yield packed
            packed.write_text("".join(f"{line}\n" for line in good), "utf-8")
        index = self._folder / "index"
        if index.exists() and self._repo.git.call("ls-files", "--stage").status != 0:
            yield index

    def _bad_objects(self) -> Iterator[Path]:
        for folder in (self._folder / "objects").glob("[0-9a-f][0-9a-f]"):
            for path in folder.iterdir():
                name = folder.name + path.name
                if re.fullmatch(ID_PATTERN, name) and not _is_sound(path, name):
                    yield path

    def _bad_packs(self) -> Iterator[Path]:
        for pack in (self._folder / "objects" / "pack").glob("*.pack"):
            if self._repo.git.call("verify-pack", str(pack.absolute()), timeout=600).status != 0:
                yield pack

    def _is_put_aside(self, path: Path) -> bool:
        self._put_aside(path)
        return True

    def _put_aside(self, path: Path, *, keep: bool = False) -> None:
        """Keep a file where it harms nothing: nothing that a disk has left is thrown away."""
        if not path.exists():
            return
        kept = self._aside / path.relative_to(self._folder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, kept)
        if not keep:
            path.unlink()


def _is_sound(path: Path, name: str) -> bool:
    kind = "sha1" if len(name) == 40 else "sha256"
    try:
        content = zlib.decompress(path.read_bytes())
    except (OSError, zlib.error):
        return False
    return hashlib.new(kind, content, usedforsecurity=False).hexdigest() == name


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
