"""Whose words a new line has: its writer's, unless somebody else is named."""

import re
from dataclasses import replace
from typing import Final

from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.doubtful_names import doubtful_entry, initialled, label_in_front
from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import GROWTH, NEXT_STEPS, SUCCESSES
from coachlog.model.owners import find_owner
from coachlog.model.settings import BOTH, NOBODY, PersonId, Settings, shared
from coachlog.regex import regex
from coachlog.summary.successes import speaker_of

_NOBODY: Final = ("nobody", "none", "no one")
_SPOKEN: Final = (SUCCESSES, GROWTH)  # sections whose lines are somebody's words


def as_i_say_it(context: Context) -> Settings:
    """Return the log's settings in which `me` is the person at this computer, and `you` the other of two."""
    return shared(replace(context.settings, speaker=context.require_me().id))


def find_together(context: Context, typed: str) -> PersonId:
    """Return `both` if words name more than one person: `both of us`, `Sam and me`; else nobody."""
    settings = as_i_say_it(context) if context.me else context.settings
    return BOTH if find_owner(typed, settings) == BOTH else NOBODY


def choose_speaker(context: Context, section: str, typed: str) -> str:
    """Return the name with which a line begins: the one typed, in some sections the writer's, else nothing."""
    if typed and section == NEXT_STEPS:
        raise UsageError("a next step has an owner", "say it as: coachlog steps add --owner NAME")
    word = normalize(typed)
    if word in _NOBODY or (not word and section not in _SPOKEN):
        return ""
    if word == BOTH or (typed and context.settings.find_person(typed) is None and find_together(context, typed)):
        return "Both"
    person = context.require_person(typed or "me")
    return context.settings.short_name(person)


def with_speaker(words: str, speaker: str, settings: Settings) -> str:
    """Return a line that begins with its speaker's name, if it does not begin with one already.

    `me:` and `Sam and me:` in front become names: the other reads them, too; and so do first letters, `SS:`.
    """
    if not speaker or speaker_of(words, settings).owner:
        return words
    label, rest = label_in_front(words)
    said = replace(settings, speaker=find_owner(speaker, settings))
    owner = find_owner(label, said) if label else NOBODY
    if not owner and (initials := doubtful_entry(words, settings)):
        owner = initialled(initials, settings)
        rest = rest if label == initials else words
    if not owner:
        return f"{speaker}: {_without_name(words, speaker)}"
    other = settings.of_id(owner) if owner != said.speaker else None
    return f"{settings.short_name(other) if other else 'Both' if owner == BOTH else speaker}: {rest}"


def unread_label(written: str, speaker: str, settings: Settings) -> str:
    """Return what nearly is a name before the words of a line that was written as the speaker's: `Robin: Sammy: x`."""
    words = written.removeprefix(f"{speaker}: ")
    return doubtful_entry(words, settings) if words != written else ""


def _without_name(words: str, name: str) -> str:
    """Return a line without the name that tells what somebody did: `Sam let two students explain`."""
    told = regex(rf"{re.escape(name)}\s+(?!(?:and|or|with)\b)(?=[a-z])").match(words)
    return words[told.end() :] if told else words
