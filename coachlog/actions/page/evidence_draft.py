"""Draft or refresh my page for an indicator, or one page for several."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.actions.documents import field_text, mend_hint, open_document
from coachlog.actions.own.pages import host_of, own_pages_writer
from coachlog.actions.own.stars import read_author_stars
from coachlog.actions.page.evidence import (
    EVIDENCE_FOLDER,
    EvidenceScope,
    contexts_of,
    evidence_pages,
    own_for_page,
    require_mine,
)
from coachlog.actions.page.reflection_pages import SINCE, UNTIL, has_span, reflections_on
from coachlog.actions.term.framework_codes import frameworks_in_use, require_code
from coachlog.context import Context
from coachlog.errors import Problem, UsageError
from coachlog.frameworks import INDICATORS, FoundCode, find_code
from coachlog.frozen import frozen
from coachlog.markdown.document import Document, parse_document
from coachlog.markdown.edit import set_key
from coachlog.merge.draft_record import PageSection
from coachlog.merge.refresh import RefreshedPage, draft_page, refresh_page
from coachlog.model.audience import Audience
from coachlog.model.blank_pages import fill_template
from coachlog.model.kinds.goal import Level
from coachlog.model.kinds.page import ALL_LOGS
from coachlog.model.period import Period
from coachlog.model.settings import Person
from coachlog.shipped import shipped_template
from coachlog.storage.files import FileNotRead, Folder
from coachlog.summary.page.arrange import arrange_page, head_of
from coachlog.summary.page.choice import Choices, build_choices, written_in
from coachlog.summary.page.evidence_examples import EvidenceSources
from coachlog.summary.page.evidence_page import build_evidence_page, means_line, title_of_page
from coachlog.summary.page.material import build_material
from coachlog.summary.page.measure import EVIDENCE_WORDS, PageState, measure_page
from coachlog.summary.page.names_in_page import NamedInPage, names_in_page
from coachlog.summary.page.prompts import settle_prompts
from coachlog.summary.page.term import Term
from coachlog.summary.stars import find_starred

if TYPE_CHECKING:
    from coachlog.sync.commit import LogWriter

_SOURCES: Final = ("meeting", "goal", "lesson", "plan", "feedback", "visit")


@frozen
class EvidencePage:
    """A drafted page; `outcome` says in a word or two whether it is new, refreshed or the same.

    `host` is in whose own pages it lies, if not in its author's.
    """

    codes: tuple[FoundCode, ...]
    path: str
    writer: "LogWriter"
    outcome: str
    state: PageState
    page: RefreshedPage
    sections: tuple[PageSection, ...]
    choices: tuple[Choices, ...]
    problems: tuple[Problem, ...]
    host: Person | None = None

    @property
    def file(self) -> Path:
        """Return the page's file on this computer."""
        return self.writer.folder.root / self.path

    @property
    def named(self) -> tuple[NamedInPage, ...]:
        """Return whom the page names and need not."""
        people = [person for choice in self.choices for person in choice.term.partners]
        return tuple(names_in_page(parse_document(self.page.text), people))


def draft_evidence(
    context: Context, typed: Sequence[str], scope: EvidenceScope, ask: Callable[[str], str]
) -> EvidencePage:
    """Draft my page for some codes; a page that is there is refreshed. `ask` is asked once what they mean to me."""
    codes = find_codes(context, typed, scope.framework)
    contexts = contexts_of(context, all_logs=scope.all_logs)
    log_id = ALL_LOGS if scope.all_logs else context.log_id
    writer = own_pages_writer(context)
    span = {SINCE: scope.period.start.isoformat(), UNTIL: scope.period.end.isoformat()} if scope.period else {}
    path = _find_page(writer.folder, codes, log_id, span)
    is_new = writer.folder.read(path) is None
    meanings = {one: ask(f"What does “{one.item.title}” ({one.item.code}) mean to you?") for one in codes if is_new}
    with writer.change("evidence") as change:
        content = change.read(path)
        now = open_document(path, content, mend_hint(writer.folder.root, path)) if content else None
        choices = tuple(_choices(one, scope.period, now) for one in contexts)
        sections = build_evidence_page(EvidenceSources(codes, choices, choices[0].term.own))
        fields = {"log": log_id} | span
        page, arranged = _draft(context, codes, fields, sections, path, content)
        text = _with_meanings(page.text, meanings)
        outcome = "Nothing new in" if text.encode() == content else "Refreshed" if content else "Drafted"
        if text.encode() != content:
            change.write(path, text.encode())
            change.message = f"evidence: 1 evidence page {outcome.lower()}"
    state = measure_page(parse_document(text), EVIDENCE_WORDS)
    problems = tuple(problem for choice in choices for problem in choice.term.log.problems)
    page = replace(page, text=text)
    return EvidencePage(codes, path, writer, outcome, state, page, arranged, choices, problems, host_of(context))


def measure_anew(page: EvidencePage) -> EvidencePage:
    """Return a page as its author has it after the editor."""
    content = page.writer.folder.read(page.path)
    try:
        now = open_document(page.path, content or b"", "")
    except FileNotRead:  # the editor's sentences say so
        return page
    return replace(page, state=measure_page(now, EVIDENCE_WORDS), page=replace(page.page, text=now.text))


