"""Check the author's own reflections: their words, and what is still to fill."""

from dataclasses import dataclass
from pathlib import Path

from coachlog.actions.reflection_pages import find_own_pages
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.summary.page.measure import PageState, measure_page


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A reflection, and how far it is."""

    path: str
    file: Path
    state: PageState


def check_pages(context: Context) -> tuple[CheckedPage, ...]:
    """Return my reflections on this log, each as its author has it now."""
    pages = find_own_pages(context)
    if not pages:
        raise CoachlogError("you have no reflection on this log yet", "draft one: coachlog report")
    own = context.home.own
    return tuple(CheckedPage(path, own / path, measure_page(page)) for path, page in pages)
