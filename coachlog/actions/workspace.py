"""The documents that one command works on: each read once, changed in memory, and written at the end."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.markdown.document import Document, Unreadable, parse_document, read_document
from coachlog.markdown.edit import insert_at_end, set_key
from coachlog.model.blank_pages import with_section
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.body import LIVE, Mark
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.kinds.section_names import NEXT_STEPS
from coachlog.model.log import Log
from coachlog.model.next_steps import NextStep, carried_lines, marks_to_settle, set_marks, steps_to_carry, write_ids
from coachlog.model.schedule import agenda_sources
from coachlog.storage.load import STEPS, read_body
from coachlog.summary.points import carry_points
from coachlog.sync.commit import Change


class Workspace:
    """Meeting notes under work; every note that was changed gets the ids of its next steps."""

    def __init__(self, context: Context, change: Change) -> None:
        self._context = context
        self._change = change
        self._documents: dict[str, Document] = {}

    @cached_property
    def log(self) -> Log:
        """The meetings, read when they are first asked for."""
        return self._context.read(("meeting",), bodies=(STEPS,))

    def document(self, path: str) -> Document | None:
        """A document as the command has it by now; None where there is no such file; raises where it is unreadable."""
        if path not in self._documents:
            content = self._change.read(path)
            if content is None:
                return None
            try:
                self._documents[path] = read_document(content)
            except Unreadable as trouble:
                raise CoachlogError(
                    f"{path}:{trouble.line}: {trouble.message}", f"mend that line first: coachlog edit {path}"
                ) from None
        return self._documents[path]

    def put(self, path: str, document: Document) -> None:
        """Have a document as it will be written."""
        self._documents[path] = document

    def note(self, meeting: Meeting | None, path: str, slots: Mapping[str, str]) -> Document:
        """A meeting's note, or a new one."""
        found = self.document(meeting.path if meeting else path)
        if found is None:
            found = parse_document(self._context.fill("meeting", slots))
            self.put(path, found)
        return found

    def set(self, path: str, key: str, value: str) -> None:
        """Change one front-matter value of a document on the desk."""
        document = self._documents[path]
        if document.front is None or value != _value(document, key):
            self.put(path, set_key(document, (key,), value))

    def carry(self, path: str, day: date) -> tuple[NextStep, ...]:
        """Write the open steps of earlier meetings anew in the note at a path, and mark the old ones."""
        carried = steps_to_carry(self.log.steps, day, path)
        if carried:
            document, section = with_section(self._documents[path], "meeting", NEXT_STEPS, self.log.settings)
            lines = [line for step in carried for line in self._lines(step)]
            self.put(path, insert_at_end(document, section, lines))
        for step in carried:
            self.mark({copy.path: {copy.line: Mark.CARRIED} for copy in step.copies if copy.mark in LIVE})
        return carried

    def carry_agenda(self, path: str, day: date) -> tuple[str, ...]:
        """Write the talking points that nobody has ticked yet on the agenda of the note at a path."""
        sources = (self.document(meeting.path) for meeting in agenda_sources(self.log.meetings, day, path))
        document, words = carry_points(self._documents[path], filter(None, sources), self.log.settings)
        self.put(path, document)
        return words

    def settle(self) -> None:
        """Mark the copies of finished and of carried steps as such."""
        self.mark(marks_to_settle(self.log.steps))

    def mark(self, marks: Mapping[str, Mapping[int, Mark]]) -> None:
        """Mark the boxes on some lines of some notes anew."""
        for path, found in marks.items():
            document = self.document(path)
            if document is not None:
                self.put(path, set_marks(document, found))

    def close(self) -> None:
        """Write what was changed."""
        for path, document in self._documents.items():
            content = document.text.encode()
            if content != self._change.read(path):
                self._change.write(path, self._with_ids(path, document))

    def _lines(self, step: NextStep) -> Iterable[str]:
        source = self.document(step.path)
        return carried_lines(source, step) if source else ()

    def _with_ids(self, path: str, document: Document) -> bytes:
        content = document.text.encode()
        body, _ = read_body(self._context.root, kind_of("meeting"), self.log.settings, path, content)
        return write_ids(document, body).text.encode() if body else content


def _value(document: Document, key: str) -> str:
    entry = document.front.find(key) if document.front else None
    return getattr(entry.value, "text", "") if entry else ""
