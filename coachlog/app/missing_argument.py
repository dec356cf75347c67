"""The argument that a command needs and that was not typed."""

from typing import Any

import typer

from coachlog.context import Context


def ask_for_missing(context: Context, error: typer.BadParameter) -> str:
    """Ask on a terminal for an argument that was not typed; return nothing if there is no answer or no terminal."""
    missing: Any = error.param
    if error.message or missing is None or missing.param_type_name != "argument":  # a wrong value has a message
        return ""
    if not context.interactive:
        return ""
    noun = "one" if "|" in missing.metavar else missing.metavar.rstrip(".").casefold()
    return context.ask(f"Which {noun}: {missing.help[:1].lower()}{missing.help[1:]}?", " ").strip()
