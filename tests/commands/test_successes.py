"""`coachlog successes`: what went well in a period, by date and by person."""

import pytest

LAST = "meetings/2026-11-19.md"


def edit(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


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
    assert list(data[0]) == ["date", "text", "by", "path", "line"]
    assert data == run("successes", "--by", "date", "--json").data
    assert run("successes", "--by", "owner").status == 2


def test_successes_are_listed_in_order_with_date_file_and_line(example, run):
    data = run("successes", "--json").data
    assert len(data) == 19
    assert [row["date"] for row in data] == sorted(row["date"] for row in data)
    first = data[0]
    assert set(first) == {"date", "text", "by", "path", "line"}
    assert (example / first["path"]).read_text(encoding="utf-8").splitlines()[first["line"] - 1] == f"- {first['text']}"


@pytest.mark.parametrize(
    ("period", "count"), [("2026-fall", 19), ("2026-q3", 4), ("2026-10", 9), ("2026", 19), ("2025", 0)]
)
def test_a_period_is_a_term_a_quarter_a_month_or_a_year(example, run, period, count):
    assert len(run("successes", period, "--json").data) == count


def test_nothing_to_celebrate_yet_shows_how_to_write_it_down(example, run):
    result = run("successes", "2025")
    assert result.status == 0
    assert "0 successes in 2025" in result.out
    assert "coachlog note" in result.out


def test_a_meeting_counts_by_its_date_whatever_its_file_is_called(example, run):
    (example / "meetings" / "2026-11-05.md").rename(example / "meetings" / "2025-01-01.md")
    assert len(run("successes", "2026-fall", "--json").data) == 19
    assert run("progress", "--json").data["successes"] == 19
