"""`coachlog successes`: what there is to celebrate."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from coachlog.app.arguments import choice_option
from coachlog.app.command import command, context_of
from coachlog.app.period_argument import PeriodName, chosen_period
from coachlog.model.fields import format_count, format_date
from coachlog.model.settings import BOTH, Settings
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.summary.claims import Claim
from coachlog.summary.successes import build_successes, by_person
from coachlog.views.names import format_period


class By(StrEnum):
    """How successes are put in order."""

    DATE = "date"
    PERSON = "person"


def successes(
    ctx: typer.Context,
    period: PeriodName = "",
    by: Annotated[By, choice_option("--by", By, "In which order")] = By.DATE,
) -> Answer:
    """List what there is to celebrate."""
    context = context_of(ctx)
    span = chosen_period(context, period)
    log = context.read(("meeting",), bodies=("meeting",), within=span)
    claims = build_successes(log, span, context.today)
    data = [_data(claim) for claim in claims]
    parts: list[Part] = [Title(f"{format_count(len(claims), 'success', 'successes')} in {format_period(span)}")]
    if by is By.PERSON:
        data, shown = _by_person(claims, log.settings)
        parts += shown
    else:
        parts += [Item(claim.text, format_date(claim.day) if claim.day else "") for claim in claims]
    if not claims:
        parts.append(Line('To write one down: coachlog note "what went well" --in successes', quiet=True))
    return Answer(data, parts, log.problems, listing=True)


app = command(successes)


def _by_person(claims: tuple[Claim, ...], settings: Settings) -> tuple[list[dict[str, Any]], list[Part]]:
    data: list[dict[str, Any]] = []
    parts: list[Part] = []
    for person, told in by_person(claims, settings).items():
        name = "both" if person == BOTH else settings.named(person) or "where nobody is named"
        parts.append(Title(name[:1].upper() + name[1:]))
        parts += [Item(claim.text, format_date(claim.day) if claim.day else "") for claim in told]
        data += [_data(claim) | {"person": person or None} for claim in told]
    return data, parts


def _data(claim: Claim) -> dict[str, Any]:
    return {"date": claim.day and claim.day.isoformat(), "text": claim.text, "path": claim.path, "line": claim.line}
