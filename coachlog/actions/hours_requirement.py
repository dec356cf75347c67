"""Write down the minutes that a programme asks for."""

from dataclasses import replace

from coachlog.context import Context


def set_requirement(context: Context, typed: str) -> Context:
    """Write what a programme asks for into the settings; return the surroundings to go on in."""
    # A count without it needs nothing that writes.
    from coachlog.actions.people import CLEARED, set_people
    from coachlog.actions.typed_values import requirement_data
    from coachlog.markdown.edit_yaml import Data

    asked: Data = "" if typed.casefold() in CLEARED else {**requirement_data(typed)}
    set_people(context, "", {}, {"requirement": asked})
    return replace(context, chosen_root=context.root)
