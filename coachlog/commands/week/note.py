"""`coachlog note`: a line into the note at hand."""

from typing import Annotated

import typer

from coachlog.actions.workspace import Workspace
from coachlog.app.arguments import complete_sections
from coachlog.app.command import command, context_of
from coachlog.commands.week.meet import new_path, note_slots
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.blank_pages import add_entry, known_section
from coachlog.model.fields import clean_text, format_day
from coachlog.model.kinds.body import Mark
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.kinds.section_names import NEXT_STEPS, NOTES
from coachlog.model.schedule import coming_meeting
from coachlog.render.view import Answer, Line


def note(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What to write down")],
    section: Annotated[
        str,
        typer.Option(
            "--in", metavar="SECTION", help="Successes, growth, notes, agenda …", autocompletion=complete_sections
        ),
    ] = NOTES,
) -> Answer:
    """Put a line into today's note, else into the coming one."""
    context = context_of(ctx)
    words = clean_text(" ".join(text))
    if not words:
        raise UsageError(
            "there is nothing to write down", 'say it in quotes: coachlog note "what went well" --in successes'
        )
    name = known_section("meeting", section, context.settings)
    if name == NEXT_STEPS:  # a line there is a promise, and a promise is somebody's
        path, line = write_line(context, "note", name, f"@{context.require_me().id} {words}", mark=Mark.OPEN)
    else:
        path, line = write_line(context, "note", name, words)
    said = f"Written under {name} of the meeting of {line}: {path}"
    return Answer({"path": path, "section": name, "text": words}, [Line(said)])


app = command(note)


def write_line(context: Context, command: str, name: str, words: str, mark: str = "") -> tuple[str, str]:
    """Put words into a section of the note at hand; returns its path and its day as it is said."""
    with context.change(command) as change:
        desk = Workspace(context, change)
        meeting, day = coming_meeting(desk.log.meetings, desk.log.settings, context.today)
        path = meeting.path if meeting else new_path(desk.log.meetings, day)
        document = desk.note(meeting, path, note_slots(desk.log.settings, day, MeetingStatus.PLANNED))
        desk.put(path, add_entry(document, "meeting", name, words, desk.log.settings, mark))
        desk.close()
        change.message = f"{command}: 1 meeting ({day})"
    return path, format_day(day)
