"""`coachlog init`: a new log, ready to meet."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.actions.news import mark_as_read
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError, SurroundingsError, UsageError
from coachlog.git.config import install_driver
from coachlog.markdown.edit_yaml import write_scalar
from coachlog.model.fields import (
    WEEKDAYS,
    clean_text,
    find_weekday,
    format_list,
    normalize,
    parse_clock,
    parse_minutes,
    slugify,
)
from coachlog.model.settings import BOTH, FILE, Person
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.storage.cloud_drives import synced_drive

if TYPE_CHECKING:
    from coachlog.git.remote import Where

# What other programs leave behind, and nothing else: everything in a log is shared.
_IGNORED = ".DS_Store\nThumbs.db\ndesktop.ini\n*~\n.*.swp\n.coachlog-*\n"
_ATTRIBUTES = "* -text\n*.md merge=coachlog\n*.yml merge=coachlog\n"


def init(
    ctx: typer.Context,
    place: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where the log will lie")] = None,
    mentor: Annotated[str, typer.Option(metavar="NAME", help="The mentor's name")] = "",
    mentee: Annotated[str, typer.Option(metavar="NAME", help="The mentee's name")] = "",
    person: Annotated[
        list[str] | None, typer.Option(metavar="ID=NAME[:ROLE]", help="Another pairing; say it twice")
    ] = None,
    weekday: Annotated[str, typer.Option(metavar="DAY", help="The day you meet on")] = "",
    time: Annotated[str, typer.Option(metavar="HH:MM", help="The time you meet at")] = "",
    minutes: Annotated[str, typer.Option(metavar="N", help="How long you mean to meet")] = "",
    mode: Annotated[str, typer.Option(metavar="WORD", help="How you meet: virtual, in person")] = "",
    term: Annotated[str, typer.Option(metavar="NAME", help="The term's name, as 2026-fall")] = "",
    term_start: Annotated[str, typer.Option(metavar="DATE", help="The term's first day")] = "",
    term_end: Annotated[str, typer.Option(metavar="DATE", help="The term's last day")] = "",
    remote: Annotated[str, typer.Option(metavar="PLACE", help="Where to share it; as in invite")] = "",
) -> Answer:
    """Make a new log, ready to meet."""
    context = context_of(ctx)
    people = _people(context, mentor, mentee, person or [])
    me = _me(context, people)
    where = _shared_place(remote, me) if remote else None
    root = _place(context, place, people)
    cadence = _cadence(context, weekday, time, minutes, mode)
    span = _term(context, term, term_start, term_end)
    names = format_list([known.name for known in people])
    files = {
        FILE: _settings_text(people, cadence, span),
        "README.md": context.fill("log-readme", {"title": f"The log of {names}", "people": names}),
        ".gitignore": _IGNORED,
        ".gitattributes": _ATTRIBUTES,
    }
    context.begin(root, files, me)
    install_driver(root)
    mark_as_read(context)
    # Where there is another log already, a bare command would go on working in that one.
    there = "" if len(context.home.logs()) == 1 else f" --log {root.name}"
    answer = _answer(root, people, me, there)
    if where is None:
        return answer
    from coachlog.commands.setup.invite import invited

    shared = invited(context, where)
    return Answer(answer.data | {"shared": shared.data}, [*answer.parts, Line(), *shared.parts])


app = command(init)


def _shared_place(typed: str, me: Person | None) -> "Where":
    from coachlog.commands.setup.invite import parse_place

    if me is None:
        raise UsageError("a log is shared by somebody, so it must be known who you are", "say it with --me mentor")
    return parse_place(typed)


def _people(context: Context, mentor: str, mentee: str, others: list[str]) -> list[Person]:
    people = [_person(typed) for typed in others]
    if not people:
        mentor = clean_text(mentor or context.ask("The mentor's name?", option="--mentor NAME"))
        mentee = clean_text(mentee or context.ask("The mentee's name?", option="--mentee NAME"))
        people = [Person("mentor", mentor, "mentor", ""), Person("mentee", mentee, "mentee", "")]
    if any(not known.name or not known.id for known in people):
        raise UsageError("a person needs a name", 'say it as --mentor "Robin Example" --mentee "Sam Sample"')
    ids = [known.id for known in people]
    if len(ids) < 2 or len(set(ids)) < len(ids) or BOTH in ids:
        raise UsageError(
            "a log is kept by two people or more, each with an id of their own", "say --person ID=NAME twice"
        )
    return people


def _person(typed: str) -> Person:
    name_id, _, rest = clean_text(typed).partition("=")
    name, _, role = rest.partition(":")
    if not name.strip() or slugify(name_id) != name_id.strip():
        raise UsageError(f"`{typed}` does not say a person", "write it as --person kim=Kim Example:facilitator")
    return Person(name_id.strip(), name.strip(), role.strip() or name_id.strip(), "")


def _me(context: Context, people: list[Person]) -> Person | None:
    ids = [known.id for known in people]

    def find(said: str) -> Person | None:
        wanted = normalize(said)
        for known in people:
            if wanted in (normalize(known.id), normalize(known.name), normalize(known.name.split()[0])):
                return known
        if not said:
            return None
        raise CoachlogError(f"nobody in this log is called `{said}`", f"the people are: {', '.join(ids)}")

    return context.ask_for(
        context.options.me, f"Who are you: {' or '.join(ids)}?", find, ids[0] if context.interactive else ""
    )


def _place(context: Context, place: Path | None, people: list[Person]) -> Path:
    root = (place or context.home.root / slugify(people[-1].name)).expanduser().resolve()
    if (root / FILE).exists():
        raise CoachlogError(f"there is a log already in {root}", "`coachlog logs` lists the logs on this computer")
    drive = synced_drive(root)
    if drive:
        raise SurroundingsError(
            f"{root} lies in {drive}, which copies files while they are written and would break the log's history",
            "leave the folder out, and the log goes to a safe place: `coachlog init`",
        )
    # A folder with a history only is what an `init` left that was stopped half-way.
    if root.exists() and (not root.is_dir() or any(found.name != ".git" for found in root.iterdir())):
        raise CoachlogError(f"{root} is not an empty folder", "name a new one, or leave it out: `coachlog init`")
    return root


def _cadence(context: Context, weekday: str, time: str, minutes: str, mode: str) -> dict[str, str]:
    usual = "45" if context.interactive else ""
    said = {
        "every": "week",
        "weekday": context.ask_for(weekday, "Which day do you meet on?", _weekday, WEEKDAYS[context.today.weekday()]),
        "time": context.ask_for(time, "At what time, as 15:30 (or nothing)?", _optional(parse_clock)),
        "minutes": context.ask_for(minutes, "How many minutes do you mean to meet?", _optional(parse_minutes), usual),
        "mode": clean_text(mode),
    }
    return {key: value for key, value in said.items() if value}


def _weekday(typed: str) -> str:
    number = find_weekday(typed)
    if number is None:
        raise UsageError(f"`{typed}` is not a weekday", "write it as thursday or thu")
    return WEEKDAYS[number]


def _optional(parse: Callable[[str], object]) -> Callable[[str], str]:
    def read(typed: str) -> str:
        try:
            return str(parse(typed)) if typed else ""
        except ValueError as trouble:
            raise UsageError(str(trouble), "coachlog init --help says how it is written") from None

    return read


def _term(context: Context, name: str, start: str, end: str) -> tuple[str, date, date] | None:
    first = context.day(start) if start else context.today

    def read(typed: str) -> date | None:
        last = context.day(typed) if typed else None
        if last and last < first:
            raise UsageError("the term ends before it starts", "say --term-start and --term-end as 2026-09-08")
        return last

    last = context.ask_for(end, "When does this term end, as 2026-12-18 (or nothing)?", read)
    if last is None:
        return None
    seasons = {1: "winter", 2: "spring", 3: "spring", 4: "spring", 5: "spring", 6: "spring", 7: "summer", 8: "summer"}
    return clean_text(name) or f"{first.year}-{seasons.get(last.month, 'fall')}", first, last


def _settings_text(people: list[Person], cadence: Mapping[str, str], span: tuple[str, date, date] | None) -> str:
    lines = [
        "# What this log says of itself. Change anything here by hand; `coachlog check` tells of slips.",
        "coachlog: 1",
        f"title: {write_scalar(format_list([known.name for known in people]))}",
        "people:",
    ]
    for known in people:
        lines += [
            f"  - id: {known.id}",
            f"    name: {write_scalar(known.name)}",
            f"    role: {write_scalar(known.role)}",
        ]
    lines += ["cadence:", *(f"  {key}: {write_scalar(value)}" for key, value in cadence.items())]
    if span:
        lines += ["terms:", f"  - id: {write_scalar(span[0])}", f"    start: {span[1]}", f"    end: {span[2]}"]
    return "\n".join(lines) + "\n"


def _answer(root: Path, people: list[Person], me: Person | None, there: str) -> Answer:
    parts: list[Part] = [Line(f"The log of {format_list([known.name for known in people])} is ready: {root}"), Line()]
    if me is None:
        parts += [Line("Say once on this computer who you are:")]
        parts += [Item(f"coachlog doctor --me {known.id}{there}", known.name) for known in people] + [Line()]
    parts += [
        Line("What to type next:"),
        Item(f"coachlog meet{there}", "start this week's note"),
        Item(f'coachlog goals add "Students explain their reasoning"{there}', "a goal that you share"),
        Item(f"coachlog{there}", "the log at a glance"),
    ]
    data = {"path": str(root), "people": [known.id for known in people], "me": me.id if me else None}
    return Answer(data, parts)
