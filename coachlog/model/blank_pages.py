"""Make new documents from blank pages, and put lines into the right section."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.markdown.blocks import BlockKind, Section
from coachlog.markdown.document import Document, Unreadable, parse_document
from coachlog.markdown.edit import add_section, insert_at_end, item_lines
from coachlog.markdown.edit_yaml import write_scalar
from coachlog.markdown.literal import COMMENT_AS_WORDS
from coachlog.markdown.task_line import without_id
from coachlog.markdown.typed_items import pasted_items
from coachlog.model.fields import clean_text, nearest_word, normalize, suggest
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.check_in import sections_for_outputs
from coachlog.model.kinds.headings import nearest_section, section_name
from coachlog.model.kinds.section_words import means_private
from coachlog.model.kinds.titles import meeting_sections
from coachlog.model.links import add_links
from coachlog.model.settings import Settings
from coachlog.regex import regex

_LONE_CR: Final = regex(r"\r(?!\n)")  # a line end of old computers, which no pattern here matches
_SLOT: Final = regex(r"\{\{(\w+)\}\}")
_FRONT_SLOT: Final = regex(r"(?m)^([\w-]+:)[ \t]*\{\{(\w+)\}\}[ \t]*$")


def fill_template(template: str, slots: Mapping[str, str]) -> Document:
    """Fill the named slots of a blank page; a slot without a value stays as it is.

    Raise CoachlogError if the pair's own page is no document.
    """
    slots = {name: " ".join(clean_text(value).split()) for name, value in slots.items()}
    template = _LONE_CR.sub("\n", template)
    # The front matter first, because values there may need quotes; filled-in text is never read as a slot.
    head, marker, body = template.partition("\n---") if template.startswith("---") else ("", "", template)
    head = _FRONT_SLOT.sub(lambda match: _front_line(match, slots), head)
    words = {name: value.replace("<!--", COMMENT_AS_WORDS) for name, value in slots.items()}
    body = _SLOT.sub(lambda match: words.get(match.group(1), match.group()), marker + body)
    try:
        return parse_document(head + body)
    except Unreadable as trouble:
        raise CoachlogError(
            f"the blank page cannot be used: {trouble.message}", "mend it in the log's templates/"
        ) from None


def _front_line(match: re.Match[str], slots: Mapping[str, str]) -> str:
    if match.group(2) not in slots:
        return match.group()
    return f"{match.group(1)} {write_scalar(slots[match.group(2)])}".rstrip()


def find_section(
    document: Document, name: str, settings: Settings, kind: str = "", *, shown: bool = False
) -> Section | None:
    """Return the first section of a name, by any heading that means it; in a meeting's note a bold line is one too.

    What is `shown` or copied elsewhere has no Check-in in it.
    """
    sections = sections_for_outputs(document, settings.headings) if shown else document.sections
    if kind == "meeting":
        sections = meeting_sections(sections, settings)
    return next((s for s in sections if s.heading and section_name(s.heading.text, settings.headings) == name), None)


def known_section(kind: str, word: str, settings: Settings) -> str:
    """Return the section of a kind that a word means: a name, a heading, or the one that it begins or that has it."""
    name = section_name(word, settings.headings)
    names = kind_of(kind).sections
    if name in names and means_private(word):
        hint = "what only you may read: coachlog private TEXT; for the two of you alone: --in check-in"
        raise CoachlogError(f"`{word}` may mean yours alone, or of the two of you", hint)
    if name in names:
        return name
    wanted = normalize(word)
    begun = [candidate for candidate in names if normalize(candidate).startswith(wanted)]
    having = [candidate for candidate in names if wanted and f" {wanted}" in normalize(candidate)]
    for fitting in (begun, having):
        if len(fitting) == 1:
            return fitting[0]
    words = {part: name for name in names for part in (*normalize(name).split(), normalize(name))}
    meant = nearest_section(word)
    meant = meant if meant in names else words.get(nearest_word(word, words), word)
    hint, near = suggest(meant, names, f"the sections are: {', '.join(names)}")
    raise CoachlogError(f"a {kind} has no section `{word}`", hint, typed=word, meant=near)


def with_section(document: Document, kind: str, name: str, settings: Settings) -> tuple[Document, Section]:
    """Return the document with a section of a name, added in its place if there is none."""
    section = find_section(document, name, settings, kind)
    if section is None:
        order = kind_of(kind).sections
        later = order[order.index(name) + 1 :] if name in order else ()
        following = (find_section(document, other, settings, kind) for other in later)
        document = add_section(document, name, next((other for other in following if other), None))
        section = find_section(document, name, settings, kind)
    if section is None:
        raise CoachlogError(
            f"`{name}` cannot be added: a block at the end of the file is not closed",
            "close it in your editor (a code block closes with the marks that open it), then try again",
        )
    return document, section


def _first_name(section: Section, words: str, settings: Settings) -> int | None:
    """Return the line of a section's first name that stands over others, if words without a name go before it."""
    from coachlog.model.doubtful_names import is_name  # late: not all that fills a page reads names
    from coachlog.model.kinds.step_lines import is_label
    from coachlog.model.kinds.titles import cut_at_titles
    from coachlog.model.owners import heading_owner, name_in_front

    if name_in_front(words, settings).owner:
        return None
    for block in (part for whole in section.blocks for part in cut_at_titles(whole, settings)):
        first = block.text.partition("\n")[0]
        is_over = block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and is_label(first))
        if (is_over and heading_owner(first, settings)) or is_name(first, settings):
            return block.start
    return None


def has_entry(document: Document, name: str, text: str, settings: Settings, mark: str = "") -> bool:
    """Tell whether a section has the very lines that words become, whatever ids they got since."""
    section = find_section(document, name, settings)
    there = document.lines[section.start : section.end] if section else ()
    return set(map(_bare, item_lines(text, mark))) <= set(map(_bare, there))


def _bare(line: str) -> str:
    return without_id(line.strip()).strip()


def add_entry(
    document: Document,
    kind: str,
    name: str,
    text: str,
    settings: Settings,
    mark: str = "",
    lead: str = "",
    links: Iterable[str] = (),
) -> Document:
    """Return the document with words as one more item at the end of a section, each line of a pasted list as its own.

    `mark` makes it a task, `lead` comes before the words, `links` behind them.
    """
    for words in pasted_items(text):
        document, section = with_section(document, kind, name, settings)
        before = _first_name(section, words, settings) if kind == "meeting" and not mark else None
        document = insert_at_end(document, section, item_lines(lead + add_links(words, links), mark), before)
    return document
