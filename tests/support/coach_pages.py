"""Twenty-six pages by other coaches, of every kind that there is."""

from tests.support.coach_evidence import EVIDENCE_PAGES
from tests.support.coach_journals import JOURNALS
from tests.support.coach_page import CoachPage
from tests.support.coach_reflections import REFLECTIONS

COACH_PAGES: tuple[CoachPage, ...] = (*REFLECTIONS, *EVIDENCE_PAGES, *JOURNALS)
