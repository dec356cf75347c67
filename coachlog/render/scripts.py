"""Our own scripts in a page; a page's policy names each by its hash, so that nothing else runs in it."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple


class Script(NamedTuple):
    """A script's text, and its hash as a page's policy has it."""

    text: str
    hash: str


def load_script(name: str) -> Script:
    """Return one of our own scripts."""
    text = (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
    return Script(text, f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}")
