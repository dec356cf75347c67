"""`coachlog people`: who the two are, when they meet, and what is asked of them."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final

import typer

from coachlog.actions.setup.people import CLEARED, present_values, read_people, set_people
from coachlog.actions.typed_values import (
    clock_text,
    dates_text,
    email_text,
    every_text,
    minutes_text,
    quote_words,
    requirement_data,
    since_text,
    teaching_year_text,
    way_to_meet,
    weekday_text,
)
from coachlog.app.command import PAGE, context_of, group, subcommand
from coachlog.app.completion import complete_people
from coachlog.app.field_options import NOTHING, FieldOption, Typed, ask_typed, text_option, with_options
from coachlog.context import Context
from coachlog.model.fields import one_line
from coachlog.render.view import Answer
from coachlog.views.setup.people import show_changed_people, show_people

app = group("Show who you are and when you meet; change it", out=PAGE)


def _option(
    key: str,
    metavar: str,
    help_line: str,
    parse: Callable[[str], Any] = one_line,
    *,
    name: str = "",
    also: Sequence[str] = (),
) -> FieldOption:
    """Declare an option of which `none` takes the value away."""
    read = _or_cleared(lambda _, words: parse(words))
    return text_option(key, metavar, help_line, name=name, read=read, also=also)


def _or_cleared(parse: Callable[[Context, str], Any]) -> Callable[[Context, str], Any]:
    def read(context: Context, typed: str) -> Any:
        words = one_line(typed)
        return None if not words else "" if words.casefold() in CLEARED else parse(context, words)

    return read


_OF_PERSON: Final = (
    _option("name", "NAME", "The person's name"),
    _option("role", "WORD", "The role: mentor, mentee, coach, facilitator"),
    _option("email", "ADDRESS", "The e-mail address", email_text),
    _option("experience_year", "N", "The year of teaching they are in: 1, 2 …", teaching_year_text, also=("years",)),
    _option("subject", "TEXT", "The subject they teach"),
    _option("grade", "TEXT", "The grade they teach"),
    _option("school", "TEXT", "The school"),
    _option("alias", "NAME", "The name to write on pages for others"),
    _option("since", "DATE", "Since when: a day, a month or a year", since_text),
    _option("quote", "SECTION", "What your partner may quote of yours: successes", quote_words),
)
_OF_LOG: Final = (
    _option("cadence.weekday", "DAY", "The day you meet on", weekday_text, name="weekday"),
    _option("cadence.every", "WEEKS", "How often: week, 2 weeks", every_text, name="every"),
    _option("cadence.time", "TIME", "The time you meet at", clock_text, name="time"),
    _option("cadence.minutes", "N", "The minutes that you plan to meet", minutes_text, name="minutes"),
    text_option("cadence.mode", "WORD", "How you meet: virtual, in person", name="mode", read=_or_cleared(way_to_meet)),
    _option("dates", "ORDER", "What 11/5 means: month-first, day-first", dates_text),
    _option("title", "TEXT", "The log's title"),
    _option("requirement", "TEXT", "What is asked of you: 180 minutes a month", requirement_data, name="required"),
    _option("requirement.source", "TEXT", "Who asks for that", name="required_by"),
)


@app.callback()
def people(ctx: typer.Context) -> Answer | None:
    """Show who you are, when you meet, and what is asked of you."""
    return None if ctx.invoked_subcommand else show_people(read_people(context_of(ctx)))


@subcommand(app, "set")
@with_options(*_OF_PERSON, *_OF_LOG)
def change(
    ctx: typer.Context,
    who: Annotated[
        str,
        typer.Argument(metavar="[PERSON]", help="me, an id, a name or a role", autocompletion=complete_people),
    ] = "",
    typed: Typed = NOTHING,
) -> Answer:
    """Change a person, when you meet, or what is asked.

    The word none takes a value away. Without options it asks for each value in turn.
    """
    context = context_of(ctx)
    if context.interactive and not any(value for _, value in typed.values):
        who, typed = _ask(context, who)
        if not any(value for _, value in typed.values):
            return show_people(read_people(context))
    values = {key: value for key, value in typed.read(context).items() if value is not None}
    of_person = {option.key: values[option.key] for option in _OF_PERSON if option.key in values}
    of_log = {option.key: values[option.key] for option in _OF_LOG if option.key in values}
    return show_changed_people(set_people(context, who, of_person, of_log))


def _ask(context: Context, who: str) -> tuple[str, Typed]:
    """Ask for everything about a person, or about the log where nobody is named."""
    ids = ", ".join(person.id for person in context.settings.people)
    question = f"Who is it about: {ids} (or nothing: when you meet)?"
    person = context.ask_for(who, question, lambda words: context.require_person(words) if words else None)
    if person is None:
        return "", ask_typed(context, _OF_LOG, present_values(context.settings, None))
    asked = [option for option in _OF_PERSON if option.key != "quote"]
    return person.id, ask_typed(context, asked, present_values(context.settings, person))
