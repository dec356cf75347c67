"""README's section on `--json`: it is made from the tables of fields, and each command prints what it says."""

import json
import re
import shlex
from typing import NamedTuple

import typer

from coachlog.cli import app
from coachlog.commands import COMMANDS
from coachlog.views import excerpts, overview, own_page, page_state, program_facts, sharing_state, written_file
from coachlog.views.fields import Field
from coachlog.views.look import document, frameworks, problems, prompts, search, whole_log
from coachlog.views.setup import demo, findings, logs, new_log, people, students
from coachlog.views.share import conflicts, export, history, imports, letters, news, own_place, save, shared, status
from coachlog.views.term import (
    agenda,
    contacts,
    evidence,
    feedback,
    hours,
    own_work,
    plans,
    private_notes,
    progress,
    stars,
    successes,
    terms,
    visits,
)
from coachlog.views.week import goals, lesson_compare, lessons, meetings, report, steps, sync_receipt, undo
from tests.support.world import REPOSITORY

README = REPOSITORY / "README.md"
SECTION = re.compile(r"(?<=<!-- json -->\n).*?(?=<!-- /json -->)", re.DOTALL)
GOAL, LESSON = "explain-why", "ratios-in-the"


class Entry(NamedTuple):
    """A command, an example of it, its tables of fields, and whether it lists things; no example, none is run."""

    command: str
    example: str
    tables: tuple
    listing: bool = False


def named(name, meaning):
    """Return a table of one field that a view adds by itself."""
    return (Field(name, lambda _: None, meaning),)


