"""The form on which a peer answers: headings to write under, and how it is read when it comes back."""

from collections.abc import Sequence
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import BlockKind
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.literal import escape_heading
from coachlog.model.fields import normalize
from coachlog.model.kinds.visit import DISCLAIMER
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
_OWN_WORDS: Final = (_HOW, DISCLAIMER, *SECTIONS.values())
_YES: Final = (
    *("yes", "y", "ja", "sí", "si", "true", "x", "sure", "ok", "okay", "of course", "yep", "yeah"),
    *("yes please", "yes of course", "yes you may", "you may", "please do", "go ahead", "sure go ahead"),
)
_NO: Final = ("no", "n", "nein", "false", "no thanks", "no thank you", "please do not", "please don't", "rather not")
_GAP: Final = regex(r"^\s*(?:\[?…\]?|\.{3})\s*$")
_SIGNS: Final = regex(r"[.,;!]+")
_ENOUGH: Final = 2  # of the form's fields, by which it is known
_QUOTED: Final = regex(r"^(?:[ \t]{0,3}>[ \t]?)+")
_AROUND: Final = " \t\r\n#*_:"
_SUBHEADING: Final = regex(r"\s{0,3}###(?=\s)")


@frozen
class ReturnedForm:
    """What a peer wrote into the form, what stands above it in the file, and an unclear answer about quoting."""

    document: Document
    above: str = ""
    unclear_consent: str = ""


def form_markdown(about: str, questions: Sequence[str] = ()) -> str:
    """Return an empty form about something with a title, with room below each question, as Markdown."""
    fields = "\n\n".join(f"{label}: {about if label == _ABOUT else '…'}" for label in _KEYS)
    asked = [f"### {escape_heading(' '.join(question.split()))}\n\n…" for question in questions]
    sections = "\n\n".join([*asked, *(f"### {name}\n\n{question}\n\n…" for name, question in SECTIONS.items())])
    return f"## {HEADING}\n\n{_HOW}\n\n{fields}\n\n{sections}\n"


def read_form(given: Document) -> ReturnedForm:
    """Return the answers in a returned form as a document; any other document as it is."""
    heading = next(
        (one for one in given.blocks if one.kind is BlockKind.HEADING and normalize(one.text) == normalize(HEADING)),
        None,
    )
    above, below = _plain_form(given)
    if heading:
        above, below = given.lines[given.body_line : heading.start], given.lines[heading.end :]
    if not below:
        return ReturnedForm(given)
    fields, lines = dict[str, str](), list[str]()
    for line in below:
        label, colon, words = line.strip().strip("*").partition(":")
        if colon and label.strip("* ") in _KEYS:
            fields[_KEYS[label.strip("* ")]] = words.strip("* \\")
        elif theirs := _their_words(line):
            lines.append(theirs)
    consent = fields.get("quote_ok", "")
    plain = " ".join(_SIGNS.sub(" ", consent.casefold()).split())
    fields["quote_ok"] = "" if not plain or _GAP.match(consent) else "true" if plain in _YES else "false"
    unclear = consent if fields["quote_ok"] == "false" and plain not in _NO else ""
    document = parse_document(_front(fields) + "".join(lines).strip("\n") + "\n")
    return ReturnedForm(document, "".join(above), unclear)


def _plain_form(given: Document) -> tuple[Sequence[str], Sequence[str]]:
    """Return the lines above and below the form's heading in a text that kept its words and no headings, as mails do.

    They are none where the form's own fields are not there: `your feedback` alone may be anybody's words.
    """
    lines = [_QUOTED.sub("", line) for line in given.lines[given.body_line :]]
    words = [normalize(line.strip(_AROUND)) for line in lines]
    start = words.index(normalize(HEADING)) if normalize(HEADING) in words else len(words)
    labels = {line.partition(":")[0].strip(_AROUND) for line in lines[start:]}
    if len(labels & set(_KEYS)) < _ENOUGH:
        return (), ()
    titles = {normalize(name): f"### {name}\n" for name in SECTIONS}
    below = [titles.get(word, line) for word, line in zip(words, lines, strict=True)]
    return lines[:start], below[start + 1 :]


def _their_words(line: str) -> str:
    """Return a line of the form without the form's own words; empty if nothing else is in it."""
    if _GAP.match(line):
        return ""
    own = next((words for words in _OWN_WORDS if line.strip().startswith(words)), "")
    rest = line.strip().removeprefix(own).strip()
    if own:
        return f"{rest}\n" if rest else ""
    return _SUBHEADING.sub("##", line)


def _front(fields: dict[str, str]) -> str:
    from coachlog.markdown.edit_yaml import write_scalar

    values = {key: value for key, value in fields.items() if value and not _GAP.match(value)}
    return "".join(["---\n", *(f"{key}: {write_scalar(value)}\n" for key, value in values.items()), "---\n\n"])
