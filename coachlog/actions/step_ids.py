"""Give the next steps of a meeting's note their ids."""

from coachlog.context import Context
from coachlog.markdown.document import read_document
from coachlog.model.kinds import kind_of
from coachlog.model.next_steps import write_ids
from coachlog.storage.load import read_body


def with_step_ids(context: Context, path: str, content: bytes) -> bytes:
    """Return a meeting's note with an id behind each next step; the same bytes where it cannot be read."""
    body, _ = read_body(context.root, kind_of("meeting"), context.settings, path, content)
    return write_ids(read_document(content), body).text.encode() if body else content
