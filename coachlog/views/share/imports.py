"""An import: what would come, and what came."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from coachlog.actions.imports.pages import ImportPlan, ImportResult, PlannedNote, PlannedPage
from coachlog.incoming.meeting_draft import MeetingDraft
from coachlog.model.fields import WEEKDAYS, format_count, format_date, format_list
from coachlog.model.kinds.section_names import NEXT_STEPS, UNSORTED
from coachlog.model.log_files import is_meeting
from coachlog.render.view import Answer, Line, Part, Table
from coachlog.views.fields import Field, Fields, json_row

_COLUMNS: Final = ("Date", "Becomes", "Sections", "Next steps", "Not sure about")
_OUTCOMES: Final = {"new": "new", "changed": "comes into the note that is there", "same": "nothing new"}


def _sections(note: PlannedNote) -> list[str]:
    return list(dict.fromkeys(section.name for section in note.meeting.draft.sections))


def _unsorted(draft: MeetingDraft) -> int:
    return sum(len(section.lines) for section in draft.sections if section.name == UNSORTED)


IMPORTED_NOTE_FIELDS: Final[Fields[PlannedNote]] = (
    Field("path", lambda note: note.meeting.path),
    Field("date", lambda note: note.meeting.draft.day),
    Field("outcome", lambda note: note.outcome, "new, changed or same"),
    Field("cancelled", lambda note: note.meeting.draft.cancelled),
    Field("sections", _sections),
    Field("steps", lambda note: len(note.meeting.draft.steps), "the number of its next steps"),
    Field("unsorted", lambda note: _unsorted(note.meeting.draft), "the number of lines that were not understood"),
)
IMPORT_FIELDS: Final[Fields[ImportResult]] = (
    Field("saved", lambda result: bool(result.paths), "false where nothing was written"),
    Field("meetings", lambda result: result.plan.notes, "", IMPORTED_NOTE_FIELDS),
    Field("paths", lambda result: result.paths, "the files that were written"),
)


def preview(plan: ImportPlan, *, asks_older: bool = True) -> Answer:
    """Show what an import would bring; `asks_older` where nobody has said yet what became of old steps."""
    parts = [part for page in plan.pages for part in _page_parts(page, asks_older=asks_older)]
    return Answer(json_row(IMPORT_FIELDS, ImportResult(plan, (), ())), parts, plan.problems)


def preview_lines(plan: ImportPlan, *, asks_older: bool) -> Iterator[str]:
    """Yield what an import would bring as lines to be read before a question."""
    for part in preview(plan, asks_older=asks_older).parts:
        if isinstance(part, Table):
            yield from (f"  {' · '.join(filter(None, row))}" for row in part.rows)
        elif isinstance(part, Line):
            yield part.text
    yield from map(str, plan.problems)


def refused(plan: ImportPlan, command: str, *, shown: bool, asks_older: bool) -> Answer:
    """Show what an import would bring if nobody said yes to it; with `shown` it was seen already."""
    answer = preview(plan, asks_older=asks_older)
    line = Line("Nothing was saved." if shown else f"Nothing is saved yet. To save it: {command} --yes")
    parts = [line] if shown else [*answer.parts, line]
    return Answer(answer.data, parts, () if shown else answer.problems, status=0 if shown else 1)


def show_import(result: ImportResult, *, previewed: bool, asks_older: bool) -> Answer:
    """Show what came in."""
    parts: list[Part] = [] if previewed else list(preview(result.plan, asks_older=asks_older).parts)
    if not result.paths:
        parts.append(Line("There is nothing new in it: the log stays as it is."))
    else:
        count = sum(map(is_meeting, result.paths))
        parts.append(Line(f"Saved {format_count(count, 'meeting')}. To take it all back: coachlog undo"))
    parts += [
        Line(f"Both versions of something stay in {conflict.path}, under {conflict.where}: choose when you read it.")
        for conflict in result.conflicts
    ]
    return Answer(json_row(IMPORT_FIELDS, result), parts, () if previewed else result.plan.problems)


def join_answers(answers: Sequence[Answer]) -> Answer:
    """Return the answers of several logs as one; its data is that of the last."""
    data = answers[-1].data if answers else {"saved": False, "meetings": [], "paths": []}
    parts = [part for answer in answers for part in answer.parts] or [Line("Nothing was saved.")]
    problems = [problem for answer in answers for problem in answer.problems]
    return Answer(data, parts, problems, status=max((answer.status for answer in answers), default=0))


def _page_parts(page: PlannedPage, *, asks_older: bool) -> Iterator[Part]:
    drafts = [note.meeting.draft for note in page.notes]
    cancelled = sum(draft.cancelled for draft in drafts)
    also = f", {cancelled} of them cancelled" if cancelled else ""
    yield Line(f"{page.name}: {format_count(len(drafts), 'meeting')}{also}")
    if drafts:
        yield Table(_COLUMNS, [_row(note) for note in page.notes])
    if page.page.blank:
        yield Line(f"Left out: {format_count(page.page.blank, 'blank copy', 'blank copies')} of the form.", quiet=True)
    if page.page.colours:
        names = format_list([f"in {colour}" for colour in page.page.colours])
        yield Line(
            f"Nothing says who writes {names}: say it with --colour {next(iter(page.page.colours))}=NAME.", quiet=True
        )
    if page.page.left_out:
        yield Line(f"Left out: {format_count(page.page.left_out, 'meeting')} with somebody else.", quiet=True)
    if page.gone:
        yield Line(f"No longer in it, and left as they are: {format_list(list(page.gone))}.", quiet=True)
    if page.page.assets:
        yield Line(f"{format_count(len(page.page.assets), 'picture')} to assets/.", quiet=True)
    old = sum(len(note.meeting.old_steps) for note in page.notes if note.outcome == "new")
    if old and asks_older:
        yield Line(
            f"{format_count(old, 'next step')} of earlier weeks came without a tick, and would go on into your next "
            "meeting: --older done, or --older dropped, says what became of them.",
            quiet=True,
        )
    unsorted = sum(map(_unsorted, drafts))
    if unsorted:
        lines = format_count(unsorted, "line")
        yield Line(
            f"{lines} under “Unsorted”, for nothing says where they belong: they stay between the two of you, and no "
            "page has them until somebody moves them.",
            quiet=True,
        )
    yield from (Line(sentence, quiet=True) for sentence in page.page.sentences)


def _row(note: PlannedNote) -> tuple[str, str, str, str, str]:
    draft = note.meeting.draft
    counts = Counter[str]()
    for section in draft.sections:
        counts[section.name] += len(section.lines)
    counts["at the top"] = counts.pop("", 0)
    sections = [f"{name} {count}" for name, count in counts.items() if name not in (UNSORTED, NEXT_STEPS) and count]
    day = f"{WEEKDAYS[draft.day.weekday()].title()} {format_date(draft.day)}"
    outcome = "cancelled" if draft.cancelled and note.outcome == "new" else _OUTCOMES[note.outcome]
    if draft.facts.mode and note.outcome == "new":
        outcome += f", {draft.facts.mode}"
    unsure = ["another weekday stands there"] * draft.weekday_differs
    unsure += [format_count(_unsorted(draft), "line")] * bool(_unsorted(draft))
    steps = format_count(len(draft.steps), "next step") if draft.steps else ""
    return day, outcome, ", ".join(sections), steps, ", ".join(unsure)
