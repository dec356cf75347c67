"""Tell whether a plan changed after people agreed to it, by a fingerprint of its words."""

import json
from typing import Final

from coachlog.markdown.blocks import BlockKind
from coachlog.markdown.document import Document
from coachlog.markdown.edit_yaml import plain_data
from coachlog.model.fields import stable_id
from coachlog.model.settings import PersonId

AGREED: Final = "agreed"
AGREED_TO: Final = "agreed_to"
# Keys left out of the fingerprint.
_BESIDE: Final = (AGREED, AGREED_TO, "kept_versions")


def text_mark(plan: Document) -> str:
    """Return a fingerprint of a plan's words, without line breaks and comments."""
    hidden = {at for block in plan.blocks if block.kind is BlockKind.COMMENT for at in range(block.start, block.end)}
    shown = (line for at, line in enumerate(plan.lines) if at >= plan.body_line and at not in hidden)
    facts = {entry.key: plain_data(entry.value) for entry in plan.front.entries} if plan.front else {}
    rest = {key: value for key, value in facts.items() if key not in _BESIDE and value}
    return stable_id(json.dumps(rest, sort_keys=True), " ".join(" ".join(shown).split()))


def lapsed(plan: Document) -> tuple[PersonId, ...]:
    """Return the people who agreed to earlier words of the plan; a day without a fingerprint stays valid."""
    facts = {entry.key: plain_data(entry.value) for entry in plan.front.entries} if plan.front else {}
    agreed, agreed_to = facts.get(AGREED), facts.get(AGREED_TO)
    if not isinstance(agreed, dict) or not isinstance(agreed_to, dict):
        return ()
    now = text_mark(plan)
    return tuple(PersonId(person) for person in agreed if agreed_to.get(person, now) not in ("", now))
