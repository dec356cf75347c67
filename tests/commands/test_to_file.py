"""`--to FILE`: what a command shows, in a file of the form that its name says."""

import csv
import json
from io import BytesIO, StringIO

import docx
import pytest
from docx.oxml.ns import qn

from coachlog.render.forms import FILE_FORMS
from tests.support.world import git

LESSON = "ratios-in-the"
MEETING = "2026-11-19"


@pytest.mark.parametrize("ending", [form.ending for form in FILE_FORMS if form.ending != ".ics"])
def test_a_list_goes_into_every_form(ending, run, example, tmp_path):
    file = tmp_path / f"goals{ending}"
    result = run("goals", "--to", file)
    assert (result.status, result.out) == (0, f"Written for the two of you: {file}\n")
    content = file.read_bytes()
    if ending == ".docx":
        content = " ".join(cell.text for row in docx.Document(BytesIO(content)).tables[0].rows for cell in row.cells)
        content = content.encode()
    assert b"Explain why a relationship is proportional" in content
    assert (b"explain-why-it-is-proportional-p5v8h" in content) is (ending in (".csv", ".json")), "ids are for typing"


def test_json_in_a_file_is_what_json_prints(run, example, tmp_path):
    run("steps", "--to", tmp_path / "steps.json")
    assert json.loads((tmp_path / "steps.json").read_bytes()) == json.loads(run("steps", "--json").out)


