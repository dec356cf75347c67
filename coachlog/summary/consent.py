"""Whose lines may leave the pair: my own, and those of a partner who said so."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import SUCCESSES
from coachlog.model.settings import Person, PersonId, Settings
from coachlog.summary.successes import speaker_of

if TYPE_CHECKING:
    from coachlog.model.owners import Named

_SECTION: Final = normalize(SUCCESSES)


def may_leave(speaker: PersonId, me: Person | None, settings: Settings) -> bool:
    """Tell whether a success of a speaker may leave the pair.

    What belongs to both, or names nobody, leaves once everybody but me has agreed.
    """
    if me and speaker == me.id:
        return True
    named = [person for person in settings.people if person.id == speaker]
    others = [person for person in settings.people if me is None or person.id != me.id]
    return all(_SECTION in person.quote for person in named or others)


def lines_to_leave(texts: Iterable[str], me: Person | None, settings: Settings) -> "Iterator[Named]":
    """Yield the successes that may leave the pair."""
    for text in texts:
        line = speaker_of(text, settings)
        if may_leave(line.owner, me, settings):
            yield line
