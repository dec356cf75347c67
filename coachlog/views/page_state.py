"""How far a page is: its words beside the target, and its gaps with their lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from coachlog.actions.page.check_pages import CheckedPage, CheckedPages
from coachlog.markdown.document import parse_document
from coachlog.model.fields import format_count, format_list
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.summary.page.measure import PageLine, PageState, visible_lines
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import name_of
from coachlog.views.fields import Field, Fields, json_rows

UNFILLED_FIELDS: Final[Fields[PageLine]] = (
    Field("line", lambda gap: gap.line),
    Field("text", lambda gap: gap.text),
)
CHECKED_PAGE_FIELDS: Final[Fields[CheckedPage]] = (
    Field("path", lambda page: str(page.file), "the page's file on this computer"),
    Field("words", lambda page: page.state.words, "the words of the page, without headings and references"),
    Field("target", lambda page: page.state.target, "how few and how many it should have"),
    Field("drop_first", lambda page: page.drop_first, "drafted lines to take out if it has too many", UNFILLED_FIELDS),
    Field("gaps", lambda page: page.state.gaps, "lines that are still to fill", UNFILLED_FIELDS),
)
_SHOWN: Final = 60


def show_checked_pages(checked: CheckedPages) -> Answer:
    """Say of each page how far it is; the status is 1 while something is unfilled, or cannot be read."""
    parts: list[Part] = []
    for page in checked.pages:
        parts += [Title(str(page.file)), *page_state_parts(page.state, page.drop_first)]
    unfilled = checked.problems or any(page.state.gaps for page in checked.pages)
    return Answer(json_rows(CHECKED_PAGE_FIELDS, checked.pages), parts, checked.problems, status=int(bool(unfilled)))


def page_state_parts(
    state: PageState, drop_first: Sequence[PageLine] = (), *, is_brief: bool = False
) -> Iterator[Part]:
    """Show the words of a page beside the target, the lines that may go if it has too many, and its gaps.

    In brief the gaps are told by their lines alone, for who has just seen them.
    """
    yield Line(state.so_far)
    if drop_first:
        yield Line("To shorten it, take these lines out first:")
    yield from (Item(shorten(line.text), f"line {line.line}") for line in drop_first)
    if state.memory:
        yield Line(state.memory)
    count = format_count(len(state.gaps), "line")
    if state.gaps and is_brief:
        yield Line(f"{count} still to fill: {format_list([f'{gap.line}' for gap in state.gaps])}.")
    elif state.gaps:
        yield Line(f"{count} still to fill:")
        for gap in state.gaps:
            yield Item(shorten(gap.text), f"line {gap.line}")
    else:
        yield Line("Nothing is left to fill.")


def next_step(state: PageState, after: str = "", *, picks: bool = False) -> str:
    """Say the most useful thing to do next; `after` is the option that was taken, `picks` says that there is --pick."""
    if state.gaps and after == "ask":
        return "With --ask it asks for what is left."
    if state.gaps and picks and not after:
        return "With --ask it goes through what is left with you, with --pick through the lines, a key each."
    if state.gaps:
        return "With --ask it goes through what is left with you."
    if state.over:
        return "What is left: it is too long. With --ask you take lines out by their numbers."
    if state.words < state.target[0]:
        more = "with --pick more lines come in, or " if picks else ""
        return f"It may be longer: {more}write on where you have more to say."
    return (
        "It is finished: with --to page.docx or --to page.html it is written for others, and says there that it is "
        "for growth, not for evaluation."
    )


def names_parts(terms: Iterable[Term], page: str) -> Iterator[Part]:
    """Say how often a page of one's own names the partner, which whoever reads it outside the pair need not know."""
    text = " ".join(visible_lines(parse_document(page)))
    for person in {person.name: person for term in terms for person in term.partners}.values():
        first = person.name.partition(" ")[0]
        count = len(re.findall(rf"\b{re.escape(first)}\b", text)) if first else 0
        if count:
            named = f"It names {first} {format_count(count, 'time')}"
            yield Line(f"{named}: for readers outside, {name_of(person)} says as much.")


def shorten(text: str) -> str:
    """Return the beginning of a sentence, without marks."""
    plain = text.replace("**", "")
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rsplit(' ', 1)[0]} …"
