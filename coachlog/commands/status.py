"""`coachlog status`: what is kept, and what is not yet."""

import typer

from coachlog.commands.frame import context_of, single
from coachlog.fields import spoken_count
from coachlog.render.view import Answer, Item, Line, Part


def status(ctx: typer.Context) -> Answer:
    """Say what is kept on this computer, and what is not yet."""
    context = context_of(ctx)
    unsaved = context.history.unsaved()
    entries = sum(1 for _ in context.history.entries())
    problems = len(context.read().problems)
    parts: list[Part] = []
    if unsaved:
        parts.append(Line("Changed by hand, and not kept yet (coachlog save keeps it):"))
        parts += [Item(path, indent=2) for path in unsaved]
    else:
        parts.append(Line("Everything is kept."))
    parts.append(Line("This log has no shared place yet: it is on this computer only."))
    if problems:
        parts.append(Line(f"{spoken_count(problems, 'thing')} cannot be read as meant: coachlog check names each."))
    data = {
        "unsaved": list(unsaved),
        "entries": entries,
        "shared_place": None,
        "not_shared": entries,
        "problems": problems,
    }
    return Answer(data, parts)


app = single(status)
