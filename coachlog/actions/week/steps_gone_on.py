"""Tell of lines that were changed although their next steps went on into later notes."""

from collections.abc import Iterator
from pathlib import PurePath

from coachlog.actions.written_documents import WrittenDocuments
from coachlog.context import Context
from coachlog.model.fields import format_day
from coachlog.model.kinds import kind_of_path
from coachlog.model.kinds.body import StepCopy
from coachlog.model.log_files import is_meeting
from coachlog.model.next_steps import is_left_changed, says_the_same
from coachlog.storage.load import STEPS
from coachlog.storage.reading import read_body

_BOX = b"[>]"


def tell_gone_on(context: Context, written: WrittenDocuments) -> tuple[str, ...]:
    """Return a sentence for each line that this command kept, and that is changed where its step stands now."""
    changed = {
        copy.identity: copy
        for path, (old, new) in written.versions.items()
        if is_meeting(path) and _BOX in old and _BOX in new
        for copy in _changed(context, path, old, new)
    }
    if not changed:
        return ()
    steps = [step for step in context.read(("meeting",), (STEPS,)).steps if step.newest.identity in changed]
    return tuple(
        f"“{step.text}” went on into the meeting of {format_day(step.newest.day, context.today)}: change it there, in "
        f"line {step.line}: coachlog edit {PurePath(step.path).stem}"
        for step in steps
        if not says_the_same(step.newest, changed[step.newest.identity])
    )


def _changed(context: Context, path: str, old: bytes, new: bytes) -> Iterator[StepCopy]:
    before = {copy.identity: copy for copy in _steps(context, path, old)}
    both = ((before[now.identity], now) for now in _steps(context, path, new) if now.identity in before)
    yield from (now for was, now in both if is_left_changed(was, now))


def _steps(context: Context, path: str, content: bytes) -> tuple[StepCopy, ...]:
    kind = kind_of_path(path)
    body = read_body(context.root, kind, context.settings, path, content)[0] if kind else None
    return body.steps if body else ()
