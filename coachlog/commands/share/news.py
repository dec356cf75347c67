"""`coachlog news`: what the partner changed since I last looked, by document."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachlog.app.command import command, context_of
from coachlog.commands.share.history import author_name, did, sentences, versions_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import WEEKDAYS, format_day
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.storage.files import replace
from coachlog.storage.local_state import LocalState

if TYPE_CHECKING:
    from coachlog.git.commits import Entry

_NOBODY = "coachlog@coachlog.invalid"  # coachlog's own entries: a log begun, names made fit for every computer


@dataclass(frozen=True, slots=True)
class Piece:
    """What one person did to some files of a log, in sentences."""

    who: str
    when: datetime
    did: tuple[str, ...]
    paths: tuple[str, ...]


def news(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="From the very beginning")] = False,
    since: Annotated[str, typer.Option(metavar="DATE", help="From a day on")] = "",
) -> Answer:
    """Tell what your partner changed since you last looked."""
    context = context_of(ctx)
    day = context.day(since) if since else None
    pieces = find_news(context, everything=everything or day is not None, since=day)
    if not day:
        look(context)
    if pieces:
        return Answer(news_data(pieces), list(news_parts(pieces, context.today)))
    nothing = "Nobody else has changed anything" if everything else "There is nothing new"
    return Answer([], [Line(f"{nothing}{f' since {_spoken(day, context.today)}' if day else ''}.", quiet=True)])


app = command(news)


def find_news(
    context: Context, *, everything: bool = False, since: date | None = None, before: str = ""
) -> tuple[Piece, ...]:
    """What others did that was not looked at yet, by person and document, the newest first.

    `before` is the entry after which all is new where nobody has looked yet.
    """
    entries = None if everything else _not_seen(context, before)
    if entries is None:
        entries = list(context.history.entries())
    by_person: dict[str, list[Entry]] = {}
    for entry in entries:
        if _is_news(context, entry) and (since is None or entry.when.date() >= since):
            by_person.setdefault(author_name(context.settings, entry), []).append(entry)
    return tuple(piece for who, own in by_person.items() for piece in _of_person(context, who, own))


def look(context: Context) -> None:
    """Remember that all that is here now was looked at."""
    newest = context.history.head()
    if newest and newest != _looked(context):
        with suppress(CoachlogError):  # a log that is only read is read again the next time
            replace(LocalState(context.root).last_look, f"{newest}\n".encode())


def news_data(pieces: Iterable[Piece]) -> list[dict[str, Any]]:
    """What is new, for a program."""
    return [
        {"who": piece.who, "when": piece.when.isoformat(), "did": list(piece.did), "paths": list(piece.paths)}
        for piece in pieces
    ]


def news_parts(pieces: Iterable[Piece], today: date) -> Iterator[Part]:
    """What is new, for a person: each one's sentences below their name."""
    for who, group in groupby(pieces, lambda piece: piece.who):
        own = list(group)
        said = dict.fromkeys(words for piece in own for words in piece.did)
        heading = f"{who}, since {_spoken(min(piece.when for piece in own).date(), today)}:"
        if len(said) == 1:
            yield Line(f"{heading} {next(iter(said))}")
        else:
            yield Line(heading)
            yield from (Item(words, indent=2) for words in said)


def _looked(context: Context) -> str:
    try:
        return LocalState(context.root).last_look.read_text("ascii", "replace").strip()
    except OSError:
        return ""


def _not_seen(context: Context, before: str) -> "list[Entry] | None":
    """The entries since the last look; None where that is not known, or no longer part of the history."""
    looked = _looked(context) or before
    if not looked:
        return None
    try:
        return list(context.history.entries(since=looked))
    except CoachlogError:
        return None


def _is_news(context: Context, entry: "Entry") -> bool:
    """Whether somebody else wrote it; what only brings two together, or tidies names, is nobody's."""
    if len(entry.parents) > 1 or entry.author.email.casefold() == _NOBODY:
        return False
    me = context.me
    return me is None or author_name(context.settings, entry) != (me.name or me.id)


def _of_person(context: Context, who: str, entries: "list[Entry]") -> tuple[Piece, ...]:
    """What one person's entries, the newest first, made of each document."""
    from coachlog.changes import MANY, find_renamed

    when: dict[str, datetime] = {}
    steps: dict[str, list[tuple[bytes | None, bytes | None]]] = {}
    few = [entry for entry in entries if len(entry.paths) <= MANY]
    versions = versions_of(context.history, few)
    for entry in few:
        for path, (before, after) in versions.get(entry.id, {}).items():
            when.setdefault(path, entry.when)
            known = steps.setdefault(path, [])
            if known and known[-1][0] == after:  # nobody else came between: one change
                known[-1] = (before, known[-1][1])
            else:
                known.append((before, after))
    once = {path: pairs[0] for path, pairs in steps.items() if len(pairs) == 1}
    renamed = find_renamed(once, context.settings)
    pieces = []
    for path, pairs in steps.items():
        if path in renamed:
            was = renamed[path]
            pieces.append(Piece(who, when[path], sentences(context, {was: once[was], path: once[path]}), (was, path)))
        elif path not in renamed.values():
            told = tuple(words for pair in pairs for words in sentences(context, {path: pair}))
            pieces.append(Piece(who, when[path], told, (path,)))
    many = [entry for entry in entries if len(entry.paths) > MANY]
    counted = did(context, many)
    pieces += [Piece(who, entry.when, counted[entry.id], entry.paths) for entry in many]
    return _worth_telling(pieces)


def _worth_telling(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Without what came to nothing, and without what only tidies where more was done."""
    done = [piece for piece in pieces if piece.did]
    more = [piece for piece in done if not all(words.startswith("tidied ") for words in piece.did)]
    return tuple(sorted(more or done, key=lambda piece: piece.when, reverse=True))


def _spoken(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()].title()} {format_day(day)}{year}"
