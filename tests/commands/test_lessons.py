"""`coachlog lessons`: the list, a new lesson, and one lesson with what it covers."""

import re

import pytest

from tests.support.world import git

SPRING = "ratio-problems-spring-2026-w6t4k"
REAL = "ratios-in-the-real-world-x2p7d"


def added(example, result):
    """The file that `lessons add` made."""
    assert result.status == 0, result.err
    return example / re.search(r"lessons/\S+\.md", result.out).group()


def test_the_list_has_just_the_promised_fields_and_the_table_says_more(run, example):
    data = run("lessons", "--json").data
    assert [list(lesson) for lesson in data] == [["id", "title", "status", "path"]] * 3
    out = run("lessons").out
    assert "math, grade 7" in out
    assert "math and literacy, educators" in out
    assert "2027-03-11" in out
    assert "engaging, technology" in out


def test_a_lesson_that_cannot_be_read_is_told_of_even_when_it_is_the_only_one(run, example):
    for path in (example / "lessons").iterdir():
        path.write_text("---\n- no\n---\n", encoding="utf-8")
    result = run("lessons")
    assert result.status == 1
    assert f"lessons/{SPRING}.md:" in result.err
    assert "coachlog lessons add" in result.out


def test_a_new_lesson_is_blank_and_says_what_is_known(run, example):
    result = run(
        *("lessons", "add", "Scale drawings", "--subject", "math", "--grade", "7", "--unit", "Scale: maps"),
        *("--teach-on", "2026-12-04", "--standard", "7.G.A.1", "--standard", "MP4", "--audience", "educators"),
    )
    text = added(example, result).read_text(encoding="utf-8")
    for line in (
        "subject: math",
        "grade: 7",
        'unit: "Scale: maps"',
        "audience: educators",
        "status: drafting",
        "teach_on: 2026-12-04",
        "standards: [7.G.A.1, MP4]",
    ):
        assert f"\n{line}\n" in text
    assert "# Scale drawings\n\n## Learning targets\n" in text
    assert git(example, "status", "--porcelain") == ""
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons add: 1 lesson"


@pytest.mark.parametrize(("title", "slug"), [("🎉", "untitled"), ("../up", "up"), ("NUL", "nul"), ("y" * 99, "y" * 40)])
def test_any_title_makes_a_safe_file(run, example, title, slug):
    path = added(example, run("lessons", "add", title))
    assert re.fullmatch(slug + "-[2-9a-z]{5}", path.stem)
    assert path.parent == example / "lessons"


def test_a_lesson_without_a_title_is_refused(run, example):
    result = run("lessons", "add", "--json")
    assert result.status == 2
    assert "hint:" in result.err


def test_a_lesson_grows_from_an_earlier_one(run, example):
    before = (example / "lessons" / f"{SPRING}.md").read_bytes()
    path = added(example, run("lessons", "add", "Ratio problems, again", "--from", "ratio problems", "--grade", "8"))
    text = path.read_text(encoding="utf-8")
    for line in (f"previous: {SPRING}", "status: drafting", "grade: 8", "minutes: 50", "standards: [7.RP.A.3]"):
        assert f"\n{line}\n" in text
    assert "taught:" not in text
    assert "teach_on:" not in text
    assert "# Ratio problems, again\n\n## Learning targets\n" in text
    assert text.partition("## Learning targets")[2] == before.decode().partition("## Learning targets")[2]
    assert (example / "lessons" / f"{SPRING}.md").read_bytes() == before


def test_an_earlier_lesson_without_a_title_gets_the_new_one_above(run, example):
    (example / "lessons" / "bare.md").write_text("## Task\n\nTalk.\n", encoding="utf-8")
    text = added(example, run("lessons", "add", "Bare no more", "--from", "bare")).read_text(encoding="utf-8")
    assert text == "---\nstatus: drafting\nprevious: bare\ntype: lesson\n---\n\n# Bare no more\n\n## Task\n\nTalk.\n"


def test_a_lessons_own_file_may_be_named_to_grow_from_it(run, example):
    path = added(example, run("lessons", "add", "Anew", "--from", f"lessons/{SPRING}.md"))
    assert f"\nprevious: {SPRING}\n" in path.read_text(encoding="utf-8")


TO_FILL = """
## What worked before

<!-- Which moments of the last version are worth keeping, and why? -->

## What to adapt or change

<!-- Where did students get stuck, drift off or have too little to do? -->
"""


