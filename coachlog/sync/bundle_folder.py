"""A plain folder that two people have in common: each one's history lies there in files that never change."""

import hashlib
import re
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Final, TypeVar

from coachlog.errors import SurroundingsError
from coachlog.frozen import frozen
from coachlog.git.commits import CommitId
from coachlog.git.errors import visible
from coachlog.git.process import Git
from coachlog.git.refs import INCOMING, SHARED
from coachlog.git.remote import QUIET, Fetched
from coachlog.git.remote_address import RemoteAddress
from coachlog.git.remote_errors import AGAIN, SyncFailed, place_errors
from coachlog.git.repo import Repo
from coachlog.regex import regex
from coachlog.storage.disk import TEMPORARY, discard
from coachlog.storage.files import plain_errors, replace

_SIGNATURES: Final = (b"# v2 git bundle\n", b"# v3 git bundle\n@object-format=sha1\n")
_HEAD_AT_MOST: Final = 65536
_SIZE_AT_MOST: Final = 1 << 30
_SLICE: Final = 0.2  # seconds; Windows hears no Ctrl-C in a wait
_SLOWEST: Final = 1 << 20  # bytes a second, of a drive that is still waited for
_LOOSE_AT_MOST: Final = 100  # objects; more of them go into a pack of their own, as git itself does
_CHAIN_AT_MOST: Final = 20  # files of one writer that lean on one another, before a whole one is written
_OUT: Final = "refs/coachlog/out"
_REF: Final = regex(rf"{_OUT}/([0-9a-f]{{12}})/([a-z0-9-]{{1,60}})/([a-z0-9]{{5}})")
_ID: Final = r"[0-9a-f]{40}"
_NAMED: Final = regex(r"[0-9a-f]{12}-[a-z0-9-]{1,60}-[a-z0-9]{5}-([0-9a-f]{12})")

_Given = TypeVar("_Given")


@frozen
class Bundle:
    """One file of one writer: the newest entry in it, and those that it leans on."""

    path: Path
    log: str
    person: str
    lane: str
    tip: CommitId
    needs: tuple[CommitId, ...]
    pack: bytes

    @property
    def is_whole(self) -> bool:
        """Whether all of the file has come, as its own last bytes tell."""
        return len(self.pack) > 32 and hashlib.sha1(self.pack[:-20], usedforsecurity=False).digest() == self.pack[-20:]


def parse_bundle(path: Path, content: bytes) -> Bundle | None:
    """Return a file's bundle; None if it is not of a log."""
    signature = next((one for one in _SIGNATURES if content.startswith(one)), None)
    end = content.find(b"\n\n", 0, _HEAD_AT_MOST)
    if signature is None or end < 0:
        return None
    lines = content[len(signature) : end].decode("utf-8", "replace").split("\n")
    needs = [line[1:41] for line in lines if re.fullmatch(rf"-{_ID}( .*)?", line)]
    heads = [line.split(" ", 1) for line in lines if not line.startswith("-")]
    named = _REF.fullmatch(heads[0][1]) if len(heads) == 1 and len(heads[0]) == 2 else None
    if named is None or not re.fullmatch(_ID, heads[0][0]) or len(needs) + 1 != len(lines):
        return None
    return Bundle(
        path, named[1], named[2], named[3], CommitId(heads[0][0]), tuple(map(CommitId, needs)), content[end + 2 :]
    )


