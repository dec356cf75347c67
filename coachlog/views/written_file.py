"""A written file, and its readers."""

from pathlib import Path
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.audience import CALLED, Audience
from coachlog.render.view import Answer, Line
from coachlog.views.fields import Field, Fields, json_row


@frozen
class WrittenFile:
    """A file, and the people for whom it was made."""

    file: Path
    audience: Audience


WRITTEN_FILE_FIELDS: Final[Fields[WrittenFile]] = (
    Field("file", lambda written: str(written.file)),
    Field("for", lambda written: written.audience, "self, pair, peer, program or public"),
)


def show_written(written: WrittenFile, answer: Answer) -> Answer:
    """Show where an answer was written."""
    sentence = f"Written for {CALLED[written.audience]}: {written.file}"
    parts = [Line(sentence), *([Line(answer.then, quiet=True)] if answer.then else [])]
    return Answer(json_row(WRITTEN_FILE_FIELDS, written), parts, answer.problems, status=answer.exit_status)
