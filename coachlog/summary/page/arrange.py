"""The sections of a page under the headings of a blank page, and the pieces of its material."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from coachlog.frameworks import title_of
from coachlog.frozen import frozen
from coachlog.markdown.blocks import BlockKind, Section
from coachlog.markdown.document import Document
from coachlog.markdown.edit import item_lines
from coachlog.markdown.tables import format_row
from coachlog.merge.draft_record import DraftPiece, PageSection, digest
from coachlog.model.fields import format_count, format_date, format_day, slugify
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.kinds.section_names import AGENDA
from coachlog.model.period import Period
from coachlog.model.settings import Settings
from coachlog.summary.claims import Claim
from coachlog.summary.page.choice import Place, place_of
from coachlog.summary.page.draft import PAGE_OPENING
from coachlog.summary.page.material import DraftedSection
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import name_others
from coachlog.summary.upcoming import parse_point

SESSION_COLUMNS = ("Day", "What it was about", "Phase", "What we did", "Minutes", "File")

SESSIONS = "The term meeting by meeting"
_ABOVE_TABLE = 2  # sections: who the two are, and their goals then and now


@frozen
class Arranged:
    """The sections of a page in the order of a blank page, and the names of sections without a heading there."""

    sections: tuple[PageSection, ...]
    left_out: tuple[str, ...]


def arrange_page(blank: Document, sections: Sequence[PageSection], settings: Settings) -> Arranged:
    """Put drafted sections under the headings of a blank page; its other headings stay, with what is below them."""
    by_name = {section.heading: section for section in sections if section.key != PAGE_OPENING}
    arranged = [section for section in sections if section.key == PAGE_OPENING]
    for part in blank.sections:
        if part.heading is None or part.heading.level == 1:
            continue
        section = by_name.pop(section_name(part.heading.text, settings.headings), None)
        if section:
            arranged.append(replace(section, heading=part.heading.text))
        else:
            arranged.append(_own_section(blank, part))
    return Arranged(tuple(arranged), tuple(name for name, section in by_name.items() if section.pieces))


def _own_section(blank: Document, part: Section) -> PageSection:
    """Return a section of the pair's own blank page as it is there."""
    key = slugify(part.heading.text) if part.heading else "own"
    lines = [(line.rstrip("\r\n"), at) for at, line in enumerate(blank.lines[part.start : part.end])]
    blanks = {at for line, at in lines if not line.strip()}
    pieces = [DraftPiece(f"own {key} {at}", line, joined=at - 1 not in blanks) for line, at in lines if line.strip()]
    return PageSection(key, "", tuple(pieces))


def head_of(blank: Document) -> str:
    """Return the fields and the title of a blank page, with what the pair has below the title."""
    first = next((part for part in blank.sections if part.heading and part.heading.level > 1), None)
    end = first.start if first else len(blank.lines)
    text = "".join(blank.lines[:end])
    has_title = any(block.kind is BlockKind.HEADING and block.level == 1 for block in blank.blocks)
    return text if has_title else f"{text.rstrip()}\n\n# {blank.title}\n" if blank.title else text


def material_sections(term: Term, material: Iterable[DraftedSection], *, several: bool) -> tuple[PageSection, ...]:
    """Return a material as the sections of its file: each line with its day and file, and the meetings as a table.

    With `several` logs each heading says whose it is.
    """
    whose = f" ({name_others(term)})" if several else ""
    key = f"{slugify(term.log.name)}-" if several else ""
    sections = [
        PageSection(f"{key}{drafted.section.key}", f"{drafted.section.name}{whose}", _items(drafted, term.period))
        for drafted in material
    ]
    table = PageSection(f"{key}sessions", f"{SESSIONS}{whose}", _table(build_sessions(term)))
    return (*sections[:_ABOVE_TABLE], table, *sections[_ABOVE_TABLE:])


def _items(drafted: DraftedSection, period: Period) -> tuple[DraftPiece, ...]:
    pieces: dict[str, DraftPiece] = {}
    for claim in drafted.claims:
        line = item_text(claim, period)
        pieces.setdefault(line, DraftPiece(claim.path, line, joined=bool(pieces), numbered=True))
    return tuple(pieces.values())


@lru_cache(4096)  # a line is asked for as it is drafted, and again when its tick is read
def item_text(claim: Claim, period: Period) -> str:
    """Return a claim as a list item, with the day and the file that it comes from."""
    # What a person typed may look like Markdown of another kind; an item's own escapes keep it one line of words.
    (line,) = item_lines(" ".join(f"{claim.text} {claim.cite(period)}".replace("<!--", "‹!--").split()))
    return f"  {line}" if claim.under else line


def _table(rows: Sequence[Sequence[str]]) -> tuple[DraftPiece, ...]:
    dashes = ["---"] * len(SESSION_COLUMNS)
    lines = [(SESSION_COLUMNS, "columns"), (dashes, "dashes"), *((row, row[-1]) for row in rows)]
    pieces = (DraftPiece(slot, format_row(row), joined=at > 0) for at, (row, slot) in enumerate(lines))
    return tuple(pieces) if rows else ()


def places_by_digest(term: Term, material: Iterable[DraftedSection]) -> Iterator[tuple[str, Place]]:
    """Yield the digest of each line of a material, with the place that the line is from."""
    for drafted in material:
        for claim in drafted.claims:
            yield digest(item_text(claim, term.period)), place_of(claim)


def build_sessions(term: Term) -> tuple[tuple[str, ...], ...]:
    """Return a row for each meeting of the period; the title and the kinds of work of one just for talking stay out."""
    meetings = [meeting for meeting in term.log.meetings if meeting.day in term.period]
    return tuple(_row(term, meeting) for meeting in meetings if meeting.status is not MeetingStatus.PLANNED)


def _row(term: Term, meeting: Meeting) -> tuple[str, ...]:
    titled = meeting.title != meeting.id and format_date(meeting.day) not in meeting.title
    about = meeting.focus or (meeting.title if titled else _announced_focus(term, meeting))
    points = (parse_point(entry.text).words for entry in term.log.body(meeting).entries(AGENDA))
    about = "; ".join(dict.fromkeys(filter(None, (about, *points))))
    if meeting.status is not MeetingStatus.HELD:
        about = f"{meeting.status}: {about}" if about else meeting.status
    activities = "; ".join(title_of(code, "activities") or code for code in meeting.activities)
    phase = title_of(meeting.phase, "cycle") or meeting.phase
    minutes = format_count(meeting.minutes, "minute") if meeting.minutes else ""
    return format_day(meeting.day), about, phase, activities, minutes, meeting.path


def _announced_focus(term: Term, meeting: Meeting) -> str:
    """Return the focus that the meeting before named for this one."""
    before = [other for other in term.log.meetings if other.day < meeting.day and other.next_date == meeting.day]
    return before[-1].next_focus if before else ""
