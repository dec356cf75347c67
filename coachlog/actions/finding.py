"""A finding of the doctor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined: whether it is well, a sentence, and what to do."""

    what: str
    well: bool
    found: str
    advice: str = ""
