"""The plan of an import: the meetings in a document, and where each part of it goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import Final

from coachlog.frozen import frozen
from coachlog.incoming.boxes import with_box
from coachlog.incoming.carried import old_open_steps, step_origins
from coachlog.incoming.colours import find_colours, nobodys_colours
from coachlog.incoming.days import UsualDays
from coachlog.incoming.drafting import Drafting, find_prompts
from coachlog.incoming.meanings import Meanings
from coachlog.incoming.meeting_draft import DraftLine, DraftSection, MeetingDraft
from coachlog.incoming.owners import Owners
from coachlog.incoming.parts import MeetingPart, PageParts, cut_at_days
from coachlog.incoming.passages import OutsidePage, Passage, PassageKind, assets_of, remark_line
from coachlog.incoming.subjects import choose_parts
from coachlog.incoming.tables import flatten
from coachlog.incoming.write_meeting import write_meeting
from coachlog.model.kinds.section_names import UNSORTED
from coachlog.model.settings import PersonId, Settings

_GENERAL: Final = "Not of one day"


@frozen
class PageReading:
    """How a document is to be read: today, the order of day and month, the only day and the person it is about."""

    today: date
    day_first: bool | None = None
    only_day: date | None = None
    about: str = ""
    name: str = "this document"
    asks: bool = False
    colours: Mapping[str, PersonId] = field(default_factory=dict)  # people by the names of colours

    def usual(self, settings: Settings) -> UsualDays:
        """Return the usual days of a pair."""
        return UsualDays(self.today, self.day_first, settings.cadence.weekday, settings.terms)


@frozen
class ImportedMeeting:
    """A meeting as it comes in: the file that it is for, and its whole text as the document alone would have it.

    `old_steps` are the numbers of its open steps that no later meeting has again.
    """

    path: str
    text: str
    draft: MeetingDraft
    old_steps: frozenset[int] = frozenset()


@frozen
class ImportedPage:
    """All that comes in of one document; `blank` counts the copies of its form that nobody filled
    in, `left_out` the meetings with other people, and `colours` has the first words in each colour that is nobody's."""

    meetings: tuple[ImportedMeeting, ...]
    assets: Mapping[str, bytes]
    blank: int
    sentences: tuple[str, ...]
    left_out: int = 0
    colours: Mapping[str, str] = field(default_factory=dict)


def plan_page(page: OutsidePage, settings: Settings, reading: PageReading) -> ImportedPage:
    """Plan the meetings of a document; it has none where it has no dates."""
    meanings = Meanings(settings)
    passages = list(flatten(page.passages, meanings))
    whole = cut_at_days(passages, meanings, reading.usual(settings), reading.only_day)
    chosen = choose_parts(whole, meanings, reading.name, reading.about, asks=reading.asks)
    parts = chosen.parts
    colours = find_colours(passages, meanings, reading.colours)
    drafting = Drafting(meanings, Owners(meanings, colours), parts.usual, find_prompts(parts.meetings))
    drafts = [drafting.draft(part) for part in _oldest_first(parts.meetings)]
    filled = [draft for draft in drafts if not draft.empty]
    filled = list(_with_general(filled, parts))
    assets, links = assets_of(page)
    meetings = tuple(_written(filled, settings, links, reading.today))
    shown = {path: content for path, content in assets.items() if any(path in meeting.text for meeting in meetings)}
    unknown = nobodys_colours(passages, colours)
    blank = len(drafts) - len(filled) + whole.blank
    return ImportedPage(meetings, shown, blank, page.sentences, chosen.left_out, unknown)


def _oldest_first(parts: Sequence[MeetingPart]) -> list[MeetingPart]:
    """Return the parts from the oldest day on; two of one day stay in the order in which they happened."""
    newest_first = len(parts) > 1 and parts[0].day > parts[-1].day
    return sorted(reversed(parts) if newest_first else parts, key=lambda part: part.day)


def _with_general(drafts: Sequence[MeetingDraft], parts: PageParts) -> Iterator[MeetingDraft]:
    """Yield the meetings, the oldest with what stands under no date: so it stays in its place in every import."""
    lines = tuple(_plain_lines(parts.general))
    for number, draft in enumerate(drafts):
        if number == 0 and lines:
            section = DraftSection(UNSORTED, _GENERAL, lines)
            draft = replace(draft, sections=(*draft.sections, section))  # noqa: PLW2901 - the oldest one
        yield draft


def _plain_lines(passages: Sequence[Passage]) -> Iterator[DraftLine]:
    for passage in passages:
        if not passage.empty:
            line = with_box(replace(passage, remarks=()))
            is_heading = passage.kind is PassageKind.HEADING
            yield DraftLine(_bold(line) if is_heading else line)
        yield from (DraftLine(remark_line(remark)) for remark in passage.remarks)


def _bold(passage: Passage) -> Passage:
    runs = tuple(replace(run, bold=True) for run in passage.runs)
    return Passage(PassageKind.PARAGRAPH, runs)


def _written(
    drafts: Sequence[MeetingDraft], settings: Settings, links: Mapping[str, str], today: date
) -> Iterator[ImportedMeeting]:
    taken = dict[date, int]()
    for draft, origins, old in zip(drafts, step_origins(drafts), old_open_steps(drafts), strict=True):
        taken[draft.day] = taken.get(draft.day, 0) + 1
        number = f"-{taken[draft.day]}" if taken[draft.day] > 1 else ""
        text = write_meeting(draft, settings, links, origins, held=draft.day <= today)
        yield ImportedMeeting(f"meetings/{draft.day}{number}.md", text, draft, old)
