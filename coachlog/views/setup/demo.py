"""The folder of the demo, and what to type next."""

from collections.abc import Sequence
from typing import Final

from coachlog.actions.setup.demo import Demo
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row

DEMO_FIELDS: Final[Fields[Demo]] = (
    Field("home", lambda demo: str(demo.home)),
    Field("log", lambda demo: str(demo.log)),
    Field("reflection", lambda demo: str(demo.reflection)),
)


def show_demo(demo: Demo, commands: Sequence[str]) -> Answer:
    """Say where the demo is, after the commands that were run in it."""
    parts: list[Part] = [
        Line(),
        Line("That was a term. Where to look:"),
        Item(str(demo.log), "the log: plain Markdown, open any file in any editor"),
        Item(str(demo.reflection), "the drafted reflection"),
        Line("What to type next:"),
        Item(
            f'cd "{demo.log}"',
            "then any command: coachlog, coachlog goals, coachlog history; elsewhere with --log DIR",
        ),
        Item("coachlog report --pick", "which lines are in the page"),
        Item("coachlog report --ask", "its questions, one by one, to finish it in half an hour"),
        Item("coachlog init", "a log of your own"),
    ]
    return Answer(json_row(DEMO_FIELDS, demo) | {"commands": list(commands)}, parts)
