"""Words that plain git has put aside, on another branch or in a stash, where no screen shows them."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from coachlog.errors import CoachlogError
from coachlog.git.commits import ID_PATTERN, CommitId, TreeEntry
from coachlog.git.errors import GitError, UnknownRevision
from coachlog.git.refs import IN_PLACE, SET_ASIDE
from coachlog.git.repo import Repo
from coachlog.model.fields import format_count
from coachlog.regex import regex
from coachlog.sync.checkout import checkout
from coachlog.sync.commit import Change, LogWriter, WriteSession
from coachlog.sync.merge_commits import create_draft, merge_commits
from coachlog.sync.remote_config import recall

_STASH: Final = "refs/stash"
# What git or coachlog has fetched, or a person named, and how it is called here.
_FETCHED: Final = {"refs/remotes/": "", f"{IN_PLACE}/": "shared/", "refs/tags/": ""}
_TYPED: Final = regex(r"[\w.][\w./-]*")  # a name that a terminal takes as it stands


class Elsewhere(NamedTuple):
    """Changes outside the log's own line: a branch by its name, or a stash as `stash` with a number."""

    name: str
    commit: CommitId
    is_stash: bool

    @property
    def sentence(self) -> str:
        """Say where they are, and what brings them in."""
        where = "what git put aside" if self.is_stash else "another version of this log"
        return f"There are more words in {where} ({self.name}). To bring them in: coachlog save --from {self.name}"


def find_elsewhere(repo: Repo) -> tuple[Elsewhere, ...]:
    """Return the branches and stashes with a file's content that the log has not; nothing is brought in unasked."""
    head = repo.refs.head()
    if head is None or repo.state.branch_ref() is None:
        return ()
    try:
        return tuple(_find(repo, head))
    except (GitError, UnknownRevision):  # of a damaged history the doctor tells
        return ()


def _find(repo: Repo, head: CommitId) -> Iterator[Elsewhere]:
    names: dict[CommitId, str] = {}
    for name, tip in [*sorted(repo.refs.branches().items()), *_fetched_and_tags(repo, head)]:
        names.setdefault(tip, name if _TYPED.fullmatch(name) else tip[:12])
    for tip, name in names.items():
        if tip != head and _has_more(repo, head, tip):
            yield Elsewhere(name, tip, is_stash=False)
    for number, commit in enumerate(_stashes(repo)):
        if _has_more(repo, head, commit):
            yield Elsewhere(f"stash-{number + 1}", commit, is_stash=True)


def _fetched_and_tags(repo: Repo, head: CommitId) -> list[tuple[str, CommitId]]:
    """Return the tags, and the branches of the shared place that were fetched, without the one that is shared.

    What has nothing in common with the log was met in a place that was refused.
    """
    shared = recall(repo.root)
    there = shared.there or shared.branch if shared else ""
    skipped = {f"refs/remotes/origin/{name}" for name in ("HEAD", there)} | {f"{IN_PLACE}/{there}"}
    found = sorted(
        (called + ref.removeprefix(prefix), _commit_of(repo, tip))
        for prefix, called in _FETCHED.items()
        for ref, tip in repo.refs.below(prefix.rstrip("/")).items()
        if ref not in skipped
    )
    return [(name, tip) for name, tip in found if repo.ancestry.bases(head, tip)]


def _commit_of(repo: Repo, tip: CommitId) -> CommitId:
    """Return the commit of a ref, which may be a tag with a message."""
    found = next(repo.objects.read([f"{tip}^{{commit}}"]))
    return CommitId(found.id) if found else tip


def _has_more(repo: Repo, head: CommitId, tip: CommitId) -> bool:
    """Tell whether a commit has files that neither the log nor what both come from has."""
    if repo.ancestry.contains(head, tip):
        return False
    bases = repo.ancestry.bases(head, tip)
    changes = repo.objects.changes(bases[0] if bases else None, tip)
    here = repo.objects.tree(head, changes)
    untracked = repo.objects.parents(tip)[2:] if bases else ()
    more = [path for parent in untracked for path, entry in repo.objects.tree(parent).items()]
    return bool(set(more) - here.keys()) or any(
        change.after and here.get(path) != change.after for path, change in changes.items()
    )


def bring_in(writer: LogWriter, repo: Repo, name: str) -> None:
    """Merge a branch or a stash into the log, after what was changed by hand."""
    with writer.locked() as session:
        one = next((one for one in find_elsewhere(repo) if one.name == name), None)
        if one is None:
            names = ", ".join(one.name for one in find_elsewhere(repo))
            raise CoachlogError(
                f"there are no more words in `{name}`", f"there are some in: {names}" if names else "coachlog status"
            )
        edits = Change(writer.folder, "save: kept by hand")
        session.commit_edits(edits, None)
        head = repo.refs.require_head()
        tip = _commit_stash(repo, one.commit, session) if one.is_stash else one.commit
        checkout(writer.folder, repo, head, merge_commits(repo, head, tip, []))
        _end_conflicts(repo)
        if one.is_stash:
            repo.refs.update({f"{SET_ASIDE}/{one.commit[:12]}": one.commit})
            repo.git.run("stash", "drop", "-q", f"stash@{{{_stashes(repo).index(one.commit)}}}")
        writer.commits += [*edits.commits, repo.refs.require_head()]


def _commit_stash(repo: Repo, stash: CommitId, session: WriteSession) -> CommitId:
    """Return a commit of what a stash has, with a message that holds no words of a person's."""
    base, *others = repo.objects.parents(stash)
    changed: dict[str, TreeEntry | None] = {
        path: change.after for path, change in repo.objects.changes(base, stash).items()
    }
    for untracked in others[1:]:
        changed |= repo.objects.tree(untracked)
    draft = create_draft(changed, f"save: {format_count(len(changed), 'file')} put aside")
    return repo.writer.create_commit([base], draft, session.author, session.now)


def _end_conflicts(repo: Repo) -> None:
    """Let git's index have no conflicts of a `git stash pop` that stopped."""
    paths = [path for path, entries in repo.index.stages().items() if 0 not in entries]
    tree = repo.objects.tree(repo.refs.require_head(), paths)
    repo.index.set_entries({path: tree.get(path) for path in paths})


def _stashes(repo: Repo) -> list[CommitId]:
    """Return the stashed commits, the newest first."""
    try:
        lines = (repo.folder / "logs" / _STASH).read_text("utf-8", "replace").splitlines()
    except OSError:
        newest = repo.refs.get(_STASH)
        return [newest] if newest else []
    commits = [line.split(" ")[1] for line in reversed(lines) if line.count(" ") > 1]
    return [CommitId(commit) for commit in commits if re.fullmatch(ID_PATTERN, commit)]
