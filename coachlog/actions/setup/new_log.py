"""The settings of a new log: what was typed, and what the person answers."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from coachlog.actions.typed_days import parse_day
from coachlog.actions.typed_values import (
    clock_text,
    every_text,
    minutes_text,
    requirement_data,
    way_to_meet,
    weekday_text,
)
from coachlog.context import Context
from coachlog.errors import CoachlogError, SurroundingsError, UsageError
from coachlog.frozen import frozen
from coachlog.markdown.edit_yaml import write_scalar
from coachlog.model.dates import Aim
from coachlog.model.fields import WEEKDAYS, clean_text, did_you_mean, format_date, format_list, slugify
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.person_names import given_first
from coachlog.model.portable_names import portable
from coachlog.model.school_year import name_term, usual_begin
from coachlog.model.settings import (
    BOTH,
    FILE,
    Person,
    PersonId,
    UnknownPerson,
    ask_who,
    find_among,
    ids_of,
    tell_people,
)
from coachlog.storage.cloud_drives import synced_drive
from coachlog.storage.disk import whole_path
from coachlog.storage.home import is_same

_SCHOOL_DAYS: Final = WEEKDAYS[:5]
_REQUIRED: Final = "What does your programme ask for, as 180 minutes a month (or nothing)?"


@frozen
class TypedLog:
    """The typed options of a new log."""

    folder: Path | None
    mentor: str
    mentee: str
    people: tuple[str, ...]
    weekday: str
    every: str
    time: str
    minutes: str
    mode: str
    term: str
    term_start: str
    term_end: str
    required: str


class NewTerm(NamedTuple):
    """A term of a new log."""

    name: str
    start: date
    end: date


@frozen
class NewLog:
    """The folder and the settings of a new log; `me` is the person at this computer, if that is known."""

    root: Path
    id: str
    people: tuple[Person, ...]
    me: Person | None
    cadence: Mapping[str, str]
    term: NewTerm | None
    requirement: Mapping[str, str]
    dates: str

    @property
    def names(self) -> str:
        """Return the people's names in one phrase."""
        return format_list([person.name for person in self.people])


def ask_for_people(context: Context, typed: TypedLog) -> tuple[Person, ...]:
    """Return the people of a new log; raise UsageError if they are too few."""
    people = [_parse_person(words) for words in typed.people]
    if not people:
        mentor = _name(typed.mentor or context.ask("The mentor's name?", option="--mentor NAME"))
        mentee = _name(typed.mentee or context.ask("The mentee's name?", option="--mentee NAME"))
        people = [Person(PersonId("mentor"), mentor, "mentor", ""), Person(PersonId("mentee"), mentee, "mentee", "")]
    if any(not person.name or not person.id for person in people):
        raise UsageError("a person needs a name", 'say it as --mentor "Robin Example" --mentee "Sam Sample"')
    ids = [person.id for person in people]
    for word in {BOTH, SHARED_OWNER, "me", "nobody"} & {*ids}:
        names = " ".join(f"--person {one.id}-1={write_scalar(one.name)}" for one in people if one.id == word)
        raise UsageError(f"`{word}` has a meaning of its own, so it is no person's id", f"say another: {names}")
    if len(ids) < 2 or len(set(ids)) < len(ids):
        raise UsageError("a log needs two people or more, each with an id of their own", "say --person ID=NAME twice")
    return tuple(people)


def ask_who_i_am(context: Context, people: tuple[Person, ...]) -> Person | None:
    """Return the person at this computer; None if nobody says it."""
    ids = ids_of(people)

    def find(typed: str) -> Person | None:
        person = find_among(people, typed, ids)
        if person is None and typed:
            hint = did_you_mean(typed, ids, tell_people(people))
            raise UnknownPerson(f"nobody in this log is called `{typed}`", hint)
        return person

    default = people[0].id if context.interactive else ""
    return context.ask_for(context.options.me, ask_who(people), find, default)


def ask_for_log(context: Context, typed: TypedLog, people: tuple[Person, ...], me: Person | None) -> NewLog:
    """Return the folder and the settings of a new log; raise if the folder cannot hold one."""
    root = _choose_folder(context, typed.folder, people, me)
    cadence, term, requirement = (
        _ask_for_cadence(context, typed),
        _ask_for_term(context, typed),
        context.ask_for(typed.required, _REQUIRED, lambda words: requirement_data(words) if words else {}),
    )
    dates = context.date_orders[-1] if context.date_orders else ""
    return NewLog(root, context.random_letters(12), people, me, cadence, term, requirement, dates)


