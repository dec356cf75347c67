"""`coachlog note`: a line into the note at hand."""

from typing import Annotated

import typer

from coachlog.actions.own.stars import require_star_allowed, star_written_lines, typed_theme
from coachlog.actions.typed_days import likely_days
from coachlog.actions.week.meetings import add_line
from coachlog.actions.week.speaker import choose_speaker, unread_label
from coachlog.actions.week.steps import NO_DOUBT, owner_and_words, step_words
from coachlog.app.arguments import asks_for_list, typed_or_asked
from coachlog.app.command import command, context_of
from coachlog.app.completion import complete_sections
from coachlog.app.field_options import NOTHING, Typed, with_options
from coachlog.app.link_options import GOAL, LESSON, take_links
from coachlog.errors import UsageError
from coachlog.model.blank_pages import known_section
from coachlog.model.kinds.section_names import NEXT_STEPS, NOTES
from coachlog.model.settings import NOBODY
from coachlog.render.view import Answer
from coachlog.views.names import owner_name
from coachlog.views.week.meetings import show_added_line


@with_options(GOAL, LESSON)
def note(
    ctx: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="The line to add; it asks for it where there is none"),
    ] = None,
    section: Annotated[
        str,
        typer.Option(
            "--in", metavar="SECTION", help="The section: successes, growth, notes …", autocompletion=complete_sections
        ),
    ] = NOTES,
    star: Annotated[bool, typer.Option("--star", help="Mark it for my page; only I see the star")] = False,
    theme: Annotated[str, typer.Option(metavar="WORD", help="The star's theme, in a word of your own")] = "",
    speaker: Annotated[
        str,
        typer.Option(metavar="NAME", help="Whose words it is, if not mine: a name, both, nobody"),
    ] = "",
    date: Annotated[str, typer.Option(metavar="DATE", help="The meeting's day, if not the coming one")] = "",
    typed: Typed = NOTHING,
) -> Answer:
    """Add a line to today's note, else to the coming one."""
    context = context_of(ctx)
    name = known_section("meeting", section, context.settings)
    star_theme = typed_theme(theme)
    if star or star_theme:
        require_star_allowed(name)
    refusal = UsageError(
        "there is nothing to write down", 'say it in quotes: coachlog note "what went well" --in successes'
    )
    if asks_for_list(text or ()):
        raise UsageError("that would be a line of the note", "to see notes: coachlog show DAY, or coachlog hours")
    words, owner, doubt = typed_or_asked(context, text or (), "What happened?", refusal), NOBODY, NO_DOUBT
    if name == NEXT_STEPS:  # a next step always has an owner
        owner, words, doubt = owner_and_words(context, step_words(words))
    speaks = choose_speaker(context, name, speaker)
    days = likely_days(context, date) if date else ()
    links = take_links(typed.read(context))
    line = add_line(context, "note", name, words, owner, links=links, speaker=speaks, days=days)
    stars = star_written_lines(context, line.path, line.lines, star_theme) if star or star_theme else ()
    labels = (unread_label(each, speaks, context.settings) for each in line.lines if speaks and not speaker)
    return show_added_line(line, stars, owner_name(context.settings, owner), doubt, next(filter(None, labels), ""))


app = command(note)
