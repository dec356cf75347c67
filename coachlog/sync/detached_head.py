"""A log that shows an old state of itself: what was typed there is kept, and it shows the newest again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from coachlog.git.commits import REGULAR, Author, MergeDraft, Snapshot
from coachlog.git.repo import Repo
from coachlog.git.repo_state import only
from coachlog.storage.files import Folder, PathOutsideFolder
from coachlog.sync.checkout import advance
from coachlog.sync.merge_commits import join
from coachlog.sync.remote_config import recall

_RESCUE: Final = "coachlog-rescue-"


def reattach_head(folder: Folder, repo: Repo, author: Author, now: datetime) -> Iterator[str]:
    """Go back to the log's own line of history with what is in the files, and say so.

    Raises where it can't be told which line that is, or where the person is on another one. Every step can be the last.
    """
    lines = {name: at for name, at in repo.refs.branches().items() if not name.startswith(_RESCUE)}
    line, head = _own_line(folder, lines), repo.refs.head()
    if line is None or head is None or _is_on_another(repo, lines, line, head):
        repo.state.require_ready()
        return
    newest = lines.get(line)
    typed = _keep_typed(folder, repo, head, newest, author, now)
    here = typed or head
    for before in repo.objects.parents(here)[:1]:  # what a killed coachlog has kept is followed now, too
        repo.index.update(repo.objects.changes(before, here), before)
    if newest is None or repo.ancestry.contains(here, newest):
        repo.refs.checkout_branch(line, here, newest)
        yield "This log is on its own line again" + (", with what was typed." if typed else ".")
        return
    target, rescued = newest, ""
    if not repo.ancestry.contains(newest, here):
        rescued = f"{_RESCUE}{here[:7]}"
        repo.refs.update({f"refs/heads/{rescued}": here})
        target = join(repo, newest, here, [])
    advance(folder, repo, here, target)
    repo.refs.checkout_branch(line, target, newest)
    kept = f", with what was typed into the old one (which is kept as {rescued}, too)" if rescued else ""
    yield f"This log showed an old state of itself; it shows the newest again{kept}."


def _own_line(folder: Folder, lines: dict[str, str]) -> str | None:
    shared = recall(folder.root)
    likely = [*([shared.branch] if shared else []), "main"]
    return next((name for name in likely if name in lines), only(lines) if lines else "main")


def _is_on_another(repo: Repo, lines: dict[str, str], line: str, head: str) -> bool:
    """Tell whether the person looks at something that is of another line, and not of the log's own."""
    newest = lines.get(line)
    if newest is None or repo.ancestry.contains(newest, head) or repo.ancestry.contains(head, newest):
        return False
    others = [at for name, at in lines.items() if name != line]
    return not repo.ancestry.bases(newest, head) or any(repo.ancestry.contains(at, head) for at in others)


def _keep_typed(folder: Folder, repo: Repo, head: str, newest: str | None, author: Author, now: datetime) -> str | None:
    """Keep what is in the files upon the entry that is shown, and return the entry that has it, if there is any."""
    leaves = repo.objects.tree(head)
    before = Snapshot(head, leaves)
    contents: dict[str, bytes | None] = {}
    # What the log is told to overlook is looked at too where the newest state has a file of that name.
    for path in {*repo.worktree.changed_files(), *(repo.objects.changes(head, newest) if newest else ())}:
        try:
            content = folder.read(path)
        except PathOutsideFolder:
            continue
        if before.differs(path, content) and (content is not None or leaves[path].mode in REGULAR):
            contents[path] = content
    if not contents:
        return None
    entry = repo.writer.create_commit([head], MergeDraft(contents, {}, "save: typed into an old state"), author, now)
    repo.refs.update_branch(entry, head)
    return entry
