"""Whose words a line of a material has: behind the label of a section, and those of the items below it."""

from typing import Final

from coachlog.model.owners import Named, name_behind, name_in_front
from coachlog.model.settings import NOBODY, PersonId, Settings

_LABELS: Final = 3  # a line of the material may have labels before the speaker's name
_BELOW: Final = "; "  # what parts the items below a line from it, on one line


def speaker_in(text: str, settings: Settings) -> Named:
    """Return whose words a line has (a person's id, `both`, or nobody's), and the words without the name."""
    label = ""
    for _ in range(_LABELS):
        named = name_in_front(text.removeprefix(label), settings)
        if named.owner:
            return Named(named.owner, f"{label}{named.words}".strip())
        begin, colon, rest = text.removeprefix(label).partition(": ")
        if not colon or not rest.strip():
            break
        label = f"{label}{begin}{colon}"
    return name_behind(text, settings)


def speakers_in(text: str, settings: Settings) -> frozenset[PersonId]:
    """Return everybody whose words a line has, those of the items below it among them."""
    parts = text.split(_BELOW)
    if len(parts) == 1:
        return frozenset({speaker_in(text, settings).owner} - {NOBODY})
    names = {speaker_in(_BELOW.join(parts[at:]), settings).owner for at in range(len(parts))}
    names |= {speaker_in(part, settings).owner for part in parts}
    return frozenset(names - {NOBODY})
