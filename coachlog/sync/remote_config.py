"""The shared place of a log, as this computer remembers it below `.git`, which is never shared."""

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from coachlog.frozen import frozen
from coachlog.git.remote_address import InvalidAddress, RemoteAddress, RemoteKind, parse_address
from coachlog.regex import regex
from coachlog.storage.files import replace
from coachlog.storage.local_state import DAMAGED, LocalState
from coachlog.storage.records import is_text

if TYPE_CHECKING:  # whoever only asks where the place is needs no git
    from coachlog.git.remote import GitRemote
    from coachlog.git.repo import Repo
    from coachlog.sync.bundle_folder import BundleFolder

_NAME = regex(r"[A-Za-z0-9][\w./-]*")


@frozen
class Shared:
    """A shared place, with the branches and the name that this computer uses there."""

    where: RemoteAddress
    branch: str  # the shared branch of this log
    there: str = ""  # its name in the place
    lane: str = ""  # the name of this computer in a shared folder
    since: str = ""  # a commit from before this computer shared here: later ones may tell of a move
    untold: tuple[str, ...] = ()  # the places that were left and have no note of it yet, the newest last


def recall(root: Path) -> Shared | None:
    """Return the shared place of a log, None if it has none. Starts no git."""
    try:
        stored = json.loads(LocalState(root).place.read_bytes())
        kind, place = RemoteKind(stored["kind"]), stored["place"]
        names = [stored[name] for name in ("branch", "there", "lane")] + [stored.get("since", "")]
        if not all(isinstance(name, str) and (not name or _NAME.fullmatch(name)) for name in names):
            return None
        branch, there, lane, since = names
        where = parse_address(place) if kind is RemoteKind.NET else RemoteAddress(kind, str(Path(place).absolute()))
    except (*DAMAGED, InvalidAddress):
        return None
    untold = stored.get("untold") or []
    places = untold if isinstance(untold, list) else [untold]  # an older coachlog knew of one
    return Shared(where, branch, there, lane, since, tuple(place for place in places if is_text(place)))


def remember(root: Path, shared: Shared) -> None:
    """Store the shared place of a log, for plain git too if git can reach it."""
    record = {"place": shared.where.text, "kind": shared.where.kind.value}
    record |= {field.name: getattr(shared, field.name) for field in fields(shared) if field.name != "where"}
    content = json.dumps(record, indent=2).encode() + b"\n"
    path = LocalState(root).place
    if not path.exists() or path.read_bytes() != content:
        if shared.where.kind is not RemoteKind.FOLDER and shared.there:
            previous = recall(root)
            before = previous.where.text if previous else ""
            on_drive = shared.where.kind is RemoteKind.PATH
            from coachlog.git.config import point_at

            point_at(root, shared.where.text, before, shared.branch, shared.there, on_drive=on_drive)
        path.parent.mkdir(exist_ok=True)
        replace(path, content)


def adopt(root: Path) -> Shared | None:
    """Return the place from which plain git cloned a log, None if it did not."""
    from coachlog.git.process import Git
    from coachlog.git.repo import Repo

    url = Git(root).run("config", "--local", "--get", "remote.origin.url", ok=(0, 1)).decode("utf-8", "replace")
    return Shared(parse_address(url), Repo(root).refs.branch) if url.strip() else None


def place_of(repo: "Repo", shared: Shared, person: str) -> "GitRemote | BundleFolder":
    """Return the remote of a shared place."""
    if shared.where.kind is RemoteKind.FOLDER:
        from coachlog.sync.bundle_folder import BundleFolder

        return BundleFolder(repo, shared.where, person, shared.lane)
    from coachlog.git.remote import GitRemote

    return GitRemote(repo, shared.where, shared.there)
