"""The lines that a search found."""

from collections.abc import Sequence
from typing import Final

from coachlog.actions.look.search import Hit, SearchResult
from coachlog.model.fields import format_count
from coachlog.render.view import CHECK_IN_STAYS, Answer, Line, Part
from coachlog.views.fields import Field, Fields, json_rows

HIT_FIELDS: Final[Fields[Hit]] = (
    Field("path", lambda hit: hit.path),
    Field("line", lambda hit: hit.line),
    Field("text", lambda hit: hit.text),
    Field("title", lambda hit: hit.title, "the document's title"),
)


def show_hits(result: SearchResult, words: Sequence[str]) -> Answer:
    """List the lines, each with its file and number."""
    parts: list[Part] = [Line(f"{hit.path}:{hit.line}: {hit.text}") for hit in result.hits]
    if not parts:
        parts.append(Line(f"Nothing found for {' '.join(words)}."))
    elif len(parts) > 1:
        parts.append(Line(format_count(len(parts), "line"), quiet=True))
    left_out = [CHECK_IN_STAYS] * result.without_check_in
    return Answer(json_rows(HIT_FIELDS, result.hits), parts, result.problems, listing=True, left_out=left_out)
