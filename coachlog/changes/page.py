"""One version of a document, with the parts that sentences are made from."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from coachlog.changes.remembered import agreement, followed_box
from coachlog.frozen import frozen
from coachlog.markdown.blocks import BlockKind, Section, comments
from coachlog.markdown.document import Document, Unreadable, read_document
from coachlog.markdown.edit_yaml import Data, plain_data
from coachlog.markdown.formatting import plain_words
from coachlog.markdown.task_line import without_marks
from coachlog.merge.draft_record import without_records
from coachlog.model.dates import DateReader
from coachlog.model.fields import format_day, parse_date
from coachlog.model.kinds import Kind, Record
from coachlog.model.kinds.body import StepCopy, StepIdentity
from coachlog.model.kinds.check_in import title_for_outputs
from coachlog.model.kinds.field_reader import Reader
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.kinds.parse_body import parse_body
from coachlog.model.kinds.section_names import CHECK_IN
from coachlog.model.settings import Settings


@frozen
class DocumentVersion:
    """A version; `sections` have the entries, `texts` the text of each section, `words` all of it, in plain words.

    `front` is without empty values, `bare` is the whole text without coachlog's own marks; `check_in` is only compared.
    """

    name: str
    title: str
    record: Record | None
    front: Mapping[str, Data]
    sections: Mapping[str, Counter[str]]
    texts: Mapping[str, str]
    steps: Mapping[StepIdentity, StepCopy]
    check_in: str
    bare: str
    words: str


_SHOWN: Final = 60  # letters
NO_VERSION: Final = DocumentVersion("", "", None, {}, {}, {}, {}, "", "", "")


@frozen
class VersionReader:
    """Reads versions with the pair's settings and the comments of the blank pages.

    `remembered` is what the history remembers beside them (`remembered.py`).
    """

    settings: Settings
    prompts: frozenset[str]
    today: date | None = None
    remembered: frozenset[str] = frozenset()

    def followed_in(self, path: str) -> frozenset[str]:
        """Return the ids of a note's next steps whose boxes followed other notes."""
        steps = (box.rpartition("^")[2] for box in self.remembered)
        return frozenset(identity for identity in steps if followed_box(path, identity) in self.remembered)

    def agreed_in(self, path: str) -> frozenset[str]:
        """Return the ids of those who agreed to a plan."""
        people = (person.id for person in self.settings.people)
        return frozenset(person for person in people if agreement(path, person) in self.remembered)

    def read(self, kind: Kind, path: str, content: bytes | None) -> DocumentVersion | None:
        """Return a version, None if it cannot be read."""
        if content is None:
            return None
        try:
            document = read_document(without_records(content))
        except Unreadable:
            return None
        document_id = path.rpartition("/")[2].removesuffix(".md")
        title = title_for_outputs(document, self.settings.headings)
        reader = Reader(
            path, document.front, 2, [], dates=DateReader(order=self.settings.dates), id_of=self.settings.id_of
        )
        record = kind.record().parse(reader, document_id, title or document_id)
        day = record.day if isinstance(record, Meeting) else None
        body, _ = parse_body(path, document, settings=self.settings, prompts=self.prompts, day=day)
        body = body.with_titles(lambda _: "") if body.has_links else body
        sections: dict[str, Counter[str]] = {}
        for section in body.sections:
            name = "" if section.name == title else section.name
            sections.setdefault(name, Counter()).update(plain_words(entry.text) for entry in section.entries)
        texts = self._texts(document)
        front = plain_data(document.front) if document.front else {}
        return DocumentVersion(
            name=_name(kind, record, document_id, title, self.today),
            title=title,
            record=record,
            front={key: value for key, value in front.items() if value} if isinstance(front, dict) else {},
            sections=sections,
            texts={name: _words(text) for name, text in texts.items()},
            steps={copy.identity: copy for copy in body.steps},
            check_in=plain_words(texts.get(CHECK_IN, "")),
            bare=_plain(document.text[document.body_at :]),
            words=_words(document.text[document.body_at :]),
        )

    def _texts(self, document: Document) -> dict[str, str]:
        """Return the text below each heading, without the comments of the blank pages."""
        texts: dict[str, str] = {}
        for section in document.sections:
            name = section_name(section.heading.text, self.settings.headings) if section.heading else ""
            name = "" if name == document.title != CHECK_IN else name
            texts[name] = texts.get(name, "") + "".join(self._own_lines(document, section))
        return texts

    def _own_lines(self, document: Document, section: Section) -> Iterator[str]:
        for block in section.blocks:
            words = comments(block.text) if block.kind is BlockKind.COMMENT else ()
            if not words or set(words) - self.prompts:
                yield from document.lines[block.start : block.end]


def _plain(text: str) -> str:
    return " ".join(_unmarked(text).split())


def _words(text: str) -> str:
    return plain_words(_unmarked(text))


def _unmarked(text: str) -> str:
    return without_marks("\n".join(text.splitlines()))  # Windows ends its lines otherwise


def _name(kind: Kind, record: Record | None, document_id: str, title: str, today: date | None) -> str:
    value = getattr(record, kind.named_by, None) if kind.named_by else None
    if isinstance(value, date):
        second = "" if document_id == value.isoformat() else f" ({document_id})"
        return f"the {kind.name} of {format_day(value, today)}{second}"
    if value is not None:
        return f"the {kind.name} of {value or document_id}"
    return f"the {kind.name} {format_quote(title or document_id)}"


def format_value(value: Data) -> str:
    """Format a value for a sentence."""
    text = " ".join(str(value).split())
    try:
        return format_day(parse_date(text))
    except ValueError:
        return _shortened(text)


def format_quote(text: str, at_most: int = _SHOWN) -> str:
    """Format words as a quotation, of so many letters at most."""
    return f"“{_shortened(text, at_most)}”"


def _shortened(text: str, at_most: int = _SHOWN) -> str:
    return text if len(text) <= at_most else text[: at_most - 1].rstrip() + "…"
