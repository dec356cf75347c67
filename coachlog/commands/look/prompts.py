"""`coachlog prompts`: question stems for a conversation, others each week."""

from datetime import date
from typing import Annotated, Any

import typer

from coachlog.app.command import command, context_of
from coachlog.errors import CoachlogError
from coachlog.frameworks import CodedItem, Framework, Frameworks
from coachlog.model.fields import format_list, normalize
from coachlog.model.period import week_of
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.summary.weekly_prompts import stems_by_kind, stems_of_week

_OWN = "Your own go into frameworks/prompts.yml: coachlog frameworks import FILE --kind prompts"


def prompts(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="All of a kind: paraphrase, clarify, probe …")] = "",
) -> Answer:
    """Have question stems at hand, others each week."""
    context = context_of(ctx)
    found = context.frameworks()
    if kind:
        chosen, stems = _of_kind(found, kind)
        parts: list[Part] = [Title(f"{chosen.title}: {chosen.text}" if chosen.text else chosen.title)]
        parts += [Item(_words(stem)) for stem in stems]
        return Answer([_data(chosen, stem) for stem in stems], parts, found.problems, listing=True)
    week = stems_of_week(_sources(found), context.today)
    parts = [*week_parts(found, context.today), Line(), Line(_OWN, quiet=True)]
    return Answer([_data(of, stem) for of, stem in week], parts, found.problems, listing=True)


app = command(prompts)


def week_parts(found: Frameworks, day: date) -> list[Part]:
    """The stems of the week around a day, as they are shown."""
    parts: list[Part] = [Title(f"Questions for {week_of(day).name}")]
    return parts + [Item(_words(stem), kind.code) for kind, stem in stems_of_week(_sources(found), day)]


def _sources(found: Frameworks) -> tuple[Framework, ...]:
    return tuple(framework for framework in found.known if framework.kind == "prompts")


def _of_kind(found: Frameworks, word: str) -> tuple[CodedItem, tuple[CodedItem, ...]]:
    kinds = stems_by_kind(_sources(found))
    matches = [code for code in kinds if code.casefold().startswith(normalize(word))]
    exact = [code for code in matches if code.casefold() == normalize(word)]
    if len(exact or matches) != 1:
        raise CoachlogError(f"there is no kind of question `{word}`", f"the kinds are: {format_list(list(kinds))}")
    return kinds[(exact or matches)[0]]


def _words(stem: CodedItem) -> str:
    return stem.text or stem.title


def _data(kind: CodedItem, stem: CodedItem) -> dict[str, Any]:
    return {"kind": kind.code, "code": stem.code, "title": stem.title, "text": _words(stem)}
