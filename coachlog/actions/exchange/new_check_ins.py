"""Tell of the items that a command has just brought and that are a Check-in in the middle of another section."""

from collections.abc import Iterator

from coachlog.actions.written_documents import WrittenDocuments
from coachlog.context import Context
from coachlog.markdown.document import Unreadable, read_document
from coachlog.markdown.task_line import parse_item
from coachlog.model.kinds.check_in import check_in_spans
from coachlog.storage.reading import lines_of


def tell_check_ins(context: Context, written: WrittenDocuments) -> tuple[str, ...]:
    """Return a sentence for each such item: whoever typed it may look for it in a list."""
    return tuple(
        f"{path}:{line}: this is read as a Check-in: it stays between the two of you, in no list and in no file"
        for path, (before, after) in written.versions.items()
        for line in _new_items(context, before, after)
    )


def _new_items(context: Context, before: bytes, after: bytes) -> Iterator[int]:
    try:
        document = read_document(after)
    except Unreadable:
        return
    old = {line.rstrip("\r\n") for line in lines_of(before)}
    for span in check_in_spans(document, context.settings.headings):
        line = document.lines[span.start]
        if parse_item(line).bullet and line.rstrip("\r\n") not in old:
            yield span.start + 1
