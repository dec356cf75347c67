"""The notes that somebody leaves in a shared place when they move the log to another one."""

from coachlog.git.commits import CommitId
from coachlog.git.repo import Repo
from coachlog.sync.conflicts import HERE, load_past
from coachlog.sync.remote_config import recall


def find_move(repo: Repo) -> str:
    """Return where the log has gone since this computer shares it where it does, nothing where it has not.

    The newest note that came since then tells.
    """
    shared = recall(repo.root)
    moves = load_past(repo.root, lambda: repo).moves if shared else ()
    for commit, place in reversed(moves):
        if shared and not (shared.since and repo.ancestry.contains(CommitId(shared.since), commit)):
            return place if place not in (HERE, shared.where.text) else ""
    return ""
