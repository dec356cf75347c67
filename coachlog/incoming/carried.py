"""Next steps that stand in the notes of several weeks: each goes on from the meeting where it began."""

from collections.abc import Sequence

from coachlog.incoming.meeting_draft import MeetingDraft
from coachlog.model.fields import normalize


def old_open_steps(drafts: Sequence[MeetingDraft]) -> tuple[frozenset[int], ...]:
    """Return for each meeting the numbers of the open steps that neither the last meeting nor a later one has again."""
    later: set[tuple[str, str]] = set()
    old = list[frozenset[int]]()
    for at, draft in enumerate(reversed(drafts)):
        keys = [(line.owner, normalize(line.passage.words)) for line in draft.steps]
        is_open = [line.passage.mark in (" ", "/") for line in draft.steps]
        old.append(frozenset(n for n, key in enumerate(keys) if at and is_open[n] and key not in later))
        later |= set(keys)
    return tuple(reversed(old))


def step_origins(drafts: Sequence[MeetingDraft]) -> tuple[dict[int, str], ...]:
    """Return for each meeting the day on which a step began, by its number there; `drafts` go from the oldest on.

    A step of the same words and the same owner goes on from an earlier one that is still open.
    """
    began: dict[tuple[str, str], str] = {}
    origins = list[dict[int, str]]()
    for draft in drafts:
        of_draft: dict[int, str] = {}
        still = dict(began)
        for number, line in enumerate(draft.steps):
            key = line.owner, normalize(line.passage.words)
            day = still.pop(key, "")
            if day and day != draft.day.isoformat():
                of_draft[number] = day
            if line.passage.mark in (" ", "/"):
                began.setdefault(key, day or draft.day.isoformat())
            else:
                began.pop(key, None)
        origins.append(of_draft)
    return tuple(origins)
