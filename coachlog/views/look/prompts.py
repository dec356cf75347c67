"""Question stems, of a week or of a kind."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from coachlog.actions.week.prompts import Stem
from coachlog.errors import Problem
from coachlog.model.period import week_of
from coachlog.render.view import Answer, Aside, Item, Line, Part, Title
from coachlog.views.fields import Field, Fields, json_rows

STEM_FIELDS: Final[Fields[Stem]] = (
    Field("kind", lambda stem: stem.kind.code),
    Field("code", lambda stem: stem.item.code),
    Field("title", lambda stem: stem.item.title),
    Field("text", lambda stem: stem.words, "the question as it is asked"),
)
_IMPORT: Final = "Your own go into frameworks/prompts.yml: coachlog frameworks import FILE --kind prompts"


def show_week_stems(stems: Sequence[Stem], day: date, problems: Sequence[Problem]) -> Answer:
    """Show the stems of a week, and how the pair adds its own."""
    parts = [*week_parts(stems, day), Line(), Aside(_IMPORT)]
    return Answer(json_rows(STEM_FIELDS, stems), parts, problems, listing=True)


def show_stems(stems: Sequence[Stem], problems: Sequence[Problem]) -> Answer:
    """Show all stems of a kind."""
    kind = stems[0].kind
    parts: list[Part] = [Title(f"{kind.title}: {kind.text}" if kind.text else kind.title)]
    parts += [Item(stem.words) for stem in stems]
    return Answer(json_rows(STEM_FIELDS, stems), parts, problems, listing=True)


def week_parts(stems: Sequence[Stem], day: date) -> Iterator[Part]:
    """Return the stems of the week around a day, each with its kind."""
    yield Title(f"Questions for {week_of(day).name}")
    yield from (Item(stem.words, stem.kind.code) for stem in stems)
