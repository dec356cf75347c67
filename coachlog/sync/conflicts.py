"""The conflicts of a log, found in its history once and remembered until the history has grown."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.errors import SurroundingsError
from coachlog.frozen import frozen
from coachlog.git.commits import CommitId
from coachlog.git.errors import GitError, UnknownRevision
from coachlog.git.repo import Repo
from coachlog.model.conflict import SETTLED, UNDO, Conflict, Form, Version, second_files, settled_token
from coachlog.storage.files import FileNotRead, Folder, PathOutsideFolder
from coachlog.storage.files import replace as replace_file
from coachlog.storage.local_state import DAMAGED, LocalState
from coachlog.storage.records import pack, unpack_checked
from coachlog.sync.remote_config import recall

if TYPE_CHECKING:
    from coachlog.git.commits import Commit
    from coachlog.git.repo import Repo
    from coachlog.sync.merge_commits import Known

# The trailers of commits that take in an answer, and that name another shared place.
ANSWER: Final = "Answer"  # a letter's mark, and digests of what an answer to it said
MOVED: Final = "Moved-to"
HERE: Final = "here"  # the note of a move by somebody who went along: an older one is of no use any more
_LOOKED_AT: Final = 50  # entries in which the writer of a version is looked for
_LONGEST_PLACE: Final = 1000  # letters of a place that anybody's program may have written
_MOST_BYTES: Final = 100_000  # of a file that is shown in two versions


@frozen
class Past:
    """All conflicts in the history up to a commit, those that were settled, and where the log was moved.

    `taken_back` has what an undo took out of `settled`, by the undo: it comes back if that is undone.
    """

    until: str = ""
    conflicts: tuple[Conflict, ...] = ()
    settled: Mapping[str, str] = field(default_factory=dict)  # a conflict's token by the commit that settled it
    moves: tuple[tuple[CommitId, str], ...] = ()  # commits and shared places, the oldest first
    taken_back: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def find_conflicts(root: Path, open_repo: Callable[[], "Repo"], paths: Iterable[str] = ()) -> tuple[Conflict, ...]:
    """Return the conflicts that are in the files now and are not settled, by place.

    `paths` are all files of the log, if more than those with conflicts in the history are to be read.
    """
    past = load_past(root, open_repo)
    names = set(paths)
    if not past.conflicts and not names:
        return ()
    folder = Folder(root)
    texts = {
        path: _read_text(folder, path)
        for path in sorted({*names, *(conflict.path for conflict in past.conflicts)})
        if path.endswith((".md", ".yml"))
    }
    settled = set(past.settled.values())
    standing = [*_in_texts(past, texts), *_between_files(folder, past, names)]
    unique = {(one.path, one.token): one for one in standing if one.token not in settled}
    return tuple(sorted(unique.values(), key=lambda conflict: (conflict.path, conflict.line)))


def _read_text(folder: Folder, path: str) -> str:
    from coachlog.merge.files import MAX_MERGE_BYTES
    from coachlog.model.resolve_conflict import decode

    with suppress(FileNotRead):
        content = folder.read(path)
        if content and len(content) <= MAX_MERGE_BYTES:
            return decode(content)
    return ""


def _in_texts(past: Past, texts: Mapping[str, str]) -> Iterator[Conflict]:
    from coachlog.model.resolve_conflict import find_values, locate

    for conflict in past.conflicts:
        if conflict.form is Form.WORDS and (located := locate(conflict, texts.get(conflict.path, ""))):
            yield located
    for path, text in texts.items():
        yield from find_values(path, text, (conflict for conflict in past.conflicts if conflict.path == path))


def _between_files(folder: Folder, past: Past, names: set[str]) -> Iterator[Conflict]:
    pairs = {(one.path, one.where): one for one in past.conflicts if one.form is Form.FILE}
    for path, other in {**pairs, **dict.fromkeys(second_files(names))}:
        first, second = _content(folder, other), _content(folder, path)
        if first is not None and second is not None and first != second:
            conflict = pairs.get((path, other)) or Conflict(Version(""), Version(""), other, path, Form.FILE)
            yield replace(
                conflict,
                first=replace(conflict.first, text=_shown(first)),
                second=replace(conflict.second, text=_shown(second)),
            )


def _shown(content: bytes) -> str:
    from coachlog.model.resolve_conflict import decode

    return (decode(content) if len(content) < _MOST_BYTES else "") or f"{len(content)} bytes"


def _content(folder: Folder, path: str) -> bytes | None:
    try:
        return folder.read(path)
    except PathOutsideFolder:
        return None


# The history -----------------------------------------------------------------------------------------------------


def load_past(root: Path, open_repo: Callable[[], "Repo"]) -> Past:
    """Return the conflicts in the history; ask git only if it has grown, and only for a shared log."""
    past = _recall(root)
    if not past.until and not is_shared(root):
        return past
    repo = open_repo()
    newest = repo.refs.head()
    if newest is None or newest == past.until:
        return past
    try:
        return _grow(repo, past, newest)
    except GitError:  # without git a log is still read
        return past


def is_shared(root: Path) -> bool:
    """Return whether somebody else's commits can have come in, as far as this copy says."""
    try:
        config = root / ".git" / "config"
        return LocalState(root).place.exists() or "[remote" in config.read_text("utf-8", "replace")
    except OSError:
        return False


