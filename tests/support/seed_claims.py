"""What both seed pages say, claim by claim."""

from tests.support.seed_evidence import EVIDENCE_PAGE
from tests.support.seed_reflection import REFLECTION_PAGE

CLAIMS = (*EVIDENCE_PAGE, *REFLECTION_PAGE)
