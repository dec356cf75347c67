"""A finding of the doctor."""

from coachlog.frozen import frozen


@frozen
class Finding:
    """One thing that was examined: whether it is well, a sentence, and what to do."""

    what: str
    well: bool
    found: str
    advice: str = ""
