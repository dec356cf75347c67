"""Paths as git has them, in bytes of UTF-8, and as text: the same on every system, whatever bytes they are."""


def decode_path(path: bytes) -> str:
    """Return a path as text; a byte that is no UTF-8 becomes a lone surrogate."""
    return path.decode("utf-8", "surrogateescape")


def encode_path(path: str) -> bytes:
    """Return a path in git's bytes."""
    return path.encode("utf-8", "surrogateescape")
