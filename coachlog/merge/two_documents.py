"""Tell two documents that got one name from two versions of one: by what they say that they are of."""

from typing import Final

from coachlog.markdown.document import Document, Unreadable, decode_text, parse_document
from coachlog.markdown.yaml_text import Scalar
from coachlog.model.settings import BOTH

_TITLE: Final = "title"  # the first heading
# What a document is of, by its folder. A meeting, a plan and a private note are of their day or term alone, which is
# their name: what two people write about it belongs together.
_FACTS: Final = {
    "visits": ("date", "visitor", "whose", "log"),
    "feedback": ("date", "from", "about", _TITLE),
    "goals": (_TITLE,),
    "lessons": (_TITLE,),
    "reflections": ("log", "author"),
    "work": (_TITLE,),
    "readings": (_TITLE,),
}
_OF_ONE_VISITOR: Final = ("class", "start")  # of a visit of both, two people tell these in two ways


def are_two_documents(path: str, one: bytes, other: bytes) -> bool:
    """Tell whether two files that got the same name on two computers say that they are of different things."""
    facts = _FACTS.get(path.partition("/")[0]) if path.endswith(".md") else None
    if not facts or one == other:
        return False
    try:
        pages = [parse_document(decode_text(content)) for content in (one, other)]
    except Unreadable:
        return False
    if "visitor" in facts and all(_fact(page, "visitor") not in ("", BOTH) for page in pages):
        facts = (*facts, *_OF_ONE_VISITOR)
    said = ([_fact(page, key) for page in pages] for key in facts)
    return any(first != second for first, second in said if first and second)


def _fact(page: Document, key: str) -> str:
    if key == _TITLE:
        return " ".join(page.title.split()).casefold()
    entry = page.front.find(key) if page.front else None
    return " ".join(entry.value.text.split()).casefold() if entry and isinstance(entry.value, Scalar) else ""
