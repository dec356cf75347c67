"""A fetch that runs while the command does something else, because half of a sync is waiting."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from coachlog.errors import CoachlogError
from coachlog.git.process import GitOutput, Watch
from coachlog.git.remote_errors import AGAIN, SyncFailed


class EarlyFetch(Thread):
    """A fetch in a thread of its own, begun before its result is needed."""

    def __init__(self, fetch: Callable[[Watch], GitOutput]) -> None:
        super().__init__(daemon=True)
        self._fetch = fetch
        self._answer: GitOutput | CoachlogError | OSError | None = None
        self._progress = ""
        self.cancelled = False

    def run(self) -> None:
        """Fetch, and keep the answer or the error."""
        with suppress(_Cancelled):
            try:
                self._answer = self._fetch(self._listen)
            except (CoachlogError, OSError) as error:
                self._answer = error

    def result(self, watch: Watch) -> GitOutput:
        """Wait for the answer; raise the error, if there was one."""
        while self.is_alive():
            watch(self._progress)
            self.join(0.2)
        watch("")
        if isinstance(self._answer, GitOutput):
            return self._answer
        raise self._answer or SyncFailed("the shared place could not be used", AGAIN)

    def _listen(self, progress: str) -> None:
        self._progress = progress
        if self.cancelled:
            raise _Cancelled


class _Cancelled(Exception):
    """Nobody wants the result any more."""