def test_a_lesson_begins_with_any_markdown_file(run, example, tmp_path):
    file = tmp_path / "old plan.md"
    words = "# Old plan\r\n\r\n## Warm-up\r\n\r\nTalk.\r\n\r\n## My own heading\r\n- [ ] a\r\n"
    front = "---\r\nsubject: science\r\nauthor: me\r\ntags: [x]\r\ntools:\r\n  - {name: A, purpose: see}\r\n---\r\n"
    file.write_bytes((front + words).encode())
    text = added(example, run("lessons", "add", "New plan", "--from", file)).read_bytes().decode()
    assert "---\r\n\r\n# New plan\r\n\r\n" + words in text
    assert text.endswith(TO_FILL.replace("\n", "\r\n"))
    assert "\r\nsubject: science\r\n" in text
    assert "\r\ntools: [{name: A, purpose: see}]\r\n" in text
    assert "\r\nstatus: drafting\r\n" in text
    assert "author: me\r\ntags: [x]\r\n" in text


def test_a_file_that_has_the_title_already_gets_no_second_one(run, example, tmp_path):
    file = tmp_path / "plan.md"
    file.write_text("\ufeff# The  plan\n\nWords.\n", encoding="utf-8")
    text = added(example, run("lessons", "add", "the plan", "--from", file)).read_text(encoding="utf-8")
    assert text.endswith("---\n# The  plan\n\nWords.\n" + TO_FILL)


def test_a_file_without_a_heading_for_the_whole_gets_its_title_above(run, example, tmp_path):
    file = tmp_path / "plan.md"
    file.write_text("## Warm-up\n\nWords.", encoding="utf-8")
    text = added(example, run("lessons", "add", "Plan", "--from", file)).read_text(encoding="utf-8")
    assert text.endswith("\n# Plan\n\n## Warm-up\n\nWords.\n" + TO_FILL)


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_a_page_that_coachlog_wrote_comes_back_without_its_frame_and_under_a_title_of_its_own(
    run, example, tmp_path, ending
):
    """Page number, day and promise were words of the lesson; as the title came twice, no word meant one of them."""
    file = tmp_path / f"full.{ending}"
    assert run("show", SPRING, "--to", file).status == 0
    text = added(example, run("lessons", "add", "Anew", "--from", file)).read_text(encoding="utf-8")
    assert [word for word in ("Page 1", "19 November 2026", "For growth") if word in text] == []
    assert run("lessons", "show", "ratio problems").status == 0


def test_a_title_that_is_there_is_told_with_how_to_change_that_lesson(run, example):
    """Typed a second time for another day, it was a second lesson, and no update found the one that was meant."""
    run("lessons", "add", "Fractions")
    again = run("lessons", "add", "fractions", "--teach-on", "2026-12-01")
    assert "A lesson has this title already: lessons/fractions-" in again.err
    assert "To take the new one back: coachlog undo" in again.err
    assert "coachlog lessons update fractions-" in again.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"---\nsubject: x\n", "have no closing `---`"),
        (b"\xff\xfe words", "has letters that cannot be read"),
        (b"---\na: &x 1\n---\n", "quotes around the value"),
        (b"x" * 600_000, "larger than 512 KB"),
    ],
)
def test_a_file_that_is_no_document_is_refused(run, example, tmp_path, content, told):
    file = tmp_path / "plan.md"
    file.write_bytes(content)
    result = run("lessons", "add", "Plan", "--from", file)
    assert result.status == 1
    assert told in result.err
    assert git(example, "status", "--porcelain") == ""


@pytest.mark.parametrize("source", ["nowhere.md", "some/where", "nothing like it", "rati"])
def test_neither_lesson_nor_file_is_refused_with_a_hint(run, example, source):
    result = run("lessons", "add", "Plan", "--from", source)
    assert result.status == 1
    assert "error: there is no" in result.err or "means more than one lesson" in result.err
    assert "hint: " in result.err


def test_a_wrong_value_that_a_file_brought_along_is_told_of(run, example, tmp_path):
    file = tmp_path / "plan.md"
    file.write_text("---\naudience: parrots\n---\n# Plan\n", encoding="utf-8")
    result = run("lessons", "add", "Plan", "--from", file)
    assert result.status == 0
    assert "`parrots` is not one of students, educators" in result.err


def test_showing_a_lesson_says_what_it_covers(run, example):
    out = run("lessons", "show", "real world").out
    for line in (
        "Made from: Ratio problems for the end of the unit (spring 2026)",
        "Design matrix: engaging; technology",
        "Standards: 7.RP.A.2; 7.RP.A.3; MP3",
        "UDL: 5.1; 7.1; 7.2; 8.3; 9.2",
        "SEL: self-awareness; relationship-skills",
        "Goals: Explain why a relationship is proportional; Find proportions in my own world",
    ):
        assert f"\n{line}\n" in out
    assert "Breakout rooms, to talk in fours" in out
    assert "One platform or two? (Alex Invented" in out
    assert "\n# Ratios in the real world\n" in out
    assert "taught 19 March 2026" in run("lessons", "show", SPRING).out


def test_a_blank_lesson_is_shown_without_prompts_or_empty_coverage(run, example):
    path = added(example, run("lessons", "add", "Blank"))
    out = run("lessons", "show", path.stem).out
    assert "<!--" not in out
    assert "Standards:" not in out


