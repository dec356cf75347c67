"""What a person pastes or pipes into a command."""

import sys

from coachlog.context import Context
from coachlog.errors import UsageError


def read_pasted(context: Context, what: str, most: int) -> bytes:
    """Return what is piped in or pasted; raise UsageError where there is nothing, or more than `most` bytes."""
    if context.interactive:
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        context.tell(f"Paste {what} here, then press Enter and {end}.")
    content = sys.stdin.buffer.read(most + 1)
    if len(content) > most:
        raise UsageError("that is more than anybody writes by hand", f"paste {what} alone")
    if not content.strip():
        raise UsageError("nothing was pasted", f"paste {what}, or name the file in which it was saved")
    return content
