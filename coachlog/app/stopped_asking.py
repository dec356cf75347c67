"""A stop in the middle of questions is no error: each answer is kept at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from coachlog.errors import LeftOff

_STOPPED: Final = "Stopped: what you chose and answered is kept, and the same command goes on from there."


@contextmanager
def stop_is_no_error() -> Iterator[None]:
    """Say what is kept when a person stops a command, and end it without an error."""
    try:
        yield
    except (typer.Abort, KeyboardInterrupt):
        raise LeftOff(_STOPPED) from None
