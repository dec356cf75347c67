"""`report`: which sources stand in the references of a page."""

import re

import pytest


@pytest.fixture
def page(reflections):
    return reflections / "robin-and-sam-2026-fall.md"


def references(page):
    return re.findall(r"(?m)^- (.*)$", page.read_text().partition("## References")[2].partition("<!--")[0])


@pytest.fixture
def read(example, run):
    """One reading of the term, and one of the summer before."""
    run("readings", "add", "Why coach?", "--author", "Aguilar, E.", "--year", "2013", "--today", "2026-10-01")
    run(
        "readings",
        "add",
        "Talk: how it works",
        "--author",
        "Lee, B. & Day, A.",
        "--year",
        "2020",
        "--today",
        "2026-07-01",
    )
    run("readings", "add", "The fifth second", "--today", "2026-07-01")
    run("report", "--no-edit")


def test_a_reading_that_was_left_out_in_the_material_is_no_reference(read, run, page):
    assert any("Why coach?" in one for one in references(page))
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    text = material.read_text()
    material.write_text(re.sub(r"- \[ \](?= .*Why coach)", "- [-]", text))
    assert material.read_text() != text
    run("report", "--no-edit")
    assert not any("Why coach?" in one for one in references(page))


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("I waited (Lee & Day, 2020).", 1),
        ("Lee & Day (2020, p. 4) say so.", 1),
        ("I counted, as in The fifth second.", 1),
        ("We had a talk in 2020.", 0),
        ("Lee & Day helped.", 0),
    ],
)
def test_a_reading_of_an_earlier_time_is_listed_once_the_author_names_it(words, count, read, run, page):
    before = references(page)
    assert not any("Talk" in one or "fifth" in one for one in before)
    page.write_text(page.read_text().replace("[…]", words, 1))
    run("report", "--no-edit")
    assert len([one for one in references(page) if one not in before]) == count
    page.write_text(page.read_text().replace(words, "I waited."))
    run("report", "--no-edit")
    assert references(page) == before


def test_a_framework_is_listed_once_the_author_names_it(example, run, page):
    plan = next((example / "plans").glob("*.md"))
    plan.write_text(re.sub(r"(?m)^- ISTE Standards.*\n", "", plan.read_text()))
    run("report", "--no-edit")
    before = references(page)
    assert not any("ISTE" in one for one in before)
    page.write_text(page.read_text().replace("[…]", "I go by the ISTE Standards for Coaches (2019).", 1))
    run("report", "--no-edit")
    assert [one for one in references(page) if one not in before] != []
