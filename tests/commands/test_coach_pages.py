"""What other coaches' pages say is typed by command alone, and comes out in the page, its material or elsewhere."""

import shlex

import pytest

from tests.support.coach_page import CALENDAR, EVIDENCE, FIGURES, FORM, HOURS, MATERIAL, NOT_HELD, NOWHERE, PAGE
from tests.support.coach_pages import COACH_PAGES

TODAY = "2026-12-10"


@pytest.mark.parametrize("entry", COACH_PAGES, ids=lambda entry: entry.number)
def test_each_fact_is_held_and_comes_out_where_the_table_says(entry, run, tmp_path, sealed, monkeypatch):
    term = ("--term", "2026-fall", "--term-start", "2026-09-08", "--term-end", "2026-12-18")
    people = ("--mentor", "Robin Example", "--mentee", "Sam Sample", "--me", "mentor")
    assert run("init", tmp_path / "log", *people, *term, "--today", "2026-09-08").status == 0
    monkeypatch.chdir(tmp_path / "log")
    for typed in entry.commands:
        words = shlex.split(typed)
        result = run(*words, *(() if "--today" in words else ("--today", "2026-10-01")))
        assert result.status == 0, (typed, result.err)
    assert run("report", "--no-edit", "--today", TODAY).status == 0
    texts = outputs(run, sealed, entry)
    kept = "".join(
        file.read_text() for place in (tmp_path / "log", sealed / "coachlog" / "own") for file in written(place)
    )
    for fact in entry.facts:
        if fact.out == NOWHERE:
            assert fact.words in kept, f"{entry.number}: {fact.says} is not held"
            assert not any(fact.words in texts[name] for name in (PAGE, MATERIAL)), f"{fact.says}: {fact.why}"
        elif fact.out != NOT_HELD:
            assert fact.words in texts[fact.out], (
                f"{entry.number}: {fact.says} is not in the {fact.out}\n{texts[fact.out]}"
            )


def outputs(run, sealed, entry):
    """Return what each way of looking at a log shows or writes, of the ways that the entry has facts in."""
    ways = {
        PAGE: ((), "coachlog/own/reflections/log-2026-fall.md"),
        MATERIAL: ((), "coachlog/own/reflections/log-2026-fall.material.md"),
        EVIDENCE: ((("evidence", *entry.codes, "--no-edit"),), "coachlog/own/evidence/*.md"),
        HOURS: ((("hours", "2026-fall", "--sheet"),), ""),
        FORM: ((("hours", "2026-09", "--form", "contact-log"),), ""),
        FIGURES: ((("progress",), ("hours",)), ""),
        CALENDAR: ((("agenda", "--to", sealed / "coaching.ics"),), "coaching.ics"),
    }
    texts = {}
    for name in {PAGE, MATERIAL, *(fact.out for fact in entry.facts)} & ways.keys():
        commands, files = ways[name]
        shown = [run(*command, "--today", TODAY).out for command in commands]
        texts[name] = "".join([*shown, *(file.read_text() for file in (sealed.glob(files) if files else ()))])
    return texts


def written(place):
    return [file for file in place.rglob("*") if file.suffix in (".md", ".yml") and ".git" not in file.parts]


def test_most_facts_are_held_and_most_come_out():
    facts = [fact for entry in COACH_PAGES for fact in entry.facts]
    lost = [fact for fact in facts if fact.out in (NOWHERE, NOT_HELD)]
    assert len(facts) > 250
    assert sum(fact.out != NOT_HELD for fact in facts) / len(facts) >= 0.9
    assert 1 - len(lost) / len(facts) >= 0.75
    assert all(fact.why for fact in lost)
