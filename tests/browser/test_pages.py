"""Every page that coachlog writes, in a real browser: it is whole, quiet, printable and open to everybody."""

import re

import pytest

PAGES = (
    [], ["steps"], ["goals"], ["goals", "--tree"], ["goals", "show", "explain-why"], ["lessons"],
    ["lessons", "show", "ratios-in-the"], ["feedback"], ["feedback", "show", "one-platform"], ["plan"], ["successes"],
    ["hours"], ["progress"], ["agenda"], ["history"], ["show", "2026-11-19"], ["frameworks"], ["prompts"],
    ["people"], ["search", "ratio"], ["frameworks", "show", "design"], ["evidence"], ["report", "--no-edit"],
    ["report", "--for", "program"], ["evidence", "2c", "--no-edit"], ["goals", "--for", "public"],
    ["lessons", "show", "ratios-in-the", "--for", "peer"], ["view"],
)  # fmt: skip


@pytest.mark.one_in(2)
@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_a_page_is_whole_quiet_and_open_to_everybody(command, run, example, tmp_path, opened):
    file = tmp_path / "page.html"
    written = run(*command, "--to", file)
    assert written.status == 0, written.err
    page = opened.open(file)
    assert opened.violations() == []
    opened.look(width=1100, scheme="dark")
    assert [found for found in opened.violations() if found.startswith("color-contrast")] == []
    opened.look(width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, "nobody scrolls to the side on a phone"
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert "For growth, not for evaluation." in page.locator("body").inner_text()
    assert (opened.said, opened.asked) == ([], [])


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_page_prints_in_black_on_white_with_nothing_cut(paper, run, example, tmp_path, opened):
    file = tmp_path / "lesson.html"
    run("lessons", "show", "ratios-in-the", "--to", file)
    page = opened.open(file)
    opened.look(width=1100, scheme="dark")
    page.emulate_media(media="print")
    colours = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert page.evaluate("getComputedStyle(document.querySelector('.wide')).overflowX") == "visible"
    printed = page.pdf(format=paper)
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 6
    width = 595 if paper == "A4" else 612
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_keyboard_alone_reaches_every_link_and_every_table_and_shows_where_it_is(run, example, tmp_path, opened):
    file = tmp_path / "page.html"
    run("report", "--no-edit", "--to", tmp_path / "report.html")
    run("lessons", "show", "ratios-in-the", "--to", file)
    for path in (file, tmp_path / "report.html"):
        page = opened.open(path)
        wanted = page.evaluate("document.querySelectorAll('a[href], [tabindex=\"0\"]').length")
        assert wanted
        reached = []
        for _ in range(wanted):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
        assert reached == sorted(set(reached))


def test_headings_and_lists_stay_when_a_page_is_copied(run, example, tmp_path, opened):
    run("show", "2026-11-19", "--to", tmp_path / "page.html")
    page = opened.open(tmp_path / "page.html")
    copied = page.evaluate(
        """() => {
            getSelection().selectAllChildren(document.body);
            const box = document.createElement('div');
            box.append(getSelection().getRangeAt(0).cloneContents());
            return [...box.querySelectorAll('h1, h2, li')].map((element) => element.tagName);
        }"""
    )
    assert copied.count("H1") == 1
    assert copied.count("H2") == 5
    assert copied.count("LI") > 12


def test_what_is_not_open_to_everybody_is_seen(tmp_path, opened):
    (tmp_path / "page.html").write_text("<html><title>x</title><img src=x.png><p style='color:#ccc'>pale", "utf-8")
    opened.open(tmp_path / "page.html")
    rules = {found.partition(":")[0] for found in opened.violations()}
    assert {"html-has-lang", "image-alt", "color-contrast"} <= rules
    assert any("x.png" in asked for asked in opened.asked)
