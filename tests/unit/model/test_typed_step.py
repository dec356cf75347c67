"""The words of a next step: who, until when, its id, and what is to be done."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.markdown.task_line import TaskLine, format_task
from coachlog.model.dates import DateReader
from coachlog.model.kinds.typed_step import TypedStep, cut_due, read_step
from coachlog.model.parse_settings import parse_settings
from tests.support.typed import SETTINGS, THURSDAY, read

DATES = DateReader(THURSDAY)
WORDS = st.lists(st.from_regex(r"[^\W_][\w.,;!?'’*`-]*", fullmatch=True), min_size=1, max_size=8).map(" ".join)
DAYS = st.dates(date(1991, 1, 1), date(2099, 1, 1)) | st.none()


@given(
    WORDS, st.sampled_from(["mentor", "mentee", "both"]), DAYS, DAYS, st.from_regex(r"([a-z2-9]{5})?", fullmatch=True)
)
def test_a_step_that_is_written_is_read_as_it_was(words, owner, due, origin, identity):
    task = TaskLine(" ", words, owner, due.isoformat() if due else "", origin.isoformat() if origin else "", identity)
    read = read_step(format_task(task).removeprefix("- [ ] "), SETTINGS, DATES)
    assert (read.words, read.owner, read.due, read.origin, read.id) == (words, owner, due, origin, identity)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Ring", TypedStep("Ring", "", None, None, "")),
        ("@mentee Ring (due 2026-11-26) ^k3f9x", TypedStep("Ring", "mentee", date(2026, 11, 26), None, "k3f9x")),
        ("Ring (due 2026-11-26) Kim", TypedStep("Ring Kim", "", date(2026, 11, 26), None, "")),
        ("Ring\n  Kim ^a", TypedStep("Ring Kim", "", None, None, "a")),
        ("Sam, ring Kim", TypedStep("ring Kim", "mentee", None, None, "")),
        ("^a1b2c", TypedStep("", "", None, None, "a1b2c")),
        ("Ring x^2", TypedStep("Ring x^2", "", None, None, "")),
        ("Ring ^" + "a" * 41, TypedStep("Ring ^" + "a" * 41, "", None, None, "")),
        ("Ring ^a_b", TypedStep("Ring ^a_b", "", None, None, "")),
        ("@ Ring", TypedStep("@ Ring", "", None, None, "")),
        ("Ring (due to rain)", TypedStep("Ring (due to rain)", "", None, None, "")),
        ("Ring (by hand)", TypedStep("Ring (by hand)", "", None, None, "")),
        ("Ring (from the office)", TypedStep("Ring (from the office)", "", None, None, "")),
        ("talk to @Sam", TypedStep("talk to @Sam", "", None, None, "")),
        ("Read: chapter 2", TypedStep("Read: chapter 2", "", None, None, "")),
    ],
)
def test_the_parts_of_a_step(text, step):
    assert read_step(text, SETTINGS, DATES) == step


@pytest.mark.parametrize(
    ("text", "words", "typed"),
    [
        ("send it by 10/8", "send it", "10/8"),
        ("send it, by 10/8.", "send it", "10/8."),
        ("send it due 10/8", "send it", "10/8"),
        ("send it (due 10/8)", "send it", "10/8"),
        ("send it", "send it", "send it"),
    ],
)
def test_a_due_date_that_means_two_days_is_cut_out_to_be_asked_about(text, words, typed):
    assert tuple(part.strip() for part in cut_due(text)) == (words, typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Ring (Oct 5)", "write it as (due 2027-10-05)"),
        ("Visit p3, 9/22", "write it as (due 2027-09-22)"),
        ("Ring (due Oct 40)", "write it as (due YYYY-MM-DD)"),
        ("Book the room for 10/9", "write the day as in (due Friday)"),
    ],
)
def test_the_hint_for_a_day_that_is_not_read_names_that_day_and_no_other(typed, hint):
    (trouble,) = read_step(typed, SETTINGS, DATES).troubles
    assert hint in trouble.message


def test_fractions_are_no_days():
    for typed in ("Practise for 3/4", "Move it on 1/2"):
        assert read_step(typed, SETTINGS, DATES).troubles == ()


@pytest.mark.parametrize(
    ("form", "owner", "to_name"),
    [
        ("María José: call home", "mentee", []),
        ("maria jose to call home", "mentee", []),
        ("Tarea de María José: call home", "mentee", []),
        ("MJ – call home", "both", [3]),
        ("IEP – call home", "both", []),
    ],
)
def test_a_first_name_of_two_words_is_known_and_its_initials_are_named(form, owner, to_name):
    people = "people:\n- {id: mentor, name: Karen Lee}\n- {id: mentee, name: María José Núñez}\n"
    body, problems = read(f"## Next steps\n\n- [ ] {form}\n", settings=parse_settings(people.encode())[0])
    assert [step.owner for step in body.steps] == [owner]
    assert [problem.line for problem in problems] == to_name
