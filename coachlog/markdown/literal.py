"""Words that Markdown would read as marks: a backslash is put before them, and taken away when they are read."""

from typing import Final

from coachlog.regex import regex

# At the beginning of a line only a mark begins a block, if need be after a number.
_LINE_START: Final = regex(r"(?m)^([ \t]*\d{0,9})(?=[!-/:-@\[-`{-~])")
_ESCAPED_LINE: Final = regex(r"(?m)^([ \t]*\d{0,9})\\(?=[!-/:-@\[-`{-~])")
# What begins a block of Markdown, or takes a line out of its words: `11/26` and `+3` do not.
_OPENS_BLOCK: Final = regex(r"[-+*](?:\s|\Z)|[-*_=~`]{2}|[#>|<\[\\]|\d{1,9}(?:[.)](?:\s|\Z)|\\)")
_CLOSING: Final = regex(r"(^|[ \t])(\\*#+[ \t]*)\Z")
_ESCAPED_CLOSING: Final = regex(r"(^|[ \t])\\(\\*#+[ \t]*)\Z")
# How `<!--` is written among words, where it would hide what stands behind it.
COMMENT_AS_WORDS: Final = "&lt;!--"


def begins_with_mark(line: str) -> bool:
    """Tell whether a line begins as something that is no words may begin."""
    return bool(_LINE_START.match(line))


def opens_block(line: str) -> bool:
    """Tell whether Markdown reads something that is no words at the beginning of a line."""
    return bool(_OPENS_BLOCK.match(line))


def escape_line(line: str) -> str:
    """Return a line with a backslash before the mark that it begins with, if it begins with one."""
    return _LINE_START.sub(r"\1\\", line, count=1)


def is_escaped(line: str) -> bool:
    """Tell whether a line begins as an escaped one does."""
    return bool(_ESCAPED_LINE.match(line))


def unescape_lines(text: str) -> str:
    """Return a paragraph's words without the backslash at the beginning of a line."""
    return _ESCAPED_LINE.sub(r"\1", text) if "\\" in text else text


def escape_heading(title: str) -> str:
    """Return a heading's words, of which none ends the heading, as the last `#` would, or begins a comment."""
    return _CLOSING.sub(r"\1\\\2", title.replace("<!--", COMMENT_AS_WORDS))


def unescape_heading(text: str) -> str:
    """Return a heading's words without the backslash before the last `#`."""
    return _ESCAPED_CLOSING.sub(r"\1\2", text) if "\\" in text else text
