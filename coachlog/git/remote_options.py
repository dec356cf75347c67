"""The options of git that keep a remote from running anything on this computer."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coachlog.errors import SurroundingsError
from coachlog.git.config import foreign_settings
from coachlog.git.errors import visible
from coachlog.git.remote_address import RemoteKind, is_bare
from coachlog.git.remote_errors import SyncFailed

OPTIONS: Final = {
    "ls-remote": ("--symref",),
    "fetch": (
        *("--progress", "--prune", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"),
        "--no-auto-maintenance",
    ),
    "push": ("--progress", "--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no"),
}


def protocol_options(kind: RemoteKind) -> Sequence[str]:
    """Allow the protocol of the address alone, whatever a host or the person's settings redirect to."""
    ways = ("file",) if kind is RemoteKind.PATH else ("https", "ssh", "http")
    return ("-c", "protocol.allow=never", *(part for way in ways for part in ("-c", f"protocol.{way}.allow=always")))


def server_options(command: str, path: Path) -> Sequence[str]:
    """Have the git that serves a repository on a drive run nothing that its settings or hooks name."""
    git = f"git -c safe.directory={shlex.quote(path.as_posix())} -c core.hooksPath=/dev/null -c core.fsmonitor=false"
    if command == "push":
        git += (
            " -c core.alternateRefsCommand='exit 0' -c receive.autogc=false -c gc.auto=0 -c core.fsync=all"
            " -c receive.denyCurrentBranch=refuse -c receive.denyNonFastForwards=true"
        )
        return (f"--receive-pack={git} receive-pack",)
    return (f"--upload-pack={git} upload-pack",)


def require_trusted(path: Path) -> None:
    """Raise if a folder is no bare repository, or git would follow it elsewhere."""
    if not path.is_dir():
        raise SyncFailed(
            f"the shared place {visible(str(path))} is not there",
            "plug the drive in, or if it has moved: coachlog sync --moved-to PLACE",
        )
    # Of a folder with `.git` in it, git takes that for the repository. It follows every link.
    strange = [name for name in (".git", "commondir") if (path / name).exists()]
    strange += [name for name in ("HEAD", "config", "objects", "refs", "refs/heads") if (path / name).is_symlink()]
    strange += [key for key in foreign_settings(path / "config") if _is_dangerous(key)]
    if strange or not is_bare(path):
        raise SurroundingsError(
            f"{visible(str(path))} is not a shared place that can be trusted"
            + (f": {visible(', '.join(strange))}" if strange else ""),
            "ask your partner; a new one is made by: coachlog invite --place PLACE",
        )


def _is_dangerous(key: str) -> bool:
    """Tell whether a setting leads to other settings or places, which no option of ours overrules."""
    return key.casefold().startswith(("include", "extensions.", "core.worktree")) or key.casefold().endswith("promisor")
