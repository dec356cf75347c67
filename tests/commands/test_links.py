"""Links and stars in what commands show: the words without marks, and what a link is about."""

import re
from pathlib import Path

import pytest

from coachlog.model.period import Period
from coachlog.storage.load import load_log
from coachlog.summary.successes import build_successes
from tests.support.world import Run

NOTE = Path("meetings/2026-11-19.md")
GOAL = "ask-before-telling-t2m6z"


@pytest.fixture(autouse=True)
def linked(example: Path) -> None:
    text = NOTE.read_text(encoding="utf-8")
    lines = f"## Successes\n\n- They asked why #star/talk [[{GOAL}]]\n- In [[{GOAL}]] we both\n  grew\n"
    NOTE.write_text(text.replace("## Successes\n", lines, 1), encoding="utf-8")


def test_listings_show_words_and_titles_without_marks(run: Run) -> None:
    texts = [row["text"] for row in run("successes", "--json").data]
    assert "They asked why" in texts
    assert "In Ask before telling we both grew" in texts


def test_a_claim_says_what_it_is_about(example: Path) -> None:
    log = load_log(example, ("meeting",), ("meeting",))
    claims = build_successes(log, Period("", log.meetings[0].day, log.meetings[-1].day), log.meetings[-1].day)
    assert [(claim.links, claim.starred) for claim in claims if claim.text == "They asked why"] == [
        ((GOAL,), ("talk",))
    ]


def test_a_carried_step_keeps_its_marks_and_its_identity(run: Run) -> None:
    line = f"Draft the slide for [[{GOAL}|asking]] #star [[{GOAL}]]"
    text = NOTE.read_text(encoding="utf-8").rstrip("\n")
    NOTE.write_text(
        text.replace("## Next steps\n", f"## Next steps\n\n- [ ] @mentor {line}\n", 1) + "\n", encoding="utf-8"
    )
    run("save")
    (step,) = [row for row in run("steps", "--json").data if row["text"].startswith("Draft the slide")]
    assert step["text"] == "Draft the slide for asking"
    run("--today", "2026-11-26", "meet", "--no-edit")
    later = Path("meetings/2026-11-26.md").read_text(encoding="utf-8")
    assert f"- [ ] @mentor {line} (from 2026-11-19) ^{step['id']}\n" in later
    (again,) = [row for row in run("steps", "--json").data if row["text"].startswith("Draft the slide")]
    assert (again["id"], again["carried"]) == (step["id"], 1)


def test_search_shows_words_without_marks(run: Run) -> None:
    assert [row["text"] for row in run("search", "asked why", "--json").data][-1] == "- They asked why"


def test_who_may_not_read_a_title_is_not_shown_it_by_a_link(run: Run) -> None:
    Path("visits").mkdir(exist_ok=True)
    visit = Path("visits/2026-10-09-visit.md")
    visit.write_text("---\ntype: visit\nstatus: shared\n---\n\n# SECRET\n", encoding="utf-8")
    text = NOTE.read_text(encoding="utf-8")
    NOTE.write_text(
        text.replace("- They asked why", "- Robin: in [[2026-10-09-visit]] they asked why"), encoding="utf-8"
    )
    run("people", "set", "me", "--quote", "successes")
    assert "in SECRET they asked why" in run("successes").out
    shown = run("successes", "--for", "peer").out
    assert "in (another document) they asked why" in shown
    assert "SECRET" not in shown


def test_a_contacts_words_show_a_title(run: Run) -> None:
    run("contact", f"About [[{GOAL}]] again", "--minutes", "5")
    assert [row["text"] for row in run("agenda", "--json").data["contacts"]] == ["About Ask before telling again"]


def test_check_names_a_broken_link_with_its_line_and_no_other(run: Run) -> None:
    text = NOTE.read_text(encoding="utf-8")
    broken = (
        "`[[gone-k3f9x]]` [[Kim's page]] [[2026-fall]] [[2026-11-12]]\n\n    [[gone-k3f9x]]\n\nsee [[gone-k3f9x]]\n"
    )
    NOTE.write_text(text + "\n## Sources\n\n" + broken, encoding="utf-8")
    result = run("check", "--json")
    line = NOTE.read_text(encoding="utf-8").splitlines().index("see [[gone-k3f9x]]") + 1
    assert [(row["path"], row["line"], row["code"]) for row in result.data] == [(NOTE.as_posix(), line, "broken-link")]


def test_a_goal_and_a_lesson_show_the_lines_about_them(run: Run) -> None:
    run("steps", "add", "Try it once", "--goal", GOAL)
    run("contact", "In the corridor", "--minutes", "5", "--goal", GOAL, "--date", "2026-11-16")
    shown = [row for row in run("goals", "show", GOAL, "--json").data["lines"] if row["date"] > "2026-11-10"]
    assert [(row["date"], row["text"]) for row in shown] == [
        ("2026-11-16", "In the corridor"),
        ("2026-11-19", "They asked why"),
        ("2026-11-19", "In Ask before telling we both grew"),
        ("2026-11-19", "Try it once"),
    ]
    assert (
        shown[1]["line"]
        == NOTE.read_text(encoding="utf-8").splitlines().index(f"- They asked why #star/talk [[{GOAL}]]") + 1
    )
    assert "- They asked why  (19 November 2026)" in run("goals", "show", GOAL).out
    for number in range(9):
        run("note", f"line {number}", "--lesson", "ratios-in-the")
    out = run("lessons", "show", "ratios-in-the").out
    assert "line 0" not in out
    assert "- line 8  (19 November 2026)\n" in out
    assert re.search(r"\n  and \d+ earlier ones\n", out)


def test_a_goal_that_a_line_is_about_is_not_untouched(run: Run) -> None:
    run("goals", "add", "Lonely", "--today", "2026-11-01")
    untouched = [row for row in run("check", "--json").data if row["code"] == "untouched-goal"]
    assert [row["path"].startswith("goals/lonely") for row in untouched] == [True]
    run("note", "We began", "--goal", "Lonely")
    assert not [row for row in run("check", "--json").data if row["code"] == "untouched-goal"]


@pytest.mark.parametrize(
    "contacts",
    [
        'contacts: [{date: 2026-11-18, minutes: 5, text: "bells [[students-explian-k9zq4]]"}]',
        'contacts:\n  - date: 2026-11-18\n    minutes: 5\n    text: "bells [[students-explian-k9zq4]]"',
        f'contacts:\n  - {{date: 2026-11-18, minutes: 5, text: "[[{GOAL}]], and [[students-explian-k9zq4]]"}}',
    ],
)
def test_a_broken_link_in_a_contact_is_named_with_its_line(run: Run, contacts: str) -> None:
    NOTE.write_text(NOTE.read_text("utf-8").replace("type: meeting\n", f"type: meeting\n{contacts}\n", 1), "utf-8")
    number = next(n for n, line in enumerate(NOTE.read_text("utf-8").splitlines(), 1) if "students-explian" in line)
    broken = [row for row in run("check", "--json").data if row["code"] == "broken-link"]
    assert [(row["path"], row["line"]) for row in broken] == [(NOTE.as_posix(), number)]
