"""Pages that people fill in: a letter, and the form for peers; both ways, on a phone, without scripts, by keyboard."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.opened import OpenedPage
from tests.support.world import Run

PHONE = {"width": 390, "height": 844}
HOSTILE = '@mentee </script><img src=x onerror="document.title=1"> <b onclick=alert(1)>Ask</b> javascript:alert(1)'


@pytest.fixture
def letter(run: Run, example: Path, tmp_path: Path) -> Path:
    run("steps", "add", HOSTILE)
    assert run("send", "--to", str(tmp_path / "letter.html")).status == 0
    return tmp_path / "letter.html"


def test_a_letter_is_filled_saved_and_received(letter: Path, run: Run, opened: OpenedPage, tmp_path: Path) -> None:
    page = opened.open(letter)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.check("input[type=checkbox] >> nth=0")
    page.fill("textarea >> nth=0", "They asked why\nTwice")
    with page.expect_download() as download:
        page.click("text=Save my answers")
    file = tmp_path / "answers.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["said"]
    data = run("receive", str(file), "--json").data
    assert data["wins"] == ["They asked why", "Twice"]
    assert len(data["steps"]) == 1
    assert opened.violations() == []
    assert (opened.said, opened.asked) == ([], [])


def test_a_letters_answers_are_copied_and_pasted(letter: Path, process: Run, opened: OpenedPage) -> None:
    page = opened.open(letter)
    page.fill("textarea >> nth=0", "They asked why\n\n2 kids even laughed")
    page.fill("textarea >> nth=1", "the fire drill")
    page.click("text=Copy my answers")
    page.wait_for_function("document.getElementById('told').textContent.startsWith('Copied')")
    text = page.evaluate("asText()")
    data = process("receive", "--json", stdin=text).data
    assert data["wins"] == ["They asked why", "2 kids even laughed"]
    assert data["topics"] == ["the fire drill"]


def test_what_was_typed_is_there_again_until_it_is_cleared(letter: Path, opened: OpenedPage) -> None:
    page = opened.open(letter)
    page.fill("textarea >> nth=0", "They asked why\nTwice </textarea>")
    page.check("input[type=checkbox] >> nth=1")
    assert page.is_visible("text=stays in this browser")
    # A page opened anew may be another process of the browser, to which what was kept comes a moment later.
    for _ in range(10):
        page.goto(letter.as_uri())
        if page.input_value("textarea >> nth=0"):
            break
    assert page.input_value("textarea >> nth=0") == "They asked why\nTwice </textarea>"
    assert page.is_checked("input[type=checkbox] >> nth=1")
    page.click("text=Clear this page")
    assert page.input_value("textarea >> nth=0") == ""
    assert page.evaluate("localStorage.length") == 0
    page.click("text=Bring it back")
    assert page.input_value("textarea >> nth=0").startswith("They asked why")
    page.click("text=Clear this page")
    page.goto(letter.as_uri())
    assert page.input_value("textarea >> nth=0") == ""
    assert not page.is_checked("input[type=checkbox] >> nth=1")
    assert opened.said == []


@pytest.mark.parametrize(
    "kept", ["{", "null", "[]", "7", '{"done": 7, "said": null}', '{"done": [], "said": {"1": {}}}']
)
def test_what_another_page_left_there_does_no_harm(kept: str, letter: Path, opened: OpenedPage) -> None:
    page = opened.open(letter)
    page.evaluate("words => localStorage.setItem(keptAs, words)", kept)
    page.goto(letter.as_uri())
    page.fill("textarea >> nth=1", "the fire drill")
    assert page.evaluate("collected().said") == {page.get_attribute("textarea >> nth=1", "name"): "the fire drill"}
    assert opened.said == []


def test_a_browser_that_keeps_nothing_says_so_and_asks_before_the_page_is_left(letter: Path, chromium: Browser) -> None:
    context = chromium.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page = context.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(letter.as_uri())
    assert page.is_visible("text=keeps nothing")
    page.fill("textarea >> nth=0", "They asked why")
    page.goto(letter.as_uri())
    assert asked == ["beforeunload"]
    page.fill("textarea >> nth=0", "They asked why")
    with page.expect_download():
        page.click("text=Save my answers")
    page.goto("about:blank")
    assert asked == ["beforeunload"]
    context.close()


def test_the_numbers_of_the_page_are_those_of_the_letter_one_after_another(letter: Path, opened: OpenedPage) -> None:
    page = opened.open(letter)
    shown = page.evaluate("[...document.querySelectorAll('.step, .field')].map(one => parseInt(one.innerText))")
    assert shown == list(range(1, len(shown) + 1))
    assert page.is_visible("text=Tick them above")


def test_who_cannot_copy_is_told_to_save(letter: Path, opened: OpenedPage) -> None:
    page = opened.open(letter)
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    page.click("text=Copy my answers")
    page.wait_for_function("document.getElementById('told').textContent.includes('save your answers')")
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_letter_is_answered_by_keyboard_alone(letter: Path, opened: OpenedPage) -> None:
    page = opened.open(letter)
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.id || document.activeElement.name || ''")
        if name == "1" and name not in reached:
            page.keyboard.press("Space")
        if name.startswith("answer-") and name not in reached:
            page.keyboard.type("by hand")
        if name == "save" and name not in reached:
            with page.expect_download() as download:
                page.keyboard.press("Enter")
        reached.add(name)
    assert {"copy", "save", "1"} <= reached
    saved = json.loads(Path(download.value.path()).read_text())
    assert saved["done"] == [1]
    assert set(saved["said"].values()) == {"by hand"}


def test_a_letter_is_read_without_scripts(letter: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(letter.as_uri())
    assert page.is_visible("text=Something that went well")
    assert page.is_visible("text=answer by mail with the numbers")
    assert not page.is_visible("text=Save my answers")
    context.close()


def test_a_peer_answers_in_the_page_of_a_lesson(run: Run, example: Path, tmp_path: Path, opened: OpenedPage) -> None:
    file = tmp_path / "lesson.html"
    asked = "Is it #1 & open enough?"
    assert run("share", "lesson", "ratios-in-the", "--ask", asked, "--to", str(file)).status == 0
    page = opened.open(file)
    page.fill("#feedback-asked-1", "Nearly")
    page.fill("#feedback-from", 'Kim "K" Peer')
    page.fill('textarea[name="Strengths"]', "It is open")
    page.check('input[name="quote"]')
    with page.expect_download() as download:
        page.click("text=Save my feedback")
    download.value.save_as(tmp_path / "feedback.md")
    data = run("feedback", "add", "--file", str(tmp_path / "feedback.md"), "--no-edit", "--json").data
    assert (data["from"], data["quote_ok"]) == ('Kim "K" Peer', True)
    text = (example / data["path"]).read_text()
    assert "It is open" in text
    assert f"## {asked}\n\nNearly\n" in text
    assert opened.violations() == []
    assert (opened.said, opened.asked) == ([], [])


def test_the_pages_of_a_whole_log_are_quiet_and_open_to_everybody(
    run: Run, example: Path, tmp_path: Path, opened: OpenedPage
) -> None:
    assert run("view", "--to", str(tmp_path / "pages")).status == 0
    for file in sorted((tmp_path / "pages").glob("*.html")):
        opened.page.goto(file.as_uri())
        assert opened.violations() == []
    assert opened.said == []
