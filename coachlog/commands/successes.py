"""`coachlog successes`: what there is to celebrate."""

import typer

from coachlog.commands.frame import context_of, single
from coachlog.commands.spans import PeriodName, chosen_period, tell_period
from coachlog.fields import spoken_count, spoken_date
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.summary.successes import build_successes


def successes(
    ctx: typer.Context,
    period: PeriodName = "",
) -> Answer:
    """List what there is to celebrate."""
    context = context_of(ctx)
    span = chosen_period(context, period)
    log = context.read(("meeting",), bodies=("meeting",), within=span)
    claims = build_successes(log, span, context.today)
    data = [
        {"date": claim.day and claim.day.isoformat(), "text": claim.text, "path": claim.path, "line": claim.line}
        for claim in claims
    ]
    parts: list[Part] = [Title(f"{spoken_count(len(claims), 'success', 'successes')} in {tell_period(span)}")]
    parts += [Item(claim.text, spoken_date(claim.day) if claim.day else "") for claim in claims]
    if not claims:
        parts.append(Line('To write one down: coachlog note "what went well" --in successes', quiet=True))
    return Answer(data, parts, log.problems, listing=True)


app = single(successes)
