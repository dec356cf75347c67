"""Open, edit and save the documents of one change: each is read once, edited in memory and written at the end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from coachlog.actions.documents import field_text, open_document
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.markdown.document import Document, read_document
from coachlog.markdown.edit import set_key
from coachlog.model.kinds import kind_of
from coachlog.model.log import Log
from coachlog.model.log_files import is_meeting
from coachlog.model.next_steps import with_known_ids, write_ids
from coachlog.model.settings import Settings
from coachlog.storage.load import STEPS
from coachlog.storage.reading import read_body
from coachlog.sync.commit import Change


class Workspace:
    """The documents of one change. `save` writes those that were edited, and gives next steps their ids."""

    def __init__(self, context: Context, change: Change, kinds: Iterable[str], bodies: Iterable[str]) -> None:
        self._context = context
        self._change = change
        self._kinds = tuple(kinds)
        self._bodies = tuple(bodies)
        self._documents: dict[str, Document] = {}

    @cached_property
    def log(self) -> Log:
        """The log's documents of the change's kinds, read when they are first asked for."""
        return self._context.read(self._kinds, self._bodies)

    @property
    def settings(self) -> Settings:
        """The log's settings."""
        return self.log.settings

    @property
    def message(self) -> str:
        """The sentence under which the history keeps the change."""
        return self._change.message

    @message.setter
    def message(self, sentence: str) -> None:
        self._change.message = sentence

    def remember(self, name: str, value: str) -> None:
        """Have the history keep a line beside the sentence, under a name, even if no file changes."""
        self.add_trailers([(name, value)])
        self._change.commit_even_if_empty = True

    def add_trailers(self, trailers: Iterable[tuple[str, str]]) -> None:
        """Have the history keep lines beside the sentence, if a file changes."""
        self._change.trailers += tuple(trailers)

    def exists(self, path: str) -> bool:
        """Tell whether there is a file, even one that cannot be read."""
        return self._change.read(path) is not None

    def find(self, path: str) -> Document | None:
        """Return a document as it is edited so far, None if there is no file; raise if it cannot be read."""
        if path not in self._documents:
            content = self._change.read(path)
            if content is None:
                return None
            self._documents[path] = open_document(path, content, f"mend that line first: coachlog edit {path}")
        return self._documents[path]

    def open(self, path: str) -> Document:
        """Return a document as it is edited so far; raise CoachlogError if there is no file any more."""
        document = self.find(path)
        if document is None:
            kind, _, _ = path.partition("/")
            raise CoachlogError(f"{path} was taken away just now", f"coachlog {kind} lists what is there")
        return document

    def replace(self, path: str, document: Document) -> None:
        """Put an edited or a new document in place of what is there."""
        self._documents[path] = document

    def add_file(self, path: str, content: bytes) -> None:
        """Put a file that is no document into the log, such as a picture."""
        if self._change.read(path) != content:
            self._change.write(path, content)

    def set_field(self, path: str, key: str, value: str) -> None:
        """Set one front-matter field of a document."""
        document = self.open(path)
        if document.front is None or value != field_text(document, key):
            self.replace(path, set_key(document, (key,), value))

    def save(self) -> None:
        """Write the documents that were edited; each next step of a meeting gets its id."""
        for path, document in self._documents.items():
            content = document.text.encode()
            if content != self._change.read(path):
                self._change.write(path, with_step_ids(self._context, path, content) if is_meeting(path) else content)


@contextmanager
def open_workspace(
    context: Context, command: str, kinds: Iterable[str], bodies: Iterable[str] = ()
) -> Iterator[Workspace]:
    """Work on documents of the log, and save them at the end as one entry of the history."""
    with context.change(command) as change:
        workspace = Workspace(context, change, kinds, bodies)
        yield workspace
        workspace.save()


def with_step_ids(context: Context, path: str, content: bytes) -> bytes:
    """Return a meeting's note with an id behind each next step; the same bytes if it cannot be read."""
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
