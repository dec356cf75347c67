"""Help and usage errors: the week's commands first, and a hint for a word that is none."""

import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
import typer
from typer.core import TyperGroup

from coachlog.cli import app
from coachlog.commands import COMMANDS, INSTEAD
from coachlog.render.forms import FORMS


def test_help_shows_the_week_first(run):
    result = run("--help")
    assert result.status == 0
    assert result.out.index("The week:") < result.out.index("Set up:")


def test_an_unknown_command_is_a_usage_error_with_a_hint(run):
    result = run("zzzz")
    assert result.status == 2
    assert "hint: coachlog --help" in result.err


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (("meat",), "did you mean coachlog meet?"),
        (("goals", "ad"), "did you mean coachlog goals add?"),
        (("goals", "zzzz"), "coachlog goals --help says what can be typed"),
    ],
)
def test_a_command_is_suggested_whatever_the_words_of_the_library(typed, hint, run, example, monkeypatch):
    resolve = TyperGroup.resolve_command

    def reworded(group, ctx, args):
        try:
            return resolve(group, ctx, args)
        except typer.TyperException as error:
            error.message = "foo"
            raise

    monkeypatch.setattr(TyperGroup, "resolve_command", reworded)
    result = run(*typed)
    assert result.status == 2
    assert result.err.startswith(f"error: there is no command `{typed[-1]}`\nhint: {hint}\n")


def test_the_options_of_the_forms_are_those_of_every_command(run):
    shown = run("goals", "--help").out
    assert all(f"--{form.name}" in shown and form.option_help in shown for form in FORMS if form.option_help)


def _help_lines() -> Iterator[tuple[str, str]]:
    """Return each line that --help shows, with the words that lead to it."""
    root = cast("Any", typer.main.get_command(app))
    for row in COMMANDS:
        command = root.get_command(None, row.name)
        yield row.name, row.help_line
        verbs = {name: command.get_command(None, name) for name in getattr(command, "subcommands", ())}
        yield from ((f"{row.name} {name}", verb.short_help) for name, verb in verbs.items())
        for name, one in {"": command, **verbs}.items():
            yield from ((f"{row.name} {name} {param.name}", getattr(param, "help", None) or "") for param in one.params)


def test_a_help_line_is_short_and_has_no_full_stop() -> None:
    lines = list(_help_lines())
    assert len(lines) > 100
    assert [name for name, line in lines if len(line) >= 60 or line.endswith(".")] == []


@pytest.mark.parametrize("typed", [(), ("goals",), ("goals", "add"), ("goals", "add", "more")])
def test_help_as_a_command_and_h_say_what_help_says(run, typed):
    asked = run(*typed[:2], "--help").out
    assert run("help", *typed).out.split() == asked.split()
    assert run(*typed[:2], "-h").out == asked


def test_help_about_what_is_no_command_is_told(run):
    result = run("help", "gaols")
    assert (result.status, "did you mean coachlog goals?" in result.err) == (2, True)


def test_version_is_a_command_too(run):
    assert run("version").out == run("--version").out
    assert run("version", "--json").data == {"version": run("version").out.split()[1]}


@pytest.mark.parametrize("word", sorted(INSTEAD))
def test_a_command_that_people_try_is_answered_with_what_does_it(run, word):
    result = run(word)
    assert (result.status, INSTEAD[word] in result.err) == (2, True)
    for name in re.findall(r"coachlog ([a-z]+)", INSTEAD[word]):
        assert name in {row.name for row in COMMANDS} | {"alone"}
