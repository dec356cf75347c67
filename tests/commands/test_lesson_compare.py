"""`coachlog lessons compare`: a lesson beside the one that it was made from."""

import pytest

from tests.support.world import git

SPRING = "ratio-problems-spring-2026-w6t4k"
REAL = "ratios-in-the-real-world-x2p7d"


def test_a_lesson_is_compared_with_the_one_it_was_made_from(run, example):
    result = run("lessons", "compare", "real world")
    assert result.status == 0
    out = result.out
    assert out.startswith("“Ratios in the real world”, beside Ratio problems for the end of the unit (spring 2026)\n")
    titles = [
        "Standards-based task",
        "Engaging task",
        "Problem-based task",
        "Technology",
        "Outside the matrix",
    ]
    places = [out.index(f"\n{title}\n") for title in titles]
    assert places == sorted(places)
    assert places[1] < out.index("  Voice and choice: 3 lines new\n") < places[2]
    assert places[1] < out.index("  Design matrix › Engaging task: 10 lines new\n") < places[2]
    assert "    mode: [-in-person-]{+virtual+}\n" in out
    assert "    [-One point for each right answer, ten in all.-]\n" in out


def test_the_feedback_that_led_to_it_is_named_and_what_nobody_talked_over_is_not(run, example):
    out = run("lessons", "compare", REAL).out.partition("Feedback that led to it\n")[2]
    assert "Who does the talking?, from Kim Placeholder, literacy facilitator, 20 October 2026: applied" in out
    assert "One platform or two?" in out
    assert "room for how they arrive" not in out
    assert "- Taken in: 2026-10-20, from a literacy facilitator: quiet time" in out


def test_a_comparison_as_json_says_all_of_it(run, example):
    data = run("lessons", "compare", REAL, "--json").data
    assert data["lesson"] == REAL
    assert data["with"] == {"lesson": SPRING, "at": None}
    engaging = next(row for row in data["quadrants"] if row["quadrant"] == "engaging")
    assert engaging == {"quadrant": "engaging", "title": "Engaging task", "new": 19, "reworded": 0, "gone": 0}
    task = next(row for row in data["sections"] if row["section"] == "Task")
    assert (task["quadrant"], task["new"], task["gone"], task["part"]) == ("problem", 1, 1, None)
    assert [change["change"] for change in task["changes"]] == ["gone", "new"]
    assert [row["id"] for row in data["feedback"]] == ["who-does-the-talking-r4z9c", "one-platform-or-two-v7d2p"]
    assert len(data["taken_in"]) == 1


def test_of_two_lessons_the_one_that_grew_is_the_new_one_however_they_are_named(run, example):
    assert run("lessons", "compare", SPRING, REAL).out == run("lessons", "compare", REAL, SPRING).out
    assert "beside Numbers in arguments" in run("lessons", "compare", SPRING, "numbers").out


def test_a_lesson_is_compared_with_itself_on_an_earlier_day(run, example, monkeypatch):
    path = example / "lessons" / f"{REAL}.md"
    git(example, "-c", "user.name=x", "commit", "--amend", "-q", "--no-edit", "--date=2026-10-01T12:00:00")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Quiet answers in Classkick", "Answers in Classkick"), encoding="utf-8")
    assert run("save").status == 0
    out = run("lessons", "compare", REAL, "--at", "2026-10-30").out
    assert "beside itself on 30 October 2026" in out
    assert "Technology\n  Design matrix › Technology: 1 line reworded\n" in out
    assert "[-Quiet answers-]{+Answers+} in Classkick" in out
    assert "One platform or two?" in out
    assert "Who does the talking?" not in out
    assert "Nothing in it is different." in run("lessons", "compare", REAL, "--at", "today").out
    result = run("lessons", "compare", REAL, "--at", "2026-09-30")
    assert result.status == 1
    assert "was not in the log yet on 30 September 2026" in result.err
    first = f"coachlog lessons compare {REAL} --at 2026-10-01"
    assert f"hint: its first version is of 1 October 2026: {first}" in result.err
    path.write_text(path.read_text(encoding="utf-8").replace("previous:", "was:"), encoding="utf-8")
    assert f"hint: to compare it with itself as it was: {first}" in run("lessons", "compare", REAL).err
    assert run(*first.split()[1:]).status == 0


def test_an_old_version_that_cannot_be_read_is_refused(run, example):
    path = example / "lessons" / f"{REAL}.md"
    text = path.read_bytes()
    path.write_bytes(b"---\nopen: [\n")
    git(example, "commit", "-q", "-a", "-m", "x", "--date=2026-10-02T12:00:00")
    path.write_bytes(text)
    assert run("save").status == 0
    result = run("lessons", "compare", REAL, "--at", "2026-10-30")
    assert result.status == 1
    assert "the lesson as it was on 30 October 2026 cannot be read" in result.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("numbers",), 2, "has no version before it"),
        ((REAL, SPRING, "--at", "2026-10-01"), 2, "a comparison needs another lesson or a day, not both"),
        (("nothing like it",), 1, "there is no lesson"),
        ((REAL, "--at", "soon"), 2, "`soon` is not a date"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_hint(run, example, words, status, said):
    result = run("lessons", "compare", *words)
    assert result.status == status
    assert said in result.err
    assert "hint: " in result.err


def test_a_lesson_that_is_not_kept_yet_has_no_earlier_day(run, example):
    (example / "lessons" / "new.md").write_text("---\ntype: lesson\n---\n# New\n", encoding="utf-8")
    result = run("lessons", "compare", "new", "--at", "2026-11-01")
    assert result.status == 1
    assert "hint: to keep it: coachlog save" in result.err
