"""Choose the lines of a page one by one, each by a key; the choice is kept in the material at once."""

from collections.abc import Callable
from datetime import date
from typing import Final

from coachlog.actions.documents import mend_hint, open_document
from coachlog.actions.own.stars import star_written_lines
from coachlog.actions.page.report import Report
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.markdown.edit import replace_lines
from coachlog.merge.draft_record import cut_page, digest, with_tick
from coachlog.model.kinds.section_names import EVIDENCE, GROWTH, NOTES, SUCCESSES
from coachlog.summary.page.arrange import item_text
from coachlog.summary.page.choice import IN, OUT, Choices
from coachlog.summary.page.sections import ABOUT_ME, DONE, VISITS
from coachlog.summary.page.voice import ChosenLine

OFFERED_AT_MOST: Final = 20
CHOSEN_AT_MOST: Final = 12
KEYS: Final = {"i": "in", "o": "out", "l": "later", "s": "star", "q": "stop"}
_SECTIONS: Final = (SUCCESSES, GROWTH, NOTES, EVIDENCE, DONE, VISITS, ABOUT_ME)
_OF_LOG: Final = (SUCCESSES, GROWTH, NOTES, EVIDENCE, DONE)


@frozen
class Candidate:
    """A line that may be chosen, and the log's lines that it is among."""

    choices: Choices
    line: ChosenLine


def pick_lines(context: Context, report: Report, show: Callable[[int, int, Candidate], None]) -> int:
    """Go through the candidates with the author, keep each choice at once, and return how many lines are in."""
    candidates = build_candidates(report)
    chosen = sum(len(chosen_lines(choices)) for choices in report.draft.choices)
    if not candidates:
        context.tell("Every line has been in or out by now. The material has them all, with boxes to tick.")
    for number, candidate in enumerate(candidates, 1):
        if chosen >= CHOSEN_AT_MOST:
            context.tell(f"{chosen} lines are in: enough for a page. The others wait in the material.")
            break
        show(number, len(candidates), candidate)
        key = context.ask_key("[i]n, [o]ut, [l]ater, [s]tar, [q]uit?", KEYS)
        if key == "q":
            break
        if key in ("i", "s"):
            _tick(report, candidate, IN)
            chosen += 1
        if key == "o":
            _tick(report, candidate, OUT)
        if key == "s" and candidate.line.section in _OF_LOG:
            star_written_lines(context, candidate.line.claim.path, [candidate.line.claim.text], "")
    return chosen


def chosen_lines(choices: Choices) -> list[ChosenLine]:
    """Return the lines that have a star or a tick."""
    return [line for line in choices.lines if line.section in _SECTIONS and choices.is_chosen(line.claim)]


def build_candidates(report: Report) -> tuple[Candidate, ...]:
    """Return at most twenty lines that wait for a choice: the linked ones first, then the author's own, in order."""
    waiting = [
        Candidate(choices, line)
        for choices in report.draft.choices
        for line in choices.lines
        if line.section in _SECTIONS and choices.is_open(line.claim)
    ]
    waiting.sort(key=_rank)
    return tuple(sorted(waiting[:OFFERED_AT_MOST], key=lambda one: one.line.claim.day or date.min))


def _rank(candidate: Candidate) -> tuple[bool, bool, int]:
    line, term = candidate.line, candidate.choices.term
    return (not line.claim.links, line.speaker != term.author, _SECTIONS.index(line.section))


def _tick(report: Report, candidate: Candidate, tick: str) -> None:
    """Put a tick into the box of a line in the material."""
    path, writer = report.page.material_path, report.page.writer
    wanted = digest(item_text(candidate.line.claim, candidate.choices.term.period))
    with writer.change("report") as change:
        page = open_document(path, change.read(path) or b"", mend_hint(writer.folder.root, path))
        chunks = [chunk for chunk in cut_page(page.lines, page.body_line) if chunk.digest == wanted and chunk.box]
        for chunk in reversed(chunks):
            line = with_tick(page.lines[chunk.start].rstrip("\r\n"), tick)
            page = replace_lines(page, chunk.start, chunk.end, [line])
        change.write(path, page.text.encode())
        change.message = "report: 1 choice"
