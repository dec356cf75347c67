"""Write a drafted meeting as a document of the log: the same draft makes the same bytes on every computer."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from coachlog.incoming.meeting_draft import DraftLine, DraftSection, MeetingDraft
from coachlog.incoming.passages import words_in_line, write_runs
from coachlog.incoming.write_page import Depth, write_passage
from coachlog.markdown.edit_yaml import write_flow, write_scalar
from coachlog.markdown.literal import escape_heading
from coachlog.markdown.task_line import TaskLine, format_task
from coachlog.model.fields import WEEKDAYS, format_date, normalize
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.lines_below import doubtful_lines
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.settings import Settings


def write_meeting(
    draft: MeetingDraft, settings: Settings, pictures: Mapping[str, str], origins: Mapping[int, str], *, held: bool
) -> str:
    """Return the document; `origins` are the days of the meetings where a step began, by its number in the draft."""
    status = MeetingStatus.CANCELLED if draft.cancelled else MeetingStatus.HELD if held else MeetingStatus.PLANNED
    fields = {
        "type": "meeting",
        "date": draft.day.isoformat(),
        "start": draft.facts.start,
        "minutes": "" if draft.facts.minutes is None else str(draft.facts.minutes),
        "mode": draft.facts.mode,
        "status": str(status),
    }
    front = [f"{key}: {write_scalar(value)}" for key, value in fields.items() if value]
    if draft.next_day:
        front.append(f"next: {write_flow({'date': draft.next_day.isoformat()})}")
    if draft.facts.activities:
        front.insert(-1, f"activities: {write_flow(list(draft.facts.activities))}")
    lines = ["---", *front, "---", "", f"# {escape_heading(_title(draft))}"]
    lines += _Writer(settings, pictures, origins).sections(draft.sections)
    return "\n".join(lines) + "\n"


def usual_title(draft: MeetingDraft) -> str:
    """Return the title of a note that coachlog begins itself."""
    return f"Meeting of {WEEKDAYS[draft.day.weekday()].title()} {format_date(draft.day)}"


def _title(draft: MeetingDraft) -> str:
    """Return the document's own heading, unless the usual title says all of it."""
    usual = usual_title(draft)
    given = set(words_in_line(draft.title))
    return usual if given <= set(words_in_line(usual)) else " ".join(draft.title.split())


class _Writer:
    """The lines of one document; next steps are counted, for a step's origin goes by its number."""

    def __init__(self, settings: Settings, pictures: Mapping[str, str], origins: Mapping[int, str]) -> None:
        self._settings, self._pictures, self._origins = settings, pictures, origins
        self._steps = 0

    def sections(self, sections: tuple[DraftSection, ...]) -> Iterator[str]:
        """Yield the lines of all sections; neighbours of one name are one section."""
        for name, group in groupby(sections, key=lambda section: section.name):
            first, *more = group
            if not name:
                yield from self._lines(first.lines)
                continue
            yield from ("", self._heading(name, first.heading))
            if not self._is_ours(name, first.heading):
                yield from _sub_heading(first.heading, name)
            yield from self._lines(first.lines)
            for section in more:
                yield from _sub_heading(section.heading, name)
                yield from self._lines(section.lines)

    def _heading(self, name: str, words: str) -> str:
        return f"## {escape_heading(words)}" if self._is_ours(name, words) else f"## {name}"

    def _is_ours(self, name: str, words: str) -> bool:
        """Tell whether the log reads the document's own heading as the section."""
        return bool(words) and section_name(words, self._settings.headings) == name

    def _lines(self, lines: tuple[DraftLine, ...]) -> Iterator[str]:
        depth = Depth()
        for line in lines:
            level, is_apart = depth.follow(line.passage)
            yield from ("",) * is_apart
            if line.is_step:
                yield self._step(line)
            else:
                lead = f"{self._settings.named(line.speaker)}: " if line.speaker else ""
                yield from write_passage(line.passage, self._pictures, level, lead)

    def _step(self, line: DraftLine) -> str:
        origin = self._origins.get(self._steps, "")
        self._steps += 1
        lines = write_runs(line.passage.runs, self._pictures).split("\n")
        # A line that may be one of its own stays one, and is named; joined with the one above it nobody would see it.
        starts = [0, *doubtful_lines(lines, self._settings)]
        parts = (" ".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True))
        words, *more = (" ".join(part.split()) for part in parts)
        task = format_task(TaskLine(line.passage.mark or " ", words, line.owner, origin=origin))
        return "\n  ".join((task, *more))


def _sub_heading(words: str, name: str) -> Iterator[str]:
    if words and normalize(words) != normalize(name):
        yield from ("", f"### {escape_heading(words)}")
