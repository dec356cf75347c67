"""`report --pick`: lines are chosen by a key each, kept at once, left and gone on with."""

import re

import pytest

from coachlog.context import Context
from tests.support.terminal import talk

pytestmark = pytest.mark.linux


@pytest.fixture
def page(sealed):
    return sealed / "coachlog" / "own" / "reflections" / "robin-and-sam-2026-fall.md"


def test_lines_are_chosen_by_a_key_each_and_out_stays_out(example, run, page):
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    status, screen = talk(["report", "--pick"], ["i", "o", "l", "s", "q"])
    assert status == 0
    assert "1 of 20: " in screen
    assert "goes to: " in screen
    assert "[i]n, [o]ut, [l]ater, [s]tar, [q]uit, [b]ack, s[w]ap?" in screen
    text = material.read_text()
    assert text.count("[x]") >= 2
    assert text.count("[-]") >= 1
    assert "#star" in next((page.parents[1] / "stars").glob("*.md")).read_text()
    later = screen.split("3 of 20")[1].splitlines()[1].strip()
    _, again = talk(["report", "--pick"], ["l"] * 5 + ["q"])
    assert later[:40] in again
    first = screen.split("1 of 20")[1].splitlines()[1].strip()
    assert first[:40] not in again.partition("of 20")[2].partition("quit?")[0]


def test_lines_go_in_until_twelve_are_there(example, run, page, typed):
    typed += ["i"] * 30
    run("report", "--pick")
    material = page.with_name("robin-and-sam-2026-fall.material.md").read_text()
    before = material.count("[x]")
    assert 0 < before < 30
    typed += ["i"] * 30
    assert "lines are in: enough for a page" in run("report", "--pick").err
    assert page.with_name("robin-and-sam-2026-fall.material.md").read_text().count("[x]") == before
    assert len(typed) >= 30


def offered(err):
    """Return the lines that were offered, each with its day and its place in the page."""
    blocks = re.findall(r"^\d+ of \d+: (.*)\n  (.*(?:\n  .*)*)\n  goes to: (.*)", err, re.MULTILINE)
    return [(" ".join(words.split()), day, place) for day, words, place in blocks]


def test_every_line_put_in_stands_in_the_section_that_was_named(example, run, page, typed):
    typed += ["i"] * 12
    lines = offered(run("report", "--pick").err)
    text = re.sub(r"<!--.*?-->", "", page.read_text(), flags=re.DOTALL)
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")}
    assert len(lines) >= 6
    assert len({day for _, day, _ in lines}) > 3
    for words, day, place in lines:
        said = words.split(": ", 1)[-1].rstrip(".")[1:40]
        gap = rf"On {day.partition(',')[0]} (my mentee|this was between us)"
        assert said in sections[place] or re.search(gap, sections[place]), words


def test_the_lines_are_of_the_whole_term(example, run, page, typed):
    typed += ["l"] * 20
    days = {day.partition(",")[0].split()[-1] for _, day, _ in offered(run("report", "--pick").err)}
    assert days >= {"September", "October", "November"}


def test_one_goes_back_and_the_choice_is_taken_back_with_its_star(example, run, page, typed):
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    run("report", "--no-edit")
    before = material.read_text()
    typed += ["b", "i", "b", "s", "b", "o", "b", "q"]
    assert "This is the first line." in run("report", "--pick").err
    assert material.read_text() == before
    assert not any("#star" in path.read_text() for path in (page.parents[1] / "stars").glob("*.md"))


def test_at_twelve_one_goes_out_for_another(example, run, page, typed):
    typed += ["i"] * 12
    run("report", "--pick")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    out = material.read_text().count("[-]")
    typed[:] = ["12", "i", ""]
    err = run("report", "--pick").err
    assert "In the page:\n  1  " in err
    assert "no section of this page" not in err
    assert err.count("12 lines are in: enough for a page.") == 2
    assert material.read_text().count("[-]") > out
    assert not typed


def test_where_every_line_is_in_or_out_nothing_is_asked(example, run, page, typed):
    run("report", "--no-edit")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    material.write_text(material.read_text().replace("- [ ]", "- [-]"))
    assert "Every line has been in or out by now" in run("report", "--pick").err


def test_of_a_thin_log_every_line_put_in_stands_in_the_page(run, tmp_path, sealed, monkeypatch, typed):
    monkeypatch.setattr(Context, "interactive", False)
    run("init", tmp_path / "log", "--mentor", "Ann Lee", "--mentee", "Bo Day", "--me", "mentor")
    monkeypatch.chdir(tmp_path / "log")
    hurried = ["visited P2 for 15 min", "wait time is HARD", "talked mostly about the pta thing", "sent the article"]
    for at, words in enumerate(hurried):
        day = f"2026-10-{6 + 7 * at:02}"
        run("meet", "--no-edit", "--today", day)
        for section, more in (("notes", ""), ("growth", " and ask first"), ("successes", ", three voices")):
            run("note", f"{words}{more}", "--in", section, "--speaker", "nobody", "--today", day)
    monkeypatch.setattr(Context, "interactive", True)
    typed += ["i"] * 12
    lines = offered(run("report", "--pick", "--today", "2026-12-10").err)
    assert len(lines) == 12
    (page,) = (sealed / "coachlog" / "own" / "reflections").glob("log-*[!l].md")
    text = re.sub(r"<!--.*?-->", "", page.read_text(), flags=re.DOTALL)
    sections = {part.partition("\n")[0]: part for part in text.split("\n## ")}
    for words, _, place in lines:
        assert words[1:] in sections[place]
