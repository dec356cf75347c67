"""Starts programs: found by an absolute path, never in the current folder or in a log, and ended with their helpers."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

BATCH: Final = (".cmd", ".bat")
_RUNS_ON_WINDOWS: Final = (".exe", ".com", *BATCH)
# Of a batch file's words cmd.exe makes what it likes: https://flatt.tech/research/posts/batbadbut
_READ_BY_CMD: Final = frozenset('%&|<>^"!')
_NO_WINDOW: Final = 0x08000000  # CREATE_NO_WINDOW of Windows
_GRACE: Final = 5.0  # seconds until a program that was ended is gone
_COPIERS: Final = (("pbcopy",), ("clip",), ("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "-b", "-i"))
_LONG: Final = 300.0  # seconds for this program itself, when nobody watches
_QUICK: Final = 10.0  # seconds for a program that only says something


def leave_the_current_folder_out() -> None:
    """Have Windows search programs in PATH alone, here and in every program that is started."""
    if sys.platform == "win32":
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"


def find_program(name: str, folders: Sequence[str] = (), endings: Sequence[str] = _RUNS_ON_WINDOWS) -> str | None:
    """Return a program's absolute path in PATH or else in `folders`, None if there is none.

    A log may have a program of that name, which somebody else put there: neither a log nor the current folder counts.
    """
    try:
        current = os.getcwd()  # noqa: PTH109 - a text is the key of a cache
    except OSError:
        current = ""
    return _find_program(name, (*os.get_exec_path(), *folders), tuple(endings), current)


@cache  # every git that a command starts is looked for
def _find_program(name: str, folders: Sequence[str], endings: Sequence[str], _current: str) -> str | None:
    for folder in folders:
        for file in _candidates(Path(folder), name, endings):
            if file.is_absolute() and os.access(file, os.X_OK) and file.is_file() and not _is_unsafe(file.parent):
                return str(file)
    return None


def resolve_program(typed: str) -> str | None:
    """Return the program that a person's settings name: a file, or a name to find in PATH."""
    path = Path(typed).expanduser()
    if path.name == typed:
        return find_program(typed)
    return next((str(file) for file in _candidates(path.parent, path.name, _RUNS_ON_WINDOWS) if file.is_file()), None)


def system_program(name: str) -> str:
    """Return the absolute path of a program that Windows brings."""
    return str(Path(os.environ.get("SYSTEMROOT") or "C:\\Windows") / "System32" / name)


def installed_folders(below: str) -> tuple[str, ...]:
    """Return a folder below each place in which Windows installs programs, for all people or for one."""
    places = [os.environ.get("PROGRAMFILES"), os.environ.get("LOCALAPPDATA")]
    machine, person = (Path(place) if place else None for place in places)
    folders = [machine / below if machine else None, person / "Programs" / below if person else None]
    return tuple(str(folder) for folder in folders if folder)


def refuses(program: str, words: Sequence[str]) -> bool:
    """Tell whether a program is a batch file that would take some of the words for orders."""
    return program.casefold().endswith(BATCH) and any(_READ_BY_CMD & {*word} for word in words)


def quietly(*, asking: bool = False) -> dict[str, Any]:
    """Return the options of a program that has no window and hears no Ctrl-C of ours, unless it asks the person."""
    if sys.platform == "win32":
        return {"creationflags": 0 if asking else _NO_WINDOW}
    # In a process group of its own a program is ended with its helpers. One that asks needs the terminal's.
    return {"start_new_session": not asking}


def output_of(*command: str) -> tuple[int, bytes]:
    """Return the status and the output of a program that only says something."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_QUICK, **quietly()
        )
    except (OSError, subprocess.TimeoutExpired):
        return 1, b""
    return done.returncode, done.stdout


def run_again(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], *, watched: bool
) -> tuple[int, bytes]:
    """Run this program in a folder with other words; return its status, and its output unless the person watches it.

    Nobody answers it: who watches does not know that it would wait.
    """
    command = [sys.executable, "-m", "coachlog", *words]
    options = quietly(asking=watched) | ({} if watched else {"timeout": _LONG})
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=not watched,
            **options,
        )
    except (OSError, subprocess.TimeoutExpired):
        return 1, b""
    return done.returncode, done.stdout or b""


def open_file(file: Path) -> bool:
    """Open a file in the program that this computer opens such files with; return whether there is one."""
    if sys.platform == "win32":
        with suppress(OSError):
            os.startfile(file)  # noqa: S606 - no shell is wanted
            return True
        return False
    program = find_program("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return False
    with suppress(OSError):
        subprocess.Popen(
            [program, str(file)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        return True
    return False


def copy_to_clipboard(text: str) -> bool:
    """Put words into the clipboard; return whether this computer has one."""
    for name, *words in _COPIERS:
        program = system_program("clip.exe") if name == "clip" else find_program(name)
        if program is None or (name == "clip" and sys.platform != "win32"):
            continue
        content = text.encode("utf-16-le" if name == "clip" else "utf-8", "replace")
        with suppress(OSError, subprocess.SubprocessError):
            # xclip stays to hand the words on, and would hold a pipe open.
            subprocess.run(
                [program, *words], input=content, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
                timeout=_QUICK, **quietly()
            )  # fmt: skip
            return True
    return False


def end_process(process: "subprocess.Popen[bytes]") -> None:
    """End a program and its helpers, and let go of its pipes, for a helper that got away holds their other ends."""
    _kill_tree(process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)


def close_pipes(process: "subprocess.Popen[bytes]") -> None:
    """Let go of a program's pipes."""
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            with suppress(OSError, ValueError):  # words that the program never took
                pipe.close()


def _candidates(folder: Path, name: str, endings: Sequence[str]) -> Iterator[Path]:
    if sys.platform != "win32" or name.casefold().endswith(tuple(endings)):
        yield folder / name
    else:
        yield from (folder / f"{name}{ending}" for ending in endings)


def _is_unsafe(folder: Path) -> bool:
    """Tell whether a folder is the current one, or is in a log."""
    from coachlog.model.settings import FILE

    real = folder.resolve()
    with suppress(OSError):  # the current folder may be gone
        if real == Path.cwd().resolve():
            return True
    return any((above / FILE).exists() for above in (real, *real.parents))


def _kill_tree(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        # `git` is a wrapper there, and killing it leaves the git that it has started.
        output_of(system_program("taskkill.exe"), "/T", "/F", "/PID", str(process.pid))
    else:
        with suppress(ProcessLookupError):
            if os.getpgid(process.pid) != os.getpgrp():  # a program that asks the person shares ours
                os.killpg(process.pid, signal.SIGKILL)
    with suppress(OSError):
        process.kill()
