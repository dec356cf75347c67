"""Next steps that stand in two versions, since two people changed one line at the same time."""

from collections.abc import Sequence

from coachlog.actions.workspace import Workspace
from coachlog.context import Context
from coachlog.model.conflict import Form
from coachlog.model.next_steps import NextStep
from coachlog.sync.conflicts import find_conflicts


def kept_twice(context: Context, workspace: Workspace, steps: Sequence[NextStep]) -> tuple[NextStep, ...]:
    """Return the steps of which a line is one of two versions that nobody has chosen from yet."""
    conflicts = find_conflicts(context.root, lambda: context.repo) if steps else ()
    lines: set[tuple[str, int]] = set()
    for conflict in conflicts:
        document = workspace.find(conflict.path) if conflict.form is Form.WORDS else None
        if document is not None:
            from coachlog.model.resolve_conflict import lines_of_both

            lines |= {(conflict.path, line) for line in lines_of_both(conflict, document.text)}
    return tuple(step for step in steps if any((copy.path, copy.line) in lines for copy in step.copies))
