"""How far a page is: its words beside the target, and its gaps with their lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from coachlog.actions.page.check_pages import CheckedPage, CheckedPages
from coachlog.model.fields import format_count, format_list
from coachlog.model.settings import Person
from coachlog.model.typed_numbers import format_line_numbers
from coachlog.render.view import Answer, Item, Line, Part, Title
from coachlog.summary.page.measure import PageLine, PageState
from coachlog.summary.page.names_in_page import NamedInPage
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
    Field("names", lambda page: lines_naming(page.named), "lines that name the partner", UNFILLED_FIELDS),
)
_SHOWN: Final = 60
_FILE: Final = "~/page.docx"  # a place that is in no log, wherever somebody types it


def show_checked_pages(checked: CheckedPages) -> Answer:
    """Say of each page how far it is; the status is 1 while something is unfilled, or cannot be read."""
    parts: list[Part] = []
    for page in checked.pages:
        parts += [Title(str(page.file)), *page_state_parts(page.state, page.drop_first), *names_parts(page.named)]
    unfilled = checked.problems or any(page.state.gaps for page in checked.pages)
    return Answer(json_rows(CHECKED_PAGE_FIELDS, checked.pages), parts, checked.problems, status=int(bool(unfilled)))


def seen_by(host: Person | None, *, shared: bool = False) -> Line:
    """Say who can see a page; `host` is in whose own pages it lies, if not in its author's."""
    if shared:
        return Line("Both of you can see this page.")
    if host:
        return Line(f"This page lies in the own pages of {host.name or host.id}, and takes nothing else from them.")
    return Line("Only you can see this page.")


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


def next_step(state: PageState, command: str, after: str = "", *, picks: bool = False) -> str:
    """Say the most useful thing to do next, with what to type.

    `command` drafts the page, `after` is the option that was taken, `picks` says that there is --pick.
    """
    if state.gaps and after == "ask":
        return f"To go on with what is left: {command} --ask"
    if state.gaps and picks and not after:
        return f"To go through what is left: {command} --ask; to choose lines, a key each: {command} --pick"
    if state.gaps:
        return f"To go through what is left: {command} --ask"
    if state.over:
        return f"It is too long still; to take lines out by their numbers: {command} --ask"
    if state.words < state.target[0]:
        more = f" More lines come in with this: {command} --pick" if picks else ""
        return f"It may be longer: write on where you have more to say.{more}"
    return (
        f"It is finished. To write it for others, marked as for growth and not for evaluation: {command} --to {_FILE}"
    )


def lines_naming(named: Iterable[NamedInPage]) -> list[PageLine]:
    """Return the lines of a page that name somebody."""
    return [line for one in named for line in one.lines]


def names_parts(named: Iterable[NamedInPage], *, is_brief: bool = False) -> Iterator[Part]:
    """Show the lines in which a page of one's own names the partner; in brief by their numbers alone."""
    for one in named:
        where = f" in {format_line_numbers([line.line for line in one.lines])}"
        yield Line(f"It names {one.name}{where * is_brief}: for readers outside, {name_of(one.person)} says as much.")
        if is_brief:
            continue
        yield from (Item(shorten(line.text), f"line {line.line}") for line in one.lines)


def shorten(text: str) -> str:
    """Return the beginning of a sentence, without marks."""
    plain = text.replace("**", "")
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rsplit(' ', 1)[0]} …"
