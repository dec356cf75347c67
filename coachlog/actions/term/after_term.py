"""When the last term has ended, ask for the next one first, or name the command for it."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from coachlog.context import Context
from coachlog.model.dates import format_weekday
from coachlog.model.school_year import ended_term, tell_ended
from coachlog.storage.files import replace as replace_file
from coachlog.storage.local_state import LocalState


def go_on_after_term(context: Context) -> Context:
    """Ask for the next term where the last one has ended, else say what to type; return the surroundings after that."""
    ended = ended_term(context.settings.terms, context.today)
    if ended is None or context.form.for_programs:
        return context
    after = ask_for_next_term(context)
    if after is context:
        context.advise(*tell_ended(ended, context.today))
    return after


def ask_for_next_term(context: Context) -> Context:
    """Ask on a terminal, once after each last term, for the next one; return the surroundings after that."""
    ended = ended_term(context.settings.terms, context.today)
    asked = LocalState(context.root).term_asked
    if ended is None or not context.interactive or context.stated_person is None or _read(asked) == ended.name:
        return context
    # What writes is loaded here, for the glance pays for it otherwise.
    from coachlog.actions.term.terms import add_term
    from coachlog.actions.typed_days import parse_day

    replace_file(asked, ended.name.encode())
    sentence, _ = tell_ended(ended, context.today)
    start = context.ask_for(
        "",
        f"{sentence} When does the next one begin (or nothing)?",
        lambda words: parse_day(context, words) if words else None,
    )
    if start is None:
        return context
    term = add_term(context, "", start.isoformat(), "").span
    days = " to ".join(format_weekday(day, context.today) for day in (term.start, term.end))
    context.tell(f"Added the term {term.name}: {days}.")
    return replace(context, chosen_root=context.root)


def _read(path: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8")
    return ""
