"""How far git is with an exchange, in words for people who know no git: pure."""

import re
from typing import Final

_ASKING: Final = "Asking the shared place"
_WORDS: Final = {
    "ls-remote": _ASKING,
    "fetch": "Taking what your partner shared",
    "push": "Sharing what you wrote",
    "fsck": "Looking through the history",
}
_SHARE: Final = re.compile(
    r"(?:Receiving objects|Unpacking objects|Resolving deltas|Writing objects|Compressing objects"
    r"|Checking object director(?:ies|y)|Checking objects): +(\d{1,3})%"
)


def in_progress(act: str, said: str) -> str:
    """Return what is going on: what git was told to do, and how much of it is done as far as it said."""
    shares = _SHARE.findall(said)
    if not shares:
        return f"{_ASKING if act == 'fetch' else _WORDS[act]} …"
    return f"{_WORDS[act]}: {shares[-1]} %"
