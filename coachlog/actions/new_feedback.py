"""A new page of feedback: blank, with what was said on the command line, or out of a file that came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coachlog.actions.documents import ensure_title, field_text, set_fields
from coachlog.actions.import_document import first_title, import_into
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.markdown.edit import replace_lines
from coachlog.model.blank_pages import add_entry, fill_template
from coachlog.model.fields import format_date, normalize, one_line
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.feedback import FeedbackStatus
from coachlog.model.kinds.headings import section_name
from coachlog.model.settings import Settings

# What peers write over their words, beside the headings of the blank page.
_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "What I asked": ("what we asked", "what you asked", "my question", "my questions", "please look at"),
    "Strengths": (
        *("strength", "strong points", "what is strong", "what's strong", "positives", "praise", "warm feedback"),
        *("i like", "i liked", "what i like", "what i liked", "glow", "glows", "plus", "pluses", "stars"),
        *("what works", "what works well", "what worked", "what went well", "what's working", "what is working"),
    ),
    "Questions": (
        *("question", "my questions for you", "clarifying questions", "probing questions", "open questions"),
        *("i wonder", "i wondered", "i'm wondering", "what i wonder", "wonder", "wonders", "wonderings"),
    ),
    "Suggestions": (
        *("suggestion", "ideas", "idea", "advice", "recommendations", "cool feedback", "what to try", "you might try"),
        *("i wish", "wish", "wishes", "grow", "grows", "delta", "deltas", "what if", "have you thought of"),
    ),
    "What we will do": ("what we'll do", "our answer", "what happens now"),
}
_NAMES: Final = {normalize(word): name for name, words in _MEANT.items() for word in words}
_YES: Final = ("true", "yes")
_TAKEN_OVER: Final = ("date", "from")


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of feedback before it is written down; `day` is today where no other was said."""

    title: str
    giver: str
    about: str
    status: FeedbackStatus | None
    quote_ok: bool
    day: date
    day_said: bool
    entries: Mapping[str, Sequence[str]]


def make_feedback(said: Said, template: str, settings: Settings, about: str, given: Document | None) -> Document:
    """The page, about what is titled so; the command line wins over what the file says of itself."""
    day = said.day.isoformat()
    words = {"from": said.giver, "about": said.about, "status": said.status or "", "date": day if said.day_said else ""}
    if said.quote_ok or (given and field_text(given, "quote_ok").casefold() in _YES):
        template = template.replace("quote_ok: false", "quote_ok: true", 1)
        words["quote_ok"] = "true"
    title = said.title or (_title(given, settings) if given else "")
    title = title or _usual_title(said.giver or (field_text(given, "from") if given else ""), about, said.day)
    usual = {"date": day, "from": "", "about": "", "status": FeedbackStatus.RECEIVED}
    document = ensure_title(fill_template(template, {**usual, "title": title}), title)
    if given is not None:
        document = import_into(_with_our_headings(given, settings), document, title, _TAKEN_OVER)
    document = set_fields(document, {key: word for key, word in words.items() if word != field_text(document, key)})
    for section, texts in said.entries.items():
        for text in texts:
            document = add_entry(document, "feedback", section, text, settings)
    return document


def _usual_title(giver: str, about: str, day: date) -> str:
    who = f" from {giver}" if giver else ""
    what = f" on {about}" if about else ""
    return one_line(f"Feedback{who}{what}" if who or what else f"Feedback of {format_date(day)}")


def _title(given: Document, settings: Settings) -> str:
    """The file's own title, where it is none of our headings."""
    first = first_title(given)
    return one_line(first.text) if first and not _meaning(first, settings) else ""


def _meaning(heading: Block, settings: Settings) -> str:
    """Our section that a heading means, or nothing."""
    name = section_name(heading.text, settings.headings)
    return name if name in kind_of("feedback").sections else _NAMES.get(normalize(heading.text.rstrip(":.?!… ")), "")


def _with_our_headings(given: Document, settings: Settings) -> Document:
    """What was given with our headings in place of those that mean them; all else stays as it is."""
    for block in reversed(given.blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        name = _meaning(block, settings)
        known = block.level == 2 and section_name(block.text, settings.headings) == name
        if name and not known:
            given = replace_lines(given, block.start, block.end, [f"## {name}"])
    return given
