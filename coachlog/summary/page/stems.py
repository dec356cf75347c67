"""The beginnings of words, by which two texts are found to be about one thing."""

from functools import lru_cache
from typing import Final

from coachlog.model.fields import normalize

_STEM: Final = 5


@lru_cache(1024)
def stems_of(text: str) -> frozenset[str]:
    """Return how the longer words of a text begin, so that `honest` is in `honesty`."""
    return frozenset(word[:_STEM] for word in normalize(text).split() if len(word) >= _STEM)
