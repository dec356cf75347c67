"""Add feedback: from what was typed, or from a file that came back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from coachlog.actions.documents import ensure_title, field_text, set_fields
from coachlog.actions.imports.document import first_title, given_title, import_into, read_file
from coachlog.actions.own.pages import own_pages_writer
from coachlog.actions.term.feedback import TitledFeedback, with_title
from coachlog.actions.typed_days import require_past
from coachlog.actions.workspace import Workspace, open_workspace
from coachlog.context import Context
from coachlog.errors import Problem, UsageError
from coachlog.frozen import frozen
from coachlog.incoming.written_beside import BESIDE, with_lines_beside, written_beside
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.document import Document
from coachlog.markdown.edit import replace_lines
from coachlog.model.audience import Audience
from coachlog.model.blank_pages import add_entry, fill_template
from coachlog.model.clean_markdown import Words, clean_markdown
from coachlog.model.feedback_form import HEADING as FORM
from coachlog.model.feedback_form import ReturnedForm, read_form
from coachlog.model.fields import format_count, format_date, normalize, one_line, slugify
from coachlog.model.kinds import Record, kind_of, kind_of_path
from coachlog.model.kinds.feedback import FeedbackStatus
from coachlog.model.kinds.headings import section_name
from coachlog.model.kinds.page import ME
from coachlog.model.kinds.titles import begins_list
from coachlog.model.log import Log
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import Settings
from coachlog.regex import regex
from coachlog.shipped import shipped_template
from coachlog.summary.excerpt import cut_record

# Headings that peers write, by our section.
_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    "What I asked": ("what we asked", "what you asked", "my question", "my questions", "please look at"),
    "Strengths": (
        *("strength", "strong points", "what is strong", "what's strong", "positives", "praise", "warm feedback"),
        *("i like", "i liked", "what i like", "what i liked", "glow", "glows", "plus", "pluses", "stars"),
        *("what works", "what works well", "what worked", "what went well", "what's working", "what is working"),
    ),
    "Questions": (
        *("question", "my questions for you", "clarifying questions", "probing questions", "open questions"),
        *("i wonder", "i wondered", "i'm wondering", "what i wonder", "wonder", "wonders", "wonderings"),
    ),
    "Suggestions": (
        *("suggestion", "ideas", "idea", "advice", "recommendations", "cool feedback", "what to try", "you might try"),
        *("i wish", "wish", "wishes", "grow", "grows", "delta", "deltas", "what if", "have you thought of"),
    ),
    "What we will do": ("what we'll do", "our answer", "what happens now"),
}
_NAMES: Final = {normalize(word): name for name, words in _MEANT.items() for word in words}
_LONGEST_TITLE: Final = 40
_NUMBERED: Final = regex(r"\s*(?:[-*+]|\d{1,2}[.)])\s")
_YES: Final = ("true", "yes")
_IMPORTED: Final = ("date", "from")


@frozen
class FeedbackFields:
    """The typed fields of feedback; without a typed day `day` is today, and `dated` is False.

    `links` are the ids of the goals and lessons that it is about, besides `about`.
    """

    title: str
    giver: str
    about: str
    status: FeedbackStatus | None
    quote_ok: bool
    day: date
    dated: bool
    entries: Mapping[str, Sequence[str]]
    links: tuple[str, ...] = ()


@frozen
class AddedFeedback:
    """Feedback that was added: about my own coaching to the own pages, else to the log."""

    path: str
    file: Path
    title: str
    about: str
    day: date
    told: tuple[str, ...] = ()


@frozen
class KeptFeedback:
    """Added feedback as the log has it; `titled` is None if its page cannot be read."""

    titled: TitledFeedback | None
    problems: tuple[Problem, ...]


def file_named(title: str) -> Path | None:
    """Return the file whose name was typed where a title goes."""
    file = Path(title).expanduser()
    return file if file.suffix and "\0" not in title and file.is_file() else None


def add_feedback(context: Context, fields: FeedbackFields, file: Path | None) -> AddedFeedback:
    """Add feedback from typed fields and from a file; typed fields win."""
    require_past(context, fields.day, "write feedback down once it was given")
    given, assets = read_file(file.expanduser()) if file else (None, {})
    form = read_form(given) if given else None
    given = form.document if form else None
    about = fields.about or (field_text(given, "about") if given else "")
    if fields.links and not about:
        about = fields.links[0]
        fields = replace(fields, about=about)
    if not fields.entries and set(fields.links) - {about}:
        raise UsageError(
            "feedback as a whole is about one goal or lesson, and there are no lines for other links yet",
            'say what was said, too, for example --strength "The question at its heart"',
        )
    if normalize(about) == ME:
        return _add_own(context, fields, form, assets)
    return _add(context, fields, form, assets)


def kept_feedback(context: Context, path: str) -> KeptFeedback:
    """Return added feedback as the log has it now."""
    log = context.read(("feedback", "lesson", "goal"))
    piece = next((piece for piece in log.feedback if piece.path == path), None)
    problems = tuple(problem for problem in log.problems if problem.path == path)
    return KeptFeedback(with_title(piece, log) if piece else None, problems)


def _add(
    context: Context, fields: FeedbackFields, form: ReturnedForm | None, assets: Mapping[str, bytes]
) -> AddedFeedback:
    context.require_me()
    given = form.document if form else None
    with open_workspace(context, "feedback add", ("lesson", "goal")) as workspace:
        subject = _subject(workspace.log, fields.about, given)
        fields = replace(fields, about=subject.id if subject else "")
        title = subject.title if subject else ""
        beside = _written_beside(workspace, form, subject) if form else []
        given = with_lines_beside(given, beside) if given else None
        document = make_feedback(fields, context.template("feedback"), workspace.settings, title, given)
        path = f"feedback/{context.new_id(slugify(document.title))}.md"
        workspace.replace(path, document)
        for name, content in assets.items():
            workspace.add_file(name, content)
        workspace.message = "feedback add: 1 piece of feedback"
    told = tuple(_told(form, subject, len(beside), path)) if form else ()
    return AddedFeedback(path, context.root / path, document.title, fields.about, fields.day, told)


def _written_beside(workspace: Workspace, form: ReturnedForm, subject: Record | None) -> list[str]:
    """Return what a peer wrote into the text above the form, which is not in the lesson as it is here now."""
    if subject is None or not form.above:
        return []
    kind, settings = kind_of_path(subject.path), workspace.settings
    titles = {record.id: record.title for record in _subjects(workspace.log)}
    words = Words(settings.headings, settings.named, lambda id_: titles.get(id_, ""))
    facts = cut_record(kind.name, subject, Audience.PEER).facts if kind else ()
    known = [f"{fact.name}: {fact.value}\n" for fact in facts]
    return written_beside(form.above, "\n".join([*known, clean_markdown(workspace.open(subject.path).text, words)]))


def _told(form: ReturnedForm, subject: Record | None, beside: int, path: str) -> Iterator[str]:
    if beside:
        yield f"{format_count(beside, 'line')} that they wrote outside the form: under “{BESIDE}”"
    if form.above.strip() and subject is None:
        yield (
            f"What stands above “{FORM}” in the file was not read, for no lesson here has the title that it names. "
            f"If they wrote something there: coachlog edit {path}"
        )
    if form.unclear_consent:
        yield (
            f"“{form.unclear_consent}” is no plain yes, so it is not to be quoted outside the pair. "
            f"If it was meant as one, write quote_ok: yes: coachlog edit {path}"
        )


def _add_own(
    context: Context, fields: FeedbackFields, form: ReturnedForm | None, assets: Mapping[str, bytes]
) -> AddedFeedback:
    """Add feedback to the own pages, with the shipped blank page and headings: the pair's are for the log alone."""
    settings, _ = parse_settings(b"")
    fields = replace(fields, about=ME)
    given = form.document if form else None
    document = make_feedback(fields, shipped_template("feedback"), settings, "my coaching", given)
    path = f"notes/{context.new_id(f'feedback-{fields.day}')}.md"
    with own_pages_writer(context).change("feedback add") as change:
        change.write(path, set_fields(document, {"type": "note"}).text.encode())
        for name, content in assets.items():
            change.write(name, content)
        change.message = "feedback add: 1 note"
    told = tuple(_told(form, None, 0, path)) if form else ()
    return AddedFeedback(path, context.home.own / path, document.title, ME, fields.day, told)