def test_a_spreadsheet_has_a_row_for_each_thing_and_a_column_for_each_field(run, example, tmp_path):
    run("goals", "--to", tmp_path / "goals.csv")
    rows = list(csv.DictReader(StringIO((tmp_path / "goals.csv").read_text("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [goal["id"] for goal in run("goals", "--json").data]
    assert rows[0]["supports"] == "explain-why-it-is-proportional-p5v8h; grade-7-talks-about-ratios-c8n3t"


@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".json"])
def test_a_check_in_is_in_no_file_though_it_is_on_the_screen(ending, run, example, tmp_path):
    assert "A long weekend" in run("show", MEETING).out
    file = tmp_path / f"note{ending}"
    assert run("show", MEETING, "--to", file).status == 0
    content = file.read_bytes()
    if ending == ".docx":
        content = "\n".join(paragraph.text for paragraph in docx.Document(file).paragraphs).encode()
    assert b"Both platforms" in content
    assert b"A long weekend" not in content
    assert b"Check-in" not in content


def test_clean_markdown_has_no_fields_comments_or_marks_and_dates_as_people_say_them(run, example, tmp_path):
    note = example / "meetings" / f"{MEETING}.md"
    goal = "[[explain-why-it-is-proportional-p5v8h]]"
    note.write_text(
        note.read_text("utf-8")
        .replace("## Notes\n", f"## Notes\n\n<!-- a thought of mine -->\n\n- #star/waiting Why {goal} matters {goal}\n")
        .replace("- Jo's", "- ```\n  <!-- code stays -->\n  ```\n- Jo's"),
        encoding="utf-8",
    )
    run("show", MEETING, "--to", tmp_path / "note.md")
    text = (tmp_path / "note.md").read_text("utf-8")
    assert text.startswith("# Both platforms, from a student's seat\n\nRobin and Sam, grade 7 math, 19 November 2026\n")
    assert "\n- Why Explain why a relationship is proportional matters\n" in text
    assert "- [ ] Sam Sample: Try the exit ticket in period 3 (due 5 November 2026)\n" in text
    assert "- [x] Both: Try Nearpod" in text
    assert "with Kim (due 19 November 2026) (under way)\n" in text
    assert text.endswith("\n\nFor growth, not for evaluation.\n")
    for mark in ("---", "<!-- a", "a thought", "^k3f9x", "(from ", "@mentee", "#star", "[[", "participants"):
        assert mark not in text


def test_word_has_real_headings_lists_tables_page_numbers_a_title_and_a_language(run, example, tmp_path):
    run("lessons", "show", LESSON, "--to", tmp_path / "lesson.docx")
    document = docx.Document(tmp_path / "lesson.docx")
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Ratios in the real world"] == "Heading 1"
    assert styles["Learning targets"] == "Heading 2"
    assert styles["Engaging task"] == "Heading 3"
    assert styles["Working with a neighbour, so that nobody began alone."] == "List Bullet"
    assert styles["Show, doubt, answer (15 minutes)"] == "List Number"
    (rubric,) = document.tables
    assert [cell.text for cell in rubric.rows[0].cells][:2] == ["Criterion", "Beginning"]
    assert len(rubric.rows) == 5
    assert document.core_properties.title == "Ratios in the real world"
    assert document.core_properties.language == "en-US"
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml
    assert 'w:lang w:val="en-US"' in document.styles.element.xml


def test_a_page_is_one_file_that_loads_nothing(run, example, tmp_path):
    run("lessons", "show", LESSON, "--to", tmp_path / "lesson.html")
    page = (tmp_path / "lesson.html").read_text("utf-8")
    assert "<h1>Ratios in the real world</h1>" in page
    assert "<h2>Learning targets</h2>" in page
    assert '<th scope="col">Criterion</th>' in page
    assert "assets/everyday-activities" not in page, "a link into the log leads nowhere outside of it"
    for loaded in ("<script", "src=", "<link", "@import", "url("):
        assert loaded not in page


def test_a_file_that_is_there_stays_unless_somebody_says_replace(run, example, tmp_path):
    file = tmp_path / "goals.md"
    file.write_text("mine", encoding="utf-8")
    refused = run("goals", "--to", file)
    assert refused.status == 1
    assert refused.err == (
        f"error: there is a file {file} already\n"
        "hint: name another file, or say --replace to put the new one in its place\n"
    )
    assert file.read_text("utf-8") == "mine"
    assert run("goals", "--to", file, "--replace").status == 0
    assert file.read_text("utf-8").startswith("# Goals\n")
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("name", ["goals.xls", "goals", "goals.ics", ".html"])
def test_a_wrong_ending_names_the_forms(name, run, example, tmp_path):
    refused = run("goals", "--to", tmp_path / name)
    assert refused.status == 2
    assert ".md (plain text), .html (a page for a browser), .docx (Word)" in refused.err
    assert not (tmp_path / name).exists()


def test_what_shows_nothing_writes_no_file(run, example, tmp_path):
    assert run("goals", "--to", tmp_path / "x.md", "add", "A goal").status == 2
    assert run("note", "words", "--in", "notes", "--to", tmp_path / "x.md").status == 2


@pytest.mark.parametrize(
    "place", ["goals/x.md", "coachlog.yml.md/../goals/y.html", ".git/x.md", "../home/coachlog/own/x.md"]
)
def test_a_file_goes_to_no_place_where_coachlog_keeps_its_own(place, run, example, tmp_path):
    (tmp_path / "home" / "coachlog" / "own").mkdir(parents=True, exist_ok=True)
    refused = run("goals", "--to", place)
    assert refused.status in (2, 3)
    assert git(example, "status", "--porcelain") == ""


def test_a_file_goes_to_no_place_through_which_a_log_is_shared(run, example, tmp_path):
    (tmp_path / "drive").mkdir()
    assert run("invite", "--folder", tmp_path / "drive").status == 0
    from coachlog.storage.home import Home

    Home(tmp_path / "home" / "coachlog").add(example)
    refused = run("goals", "--to", tmp_path / "drive" / "goals.html")
    assert refused.status == 2
    assert "through which you share a log" in refused.err


def test_a_folder_and_a_place_that_is_not_there_are_told_in_a_sentence(run, example, tmp_path):
    (tmp_path / "x.md").mkdir()
    assert "is a folder" in run("goals", "--to", tmp_path / "x.md").err
    refused = run("goals", "--to", tmp_path / "nowhere" / "x.md")
    assert refused.status == 3
    assert "x.md was not saved" in refused.err


def test_an_unreadable_document_is_no_file_for_nobody_knows_where_its_check_in_is(run, example, tmp_path):
    note = example / "meetings" / f"{MEETING}.md"
    note.write_text(note.read_text("utf-8").replace("minutes: 50", "minutes: [50"), encoding="utf-8")
    refused = run("show", MEETING, "--to", tmp_path / "x.html")
    assert refused.status == 1
    assert not (tmp_path / "x.html").exists()


def test_a_log_s_problems_are_told_and_the_others_are_written(run, example, tmp_path):
    (example / "goals" / "broken-a2b3c.md").write_text("---\ntype: [goal\n---\n", encoding="utf-8")
    result = run("goals", "--to", tmp_path / "goals.html")
    assert result.status == 1
    assert "goals/broken-a2b3c.md:2" in result.err
    assert "Explain why" in (tmp_path / "goals.html").read_text("utf-8")


def test_without_a_log_what_needs_none_is_written(run, sealed, tmp_path):
    assert run("frameworks", "--to", tmp_path / "frameworks.html").status == 0
    assert "<h1>" in (tmp_path / "frameworks.html").read_text("utf-8")


def test_the_receipt_is_json_too(run, example, tmp_path):
    assert run("goals", "--to", tmp_path / "g.html", "--json").data == {"file": str(tmp_path / "g.html"), "for": "pair"}


def test_a_private_note_is_for_nobody_else(run, example, tmp_path):
    run("private", "a thought of mine")
    refused = run("private", "--to", tmp_path / "notes.html", "--for", "pair")
    assert refused.status == 2
    assert not (tmp_path / "notes.html").exists()
    assert run("private", "--to", tmp_path / "notes.html").status == 0
    assert "a thought of mine" in (tmp_path / "notes.html").read_text("utf-8")


@pytest.mark.parametrize("audience", ["peer", "program", "public"])
def test_what_is_made_for_the_pair_leaves_for_nobody_else(audience, run, example, tmp_path):
    assert run("history", "--to", tmp_path / "x.html", "--for", audience).status == 2
    assert run("history", "--for", audience).status == 2
    assert not (tmp_path / "x.html").exists()
    assert run("history", "--for", "everybody").status == 2


def test_a_page_says_who_wrote_it_and_when_and_its_foot_stands_apart(example, run, tmp_path):
    assert run("report", "--no-edit", "--to", tmp_path / "page.docx").status == 0
    document = docx.Document(str(tmp_path / "page.docx"))
    about = document.core_properties
    assert (about.title, about.author) == ("Reflection, fall 2026", "Robin Example")
    assert f"{about.created:%Y-%m-%d}" == f"{about.modified:%Y-%m-%d}" == "2026-11-19"
    foot = document.paragraphs[-1]
    assert foot.text == "For growth, not for evaluation."
    assert foot._p.pPr.find(qn("w:pBdr")) is not None
    run("goals", "--for", "peer", "--to", tmp_path / "goals.docx")
    assert docx.Document(str(tmp_path / "goals.docx")).core_properties.author == ""


def test_the_references_of_a_page_are_all_of_one_form(example, run, tmp_path):
    for number, words in enumerate((["report", "--no-edit"], ["evidence", "2c", "--no-edit"])):
        file = tmp_path / f"page{number}.html"
        assert run(*words, "--to", file).status == 0
        items = file.read_text().rpartition("References</h")[2].partition("</ul>")[0].split("<li>")[1:]
        assert items
        for item in items:
            assert "<em>" in item
            assert ("http" in item) == ("<a href=" in item)
            assert "Retrieved" not in item


@pytest.mark.one_in(2)
@pytest.mark.parametrize("words", ["report", "evidence 2c", "evidence", "private", "work", "goals --for self"])
def test_what_is_ones_own_is_not_written_into_a_log(words, example, run, tmp_path):
    for place in ("page.html", str(example / "goals" / "page.html"), f"../{example.name}/page.html"):
        result = run(*words.split(), "--to", place)
        assert result.status == 2
        assert "would be in a log, and what is there both of you get" in result.err
        assert "such as ~/page.html" in result.err
    assert not [*example.rglob("page.html")]
    assert run(*words.split(), "--to", tmp_path / "page.html").status == 0
    assert run("goals", "--to", "goals.html").status == 0
