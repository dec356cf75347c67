"""The trouble of a file from outside that cannot be read: why, and what to do instead."""


class UnreadableFrom(Exception):
    """A file from outside that cannot be read; `advice` is what to do instead."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
