"""A contract over every form of output: it shows each part, and nothing that a terminal would obey."""

from importlib import import_module
from typing import get_args

import pytest

from coachlog.errors import Problem
from coachlog.render.forms import FORMS, PLAIN, TERMINAL, Screen, choose_form
from coachlog.render.pictures import Bar, Bars
from coachlog.render.view import (
    Answer,
    Aside,
    FeedbackForm,
    Item,
    Line,
    Part,
    Picture,
    Prose,
    Reworded,
    Source,
    Table,
    Title,
)

PARTS = [
    Title("title\x1b[2J"),
    Line("line \u202e", indent=2),
    Item("item", "beside"),
    Table(("Id", "Words"), [("1", "tab\tle"), ("2", "wide \u4e16")]),
    Source("# source\n"),
    Prose("## Prose\n\n- words\n"),
    Aside("to type next: coachlog"),
    Picture(
        lambda: Bars("Minutes\x1b[2J", [Bar("September\u202e", 85, 180, "85 of 180")]), [Line("Minutes: 85 of 180")]
    ),
    FeedbackForm("form\x1b[2J"),
    Reworded([(" ", "say "), ("-", "old"), ("+", "new")]),
]
ANSWER = Answer({"words": "title\x1b[2J"}, PARTS, [Problem("a.md", 1, "code", "message")])


def test_the_contract_knows_every_part():
    assert {type(part) for part in PARTS} == set(get_args(Part))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_shows_every_part_and_no_order_to_a_terminal(form, capsys):
    form.show(ANSWER, Screen("note", 80, colour=False))
    out = capsys.readouterr().out
    assert "title" in out
    assert "\x1b[2J" not in out
    assert "\u202e" not in out
    form.show(Answer([], []), Screen("note", None, colour=True))
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_is_chosen_by_its_option_or_by_where_the_output_goes(form):
    assert callable(import_module(form.module).show)
    assert choose_form(form.name, terminal=False) is form
    assert bool(form.option_help) is (form not in (PLAIN, TERMINAL))
    assert choose_form("", terminal=True) is TERMINAL
    assert choose_form("", terminal=False) is PLAIN
