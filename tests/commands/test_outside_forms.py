"""A lesson, feedback and a framework come in from Word, a web page, Markdown and text alike."""

from base64 import b64encode
from pathlib import Path

import pytest

from tests.support.web_examples import PICTURE
from tests.support.word_files import word
from tests.support.world import Run

WORD = word(
    "h1 Ratios, last year",
    "h2 Warm-up",
    "Talk in pairs.",
    "* one",
    "** deeper",
    [["Level", "Looks like"], ["4", "a|b"]],
)
PAGE = (
    "<title>x</title><h1>Ratios, last year</h1><h2>Warm-up</h2><p>Talk in pairs.</p><ul><li>one<ul><li>deeper</ul></ul>"
    "<table><tr><th>Level</th><th>Looks like</th></tr><tr><td>4</td><td>a|b</td></tr></table>"
)
MARKED = """\
# Ratios, last year

## Warm-up

Talk in pairs.

- one
  - deeper

| Level | Looks like |
| --- | --- |
| 4 | a\\|b |
"""
FORMS = [
    ("lesson.docx", WORD),
    ("lesson.html", PAGE.encode()),
    ("lesson.md", MARKED.encode()),
    ("lesson.txt", MARKED.encode()),
]


@pytest.mark.parametrize(("name", "content"), FORMS)
def test_a_lesson_of_any_form_keeps_its_headings_lists_and_tables(run: Run, example, tmp_path, name, content) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("lessons", "add", "--from", tmp_path / name, "--json")
    assert result.status == 0, result.err
    assert result.data["title"] == "Ratios, last year"
    text = (example / result.data["path"]).read_text(encoding="utf-8")
    assert MARKED.partition("\n\n")[2] in text.replace("| ---", "| ---")
    assert "## What worked before" in text
    assert "## What to adapt or change" in text


def test_a_lesson_brings_its_pictures(run: Run, example: Path, tmp_path: Path) -> None:
    source = f"data:image/png;base64,{b64encode(PICTURE).decode()}"
    (tmp_path / "a.html").write_text(f'<h1>A</h1><p><img src="{source}">', "utf-8")
    result = run("lessons", "add", "--from", tmp_path / "a.html", "--json")
    details = run("lessons", "show", result.data["id"], "--json").data
    (asset,) = details["assets"]
    assert asset["there"]
    assert (example / asset["path"]).read_bytes() == PICTURE


def test_a_page_without_a_large_heading_has_its_own_title(run: Run, example: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<title>Ratios\n2025</title><h2>Warm-up</h2><p>Talk.", "utf-8")
    assert run("lessons", "add", "--from", tmp_path / "a.html", "--json").data["title"] == "Ratios 2025"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("from Kim.docx", word("h2 Glows", "* The question at its heart", "h2 I wonder", "* Who talks first?")),
        ("from Kim.html", b"<h2>Glows</h2><ul><li>The question at its heart</ul><h2>I wonder</h2><p>Who talks first?"),
        ("from Kim.txt", b"## Glows\n\n- The question at its heart\n\n## I wonder\n\n- Who talks first?\n"),
    ],
)
def test_feedback_of_any_form_comes_to_its_sections(run: Run, example, tmp_path, name, content) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("feedback", "add", "--file", tmp_path / name, "--from", "Kim", "--json")
    assert result.status == 0, result.err
    text = (example / result.data["path"]).read_text(encoding="utf-8")
    strengths = text[text.index("## Strengths") : text.index("## Questions")]
    assert "- The question at its heart" in strengths
    assert "Who talks first?" in text[text.index("## Questions") :]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "goals.docx",
            word("District goals", [["Code", "Title", "Text"], ["1", "Talk", "in pairs"], ["1a", "Ask", ""]]),
        ),
        (
            "goals.html",
            b"<table><tr><th>Code<th>Title<th>Text<tr><td>1<td>Talk<td>in pairs<tr><td>1a<td>Ask<td></table>",
        ),
        ("goals.md", b"# Goals\n\n- 1 Talk: in pairs\n  - 1a Ask\n"),
        ("goals.txt", b"1. Talk: in pairs\n1a Ask\n"),
    ],
)
def test_a_framework_of_any_form_has_its_items(run: Run, example, tmp_path, name, content) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("frameworks", "import", tmp_path / name, "--json")
    assert result.status == 0, result.err
    items = run("frameworks", "show", "goals", "--json").data["items"]
    assert [(item["code"], item["title"], item["text"]) for item in items] == [
        ("1", "Talk", "in pairs"),
        ("1a", "Ask", ""),
    ]


@pytest.mark.parametrize(
    "typed", [("lessons", "add", "--from"), ("feedback", "add", "--file"), ("frameworks", "import"), ("import",)]
)
@pytest.mark.parametrize("name", ["a.gdoc", "a.pdf", "a.jpg", "a.doc"])
def test_what_nobody_can_read_says_what_to_do_instead(run: Run, example, tmp_path, typed, name) -> None:
    (tmp_path / name).write_bytes(b"%PDF or a pointer")
    result = run(*typed, tmp_path / name)
    assert result.status == 1
    assert f"{name} was not" in result.err
    assert "hint:" in result.err