# In the order of the help. The examples are typed one after the other, in one log.
ENTRIES = (
    Entry("coachlog", "", (overview.OVERVIEW_FIELDS, sharing_state.SHARING_STATE_FIELDS)),
    Entry("--to FILE", "", (written_file.WRITTEN_FILE_FIELDS,)),
    Entry("goals --for peer", "goals --for peer", (excerpts.EXCERPT_FIELDS,), listing=True),
    Entry("goals show --for peer", f"goals show {GOAL} --for peer", (excerpts.EXCERPT_TEXT_FIELDS,)),
    Entry("successes --for peer", "successes --for peer", (excerpts.QUOTED_LINE_FIELDS,), listing=True),
    Entry("report --for public", "report --for public --no-edit", (own_page.PAGE_TEXT_FIELDS,)),
    Entry("report --for program", "report --for program", (program_facts.PROGRAM_FACTS_FIELDS,)),
    Entry("meet", "meet --no-edit", (meetings.NOTE_FIELDS,)),
    Entry("note", "note 'waiting helped' --in growth", (meetings.ADDED_LINE_FIELDS,)),
    Entry("steps", "steps", (steps.STEP_FIELDS,), listing=True),
    Entry("steps add", "steps add '@mentor Find a text' --due 2026-12-10", (steps.ADDED_STEP_FIELDS,)),
    Entry("steps done", "steps done 'find a text'", (steps.MARKED_STEP_FIELDS,), listing=True),
    Entry("steps drop", "steps drop 'find a text'", (steps.MARKED_STEP_FIELDS,), listing=True),
    Entry("steps start", "steps start 'find a text'", (steps.MARKED_STEP_FIELDS,), listing=True),
    Entry("steps due", "steps due 'find a text' 2026-12-10", (steps.DUE_STEP_FIELDS,)),
    Entry("steps reopen", "steps reopen 'find a text'", (steps.MARKED_STEP_FIELDS,), listing=True),
    Entry("goals", "goals", (goals.GOAL_FIELDS,), listing=True),
    Entry("goals add", "goals add 'One goal'", (goals.GOAL_FIELDS,)),
    Entry("goals show", f"goals show {GOAL}", (goals.GOAL_FIELDS, goals.GOAL_DETAIL_FIELDS)),
    Entry("goals update", f"goals update {GOAL} 'nine in ten'", (goals.GOAL_FIELDS,)),
    Entry("goals close", f"goals close {GOAL} --met", (goals.GOAL_FIELDS,)),
    Entry("goals review", "", (goals.GOAL_REVIEW_FIELDS,)),
    Entry("lessons", "lessons", (lessons.LESSON_FIELDS,), listing=True),
    Entry("lessons add", "lessons add 'Ratios again' --from ratios-in", (lessons.LESSON_FIELDS,)),
    Entry("lessons update", f"lessons update {LESSON} --mode virtual", (lessons.LESSON_FRONT_FIELDS,)),
    Entry(
        "lessons show",
        f"lessons show {LESSON}",
        (lessons.LESSON_FRONT_FIELDS, lessons.LESSON_DETAIL_FIELDS),
    ),
    Entry(
        "lessons review",
        f"lessons review {LESSON} --focus engaging",
        (lessons.LESSON_FIELDS, lessons.REVIEW_FIELDS),
    ),
    Entry("lessons rubric", f"lessons rubric {LESSON}", (lessons.LESSON_FIELDS, lessons.RUBRIC_CHECK_FIELDS)),
    Entry("lessons taught", f"lessons taught {LESSON}", (lessons.TAUGHT_FIELDS,)),
    Entry("lessons compare", f"lessons compare {LESSON}", (lesson_compare.COMPARISON_FIELDS,)),
    Entry("report", "report --no-edit", (report.REPORT_FIELDS,)),
    Entry("report --sources", "report --sources", (report.REPORT_FIELDS, report.SOURCED_FIELDS)),
    Entry("plan", "plan", (plans.PLAN_FIELDS, plans.PLAN_TEXT_FIELDS)),
    Entry("plan agree", "plan agree", (plans.PLAN_FIELDS,)),
    Entry("plan add", "plan add norms 'Ask first'", (plans.PLAN_FIELDS,)),
    Entry("terms", "terms", (terms.SCHOOL_YEAR_FIELDS,)),
    Entry("terms add", "terms add 2027-spring --start 2027-01-05 --end 2027-06-11", (terms.SCHOOL_YEAR_FIELDS,)),
    Entry("terms break", "terms break --start 2027-02-15", (terms.SCHOOL_YEAR_FIELDS,)),
    Entry("terms remove", "terms remove 2027-spring", (terms.SCHOOL_YEAR_FIELDS,)),
    Entry("feedback", "feedback", (feedback.FEEDBACK_FIELDS,), listing=True),
    Entry("feedback add", "feedback add --from Kim --strength Questions", (feedback.FEEDBACK_FIELDS,)),
    Entry("feedback add --about me", "feedback add --about me --from Kim", (feedback.OWN_FEEDBACK_FIELDS,)),
    Entry("feedback show", "feedback show one-platform", (feedback.FEEDBACK_FIELDS, feedback.FEEDBACK_TEXT_FIELDS)),
    Entry("feedback status", "feedback status one-platform applied", (feedback.FEEDBACK_FIELDS,)),
    Entry("successes", "successes", (successes.SUCCESS_FIELDS,), listing=True),
    Entry("successes --by person", "successes --by person", (successes.PERSONAL_SUCCESS_FIELDS,), listing=True),
    Entry("contact", "contact 'about the bells' --minutes 10", (contacts.ADDED_CONTACT_FIELDS,)),
    Entry("hours", "hours", (hours.HOURS_FIELDS,)),
    Entry("hours --csv", "hours --csv hours.csv", (hours.HOURS_FIELDS, hours.CSV_FIELDS)),
    Entry("hours --sheet", "hours --sheet", (hours.HOURS_FIELDS, hours.SHEET_FIELDS)),
    Entry("progress", "progress", (progress.PROGRESS_FIELDS,)),
    Entry("agenda", "agenda", (agenda.AGENDA_FIELDS,)),
    Entry("private", "private", (private_notes.PRIVATE_NOTE_FIELDS,), listing=True),
    Entry("private TEXT", "private 'ask more'", (private_notes.WRITTEN_NOTE_FIELDS,)),
    Entry("evidence", "evidence", (evidence.EVIDENCE_FIELDS,), listing=True),
    Entry("evidence CODE", "evidence 2c --no-edit", (evidence.EVIDENCE_PAGE_FIELDS,)),
    Entry("visits", "visits", (visits.VISIT_FIELDS,), listing=True),
    Entry("visits add", "visits add --look 'wait time' --date 2026-11-12", (visits.VISIT_FIELDS,)),
    Entry("visits update", "visits update 2026-11-12 --minutes 40", (visits.VISIT_FIELDS,)),
    Entry("visits show", "visits show 2026-11-12", (visits.VISIT_FIELDS, visits.VISIT_TEXT_FIELDS)),
    Entry("visits share", "visits share 2026-11-12 --yes", (visits.VISIT_FIELDS,)),
    Entry("work", "work", (own_work.WORK_FIELDS,), listing=True),
    Entry("work add", "work add 'A talk on waiting' --what talk", (own_work.WORK_FIELDS,)),
    Entry("readings", "readings", (own_work.READING_FIELDS,), listing=True),
    Entry("readings add", "readings add 'Peer Coaching' --author 'Foltos, L.'", (own_work.READING_FIELDS,)),
    Entry("star", "star", (stars.STAR_FIELDS,), listing=True),
    Entry("star LINE", "star 1", (stars.STAR_FIELDS,), listing=True),
    Entry("import", "", (imports.IMPORT_FIELDS,)),
    Entry("save", "save", (save.SAVED_FIELDS,)),
    Entry("status", "status", (status.STATUS_FIELDS,)),
    Entry("news", "news --all", (news.NEWS_FIELDS,), listing=True),
    Entry("send", "send", (letters.SENT_FIELDS,)),
    Entry("receive", "", (letters.ANSWERS_FIELDS, letters.KEPT_FIELDS)),
    Entry("own", "", (own_place.OWN_EXCHANGE_FIELDS,)),
    Entry("settle", "settle", (conflicts.CONFLICT_FIELDS,), listing=True),
    Entry("settle --keep", "", (conflicts.SETTLEMENT_FIELDS,)),
    Entry("share lesson", f"share lesson {LESSON}", (excerpts.EXCERPT_TEXT_FIELDS, shared.SHARED_LESSON_FIELDS)),
    Entry("share meeting", "share meeting 2026-11-19", (shared.MEETING_LINE_FIELDS,), listing=True),
    Entry("export", "export --json", (export.EXPORT_FIELDS,)),
    Entry("export FOLDER", "export ../exported", (export.EXPORT_FOLDER_FIELDS,)),
    Entry("history", "history", (history.COMMIT_FIELDS,), listing=True),
    Entry(
        "history --verbose",
        "history --verbose",
        (history.COMMIT_FIELDS, history.GIT_COMMIT_FIELDS),
        listing=True,
    ),
    Entry("search", "search ratio", (search.HIT_FIELDS,), listing=True),
    Entry("show", "show 2026-11-19", (document.DOCUMENT_FIELDS,)),
    Entry("view", "view", (whole_log.VIEW_FIELDS,)),
    Entry("edit", "", (document.EDITED_FIELDS,)),
    Entry("rename", f"rename {GOAL} 'Explain it'", (document.CHANGED_DOCUMENT_FIELDS,)),
    Entry("delete", "delete listen-before", (document.CHANGED_DOCUMENT_FIELDS,)),
    Entry("frameworks", "frameworks", (frameworks.FRAMEWORK_FIELDS,), listing=True),
    Entry(
        "frameworks show",
        "frameworks show design",
        (frameworks.FRAMEWORK_FIELDS, frameworks.FRAMEWORK_ITEM_FIELDS),
    ),
    Entry(
        "frameworks search",
        "frameworks search goals",
        (named("framework", "its id"), frameworks.CODED_ITEM_FIELDS),
        listing=True,
    ),
    Entry("frameworks import", "", (frameworks.FRAMEWORK_FIELDS,)),
    Entry("prompts", "prompts", (prompts.STEM_FIELDS,), listing=True),
    Entry("check", "check", (problems.PROBLEM_FIELDS,), listing=True),
    Entry("check --page", "check --page", (page_state.CHECKED_PAGE_FIELDS,), listing=True),
    Entry("doctor", "doctor", (findings.FINDING_FIELDS,), listing=True),
    Entry("people", "people", (people.PEOPLE_FIELDS,)),
    Entry("people set", "people set mentee --subject math", (people.PEOPLE_FIELDS,)),
    Entry("students", "students", (students.STUDENT_FIELDS,), listing=True),
    Entry("students list", "students list", (students.STUDENT_FIELDS,), listing=True),
    Entry("students add", "students add 'Kai -> Student A'", (students.STUDENT_FIELDS,), listing=True),
    Entry("students remove", "students remove Kai", (students.STUDENT_FIELDS,), listing=True),
    Entry("logs", "logs", (logs.LISTED_LOG_FIELDS,), listing=True),
    Entry("logs close", "", (logs.LISTED_LOG_FIELDS,)),
    Entry("logs open", "", (logs.LISTED_LOG_FIELDS,)),
    Entry("init", "init ../another --mentor Robin --mentee Sam", (new_log.CREATED_FIELDS,)),
    Entry("join", "", (named("path", ""), named("me", "a person's id"), named("glance", "as bare `coachlog`"))),
    Entry(
        "invite",
        "invite --folder ../shared-place",
        (sync_receipt.SHARING_FIELDS, named("message", "what to send to the partner")),
    ),
    Entry("sync", "sync", (sync_receipt.SHARING_FIELDS, sync_receipt.SYNC_FIELDS)),
    Entry("undo", "undo", (undo.UNDONE_FIELDS,)),
    Entry("undo --verbose", "undo --back --verbose", (undo.UNDONE_FIELDS, undo.UNDONE_COMMIT_FIELDS)),
    Entry("undo --list", "undo --list", (undo.UNDO_OPTION_FIELDS,), listing=True),
    Entry("demo", "", (demo.DEMO_FIELDS, named("commands", "those that were run"))),
)


