"""`report --ask`: what stands beside a question, and what is told of an answer."""

import itertools


def test_who_names_the_partner_reads_once_how_readers_outside_know_them(example, run, typed):
    typed += ["I waited for Sam.", "", "Sam spoke first.", "", "q"]
    err = run("report", "--ask").err
    assert err.count("That names Sam: for readers outside, my mentee says as much.") == 1
    typed[:] = ["q"]
    out = run("report", "--ask").out
    assert "It names Sam in line" in out


def test_a_question_shows_no_more_than_two_lines_that_the_page_has_not(example, run, typed):
    typed += [""] * 20
    err = run("report", "--ask").err
    blocks = err.split("Not in the text of the page:\n")[1:]
    assert blocks
    for block in blocks:
        assert len(list(itertools.takewhile(lambda line: line.startswith("    "), block.splitlines()))) <= 2
