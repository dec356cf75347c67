"""`coachlog hours`: meetings held and minutes."""

from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.outgoing.file import require_place, write_file
from coachlog.actions.term.hours import count_hours, count_program_hours, hours_problems
from coachlog.app.arguments import PeriodName
from coachlog.app.command import LISTING, command, context_of, usually_for
from coachlog.app.for_others import facts_for_program, program_form
from coachlog.app.period_argument import chosen_span
from coachlog.errors import UsageError
from coachlog.model.audience import Audience
from coachlog.render.view import Answer
from coachlog.views.term.hours import meeting_table, show_csv, show_hours, show_sheet


def hours(
    ctx: typer.Context,
    period: PeriodName = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="Count from this day on")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="Count up to this day")] = "",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the meetings to a CSV file")] = None,
    form: Annotated[
        str, typer.Option(metavar="NAME|FILE", help="Fill a form: contact-log, meeting-log, or a file.md")
    ] = "",
    required: Annotated[
        str, typer.Option("--required", metavar="TEXT", help="Write down what is asked of you: 180 minutes a month")
    ] = "",
    sheet: Annotated[bool, typer.Option("--sheet", help="Print a page with lines to sign")] = False,
) -> Answer:
    """Count the meetings held and their minutes."""
    is_form = (form or sheet) and context_of(ctx).options.to
    context = usually_for(ctx, Audience.PROGRAM) if is_form else context_of(ctx)
    if required:
        from coachlog.actions.setup.people import set_requirement  # late: a count writes no settings

        context = set_requirement(context, required)
    span = chosen_span(context, period, since, until)
    if form:
        return program_form(context, form, span)
    if context.options.for_others and not csv:
        return facts_for_program(context, span)
    if csv and context.options.all_logs:
        raise UsageError("this file is of one pair", f"say whose: --log NAME, or for a line of each: --to {csv}")
    log = context.read(("meeting", "visit"))
    if not (csv or sheet):
        return show_hours(count_hours(context, log, span), hours_problems(log, span))
    counted, problems = count_program_hours(context, log, span)
    if csv:
        require_place(context, csv, replacing=context.options.replace)
        write_file(context, csv, meeting_table(counted))
        return show_csv(counted, csv, problems)
    return show_sheet(counted, log.settings, problems)


app = command(hours, out=LISTING, all_logs=True)
