"""Repairs a repository that a disk has damaged: moves unreadable files aside, and finds what is lost."""

import hashlib
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from coachlog.git.commits import ID_PATTERN, NULL_ID, REGULAR, CommitId, encode_path
from coachlog.git.errors import GitError
from coachlog.git.process import Git
from coachlog.git.repo import Repo
from coachlog.regex import regex
from coachlog.storage import disk
from coachlog.storage.local_state import LocalState

_POINTS: Final = regex(rf"(?:{ID_PATTERN}|ref: refs/\S+)\n?")
_PACKED: Final = regex(rf"(?:#.*|\^(?:{ID_PATTERN})|(?:{ID_PATTERN}) refs/\S+)")
_LOGGED: Final = regex(rf"({ID_PATTERN}) ({ID_PATTERN}) .*")
_MAX_PATHS: Final = 10_000


class Repair:
    """Repairs one repository. Everything that it takes away goes to the folder `aside` first."""

    def __init__(self, repo: Repo, aside: Path) -> None:
        self._repo = repo
        self._folder = repo.folder
        self._local = LocalState(repo.root)
        self._aside = aside

    def restore_head(self, branch: str) -> str:
        """Point HEAD to a branch if it is unreadable, and return the branch that it points to."""
        if not _POINTS.fullmatch(_text(self._folder / "HEAD")):
            self._put_aside(self._folder / "HEAD")
            (self._folder / "HEAD").write_bytes(f"ref: refs/heads/{branch}\n".encode("ascii"))
        return (self._repo.state.branch_ref() or f"refs/heads/{branch}").removeprefix("refs/heads/")

    def past_heads(self, branch: str) -> list[CommitId]:
        """Return every commit that a branch or HEAD was ever at, by the branch's file and git's logs; newest first."""
        commits = [_text(self._folder / "refs" / "heads" / branch).strip()]
        for log in (self._folder / "logs" / "refs" / "heads" / branch, self._folder / "logs" / "HEAD"):
            lines = (_LOGGED.fullmatch(line) for line in reversed(_text(log).splitlines()))
            commits += [commit for line in lines if line for commit in (line[2], line[1])]
        ids = (commit for commit in dict.fromkeys(commits) if re.fullmatch(ID_PATTERN, commit))
        return [CommitId(commit) for commit in ids if commit.strip("0")]

    def set_aside_damaged(self) -> int:
        """Move every unreadable ref, object and pack aside, and return their number."""
        files = [*self._bad_refs(), *self._bad_objects()]
        for file in files:
            self._put_aside(file)
        is_packed_damaged = self._clean_packed_refs()
        packs = list(self._bad_packs())
        for pack in packs:
            content = pack.read_bytes()
            for part in pack.parent.glob(f"{pack.stem}.*"):
                self._put_aside(part)
            # git unpacks every object that is still readable.
            self._repo.git.call("unpack-objects", "-r", "-q", stdin=content, timeout=600)
        self._repo.objects.close()
        return len(files) + len(packs) + is_packed_damaged

    def is_whole(self, commit: CommitId) -> bool:
        """Tell whether a commit and all its ancestors can be read."""
        return self._repo.git.call("rev-list", "--quiet", "--objects", commit, timeout=600).status == 0

    def lost_files(self, commit: CommitId) -> list[str] | None:
        """Return the files of a commit whose blobs are lost, None if its trees are lost too."""
        try:
            blobs = {path: entry.id for path, entry in self._repo.objects.tree(commit).items() if entry.mode in REGULAR}
            objects = self._repo.objects.read(blobs.values())
            return [path for path, one in zip(blobs, objects, strict=True) if one is None]
        except GitError:
            return None

    def fetch_objects(self, other: Path) -> None:
        """Take over every object of another repository on this computer."""
        pack = Git(other).run("pack-objects", "--all", "--stdout", "-q", timeout=900)
        self._repo.git.run("index-pack", "--stdin", "--strict", stdin=pack, timeout=900)
        self._repo.objects.close()

    def write_objects(self, paths: Iterable[str]) -> None:
        """Write the blobs of files, and the trees of git's indexes."""
        listed = [path for path in paths if "\n" not in path]
        for start in range(0, len(listed), _MAX_PATHS):
            lines = "".join(f"{path}\n" for path in listed[start : start + _MAX_PATHS])
            self._repo.git.call(
                "hash-object", "-w", "--no-filters", "--stdin-paths", stdin=encode_path(lines), timeout=600
            )
        for index in (self._folder / "index", self._local.git_index):
            if index.exists():
                self._repo.git.call("write-tree", "--missing-ok", env={"GIT_INDEX_FILE": str(index.absolute())})
        self._repo.objects.close()

    def drop_lost_refs(self, branch: str, commit: CommitId) -> None:
        """Delete the refs and the lines of git's logs that name lost commits; the branch stays at `commit`."""
        sound = self._repo.ancestry.ancestors([commit]) | {NULL_ID} if self.is_whole(commit) else {commit, NULL_ID}

        def is_sound(at: CommitId) -> bool:
            if at not in sound and self.is_whole(at):
                sound.add(at)
            return at in sound

        kept_ref = f"refs/heads/{branch}"
        lost = [name for name, at in self._repo.refs.below("refs").items() if name != kept_ref and not is_sound(at)]
        for name in [*lost, "packed-refs"] if lost else []:
            self._put_aside(self._folder / name, keep=True)
        self._repo.refs.update(dict.fromkeys(lost))
        for log in [path for path in (self._folder / "logs").rglob("*") if path.is_file()]:
            lines = [line for line in _text(log).splitlines() if _LOGGED.fullmatch(line)]
            kept = [line for line in lines if all(is_sound(CommitId(at)) for at in line.split(" ")[:2])]
            if kept != _text(log).splitlines():
                self._put_aside(log)
                log.write_bytes("".join(f"{line}\n" for line in kept).encode())

    def set_branch(self, branch: str, commit: CommitId) -> None:
        """Set a branch to a commit, and rebuild the indexes; no file is touched."""
        self._repo.git.run("update-ref", f"refs/heads/{branch}", commit)
        self.rebuild_index()

    def rebuild_index(self) -> None:
        """Delete both indexes, and fill the user's from HEAD."""
        for index in (self._folder / "index", self._local.git_index):
            disk.unlink(index)
        self._repo.index.read_head()

    def _bad_refs(self) -> Iterator[Path]:
        for path in [path for path in (self._folder / "refs").rglob("*") if path.is_file()]:
            if not path.name.endswith(".lock") and not _POINTS.fullmatch(_text(path)):
                yield path
        index = self._folder / "index"
        if index.exists() and self._repo.git.call("ls-files", "--stage").status != 0:
            yield index

    def _clean_packed_refs(self) -> bool:
        """Leave the sound lines alone in the file of packed refs, and tell whether there were others."""
        packed = self._folder / "packed-refs"
        lines = _text(packed).splitlines()
        sound = [line for line in lines if _PACKED.fullmatch(line)]
        if sound == lines:
            return False
        self._put_aside(packed)
        packed.write_bytes("".join(f"{line}\n" for line in sound).encode())
        return True

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

    def _put_aside(self, path: Path, *, keep: bool = False) -> None:
        """Move a file aside. Nothing that a disk has left is thrown away."""
        if not path.exists():
            return
        kept = self._aside / path.relative_to(self._folder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, kept)
        if not keep:
            disk.unlink(path)


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
