"""Evidence for the standards of a framework: what there is for each indicator, over one log or all."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from coachlog.actions.documents import field_text, open_document
from coachlog.actions.own.documents import read_author_own
from coachlog.actions.own.visit_drafts import drafts_among
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem
from coachlog.frameworks import INDICATORS, Framework
from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import Person
from coachlog.storage.files import FileNotRead, Folder
from coachlog.summary.evidence import IndicatorCoverage, build_coverage
from coachlog.summary.page.term import is_taught

EVIDENCE_FOLDER: Final = "evidence"
_TEACHING: Final = "teaching"
_KINDS: Final = ("meeting", "goal", "feedback", "visit")
_OWN_KINDS: Final = ("visit", "work", "reading")


@frozen
class CoverageRow:
    """The evidence for an indicator, and my page about it, if there is one."""

    coverage: IndicatorCoverage
    page: Path | None


@frozen
class EvidenceCoverage:
    """The coverage of some frameworks, of a period or of all times."""

    rows: tuple[CoverageRow, ...]
    period: Period | None
    problems: tuple[Problem, ...]


@frozen
class EvidenceScope:
    """The choice of evidence: a period or all times, one framework or those in use, this log or all."""

    period: Period | None = None
    framework: str = ""
    all_logs: bool = False


def list_coverage(context: Context, scope: EvidenceScope) -> EvidenceCoverage:
    """Return the evidence for each indicator of the frameworks for my role."""
    contexts, logs, unread = _read_logs(contexts_of(context, all_logs=scope.all_logs))
    frameworks = choose_frameworks(contexts, scope.framework)
    own = read_author_own(context, *_OWN_KINDS)
    drafts = {draft.path: draft for one in contexts for draft in drafts_among(one, own)}
    own = replace(own, records={**own.records, "visit": tuple(drafts.values())})
    pages = _pages_by_code(context)
    rows = [
        CoverageRow(row, pages.get((row.framework.id, row.item.code)) or pages.get(("", row.item.code)))
        for framework in frameworks
        for row in build_coverage(framework, logs, own, scope.period)
    ]
    problems = {problem for log in (*logs, own) for problem in log.problems} | set(unread)
    return EvidenceCoverage(tuple(rows), scope.period, tuple(sorted(problems)))


def _read_logs(contexts: Sequence[Context]) -> tuple[list[Context], list[Log], list[Problem]]:
    """Read each log; one besides the first that cannot be read is a problem, and the others go on."""
    readable: list[Context] = []
    logs: list[Log] = []
    problems: list[Problem] = []
    for one in contexts:
        try:
            logs.append(one.read(_KINDS))
            readable.append(one)
        except CoachlogError as error:
            if not readable:
                raise
            problems.append(Problem(one.root.name, 1, "cannot-read", error.sentence))
    return readable, logs, problems


def contexts_of(context: Context, *, all_logs: bool) -> list[Context]:
    """Return the surroundings in the log at hand, or in each log that is not at rest, that one first."""
    if not all_logs:
        return [context]
    roots = dict.fromkeys([context.root, *context.home.open_logs()])
    return [context, *(context.at(root) for root in [*roots][1:])]


def choose_frameworks(contexts: Sequence[Context], word: str) -> tuple[Framework, ...]:
    """Return the framework that was named, else those in use that are mine to look at; raise CoachlogError."""
    me = contexts[0].me
    in_use = {
        framework.id: framework
        for one in contexts
        for framework in one.frameworks().in_use(INDICATORS, one.settings.frameworks)
    }
    if word:
        framework = contexts[0].frameworks().choose(word)
        require_mine(me, framework)
        return (framework,)
    coaching = [framework for framework in in_use.values() if framework.kind != _TEACHING]
    teaching = [framework for framework in in_use.values() if framework.kind == _TEACHING]
    return tuple(teaching if is_teacher(me) and teaching else coaching)


def require_mine(me: Person | None, framework: Framework) -> None:
    """Raise for standards of teaching if I am not the teacher: to others it would look like an evaluation."""
    if framework.kind == _TEACHING and not is_teacher(me):
        raise CoachlogError(
            f"{framework.title} is about teaching, so only the teacher sees what there is for it",
            "it is for growth, not for evaluation; your own: coachlog evidence",
        )


def is_teacher(me: Person | None) -> bool:
    """Tell whether the person at this computer is the one who is mentored."""
    return me is not None and is_taught(me)


def evidence_pages(folder: Folder) -> dict[str, Document]:
    """Return my evidence pages that can be read, by path."""
    pages = {}
    for entry in folder.names(EVIDENCE_FOLDER, ".md"):
        path = f"{EVIDENCE_FOLDER}/{entry.name}"
        with suppress(FileNotRead):  # the command that drafts it says what is wrong
            pages[path] = open_document(path, folder.read(path) or b"", "")
    return pages


def _pages_by_code(context: Context) -> dict[tuple[str, str], Path]:
    """Return my pages by framework and code; a page may be about several."""
    folder = Folder(context.home.own)
    return {
        (framework.strip(), code.strip()): folder.root / path
        for path, page in evidence_pages(folder).items()
        for framework in field_text(page, "framework").split(",")
        for code in field_text(page, "indicator").split(",")
    }


def own_for_page(context: Context) -> Log:
    """Return the own pages that a page may use: notes, visits that are not shared, work and readings."""
    own = read_author_own(context, "note", *_OWN_KINDS)
    return replace(own, records={**own.records, "visit": drafts_among(context, own)})
