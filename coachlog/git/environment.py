"""The sealed environment of every git process: nothing that the caller, a log or its settings name is run."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_SETTINGS: Final = {
    # Nothing that a log or a person's settings name is run.
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "false",
    "core.editor": "false",
    "commit.gpgSign": "false",
    "log.showSignature": "false",
    "protocol.ext.allow": "never",
    "submodule.recurse": "false",
    "safe.bareRepository": "explicit",
    # Bytes and names come and go unchanged.
    "core.autocrlf": "false",
    "core.quotePath": "false",
    "core.symlinks": "false",
    "core.fileMode": "false",
    "core.longPaths": "true",
    # Whatever the person told git to overlook, it finds a changed file.
    "core.ignoreStat": "false",
    "core.trustCtime": "true",
    "core.checkStat": "default",
    "core.sparseCheckout": "false",
    "core.splitIndex": "false",
    # A commit is on the disk when git ends, and nothing runs in the background.
    "core.fsync": "all",
    "core.filesRefLockTimeout": "3000",
    "fastimport.unpackLimit": "100",
    # A tree is mostly ids, which do not compress: a save in a log of 10,000 files takes 4 ms less.
    "core.compression": "1",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "transfer.fsckObjects": "true",
    "user.useConfigOnly": "true",
    # git gives up a host that does not answer.
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "20",
}
_FIXED: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "GCM_INTERACTIVE": "never",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_DEFAULT_HASH": "sha1",
    "GIT_DEFAULT_REF_FORMAT": "files",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",  # which some systems ask before LC_ALL
    "GIT_CONFIG_COUNT": str(len(_SETTINGS)),
    **{f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(_SETTINGS)},
    **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(_SETTINGS.values())},
}
# For a git that may ask the person on the terminal.
ASKING: Final = {
    "GIT_TERMINAL_PROMPT": "1",
    "GCM_INTERACTIVE": "auto",
    "GIT_SSH_COMMAND": "ssh -oConnectTimeout=15 -oServerAliveInterval=10 -oServerAliveCountMax=3",
}
_SSH_VARIABLES: Final = ("GIT_SSH", "GIT_SSH_COMMAND")  # the person's own way to reach a host
_SSH: Final = "ssh -oBatchMode=yes -oConnectTimeout=15 -oServerAliveInterval=10 -oServerAliveCountMax=3"


def sealed_variables(root: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Return the variables to set for git in a folder."""
    # git must not search for a repository above a folder that has none.
    variables = _FIXED | {"GIT_CEILING_DIRECTORIES": str(root.absolute().parent)}
    if not has_ssh_variables():
        variables["GIT_SSH_COMMAND"] = _SSH
    return variables | dict(more)


def has_ssh_variables() -> bool:
    """Tell whether the person's environment says how to reach a host."""
    return any(name in os.environ for name in _SSH_VARIABLES)


def foreign_variables() -> set[str]:
    """Return the names of the caller's variables that git must not see: a git hook exports GIT_DIR, for example."""
    return {name for name in os.environ if name.startswith("GIT_") and name not in _SSH_VARIABLES}


def sealed_environment(root: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Return the whole environment for git in a folder."""
    foreign = foreign_variables()
    return {name: value for name, value in os.environ.items() if name not in foreign} | sealed_variables(root, more)
