"""Make text safe for a terminal."""

import re
from typing import Final

from coachlog.regex import regex

# Characters that a terminal obeys, or that reverse the order of letters (UAX 9): C0 but tab and newline, DEL, C1, the
# bidirectional marks, and surrogates.
_UNSAFE: Final = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What ends a line; a name that holds one could print a sentence of its own.
_LINE_END: Final = regex("[\n\u2028\u2029]")


def safe(text: str) -> str:
    """Return a text of any number of lines with every unsafe character spelled out."""
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_spell, text)


def safe_line(text: str) -> str:
    """Return a text that is one line, with the ends of lines in it spelled out too."""
    return _LINE_END.sub(_spell, safe(text))


def _spell(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
