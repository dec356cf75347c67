"""Who may read what: each field and each section of each kind has a decision, and README tells them all."""

import re
from dataclasses import fields

import pytest

from coachlog.model.audience import WITHIN, Audience
from coachlog.model.kinds import KINDS
from coachlog.model.kinds.section_names import CHECK_IN
from coachlog.model.readers import READERS, may_read, may_read_section
from tests.support.world import REPOSITORY

README = REPOSITORY / "README.md"
TABLE = re.compile(r"(?<=<!-- readers -->\n).*?(?=<!-- /readers -->)", re.DOTALL)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
OUTSIDE = [audience for audience in Audience if audience not in WITHIN]


@EVERY_KIND
def test_each_field_of_each_kind_has_a_decision(kind):
    assert kind.name in READERS, f"say in model/readers.py who may read a {kind.name}"
    names = [field.name for field in fields(kind.record())]
    undecided = set(names) - READERS[kind.name].fields.keys()
    assert not undecided, f"say in model/readers.py who may read these fields of a {kind.name}"
    assert READERS[kind.name].fields.keys() <= set(names)


@EVERY_KIND
def test_each_section_of_each_kind_has_a_decision(kind):
    readers = READERS[kind.name]
    undecided = set(kind.sections) - readers.sections.keys()
    assert not undecided or readers.own_headings != WITHIN, "say in model/readers.py who may read these sections"
    assert readers.sections.keys() <= set(kind.sections)


@EVERY_KIND
def test_what_nobody_knows_and_what_is_for_typing_leave_for_nobody(kind):
    for audience in OUTSIDE:
        assert not may_read(kind.name, "a key that nobody knows", audience)
        assert not may_read(kind.name, "path", audience)
        assert not may_read(kind.name, "id", audience)
        if kind.shared and kind.name != "reflection":
            assert not may_read_section(kind.name, "A heading that nobody knows", audience)


def test_a_check_in_leaves_for_nobody():
    for kind in (kind for kind in KINDS if CHECK_IN in kind.sections):
        assert not any(may_read_section(kind.name, CHECK_IN, audience) for audience in OUTSIDE)


def test_a_programme_gets_no_words():
    words = {"title", "focus", "target", "measure", "baseline", "link", "tools", "contacts", "next_focus", "owner"}
    for kind in KINDS:
        assert not [name for name in words if may_read(kind.name, name, Audience.PROGRAM)]
        assert not [name for name in kind.sections if may_read_section(kind.name, name, Audience.PROGRAM)]


def test_readme_tells_every_decision(request):
    text = README.read_text(encoding="utf-8")
    written = table()
    if request.config.getoption("--rewrite"):
        text = TABLE.sub(lambda _: written, text)
        README.write_text(text, encoding="utf-8")
    assert TABLE.search(text).group() == written


def table() -> str:
    rows = (f"| {kind.name} | {' | '.join(readable(kind, audience) for audience in OUTSIDE)} |" for kind in KINDS)
    return "\n".join(["", "| document | peers | the programme | everybody |", "|---|---|---|---|", *rows, "", ""])


def readable(kind, audience) -> str:
    names = [
        field.name.replace("_", " ") for field in fields(kind.record()) if may_read(kind.name, field.name, audience)
    ]
    sections = [f"“{name}”" for name in kind.sections if may_read_section(kind.name, name, audience)]
    if audience in READERS[kind.name].own_headings:
        sections = ["the whole text"]
    return ", ".join([*names, *sections]).replace("_", " ") or "–"
