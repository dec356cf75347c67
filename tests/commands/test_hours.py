"""Hours on paper and in a table, and successes by person."""

import csv
from io import StringIO

import pytest

from coachlog.render.csv import csv_bytes

LAST = "meetings/2026-11-19.md"


def edit(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def rows_of(path):
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_table_has_every_meeting_in_facts_alone(run, example, tmp_path):
    result = run("hours", "--csv", tmp_path / "hours.csv")
    assert result.status == 0
    assert "Written 11 meetings of 2026-fall" in result.out
    rows = rows_of(tmp_path / "hours.csv")
    assert rows[0] == ["date", "start", "minutes", "mode", "status", "activities", "phase"]
    assert rows[-1] == ["2026-11-19", "15:30", "50", "virtual", "held", "co-planning, technology, feedback", "prepare"]
    assert len(rows) == 12
    words = (tmp_path / "hours.csv").read_text("utf-8")
    assert words.startswith("\ufeff")
    assert "Both platforms" not in words


def test_a_file_that_is_there_is_not_written_over(run, example, tmp_path):
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    result = run("hours", "--csv", tmp_path / "mine.csv")
    assert result.status == 1
    assert "hint: say another name" in result.err
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(run, example, tmp_path):
    result = run("hours", "--csv", tmp_path / "nowhere" / "hours.csv")
    assert result.status == 3
    assert "hours.csv was not saved" in result.err


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t=", " =", "\r", "\n+"])
def test_no_cell_can_be_taken_for_a_formula(sign):
    text = csv_bytes(("a",), [(f"{sign}cmd|' /C calc'!A0",), (5,), (None,), ("plain - words",)])
    (_, (first,), (number,), (empty,), (plain,)) = csv.reader(StringIO(text.decode("utf-8-sig"), newline=""))
    assert first.startswith("'")
    assert "\n" not in first
    assert (number, empty, plain) == ("5", "", "plain - words")


def test_a_mode_that_begins_with_a_sign_is_written_as_words(run, example, tmp_path):
    edit(example, LAST, "mode: virtual", 'mode: "=1+1"')
    run("hours", "--csv", tmp_path / "hours.csv")
    assert rows_of(tmp_path / "hours.csv")[-1][3] == "'=1+1"


def test_a_page_to_sign_has_the_sum_what_is_asked_and_a_line_for_each(run, example):
    edit(
        example,
        LAST,
        "[co-planning, technology, feedback]",
        f"[co-planning, {', '.join('abcdefghij' * 4)}, walking-far]",
    )
    page = run("hours", "--sheet").out
    assert "2026-11-05  15:30           virtual   co-planning, technology\n" in page
    assert "9 meetings held" in page
    assert "5 hours 35 minutes together" in page
    assert "Asked: 180 minutes a month (district induction)" in page
    assert "  November 2026: 85 of 180 (not over yet)" in page
    for who in ("Robin Example (mentor)", "Sam Sample (mentee)", "Verified by"):
        assert f"{who:<30}  ______________________________  Date ________" in page
    assert max(map(len, page.splitlines())) <= 79
    assert "Both platforms" not in page
    assert "For growth, not for evaluation." in page


def test_a_page_without_a_requirement_asks_for_nothing(run, example):
    edit(example, "coachlog.yml", "requirement:\n  minutes: 180", "asked:\n  minutes: 180")
    edit(example, "coachlog.yml", "    role: mentee\n", "")
    page = run("hours", "--sheet", "--json").data["sheet"]
    assert "Asked" not in page
    assert "\nSam Sample    " in page


def test_phases_are_counted(run, example):
    data = run("hours", "--json").data
    assert {"phase": "prepare", "meetings": 4} in data["phases"]
    assert "Phase" in run("hours").out


def test_a_broken_note_makes_the_table_a_listing_with_problems(run, example, tmp_path):
    (example / "meetings" / "2026-11-18.md").write_text("---\ntype: [\n---\n", encoding="utf-8")
    result = run("hours", "--csv", tmp_path / "hours.csv")
    assert result.status == 1
    assert "meetings/2026-11-18.md:" in result.err
    assert len(rows_of(tmp_path / "hours.csv")) == 12


def test_successes_stand_under_whom_their_words_name(run, example):
    edit(example, LAST, "- Both: the lesson", "- A colleague: said hello\n- just this\n- We: the lesson")
    data = run("successes", "--by", "person", "--json").data
    people = [row["person"] for row in data]
    assert people == sorted(people, key=["mentor", "mentee", "both", None].index)
    assert [row["text"] for row in data if row["person"] is None] == ["A colleague: said hello", "just this"]
    assert next(row for row in data if row["person"] == "mentor")["text"].startswith("a Thursday slot")
    out = run("successes", "--by", "Person").out
    assert out.index("\nRobin Example\n") < out.index("\nSam Sample\n") < out.index("\nBoth\n")
    assert "\nWhere nobody is named\n" in out


def test_successes_are_by_date_unless_told(run, example):
    data = run("successes", "--json").data
    assert list(data[0]) == ["date", "text", "path", "line"]
    assert data == run("successes", "--by", "date", "--json").data
    assert run("successes", "--by", "owner").status == 2
