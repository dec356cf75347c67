"""What functions of a line returned, kept for a while: the same lines are asked about again and again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final, TypeVar, cast

Pure = TypeVar("Pure", bound=Callable[..., Any])

_A_LINE: Final = 400  # letters: a longer text is worked on anew, so that a huge one stays in no memory
_KEPT: Final = 4096


def remembered(function: Pure) -> Pure:
    """Return a pure function of a text that works each line out once; what else it is given has to be hashable."""
    kept = lru_cache(_KEPT)(function)

    @wraps(function)
    def ask(text: str, *args: Any) -> Any:
        return kept(text, *args) if len(text) <= _A_LINE else function(text, *args)

    return cast("Pure", ask)
