"""Set the questions of a reflection, a programme's instead of the shipped ones, as a file of the log."""

from collections.abc import Sequence

from coachlog.actions.page.reflection_sources import asked_as
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.markdown.edit_yaml import write_flow
from coachlog.model.fields import format_count
from coachlog.model.questions import QUESTIONS_FOLDER


def set_questions(context: Context, asked: Sequence[str], *, together: bool) -> None:
    """Write questions for my role, or for both; others that are there stay, unless they are to be replaced."""
    name = context.settings.questions or asked_as(context.require_me(), together=together)
    path = f"{QUESTIONS_FOLDER}/{name}.yml"
    lines = ["questions:", *(f"  - {write_flow({'ask': words})}" for words in asked)]
    content = ("\n".join(lines) + "\n").encode()
    with context.change("report") as change:
        if change.read(path) not in (None, content) and not context.options.replace:
            raise CoachlogError(f"the questions of {path} are asked already", "add --replace to ask these instead")
        change.write(path, content)
        change.message = f"report: {format_count(len(asked), 'question')}"