def _subject(log: Log, about: str, given: Document | None) -> Record | None:
    """Return the lesson or goal that feedback is about; a file may name one that the log does not have."""
    if about:
        return log.find(about, ("lesson", "goal"))
    wanted = field_text(given, "about") if given else ""
    return next(
        (record for record in _subjects(log) if wanted and wanted in (record.id, record.path, record.title)), None
    )


def _subjects(log: Log) -> list[Record]:
    return [*log.lessons, *log.goals]


def make_feedback(
    fields: FeedbackFields, template: str, settings: Settings, about: str, given: Document | None
) -> Document:
    """Return the page of feedback about something with a title."""
    day = fields.day.isoformat()
    typed = {"from": fields.giver, "about": fields.about, "status": fields.status or ""}
    typed["date"] = day if fields.dated else ""
    if fields.quote_ok or (given and field_text(given, "quote_ok").casefold() in _YES):
        template = template.replace("quote_ok: false", "quote_ok: true", 1)
        typed["quote_ok"] = "true"
    title = fields.title or (_title(given, settings) if given else "")
    title = title or _usual_title(fields.giver or (field_text(given, "from") if given else ""), about, fields.day)
    usual = {"date": day, "from": "", "about": "", "status": FeedbackStatus.RECEIVED}
    document = ensure_title(fill_template(template, {**usual, "title": title}), title)
    if given is not None:
        document = import_into(_with_our_headings(given, settings), document, title, _IMPORTED)
    document = set_fields(document, {key: word for key, word in typed.items() if word != field_text(document, key)})
    for section, texts in fields.entries.items():
        for text in texts:
            document = add_entry(document, "feedback", section, text, settings, links=fields.links)
    return document


