"""Make of documents what people outside the pair may read."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from coachlog.actions.documents import load_document
from coachlog.actions.find_document import find_path
from coachlog.actions.outgoing.words import read_for_others, words_for
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.model.audience import CALLED, Audience
from coachlog.model.clean_markdown import Words, clean_markdown, clean_words
from coachlog.model.fields import format_count
from coachlog.model.kinds import Record, kind_of, kind_of_path
from coachlog.model.kinds.feedback import Feedback
from coachlog.model.kinds.section_names import SUCCESSES
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.readers import may_read
from coachlog.model.settings import BOTH, PersonId, Settings
from coachlog.summary.claims import Claim
from coachlog.summary.consent import lines_to_leave
from coachlog.summary.excerpt import ChooseLines, Excerpt, cut_document, cut_record, name_for_others
from coachlog.summary.successes import build_successes

_KINDS: Final = ("meeting", "goal", "lesson", "plan", "feedback")
_NAMES: Final = {"meeting": "day", "feedback": "day"}  # the field by which a kind is named, if that is not its title
_NO_CONSENT: Final = "whoever said it has not agreed to be quoted"


@frozen
class ExcerptList:
    """Excerpts for an audience; `left_out` says for the author what was left out and why."""

    audience: Audience
    excerpts: tuple[Excerpt, ...]
    left_out: tuple[str, ...]
    complete: bool = True  # no document could not be read


@frozen
class QuotedLine:
    """A line that may be quoted, with what people outside call its speaker."""

    day: date | None
    words: str
    speaker: str


@frozen
class QuotedLines:
    """The successes of a period that may be quoted."""

    audience: Audience
    period: Period
    lines: tuple[QuotedLine, ...]
    left_out: tuple[str, ...]
    complete: bool


def list_excerpts(context: Context, kind: str, records: Iterable[Record], log: Log) -> ExcerptList:
    """Return the fields of documents that the audience may read."""
    audience = _require_readable(context, kind)
    records = tuple(records)
    kept = [record for record in records if _may_be_quoted(record)]
    silent = len(records) - len(kept)
    left_out = [f"{format_count(silent, 'piece')} of feedback, since {_NO_CONSENT}"] if silent else []
    words = words_for(context)
    excerpts = tuple(_cleaned(cut_record(kind, record, audience), words) for record in kept)
    return ExcerptList(audience, excerpts, (*left_out, *map(str, log.problems)), complete=not log.problems)


def read_excerpt(context: Context, word: str, kind: str) -> ExcerptList:
    """Return the named document as the audience may read it; `kind` limits the search."""
    log = read_for_others(context, _KINDS, bodies=("meeting",))
    path = log.find(word, (kind,)).path if kind else find_path(context, word)
    of_path = kind_of_path(path)
    name = of_path.name if of_path else ""
    audience = _require_readable(context, name)
    record = next((record for record in log.records[name] if record.path == path), None)
    document = load_document(context.root, path)
    if record is None or not _may_be_quoted(record):
        raise CoachlogError(f"{path} is not for {CALLED[audience]}, since {_NO_CONSENT}")
    cut = cut_document(name, record, document, audience, log.settings, _choose(context, log, record))
    excerpt = _cleaned(cut.excerpt, words_for(context))
    return ExcerptList(audience, (excerpt,), (*cut.left_out, *_unsaid(context, log, record)))


def quote_successes(context: Context, period: Period) -> QuotedLines:
    """Return the successes of a period that the audience may read."""
    audience = _require_readable(context, "meeting")
    log = read_for_others(context, ("meeting",), bodies=("meeting",), within=period)
    claims = build_successes(log, period, context.today)
    words = words_for(context)
    lines = tuple(line for claim in claims for line in _quoted(context, log.settings, claim, words))
    silent = len(claims) - len(lines)
    left_out = [f"{format_count(silent, 'line')}, since {_NO_CONSENT}"] if silent else []
    return QuotedLines(audience, period, lines, (*left_out, *map(str, log.problems)), complete=not log.problems)


def _require_readable(context: Context, kind: str) -> Audience:
    """Return the audience; raise if it may read nothing of a kind."""
    audience = context.options.audience
    if kind not in _KINDS:
        raise UsageError(f"this is not for {CALLED[audience]}: it stays with the two of you", "leave --for out")
    if audience is Audience.PROGRAM:
        raise UsageError(
            "a programme gets days, minutes and counts, and no words",
            "write them: coachlog report --for program --to FILE",
        )
    if not may_read(kind, _NAMES.get(kind, "title"), audience):
        raise UsageError(f"{kind_of(kind).plural} are not for {CALLED[audience]}", "peers may read more: --for peer")
    return audience


def _cleaned(excerpt: Excerpt, words: Words) -> Excerpt:
    """Return an excerpt without comments and marks."""
    facts = tuple(replace(fact, value=clean_words(fact.value, words)) for fact in excerpt.facts)
    sections = (replace(section, text=clean_markdown(section.text, words)) for section in excerpt.sections)
    return replace(
        excerpt,
        title=clean_words(excerpt.title, words),
        facts=facts,
        sections=tuple(section for section in sections if section.text.strip()),
    )


def _may_be_quoted(record: Record) -> bool:
    return not isinstance(record, Feedback) or record.quote_ok


def _choose(context: Context, log: Log, record: Record) -> ChooseLines:
    """Return a function that keeps of a section's text the part that may leave: of successes the released lines."""

    def choose(section: str, text: str, numbers: Collection[int]) -> str:
        if section != SUCCESSES:
            return text
        entries = (entry.text for entry in log.body(record).entries(SUCCESSES) if entry.line - 1 in numbers)
        lines = lines_to_leave(entries, context.me, log.settings)
        return "".join(f"- {line.words}{_by(log.settings, line.owner)}\n" for line in lines)

    return choose


def _unsaid(context: Context, log: Log, record: Record) -> Iterator[str]:
    entries = [entry.text for entry in log.body(record).entries(SUCCESSES)]
    silent = len(entries) - len(list(lines_to_leave(entries, context.me, log.settings)))
    if silent:
        yield f"{format_count(silent, 'line')} of {SUCCESSES}, since {_NO_CONSENT}"


def _quoted(context: Context, settings: Settings, claim: Claim, words: Words) -> Iterator[QuotedLine]:
    # A line in the coming meeting's note is not of that day, which is still to come.
    day = claim.day if claim.day and claim.day <= context.today else None
    for line in lines_to_leave([claim.text], context.me, settings):
        yield QuotedLine(day, clean_words(line.words, words), _speaker(settings, line.owner))


def _by(settings: Settings, speaker: PersonId) -> str:
    name = _speaker(settings, speaker)
    return f" ({name})" if name else ""


def _speaker(settings: Settings, speaker: PersonId) -> str:
    """Return the name of a speaker for people outside; empty if nobody is named."""
    if speaker == BOTH:
        return BOTH
    person = settings.of_id(speaker)
    return name_for_others(person) if person else ""
