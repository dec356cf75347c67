"""The names of the sections that the program itself reads or writes."""

from typing import Final

AGENDA: Final = "Agenda"
CHECK_IN: Final = "Check-in"
SUCCESSES: Final = "Successes"
GROWTH: Final = "Areas of growth"
NOTES: Final = "Notes"
NEXT_STEPS: Final = "Next steps"
NEXT_MEETING: Final = "Next meeting"
EVIDENCE: Final = "Evidence"
RUBRIC: Final = "Assessment and rubric"
DESIGN_MATRIX: Final = "Design matrix"
FEEDBACK_TAKEN_IN: Final = "Feedback taken in"
AFTER_TEACHING: Final = "After teaching"
REFERENCES: Final = "References"
UNSORTED: Final = "Unsorted"  # what came from outside and was not understood; no output has it
LOOK_AT: Final = "What we agreed to look at"
SAID_AND_DONE: Final = "What was said and done"
TO_ASK: Final = "Questions"
TAKE: Final = "What we take from it"
SAYS_TO_ME: Final = "What it says to me"
QUOTATIONS: Final = "Quotations"
