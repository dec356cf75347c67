"""The texts of a reflection's two files, drafted anew from what was read."""

from collections.abc import Callable, Sequence
from typing import Final

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.page.evidence import evidence_pages
from coachlog.actions.page.reflection_pages import ReportPage
from coachlog.actions.page.reflection_sources import Sources
from coachlog.frozen import frozen
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import set_key
from coachlog.merge.draft_record import DraftPiece, PageSection, cut_page, tick_of
from coachlog.merge.refresh import RefreshedPage, draft_page, refresh_page
from coachlog.model.kinds import MATERIAL
from coachlog.model.questions import Question
from coachlog.model.school_year import say_term
from coachlog.summary.page.arrange import arrange_page, head_of, material_sections, places_by_digest
from coachlog.summary.page.choice import Choices, Ticks, build_choices, written_in
from coachlog.summary.page.draft import build_page
from coachlog.summary.page.material import DraftedSection, build_material
from coachlog.summary.page.old_form import is_old_form, renew_page
from coachlog.summary.page.prompts import settle_prompts
from coachlog.summary.page.term import Term

ReadFile = Callable[[str], bytes | None]
TermMaterial = tuple[Term, tuple[DraftedSection, ...]]
_LEAD: Final = (
    "Every line of the term that the page could say. Tick what belongs in the page: `[x]` is in, `[-]` is out."
)


@frozen
class ReflectionDraft:
    """A reflection drafted anew: the texts of its files, and what they were drafted from.

    `old` is the page's file before, None if there was none. `new_lines` of the term came since the last draft.
    `left_out` are sections without a heading in the page.
    """

    old: bytes | None
    page: RefreshedPage
    material: str
    new_lines: tuple[str, ...]
    sections: tuple[PageSection, ...]
    left_out: tuple[str, ...]
    drafts: tuple[DraftedSection, ...]
    choices: tuple[Choices, ...]
    questions: tuple[Question, ...]


def draft_reflection(page: ReportPage, sources: Sources, blank: str, read: ReadFile) -> ReflectionDraft:
    """Draft a page and its material; `blank` is the blank page, `read` returns a file as it is now."""
    materials = tuple((term, build_material(term)) for term in sources.terms)
    content = read(page.path)
    refreshed, choices = _draft_material(page, materials, sources.unread, read(page.material_path), content)
    sections = build_page(choices, sources.questions)
    blank_page = parse_document(blank)
    arranged = arrange_page(blank_page, sections, sources.settings)
    return ReflectionDraft(
        content,
        _draft_page(page, content, blank_page, arranged.sections, sources),
        refreshed.text,
        tuple(piece.text.strip().removeprefix("- ") for piece in refreshed.new if piece.numbered),
        arranged.sections,
        arranged.left_out,
        tuple(draft for _, drafts in materials for draft in drafts),
        choices,
        sources.questions,
    )


def _draft_page(
    page: ReportPage, content: bytes | None, blank: Document, sections: Sequence[PageSection], sources: Sources
) -> RefreshedPage:
    if content is None:
        return RefreshedPage(draft_page(head_of(blank), sections))
    document = open_document(page.path, content, mend_hint(page.writer.folder.root, page.path))
    if is_old_form(document):
        return RefreshedPage(renew_page(document, sections, sources.settings))
    document = settle_prompts(document, sections)
    refreshed = refresh_page(document.text, sections, document.body_line, lambda _: bool(sources.unread))
    return refreshed or RefreshedPage(document.text, kept_out=_pieces(sections))


def _pieces(sections: Sequence[PageSection]) -> tuple[DraftPiece, ...]:
    return tuple(piece for section in sections for piece in section.pieces)


def _draft_material(
    page: ReportPage,
    materials: Sequence[TermMaterial],
    unread: frozenset[str],
    content: bytes | None,
    written: bytes | None,
) -> tuple[RefreshedPage, tuple[Choices, ...]]:
    """Return the material, and the lines of each log as the page, now `written` so, may take them."""
    several = len(materials) > 1
    sections = [section for term, drafts in materials for section in material_sections(term, drafts, several=several)]
    if content is None:
        material = RefreshedPage(draft_page(_material_head(page), sections))
    else:
        document = open_document(page.material_path, content, mend_hint(page.writer.folder.root, page.material_path))
        refreshed = refresh_page(
            document.text, sections, document.body_line, lambda line: any(f"{path})" in line for path in unread)
        )
        material = refreshed or RefreshedPage(document.text)
    now = open_document(page.path, written, mend_hint(page.writer.folder.root, page.path)) if written else None
    others = () if page.shared else evidence_pages(page.writer.folder).values()
    choices = (
        build_choices(
            term,
            drafts,
            _ticks(material.text, term, drafts),
            now,
            frozenset[str]().union(*(written_in(term, other) for other in others)),
        )
        for term, drafts in materials
    )
    return material, tuple(choices)


def _ticks(material: str, term: Term, drafts: Sequence[DraftedSection]) -> Ticks:
    """Return the ticks in a material by the place of each line."""
    places = dict(places_by_digest(term, drafts))
    chunks = cut_page(parse_document(material).lines, 0)
    return {places[chunk.digest]: tick_of(chunk.box) for chunk in chunks if chunk.digest in places and chunk.box}


def _material_head(page: ReportPage) -> str:
    head = parse_document(f"\n# Material for the reflection, {say_term(page.term)}\n\n{_LEAD}\n")
    fields = {"type": MATERIAL, "log": page.log_id, "term": page.term, "author": page.author} | dict(page.span)
    for key, value in fields.items():
        head = set_key(head, (key,), value) if value else head
    return head.text
