"""The addresses that a log can be shared at. What could run a program is refused before git sees it."""

import re
from enum import Enum
from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.git.errors import visible

_LOOPBACK: Final = r"http://(127\.0\.0\.1|localhost)(:\d+)?/\S*"
_HTTPS: Final = r"https://([^/@:\s]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?/\S*"
_SSH: Final = r"ssh://([A-Za-z0-9_.+][\w.+-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?/[^-\s]\S*"
_SCP: Final = r"([A-Za-z0-9_.+][\w.+-]*@)?[A-Za-z0-9][A-Za-z0-9.-]+:[^-\s:]\S*"
_FORMS: Final = "a web address (https://…), a host (git@host:name.git), or a folder"


class InvalidAddress(CoachlogError):
    """A log can't be shared at what a person typed."""


class RemoteKind(Enum):
    """How a remote is reached: a host, a bare repository on a drive, a folder of bundles."""

    NET = "net"
    PATH = "path"
    FOLDER = "folder"


@frozen
class RemoteAddress:
    """A web address, or a folder's absolute path."""

    kind: RemoteKind
    text: str

    @property
    def path(self) -> Path:
        """The folder of a remote that is one."""
        return Path(self.text)


def parse_address(typed: str) -> RemoteAddress:
    """Return the address that a person typed; raise InvalidAddress if a log can't be shared there."""
    text = typed.strip()
    if not text or text.startswith("-") or "::" in text or any(not char.isprintable() for char in text):
        raise InvalidAddress(f"{visible(typed)!r} is not a place that a log can be shared in", f"name {_FORMS}")
    if re.match(r"https://[^/@]*:[^/@]*@", text):
        raise InvalidAddress("there is a password in that address", "leave it out: git asks for it once")
    if any(re.fullmatch(form, text) for form in (_HTTPS, _LOOPBACK, _SSH)):
        return RemoteAddress(RemoteKind.NET, text)
    text = text.removeprefix("file://")
    if "://" in text:
        raise InvalidAddress(f"a log can't be shared over {visible(text.partition('://')[0])}", f"name {_FORMS}")
    if re.fullmatch(_SCP, text) and not Path(text).exists():
        return RemoteAddress(RemoteKind.NET, text)
    return _folder(Path(text).expanduser().absolute())


def _folder(path: Path) -> RemoteAddress:
    if (path / ".git").exists() or (path / "coachlog.yml").exists():
        raise InvalidAddress(
            f"{visible(str(path))} is a log itself, and somebody writes in it",
            "share through a folder of its own: coachlog invite --folder DIR",
        )
    bare = is_bare(path) or (path.suffix == ".git" and not path.exists())
    return RemoteAddress(RemoteKind.PATH if bare else RemoteKind.FOLDER, str(path))


def is_bare(path: Path) -> bool:
    """Tell whether a folder is a bare repository."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir()
