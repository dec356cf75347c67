"""Visits in a classroom: drafted in their visitor's own pages, and in the log once they are shared."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from coachlog.actions.documents import load_document, mend_hint, open_document, readable_markdown, text_for_output
from coachlog.actions.own.documents import OwnFields, add_own, change_own, own_file, with_own_fields
from coachlog.actions.own.pages import own_pages_writer
from coachlog.actions.own.visit_drafts import drafts_among, read_own_visits
from coachlog.actions.typed_days import named_day, require_past
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, UsageError
from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.markdown.edit import replace_lines, set_key
from coachlog.model.fields import format_date, normalize, one_line
from coachlog.model.kinds.section_names import SAID_AND_DONE, TAKE
from coachlog.model.kinds.visit import DISCLAIMER, Visit, VisitStatus
from coachlog.model.log import UnknownDocument
from coachlog.model.settings import BOTH, PersonId, Settings
from coachlog.storage.files import Folder
from coachlog.storage.reading import prompts

_KEY: Final = "not for evaluation"


@frozen
class PairVisit:
    """A visit of a pair, the names of the teacher and the visitor, and its file; a `draft` is in my own pages."""

    visit: Visit
    teacher: str
    visitor: str
    file: Path
    draft: bool


@frozen
class VisitList:
    """My drafts and the visits that are shared, the oldest first."""

    visits: tuple[PairVisit, ...]
    problems: tuple[Problem, ...]


@frozen
class VisitText:
    """A visit with its Markdown."""

    shown: PairVisit
    text: str


@frozen
class VisitFields:
    """The typed fields of a visit: its day, whose classroom, whether both went, and the rest by field and section."""

    day: date | None
    whose: str
    both: bool
    fields: Mapping[str, Any]
    lines: Mapping[str, Iterable[str]]

    @property
    def anything(self) -> bool:
        """Tell whether anything was typed."""
        return bool(self.day or self.whose or self.both or any(self.fields.values()) or any(self.lines.values()))


def list_visits(context: Context) -> VisitList:
    """Return my drafts and the visits that are shared."""
    log = context.read(("visit",))
    own = read_own_visits(context)
    drafts = [_described(context, visit, draft=True) for visit in drafts_among(context, own)]
    shared = [_described(context, visit, draft=False) for visit in log.visits]
    visits = sorted((*drafts, *shared), key=lambda one: (one.visit.day, one.visit.id))
    return VisitList(tuple(visits), (*log.problems, *own.problems))


def show_visit(context: Context, word: str) -> VisitText:
    """Return the visit that a person named."""
    shown = find_visit(context, word)
    root = context.home.own if shown.draft else context.root
    text = readable_markdown(load_document(root, shown.visit.path), prompts(root))
    return VisitText(shown, text_for_output(context, text))


def find_draft(context: Context, word: str) -> PairVisit:
    """Return the visit in my own pages that is meant; raise CoachlogError, also for one that is shared already."""
    drafts = tuple(one for one in list_visits(context).visits if one.draft)
    try:
        return _find(context, drafts, word)
    except UnknownDocument:
        return require_draft(find_visit(context, word))


def only_draft(context: Context) -> str:
    """Return the path of the one visit in my own pages that is not shared yet; raise UsageError if it is not one."""
    drafts = [one.visit for one in list_visits(context).visits if one.draft]
    if len(drafts) == 1:
        return drafts[0].path
    ids = ", ".join(visit.id for visit in drafts)
    raise UsageError(
        "this does not say which visit" if drafts else "you have no visit that is not shared yet",
        f"say which: {ids}" if drafts else "draft one: coachlog visits add",
    )


def find_visit(context: Context, word: str) -> PairVisit:
    """Return the visit with this day, beginning of an id, or words of its title; raise CoachlogError."""
    return _find(context, list_visits(context).visits, word)


def _find(context: Context, visits: tuple[PairVisit, ...], word: str) -> PairVisit:
    wanted = normalize(word)
    exact = [one for one in visits if wanted == _place(one)] or [
        one for one in visits if wanted in (one.visit.id, one.visit.path, one.visit.day.isoformat())
    ]
    matches = exact or [
        one for one in visits if wanted and (one.visit.id.startswith(wanted) or wanted in normalize(one.visit.title))
    ]
    if not matches and (day := named_day(context, word)):
        matches = [one for one in visits if one.visit.day == day]
    matches = matches or [one for one in visits if wanted and wanted in normalize(_named(context.settings, one.visit))]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise UnknownDocument(f"there is no visit `{word}`", "coachlog visits lists them")
    ids = ", ".join(_unlike(one, matches) for one in matches[:5])
    raise UnknownDocument(f"`{word}` means more than one visit", f"say which: {ids}")


def _place(shown: PairVisit) -> str:
    """Return the path of a visit, as `check` names it: a draft and a shared one of a day differ in it alone."""
    return f"own/{shown.visit.path}" if shown.draft else shown.visit.path


def _unlike(shown: PairVisit, others: Iterable[PairVisit]) -> str:
    """Return the word that names a visit among others: its id, or its path where another one has the same id."""
    alike = [one for one in others if one.visit.id == shown.visit.id]
    return shown.visit.id if len(alike) == 1 else _place(shown)


def _named(settings: Settings, visit: Visit) -> str:
    """Return whose classroom a visit was in, and what class it was, in words."""
    return f"{settings.named(visit.whose)} {visit.class_name}"


def add_visit(context: Context, typed: VisitFields) -> PairVisit:
    """Draft a visit in my own pages."""
    me = context.require_me()
    day = typed.day or context.today
    _require_past(context, day, typed)
    whose = _whose(context.settings, me.id, typed.whose)
    title = f"Visit of {format_date(day)}"  # without a name: the page quotes it
    visitor = BOTH if typed.both else me.id
    fields = _fields(context, replace(typed, day=day), {"visitor": visitor, "whose": whose, "log": context.log_id})
    path = _free_path(day, Folder(context.home.own), Folder(context.root))
    add_own(context, "visits add", "visit", title, fields, path)
    return find_draft(context, path)


def update_visit(context: Context, word: str, typed: VisitFields) -> PairVisit:
    """Add what was typed to a visit that is still mine."""
    shown = find_draft(context, word)
    _require_past(context, typed.day or shown.visit.day, typed)
    more = {"visitor": BOTH} if typed.both else {}
    if typed.whose:
        more["whose"] = _whose(context.settings, shown.visit.visitor, typed.whose)
    fields = _fields(context, typed, more)
    change_own(context, "visits update", shown.visit.path, lambda page: with_own_fields(page, "visit", fields))
    return find_draft(context, shown.visit.path)


def _require_past(context: Context, day: date, typed: VisitFields) -> None:
    """Raise UsageError where something was seen at a visit that is still to come."""
    if any(typed.lines[SAID_AND_DONE]) or any(typed.lines[TAKE]):
        require_past(context, day, "say what you saw once you were there; for another day: --date DATE")


def require_draft(shown: PairVisit) -> PairVisit:
    """Return a visit that is not shared yet; raise CoachlogError for one that is."""
    if shown.draft:
        return shown
    raise CoachlogError(
        f"the visit of {format_date(shown.visit.day)} is shared already",
        f"change it with: coachlog edit {shown.visit.id}",
    )


def preview_share(context: Context, word: str) -> VisitText:
    """Return a draft as the partner will read it."""
    shown = find_draft(context, word)
    return VisitText(shown, readable_markdown(_shared(context, shown), prompts(context.home.own)))


def share_visit(context: Context, word: str) -> PairVisit:
    """Move a draft from my own pages into the log."""
    shown = find_draft(context, word)
    document = _shared(context, shown)
    path = shown.visit.path
    if Folder(context.root).read(path) is not None:
        path = _free_path(shown.visit.day, Folder(context.root))
    with context.change("visits share") as change:
        change.read(path)
        change.write(path, document.text.encode())
        change.message = "visits share: 1 visit"
    with own_pages_writer(context).change("visits share") as change:
        change.read(shown.visit.path)
        change.remove(shown.visit.path)
        change.message = "visits share: 1 visit"
    log = context.read(("visit",))
    visit = next(visit for visit in log.visits if visit.path == path)
    return _described(context, visit, draft=False)


def _shared(context: Context, shown: PairVisit) -> Document:
    """Return a draft as a document of the log."""
    path = shown.visit.path
    content = Folder(context.home.own).read(path) or b""
    document = set_key(open_document(path, content, mend_hint(context.home.own, path)), ("status",), VisitStatus.SHARED)
    if document.front and document.front.find("log"):
        document = set_key(document, ("log",), None)
    if _KEY not in normalize(document.text):
        at = next((block.end for block in document.blocks[:1] if block.level == 1), document.body_line)
        document = replace_lines(document, at, at, ["", DISCLAIMER, ""])
    return document


def _fields(context: Context, typed: VisitFields, more: Mapping[str, str]) -> OwnFields:
    log = context.read(("goal", "lesson"))
    single = {key: value for key, value in typed.fields.items() if isinstance(value, str)}
    lists = {
        "goals": [log.find(word, ("goal",)).id for word in typed.fields["goals"]],
        "lessons": [log.find(word, ("lesson",)).id for word in typed.fields["lessons"]],
        "indicators": typed.fields["indicators"],
    }
    dated = {"date": typed.day.isoformat()} if typed.day else {}
    return OwnFields({**single, **dated, "status": VisitStatus.DRAFT, **more}, lists, typed.lines)


def _whose(settings: Settings, me: PersonId, typed: str) -> PersonId:
    """Return whose classroom it is: a person's id, the other of the two if nobody is named, else the name as typed."""
    if typed.strip():
        person = settings.find_person(typed.strip().removeprefix("@"))
        return person.id if person else PersonId(one_line(typed))
    others = settings.besides(me)
    if len(others) != 1:
        raise UsageError("this does not say whose classroom it is", "say it with --whose NAME")
    return others[0].id


def _free_path(day: date, *folders: Folder) -> str:
    path, number = f"visits/{day}-visit.md", 1
    while any(folder.read(path) is not None for folder in folders):
        number += 1
        path = f"visits/{day}-visit-{number}.md"
    return path


def _described(context: Context, visit: Visit, *, draft: bool) -> PairVisit:
    settings = context.settings
    visitor = "both" if visit.visitor == BOTH else settings.named(visit.visitor)
    file = own_file(context, visit.path) if draft else context.root / visit.path
    return PairVisit(visit, settings.named(visit.whose), visitor, file, draft)
