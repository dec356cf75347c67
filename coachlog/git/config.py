"""The git settings of one repository: coachlog's own, and those that nobody else may have set."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final

from coachlog.errors import SurroundingsError
from coachlog.git.errors import HistoryElsewhere, visible
from coachlog.git.process import Git
from coachlog.regex import regex

DRIVER: Final = "coachlog merge-driver %O %A %B %P"
_MERGED_BY_MEANING: Final = ("*.md merge=coachlog", "*.yml merge=coachlog")
_SETTINGS: Final = {
    "merge.coachlog.name": "coachlog: by meaning, both kept",
    "merge.coachlog.driver": DRIVER,
    # A stick says that every file may be run, a host that none may: neither is a change.
    "core.fileMode": "false",
}
# Git runs what these name, or goes where they point.
_RUNS: Final = regex(
    r"""core\.(fsmonitor|hookspath|sshcommand|editor|pager|askpass|gitproxy|alternaterefscommand|worktree|attributesfile)
    |diff\.external|diff\..*\.(command|textconv)|merge\..*\.driver|filter\..*
    |credential\..*helper|gpg\..*program|alias\..*|remote\..*\.(uploadpack|receivepack|vcs|proxy|promisor)
    |url\..*|include\.path|includeif\..*|uploadpack\.packobjectshook|protocol\..*|submodule\..*|pager\..*
    |sequence\.editor|trailer\..*|http\..*(proxy|sslverify|cookiefile|extraheader|curloptresolve)
    |extensions\.(partialclone|worktreeconfig)""",
    re.VERBOSE | re.IGNORECASE,
)
_SECTION: Final = regex(r'\[([A-Za-z]+)(?: "([A-Za-z0-9 ./_-]+)")?\]')
_SETTING: Final = regex(r"\t([A-Za-z][A-Za-z0-9-]*) = ([^\"\\#;\s](?:[^\"\\#;\x00-\x1f\x7f]*[^\"\\#;\s])?)")
_PUSH: Final = "remote.origin.pushurl"
_OURS: Final = f"merge.coachlog.driver\n{DRIVER}"


def install_driver(root: Path) -> None:
    """Set coachlog as the merge driver of documents, for merges that are begun with git."""
    git = Git(root)
    for key, value in _SETTINGS.items():
        git.run("config", "--local", key, value)
    attributes = root / ".git" / "info" / "attributes"
    content = attributes.read_bytes() if attributes.exists() else b""
    missing = [line.encode() for line in _MERGED_BY_MEANING if line.encode() not in content.splitlines()]
    if missing:
        attributes.parent.mkdir(exist_ok=True)
        attributes.write_bytes(b"\n".join([content.rstrip(), *missing, b""]).lstrip())


def name_writer(root: Path, name: str, email: str, others: Collection[str]) -> None:
    """Set git's user to the person at this computer, unless somebody has set another.

    `others` are the e-mails of the log's other people: one of them may have been the person here before.
    """
    git = Git(root)
    set_here = git.call("config", "--local", "--get", "user.email").out.decode("utf-8", "replace").strip()
    if not set_here or set_here.casefold() in {other.casefold() for other in others}:
        for key, value in (("user.name", name), ("user.email", email)):
            git.call("config", "--local", "--replace-all", "--", key, value)


def point_at(root: Path, place: str, before: str, branch: str, there: str, *, on_drive: bool) -> None:
    """Set the remote `origin`, unless it is set to something else than `before`.

    A remote on a drive is for fetching only: in a push, plain git would run the hooks that it finds there.
    """
    git = Git(root)
    url = git.run("config", "--local", "--get", "remote.origin.url", ok=(0, 1)).decode("utf-8", "replace").strip()
    if url not in ("", before):
        return
    settings = {
        "remote.origin.url": place,
        "remote.origin.fetch": "+refs/heads/*:refs/remotes/origin/*",
        f"branch.{branch}.remote": "origin",
        f"branch.{branch}.merge": f"refs/heads/{there}",
    }
    for key, value in settings.items():
        git.run("config", "--local", key, value)
    if on_drive:
        git.run("config", "--local", _PUSH, "type coachlog sync to share")
    else:
        git.run("config", "--local", "--unset-all", _PUSH, ok=(0, 5))


def has_driver(root: Path) -> bool:
    """Tell whether coachlog is the merge driver of documents."""
    return Git(root).run("config", "--local", "--get", "merge.coachlog.driver", ok=(0, 1)).decode().strip() == DRIVER


def foreign_settings(config: Path) -> tuple[str, ...]:
    """Return the settings in a config file that run a program or lead elsewhere, coachlog's own left out."""
    if not config.exists():
        return ()
    entries = _parse_simple(config.read_bytes().decode("utf-8", "replace"))
    if entries is None:
        output = Git(config.parent).run("config", "--file", str(config.absolute()), "--no-includes", "-z", "--list")
        entries = [entry for entry in output.decode("utf-8", "replace").split("\0") if entry]
    entries = [entry for entry in entries if entry != _OURS]
    return tuple(dict.fromkeys(key for entry in entries if _RUNS.fullmatch(key := entry.partition("\n")[0])))


def _parse_simple(text: str) -> list[str] | None:
    """Return each setting as git lists it, None if the file is not in git's simplest form. This saves a process."""
    settings, section = [], ""
    for line in text.split("\n"):
        if head := _SECTION.fullmatch(line):
            section = head[1].casefold() + (f".{head[2]}" if head[2] else "")
        elif (pair := _SETTING.fullmatch(line)) and section:
            settings.append(f"{section}.{pair[1].casefold()}\n{pair[2]}")
        elif line:
            return None
    return settings


def refuse_foreign_settings(root: Path) -> None:
    """Raise if the repository has settings that could run something on this computer."""
    inside = root / ".git"
    if inside.is_symlink() or inside.is_file() or (inside / "commondir").exists():
        raise HistoryElsewhere
    settings = foreign_settings(inside / "config")
    if settings:
        raise SurroundingsError(
            f"this copy of the log has settings that run programs or lead elsewhere: {visible(', '.join(settings))}",
            "if they are not yours, join again: coachlog join PLACE; if they are, move them out of "
            f"{visible(str(inside / 'config'))} into your own: git config --global",
        )
