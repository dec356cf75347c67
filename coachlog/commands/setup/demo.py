"""`coachlog demo`: a whole term at work, in a folder of its own."""

from pathlib import Path
from typing import Annotated, Final

import typer

from coachlog.actions.setup.demo import build_demo
from coachlog.app.command import command, context_of
from coachlog.app.run_typed import run_typed
from coachlog.render.view import Answer
from coachlog.views.setup.demo import show_demo

_DAY: Final = "2026-12-03"  # the Thursday after the example's last note
_SHOWN: Final[tuple[tuple[str, list[str]], ...]] = (
    ("The log at a glance, as Robin, the mentor, finds it on a Thursday in December:", []),
    ("The week's note: open next steps are carried over from the last one.", ["meet", "--no-edit"]),
    ("A line while you talk:", ["note", "Period 3 explained a rate in their own words", "--in", "successes"]),
    ("A next step is done:", ["steps", "done", "k3f9x"]),
    ("What each of the two has promised:", ["steps"]),
    ("The goals, and which goal supports which:", ["goals", "--tree"]),
    ("The term so far:", ["progress"]),
    ("The end-of-quarter reflection, drafted from all of it:", ["report", "--no-edit"]),
)


def demo(
    ctx: typer.Context,
    place: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The folder to build it in")] = None,
) -> Answer:
    """See a whole term at work, in a folder of its own."""
    context = context_of(ctx)
    built = build_demo(context, place)
    variables = {"COACHLOG_HOME": str(built.home), "COACHLOG_TODAY": _DAY}
    commands = [run_typed(context, heading, words, built.log, variables) for heading, words in _SHOWN]
    return show_demo(built, commands)


app = command(demo, brings_log=True)
