"""Whose words a new line has: its writer's, unless somebody else is named."""

from typing import Final

from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.doubtful_names import without_pronoun
from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, SUCCESSES
from coachlog.model.settings import BOTH, Person, Settings
from coachlog.summary.successes import speaker_of

_NOBODY: Final = ("nobody", "none", "no one")
_SPOKEN: Final = (SUCCESSES, GROWTH)  # sections whose lines are somebody's words


def choose_speaker(context: Context, section: str, typed: str) -> str:
    """Return the name with which a line begins: the one typed, in some sections the writer's, else nothing."""
    if typed and section == NEXT_STEPS:
        raise UsageError("a next step has an owner", "say it as: coachlog steps add --owner NAME")
    word = normalize(typed)
    if word in _NOBODY or (not word and section not in _SPOKEN):
        return ""
    if word == BOTH:
        return "Both"
    person = context.require_person(typed or "me")
    return _short_name(person, context.settings)


def with_speaker(words: str, speaker: str, settings: Settings) -> str:
    """Return a line that begins with its speaker's name, if it does not begin with one already."""
    return f"{speaker}: {without_pronoun(words)}" if speaker and not speaker_of(words, settings).owner else words


def _short_name(person: Person, settings: Settings) -> str:
    """Return a first name if it means nobody else, else the whole name."""
    first = person.name.split(maxsplit=1)[0] if person.name.split() else person.id
    return first if settings.find_person(first) == person else person.name
