"""`coachlog feedback`: what peers said of a lesson, of a goal or of one's own coaching, and what came of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from coachlog.app.arguments import FeedbackName, choice_option, complete_about
from coachlog.app.command import context_of, group, subcommand
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.model.fields import clean_text, format_date, normalize, one_line, parse_choice, slugify
from coachlog.model.kinds import Record
from coachlog.model.kinds.feedback import Feedback, FeedbackStatus
from coachlog.model.log import Log
from coachlog.render.view import Answer, Line, Part, Source, Table
from coachlog.views.names import titles_of

if TYPE_CHECKING:
    from coachlog.actions.new_feedback import Said
    from coachlog.markdown.document import Document

ME = "me"
_WILL = "What we will do"

app = group("What peers said; add or show it, say what came of it")

Lines = list[str] | None


@app.callback()
def feedback(ctx: typer.Context) -> Answer | None:
    """List what peers said."""
    if ctx.invoked_subcommand is not None:
        return None
    log = context_of(ctx).read(("feedback", "lesson", "goal"))
    found = sorted(log.feedback, key=lambda piece: (piece.day or date.min, piece.id))
    rows = [
        (str(piece.day or ""), piece.giver, _about(piece, log), piece.status, piece.id, piece.title) for piece in found
    ]
    part: Part = Line("No feedback here yet. To write some down: coachlog feedback add --from NAME", quiet=True)
    if rows:
        part = Table(("Date", "From", "About", "Status", "Id", "Feedback"), rows)
    return Answer([feedback_data(piece, log) for piece in found], [part], log.problems, listing=True)


@subcommand(app, "add")
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="[TITLE]", help="What to call it")] = "",
    giver: Annotated[str, typer.Option("--from", metavar="NAME", help="Who said it")] = "",
    about: Annotated[
        str,
        typer.Option(metavar="LESSON|GOAL|me", help="What it is about; me: my coaching", autocompletion=complete_about),
    ] = "",
    status: Annotated[FeedbackStatus | None, choice_option("--status", FeedbackStatus, "What came of it")] = None,
    quote_ok: Annotated[bool, typer.Option("--quote-ok", help="They agree to be quoted")] = False,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="A file that came back")] = None,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day; today unless told")] = "",
    asked: Annotated[Lines, typer.Option(metavar="TEXT", help="What I asked them")] = None,
    strength: Annotated[Lines, typer.Option(metavar="TEXT", help="What they liked")] = None,
    question: Annotated[Lines, typer.Option(metavar="TEXT", help="What they wondered")] = None,
    suggestion: Annotated[Lines, typer.Option(metavar="TEXT", help="What they would try")] = None,
    will: Annotated[Lines, typer.Option(metavar="TEXT", help="What we will do")] = None,
    no_edit: Annotated[bool, typer.Option("--no-edit", help="Do not open the editor")] = False,
) -> Answer:
    """Write down what somebody said, by hand or from a file."""
    from coachlog.actions.documents import field_text
    from coachlog.actions.import_document import read_file
    from coachlog.actions.new_feedback import Said

    context = context_of(ctx)
    given = read_file(file.expanduser()) if file else None
    entries = _entries(
        {
            "What I asked": asked,
            "Strengths": strength,
            "Questions": question,
            "Suggestions": suggestion,
            _WILL: will,
        }
    )
    if not giver and context.interactive and given is None:
        giver = context.ask("Who said it (empty for nobody by name)?", " ")
    if not (one_line(title) or one_line(giver) or about or entries or given):
        raise UsageError(
            "nothing was said", 'for example: coachlog feedback add --from "Kim" --strength "The question at its heart"'
        )
    mine = normalize(about or (field_text(given, "about") if given else "")) == ME
    said = Said(
        title=one_line(title),
        giver=one_line(giver),
        about=about,
        status=status,
        quote_ok=quote_ok,
        day=context.day(on) if on else context.today,
        day_said=bool(on),
        entries=entries,
    )
    edit = context.interactive and not (no_edit or entries or given)
    return _write_own(context, said, given, edit=edit) if mine else _write(context, said, given, edit=edit)


@subcommand(app, "show")
def show(ctx: typer.Context, feedback: FeedbackName) -> Answer:
    """Read what somebody said."""
    from coachlog.actions.documents import readable_text

    context = context_of(ctx)
    log = context.read(("feedback", "lesson", "goal"))
    found = _find(log, feedback)
    text = readable_text(context.root, found.path)
    consent = "may be quoted" if found.quote_ok else "not to be quoted outside the pair"
    facts = [
        f"from {found.giver}" if found.giver else "",
        format_date(found.day) if found.day else "",
        f"on “{_about(found, log)}”" if found.about else "",
        found.status,
        consent,
    ]
    parts: list[Part] = [Line(f"{found.id}: {', '.join(filter(None, facts))}"), Line(), Source(text)]
    problems = [problem for problem in log.problems if problem.path == found.path]
    return Answer(feedback_data(found, log) | {"text": text}, parts, problems)


@subcommand(app, "status")
def status(
    ctx: typer.Context,
    feedback: FeedbackName,
    became: Annotated[str, typer.Argument(metavar="received|discussed|applied", help="What came of it")],
    will: Annotated[Lines, typer.Option(metavar="TEXT", help="What we will do")] = None,
) -> Answer:
    """Say what came of what somebody said."""
    context = context_of(ctx)
    try:
        word = parse_choice(became, FeedbackStatus)
    except ValueError as trouble:
        raise UsageError(str(trouble), f"coachlog feedback status {feedback} discussed") from None
    entries = _entries({_WILL: will})
    with context.change("feedback status") as change:
        from coachlog.actions.documents import load_document, set_fields
        from coachlog.model.blank_pages import add_entry

        log = context.read(("feedback",))
        found = _find(log, feedback)
        document = load_document(context.root, found.path)
        document = set_fields(document, {"status": word})
        for text in entries.get(_WILL, ()):
            document = add_entry(document, "feedback", _WILL, text, log.settings)
        change.write(found.path, document.text.encode())
        change.message = f"feedback status: 1 piece of feedback {word}"
    log = context.read(("feedback", "lesson", "goal"))
    found = _find(log, found.id)
    return Answer(feedback_data(found, log), [Line(f"“{found.title}” is {found.status} now: {found.path}")])


def feedback_data(piece: Feedback, log: Log) -> dict[str, Any]:
    """Feedback as `--json` lists it; `about_title` is the title of what it is about, where the log has that."""
    return {
        "id": piece.id,
        "title": piece.title,
        "status": piece.status,
        "date": piece.day.isoformat() if piece.day else None,
        "from": piece.giver,
        "about": piece.about or None,
        "about_title": _about(piece, log) or None,
        "quote_ok": piece.quote_ok,
        "path": piece.path,
    }


def _about(piece: Feedback, log: Log) -> str:
    named = titles_of(log, filter(None, [piece.about]), "lesson")
    return next(iter(titles_of(log, named, "goal")), "")


def _find(log: Log, word: str) -> Feedback:
    return cast("Feedback", log.find(word, ("feedback",)))


def _entries(said: Mapping[str, Lines]) -> dict[str, list[str]]:
    """What was said for each section, without what is empty."""
    cleaned = {
        section: [words for text in texts or () if (words := clean_text(text))] for section, texts in said.items()
    }
    return {section: texts for section, texts in cleaned.items() if texts}


def _write(context: Context, said: "Said", given: "Document | None", *, edit: bool) -> Answer:
    """Feedback into the log."""
    from dataclasses import replace

    from coachlog.actions.documents import field_text
    from coachlog.actions.new_feedback import make_feedback

    context.require_me()
    with context.change("feedback add") as change:
        log = context.read(("lesson", "goal"))
        named = log.find(said.about, ("lesson", "goal")) if said.about else None
        if named is None and given is not None:  # the file may say it, in words that this log does not know
            wanted = field_text(given, "about")
            known: list[Record] = [*log.lessons, *log.goals]
            named = next((record for record in known if wanted in (record.id, record.path, record.title)), None)
        said = replace(said, about=named.id if named else "")
        title = named.title if named else ""
        document = make_feedback(said, context.template("feedback"), log.settings, title, given)
        feedback_id = context.new_id(slugify(document.title))
        path = f"feedback/{feedback_id}.md"
        change.write(path, document.text.encode())
        change.message = "feedback add: 1 piece of feedback"
    told: Sequence[str] = ()
    if edit:
        from coachlog.app.editor import edit_and_keep

        told = edit_and_keep(context, path, "feedback add: 1 piece of feedback")
    log = context.read(("feedback", "lesson", "goal"))
    problems = [problem for problem in log.problems if problem.path == path]
    parts: list[Part] = [Line(f"Added “{document.title}”: {path}"), *map(Line, told)]
    found = next((piece for piece in log.feedback if piece.path == path), None)
    return Answer(feedback_data(found, log) if found else {"path": path}, parts, problems)


def _write_own(context: Context, said: "Said", given: "Document | None", *, edit: bool) -> Answer:
    """Feedback about my own coaching, into the own pages: the pair's blank page and headings are no part of them."""
    from dataclasses import replace

    from coachlog.actions.documents import set_fields
    from coachlog.actions.new_feedback import make_feedback
    from coachlog.model.settings import parse_settings
    from coachlog.shipped import shipped_template

    settings, _ = parse_settings(b"")
    said = replace(said, about=ME)
    document = make_feedback(said, shipped_template("feedback"), settings, "my coaching", given)
    document = set_fields(document, {"type": "note"})
    from coachlog.actions.own_pages import own_pages_writer

    keeper = own_pages_writer(context)
    path = f"notes/{context.new_id(f'feedback-{said.day}')}.md"
    with keeper.change("feedback add") as change:
        change.write(path, document.text.encode())
        change.message = "feedback add: 1 note"
    told: Sequence[str] = ()
    if edit:
        from coachlog.app.editor import edit_and_keep

        told = edit_and_keep(context, path, "feedback add: 1 note", keeper)
    place = context.home.own / path
    parts = [Line(f"Added “{document.title}”: {place}"), *map(Line, told), Line("Only you can see it.")]
    data = {"title": document.title, "about": ME, "date": said.day.isoformat(), "path": str(place)}
    return Answer(data, parts)
