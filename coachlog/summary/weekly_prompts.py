"""This week's question stems: new ones each week, the same on every computer."""

from collections.abc import Iterable
from datetime import date

from coachlog.frameworks import CodedItem, Framework


def stems_by_kind(frameworks: Iterable[Framework]) -> dict[str, tuple[CodedItem, tuple[CodedItem, ...]]]:
    """Return each kind of stem with its stems, in the order of the files."""
    items = [item for framework in frameworks for item in framework.items]
    kinds = {item.code: item for item in items if not item.parent}
    by_code = {code: (kind, tuple(item for item in items if item.parent == code)) for code, kind in kinds.items()}
    # A stem of the pair's own without a kind is its own kind with one stem.
    return {code: (kind, stems or (kind,)) for code, (kind, stems) in by_code.items()}


def stems_of_week(frameworks: Iterable[Framework], day: date) -> tuple[tuple[CodedItem, CodedItem], ...]:
    """Return one stem of each kind for the ISO week around a day; a kind repeats when all its stems were used."""
    week = (day.toordinal() - 1) // 7
    return tuple((kind, stems[week % len(stems)]) for kind, stems in stems_by_kind(frameworks).values())
