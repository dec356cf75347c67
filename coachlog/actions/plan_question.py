"""What to type for a plan that waits for somebody's agreement."""

from datetime import date

from coachlog.model.kinds.plan import Plan
from coachlog.model.period import current_term
from coachlog.model.settings import Settings


def how_to_agree(plan: Plan, settings: Settings, today: date) -> str:
    """Return what to type to agree to a plan."""
    term = "" if current_term(settings.terms, today).name == plan.term else f' --term "{plan.term}"'
    return f"coachlog plan{term}, then coachlog plan agree{term}"
