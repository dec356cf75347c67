"""`coachlog receive`: what came back of a letter."""

from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.outgoing.letters import (
    MAX_MAIL,
    Answers,
    Belongs,
    keep_answers,
    place_words,
    read_answer_file,
    read_answers,
)
from coachlog.app.arguments import read_pasted
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.render.view import Answer
from coachlog.views.share.letters import place_question, show_kept, show_nothing_new, understood_lines


def receive(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A saved mail or text; else paste it")] = None,
) -> Answer:
    """Keep what a partner answered to a letter, as the partner's own entry."""
    context = context_of(ctx)
    if file:
        answers = read_answer_file(context, file)
    else:
        answers = read_answers(context, read_pasted(context, "the answer", MAX_MAIL))
    if answers.reply.is_empty:
        return show_nothing_new(answers)
    if context.interactive:
        answers = _looked_at(context, answers)
    return show_kept(keep_answers(context, answers))


def _looked_at(context: Context, answers: Answers) -> Answers:
    """Show what was understood, ask where the rest belongs, and go on if that is right."""
    context.tell(*understood_lines(answers))
    places = {
        words: context.ask_for("", place_question(words), _place, f"{len(Belongs)}") for words in answers.reply.unsorted
    }
    if not context.confirm("Write this into the log?", default=True):
        raise CoachlogError("nothing was written", "receive it again, or write it down: coachlog note")
    return place_words(answers, places)


def _place(typed: str) -> Belongs:
    places = list(Belongs)
    if not typed.strip():
        return Belongs.UNSORTED
    if not typed.strip().isdecimal() or not 0 < int(typed) <= len(places):
        raise ValueError(f"type a number from 1 to {len(places)}")
    return places[int(typed) - 1]


app = command(receive)