def _grow(repo: "Repo", past: Past, newest: CommitId) -> Past:
    try:
        commits = list(repo.commits.log(since=past.until or None))
    except (GitError, UnknownRevision):  # that commit is no part of the history any more
        past, commits = Past(), list(repo.commits.log())
    settled, moves = dict(past.settled), list(past.moves)
    taken_back = {by: dict(tokens) for by, tokens in past.taken_back.items()}
    conflicts, is_whole = [*past.conflicts], True
    known: Known = {}
    for commit in reversed(commits):
        for key, value in commit.trailers:
            if key == SETTLED and (token := settled_token(value)):
                settled[commit.id] = token
            elif key == UNDO:
                settled |= taken_back.pop(value, {})
                if token := settled.pop(value, ""):
                    taken_back.setdefault(commit.id, {})[value] = token
            elif key == MOVED and 0 < len(value.strip()) <= _LONGEST_PLACE:
                moves.append((commit.id, value))
        try:
            of_commit = list(_conflicts_of(repo, commit, known))
            again = {token for conflict in of_commit for token in conflict.tokens}
            settled = {by: token for by, token in settled.items() if token not in again}
            conflicts += of_commit
        except (GitError, UnknownRevision):  # what can't be read now may be there again when doctor has healed it
            is_whole = False
    grown = Past(newest, tuple(conflicts), settled, tuple(moves), taken_back)
    if is_whole:
        _remember(repo.root, grown)
    return grown


def _conflicts_of(repo: "Repo", commit: "Commit", known: "Known") -> Iterator[Conflict]:
    """Yield the conflicts of a merge commit with their writers."""
    from coachlog.sync.merge_commits import merge_again

    merged = merge_again(repo, commit, known)
    if merged is None:
        return

    def signed(side: int, path: str, text: str) -> Version:
        looked_at = (repo.commits.log(_LOOKED_AT, one, merged.base, merged.sides[side]) for one in (path, None))
        by = next(
            (commit for log in looked_at for commit in log if len(commit.parents) < 2), None
        )  # a merge is nobody's
        return Version(text, by.author.name, by.author.email, by.when.date().isoformat()) if by else Version(text)

    for conflict in merged.trees.all_conflicts:
        first, second = (signed(n, conflict.path, one.text) for n, one in enumerate((conflict.first, conflict.second)))
        yield replace(conflict, first=first, second=second)


def _remember(root: Path, past: Past) -> None:
    with suppress(SurroundingsError, OSError):  # a log that is only read is looked through again the next time
        path = LocalState(root).conflicts
        path.parent.mkdir(exist_ok=True)
        replace_file(path, json.dumps(pack(past)).encode())


def _recall(root: Path) -> Past:
    try:
        past: Past = unpack_checked(Past, json.loads(LocalState(root).conflicts.read_bytes()))
    except DAMAGED:
        return Past()
    return past


def find_move(repo: Repo) -> str:
    """Return the place to which the log has moved since this computer shares it; empty if it has not.

    The newest note that came since then tells.
    """
    shared = recall(repo.root)
    moves = load_past(repo.root, lambda: repo).moves if shared else ()
    for commit, place in reversed(moves):
        if shared and not (shared.since and repo.ancestry.contains(CommitId(shared.since), commit)):
            return place if place not in (HERE, shared.where.text) else ""
    return ""
