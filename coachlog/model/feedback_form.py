"""The form on which a peer answers: headings to write under, and how it is read when it comes back."""

from typing import Final

from coachlog.markdown.blocks import BlockKind
from coachlog.markdown.document import Document, parse_document
from coachlog.model.fields import normalize
from coachlog.regex import regex

HEADING: Final = "Your feedback"
SECTIONS: Final = {
    "Strengths": "What is strong in it?",
    "Questions": "What do you ask yourself about it?",
    "Suggestions": "What might we try?",
}
_ABOUT, _NAME, _QUOTE = "About", "Your name", "May we quote you (yes or no)"
_HOW: Final = "Write below the headings, save this file, and send it back. Nothing is sent by itself."
_KEYS: Final = {_ABOUT: "about", _NAME: "from", _QUOTE: "quote_ok"}
_YES: Final = ("yes", "y", "ja", "sí", "si", "true", "x")
_GAP: Final = regex(r"^\s*(?:\[?…\]?|\.{3})\s*$")


def form_markdown(about: str) -> str:
    """Return an empty form about something with a title, as Markdown."""
    fields = "\n\n".join(f"{label}: {about if label == _ABOUT else '…'}" for label in _KEYS)
    sections = "\n\n".join(f"### {name}\n\n{question}\n\n…" for name, question in SECTIONS.items())
    return f"## {HEADING}\n\n{_HOW}\n\n{fields}\n\n{sections}\n"


def read_form(given: Document) -> Document:
    """Return the answers in a returned form as a document; any other document as it is."""
    heading = next(
        (one for one in given.blocks if one.kind is BlockKind.HEADING and normalize(one.text) == normalize(HEADING)),
        None,
    )
    if heading is None:
        return given
    fields, lines = {}, []
    for line in given.lines[heading.end :]:
        label, colon, words = line.strip().strip("*").partition(":")
        if colon and label.strip("* ") in _KEYS:
            fields[_KEYS[label.strip("* ")]] = words.strip("* \\")
        elif not (_GAP.match(line) or line.strip() in (_HOW, *SECTIONS.values())):
            lines.append(line)
    return parse_document(_front(fields) + "".join(lines).strip("\n") + "\n")


def _front(fields: dict[str, str]) -> str:
    from coachlog.markdown.edit_yaml import write_scalar

    values = {key: value for key, value in fields.items() if value and not _GAP.match(value)}
    if "quote_ok" in values:
        values["quote_ok"] = "true" if values["quote_ok"].casefold().strip(".! ") in _YES else "false"
    return "".join(["---\n", *(f"{key}: {write_scalar(value)}\n" for key, value in values.items()), "---\n\n"])