def _usual_title(giver: str, about: str, day: date) -> str:
    source = f" from {giver}" if giver else ""
    subject = f" on {about}" if about else ""
    return one_line(f"Feedback{source}{subject}" if source or subject else f"Feedback of {format_date(day)}")


def _title(given: Document, settings: Settings) -> str:
    """Return a file's title, unless it is one of our headings."""
    first = first_title(given)
    return "" if first and _meaning(first, settings) else given_title(given)


def _meaning(heading: Block, settings: Settings) -> str:
    """Return our section that a heading means; empty if it means none."""
    return _section_of(heading.text, settings)


def _section_of(words: str, settings: Settings) -> str:
    name = section_name(words, settings.headings)
    return name if name in kind_of("feedback").sections else _NAMES.get(normalize(words.rstrip(":.?!… ")), "")


def _with_our_headings(given: Document, settings: Settings) -> Document:
    """Put our headings in place of those that mean them."""
    for block in reversed(given.blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        name = _meaning(block, settings)
        is_ours = block.level == 2 and section_name(block.text, settings.headings) == name
        if name and not is_ours:
            given = replace_lines(given, block.start, block.end, [f"## {name}"])
    for at, name in reversed([*_bare_headings(given, settings)]):
        given = replace_lines(given, at, at + 1, ["", f"## {name}", ""])
    return given


def _bare_headings(given: Document, settings: Settings) -> Iterator[tuple[int, str]]:
    """Yield the lines (from 0) that are one of our headings and are not marked as one: `Strengths:` over a list."""
    code = {at for block in given.blocks if block.kind is BlockKind.CODE for at in range(block.start, block.end)}
    lines = [*given.lines, ""]
    for at in (at for at in range(given.body_line, len(given.lines)) if at not in code):
        line = lines[at].strip()
        words = line.strip("*_: ")
        is_title = line[-1:] == ":" or (line[:2] == line[-2:] == "**") or _over_list(lines[at + 1])
        is_plain = words[:1].isupper() and not begins_list(line)
        if is_title and is_plain and len(words) <= _LONGEST_TITLE and (name := _section_of(words, settings)):
            yield at, name


def _over_list(below: str) -> bool:
    return begins_list(below.lstrip()) or bool(_NUMBERED.match(below))
