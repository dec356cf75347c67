"""How often a proof is run: on every change, and before a release (`make soak`)."""

import os
from typing import Final

RELEASE: Final = "COACHLOG_SOAK" in os.environ  # asked before the tests seal their world


def times(change: int, release: int) -> int:
    """So often on every change, so often before a release."""
    return release if RELEASE else change
