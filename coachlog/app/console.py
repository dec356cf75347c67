"""The letters in which the program writes: those that the reader of a pipe expects on this system."""

import codecs
import errno
import re
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final

from coachlog.errors import UsageError
from coachlog.regex import regex
from coachlog.storage import disk

_SWALLOWED: Final = regex(r'((?:[A-Za-z]:|\.{0,2}[\\/]|~)[^"]*)"( .*)?', re.DOTALL)
_STATED: Final = ("PYTHONIOENCODING", "PYTHONUTF8")  # somebody has said the encoding


def set_encodings(environment: Callable[[], Mapping[str, str]]) -> None:
    """Let no letter end the program, and let PowerShell read a pipe as it was written.

    The environment is asked for only where its answer counts.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = _pipe_encoding(stream)
            if encoding and any(name in environment() for name in _STATED):
                encoding = None
            stream.reconfigure(encoding=encoding, errors="backslashreplace")  # an old Windows console knows few letters


def undo_swallowed_quote(word: str) -> str:
    """Return a folder without the quote that PowerShell hands on with it.

    What PowerShell completes ends in a backslash, before which the quote that closes the name is taken for a letter.
    """
    match = _SWALLOWED.fullmatch(word)
    if match and match[2]:
        raise UsageError(f"the words behind {match[1]} became a part of it", "type the folder without \\ at its end")
    return match[1] if match else word


def is_closed_pipe(error: BaseException) -> bool:
    """Tell whether the reader of a pipe has gone: `coachlog history | head`. Windows has no error of its own for it."""
    gone = disk.WINDOWS and isinstance(error, OSError) and error.errno == errno.EINVAL and error.filename is None
    return gone or isinstance(error, BrokenPipeError)


def _pipe_encoding(stream: Any) -> str | None:
    """Return the console's code page, as which PowerShell reads a pipe: Python writes another one to it."""
    if not disk.WINDOWS or stream.isatty():
        return None
    page = f"cp{import_module('ctypes').windll.kernel32.GetConsoleOutputCP()}"
    try:
        return codecs.lookup(page).name
    except LookupError:  # there is no console, or one of a page that Python does not know
        return None
