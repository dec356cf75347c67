import pytest

from coachlog.actions.lessons import linked_assets
from coachlog.actions.matrix_questions import with_questions
from coachlog.context import Context
from coachlog.frameworks import load_framework
from coachlog.markdown.document import parse_document
from coachlog.model.settings import parse_settings
from coachlog.summary.matrix import build_coverage, quadrant_of, quadrants
from tests.support.world import git

SETTINGS, _ = parse_settings(b"")
MATRIX = load_framework("design-matrix")
SPRING = "ratio-problems-spring-2026-w6t4k"
REAL = "ratios-in-the-real-world-x2p7d"
NUMBERS = "numbers-in-arguments-q8h3n"
JUDGEMENT = "What do students have to weigh up before they can take a position?"
PROBLEM = [item.text for item in MATRIX.items if item.parent == "problem"]


def text_of(example, lesson):
    return (example / "lessons" / f"{lesson}.md").read_text(encoding="utf-8")


def quadrant(code):
    return next(found for found in quadrants(MATRIX) if found.code == code)


def coverage(text):
    return {q.code: (q.asked, q.answered, q.own) for q in build_coverage(parse_document(text), MATRIX, SETTINGS)}


# Coverage and questions, as text


def test_a_question_is_answered_by_words_behind_it_or_below_it():
    text = (
        "# L\n\n## Design matrix\n\n### Problem-based task\n\n"
        f"- {PROBLEM[0]} The price and the way.\n- {PROBLEM[1].upper()}\n- {PROBLEM[2]}\n\n  Theirs.\n- {PROBLEM[3]}\n"
        "- Something of our own.\n\nAnd a paragraph.\n\n### Our own heading\n\n"
        "- not of a quadrant\n\n#### Engaging!\n\n- a\n"
    )
    assert coverage(text) == {
        "standards": (0, 0, 0),
        "engaging": (0, 0, 1),
        "problem": (4, 2, 2),
        "technology": (0, 0, 0),
    }


def test_a_question_counts_for_its_quadrant_wherever_it_stands():
    assert coverage(f"# L\n\n## Design matrix\n\n- {JUDGEMENT} Yes.\n")["problem"] == (1, 1, 0)
    assert coverage(f"# L\n\n## Task\n\n- {JUDGEMENT} Yes.\n")["problem"] == (0, 0, 0)


@pytest.mark.parametrize("heading", ["Problem", "problem-based task", "Problem Based Task", "PROBLEM-BASED"])
def test_a_quadrant_is_known_by_many_headings(heading):
    assert quadrant_of(heading, MATRIX).code == "problem"
    assert quadrant_of("Something else", MATRIX) is None


def test_questions_are_brought_in_under_their_quadrants_heading_once():
    document, count = with_questions(parse_document("# L\n\n## Task\n\nx\n"), quadrant("problem"), MATRIX, SETTINGS)
    items = "".join(f"- {text}\n" for text in PROBLEM)
    assert document.text == f"# L\n\n## Task\n\nx\n\n## Design matrix\n\n### Problem-based task\n\n{items}"
    assert count == 5
    assert with_questions(document, quadrant("problem"), MATRIX, SETTINGS) == (document, 0)


def test_only_what_is_missing_is_brought_in_and_nothing_else_moves():
    before = (
        f"# L\r\n\r\n## Design matrix\r\n\r\n### Problem\r\n\r\n- {PROBLEM[1]} Ours.\r\n\r\n### Technology\r\n\r\n"
        "- a\r\n\r\n## After teaching\r\n\r\nb\r\n"
    )
    document, count = with_questions(parse_document(before), quadrant("problem"), MATRIX, SETTINGS)
    added = "".join(f"- {text}\r\n" for text in PROBLEM if text != PROBLEM[1])
    assert document.text == before.replace("Ours.\r\n", f"Ours.\r\n{added}")
    assert count == 4
    document, _ = with_questions(parse_document(before), quadrant("engaging"), MATRIX, SETTINGS)
    assert "- a\r\n\r\n### Engaging task\r\n\r\n- How much" in document.text
    assert document.text.endswith("only to make it better?\r\n\r\n## After teaching\r\n\r\nb\r\n")


def test_an_empty_heading_and_a_paragraph_take_questions_too():
    document, _ = with_questions(
        parse_document("# L\n\n## Design matrix\n\n### Problem\n## After teaching\n"),
        quadrant("problem"),
        MATRIX,
        SETTINGS,
    )
    assert f"### Problem\n\n- {PROBLEM[0]}\n" in document.text
    assert "\n\n## After teaching\n" in document.text
    document, _ = with_questions(
        parse_document("# L\n\n## Design matrix\n\n### Problem\n\nWords.\n"), quadrant("problem"), MATRIX, SETTINGS
    )
    assert f"Words.\n\n- {PROBLEM[0]}\n" in document.text


