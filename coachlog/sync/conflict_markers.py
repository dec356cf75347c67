"""Merge conflict markers that another program left in committed documents."""

from contextlib import suppress
from itertools import takewhile
from typing import Final, NamedTuple

from coachlog.git.commits import blob_id
from coachlog.git.repo import Repo
from coachlog.merge.markers import find_marked, may_be_marked, merge_marked, outside_code
from coachlog.model.fields import format_count
from coachlog.storage.files import Folder, PathOutsideFolder
from coachlog.sync.commit import Change
from coachlog.sync.merge_commits import merge_base
from coachlog.sync.merge_trees import count_trailers, free_name

_MAX_DEPTH: Final = 5  # of conflict regions within each other


def marked_files(folder: Folder, repo: Repo) -> tuple[str, ...]:
    """Return the committed documents with conflict markers."""
    paths = []
    for path in repo.commits.files():
        with suppress(PathOutsideFolder):
            content = folder.read(path) if path.endswith((".md", ".yml")) else None
            if content and may_be_marked(content) and outside_code(content, find_marked(content)):
                paths.append(path)
    return tuple(paths)


def bring_together(change: Change, repo: Repo, path: str) -> None:
    """Merge the two versions in a document, and leave everything around them."""
    base, first_is_older = _find_origin(repo, path)
    for _ in range(_MAX_DEPTH):
        content = change.read(path) or b""
        marked = outside_code(content, find_marked(content))
        if not marked:
            break
        resolved = merge_marked(content, path, marked, base, first_is_older=first_is_older)
        change.write(path, resolved.content or b"")
        change.trailers += count_trailers({"Kept-both": len(resolved.conflicts), "Kept-whole": len(resolved.others)})
        for content in resolved.others:
            other = free_name(path, blob_id(content), lambda name: _id_of(change.read(name)))
            change.write(other, content)
    change.message = f"doctor: {format_count(len(change.writes), 'file')} brought together"


class _Origin(NamedTuple):
    """The merge that committed the markers: the base version, if it is known, and whether the first side is older."""

    base: bytes | None
    first_is_older: bool


def _find_origin(repo: Repo, path: str) -> _Origin:
    commits = list(repo.commits.log(path=path))
    versions = repo.commits.versions((at, path) for commit in commits for at in (commit.id, *commit.parents))
    marked = list(takewhile(lambda commit: find_marked(versions[commit.id, path]), commits))
    merge = marked[-1] if marked else None
    if merge is None or len(merge.parents) != 2 or any(find_marked(versions[at, path]) for at in merge.parents):
        return _Origin(None, first_is_older=True)
    base = merge_base(repo, *merge.parents)
    older = repo.ancestry.by_time(merge.parents)[0].id
    return _Origin(repo.commits.versions([(base, path)])[base, path] or b"", older == merge.parents[0])


def _id_of(content: bytes | None) -> str | None:
    return None if content is None else blob_id(content)
