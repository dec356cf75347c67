"""Prompts of a page, such as its questions, that their author has answered in the file: they become comments."""

from collections.abc import Iterable

from coachlog.markdown.document import Document
from coachlog.markdown.edit import replace_lines
from coachlog.merge.draft_record import PageSection
from coachlog.summary.page.frames import prompt_of
from coachlog.summary.page.measure import is_unfilled, visible_lines


def settle_prompts(page: Document, sections: Iterable[PageSection]) -> Document:
    """Return a page without the drafted prompts that have words behind or below them, as their answers leave it."""
    prompts = [prompt for section in sections for piece in section.pieces if (prompt := prompt_of(piece.text))]
    lines = visible_lines(page)
    for at in range(len(lines) - 1, -1, -1):
        prompt = next((prompt for prompt in prompts if lines[at].startswith(f"**{prompt}**")), "")
        behind = lines[at].removeprefix(f"**{prompt}**").strip()
        if prompt and not is_unfilled(lines, at) and (behind or prompt.endswith("?")):
            place = page.body_line + at
            page = replace_lines(page, place, place + 1, [f"<!-- {prompt} -->", *([behind] if behind else [])])
    return page
