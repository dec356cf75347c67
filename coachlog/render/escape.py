"""The one door through which text reaches a terminal."""

import re
from typing import Final

# What a terminal takes for an order, or what turns the order of letters round (UAX 9): C0 but tab and newline, DEL,
# C1, the bidirectional marks, and halves of characters.
_ORDERS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """Text in which every character that a terminal would obey is spelled out."""
    return text if text.isascii() and text.isprintable() else _ORDERS.sub(_spell, text)


def _spell(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
