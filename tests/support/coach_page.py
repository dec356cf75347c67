"""A page by another coach: the commands by which a log holds what it says, and where each fact of it comes out.

Each fact has words that the commands type and where they come out: the page, the material, an evidence page, the hours
to sign, a filled form, the figures on the screen, the calendar, or nothing, with the reason; what no command takes is
`NOT_HELD`. What only the author can say is no fact, and not here.
"""

from dataclasses import dataclass

PAGE, MATERIAL, EVIDENCE, HOURS, NOWHERE = "page", "material", "evidence", "hours", ""
FORM, FIGURES, CALENDAR, NOT_HELD = "form", "figures", "calendar", "not held"
LESSON = "lessons add 'Ratios online' --from 'Ratios on paper' --grade 7 --subject math --unit Ratios"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a page: what it says, the words in the log, where they come out, and why they do not."""

    says: str
    words: str
    out: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CoachPage:
    """A page: its number in the list of entries, the commands, and its facts."""

    number: str
    commands: tuple[str, ...]
    facts: tuple[Fact, ...]
    codes: tuple[str, ...] = ("2c",)