# lessons review


def test_review_brings_one_quadrant_in_and_names_it_as_the_focus(run, example):
    result = run("lessons", "review", "numbers", "--focus", "problem")
    assert result.status == 0
    assert "Problem-based task: 5 questions to answer." in result.out
    text = text_of(example, NUMBERS)
    assert f"## Design matrix\n\n### Problem-based task\n\n- {JUDGEMENT}\n" in text
    assert "\nmatrix_focus: [standards, problem]\n" in text
    assert "Engaging task" not in text
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons review: 5 questions"
    again = run("lessons", "review", "numbers", "--focus", "problem")
    assert "all of its questions are there already" in again.out
    assert text_of(example, NUMBERS) == text
    assert git(example, "rev-list", "--count", "HEAD").strip() == "2"


def test_review_takes_several_quadrants_and_beginnings_of_their_names(run, example):
    data = run("lessons", "review", SPRING, "--focus", "tech", "--focus", "Engaging task", "--json").data
    assert data["brought"] == [{"quadrant": "technology", "questions": 7}, {"quadrant": "engaging", "questions": 10}]
    assert data["matrix_focus"] == ["technology", "engaging"]
    assert data["coverage"][1] == {
        "quadrant": "engaging",
        "title": "Engaging task",
        "asked": 10,
        "answered": 0,
        "own_lines": 0,
    }


def test_review_without_a_focus_goes_on_with_the_lessons_own(run, example):
    assert "Standards-based task: 6 questions to answer." in run("lessons", "review", NUMBERS).out
    result = run("lessons", "review", SPRING)
    assert result.status == 2
    assert "hint: say it with --focus: standards, engaging, problem, technology" in result.err


@pytest.mark.parametrize("focus", ["fun", "", "s t"])
def test_a_quadrant_that_there_is_not_is_refused(run, example, focus):
    result = run("lessons", "review", NUMBERS, "--focus", focus)
    assert result.status == 2
    assert "there is no quadrant" in result.err
    assert git(example, "status", "--porcelain") == ""


def test_a_code_block_without_an_end_takes_no_questions(run, example):
    path = example / "lessons" / "open.md"
    text = "---\ntype: lesson\n---\n# Open\n\n## Design matrix\n\n```\ncode\n"
    path.write_text(text, encoding="utf-8")
    result = run("lessons", "review", "open", "--focus", "problem")
    assert result.status == 1
    assert "has no end" in result.err
    assert path.read_text(encoding="utf-8") == text


def test_the_pairs_own_matrix_stands_in_for_the_shipped_one(run, example):
    (example / "frameworks").mkdir(exist_ok=True)
    own = (
        "id: design-matrix\ntitle: Ours\nkind: design\nversion: '1'\nsource: us\nitems:\n"
        "  - {code: joy, title: Joy}\n  - {code: joy-1, title: A, parent: joy, text: Where do they laugh?}\n"
    )
    (example / "frameworks" / "design-matrix.yml").write_text(own, encoding="utf-8")
    assert run("lessons", "review", NUMBERS, "--focus", "joy").status == 0
    assert "### Joy\n\n- Where do they laugh?\n" in text_of(example, NUMBERS)


def test_on_a_terminal_review_asks_for_the_quadrant_and_opens_the_editor(run, example, monkeypatch):
    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr(Context, "ask", lambda *_: "problem, tech")
    monkeypatch.setenv("EDITOR", "sed -i s/position?/position?_Yes./")
    out = run("lessons", "review", SPRING).out
    assert "Technology: 7 questions to answer." in out
    assert "Kept: " in out
    assert f"- {JUDGEMENT}_Yes.\n" in text_of(example, SPRING)
    run("lessons", "review", SPRING, "--no-edit")
    assert "_Yes._Yes." not in text_of(example, SPRING)


# lessons show


def test_showing_a_lesson_tells_its_coverage_its_date_and_what_lies_beside_it(run, example):
    out = run("lessons", "show", REAL).out
    assert "to teach on 11 March 2027, a later term (2027-q1)" in out
    assert (
        "\nIn its questions: Engaging task, 9 of 10 answered; Technology, 5 of 7 answered, 1 line of your own\n" in out
    )
    assert "\nVoice and choice: 3 lines\n" in out
    assert "\nGrouping: individual; small-group; whole-class\n" in out
    assert "\nBeside it: assets/everyday-activities.md\n" in out
    assert "\nTaken further in: Ratios in the real world\n" in run("lessons", "show", SPRING).out
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