def test_the_readme_says_what_each_command_prints(request):
    text = README.read_text(encoding="utf-8")
    written = reference()
    if request.config.getoption("--rewrite"):
        text = SECTION.sub(lambda _: written, text)
        README.write_text(text, encoding="utf-8")
    assert SECTION.search(text).group() == written


def test_each_command_prints_the_fields_that_the_readme_names(run, example):
    for entry in (entry for entry in ENTRIES if entry.example or entry.command == "coachlog"):
        result = run(*shlex.split(entry.example), "--json")
        assert result.out, (entry.example, result.err)
        data = json.loads(result.out)["data"]
        fields = [field for table in entry.tables for field in table]
        for row in data if entry.listing else [data]:
            check_row(fields, row, entry.example)


def test_every_command_has_an_entry_above():
    assert {row.name for row in COMMANDS if not row.hidden} <= {entry.command.split()[0] for entry in ENTRIES}


# What lists the things that it has changed, and a list of choices for the next command.
CHANGING = {
    "steps done", "steps drop", "steps start", "steps reopen", "students add", "students remove", "undo", "star",
}  # fmt: skip


def test_what_lists_takes_a_file():
    root = typer.main.get_command(app)
    for entry in (entry for entry in ENTRIES if entry.listing):
        name, *verbs = entry.command.partition(" --")[0].split()
        command = root.get_command(None, name)
        if " ".join([name, *verbs[: hasattr(command, "subcommands")]]) in CHANGING:
            continue
        for verb in verbs[: hasattr(command, "subcommands")]:
            command = command.get_command(None, verb)
        assert "to" in {param.name for param in command.params}, entry.command


