"""The names of sections that several modules of a page ask for."""

from typing import Final

from coachlog.model.kinds.section_names import EVIDENCE, GROWTH, NOTES, SUCCESSES

MADE: Final = "What we made together"
REFLECTION: Final = "Reflection"  # of a goal
DONE: Final = "Steps done"
VISITS: Final = "Visits"
ABOUT_ME: Final = "Feedback about me"
OWN_WORK: Final = "My own work"
READ: Final = "What I read"
AGREEMENT: Final = "What we agreed"
DIFFICULTIES: Final = "Difficulties"
FELL_OUT: Final = "A meeting was"  # cancelled, or moved to another day: a difficulty begins like this
FEEDBACK: Final = "What feedback changed"
PICKED: Final = (SUCCESSES, GROWTH, NOTES, EVIDENCE, DONE, VISITS, ABOUT_ME)  # a line of these goes in by a key
