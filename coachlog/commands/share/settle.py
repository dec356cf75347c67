"""`coachlog settle`: what was kept in two versions, settled one by one."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coachlog.actions.find_document import find_path
from coachlog.actions.history import writer_name
from coachlog.actions.sharing_state import find_unfinished
from coachlog.app.arguments import complete_documents
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.model.conflict import Choice, Form, Twice, Version
from coachlog.model.fields import format_count, format_day
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.sync.conflicts import SETTLED
from coachlog.views.sharing_state import unfinished_parts

if TYPE_CHECKING:
    from coachlog.sync.commit import Change

_ANSWERS: Final = {
    **dict.fromkeys(("1", "first"), Choice.FIRST),
    **dict.fromkeys(("2", "second"), Choice.SECOND),
    **dict.fromkeys(("b", "both"), Choice.BOTH),
    **dict.fromkeys(("l", "later"), None),
}
_SHOWN: Final = 300  # characters of a version
_LINES: Final = 5  # of those that only one of two files has


def settle(
    ctx: typer.Context,
    document: Annotated[
        str,
        typer.Argument(metavar="DOCUMENT", help="Only what is in one document", autocompletion=complete_documents),
    ] = "",
    keep: Annotated[Choice | None, typer.Option(help="What is to stay")] = None,
    at: Annotated[int, typer.Option(metavar="N", help="Which of the places listed")] = 0,
) -> Answer:
    """Settle one by one what was kept in two versions."""
    context = context_of(ctx)
    places = waiting(context, find_path(context, document) if document else "")
    if keep:
        chosen = _chosen(places, at)
        _keep(context, chosen, keep)
        return _told(context, [(chosen, keep)])
    if not places:
        return Answer(
            [], [*unfinished_parts(find_unfinished(context.root)), Line("Nothing stands in two versions.", quiet=True)]
        )
    if context.interactive:
        return _asked(context, places)
    parts = [part for number, place in enumerate(places, 1) for part in _shown(context, number, place)]
    told = "To settle one: coachlog settle --keep first|second|both --at N"
    return Answer(_data(context, places), [*parts, Line(told, quiet=True)])


app = command(settle)


def waiting(context: Context, path: str = "") -> tuple[Twice, ...]:
    """Everything in the log, or in one document, that stands in two versions and is not settled."""
    from coachlog.sync.conflicts import find_twice

    found = find_twice(context.root, lambda: context.repo, context.repo.commits.files())
    return tuple(place for place in found if not path or place.path == path)


def _chosen(places: Sequence[Twice], at: int) -> Twice:
    if not places:
        raise CoachlogError("nothing stands in two versions", "coachlog settle lists what does")
    if at == 0 and len(places) == 1:
        return places[0]
    if not 1 <= at <= len(places):
        raise UsageError(f"say which of the {len(places)} places is meant", "say it with --at 1; coachlog settle lists")
    return places[at - 1]


def _asked(context: Context, places: Sequence[Twice]) -> Answer:
    """Go through the places with the person; what is settled stays settled if they stop."""
    from coachlog.render.plain import plain_lines

    done: list[tuple[Twice, Choice]] = []
    for number, place in enumerate(places, 1):
        if done and place.token not in [left.token for left in waiting(context)]:
            continue  # what was settled before has settled this too
        context.tell("\n".join(plain_lines(list(_shown(context, number, place)))))
        try:
            choice = context.ask_for("", "Keep the first (1), the second (2), both (b), or later (l)?", _read, "l")
        except (KeyboardInterrupt, typer.Abort):
            context.tell(f"\n{len(done)} settled, {len(waiting(context))} left.")
            raise
        if choice:
            _keep(context, place, choice)
            done.append((place, choice))
    return _told(context, done)


def _read(answer: str) -> Choice | None:
    """What is to stay, None for later."""
    if answer.casefold() not in _ANSWERS:
        raise CoachlogError("type 1, 2, b or l")
    return _ANSWERS[answer.casefold()]


def _keep(context: Context, place: Twice, choice: Choice) -> None:
    """Have one version stay, or both for good, as an entry that says so to the partner's computer too."""
    with context.change("settle") as change:
        if choice is not Choice.BOTH:
            _choose(change, place, choice)
        change.trailers = ((SETTLED, f"{place.path} ^{place.token}"),)
        change.always = True
        change.message = "settle: 1 place"


def _choose(change: "Change", place: Twice, choice: Choice) -> None:
    if place.form is Form.FILE:
        first = change.read(place.where)
        if choice is Choice.FIRST and first is not None:
            change.write(place.path, first)
        change.remove(place.where)
        return
    from coachlog.model.resolve_conflict import choose_value, choose_words, read_text

    text = read_text(change.read(place.path))
    choose = choose_words if place.form is Form.WORDS else choose_value
    change.write(place.path, choose(place, choice, text).encode())


def _told(context: Context, done: list[tuple[Twice, Choice]]) -> Answer:
    left = waiting(context)
    told = {Choice.FIRST: "the first stays", Choice.SECOND: "the second stays", Choice.BOTH: "both stay"}
    parts: list[Part] = [Line(f"{_name(place)}: {told[choice]}.") for place, choice in done]
    if left:
        parts.append(Line(f"{format_count(len(left), 'place')} left to settle: coachlog settle", quiet=True))
    else:
        parts.append(Line("Nothing stands in two versions any more.", quiet=True))
    data = {
        "settled": [{"path": place.path, "where": place.where, "kept": choice} for place, choice in done],
        "left": len(left),
    }
    return Answer(data, parts)


def _name(place: Twice) -> str:
    return f"{place.path} › {place.where}" if place.where else place.path


def _shown(context: Context, number: int, place: Twice) -> Iterator[Part]:
    kind = {Form.WORDS: "", Form.VALUE: " (a value)", Form.FILE: " (the other file)"}[place.form]
    yield Line(f"{number}. {_name(place)}{kind}")
    for name, version, other in (("first", place.first, place.second), ("second", place.second, place.first)):
        if place.form is Form.FILE:
            file = place.where if version is place.first else place.path
            yield Item(f"{name}, {file}:", _writer(context, version), 2)
            yield from (Line(line, indent=6) for line in _differing(version.text, other.text))
        else:
            yield Item(f"{name}: {_cut(version.text)}", _writer(context, version), 2)


def _differing(text: str, other: str) -> list[str]:
    """A few of the lines that only this one of two files has."""
    from coachlog.model.resolve_conflict import own_lines

    own = own_lines(text, other)
    shown = own if len(own) <= _LINES + 1 else [*own[:_LINES], f"… and {len(own) - _LINES} lines more"]
    return [_cut(line) for line in shown] or ["no line that the other does not have"]


def _cut(text: str) -> str:
    return " ".join((text if len(text) <= _SHOWN else text[:_SHOWN] + "…").split())


def _writer(context: Context, version: Version) -> str:
    if not version.who:
        return ""
    who = writer_name(context.settings, version.who, version.email)
    return f"{who}, {format_day(date.fromisoformat(version.day))}"


def _data(context: Context, places: Sequence[Twice]) -> list[dict[str, Any]]:
    def said(version: Version) -> dict[str, str | None]:
        return {
            "text": version.text,
            "who": writer_name(context.settings, version.who, version.email) or None,
            "date": version.day or None,
        }

    return [
        {
            "n": number,
            "path": place.path,
            "line": place.line,
            "where": place.where,
            "kind": place.form,
            "first": said(place.first),
            "second": said(place.second),
        }
        for number, place in enumerate(places, 1)
    ]
