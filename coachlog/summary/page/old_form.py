"""A page of the old form, which was list and page in one: what its author wrote goes into a page of today's."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Final

from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import replace_lines
from coachlog.merge.draft_record import PageSection, is_record
from coachlog.merge.refresh import draft_page
from coachlog.model.blank_pages import find_section
from coachlog.model.kinds.headings import section_name
from coachlog.model.settings import Settings
from coachlog.regex import regex

_OPENING: Final = regex(r"\s*<!--\s*coachlog:\s+[a-z0-9-]+((?:\s+[0-9a-f]{6})*)\s*-->\s*")
_CLOSING: Final = regex(r"\s*<!--\s*/coachlog\s*-->\s*")
_CITED: Final = regex(r"\s*- .*\([^()]*\.md\)\s*")
_PROMPT: Final = regex(r"\s*<!--[^<>]*\? -->\s*")
_HEADING: Final = regex(r"#{1,2} ")


def is_old_form(document: Document) -> bool:
    """Tell whether a page has the marks of the old form."""
    return any(_OPENING.fullmatch(line) for line in document.lines)


def renew_page(document: Document, sections: Sequence[PageSection], settings: Settings) -> str:
    """Return a page of today's form with every word that the author wrote in an old one."""
    first = next((at for at, line in enumerate(document.lines) if line.startswith("## ")), len(document.lines))
    page = parse_document(draft_page("".join(document.lines[:first]), sections))
    for heading, lines in _by_heading(_of_author(document.lines[first:])):
        page = _with_words(page, heading, lines, settings)
    return page.text


def _of_author(lines: Sequence[str]) -> list[str]:
    """Return the lines that no draft brought, without the marks and the prompts."""
    marks = [_OPENING.fullmatch(line) for line in lines]
    digests = {word for mark in marks if mark for word in mark.group(1).split()}

    def is_drafted(line: str) -> bool:
        return bool(_CITED.fullmatch(line)) and blake2b(line.strip().encode()).hexdigest()[:6] in digests

    forms = (_OPENING, _CLOSING, _PROMPT)
    return [line for line in lines if not is_drafted(line) and not any(form.fullmatch(line) for form in forms)]


def _by_heading(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each heading with the lines below it, if there are any words."""
    heading, below = "", list[str]()
    for line in [*lines, "## "]:
        if _HEADING.match(line):
            if any(one.strip() for one in below):
                yield heading, [one.rstrip("\r\n") for one in below]
            heading, below = line.lstrip("# ").strip(), []
        else:
            below.append(line)


def _with_words(page: Document, heading: str, lines: list[str], settings: Settings) -> Document:
    """Put the author's lines below their heading, which comes back where the new page has none for them."""
    words = "\n".join(lines).strip("\n").split("\n")
    section = find_section(page, section_name(heading, settings.headings), settings)
    if section and section.heading:
        return replace_lines(page, section.heading.end, section.heading.end, ["", *words])
    at = next((at for at, line in enumerate(page.lines) if is_record(line)), len(page.lines))
    return replace_lines(page, at, at, [f"## {heading}", "", *words, ""])
