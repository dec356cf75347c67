"""The result of a merge: the bytes, and the conflicts in them."""

from coachlog.frozen import frozen
from coachlog.model.conflict import Conflict


class CannotMerge(Exception):
    """Text that is not merged inside: over the bounds, unreadable, or of a form that does not fit together."""


@frozen
class Merged:
    """A merged file; `whole` says that `content` is the newer file as it is, and the older needs a name of its own."""

    content: bytes
    conflicts: tuple[Conflict, ...] = ()
    whole: bool = False