def test_a_shown_lesson_as_json_says_all_of_it(run, example):
    data = run("lessons", "show", REAL, "--json").data
    assert data["previous"] == SPRING
    assert data["minutes"] == 100
    assert data["tools"][0] == {
        "name": "Nearpod",
        "purpose": "hear from every student at once, and see where the class stands",
    }
    assert len(data["feedback"]) == 3
    assert run("lessons", "show", SPRING, "--json").data["taught"] == ["2026-03-19"]


def test_showing_a_lesson_tells_its_coverage_its_date_and_what_lies_beside_it(run, example):
    out = run("lessons", "show", REAL).out
    assert "to teach on 11 March 2027, a later term (2027-q1)" in out
    assert (
        "\nIn its questions: Engaging task, 9 of 10 answered; Technology, 5 of 7 answered, 1 line of your own\n" in out
    )
    assert "\nVoice and choice: 3 lines\n" in out
    assert "\nGrouping: individual; small-group; whole-class\n" in out
    assert "\nBeside it: assets/everyday-activities.md\n" in out
    assert "\nContinued in: Ratios in the real world\n" in run("lessons", "show", SPRING).out
    data = run("lessons", "show", REAL, "--json").data
    assert data["coverage"][3]["answered"] == 5
    assert len(data["voice_and_choice"]) == 3
    assert data["assets"] == [{"path": "assets/everyday-activities.md", "there": True}]
    assert run("lessons", "show", SPRING, "--json").data["taken_further_in"] == [REAL]


def test_a_paper_that_is_not_there_or_leads_out_is_said_to_be_missing(run, example):
    path = example / "lessons" / "bare.md"
    text = "---\ntype: lesson\ntaught: [2026-10-01]\nteach_on: 2026-12-01\n---\n# Bare\n\n"
    text += "![a](../assets/gone.png) [b](assets/../../x)\n"
    path.write_text(text, encoding="utf-8")
    out = run("lessons", "show", "bare").out
    assert "\nBeside it: assets/gone.png (not there)\n" in out
    assert "\nBeside it: assets/../../x (not there)\n" in out
    assert "taught 1 October 2026, to teach on 1 December 2026\n" in out


def test_a_file_is_kept_as_the_version_that_the_new_lesson_grows_from(run, example, tmp_path):
    file = tmp_path / "last year.md"
    file.write_text("---\ntaught: [2026-03-01]\nteach_on: 2026-03-01\n---\n## Warm-up\n\nTalk.\n", encoding="utf-8")
    result = run("lessons", "add", "Anew", "--from", file, "--json")
    new = run("lessons", "show", result.data["id"], "--json").data
    assert (new["status"], new["taught"], new["teach_on"]) == ("drafting", [], None)
    old = run("lessons", "show", new["previous"], "--json").data
    assert (old["title"], old["status"], old["taught"]) == ("last year", "existing", ["2026-03-01"])
    assert old["text"] == "# last year\n\n## Warm-up\n\nTalk.\n"
    to_fill = "\n## What worked before\n\n## What to adapt or change\n"
    assert new["text"] == "# Anew\n\n## Warm-up\n\nTalk.\n" + to_fill
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons add: 2 lessons"
    out = run("lessons", "compare", new["id"]).out
    assert "title: [-last year-]{+Anew+}" in out
    assert "Warm-up" not in out


def test_a_file_without_a_new_title_comes_in_as_it_is(run, example, tmp_path):
    file = tmp_path / "plan.md"
    file.write_text("---\nstatus: taught\n---\n# Our plan\n\nWords.\n", encoding="utf-8")
    data = run("lessons", "add", "--from", file, "--json").data
    assert (data["title"], data["status"]) == ("Our plan", "taught")
    assert len(run("lessons", "--json").data) == 4


def test_a_plan_for_educators_is_a_lesson_like_any_other(run, example):
    result = run(
        *("lessons", "add", "Graphs and poems", "--audience", "educators", "--subject", "math and literacy", "--json")
    )
    assert "math and literacy, educators" in run("lessons", "show", result.data["id"]).out


def test_a_title_needs_no_quotes(run, example):
    told = run("lessons", "add", *["Ratios", "in", "my", "world"])
    assert told.status == 0, told.err
    assert "Ratios in my world" in run("lessons").out


def test_lessons_are_listed_by_how_they_are_taught(run, example):
    run("lessons", "update", "ratios-in", "--mode", "virtual")
    assert "ratios-in-the-real-world-x2p7d" in [row["id"] for row in run("lessons", "--mode", "Virtual", "--json").data]
    assert len(run("lessons", "--mode", "virtual", "--json").data) < len(run("lessons", "--json").data)
    told = run("lessons", "--mode", "boat")
    assert "No lesson has the mode `boat`; the lessons here have: " in told.out
    assert told.status == 0
