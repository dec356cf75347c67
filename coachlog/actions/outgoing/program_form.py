"""Fill a programme's own form with what a programme may have of a period."""

from pathlib import Path

from coachlog.actions.term.hours import count_program_hours
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, UsageError
from coachlog.frozen import frozen
from coachlog.model.fields import did_you_mean, format_list
from coachlog.model.period import Period
from coachlog.shipped import shipped_forms
from coachlog.storage.files import Folder, read_outside
from coachlog.storage.index import MAX_BYTES
from coachlog.summary.program_facts import ProgramFacts, build_program_facts
from coachlog.summary.program_form import MEETING_SLOTS, PERIOD_SLOTS, FilledForm, UnknownSlot, fill_form

_FOLDER = "templates/forms"


@frozen
class ProgramForm:
    """A form that is filled, what it was filled from, and what had to be left out."""

    name: str
    form: FilledForm
    facts: ProgramFacts
    problems: tuple[Problem, ...]


def fill_program_form(context: Context, name: str, period: Period) -> ProgramForm:
    """Fill the form of a name, the pair's own before a shipped one, or one in a file; raise if it can't be used."""
    where, template = _template(context, name)
    facts, problems = program_facts(context, period)
    try:
        return ProgramForm(name, fill_form(template, facts), facts, problems)
    except UnknownSlot as error:
        slots = ", ".join([*PERIOD_SLOTS, *MEETING_SLOTS])
        raise CoachlogError(f"{where}:{error.line}: {error}", f"the slots are: {slots}") from None


def _template(context: Context, name: str) -> tuple[str, str]:
    """Return where a form is, and its text."""
    if name.endswith(".md"):
        return name, read_outside(Path(name).expanduser(), MAX_BYTES).decode("utf-8-sig", "replace")
    folder = Folder(context.root)
    own = {entry.name.removesuffix(".md"): f"{_FOLDER}/{entry.name}" for entry in folder.names(_FOLDER, ".md")}
    if name in own:
        return own[name], (folder.read(own[name], MAX_BYTES) or b"").decode("utf-8-sig", "replace")
    shipped = shipped_forms()
    if name not in shipped:
        names = format_list(sorted({*own, *shipped}))
        hint = did_you_mean(name, {*own, *shipped}, f"the forms are {names}; or name a file that ends in .md")
        raise UsageError(f"there is no form `{name}`", hint)
    return f"{name}.md", shipped[name]


def program_facts(context: Context, period: Period) -> tuple[ProgramFacts, tuple[Problem, ...]]:
    """Return the facts of a period, and what was left out of them."""
    log = context.read(("meeting", "visit", "goal", "lesson"))
    counted, problems = count_program_hours(context, log, period)
    return build_program_facts(log, period, counted.hours, counted.meetings), problems
