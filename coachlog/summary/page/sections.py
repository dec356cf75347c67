"""The names of sections of a material that its page asks for."""

from typing import Final

DONE: Final = "Steps done"
VISITS: Final = "Visits"
ABOUT_ME: Final = "Feedback about me"
OWN_WORK: Final = "My own work"
READ: Final = "What I read"
AGREEMENT: Final = "What we agreed"
DIFFICULTIES: Final = "Difficulties"
FEEDBACK: Final = "What feedback changed"
