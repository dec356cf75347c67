"""`coachlog steps`: next steps, each once, and what becomes of them."""

import re
from typing import Annotated, Any

import typer

from coachlog.app.arguments import StepNames, complete_owners
from coachlog.app.command import context_of, group, subcommand
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.model.fields import clean_text, format_day, normalize
from coachlog.model.kinds.body import Mark
from coachlog.model.kinds.section_names import NEXT_STEPS
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep, StepState
from coachlog.model.settings import BOTH, Settings
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.storage.load import STEPS

app = group("List next steps; add, do, drop, reopen one")


@app.callback()
def steps(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Finished ones too")] = False,
    owner: Annotated[str, typer.Option(metavar="ID", help="Those of one person", autocompletion=complete_owners)] = "",
) -> Answer | None:
    """List open next steps by person."""
    if ctx.invoked_subcommand is not None:
        return None
    context = context_of(ctx)
    log = context.read(("meeting",), bodies=("meeting",) if everything else (STEPS,))
    whose = _owner(log.settings, owner) if owner else ""
    found = [step for step in log.steps if (everything or step.open) and whose in ("", step.owner)]
    data = [step_data(step) for step in found]
    return Answer(data, _by_person(found, log.settings), log.problems, listing=True)


@subcommand(app, "add")
def add(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What to do; @mentee in front says who")],
    owner: Annotated[
        str,
        typer.Option(
            "--owner", "--for", metavar="ID", help="Whose it is: a person, or both", autocompletion=complete_owners
        ),
    ] = "",
    due: Annotated[str, typer.Option(metavar="DATE", help="Until when")] = "",
) -> Answer:
    """Add a next step to the note at hand; mine unless told."""
    from coachlog.commands.week.note import write_line

    context = context_of(ctx)
    words = " ".join(clean_text(" ".join(text)).split())
    if typed := re.search(r"\s*\(due ([^()]*)\)", words):  # as it will stand in the note
        words, due = words[: typed.start()] + words[typed.end() :], due or typed.group(1)
    named, _, rest = words.partition(" ")
    if named.startswith("@") and not owner:
        owner, words = named, rest.strip()
    if not words:
        raise UsageError("there is no step to add", 'say it in quotes: coachlog steps add "Try the exit ticket"')
    whose = _owner(context.settings, owner) if owner else context.require_me().id
    until = f" (due {context.day(due)})" if due else ""
    path, day = write_line(context, "steps add", NEXT_STEPS, f"@{whose} {words}{until}", mark=Mark.OPEN)
    said = f"Added a next step for {_name(context.settings, whose)} to the meeting of {day}: {path}"
    return Answer({"path": path, "text": words, "owner": whose}, [Line(said)])


@subcommand(app, "done")
def done(ctx: typer.Context, step: StepNames) -> Answer:
    """Mark next steps as done."""
    return _mark(context_of(ctx), step, Mark.DONE, "Done")


@subcommand(app, "drop")
def drop(ctx: typer.Context, step: StepNames) -> Answer:
    """Let next steps go."""
    return _mark(context_of(ctx), step, Mark.DROPPED, "Let go")


@subcommand(app, "start")
def start(ctx: typer.Context, step: StepNames) -> Answer:
    """Mark next steps as under way."""
    return _mark(context_of(ctx), step, Mark.UNDER_WAY, "Under way")


@subcommand(app, "reopen")
def reopen(ctx: typer.Context, step: StepNames) -> Answer:
    """Open finished next steps again."""
    return _mark(context_of(ctx), step, Mark.OPEN, "Open again")


def step_data(step: NextStep) -> dict[str, Any]:
    """A next step as `--json` prints it."""
    return {
        "id": step.id,
        "text": step.text,
        "owner": step.owner,
        "state": step.state,
        "due": step.due.isoformat() if step.due else None,
        "from": step.origin.isoformat(),
        "carried": step.carried,
        "path": step.path,
        "line": step.line,
    }


def find_step(log: Log, word: str) -> NextStep:
    """The next step meant by the beginning of its id or by its words, an open one first; raises CoachlogError."""
    wanted = normalize(word.removeprefix("^"))
    by_id = [step for step in log.steps if step.id.casefold().startswith(wanted)]
    by_words = [step for step in log.steps if wanted in normalize(step.text)]
    exact = [step for step in by_id if step.id == wanted]
    found = exact or by_id or [step for step in by_words if step.open] or by_words
    if len(found) == 1:
        return found[0]
    if found:
        shown = "; ".join(f"{step.id} ({step.text})" for step in found[:5])
        raise CoachlogError(f"`{word}` means more than one next step", f"say which by its id: {shown}")
    raise CoachlogError(f"there is no next step `{word}`", "`coachlog steps --all` lists them with their ids")


def _mark(context: Context, words: list[str], mark: Mark, said: str) -> Answer:
    # What edits a note is loaded here only: a list of steps needs none of it.
    from coachlog.actions.workspace import Workspace

    with context.change("steps") as change:
        desk = Workspace(context, change)
        log = context.read(("meeting",), bodies=("meeting",))
        found = list(dict.fromkeys(find_step(log, word) for word in words))
        for step in found:
            desk.mark(_marks(step, mark))
        desk.close()
        change.message = f"steps: {len(found)} {mark.name.lower().replace('_', ' ')}"
    parts: list[Part] = [Item(step.text, f"{said}; {_name(context.settings, step.owner)}") for step in found]
    data = [{"id": step.id, "text": step.text, "owner": step.owner, "path": step.path} for step in found]
    return Answer(data, parts)


def _marks(step: NextStep, mark: Mark) -> dict[str, dict[int, Mark]]:
    """The newest copy gets the mark; earlier ones that would outweigh it, or are open, were carried over."""
    outweighs = {Mark.OPEN, Mark.UNDER_WAY, Mark.DONE, Mark.DROPPED}
    marks: dict[str, dict[int, Mark]] = {}
    for copy in step.copies[:-1]:
        if copy.mark in outweighs:
            marks.setdefault(copy.path, {})[copy.line] = Mark.CARRIED
    marks.setdefault(step.path, {})[step.line] = mark
    return marks


def _owner(settings: Settings, word: str) -> str:
    plain = word.removeprefix("@").casefold()
    return BOTH if plain in (BOTH, "shared") else settings.require_person(word).id


def _name(settings: Settings, owner: str) -> str:
    return "both" if owner == BOTH else settings.named(owner)


def _by_person(steps: list[NextStep], settings: Settings) -> list[Part]:
    parts: list[Part] = []
    owners = [*(person.id for person in settings.people), BOTH]
    for owner in dict.fromkeys([*owners, *(step.owner for step in steps)]):
        mine = [step for step in steps if step.owner == owner]
        if mine:
            parts += [Title(_name(settings, owner).capitalize() if owner == BOTH else _name(settings, owner))]
            parts += [Item(f"{step.id}  {step.text}", _beside(step)) for step in mine]
    return parts or [Line('No open next steps. To add one: coachlog steps add "Try the exit ticket"')]


def _beside(step: NextStep) -> str:
    said = [] if step.state is StepState.OPEN else [step.state.replace("-", " ")]
    if step.due:
        said.append(f"until {format_day(step.due)}")
    if step.carried:
        said.append(f"since {format_day(step.origin)}")
    return ", ".join(said)
