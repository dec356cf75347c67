"""Check the author's own pages and the joint ones: their words, and what is still to fill."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from coachlog.actions.documents import field_text
from coachlog.actions.own.student_list import own_names
from coachlog.actions.page.evidence import EVIDENCE_FOLDER
from coachlog.actions.page.reflection_pages import REFLECTIONS_FOLDER
from coachlog.checks.students import NAME, Search, search_of
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.markdown.document import Document, Unreadable, read_document
from coachlog.merge.draft_places import recorded_sections
from coachlog.model.fields import normalize
from coachlog.model.kinds import MATERIAL
from coachlog.model.kinds.page import ALL_LOGS
from coachlog.model.settings import Person
from coachlog.storage.files import Folder
from coachlog.summary.page.measure import EVIDENCE_WORDS, REFLECTION_WORDS, PageLine, PageState, measure_page
from coachlog.summary.page.names_in_page import NamedInPage, names_in_page
from coachlog.summary.page.too_long import lines_to_drop

_TARGETS: Final = {REFLECTIONS_FOLDER: REFLECTION_WORDS, EVIDENCE_FOLDER: EVIDENCE_WORDS}


@frozen
class CheckedPage:
    """A reflection or an evidence page, how far it is, and the names by which a person may ask for it.

    `drop_first` are drafted lines that may go, where it has too many words; `named` are the partners whom it names.
    """

    file: Path
    names: tuple[str, ...]
    state: PageState
    drop_first: tuple[PageLine, ...]
    named: tuple[NamedInPage, ...]


@frozen
class CheckedPages:
    """Some pages, and those that cannot be read."""

    pages: tuple[CheckedPage, ...]
    problems: tuple[Problem, ...]


def check_pages(context: Context, name: str = "") -> CheckedPages:
    """Return my pages on this log and the joint ones, as they are now; with a name the page that it means."""
    own, joint = Folder(context.home.own), Folder(context.root)
    search = search_of(own_names(context), context.settings)
    readings = [
        *_pages(own, ("", context.log_id, ALL_LOGS), _partners(context), search),
        *_pages(joint, ("",), {}, search),
    ]
    if not readings:
        raise CoachlogError("you have no page on this log yet", "draft one: coachlog report, coachlog evidence 2c")
    wanted = normalize(name).removesuffix(".md")
    pages = tuple(page for page in readings if isinstance(page, CheckedPage))
    exact = tuple(page for page in pages if wanted in page.names)
    named = exact or tuple(page for page in pages if any(wanted in one for one in page.names))
    unread = (page for page in readings if isinstance(page, Problem))
    problems = tuple(problem for problem in unread if wanted in normalize(Path(problem.path).stem))
    if not (named or problems):
        stems = ", ".join(page.file.stem for page in pages)
        raise CoachlogError(f"there is no page `{name}` on this log", f"your pages: {stems}")
    return CheckedPages(named, problems)


def _partners(context: Context) -> Mapping[str, tuple[Person, ...]]:
    """Return whom the author works with, in this log and in all; without an author nobody knows who that is."""
    if not context.me:
        return {}
    here = _others(context)
    logs = (context.at(root) for root in context.home.logs() if root != context.root)
    return {"": here, context.log_id: here, ALL_LOGS: (*here, *(person for log in logs for person in _others(log)))}


def _others(context: Context) -> tuple[Person, ...]:
    return tuple(person for person in context.settings.people if person != context.me)


def _pages(
    folder: Folder, logs: tuple[str, ...], partners: Mapping[str, tuple[Person, ...]], search: Search
) -> Iterator[CheckedPage | Problem]:
    """Yield the pages in a folder that are of some logs, a problem for each that cannot be read, and students' names.

    `partners` are those of the logs whom a page need not name.
    """
    for part, target in _TARGETS.items():
        for entry in folder.names(part, ".md"):
            path = f"{part}/{entry.name}"
            try:
                page = read_document(folder.read(path) or b"")
            except Unreadable as trouble:
                yield Problem(str(folder.root / path), trouble.line, trouble.code, trouble.message)
                continue
            log = field_text(page, "log")
            if log in logs and field_text(page, "type") != MATERIAL:
                state = measure_page(page, target)
                drop_first = lines_to_drop(page, state.over, recorded_sections(page.lines, page.body_line))
                named = tuple(names_in_page(page, partners.get(log, ())))
                yield CheckedPage(folder.root / path, _names(path, page), state, drop_first, named)
                yield from (cue for cue in search.find(str(folder.root / path), page.text) if cue.code == NAME)


def _names(path: str, page: Document) -> tuple[str, ...]:
    codes = field_text(page, "indicator").split(",")
    return tuple(filter(None, map(normalize, (Path(path).stem, page.title, *codes))))
