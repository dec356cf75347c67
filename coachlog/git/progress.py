"""Formats the progress of git in words for people who know no git."""

from typing import Final

from coachlog.regex import regex

_ASKING: Final = "Asking the shared place"
_WORDS: Final = {
    "ls-remote": _ASKING,
    "fetch": "Taking what your partner shared",
    "push": "Sharing what you wrote",
    "fsck": "Looking through the history",
}
_PERCENT: Final = regex(
    r"(?:Receiving objects|Unpacking objects|Resolving deltas|Writing objects|Compressing objects"
    r"|Checking object director(?:ies|y)|Checking objects): +(\d{1,3})%"
)


def format_progress(command: str, output: str) -> str:
    """Return the work of a git command in words, and its progress from git's output."""
    shares = _PERCENT.findall(output)
    if not shares:
        return f"{_ASKING if command == 'fetch' else _WORDS[command]} …"
    return f"{_WORDS[command]}: {shares[-1]} %"
