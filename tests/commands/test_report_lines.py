"""`report --ask`: drafted lines have numbers, by which they go, come back and are changed; an answer is emptied."""

import re

import pytest

from coachlog.errors import Interrupted


@pytest.fixture
def page(reflections):
    return reflections / "robin-and-sam-2026-fall.md"


def sentences(page):
    return [line for line in page.read_text().splitlines() if line and not line.startswith("<!--")]


def numbered(err):
    """Return the numbered lines of each prompt."""
    prompts = re.split(r"words so far.*\n", err)
    return [re.findall(r"(?m)^ +\d+\. (.*?)(?:  \(may go.*\))?$", prompt) for prompt in prompts]


def test_every_drafted_sentence_is_shown_once_from_top_to_bottom(example, run, page, typed):
    typed += [""] * 20
    shown = [line for lines in numbered(run("report", "--ask").err) for line in lines]
    text = page.read_text().partition("## References")[0]  # a reference is no line to keep or drop
    rows = [row for row in re.sub(r"(?s)<!--.*?-->|\A---.*?\n---", "", text).splitlines() if row]
    assert shown == [row for row in rows if "[…]" not in row and not row.startswith("#")]


def test_lines_go_by_their_numbers_and_come_back(example, run, page, typed):
    run("report", "--no-edit")
    before = sentences(page)
    typed += ["drop 2, 3", "back", "drop 2", "", "q"]
    err = run("report", "--ask").err
    assert "2 lines are out of the page; back takes back what you did last." in err
    assert "Back in the page: We meet almost every Thursday." in err
    assert [row for row in before if row not in sentences(page)] == ["We meet almost every Thursday."]
    run("report", "--no-edit")
    assert [row for row in sentences(page) if row not in before] == []
    assert "We meet almost every Thursday" not in page.read_text()


def test_a_line_that_was_dropped_is_out_of_the_material_until_it_is_back(example, run, page, typed):
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    out = r"- \[-\] \d+\. .*The coaching plan was too much"
    typed += ["drop 4", "q"]
    run("report", "--ask")
    assert re.search(out, material.read_text())
    assert "The coaching plan was too much" not in page.read_text()
    typed[:] = ["drop 1", "back", "q"]
    before = material.read_text()
    run("report", "--ask")
    assert material.read_text() == before


def test_a_line_is_changed_at_the_prompt_and_then_the_authors_own(example, run, page, typed, begun):
    typed += ["change 2", "We met nearly every Thursday.", "drop 2", "drop 40", "q"]
    err = run("report", "--ask").err
    assert begun[1] == "We meet almost every Thursday."
    assert "It stands in your words now." in err
    assert "There is no line 2 here." in err
    assert "There is no line 40 here." in err
    run("report", "--no-edit")
    assert "We met nearly every Thursday.\n" in page.read_text()
    assert "We meet almost every Thursday." not in page.read_text()


def test_a_changed_line_hides_nothing_of_the_page_behind_it(example, run, page, typed):
    words = run("report", "--json").data["words"]
    typed += ["change 2", "We met <!-- almost every Thursday.", "q"]
    run("report", "--ask")
    assert "<!-- almost" not in page.read_text()
    assert run("report", "--json").data["words"] == words


def test_an_answer_is_emptied_and_asked_again(example, run, page, typed):
    typed += ["Wrong.", "", "back", "-", "", "q"]
    run("report", "--ask")
    assert "Wrong." not in page.read_text()
    assert "**What did you believe about coaching at the start that you don't now" in page.read_text()
    typed[:] = ["Right.", "", "back", "Right.-", "q"]  # behind what stands in the line
    run("report", "--ask")
    assert "Right." not in page.read_text()
    run("report", "--no-edit")
    assert page.read_text().count("**What did you believe") == 1


def test_a_gap_is_emptied_and_a_frame_that_an_answer_says_already_goes(example, run, page, typed):
    moved = "The goal moved because […]."
    typed += ["", "", "", "I waited.", "back", "-", "-", "back", "-", "q"]
    run("report", "--no-edit")
    before = page.read_text().count(moved)
    err = run("report", "--ask").err
    assert "- if you have said it already" in err
    assert "The goal moved because I waited." not in page.read_text()
    assert page.read_text().count(moved) == before - 1
    run("report", "--no-edit")
    assert page.read_text().count(moved) == before - 1


def test_of_a_finished_page_every_line_may_still_go(example, run, page, typed):
    run("report", "--no-edit")
    page.write_text(page.read_text().replace("[…]", "so it was"))
    typed += ["drop 1", ""]
    err = run("report", "--ask").err
    assert "Enter to finish" in err
    assert "Since September 2026 I have been working" not in page.read_text()


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("begun_anew", "kept"),
    [
        ("We meet nearly every Thursday.", "We meet nearly every Thursday. […]"),
        ("At first", "At first […]"),
        ("We meet", "We meet almost every Thursday."),
        ("We meet almost every Thursday.", "We meet almost every Thursday."),
        (" ", "We meet almost every Thursday."),
    ],
)
def test_what_was_typed_of_a_changed_line_before_ctrl_c_is_kept(begun_anew, kept, example, run, page, typed):
    typed += ["change 2", Interrupted(begun_anew)]
    result = run("report", "--ask")
    assert result.status == 130
    assert ("What you had typed is in the page" in result.err) is kept.endswith("[…]")
    assert f"\n{kept}\n" in page.read_text()
    typed[:] = [Interrupted(" ")]
    assert (": At first […]" in run("report", "--ask").err) is kept.startswith("At first")


def test_a_line_begun_at_the_end_of_a_page_is_no_answer_and_ctrl_c_stops(example, run, page, typed):
    run("report", "--no-edit")
    page.write_text(page.read_text().replace("[…]", "so it was"))
    run("report", "--no-edit")
    before = page.read_text()
    typed += [Interrupted("drop 3")]
    assert run("report", "--ask").status == 130
    assert page.read_text() == before
