"""How coachlog is installed on each system: one way each, for people without an administrator's rights."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coachlog import __version__

# No package index has coachlog. On the day of a release this is its name there, and nothing else changes.
RELEASED_AS: Final = ""
WHEEL: Final = f"coachlog-{__version__}-py3-none-any.whl"  # what `make wheel` builds
SYSTEMS: Final[Mapping[str, tuple[str, ...]]] = {
    "Windows, in PowerShell": (
        "winget install --id astral-sh.uv",
        "winget install --id Git.Git --scope user",
        "(close the window, open a new one)",
        "uv tool install --python 3.13 {what}",
        "uv tool update-shell",
    ),
    "macOS, in Terminal": (
        "xcode-select --install",
        "(a window asks to install the developer tools: agree, and wait until it is done)",
        "curl -LsSf https://astral.sh/uv/install.sh | sh",
        "(close the window, open a new one)",
        "uv tool install --python 3.13 {what}",
        "uv tool update-shell",
    ),
    "Chromebook or Linux, in the Linux terminal": (
        "sudo apt install pipx git",
        "pipx install {what}",
        "pipx ensurepath",
    ),
}


def install_lines() -> str:
    """Return what to type on each system to install coachlog."""
    what = RELEASED_AS or f"./{WHEEL}"
    return "\n\n".join(
        f"{system}:\n" + "\n".join(f"    {line.format(what=what)}" for line in lines)
        for system, lines in SYSTEMS.items()
    )


def where_the_wheel_is(shared: Path | None) -> str:
    """Return a sentence that says where the partner finds the file to install; empty if an index has it."""
    if RELEASED_AS:
        return ""
    if shared and (shared / WHEEL).is_file():
        return f"The file {WHEEL} is in our folder {shared.name}: copy it to your home folder.\n"
    return f"The file {WHEEL} comes with this message: save it in your home folder.\n"
