"""What was kept twice in a log, found in its history once and remembered until the history has grown."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.model.conflict import Form, Twice, Version, second_files
from coachlog.storage.files import Folder, PathOutsideFolder, replace
from coachlog.storage.local_state import LocalState

if TYPE_CHECKING:
    from coachlog.git.commits import Commit
    from coachlog.git.repo import Repo

SETTLED: Final = "Settled"
UNDO: Final = "Undo"
_OURS: Final = "sync: "
_TOLD: Final = ("Kept-both", "Kept-whole")


@dataclass(frozen=True, slots=True)
class Known:
    """What the history tells up to an entry: what was ever kept twice, and what was settled of it."""

    until: str = ""
    places: tuple[Twice, ...] = ()
    settled: Mapping[str, str] = field(default_factory=dict)  # the entries that settled something, with its token


def find_twice(root: Path, open_repo: Callable[[], "Repo"], paths: Iterable[str] = ()) -> tuple[Twice, ...]:
    """What stands in two versions now and is not settled, by place.

    `paths` are the files of the log where all of them are to be looked into, and not only those that were told of.
    """
    known = look(root, open_repo)
    names = set(paths)
    if not known.places and not names:
        return ()
    from coachlog.merge.files import MAX_MERGE_BYTES
    from coachlog.model.resolve_conflict import read_text

    folder = Folder(root)
    texts: dict[str, str] = {}
    for path in sorted({*names, *(place.path for place in known.places)}):
        if path.endswith((".md", ".yml")):
            with suppress(CoachlogError):
                content = folder.read(path)
                texts[path] = read_text(content) if content and len(content) <= MAX_MERGE_BYTES else ""
    settled = set(known.settled.values())
    found = [*_standing(folder, known, texts, names)]
    unique = {(one.path, one.token): one for one in found if one.token not in settled}
    return tuple(sorted(unique.values(), key=lambda one: (one.path, one.line)))


def _standing(folder: Folder, known: Known, texts: dict[str, str], names: set[str]) -> Iterator[Twice]:
    from coachlog.model.resolve_conflict import kept_values, stands

    for place in known.places:
        if place.form is Form.WORDS and (now := stands(place, texts.get(place.path, ""))):
            yield now
    for path, text in texts.items():
        yield from kept_values(path, text, (place for place in known.places if place.path == path))
    told = {(place.path, place.where): place for place in known.places if place.form is Form.FILE}
    for path, other in {**told, **dict.fromkeys(second_files(names))}:
        first, second = _content(folder, other), _content(folder, path)
        if first is not None and second is not None and first != second:
            writers = told.get((path, other))
            yield Twice(
                path,
                other,
                Form.FILE,
                _version(first, writers.first if writers else Version("")),
                _version(second, writers.second if writers else Version("")),
            )


def _version(content: bytes, writer: Version) -> Version:
    from coachlog.model.resolve_conflict import read_text

    text = read_text(content) if len(content) < 100_000 else ""
    return Version(text or f"{len(content)} bytes", writer.who, writer.email, writer.day)


def _content(folder: Folder, path: str) -> bytes | None:
    try:
        return folder.read(path)
    except PathOutsideFolder:
        return None


# The history -----------------------------------------------------------------------------------------------------


def look(root: Path, open_repo: Callable[[], "Repo"]) -> Known:
    """What the history tells; git is asked only where the history has grown, and only of a log that is shared."""
    known = _recall(root)
    if not known.until and not is_shared(root):
        return known
    repo = open_repo()
    newest = repo.refs.head()
    if newest is None or newest == known.until:
        return known
    try:
        return _grown(root, repo, known, newest)
    except SurroundingsError:  # without git a log is still read
        return known


def is_shared(root: Path) -> bool:
    """Whether somebody else's entries can have come in, as far as this copy says."""
    try:
        config = root / ".git" / "config"
        return LocalState(root).place.exists() or "[remote" in config.read_text("utf-8", "replace")
    except OSError:
        return False


def _grown(root: Path, repo: "Repo", known: Known, newest: str) -> Known:
    try:
        entries = list(repo.commits.log(since=known.until or None))
    except CoachlogError:  # what was known is no part of the history any more
        known, entries = Known(), list(repo.commits.log())
    settled = dict(known.settled)
    for entry in reversed(entries):
        for key, value in entry.trailers:
            if key == SETTLED:
                settled[entry.id] = value.rpartition("^")[2]
            elif key == UNDO:
                settled.pop(value, None)
    places, is_whole = [*known.places], True
    for entry in reversed(entries):
        try:
            places += _kept_by(repo, entry)
        except CoachlogError:  # what can't be read now may be there again when doctor has healed it
            is_whole = False
    now = Known(newest, tuple(places), settled)
    if is_whole:
        _remember(root, now)
    return now


def _kept_by(repo: "Repo", entry: "Commit") -> Iterator[Twice]:
    """What an entry that brought two sides together kept twice, from these two once more."""
    from coachlog.sync.merge_commits import join
    from coachlog.sync.merge_trees import join_trees

    if len(entry.parents) != 2:
        return
    if entry.message.startswith(_OURS) and not any(key in _TOLD for key, _ in entry.trailers):
        return
    bases = [tip.id for tip in repo.ancestry.by_time(repo.ancestry.bases(*entry.parents))]
    if not bases:
        return
    base = reduce(lambda one, other: join(repo, one, other, []), bases)
    sides = [tip.id for tip in repo.ancestry.by_time(entry.parents)]
    changes = [{} if side == base else repo.objects.changes(base, side) for side in sides]
    joined = join_trees(changes[0], changes[1], repo.objects.blobs, lambda: list(repo.objects.tree(sides[0])))

    def version(side: int, path: str, text: str) -> Version:
        by = next(repo.commits.log(1, path, base, sides[side]), None)
        by = by or next(repo.commits.log(1, None, base, sides[side]), None)
        return Version(text, by.author.name, by.author.email, by.when.date().isoformat()) if by else Version(text)

    for path, kept in joined.twice:
        yield Twice(path, kept.where, Form.WORDS, version(0, path, kept.first), version(1, path, kept.second))
    for path, other in joined.whole:
        yield Twice(path, other, Form.FILE, version(0, path, ""), version(1, path, ""))


def _remember(root: Path, known: Known) -> None:
    told = {"until": known.until, "places": [asdict(one) for one in known.places], "settled": dict(known.settled)}
    with suppress(CoachlogError, OSError):  # a log that is only read is looked through again the next time
        path = LocalState(root).conflicts
        path.parent.mkdir(exist_ok=True)
        replace(path, json.dumps(told).encode())


def _recall(root: Path) -> Known:
    try:
        told: Any = json.loads(LocalState(root).conflicts.read_bytes())
        places = tuple(
            Twice(
                **row
                | {"form": Form(row["form"]), "first": Version(**row["first"]), "second": Version(**row["second"])}
            )
            for row in told["places"]
        )
        return Known(str(told["until"]), places, dict(told["settled"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Known()
