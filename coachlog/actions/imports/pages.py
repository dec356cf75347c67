"""Import documents from outside into the log's meetings: first a plan, then one entry of the history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.imports.base import find_last_import, remember, source_key, trailers_of
from coachlog.actions.imports.outside_page import read_given, read_outside_page
from coachlog.actions.own.student_list import own_names
from coachlog.actions.typed_days import ask_for_order
from coachlog.actions.workspace import Workspace
from coachlog.checks.students import search_of
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, UsageError
from coachlog.frozen import frozen
from coachlog.incoming.calendar import read_calendar
from coachlog.incoming.colours import colour_name
from coachlog.incoming.files import decode_outside
from coachlog.incoming.import_plan import ImportedMeeting, ImportedPage, PageReading, plan_page
from coachlog.incoming.into_note import merge_into
from coachlog.incoming.meanings import Meanings
from coachlog.incoming.meeting_events import plan_events
from coachlog.incoming.parts import OrderUnknown
from coachlog.incoming.passages import OutsidePage
from coachlog.incoming.sheet import read_sheet
from coachlog.markdown.document import Document, parse_document
from coachlog.model.dates import DateOrder
from coachlog.model.fields import format_count, format_day, format_list
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.body import StepMark
from coachlog.model.log_files import is_meeting
from coachlog.model.next_steps import set_marks
from coachlog.storage.reading import read_body

if TYPE_CHECKING:
    from coachlog.model.conflict import Conflict
    from coachlog.model.settings import PersonId, Settings
    from coachlog.sync.commit import Change


_CALENDAR: Final = ".ics"
_SHEETS: Final = (".csv", ".tsv")

One = TypeVar("One")


@frozen
class PlannedNote:
    """A meeting on its way into the log: what comes, what the last import brought, and whether the log has its note."""

    meeting: ImportedMeeting
    base: str | None
    outcome: str
    problems: tuple[Problem, ...]

    @property
    def changes(self) -> bool:
        """Tell whether the log changes by it."""
        return self.outcome != "same"


@frozen
class PlannedPage:
    """A document on its way into the log, with the key by which it is known again.

    `gone` are notes that came from it earlier, and that it no longer has.
    """

    name: str
    key: str
    notes: tuple[PlannedNote, ...]
    page: ImportedPage
    gone: tuple[str, ...] = ()


@frozen
class ImportPlan:
    """All that an import would do."""

    pages: tuple[PlannedPage, ...]

    @property
    def notes(self) -> tuple[PlannedNote, ...]:
        """Return the meetings of all documents."""
        return tuple(note for page in self.pages for note in page.notes)

    @property
    def changes(self) -> bool:
        """Tell whether the log changes by it."""
        return any(note.changes for note in self.notes)

    @property
    def old_steps(self) -> int:
        """Return how many open steps of earlier weeks would come that no later meeting has again."""
        return sum(len(note.meeting.old_steps) for note in self.notes if note.outcome == "new")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the cues to students in the imported text."""
        return tuple(problem for note in self.notes for problem in note.problems)


@frozen
class ImportResult:
    """The result of an import: the written paths, and the places where both versions stay."""

    plan: ImportPlan
    paths: tuple[str, ...]
    conflicts: "tuple[Conflict, ...]"


@frozen
class TypedReading:
    """The typed options for reading a document."""

    order: DateOrder | None = None
    only_day: date | None = None
    about: str = ""
    colours: "Mapping[str, PersonId]" = field(default_factory=dict)  # people by the names of colours


def _with_old_steps(context: Context, document: Document, meeting: ImportedMeeting, mark: StepMark) -> Document:
    """Return a new note with a mark in the boxes of its steps that no later meeting has again."""
    kind, content = kind_of("meeting"), document.text.encode()
    body, _ = read_body(context.root, kind, context.settings, meeting.path, content)
    lines = [copy.line for copy in body.steps] if body else []
    return set_marks(document, {line: mark for number, line in enumerate(lines) if number in meeting.old_steps})


def read_colours(context: Context, typed: Sequence[str]) -> "dict[str, PersonId]":
    """Return the people of colours that were typed as `green=Sam`; raise UsageError for anything else."""
    colours: dict[str, PersonId] = {}
    for words in typed:
        colour, equals, name = words.partition("=")
        if not equals or not colour.strip():
            raise UsageError(f"`{words}` does not say whose a colour is", "say it as: --colour green=Sam")
        colours[colour_name(colour.strip().casefold())] = context.settings.require_person(name.strip()).id
    return colours


def plan_import(context: Context, files: Sequence[Path], typed: TypedReading) -> ImportPlan:
    """Plan the import of some files; nothing is written."""
    pages = [_plan_file(context, file, typed) for file in files]
    return ImportPlan(tuple(pages))


