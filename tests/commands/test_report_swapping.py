"""`report --pick`: it stops once twelve lines are in; one goes out for another, or alone."""

import re

import pytest


@pytest.fixture
def page(reflections):
    return reflections / "robin-and-sam-2026-fall.md"


def test_at_twelve_one_goes_out_for_another(example, run, page, typed):
    typed += ["i"] * 12
    run("report", "--pick")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    out = material.read_text().count("[-]")
    typed[:] = ["q"]
    assert "12 lines are in" not in run("report", "--pick").err  # until one more would come in
    typed[:] = ["i", "o", "12", "i", "", "q"]
    err = run("report", "--pick").err
    assert "In the page:\n  1  " in err
    assert "no section of this page" not in err
    assert err.count("12 lines are in, which leaves about ") == 2
    assert material.read_text().count("[-]") > out
    assert "Type a number from 1 to 12, or press Enter." in err
    assert "12 of 12 lines are chosen" in err
    assert "That line is out, and this one is in for it." in err
    assert not typed


def test_one_line_comes_in_for_another_before_twelve_are_in(example, run, page, typed):
    typed += ["w", "1", "q"]
    err = run("report", "--pick").err
    counts = re.findall(r"(\d+) of (?:at most )?12 lines are chosen", err)
    assert len(set(counts)) == 1
    assert "That line is out, and this one is in for it." in err
    material = page.with_name("robin-and-sam-2026-fall.material.md").read_text()
    assert (material.count("- [x]"), material.count("- [-]")) == (1, 1)


@pytest.mark.parametrize("word", ["q", "stop", "exit"])
def test_who_stops_at_the_number_of_a_line_has_chosen_the_others(word, example, run, page, typed):
    typed += ["i", "w", word]
    done = run("report", "--pick")
    assert (done.status, "error" in done.err) == (0, False)
    assert page.with_name("robin-and-sam-2026-fall.material.md").read_text().count("- [x]") == 1


def test_it_stops_once_twelve_are_in_and_goes_on_the_next_time(example, run, page, typed):
    typed += ["i"] * 12
    err = run("report", "--pick").err
    assert err.count("would go to: ") == 6
    assert "The other lines wait: with --pick again one comes in for one that goes out." in err
    typed[:] = ["l", "q"]
    assert run("report", "--pick").err.count("would go to: ") == 2


@pytest.mark.parametrize(("words", "out"), [("drop 1", 1), ("drop 1 3", 2), ("out 2", 1)])
def test_a_line_goes_out_alone_and_none_comes_in_for_it(words, out, example, run, page, typed):
    run("report", "--no-edit")
    before = page.read_text()
    typed += ["w", words, "q"]
    err = run("report", "--pick").err
    assert f"{6 - out} of 12 lines are chosen" in err
    assert err.count("1 of 12: ") == 2
    material = page.with_name("robin-and-sam-2026-fall.material.md").read_text()
    assert (material.count("- [x]"), material.count("- [-]")) == (0, out)
    gone = {*before.splitlines()} - {*page.read_text().splitlines()}
    assert sum(not line.startswith("<!--") for line in gone) >= out


@pytest.mark.one_in(2)
@pytest.mark.parametrize("words", ["drop 40", "drop", "0", "1 2", "drop 1 40"])
def test_a_number_that_no_line_has_takes_none_out(words, example, run, page, typed):
    run("report", "--no-edit")
    before = page.read_text()
    typed += ["w", words, "", "q"]
    assert "Type a number from 1 to 6, or press Enter." in run("report", "--pick").err
    assert page.read_text() == before


def test_a_line_goes_out_where_no_other_waits(example, run, page, typed):
    run("report", "--no-edit")
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    text = material.read_text().replace("- [ ]", "- [-]")
    material.write_text(re.sub(r"- \[-\](?= .*(?:nine exit slips out|counted to five, and on))", "- [x]", text))
    before = material.read_text().count("- [x]")
    typed += ["1"]
    assert "That line is out." in run("report", "--pick").err
    assert material.read_text().count("- [x]") == before - 1
