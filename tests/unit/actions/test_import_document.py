"""A file from elsewhere comes along whole: its fields, its words, whatever it begins with."""

import pytest

from coachlog.actions.imports.document import given_title, import_into, read_file
from coachlog.errors import CoachlogError
from coachlog.markdown.document import parse_document
from coachlog.markdown.edit_yaml import plain_data

BLANK = "---\ntype: lesson\nsubject:\nstatus: drafting\n---\n\n# T\n\n## Task\n"


def brought(text: str, tmp_path, title: str = "") -> str:
    """A lesson that began with a file."""
    file = tmp_path / "given.md"
    file.write_bytes(text.encode())
    given = read_file(file).document
    return import_into(given, parse_document(BLANK), title or given_title(given) or "given", ("subject",)).text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_unknown_fields_come_along_as_they_are_written(end, tmp_path):
    front = (
        "# ours\nlicense: CC-BY  # fine\nauthor: {name: Kim, at: [a, b]}\nsubject: mathematics\n"
        "tags:\n  - one\n  - two\nnote: |\n  first\n\n  third\n"
    )
    text = f"---\n{front}---\n# Ratios\n\ntext\n".replace("\n", end)
    lesson = brought(text, tmp_path)
    for line in front.splitlines():
        assert line in lesson.split(end)
    data = plain_data(parse_document(lesson).front)
    assert data["type"] == "lesson"
    assert data["note"] == "first\n\nthird\n"
    assert data["tags"] == ["one", "two"]
    assert lesson.endswith(f"# Ratios{end}{end}text{end}")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Ratios\nlicense: x\n---\n\ntext\n", "Ratios"),
        ("---\ntitle: Ratios\n---\n# Other\n\ntext\n", "Ratios"),
        ("---\n# Ratios\n---\n\ntext\n", "Ratios"),
        ("---\n# Ratios\n\ntext\n", "Ratios"),
        ("---\nSome words\n---\n\ntext\n", ""),
        ("---\n\n# Ratios\n\ntext\n---\nmore: or less\n", "Ratios"),
        ("***\n# Ratios\n\ntext\n", "Ratios"),
        ("---\n---\n# Ratios\n\ntext\n", "Ratios"),
        ("# Ratios\n\n---\n\ntext\n", "Ratios"),
        ("---\nlicense: x\n---\n---\n# Ratios\n---\n\ntext\n", "Ratios"),
        ('---\n{"title": "Ratios", "license": "x"}\n---\n\ntext\n', "Ratios"),
    ],
)
def test_front_matter_is_what_has_keys_and_title_is_the_title(text, title, tmp_path):
    lesson = brought(text, tmp_path)
    document = parse_document(lesson)
    assert document.title == (title or "given")
    assert document.front.find("type").value.text == "lesson"
    lost = [
        word for word in text.replace('"', " ").replace(",", " ").split() if word.strip("{}:") not in f"title {lesson}"
    ]
    assert lost == []


def test_fields_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(CoachlogError, match=r"given\.md:2: "):
        brought("---\ntitle: a: b\n---\n\ntext\n", tmp_path)
