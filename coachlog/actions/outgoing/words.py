"""The words that replace the ids of people and documents in an output, by its readers."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from coachlog.actions.documents import mend_hint, open_document
from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.frozen import frozen
from coachlog.model.clean_markdown import NO_LOG, Words, clean_markdown, comment_spans
from coachlog.model.kinds.body import Body, SectionEntry
from coachlog.model.links import ANOTHER_DOCUMENT, read_marks, without_hidden
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.readers import may_read
from coachlog.model.settings import BOTH, PersonId
from coachlog.storage.files import Folder
from coachlog.storage.reading import read_lines
from coachlog.summary.page.reference_list import format_references
from coachlog.summary.page.voice import quoted_once


@frozen
class PageText:
    """A page's file, and its Markdown without the fields at its top, without comments and marks."""

    file: Path
    text: str


def words_for(context: Context) -> Words:
    """Return the words for the audience: within the pair names and titles, for others what these may read."""
    try:
        settings = context.settings
    except SurroundingsError:
        return NO_LOG
    outside, audience = context.options.for_others, context.options.audience

    def name_of(person_id: PersonId) -> str:
        if person_id == BOTH:
            return "Both"
        if not outside:
            return settings.named(person_id)
        from coachlog.summary.excerpt import name_for_others

        return name_for_others(settings.of_id(person_id))

    @cache
    def titles() -> dict[str, str]:
        records = context.read().records
        readable = (kind for kind in records if not outside or may_read(kind, "title", audience))
        named = {record.id: record.title for kind in readable for record in records[kind]}
        return {id_: read_marks(title).words for id_, title in named.items()} if outside else named

    def title_of(document_id: str) -> str:
        return titles().get(document_id, ANOTHER_DOCUMENT if outside else "")

    return Words(settings.headings, name_of, title_of)


def read_for_others(
    context: Context, kinds: Iterable[str], bodies: Iterable[str] = (), within: Period | None = None
) -> Log:
    """Read the log for people outside, without what somebody typed into a comment: the two alone read that as words."""
    log, folder = context.read_to_quote(kinds, bodies, within), Folder(context.root)
    shown = {path: _without_comments(body, read_lines(folder, path)) for path, body in log.bodies.items()}
    return replace(log, bodies=shown)


def _without_comments(body: Body, lines: Sequence[str]) -> Body:
    """Return a body without the entries that are a comment or stand in one; of one in which one begins the rest."""
    spans = [*comment_spans(lines)] if body.sections else []
    inside = {line for span in spans for line in span[1:]}
    starts = sorted({entry.line for section in body.sections for entry in section.entries})
    opened = {starts[at - 1] for span in spans if (at := bisect_right(starts, span.start))}

    def is_shown(entry: SectionEntry) -> bool:
        before, comment, _ = "".join(lines[entry.line - 1 : entry.line]).partition("<!--")
        # A bullet, a number or a box may stand before it; one in a cell is none of its row's words.
        return entry.line not in inside and (not comment or any(sign.isalpha() or sign == "|" for sign in before))

    def cut(entry: SectionEntry) -> SectionEntry:
        if entry.line not in opened:
            return entry
        return replace(entry, text=without_hidden(entry.text).partition("<!--")[0].rstrip())

    sections = (
        replace(section, entries=tuple(map(cut, filter(is_shown, section.entries)))) for section in body.sections
    )
    return replace(body, sections=tuple(sections))


def read_page_text(context: Context, folder: Folder, path: str) -> PageText:
    """Read a page as its author has it now."""
    document = open_document(path, folder.read(path) or b"", mend_hint(folder.root, path))
    text = clean_markdown(document.text[document.body_at :], words_for(context))
    return PageText(folder.root / path, format_references(quoted_once(text)))
