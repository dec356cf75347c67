"""Give the next steps of a meeting's note their ids."""

from dataclasses import replace

from coachlog.context import Context
from coachlog.markdown.document import read_document
from coachlog.model.kinds import kind_of
from coachlog.model.next_steps import with_known_ids, write_ids
from coachlog.storage.load import STEPS, read_body


def with_step_ids(context: Context, path: str, content: bytes) -> bytes:
    """Return a meeting's note with an id behind each next step; the same bytes where it cannot be read."""
    body, _ = read_body(context.root, kind_of("meeting"), context.settings, path, content)
    if body is None:
        return content
    if any(copy.inner_ids for copy in body.steps):
        log = context.read(("meeting",), (STEPS,))
        body = replace(body, steps=with_known_ids(body.steps, (copy for step in log.steps for copy in step.copies)))
    for copy in body.steps:
        if copy.repeats:
            context.tell(
                f"{path}:{copy.line}: this next step had the id ^{copy.repeats} of another one with other words; "
                f"it is a step of its own now: ^{copy.id}"
            )
    return write_ids(read_document(content), body).text.encode()
