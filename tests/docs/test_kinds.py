"""The contract of every kind of document: what one row and one module must bring with them."""

import json
import re
from types import SimpleNamespace

import pytest

from coachlog.app.completion import complete_documents
from coachlog.changes import describe_files
from coachlog.commands import COMMANDS
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.model.blank_pages import fill_template
from coachlog.model.kinds import KINDS, count_kinds, kind_of, kind_of_path
from coachlog.model.kinds.field_reader import Reader
from coachlog.model.kinds.headings import section_name
from coachlog.model.parse_settings import parse_settings
from coachlog.shipped import shipped, shipped_template
from coachlog.storage.records import pack, unpack
from tests.support.world import REPOSITORY

EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
SETTINGS, _ = parse_settings(b"coachlog: 1\n")
DAY = "2026-11-12"
SLOTS = {"title": "Something new", "date": DAY, "term": "2026-fall"}


def blank_page(kind):
    template = shipped_template(kind.name)
    return fill_template(template, dict.fromkeys(re.findall(r"\{\{(\w+)\}\}", template), "") | SLOTS)


def path_in(kind):
    return f"{kind.folder}/{DAY}-x7x7x.md"


@EVERY_KIND
def test_its_name_its_folder_and_its_plural_are_its_own(kind):
    assert [kind_of(word) for word in (kind.name, kind.folder)] == [kind, kind]
    assert kind_of_path(path_in(kind)) is kind
    assert count_kinds([path_in(kind)]) == f"1 {kind.name}"
    assert count_kinds([path_in(kind)] * 2) == f"2 {kind.plural}"
    assert [other for other in KINDS if other.plural == kind.plural] == [kind]


@EVERY_KIND
def test_its_blank_page_has_its_sections_in_their_order(kind):
    headings = [section.heading for section in blank_page(kind).sections if section.heading]
    names = [section_name(heading.text) for heading in headings if heading.level == 2]
    assert names == [name for name in kind.sections if name in names]
    assert bool(names) == bool(kind.sections)


@EVERY_KIND
def test_each_of_its_headings_means_its_section(kind):
    assert [section_name(name) for name in kind.sections] == list(kind.sections)
    assert [section_name(f"{name.upper()}:") for name in kind.sections] == list(kind.sections)


@EVERY_KIND
def test_its_record_reads_its_own_blank_page(kind):
    document = blank_page(kind)
    problems: list[Problem] = []
    reader = Reader(path_in(kind), document.front, 2, problems)
    record = kind.record().parse(reader, f"{DAY}-x7x7x", document.title)
    assert isinstance(record, kind.record())
    assert (record.path, record.id, record.title) == (path_in(kind), f"{DAY}-x7x7x", "Something new")
    assert problems == []
    assert reader.text("type") == kind.name
    row = json.loads(json.dumps(pack(record)))
    assert unpack(kind.record(), row) == record, "the index rebuilds a frozen dataclass without slots"


@EVERY_KIND
def test_a_sentence_tells_of_a_new_one_and_names_it(kind):
    first, *_ = describe_files({path_in(kind): (None, blank_page(kind).text.encode())}, SETTINGS)
    assert first.startswith(f"{kind.started} the {kind.name} ")
    assert ("Something new" in first) is (kind.named_by == "")
    assert not kind.named_by or kind.named_by in kind.record().__dataclass_fields__


@EVERY_KIND
def test_the_command_that_lists_it_is_a_command(kind):
    assert kind.listed_by.partition(" ")[0] in {"", *(row.name for row in COMMANDS)}


@EVERY_KIND
def test_a_shared_one_is_offered_found_and_shown_and_one_of_your_own_is_not(kind, run, example):
    path = example / path_in(kind)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(blank_page(kind).text.encode())
    here = SimpleNamespace(find_root=lambda: here, ensure_object=lambda _: Context())
    assert (path.stem in [name for name, _ in complete_documents(here, "")]) is kind.shared
    assert (path_in(kind) in run("search", "something", "new").out) is kind.shared
    if kind.shared:
        assert "Something new" in run("show", path.stem).out


@EVERY_KIND
def test_readme_says_where_it_lies_and_an_empty_page_is_shipped(kind):
    _, picture, *_ = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("## Where things are")[1].split("```")
    assert (shipped("templates") / f"{kind.name}.md").is_file(), f"write templates/{kind.name}.md"
    lines = [line for line in picture.splitlines() if re.search(rf"\b{kind.folder}/", line)]
    assert lines, f"README's `Where things are` does not show {kind.folder}/"
    assert kind.shared or any("own/" in line for line in lines)
    explained = (shipped("templates") / "log-readme.md").read_text(encoding="utf-8")
    assert (f"`{kind.folder}/`" in explained) is kind.shared, "templates/log-readme.md explains the folders of a log"
