"""The folder of the demo, and what to type next."""

from collections.abc import Sequence

from coachlog.actions.demo import Demo
from coachlog.render.view import Answer, Item, Line, Part


def show_demo(demo: Demo, commands: Sequence[str]) -> Answer:
    """Say where the demo is, after the commands that were run in it."""
    parts: list[Part] = [
        Line(),
        Line("That was a term. Where to look:"),
        Item(str(demo.log), "the log: plain Markdown, open any file in any editor"),
        Item(str(demo.reflection), "the drafted reflection"),
        Line("What to type next:"),
        Item(f'cd "{demo.log}"', "then any command: coachlog, coachlog goals, coachlog history"),
        Item("coachlog init", "a log of your own"),
    ]
    data = {
        "home": str(demo.home),
        "log": str(demo.log),
        "reflection": str(demo.reflection),
        "commands": list(commands),
    }
    return Answer(data, parts)
