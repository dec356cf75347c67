"""Whose lines may leave the pair: my own, and those of a partner who said so."""

from collections.abc import Iterable, Iterator
from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import SUCCESSES
from coachlog.model.owners import Named, find_owner, heading_owner, name_behind, name_in_front
from coachlog.model.settings import BOTH, NOBODY, Person, PersonId, Settings
from coachlog.regex import regex
from coachlog.remembered import remembered
from coachlog.summary.named_people import is_own_report, people_in
from coachlog.summary.successes import speaker_of

BELOW: Final = "; "  # what parts the items below a line from it, on one line
_SECTION: Final = normalize(SUCCESSES)
_LABELS: Final = 3  # a line of the material may have labels before the speaker's name
_VERBS: Final = 2  # words between a name and the colon
_LABEL: Final = regex(r"(\w[\w.’' ]{0,60}?)[*_]{0,3}\s*[:：]\s*(?=\S)")


def may_leave(speaker: PersonId, me: Person | None, settings: Settings) -> bool:
    """Tell whether a success of a speaker may leave the pair.

    What belongs to both, or names nobody, leaves once everybody but me has agreed.
    """
    if me and speaker == me.id:
        return True
    person = settings.of_id(speaker)
    asked = (person,) if person else settings.besides(me.id if me else NOBODY)
    return all(_SECTION in one.quote for one in asked)


def lines_to_leave(texts: Iterable[str], me: Person | None, settings: Settings) -> Iterator[Named]:
    """Yield the successes that may leave the pair."""
    for text in texts:
        line = speaker_of(text, settings)
        if all(may_leave(one, me, settings) for one in {line.owner, *others_in(text, line, me, settings)}):
            yield line


def others_in(text: str, line: Named, me: Person | None, settings: Settings) -> frozenset[PersonId]:
    """Return everybody but me whose words a line of somebody has, or may have: in doubt it is not its typist's alone.

    A line that begins with my name may tell of the others what they did.
    """
    mine = me.id if me else NOBODY
    told = people_in(line.words, settings.besides(mine), of_somebody=bool(line.owner), of_mine=False)
    is_mine = bool(mine) and line.owner == mine and is_own_report(line.words)
    return frozenset({line.owner, *speakers_in(text, settings), *(() if is_mine else told)} - {NOBODY, mine})


@remembered
def speakers_in(text: str, settings: Settings) -> frozenset[PersonId]:
    """Return everybody whose words a line has, those further on in it and in the items below it among them."""
    parts = text.split(BELOW)
    names = {speaker_in(BELOW.join(parts[at:]), settings).owner for at in range(len(parts))}
    names |= {find(part, settings).owner for part in parts for find in (speaker_in, name_behind)}
    names |= {heading_owner(part, settings) for part in parts if len(parts) > 1}  # a name over words, or below them
    names |= {owner for owner in _labelled(text, settings) if owner != BOTH}
    return frozenset(names - {NOBODY})


@remembered
def speaker_in(text: str, settings: Settings) -> Named:
    """Return whose words a line of the material has (a person's id, `both`, or nobody's), and the words without it."""
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


def _labelled(text: str, settings: Settings) -> Iterator[PersonId]:
    """Yield whoever is named shortly before a colon, anywhere in a line: `Glad. Sam: so was I`, `Sam said: yes`."""
    longest = settings.words_of_name
    for label in _LABEL.finditer(text):
        words = label[1].split()[-longest - _VERBS :]
        spans = ((at, end) for at in range(len(words)) for end in range(at + 1, min(at + longest, len(words)) + 1))
        yield from (find_owner(" ".join(words[at:end]), settings) for at, end in spans)
