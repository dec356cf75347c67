"""Turn what a person typed into the values that a log keeps."""

from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.fields import one_line, parse_minutes
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.settings import BOTH, Settings


def owner_id(settings: Settings, typed: str) -> str:
    """Return a person's id, or `shared`; raise CoachlogError where nobody is called so."""
    plain = typed.strip().removeprefix("@").casefold()
    return SHARED_OWNER if plain in (SHARED_OWNER, BOTH) else settings.require_person(typed).id


def minutes_text(typed: str) -> str:
    """Return minutes as a log keeps them; raise UsageError."""
    try:
        return str(parse_minutes(typed)) if typed.strip() else ""
    except ValueError as trouble:
        raise UsageError(str(trouble), "write it as --minutes 45") from None


def day_text(context: Context, typed: str) -> str:
    """Return a day as a log keeps it; raise UsageError."""
    return context.day(typed).isoformat() if typed else ""


def require_title(context: Context, typed: str, noun: str) -> str:
    """Return a new document's title; ask for it on a terminal; raise UsageError where there is none."""
    title = one_line(typed)
    if not title and context.interactive:
        title = one_line(context.ask(f"What is the {noun} called?"))
    if not title:
        raise UsageError(f"a {noun} needs a title", f'say it in quotes: coachlog {noun}s add "Its title"')
    return title
