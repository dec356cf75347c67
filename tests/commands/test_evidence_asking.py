"""`evidence CODE --ask`: the gaps of a page one by one, and what another page says already."""

import pytest

from coachlog.context import Context


def page(own, name="2c"):
    return own / "evidence" / f"{name}.md"


@pytest.fixture
def asked(monkeypatch):
    """Answer the prompts of a command in this process; returns the list of answers that wait."""
    answers = []
    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr("coachlog.render.asking.ask", lambda *_: answers.pop(0) if answers else "q")
    return answers


def test_its_gaps_are_asked_for_in_order_and_go_on_later(example, run, own, asked):
    asked += ["asking before I tell", "q"]
    err = run("evidence", "2c", "--ask").err
    asked_for = [line for line in err.splitlines() if "[…]" in line and not line.startswith(" ")]
    assert not any("in the words of the" in line for line in asked_for)  # a place to paste the standard's text
    assert "To me, “Shared goals” means […]." in err
    assert "asking before I tell" in page(own).read_text()
    asked += ["later on", "q"]
    again = run("evidence", "2c", "--ask")
    assert again.status == 0
    assert "To me, “Shared goals” means […]." not in again.err
    assert "This is how I worked on it: later on." in page(own).read_text()
    assert "in the words of the" in again.out


def filled(path, title, gap, words):
    """Fill the first gap of a frame behind a title in a page."""
    before, found, after = path.read_text().partition(title)
    assert found
    assert gap in after
    path.write_text(before + title + after.replace(gap, words, 1))


FIFTH = "The goal moved because I counted to five."


@pytest.mark.parametrize(
    ("said_in", "asked_in", "title", "gap", "words"),
    [
        ("report", "3a", "“Listen before suggesting”", "The goal moved because […].", FIFTH),
        ("report", "2c", "“Listen before suggesting”", "The goal moved because […].", FIFTH),
        ("3a", "report", "“Listen before suggesting”", "The goal moved because […].", FIFTH),
    ],
)
def test_what_one_page_says_is_offered_in_another(said_in, asked_in, title, gap, words, example, run, own, asked):
    pages = {"report": own / "reflections" / "robin-and-sam-2026-fall.md"}

    def draft(name, *options):
        return run(*(["report"] if name == "report" else ["evidence", name]), *options)

    draft(said_in, "--no-edit")
    filled(pages.get(said_in, page(own, said_in)), title, gap, words)
    asked += ["n", "q"]
    assert f"On another page of yours you wrote, about {title}: {words}" in draft(asked_in, "--ask").err
    assert words not in pages.get(asked_in, page(own, asked_in)).read_text()
    asked += ["", "q"]
    assert draft(asked_in, "--ask").status == 0
    text = pages.get(asked_in, page(own, asked_in)).read_text()
    assert text.count(words) == 1
    assert text.index(title) < text.index(words)
    assert "you wrote, about" not in draft(asked_in, "--ask").err


def test_questions_need_a_page_and_somebody_to_ask(example, run):
    assert "say which one: coachlog evidence 2c --ask" in run("evidence", "--ask").err
    result = run("evidence", "2c", "--ask")
    assert result.status == 2
    assert "there is nobody to ask here" in result.err
