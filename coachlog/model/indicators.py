"""The kinds of framework whose items are indicators."""

from typing import Final

INDICATORS: Final = "indicators"  # both kinds whose items a meeting, a goal or a person's work is evidence for
INDICATOR_KINDS: Final = ("coaching", "teaching")
