"""Who stops in the middle of questions whose answers are kept at once has lost nothing, and made no error."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from coachlog.errors import LeftOff

_STOPPED: Final = "Stopped: what you chose and answered is kept, and the same command goes on from there."


@contextmanager
def told_without_error() -> Iterator[None]:
    """End a command that a person stops with what is kept."""
    try:
        yield
    except (typer.Abort, KeyboardInterrupt):
        raise LeftOff(_STOPPED) from None
