"""Where a log is shared, as this computer remembers it: in git's own folder, never in a file that is shared."""

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path

from coachlog.git.config import point_at
from coachlog.git.process import Git
from coachlog.git.remote import GitRemote
from coachlog.git.remote_address import InvalidAddress, RemoteAddress, RemoteKind, parse_address
from coachlog.git.repo import Repo
from coachlog.storage.files import replace
from coachlog.storage.local_state import LocalState
from coachlog.sync.bundle_folder import BundleFolder

_NAME = re.compile(r"[A-Za-z0-9][\w./-]*")


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared place, and what is known of it."""

    where: RemoteAddress
    branch: str  # the line of history here that is shared
    there: str = ""  # how it is called in the place
    lane: str = ""  # this computer's name in a folder


def recall(root: Path) -> Shared | None:
    """Return where a log is shared, None where nobody has said so; without starting git."""
    try:
        found = json.loads(LocalState(root).place.read_bytes())
        kind, place = RemoteKind(found["kind"]), found["place"]
        words = [found[name] for name in ("branch", "there", "lane")]
        if not all(isinstance(word, str) and (not word or _NAME.fullmatch(word)) for word in words):
            return None
        where = parse_address(place) if kind is RemoteKind.NET else RemoteAddress(kind, str(Path(place).absolute()))
    except (OSError, ValueError, KeyError, TypeError, InvalidAddress):
        return None
    return Shared(where, *words)


def remember(root: Path, shared: Shared) -> None:
    """Keep on this computer where a log is shared, for plain git too, where it can reach the place."""
    told = {"place": shared.where.text, "kind": shared.where.kind.value}
    told |= {field.name: getattr(shared, field.name) for field in fields(shared) if field.name != "where"}
    content = json.dumps(told, indent=2).encode() + b"\n"
    path = LocalState(root).place
    if not path.exists() or path.read_bytes() != content:
        if shared.where.kind is not RemoteKind.FOLDER and shared.there:
            known = recall(root)
            before = known.where.text if known else ""
            on_drive = shared.where.kind is RemoteKind.PATH
            point_at(root, shared.where.text, before, shared.branch, shared.there, on_drive=on_drive)
        path.parent.mkdir(exist_ok=True)
        replace(path, content)


def adopt(root: Path) -> Shared | None:
    """Return where a log came from that was copied by plain git, None where it was not."""
    told = Git(root).run("config", "--local", "--get", "remote.origin.url", ok=(0, 1)).decode("utf-8", "replace")
    return Shared(parse_address(told), Repo(root).refs.branch) if told.strip() else None


def place_of(repo: Repo, shared: Shared, person: str) -> GitRemote | BundleFolder:
    """Return the shared place itself."""
    if shared.where.kind is RemoteKind.FOLDER:
        return BundleFolder(repo, shared.where, person, shared.lane)
    return GitRemote(repo, shared.where, shared.there)
