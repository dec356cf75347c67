"""Prompts of a page, such as its questions, that their author has answered in the file: they become comments."""

from collections.abc import Sequence

from coachlog.markdown.document import Document
from coachlog.markdown.edit import replace_lines
from coachlog.merge.draft_places import begins_with_author
from coachlog.merge.draft_record import PageSection, slot_digest
from coachlog.summary.page.frames import prompt_of
from coachlog.summary.page.measure import ANY_GAP, is_unfilled, visible_lines


def settle_prompts(page: Document, sections: Sequence[PageSection]) -> Document:
    """Return a page without the drafted prompts that have words behind or below them, as their answers leave it.

    A gap that was left beside its answer goes, too.
    """
    pieces = [piece for section in sections for piece in section.pieces]
    prompts = [prompt for piece in pieces if (prompt := prompt_of(piece.text))]
    lines = visible_lines(page)
    for at in range(len(lines) - 1, -1, -1):
        prompt = next((prompt for prompt in prompts if lines[at].startswith(f"**{prompt}**")), "")
        behind = lines[at].removeprefix(f"**{prompt}**").strip()
        place = page.body_line + at
        if prompt.endswith("?") and (gap := ANY_GAP.match(behind)):
            slots = [slot_digest(piece.slot) for piece in pieces if piece.slot.startswith(f"{prompt} ")]
            more = behind[gap.end() :].strip()
            is_answered = bool(more) or begins_with_author(page.lines, page.body_line, place, slots)
            behind = more
        else:
            is_answered = not is_unfilled(lines, at) and bool(behind or prompt.endswith("?"))
        if prompt and is_answered:
            page = replace_lines(page, place, place + 1, [f"<!-- {prompt} -->", *([behind] if behind else [])])
    return page