def test_links_to_papers_are_found_in_every_form_but_code():
    document = parse_document(
        "# L\n\n[a](../assets/a.pdf) ![b](<../assets/b c.png> 'title')\n\n- [d](assets/d%20e.png)\n\n"
        "[f]: ../assets/f.pdf\n\n"
        "[a](../assets/a.pdf) [x](../other/x.pdf)\n\n```\n[y](../assets/y.pdf)\n```\n"
    )
    assert linked_assets(document) == ("assets/a.pdf", "assets/b c.png", "assets/d e.png", "assets/f.pdf")


# lessons taught


def test_a_lesson_that_was_taught_has_its_dates_and_a_place_to_look_back(run, example):
    assert "After teaching" not in text_of(example, REAL)
    result = run("lessons", "taught", REAL, "--on", "2026-11-17")
    assert result.status == 0
    assert "“Ratios in the real world” was taught on 17 November 2026." in result.out
    text = text_of(example, REAL)
    assert "\nstatus: taught\n" in text
    assert "\ntaught: [2026-11-17]\n" in text
    assert text.endswith("\n\n## After teaching\n")
    result = run("lessons", "taught", REAL, "They argued\nfor long", "--json")
    assert result.data["taught"] == ["2026-11-17", "2026-11-19"]
    assert text_of(example, REAL).endswith("\n## After teaching\n\n- 2026-11-19: They argued\n  for long\n")
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons taught: 1 lesson"


def test_the_same_day_is_noted_once_and_a_day_to_come_is_refused(run, example):
    run("lessons", "taught", SPRING, "--on", "2026-03-19")
    assert text_of(example, SPRING).count("2026-03-19") == 2
    result = run("lessons", "taught", SPRING, "--on", "tomorrow")
    assert result.status == 2
    assert "20 November 2026 is still to come" in result.err


# lessons add --from


def test_a_file_is_kept_as_the_version_that_the_new_lesson_grows_from(run, example, tmp_path):
    file = tmp_path / "last year.md"
    file.write_text("---\ntaught: [2026-03-01]\nteach_on: 2026-03-01\n---\n## Warm-up\n\nTalk.\n", encoding="utf-8")
    result = run("lessons", "add", "Anew", "--from", file, "--json")
    new = run("lessons", "show", result.data["id"], "--json").data
    assert (new["status"], new["taught"], new["teach_on"]) == ("drafting", [], None)
    old = run("lessons", "show", new["previous"], "--json").data
    assert (old["title"], old["status"], old["taught"]) == ("last year", "existing", ["2026-03-01"])
    assert old["text"] == "# last year\n\n## Warm-up\n\nTalk.\n"
    assert new["text"] == "# Anew\n\n## Warm-up\n\nTalk.\n"
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


# lessons update


def test_tools_grouping_and_a_date_are_said_without_opening_the_file(run, example):
    before = text_of(example, NUMBERS)
    result = run(
        *("lessons", "update", "numbers", "--teach-on", "2027-05-06", "--status", "ready", "--minutes", "1h30"),
        *(
            "--tool",
            "Nearpod=hear from every student: at once",
            "--tool",
            "Paper",
            "--grouping",
            "fours",
            "--mode",
            "hybrid",
        ),
        *("--sel", "self-awareness", "--udl", "8.3", "--goal", "explain-why", "--standard", "MP3"),
    )
    assert result.status == 0, result.err
    assert "ready, " in result.out
    data = run("lessons", "show", NUMBERS, "--json").data
    assert data["tools"] == [
        {"name": "Nearpod", "purpose": "hear from every student: at once"},
        {"name": "Paper", "purpose": ""},
    ]
    assert data["grouping"] == ["pairs", "whole-class", "fours"]
    assert (data["teach_on"], data["minutes"], data["mode"]) == ("2027-05-06", 90, "hybrid")
    assert (data["sel"], data["udl"], data["standards"]) == (["self-awareness"], ["8.3"], ["MP3"])
    assert data["goals"][-1] == "explain-why-it-is-proportional-p5v8h"
    assert text_of(example, NUMBERS).partition("\n# ")[2] == before.partition("\n# ")[2]
    assert git(example, "log", "-1", "--format=%s").strip() == "lessons update: 1 lesson"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "nothing was said about the lesson"),
        (("--tool", "nearpod=x"), 1, "`nearpod` is among its tools already"),
        (("--goal", "nothing like it"), 1, "there is no goal"),
        (("--minutes", "long"), 2, "`long` is not a number of minutes"),
        (("--teach-on", "soon"), 2, "`soon` is not a date"),
    ],
)
def test_what_cannot_be_said_of_a_lesson_is_refused_with_a_hint(run, example, words, status, said):
    result = run("lessons", "update", REAL, *words)
    assert result.status == status
    assert said in result.err
    assert "hint: " in result.err
    assert git(example, "status", "--porcelain") == ""
