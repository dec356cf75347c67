"""The present text of a page of one's own, for whoever its author hands it to."""

from collections.abc import Sequence
from typing import Final

from coachlog.actions.outgoing.words import PageText
from coachlog.errors import Problem
from coachlog.model.audience import WITHIN, Audience
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Prose
from coachlog.summary.page.voice import GAP
from coachlog.views.fields import Field, Fields, json_row

PAGE_TEXT_FIELDS: Final[Fields[PageText]] = (
    Field("text", lambda page: page.text, "its Markdown, without comments and marks"),
)


def show_page_text(page: PageText, problems: Sequence[Problem], *, shared: bool = False) -> Answer:
    """Show a page as its author has it now; a page that two people `shared` is for these two."""
    outsiders = frozenset({Audience.PEER, Audience.PUBLIC})
    return Answer(
        json_row(PAGE_TEXT_FIELDS, page),
        [Prose(page.text)],
        problems,
        readers=WITHIN if shared else WITHIN | outsiders,
        leaves=f"the whole page as you have it now{_unfilled(page.text)}",
        left_out=("what stands in comments",),
        own_words=True,
    )


def _unfilled(text: str) -> str:
    """Say how many places of a page its author has still to fill."""
    gaps = text.count(GAP)
    return f", with {format_count(gaps, 'place')} still to fill ({GAP})" if gaps else ""
