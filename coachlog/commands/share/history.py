"""`coachlog history`: who did what, in sentences made from the documents."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachlog.app.arguments import complete_documents
from coachlog.app.command import command, context_of
from coachlog.commands.look.show import find_path
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import WEEKDAYS, format_day
from coachlog.model.settings import Settings
from coachlog.render.view import Answer, Item, Line, Part

if TYPE_CHECKING:
    from coachlog.changes import Versions
    from coachlog.git.commits import Entry
    from coachlog.git.history import History

_SHOWN = 20
UNDO = "Undo"
SETTLED = "Settled"


def history(
    ctx: typer.Context,
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOCUMENT", help="Only what was done to one document", autocompletion=complete_documents
        ),
    ] = "",
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many entries")] = _SHOWN,
    everything: Annotated[bool, typer.Option("--all", help="From the very beginning")] = False,
) -> Answer:
    """Tell who did what, the newest first."""
    context = context_of(ctx)
    path = _path(context, document) if document else None
    entries = list(context.history.entries(None if everything else limit + 1, path))
    more = not everything and len(entries) > limit
    entries = entries[: None if everything else limit]
    told = did(context, entries, path)
    parts = list(_parts(context, entries, told))
    if more:
        parts.append(Line("There is more: coachlog history --all", quiet=True))
    data = [_data(context, entry, told[entry.id]) for entry in entries]
    return Answer(data, parts or [Line("Nothing was kept yet.")])


app = command(history)


def _path(context: Context, word: str) -> str:
    """The path of the document meant, which may be gone by now."""
    from coachlog.model.kinds.kind_counts import kind_of_path

    try:
        return find_path(context, word)
    except CoachlogError:
        if kind_of_path(word) is None:
            raise
        return word


def versions_of(history: "History", entries: Iterable["Entry"], path: str | None = None) -> dict[str, "Versions"]:
    """What each entry made of its files, or of one of them: their bytes before and after, by the entry's id."""
    sides = [
        (entry.id, entry.parents[0] if entry.parents else None, name)
        for entry in entries
        for name in ([path] if path else entry.paths)
    ]
    wanted = [(side, name) for after, before, name in sides for side in (before, after) if side]
    bytes_of: dict[tuple[str, str], bytes | None] = history.versions(wanted)
    found: dict[str, dict[str, tuple[bytes | None, bytes | None]]] = {}
    for after, before, name in sides:
        found.setdefault(after, {})[name] = (bytes_of[before, name] if before else None, bytes_of[after, name])
    return dict(found)


def sentences(context: Context, versions: "Versions") -> tuple[str, ...]:
    """What was done to some files, in this log's words."""
    from coachlog.changes import tell
    from coachlog.storage.load import prompts

    return tell(versions, context.settings, prompts(context.root))


def did(context: Context, entries: Iterable["Entry"], path: str | None = None) -> dict[str, tuple[str, ...]]:
    """What each entry did, by its id."""
    from coachlog.changes import MANY

    entries = list(entries)
    few = [entry for entry in entries if len(entry.parents) < 2 and (path or len(entry.paths) <= MANY)]
    versions = versions_of(context.history, few, path)
    return {entry.id: _told(context, entry, versions.get(entry.id)) for entry in entries}


def author_name(settings: Settings, entry: "Entry") -> str:
    """Who made an entry."""
    return writer_name(settings, entry.author.name, entry.author.email)


def writer_name(settings: Settings, name: str, email: str) -> str:
    """Who wrote: the person of that e-mail, else the name that the history has."""
    mail = email.casefold()
    people = settings.people if mail else ()  # many a person of a log has none
    known = (person.name for person in people if mail in (person.email.casefold(), f"{person.id}@coachlog.invalid"))
    return next(filter(None, known), name)


def settles(entry: "Entry") -> bool:
    """Whether an entry says that something which stood in two versions is settled."""
    return any(key == SETTLED for key, _ in entry.trailers)


def _told(context: Context, entry: "Entry", versions: "Versions | None") -> tuple[str, ...]:
    if len(entry.parents) > 1:
        return ("brought the changes of both together",)
    back = any(key == UNDO for key, _ in entry.trailers)
    if not entry.paths and (settled := next((value for key, value in entry.trailers if key == SETTLED), "")):
        return (f"let both versions stand in {settled.rpartition(' ^')[0]}",)
    if versions is None:
        told = _counted(context.history, entry, back=back)
    else:
        told = sentences(context, {path: (new, old) for path, (old, new) in versions.items()} if back else versions)
    return tuple(f"took back: {words}" if back else words for words in told)


def _counted(history: "History", entry: "Entry", *, back: bool) -> tuple[str, ...]:
    """What was done to more files than are read, or to none."""
    from coachlog.changes import tell_many

    before = frozenset(history.files(entry.parents[0]) if entry.parents else ())
    after = frozenset(history.files(entry.id))
    return tell_many(entry.paths, after if back else before, before if back else after)


def _data(context: Context, entry: "Entry", told: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "when": entry.when.isoformat(),
        "who": author_name(context.settings, entry),
        "did": list(told),
        "paths": list(entry.paths),
    }
    return found | ({"id": entry.id, "message": entry.message} if context.options.verbose else {})


def _parts(context: Context, entries: list["Entry"], told: Mapping[str, tuple[str, ...]]) -> Iterable[Part]:
    def head(entry: "Entry") -> str:
        day = entry.when.date()
        year = "" if day.year == context.today.year else f" {day.year}"
        return f"{author_name(context.settings, entry)}, {WEEKDAYS[day.weekday()].title()} {format_day(day)}{year}:"

    for heading, group in groupby(entries, head):
        items = [
            Item(words, f"{entry.id[:10]} {entry.message.splitlines()[0]}" if context.options.verbose else "", 2)
            for entry in group
            for words in told[entry.id] or ("changed nothing that can be seen",)
        ]
        if len(items) == 1:
            yield Line(f"{heading} {items[0].text}" + (f"  ({items[0].beside})" if items[0].beside else ""))
        else:
            yield Line(heading)
            yield from items
