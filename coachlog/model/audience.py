"""The readers of an output, from the nearest to the widest."""

from enum import StrEnum
from typing import Final


class Audience(StrEnum):
    """The people for whom an output is made."""

    SELF = "self"
    PAIR = "pair"
    PEER = "peer"
    PROGRAM = "program"
    PUBLIC = "public"


ONLY_SELF: Final = frozenset({Audience.SELF})
WITHIN: Final = frozenset({Audience.SELF, Audience.PAIR})
# How a sentence calls them.
CALLED: Final = {
    Audience.SELF: "you",
    Audience.PAIR: "the two of you",
    Audience.PEER: "peers",
    Audience.PROGRAM: "the programme",
    Audience.PUBLIC: "everybody",
}