def find_codes(context: Context, typed: Sequence[str], framework: str) -> tuple[FoundCode, ...]:
    """Return the typed indicators, each once; raise CoachlogError if one does not exist or is not mine."""
    in_use = frameworks_in_use(context, INDICATORS)
    if framework:
        in_use = (context.frameworks().choose(framework),)
    codes = []
    for word in (word for words in typed for word in words.replace(",", " ").split()):
        matches = find_code(word, in_use) if framework else ()
        code = matches[0].written if matches else require_code(context, INDICATORS, word)
        codes.append(next(one for one in find_code(code, in_use) if code in (one.written, one.item.code)))
    if not codes:
        raise UsageError(
            "this names no indicator", "say its code: coachlog evidence 2c; all of them: coachlog evidence"
        )
    for one in codes:
        require_mine(context.me, one.framework)
    return tuple({one.qualified: one for one in codes}.values())


def _choices(context: Context, period: Period | None, page: Document | None) -> Choices:
    # As of a reflection: the page may go to anybody, with no title in it that not everybody may read.
    readers = context.options._replace(reader=Audience.PUBLIC)
    log = Context(readers, context.root).read_to_quote(_SOURCES, bodies=_SOURCES)
    own = own_for_page(context)
    days = [meeting.day for meeting in log.meetings] + [goal.opened for goal in log.goals if goal.opened]
    whole = Period("", min(days, default=context.today), max(days, default=context.today))
    stars = find_starred(log, read_author_stars(context), own)
    term = Term(log, period or _until(whole, context.today), context.today, context.require_me().id, own, stars)
    if term.for_mentee:
        goals = tuple(goal for goal in log.goals if goal.level is not Level.COACH)
        term = replace(term, log=replace(log, records={**log.records, "goal": goals}))
    reflections = (parse_document(text) for text in reflections_on(Folder(context.home.own), context.log_id))
    elsewhere = frozenset[str]().union(*(written_in(term, reflection) for reflection in reflections))
    return build_choices(term, build_material(term), {}, page, elsewhere)


def _until(period: Period, today: date) -> Period:
    return replace(period, end=max(period.end, today))


def _find_page(folder: Folder, codes: Sequence[FoundCode], log_id: str, span: Mapping[str, str]) -> str:
    """Return the path of the page for some codes and days of a log, or a free one: two frameworks may share a code."""
    indicator, framework = _codes_text(codes), _frameworks_text(codes)
    pages = evidence_pages(folder)
    for path, page in pages.items():
        of_codes = field_text(page, "indicator").replace(" ", "") == indicator.replace(" ", "")
        is_same = field_text(page, "framework") in ("", framework) and field_text(page, "log") in ("", log_id)
        if of_codes and is_same and has_span(page, span):
            return path
    stem = _file_name("-".join([*(one.item.code for one in codes), *(f"{key}-{day}" for key, day in span.items())]))
    names = chain([stem, f"{_file_name(framework)}-{stem}"], (f"{stem}-{number}" for number in count(2)))
    paths = (f"{EVIDENCE_FOLDER}/{name}.md" for name in names)
    return next(path for path in paths if _is_free(folder, path, is_read=path in pages))


def _is_free(folder: Folder, path: str, *, is_read: bool) -> bool:
    """Tell whether a path is free; raise for an unreadable page, because it may be the one that is meant."""
    content = folder.read(path)
    if content is not None and not is_read:
        open_document(path, content, mend_hint(folder.root, path))
    return content is None


def _codes_text(codes: Sequence[FoundCode]) -> str:
    return ", ".join(indicator.item.code for indicator in codes)


def _frameworks_text(codes: Sequence[FoundCode]) -> str:
    return ", ".join(dict.fromkeys(indicator.framework.id for indicator in codes))


def _file_name(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-.") or "page"


def _draft(
    context: Context,
    codes: Sequence[FoundCode],
    fields: Mapping[str, str],
    sections: Sequence[PageSection],
    path: str,
    content: bytes | None,
) -> tuple[RefreshedPage, tuple[PageSection, ...]]:
    """Return the page drafted anew, and its sections under the headings of the blank page."""
    slots = {
        "indicator": _codes_text(codes),
        "framework": _frameworks_text(codes),
        "log": fields["log"],
        "author": context.require_me().id,
        "status": "draft",
        "title": title_of_page(codes),
    }
    blank = fill_template(shipped_template("evidence"), slots)
    for key in (key for key in fields if key not in slots):
        blank = set_key(blank, (key,), fields[key])
    arranged = arrange_page(blank, sections, context.settings).sections
    if content is None:
        return RefreshedPage(draft_page(head_of(blank), arranged)), arranged
    document = open_document(path, content, mend_hint(context.home.own, path))
    for key in ("framework", "log"):
        if not field_text(document, key):
            document = set_key(document, (key,), slots[key])
    document = settle_prompts(document, arranged)
    refreshed = refresh_page(document.text, arranged, document.body_line)
    return refreshed or RefreshedPage(document.text), arranged


def _with_meanings(text: str, meanings: "dict[FoundCode, str]") -> str:
    """Return a new page with the author's answers in place of the gaps."""
    for indicator, answer in meanings.items():
        text = text.replace(means_line(indicator), answer) if answer else text
    return text