def check_row(fields, row, example):
    assert [*row] == [field.name for field in fields], example
    for field in (field for field in fields if field.fields):
        value = row[field.name]
        for inner in [] if value is None else [value] if field.single else value:
            check_row(field.fields, inner, example)


def reference() -> str:
    """Return the table of commands and their fields; what one command prints alone is spelled out there only."""
    homes = {}
    for entry in ENTRIES:
        if len(entry.tables) == 1:
            homes.setdefault(entry.tables[0], entry.command)
    lines = ["", "| command | `data` |", "|---|---|"]
    for entry in ENTRIES:
        kind = "list of: " if entry.listing else ""
        words = ", and ".join(spell(table, homes, entry.command) for table in entry.tables)
        lines.append(f"| `{entry.command}` | {kind}{words} |")
    return "\n".join([*lines, "", ""])


def spell(fields, homes, command="") -> str:
    home = homes.get(fields, command)
    return f"as `{home}`" if home != command else ", ".join(describe(field, homes) for field in fields)


def describe(field, homes) -> str:
    about = [field.meaning]
    if field.fields:
        inner = spell(field.fields, homes)
        about.append(inner if field.single else f"list of: {inner}")
    told = "; ".join(filter(None, about))
    return f"`{field.name}`" + (f" ({told})" if told else "")
