"""`report --ask`: `back` takes back what was done last, in order; a line comes back to its place with its number."""

import re

import pytest

from tests.support.page_words import visible

pytestmark = pytest.mark.linux

MEETING = "We meet almost every Thursday."
PLAN = "The coaching plan was too much at first sight."


@pytest.fixture
def page(reflections):
    return reflections / "robin-and-sam-2026-fall.md"


def rows(page):
    return [row for row in re.sub(r"(?s)<!--.*?-->|\\A---.*?\n---", "", page.read_text()).splitlines() if row]


def screens(err):
    return re.split(r"words so far.*\n", err)


def test_a_line_that_was_dropped_below_an_answer_comes_back_to_its_place_and_is_listed(example, run, page, typed):
    typed += [""] * 20
    err = run("report", "--ask").err
    before = rows(page)
    at = next(before.index(row) for row in before if row.startswith("**Which moment"))
    first, second = before[at + 1 : at + 3]
    above = [""] * sum("[…]" in row for row in before[:at])
    for line in (first, second):
        number = re.findall(rf"(?m)^ +(\d+)\. {re.escape(line)}", err)[0]
        typed[:] = [*above, "My answer.", number, "back", "", "", "back", "-", "q"]
        again = run("report", "--ask").err.partition("Back in the page: ")[2]
        assert again.startswith(line)
        listed = again.partition("Below it the page says:")[2]
        assert f"{number}. {line}" in listed
        assert listed.index(first) < listed.index(second)
        assert rows(page) == before


@pytest.mark.one_in(2)
@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("last", ["back", "-"])
def test_each_line_comes_back_to_its_place_whatever_was_written_since(number, last, example, run, page, typed):
    run("report", "--no-edit")
    before = rows(page)
    kept = [""] if number < 4 else []  # the fourth is all that stands below the question
    typed += [f"drop {number}", "One answer.\n\nIn two paragraphs.", *kept, "back"]
    typed += ["-", "back", "back", "q"] if last == "-" else ["back", "q"]
    err = run("report", "--ask").err
    assert err.count("Back in the page: ") >= 1
    now = [row for row in rows(page) if row not in ("One answer.", "In two paragraphs.")]
    assert now == [row for row in before if not row.startswith("**What did you believe")]


def test_back_takes_back_one_thing_after_the_other(example, run, page, typed):
    run("report", "--no-edit")
    before = visible(page)
    typed += ["drop 1", "change 2", "We met.", "drop 3", "", "back", "back", "back", "back", "back", "q"]
    err = run("report", "--ask").err
    told = re.findall(r"Back in the page: .*|Type back once more|This is the first one", err)
    assert told[0] == "Type back once more"
    assert told[2] == f"Back in the page: {MEETING}"
    assert "Since September 2026" in told[3]
    assert told[4:] == ["This is the first one"]
    assert visible(page) == before


def test_an_answer_that_was_emptied_comes_back_into_the_line(example, run, page, typed, begun):
    typed += ["My answer.", "", "back", "-", "back", "", "q"]
    err = run("report", "--ask").err
    assert "Back in the page: My answer." in err
    assert begun[4:6] == ["", "My answer."]
    assert "-->\nMy answer.\n" in page.read_text()


def test_a_line_keeps_its_number_on_every_screen(example, run, page, typed):
    typed += ["My answer.", "", "drop 2", "", "", "", "drop 1", "back", *[""] * 20]
    err = run("report", "--ask").err
    numbers = {}
    for number, text in re.findall(r"(?m)^ +(\d+)\. (.*?)(?:  \(may go.*\))?$", err):
        assert numbers.setdefault(number, text) == text
    assert [*map(int, numbers)] == [*range(1, len(numbers) + 1)]
    assert MEETING not in page.read_text()
    assert "Since September 2026" in page.read_text()
