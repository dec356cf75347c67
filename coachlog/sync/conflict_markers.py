"""Documents in the history that have both versions of something between marker lines: brought together after all."""

from contextlib import suppress
from typing import Final

from coachlog.git.commits import blob_id
from coachlog.git.repo import Repo
from coachlog.merge.markers import find_marked, may_be_marked, merge_marked, outside_code
from coachlog.model.fields import format_count
from coachlog.model.portable_names import second_name
from coachlog.storage.files import Folder, PathOutsideFolder
from coachlog.sync.commit import Change
from coachlog.sync.merge_commits import merge_base

_WITHIN: Final = 5  # times that two versions stand within one of two


def marked_files(folder: Folder, repo: Repo) -> tuple[str, ...]:
    """Return the documents in which another program has left two versions of something."""
    found = []
    for path in repo.commits.files():
        with suppress(PathOutsideFolder):
            content = folder.read(path) if path.endswith((".md", ".yml")) else None
            if content and may_be_marked(content) and outside_code(content, find_marked(content)):
                found.append(path)
    return tuple(found)


def bring_together(change: Change, repo: Repo, path: str) -> None:
    """Bring the two versions in a document together, and leave all that stands around them."""
    base, first_is_older = _origin(repo, path)
    for _ in range(_WITHIN):
        content = change.read(path) or b""
        marked = outside_code(content, find_marked(content))
        if not marked:
            break
        resolved = merge_marked(content, path, marked, base, first_is_older=first_is_older)
        change.write(path, resolved.content or b"")
        change.trailers += tuple(("Kept-both", f"{path}#{conflict.where}") for conflict in resolved.conflicts)
        for content in resolved.others:
            other = second_name(path, blob_id(content))
            change.write(other, content)
            change.trailers += (("Kept-whole", f"{path}#{other}"),)
    change.message = f"doctor: {format_count(len(change.writes), 'file')} brought together"


def _origin(repo: Repo, path: str) -> tuple[bytes | None, bool]:
    """What both had before the entry that brought the two versions, as far as it says so; whose is the older one."""
    entries = list(repo.commits.log(path=path))
    versions = repo.commits.versions((at, path) for entry in entries for at in (entry.id, *entry.parents))
    brought = None
    for entry in entries:
        if not find_marked(versions[entry.id, path]):
            break
        brought = entry
    if brought is None or len(brought.parents) != 2 or any(find_marked(versions[at, path]) for at in brought.parents):
        return None, True
    base = merge_base(repo, *brought.parents)
    older = repo.ancestry.by_time(brought.parents)[0].id
    return repo.commits.versions([(base, path)])[base, path] or b"", older == brought.parents[0]
