"""One line on the terminal that says what is being waited for; it comes after a moment, and goes when that is over."""

import time
from typing import Final, TextIO

from coachlog.render.escape import safe

_MOMENT: Final = 1.0  # seconds; what is quicker needs no words


class Progress:
    """What is going on, said again and again; nothing said means that it is over."""

    def __init__(self, stream: TextIO, width: int) -> None:
        self._stream = stream
        self._width = width
        self._since: float | None = None
        self._shown = ""

    def __call__(self, words: str) -> None:
        """Show what is going on, if it has been going on for a moment."""
        now = time.monotonic()
        if not words:
            self._put("")
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= _MOMENT:
            self._put(safe(words)[: self._width - 1])

    def _put(self, text: str) -> None:
        if text != self._shown:
            blank = " " * len(self._shown)
            self._stream.write(f"\r{blank}\r{text}")
            self._stream.flush()
            self._shown = text
