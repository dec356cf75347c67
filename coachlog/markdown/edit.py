"""The smallest edits of a document: a front-matter value, a line, an item in a section, a section."""

from collections.abc import Sequence

from coachlog.markdown.blocks import BlockKind, Section, line_ending, parse_blocks
from coachlog.markdown.document import BOM, Document, parse_document
from coachlog.markdown.edit_yaml import CannotEdit, Data, add_item, set_value
from coachlog.markdown.literal import COMMENT_AS_WORDS, begins_with_mark, escape_line, is_escaped


def set_key(document: Document, path: Sequence[str], data: Data | None) -> Document:
    """Return the document with one front-matter value changed, added, or (None) removed."""
    return _with_front(document, set_value(_front(document), path, data))


def add_to_list(document: Document, path: Sequence[str], data: Data) -> Document:
    """Return the document with one more item in a front-matter list."""
    return _with_front(document, add_item(_front(document), path, data))


def replace_lines(document: Document, start: int, end: int, lines: Sequence[str]) -> Document:
    """Return the document with lines `start` to `end` replaced; the new lines get the line end of their neighbours."""
    ending = line_ending(document.lines[start:end] or document.lines[:start] or document.lines)
    before, after = list(document.lines[:start]), document.lines[end:]
    written = [line + ending for line in lines]
    if before and written and not before[-1].endswith(("\n", "\r")):
        before[-1] += ending
    if written and end == len(document.lines) and start < end and not document.lines[-1].endswith(("\n", "\r")):
        written[-1] = written[-1].removesuffix(ending)
    return parse_document("".join([*before, *written, *after]))


def item_lines(text: str, mark: str = "") -> list[str]:
    """Write words as the lines of one list item; escape what Markdown would read as anything but words.

    `mark` is a task's mark: `- [ ] words`. Paragraphs stay paragraphs of the item.
    """
    lead = f"- [{mark}] " if mark else "- "
    text = text.replace("<!--", COMMENT_AS_WORDS)
    words = [line.strip() for line in text.strip().split("\n")]
    if len(words) == 1 and not mark and words[0][:1].isalpha() and words[0].isprintable():
        return _item(lead, words)  # one line that begins with a letter begins nothing else: a page has hundreds of them
    written: list[str] = words[:1] if mark else []  # behind a box nothing begins
    for at in range(len(written), len(words)):
        line = words[at]
        is_plain = not begins_with_mark(line) or (not is_escaped(line) and _stays_words(lead, words[: at + 1], written))
        written.append(line if is_plain else escape_line(line))
    if not _reads_as(_item(lead, written), lead[2:] + text):
        written = [*written[: bool(mark)], *map(escape_line, words[bool(mark) :])]
    return _item(lead, written)


def insert_at_end(document: Document, section: Section, lines: Sequence[str], after: int | None = None) -> Document:
    """Return the document with item lines at the end of a section, or right `after` one of its lines.

    Raise CannotEdit if the text before would swallow them, as an open code fence does.
    """
    inside = [block for block in section.blocks if after is None or block.end <= after]
    last = inside[-1] if inside else section.heading
    at = last.end if last else section.start
    tight = last is not None and last.kind is BlockKind.ITEM
    lead = [] if tight or at == document.body_line else [""]
    blank_after = at < len(document.lines) and document.lines[at].strip()
    changed = replace_lines(document, at, at, [*lead, *lines, *([""] if blank_after and not tight else [])])
    first = at + len(lead)
    if not any(block.start == first and block.kind is BlockKind.ITEM for block in changed.blocks):
        raise CannotEdit(
            f"line {(last.start if last else 0) + 1} opens a block that is not closed; nothing can be added after it",
            "close it in your editor (a code block closes with the marks that open it), then try again",
        )
    return changed


def add_block(document: Document, section: Section, lines: Sequence[str]) -> Document:
    """Return the document with lines at the end of a section, and blank lines around them."""
    last = section.blocks[-1] if section.blocks else section.heading
    at = last.end if last else section.end
    follows = at < len(document.lines) and document.lines[at].strip()
    return replace_lines(document, at, at, ["", *lines, *([""] if follows else [])])


def add_section(document: Document, heading: str, before: Section | None = None) -> Document:
    """Return the document with a `## heading` before a section, or at the end."""
    at = before.start if before else len(document.lines)
    lead = [""] if at and document.lines[at - 1].strip() else []
    return replace_lines(document, at, at, [*lead, f"## {heading}", ""] if before else [*lead, f"## {heading}"])


def _front(document: Document) -> str:
    return document.text[document.front_at : document.front_end]


def _with_front(document: Document, front: str) -> Document:
    text = document.text
    if document.front is not None:
        return parse_document(text[: document.front_at] + front + text[document.front_end :])
    ending = line_ending(document.lines)
    bom = BOM if text.startswith(BOM) else ""
    front = front.replace("\n", ending) if ending != "\n" else front
    return parse_document(f"{bom}---{ending}{front}---{ending}{text.removeprefix(bom)}")


def _item(lead: str, words: Sequence[str]) -> list[str]:
    first, *more = words
    return [lead + first, *(f"  {line}" if line else "" for line in more)]


def _stays_words(lead: str, words: Sequence[str], written: Sequence[str]) -> bool:
    """Tell whether the last line of some words is read as words behind the line before it, as that is written."""
    if len(written) < 2:
        return _reads_as(_item(lead, [*written, words[-1]]), lead[2:] + " ".join(words))
    return _reads_as(_item("- ", ["words", written[-1], words[-1]]), " ".join(["words", *words[-2:]]))


def _reads_as(lines: Sequence[str], text: str) -> bool:
    """Tell whether lines are read as one item of paragraphs that say a text."""
    blocks = parse_blocks([line + "\n" for line in lines])
    if len(blocks) != 1 or blocks[0].kind is not BlockKind.ITEM:
        return False
    paragraphs = blocks[0].children
    read = [blocks[0].text, *(block.text for block in paragraphs)]
    return all(block.kind is BlockKind.PARAGRAPH for block in paragraphs) and " ".join(read).split() == text.split()
