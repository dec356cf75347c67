"""Answers for people outside the pair; modules for them alone are imported late."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coachlog.context import Context
from coachlog.render.view import Answer

if TYPE_CHECKING:  # a list for the pair needs none of this
    from coachlog.model.kinds import Record
    from coachlog.model.log import Log
    from coachlog.model.period import Period


def for_drafting(context: Context) -> Context:
    """Return the surroundings in which a page is drafted: as ever, whoever is to read it."""
    options = context.options._replace(to="", reader="", unless_told="")
    return Context(options, context.chosen_root, context.written, context.own_written)


def list_for_others(context: Context, kind: str, records: "Iterable[Record]", log: "Log") -> Answer:
    """Show the parts of documents that the audience may read, one document a row."""
    from coachlog.actions.outgoing.excerpts import list_excerpts
    from coachlog.views.excerpts import show_excerpts

    return show_excerpts(list_excerpts(context, kind, records, log), kind)


def document_for_others(context: Context, word: str, kind: str = "") -> Answer:
    """Show the parts of a document that the audience may read."""
    from coachlog.actions.outgoing.excerpts import read_excerpt
    from coachlog.views.excerpts import show_excerpt

    return show_excerpt(read_excerpt(context, word, kind))


def successes_for_others(context: Context, period: "Period") -> Answer:
    """Show the successes that may be quoted."""
    from coachlog.actions.outgoing.excerpts import quote_successes
    from coachlog.views.excerpts import show_quoted

    return show_quoted(quote_successes(context, period))


def facts_for_program(context: Context, period: "Period") -> Answer:
    """Show the facts of a period that a programme may have."""
    from coachlog.actions.outgoing.program_form import program_facts
    from coachlog.views.program_facts import show_program_facts

    return show_program_facts(*program_facts(context, period))


def program_form(context: Context, name: str, period: "Period") -> Answer:
    """Show a programme's own form, filled with what a programme may have of a period."""
    from coachlog.actions.outgoing.program_form import fill_program_form
    from coachlog.views.program_facts import show_program_form

    return show_program_form(fill_program_form(context, name, period))