class BundleFolder:
    """A folder that another program, or a hand, carries between two computers."""

    def __init__(self, repo: Repo, where: RemoteAddress, person: str, lane: str) -> None:
        self.where = where
        self.until: float | None = None  # by the monotonic clock: when to give up
        self._repo = repo
        self._git = Git(repo.root)
        self._person = person
        self._lane = lane

    def make(self) -> None:
        """Make the folder, if there is none yet."""
        path = self.where.path
        with plain_errors(path.name, "made"):
            if not self._in_time(path.parent.is_dir):
                raise SyncFailed(f"there is no folder {visible(str(path.parent))}", "make it first, or name another")
            self._in_time(partial(path.mkdir, exist_ok=True))

    def begin(self) -> None:
        """Nothing can be begun early: what lies there is here."""

    def give_up(self) -> None:
        """Nothing was begun."""

    def fetch(self) -> Fetched:
        """Fetch the bundles in the folder into this computer's repository, on no branch yet."""
        bundles, skipped = self._read()
        if self._renew(bundles):
            bundles, skipped = self._read()
        head = self._repo.refs.head()
        log = self._log(head, bundles)
        left = [bundle for bundle in bundles if bundle.log == log and bundle.is_whole]
        noted = self._repo.refs.below(INCOMING)
        here = self._repo.ancestry.ancestors([*noted.values(), *([head] if head else [])])
        tips = []
        while ready := [bundle for bundle in left if bundle.tip in here or here.issuperset(bundle.needs)]:
            for bundle in ready:
                left.remove(bundle)
                if bundle.tip not in here:
                    if not self._unpack(bundle):
                        skipped.append(bundle.path.name)
                        continue
                    self._repo.refs.update({f"{INCOMING}/{bundle.tip}": bundle.tip})
                    here |= self._repo.ancestry.ancestors([bundle.tip])
                tips.append(bundle.tip)
        newest = self._repo.ancestry.independent(tips)
        self._repo.refs.update({name: None for name, at in noted.items() if at not in newest})
        # What lies in a file that has not come whole may be here already, by another one.
        begun = {name[:12] for name in here}
        skipped = [name for name in skipped if not ((named := _NAMED.search(name)) and named[1] in begun)]
        half = (bundle for bundle in bundles if bundle.tip not in here and not bundle.is_whole)
        skipped += [bundle.path.name for bundle in (*half, *left)]
        return Fetched(tuple(newest), tuple(sorted(dict.fromkeys(skipped))))

    def publish(self, commit: CommitId) -> None:
        """Put a file there with what no earlier file of this computer's has."""
        bundles = self._own(commit)
        leaning = self._chain(bundles)
        if leaning == commit:
            return
        log = self._repo.ancestry.roots(commit)[0][:12]
        ref = f"{_OUT}/{log}/{self._person}/{self._lane}"
        self._repo.refs.update({ref: commit})
        made = self._git.run(
            "bundle", "create", "--quiet", "-", ref, *([f"^{leaning}"] if leaning else []), timeout=300
        )
        name = f"{log}-{self._person}-{self._lane}-{commit[:12]}.bundle"
        self._in_time(partial(replace, self.where.path / name, made), len(made))
        self._sweep(commit, log)

    def holds(self, commit: CommitId) -> bool:
        """Read back whether an entry lies there, as the newest of one writer."""
        return any(bundle.tip == commit and bundle.is_whole for bundle in self._read()[0])

    def _renew(self, bundles: Iterable[Bundle]) -> bool:
        """Put what was shared there once more if a file of this computer's is not whole any more."""
        broken = [bundle.path for bundle in bundles if bundle.lane == self._lane and not bundle.is_whole]
        shared = self._repo.refs.get(SHARED) if broken else None
        if shared is None:
            return False
        self.publish(shared)
        for path in broken:
            again = self._parse(path)
            if again and not again.is_whole:
                discard(path)
        return True

    def _read(self) -> tuple[list[Bundle], list[str]]:
        """Every file that is somebody's history of a log, each once; and the names of the others."""
        folder = self.where.path
        bundles: dict[tuple[str, str], Bundle] = {}
        skipped = []
        with place_errors(folder):
            if not self._in_time(folder.is_dir):
                raise SyncFailed(
                    f"the shared folder {visible(str(folder))} is not there",
                    "plug the drive in, or if it has moved: coachlog sync --moved-to PLACE",
                )
            paths = sorted(path for path in self._in_time(lambda: list(folder.iterdir())) if _looks_like_one(path.name))
        for path in paths:
            bundle = self._parse(path)
            if bundle is None:
                skipped.append(path.name)
            elif not (earlier := bundles.get((bundle.tip, bundle.lane))) or (bundle.is_whole and not earlier.is_whole):
                bundles[bundle.tip, bundle.lane] = bundle
        return list(bundles.values()), skipped

    def _parse(self, path: Path) -> Bundle | None:
        try:
            size = self._in_time(path.lstat).st_size
            if path.is_symlink() or not path.is_file() or size > _SIZE_AT_MOST:
                return None
            return parse_bundle(path, self._in_time(path.read_bytes, size))
        except OSError:  # a drive that has only the name of the file yet
            return None

    def _in_time(self, act: Callable[[], _Given], size: int = 0) -> _Given:
        """Ask the drive in a thread, and give up a drive that is asleep, even if the thread hangs."""
        patience = QUIET + size / _SLOWEST
        if self.until is not None:
            patience = max(0.1, min(patience, self.until - time.monotonic()))
        given: list[_Given] = []
        refused: list[BaseException] = []

        def ask() -> None:
            try:
                given.append(act())
            except BaseException as trouble:  # raised again in the thread that asked
                refused.append(trouble)

        asking = Thread(target=ask, daemon=True)
        asking.start()
        until = time.monotonic() + patience
        while asking.is_alive() and (left := until - time.monotonic()) > 0:
            asking.join(min(left, _SLICE))
        if refused:
            raise refused[0]
        if not given:
            raise SyncFailed("the shared folder does not answer", AGAIN)
        return given[0]

    def _log(self, head: CommitId | None, bundles: Iterable[Bundle]) -> str:
        """Which log's history is meant: one's own; to one who has none yet, the only one there."""
        logs = {bundle.log for bundle in bundles}
        mine = self._repo.ancestry.roots(head)[0][:12] if head else ""
        if mine or not logs:
            if logs and mine not in logs:
                raise SurroundingsError(
                    "another log is shared in that folder; it has nothing in common with this one",
                    "give each log a folder of its own: coachlog invite --folder DIR",
                )
            return mine
        if len(logs) > 1:
            raise SurroundingsError(
                "more than one log is shared in that folder", "give each log a folder of its own, then join again"
            )
        return logs.pop()

    def _unpack(self, bundle: Bundle) -> bool:
        small = int.from_bytes(bundle.pack[8:12], "big") < _LOOSE_AT_MOST
        how = ("unpack-objects", "-q", "--strict") if small else ("index-pack", "--stdin", "--fix-thin", "--strict")
        if self._git.call(*how, stdin=bundle.pack, timeout=300).status != 0:
            return False
        return self._git.call("rev-list", "--quiet", "--objects", bundle.tip, "--not", "--all", timeout=300).status == 0

    def _own(self, commit: CommitId) -> list[Bundle]:
        past = self._repo.ancestry.ancestors([commit])
        return [bundle for bundle in self._read()[0] if bundle.lane == self._lane and bundle.tip in past]

    def _chain(self, bundles: Iterable[Bundle]) -> CommitId | None:
        """The newest entry that this computer's own files give by themselves, if not too many lean on each other."""
        by_tip = {bundle.tip: bundle for bundle in bundles if bundle.is_whole}
        newest = self._repo.ancestry.independent(list(by_tip))
        at, links = (newest[0] if len(newest) == 1 else None), 0
        while at in by_tip and links < _CHAIN_AT_MOST:
            if not by_tip[at].needs:
                return newest[0]
            at, links = by_tip[at].needs[0], links + 1
        return None

    def _sweep(self, commit: CommitId, log: str) -> None:
        """Take away own files that nothing leans on and that everybody else has read."""
        bundles = [bundle for bundle in self._read()[0] if bundle.log == log and bundle.is_whole]
        own = {bundle.tip: bundle for bundle in bundles if bundle.lane == self._lane}
        needed: set[CommitId] = set()
        at = [commit]
        while at:
            tip = at.pop()
            needed.add(tip)
            at += [name for name in (own[tip].needs if tip in own else ()) if name not in needed]
        others = self._read_by_others(bundles)
        for tip, bundle in own.items():
            if tip not in needed and others and all(tip in past for past in others):
                discard(bundle.path)

    def _read_by_others(self, bundles: Iterable[Bundle]) -> list[set[CommitId]]:
        here = self._repo.ancestry.ancestors(
            [name for name in (self._repo.refs.get(SHARED), self._repo.refs.head()) if name]
        )
        people: dict[str, list[CommitId]] = {}
        for bundle in bundles:
            if bundle.person != self._person and bundle.tip in here:
                people.setdefault(bundle.person, []).append(bundle.tip)
        return [self._repo.ancestry.ancestors(tips) for tips in people.values()]


def is_awaited(name: str) -> bool:
    """Tell by its name whether a file that could not be read is one that a partner's computer has put there."""
    return bool(_NAMED.search(name))


def _looks_like_one(name: str) -> bool:
    name = name.casefold()
    # Until macOS has fetched `x.bundle` out of iCloud, `.x.bundle.icloud` is there in its place.
    return ".bundle" in name and (name.endswith(".bundle.icloud") or not name.startswith((TEMPORARY, ".", "~")))
