"""A line on the terminal that shows the progress of a wait; it comes after a second, and goes at the end."""

import time
from typing import Final, TextIO

from coachlog.render.escape import safe_line

_DELAY: Final = 1.0  # seconds


class Progress:
    """A progress line; call it again and again with words, and with none at the end."""

    def __init__(self, stream: TextIO, width: int) -> None:
        self._stream = stream
        self._width = width
        self._since: float | None = None
        self._shown = ""

    def __call__(self, words: str) -> None:
        """Show the words if the wait is longer than a second."""
        now = time.monotonic()
        if not words:
            self._put("")
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= _DELAY:
            self._put(safe_line(words)[: self._width - 1])

    def _put(self, text: str) -> None:
        if text != self._shown:
            blank = " " * len(self._shown)
            self._stream.write(f"\r{blank}\r{text}")
            self._stream.flush()
            self._shown = text
