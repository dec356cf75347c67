"""A command on a terminal of its own."""

import os
import select
import signal
import sys
import time
from pathlib import Path


def talk(words, answers=(), rows=40, columns=100, timeout=60):
    """Run a command on a terminal of its own, answering each question in turn; returns what was on the screen.

    An answer in bytes is sent without the Enter behind it.
    There is a list of students, without names: tests/commands/test_students.py has the question for them.
    """
    import pty  # which Windows has not

    own = Path(os.environ["COACHLOG_HOME"]) / "own"
    own.mkdir(parents=True, exist_ok=True)
    (own / "students.txt").touch()
    pid, screen = pty.fork()
    if not pid:
        os.environ["COLUMNS"], os.environ["LINES"] = str(columns), str(rows)
        os.execv(sys.executable, [sys.executable, "-m", "coachlog", *words])  # noqa: S606 - no shell is wanted
    waiting = [answer if isinstance(answer, bytes) else answer.encode() + b"\n" for answer in answers]
    seen, end = b"", time.monotonic() + timeout
    asked = 0
    while time.monotonic() < end:
        if select.select([screen], [], [], 0.3)[0]:
            try:
                chunk = os.read(screen, 65536)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        # What ends with a carriage return is a line of progress that was wiped away, and no question.
        elif waiting and len(seen) > asked and not seen.endswith(b"\r") and seen.rstrip(b"\r\n")[-1:] in b" :":
            asked = len(seen)
            os.write(screen, waiting.pop(0))
    else:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise AssertionError(f"it waits for an answer that nobody gives: {seen.decode()[-300:]}")
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), seen.decode().replace("\r\n", "\n")
