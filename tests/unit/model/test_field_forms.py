"""What people type into a field is read as they mean it, or is named with its line."""

import pytest

from coachlog.errors import Problem
from coachlog.model.kinds import KINDS, Record, kind_of
from coachlog.storage.reading import read_body, read_head
from tests.support.field_forms import (
    CALLED,
    CUT,
    DAYS,
    IDS,
    MINUTES,
    NO_DAYS,
    NO_MINUTES,
    NO_STATUSES,
    NO_TIMES,
    OWNERS,
    STATUSES,
    TIMES,
    WHOLE,
)
from tests.support.typed import SETTINGS
from tests.support.world import REPOSITORY

PLACES = {"goal": "goals/late-x2x2x.md", "feedback": "feedback/late-x2x2x.md", "meeting": "meetings/notes.md"}
NOTE = "meetings/2026-11-19.md"


def fields(kind: str, path: str, front: str) -> tuple[Record | None, list[Problem]]:
    """What is read of a document that has some lines at its top, and its problems."""
    return read_head(kind_of(kind), path, f"---\ntype: {kind}\n{front}\n---\n# T\n".encode(), SETTINGS)


@pytest.mark.parametrize(("kind", "field"), [("goal", "target_date"), ("feedback", "date"), ("meeting", "date")])
def test_a_day_is_read_as_people_write_it_or_named(kind: str, field: str) -> None:
    attribute = "target_date" if kind == "goal" else "day"
    for typed, day in DAYS.items():
        record, problems = fields(kind, PLACES[kind], f"{field}: {typed}")
        assert (str(getattr(record, attribute)), problems) == (day, []), typed
    for typed in NO_DAYS:
        record, problems = fields(kind, PLACES[kind], f"{field}: {typed}")
        assert getattr(record, attribute, None) is None, typed
        assert [problem.line for problem in problems] == [3], typed


def test_a_time_a_length_and_a_status_are_read_as_people_write_them_or_named() -> None:
    for key, read, unread in (
        ("start", TIMES, NO_TIMES),
        ("minutes", MINUTES, NO_MINUTES),
        ("status", STATUSES, NO_STATUSES),
    ):
        for typed, meant in read.items():
            record, problems = fields("meeting", NOTE, f"{key}: {typed}")
            assert (getattr(record, key), problems) == (meant, []), typed
        for typed in unread:
            assert [problem.line for problem in fields("meeting", NOTE, f"{key}: {typed}")[1]] == [3], typed


def test_documents_and_people_are_meant_however_they_are_written() -> None:
    for typed, ids in IDS.items():
        record, problems = fields("meeting", NOTE, f"goals: {typed}")
        assert (getattr(record, "goals", ()), problems) == (ids, []), typed
    for typed, owner in OWNERS.items():
        record, problems = fields("goal", PLACES["goal"], f"owner: {typed}")
        assert (getattr(record, "owner", ""), problems) == (owner, []), typed


@pytest.mark.parametrize("front", CUT)
def test_words_that_end_before_a_comment_are_named(front: str) -> None:
    line = 3 + next(at for at, line in enumerate(front.split("\n")) if "#" in line)
    _, problems = fields("meeting", NOTE, front)
    assert [(problem.line, problem.code) for problem in problems] == [(line, "cut-value")]


@pytest.mark.parametrize("front", CALLED)
def test_a_word_that_a_meeting_does_not_have_is_named(front: str) -> None:
    assert fields("meeting", NOTE, front)[1]


def test_a_lesson_before_and_what_feedback_is_about_are_meant_however_they_are_written() -> None:
    for typed in ("a", "[[a]]", "'[[a]]'", "lessons/a.md", "'[[lessons/a|A]]'"):
        lesson, problems = fields("lesson", "lessons/late-x2x2x.md", f"previous: {typed}")
        assert (getattr(lesson, "previous", ""), problems) == ("a", []), typed
        feedback, problems = fields("feedback", PLACES["feedback"], f"date: 2026-11-19\nabout: {typed}")
        assert (getattr(feedback, "about", ""), problems) == ("a", []), typed


@pytest.mark.parametrize("front", WHOLE)
def test_other_comments_are_those_of_their_writer(front: str) -> None:
    assert fields("meeting", NOTE, front)[1] == []


# How people write a title, and whether it opens the section; else it is named.
TITLES = {
    "## {}": True,
    "## {}:": True,
    "## **{}**": True,
    "## 1. {}": True,
    "## II. {}": True,
    "## 🎯 {}": True,
    "## {} (5 min)": True,
    "## {} {{#a}}": True,
    "# {}": True,
    "{}\n---": True,
    "## “{}”": True,
    "### {}": False,
    "#### {}": False,
    "**{}**": False,
    "**{}:**": False,
    "__{}__": False,
    "{}:": False,
    "{}": False,
    "##{}": False,
    "\\## {}": False,
    "<h2>{}</h2>": False,
    "- **{}**": False,
    "• **{}**": False,
    "## [{}](#x)": True,
}


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.sections and kind.name != "meeting"], ids=lambda kind: kind.name
)
def test_a_title_of_a_section_opens_it_or_is_named(kind, title):
    for name in kind.sections:
        text = f"---\ntype: {kind.name}\n---\n# The one\n\nwords\n\n{title.format(name)}\n\n- zebra\n"
        body, problems = read_body(REPOSITORY, kind, SETTINGS, f"{kind.folder}/2026-10-09-one.md", text.encode())
        below = [entry.text for section in body.sections if section.name == name for entry in section.entries]
        named = [] if TITLES[title] else [(8, "unclear-heading")]
        assert (below, [(problem.line, problem.code) for problem in problems]) == (
            ["zebra"] if TITLES[title] else [],
            named,
        ), name


@pytest.mark.parametrize("title", ["## Evidnece", "### Evidence", "## Evidecne:", "## Where we are no"])
def test_a_title_misspelled_is_named_once_and_one_that_is_a_part_of_another_section_too(title):
    text = f"# The one\n\n{title}\n\n- zebra\n\n## Strategies\n\n### First week\n\n- words\n"
    _, problems = read_body(REPOSITORY, kind_of("goal"), SETTINGS, "goals/one-x2x2x.md", text.encode())
    assert [(problem.line, problem.code) for problem in problems] == [(3, "unclear-heading")]
    whole = f"{text}\n## Evidence\n\n## Where we are now\n"
    _, problems = read_body(REPOSITORY, kind_of("goal"), SETTINGS, "goals/one-x2x2x.md", whole.encode())
    assert [problem.line for problem in problems] == ([3] if title == "### Evidence" else [])  # `##` is a part of it