def carry_out(context: Context, plan: ImportPlan, old_steps: StepMark | None) -> ImportResult:
    """Write what a plan brings, as one entry of the history; `old_steps` marks open steps of earlier weeks."""
    conflicts = list["Conflict"]()
    with context.change("import") as change:
        workspace = Workspace(context, change, ("meeting",), ())
        for note in _one_by_one(context, plan.notes, "Writing meeting"):
            meeting, there = note.meeting, workspace.find(note.meeting.path)
            text, of_note = merge_into(there, meeting.text, note.base, context.settings, meeting.path)
            conflicts += of_note
            if text is not None:
                document = parse_document(text)
                if old_steps is not None and there is None:
                    document = _with_old_steps(context, document, note.meeting, old_steps)
                workspace.replace(note.meeting.path, document)
        workspace.save()
        for page in plan.pages:
            _write_assets(change, page.page.assets)
            texts = {note.meeting.path: note.meeting.text for note in page.notes} if page.key else {}
            if change.writes:
                change.trailers += trailers_of(page.key, texts)
            remember(context, texts)
        paths = tuple(change.writes)
        notes = sum(map(is_meeting, paths))
        change.message = f"import: {format_count(notes, 'meeting')}"
    return ImportResult(plan, paths, tuple(conflicts))


def _one_by_one(context: Context, meetings: Sequence[One], act: str) -> Iterator[One]:
    """Yield meetings, and let somebody who waits see at which it is."""
    for number, meeting in enumerate(meetings, start=1):
        context.progress(f"{act} {number} of {len(meetings)}")
        yield meeting
    context.progress("")


def _plan_file(context: Context, file: Path, typed: TypedReading) -> PlannedPage:
    settings, ending = context.settings, file.suffix.casefold()
    context.progress(f"Reading {file.name}")
    imported = _read_as(context, file, typed)
    if not imported.meetings and not imported.blank and ending != _CALENDAR:
        raise CoachlogError(
            f"there is no date in {file.name} with which a meeting begins",
            f"if it is one meeting, say its day: coachlog import {file.name} --date 2026-11-19",
        )
    texts = {meeting.path: meeting.text for meeting in imported.meetings}
    key = source_key(file.name) if ending != _CALENDAR else ""  # a calendar only fills gaps, so it needs no base
    last = find_last_import(context, key, texts)
    meetings = _one_by_one(context, imported.meetings, "Reading meeting")
    notes = tuple(_plan_note(context, meeting, last.bases.get(meeting.path), settings) for meeting in meetings)
    gone = tuple(path for path in last.gone if ending != _CALENDAR and context.writer.folder.read(path) is not None)
    return PlannedPage(file.name, key, notes, imported, gone)


def _read_as(context: Context, file: Path, typed: TypedReading) -> ImportedPage:
    """Plan the import of a calendar, a sheet or a document."""
    ending = file.suffix.casefold()
    if ending == _CALENDAR:
        return _plan_calendar(context, file)
    if ending in _SHEETS:
        page = read_given(file, lambda content: read_sheet(decode_outside(content), Meanings(context.settings)))
    else:
        page = read_outside_page(file)
    return _plan_page(context, page, typed, file.name)


def _plan_calendar(context: Context, file: Path) -> ImportedPage:
    events = read_given(file, lambda content: read_calendar(decode_outside(content), context.today, context.local_time))
    me = context.require_me().id
    plan = plan_events(events, context.read(("meeting",)).meetings, context.settings, me)
    days = format_list([format_day(day) for day in plan.unsure[:5]]) + (" …" if len(plan.unsure) > 5 else "")
    unsure = (f"On {days} more than one event could be the meeting, so nothing comes of them.",) * bool(plan.unsure)
    return ImportedPage(plan.meetings, {}, 0, unsure)


def _plan_page(context: Context, page: OutsidePage, typed: TypedReading, name: str) -> ImportedPage:
    """Plan the import of a document; on a terminal ask for the order of day and month if it is unclear."""
    order = typed.order or (context.date_orders[-1] if context.date_orders else context.settings.dates)
    day_first = None if order is None else order is DateOrder.DAY_FIRST
    reading = PageReading(
        context.today, day_first, typed.only_day, typed.about, name, context.interactive, typed.colours
    )
    try:
        planned = plan_page(page, context.settings, reading)
    except OrderUnknown as unknown:
        if not context.interactive:
            raise
        ask_for_order(context, unknown.text, unknown.days)
        return _plan_page(context, page, typed, name)
    answers = _ask_for_colours(context, planned.colours)
    if not answers:
        return planned
    return plan_page(page, context.settings, replace(reading, colours={**typed.colours, **answers}))


def _ask_for_colours(context: Context, colours: Mapping[str, str]) -> "dict[str, PersonId]":
    """Ask on a terminal who writes in each colour that is nobody's."""
    if not context.interactive:
        return {}
    people: dict[str, PersonId] = {}
    for colour, words in colours.items():
        question = f"Who writes in {colour}, as in “{words[:40]}” (Enter for nobody)?"
        person = context.ask_for("", question, lambda name: context.settings.require_person(name) if name else None)
        if person:
            people[colour] = person.id
    return people


def _plan_note(context: Context, meeting: ImportedMeeting, base: str | None, settings: "Settings") -> PlannedNote:
    present = context.writer.folder.read(meeting.path)
    there = None if present is None else open_document(meeting.path, present, mend_hint(context.root, meeting.path))
    text, _ = merge_into(there, meeting.text, base, settings, meeting.path)
    outcome = "same" if text is None else "new" if present is None else "changed"
    search = search_of(own_names(context), settings)
    problems = tuple(search.find(meeting.path, text)) if text is not None else ()
    return PlannedNote(meeting, base, outcome, problems)


def _write_assets(change: "Change", assets: Mapping[str, bytes]) -> None:
    for path, content in assets.items():
        if change.writes and change.read(path) != content:
            change.write(path, content)
