"""Who the people of a log are, when they meet, and what is asked of them: read it, and change it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from coachlog.actions.setup.log_settings import SettingsText, change_settings, names_of_people
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.markdown.edit_yaml import Data
from coachlog.model.fields import WEEKDAYS, normalize
from coachlog.model.owners import find_owner
from coachlog.model.person_names import given_first
from coachlog.model.settings import BOTH, Person, PersonId, Settings
from coachlog.model.typed_settings import format_every, format_requirement
from coachlog.sync.consents import with_own_consents

_NO_NAMES: Final = ("me", "nobody")
CLEARED: Final = ("none", "nothing", "-")  # what takes a value away


@frozen
class People:
    """The settings of a log that are about its people, with the consents that count.

    `me` is the id of the person at this computer, if known; for `not_asked` somebody else has typed a consent.
    """

    settings: Settings
    me: PersonId
    not_asked: tuple[PersonId, ...] = ()


@frozen
class ChangedPeople:
    """The people after a change: the person whom it was about, and the keys of what was changed."""

    people: People
    person: Person | None
    keys: tuple[str, ...]


def read_people(context: Context) -> People:
    """Return the people of the log, and the rest of what `init` asked."""
    typed = context.settings
    settings = with_own_consents(typed, context.repo)
    pairs = zip(typed.people, settings.people, strict=True)
    not_asked = tuple(person.id for person, counted in pairs if person.quote != counted.quote)
    return People(settings, context.stated_id, not_asked)


def set_people(context: Context, who: str, of_person: Mapping[str, Data], of_log: Mapping[str, Data]) -> ChangedPeople:
    """Set fields of one person, and settings of the whole log by their dotted names; empty text takes one away."""
    me = context.require_me()
    if not (of_person or of_log):
        raise UsageError("there is nothing to change", "say what: coachlog people set me --subject math")
    if of_person and not who:
        ids = " or ".join(f"`coachlog people set {person.id} …`" for person in context.settings.people)
        raise UsageError("this does not say who is meant", f"say it as {ids}")
    person = context.require_person(who) if of_person else None
    if "name" in of_person:
        of_person = {**of_person, "name": given_first(str(of_person["name"]))}
    if person:
        _require_right(context, person, of_person)
        if of_person.get("quote") and person.id in read_people(context).not_asked:
            with change_settings(context, "people set") as text:  # what somebody else typed gives way to one's own
                _set_person(text, person, {"quote": ""})
    with change_settings(context, "people set") as text:
        if person:
            _set_person(text, person, of_person)
        for name, value in of_log.items():
            _set_in_log(text, name.split("."), value)
        _let_title_follow(text)
    now = context.at(context.root)
    if person and person.id == me.id:
        now.remember_me(now.settings.require_person(me.id), formerly=me)
    people = replace(read_people(now), me=me.id)
    changed = people.settings.require_person(person.id) if person else None
    return ChangedPeople(people, changed, (*of_person, *of_log))


def present_values(settings: Settings, person: Person | None) -> dict[str, str]:
    """Return the present settings by the keys of `set_people`: of a person, or without one of the log."""
    if person:
        return {key: value for key, value in vars(person).items() if isinstance(value, str)}
    cadence, requirement = settings.cadence, settings.requirement
    return {
        "cadence.weekday": WEEKDAYS[cadence.weekday] if cadence.weekday is not None else "",
        "cadence.every": format_every(cadence.weeks),
        "cadence.time": cadence.time,
        "cadence.minutes": str(cadence.minutes or ""),
        "cadence.mode": cadence.mode,
        "dates": settings.dates or "",
        "title": settings.title,
        "requirement": format_requirement(requirement.minutes, requirement.per) if requirement else "",
        "requirement.source": requirement.source if requirement else "",
    }


def _require_right(context: Context, person: Person, fields: Mapping[str, Data]) -> None:
    """Raise if a name would be another's, or if consent would be given for somebody else."""
    others = [normalize(word) for one in context.settings.people if one.id != person.id for word in (one.name, one.id)]
    name = fields.get("name", person.name)
    of = "me" if person == context.person_at_this_computer else person.id
    if "name" in fields and not name:
        raise UsageError("a person needs a name", f"say it as: coachlog people set {of} --name NAME")
    if "name" in fields and normalize(str(name)) in others:
        raise UsageError(
            f"somebody else in this log is called `{name}`", f"say another: coachlog people set {of} --name NAME"
        )
    if "name" in fields and (find_owner(str(name), context.settings) == BOTH or normalize(str(name)) in _NO_NAMES):
        raise UsageError(
            f"`{name}` is nobody's name: a note means something else by it",
            f"say another: coachlog people set {of} --name NAME",
        )
    if "quote" in fields and context.person_at_this_computer != person:
        raise CoachlogError(
            f"only {person.name or person.id} can say whether their words may be quoted",
            "they type it on their own computer: coachlog people set me --quote successes",
        )


def _set_person(text: SettingsText, person: Person, fields: Mapping[str, Data]) -> None:
    ids = [item.get("id") or item.get("role") if isinstance(item, dict) else "" for item in text.items("people")]
    at = ids.index(person.id)
    if "name" in fields and person.name and fields["name"] != person.name:
        _keep_former_name(text, at, person, str(fields["name"]))
    for key, value in fields.items():
        text.set(("people", at, key), value or None)


def _keep_former_name(text: SettingsText, at: int, person: Person, now: str) -> None:
    """Let lines of before stay the person's: a name that is back gives its place to the name of until now."""
    steps = ("people", at, "formerly")
    record = text.items("people")[at]
    listed = record.get("formerly") if isinstance(record, dict) else None
    if not isinstance(listed, list) or not listed:
        text.set(steps, [*dict.fromkeys((*(name for name in person.formerly if name != now), person.name))])
    elif person.name not in listed:
        text.set((*steps, listed.index(now) if now in listed else len(listed)), person.name)
    elif now in listed:
        text.set((*steps, listed.index(now)), None)


def _set_in_log(text: SettingsText, steps: list[str], value: Data) -> None:
    if isinstance(value, dict):  # the other keys beside it stay
        for key, inner in value.items():
            text.set((*steps, key), inner)
    else:
        text.set(steps, value or None)


def _let_title_follow(text: SettingsText) -> None:
    """Let a title that is the people's names follow these."""
    before, after = text.before, text.read()
    if before.title == after.title == names_of_people(before.people):
        text.set(("title",), names_of_people(after.people))


def set_requirement(context: Context, typed: str) -> Context:
    """Write what a programme asks for into the settings; return the surroundings to go on in."""
    from coachlog.actions.typed_values import requirement_data

    asked: Data = "" if typed.casefold() in CLEARED else {**requirement_data(typed)}
    set_people(context, "", {}, {"requirement": asked})
    return replace(context, chosen_root=context.root)
