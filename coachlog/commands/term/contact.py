"""`coachlog contact`: a short talk or message between meetings."""

from typing import Annotated

import typer

from coachlog.actions.typed_days import parse_day
from coachlog.actions.typed_values import way_to_meet
from coachlog.actions.week.contacts import AddedContact, add_contact, contact_minutes
from coachlog.app.arguments import typed_or_asked
from coachlog.app.command import command, context_of
from coachlog.app.completion import complete_modes
from coachlog.app.field_options import NOTHING, Typed, with_options
from coachlog.app.link_options import GOAL, LESSON, take_links
from coachlog.errors import UsageError
from coachlog.model.dates import Aim
from coachlog.model.fields import minutes_at_an_end, one_line
from coachlog.render.view import Answer
from coachlog.views.term.contacts import show_added


@with_options(GOAL, LESSON)
def contact(
    ctx: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="What it was about; it asks where there is nothing")
    ] = None,
    minutes: Annotated[str, typer.Option(metavar="N", help="The minutes that it took")] = "",
    how: Annotated[
        str, typer.Option(metavar="WORD", help="corridor, text, phone, email …", autocompletion=complete_modes)
    ] = "",
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="Its day; by default today")] = "",
    typed: Typed = NOTHING,
) -> Answer:
    """Write down a short talk between meetings."""
    context = context_of(ctx)
    context.require_me()
    day = parse_day(context, date, Aim.PAST) if date else context.today
    links = take_links(typed.read(context))
    way = way_to_meet(context, how)
    if minutes:
        contact_minutes(minutes)  # what was typed is checked before anything is asked
    example = 'say it in quotes: coachlog contact "talked about the fire drill" --minutes 10'
    words = typed_or_asked(
        context, text or (), "What was it about?", UsageError("there is nothing to write down", example)
    )
    said = str(minutes_at_an_end(words) or "")
    added = AddedContact(
        path="",
        day=day,
        minutes=context.ask_for(minutes or said, "How many minutes?", contact_minutes),
        how=way,
        text=one_line(words),
    )
    return show_added(add_contact(context, added, links), context.today)


app = command(contact)
