"""The readers of an output, from the nearest to the widest."""

from enum import StrEnum
from typing import Final

PROMISE: Final = "For growth, not for evaluation."  # at the foot of every page


class Audience(StrEnum):
    """The people for whom an output is made."""

    SELF = "self"
    PAIR = "pair"
    PEER = "peer"
    PROGRAM = "program"
    PUBLIC = "public"


ONLY_SELF: Final = frozenset({Audience.SELF})
WITHIN: Final = frozenset({Audience.SELF, Audience.PAIR})
# What people call them.
MEANT: Final = {
    **dict.fromkeys(("me", "myself"), Audience.SELF),
    **dict.fromkeys(("us", "both", "partner", "the two of us"), Audience.PAIR),
    **dict.fromkeys(("peers", "colleagues"), Audience.PEER),
    **dict.fromkeys(("programme", "programs", "the program", "the programme", "office"), Audience.PROGRAM),
    **dict.fromkeys(("everybody", "everyone", "all"), Audience.PUBLIC),
}
# How a sentence calls them.
CALLED: Final = {
    Audience.SELF: "you",
    Audience.PAIR: "the two of you",
    Audience.PEER: "peers",
    Audience.PROGRAM: "the programme",
    Audience.PUBLIC: "everybody",
}