def render_settings(log: NewLog) -> str:
    """Return the text of a new log's settings."""
    lines = [
        "# The settings of this log. Change anything here by hand; `coachlog check` finds mistakes.",
        "coachlog: 1",
        f"id: {log.id}  # by which this log is known, whatever its folder is called",
        f"title: {write_scalar(log.names)}",
        "people:",
    ]
    for person in log.people:
        lines += [
            f"  - id: {person.id}",
            f"    name: {write_scalar(person.name)}",
            f"    role: {write_scalar(person.role)}",
        ]
    lines += ["cadence:", *(f"  {key}: {write_scalar(value)}" for key, value in log.cadence.items())]
    if log.term:
        name, start, end = log.term
        lines += ["terms:", f"  - id: {write_scalar(name)}", f"    start: {start}", f"    end: {end}"]
    if log.requirement:
        lines += ["requirement:", *(f"  {key}: {write_scalar(value)}" for key, value in log.requirement.items())]
    if log.dates:
        lines.append(f"dates: {log.dates}")
    return "\n".join(lines) + "\n"


def _parse_person(typed: str) -> Person:
    name_id, _, rest = clean_text(typed).partition("=")
    name, _, role = rest.partition(":")
    if not name.strip() or slugify(name_id) != name_id.strip():
        raise UsageError(f"`{typed}` does not name a person", "write it as --person kim=Kim Example:facilitator")
    return Person(PersonId(name_id.strip()), _name(name), role.strip() or name_id.strip(), "")


def _name(typed: str) -> str:
    return given_first(clean_text(typed).strip())


def _choose_folder(context: Context, folder: Path | None, people: tuple[Person, ...], me: Person | None) -> Path:
    root = whole_path(folder or _usual_folder(context, people, me))
    context.home.require_new_folder(root, "a log")
    if (root / FILE).exists():
        raise CoachlogError(f"there is a log already in {root}", "`coachlog logs` lists the logs on this computer")
    drive = synced_drive(root, context.environment)
    if drive:
        raise SurroundingsError(
            f"{root} is in {drive}, which copies files while they are written and would break the log's history",
            "leave the folder out, and the log goes to a safe place: `coachlog init`",
        )
    # A folder with a history only is what an `init` left that was stopped half-way.
    if root.exists() and (not root.is_dir() or any(child.name != ".git" for child in root.iterdir())):
        raise CoachlogError(f"{root} is not an empty folder", "name a new one, or leave it out: `coachlog init`")
    return root


def _usual_folder(context: Context, people: tuple[Person, ...], me: Person | None) -> Path:
    """Return a folder that is called after the partner, as `join` calls it, who may have the name of the own pages."""
    partner = next((person for person in people if me and person.id != me.id), people[-1])
    folder = context.home.root / portable(slugify(partner.name))
    return folder.with_name(f"{folder.name}-log") if is_same(folder, context.home.own) else folder


def _ask_for_cadence(context: Context, typed: TypedLog) -> dict[str, str]:
    usual = "45" if context.interactive else ""
    today = WEEKDAYS[context.today.weekday()]
    if context.interactive and today not in _SCHOOL_DAYS:
        today = _SCHOOL_DAYS[0]
    mode, ask = way_to_meet(context, typed.mode), context.ask_for
    cadence = {
        "every": every_text(typed.every or "week"),
        "weekday": ask(typed.weekday, "Which day do you meet on, as thursday or thu?", weekday_text, today),
        "time": ask(typed.time, "At what time, as 3:30 or 15:30 (or nothing)?", _or_nothing(clock_text)),
        "minutes": ask(typed.minutes, "How many minutes do you plan to meet, as 45 or 1 h?", minutes_text, usual),
        "mode": mode,
    }
    return {key: value for key, value in cadence.items() if value}


def _or_nothing(parse: Callable[[str], str]) -> Callable[[str], str]:
    """Return a parser that also takes nothing."""
    return lambda typed: parse(typed) if typed else ""


def _ask_for_term(context: Context, typed: TypedLog) -> NewTerm | None:
    """Return the term, None if nobody knows its end; it begins today if nobody says otherwise."""
    begin = _ask_for_begin(context, typed)

    def parse_end(words: str) -> date | None:
        end = parse_day(context, words, Aim.DUE, on=begin) if words else None
        if end and end < (begin or context.today):
            raise UsageError("the term ends before it starts", "say --term-start and --term-end as 2026-09-08")
        return end

    if begin is None and context.interactive and not typed.term_end:
        return None
    end = context.ask_for(typed.term_end, "And when does it end, as Dec 18 or 2026-12-18 (or nothing)?", parse_end)
    if end is None:
        return None
    begun = begin or context.today
    return NewTerm(clean_text(typed.term) or name_term(begun, end), begun, end)


def _ask_for_begin(context: Context, typed: TypedLog) -> date | None:
    """Return the first day of the term, None if nobody says it."""
    usual = context.today
    if typed.term_end and context.interactive:
        with suppress(UsageError):
            usual = parse_day(context, typed.term_end, Aim.DUE)
    question = "When did or does this term begin, as Sep 8 or today (or nothing)?"
    default = format_date(usual_begin(usual)) if context.interactive else ""
    return context.ask_for(
        typed.term_start, question, lambda words: parse_day(context, words) if words else None, default
    )
