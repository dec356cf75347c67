"""A word of a closed set that is mistyped is answered with the one that is near."""

import pytest

from tests.support.world import Run


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("note", "x", "--in", "succeses"), "Successes"),
        (("note", "x", "--in", "nxt steps"), "Next steps"),
        (("steps", "add", "x", "--owner", "menteee"), "mentee"),
        (("steps", "--owner", "robinn"), "robin"),
        (("doctor", "--me", "mentr"), "mentor"),
        (("goals", "--status", "actve"), "active"),
        (("goals", "--level", "studnt"), "student"),
        (("show", "2026-11-19", "--for", "progrm", "--to", "x.md"), "program"),
        (("work", "add", "x", "--what", "coure"), "course"),
        (("people", "set", "--weekday", "thirsday"), "thursday"),
        (("hours", "2026-fal"), "2026-fall"),
        (("report", "2026-fll"), "2026-fall"),
        (("frameworks", "show", "iste-coches"), "iste-coaches-2019"),
        (("plan", "add", "nroms", "x"), "Norms"),
        (("hours", "--form", "contct-log"), "contact-log"),
        (("lessons", "review", "ratios", "--focus", "standrds"), "standards"),
        (("prompts", "clarfy"), "clarify"),
    ],
)
def test_the_near_word_is_said(run: Run, example, typed, meant):
    answer = run(*typed)
    assert answer.status in (1, 2)
    assert f"did you mean {meant}?" in answer.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("meet", "--day", "fri"), "--date"),
        (("meet", "--time", "3:30"), "--start"),
        (("contact", "x", "--time", "10"), "--minutes"),
        (("visits", "add", "--time", "3"), "--start"),
        (("goals", "add", "x", "--due", "fri"), "--target"),
        (("steps", "add", "x", "--date", "fri"), "--due"),
        (("note", "x", "--section", "notes"), "--in"),
        (("note", "x", "--stra"), "--star"),
    ],
)
def test_an_option_is_known_by_what_people_call_it(run: Run, example, typed, meant):
    assert f"there is no option {next(w for w in typed if w[0] == '-')}: did you mean {meant}?" in run(*typed).err


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        (("start",), "coachlog init"),
        (("meeting",), "coachlog meet"),
        (("meetings",), "coachlog show DAY"),
        (("redo",), "coachlog undo --back"),
        (("name",), "coachlog people set me --name"),
        (("letter",), "coachlog send"),
        (("steps", "remove", "tape"), "coachlog steps drop STEP"),
        (("steps", "move", "parents"), "coachlog steps due STEP DATE"),
        (("goals", "delete", "x"), "coachlog delete GOAL"),
    ],
)
def test_a_command_that_people_try_is_answered_with_what_does_it(run: Run, typed, what):
    assert what in run(*typed).err


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        (("note", "We sang", "--in", "succeses"), 'coachlog note "We sang" --in Successes'),
        (("peple", "set", "--minutes", "50"), "coachlog people set --minutes 50"),
        (("goals", "ad", "Ask more"), 'coachlog goals add "Ask more"'),
        (("note", "for $5", "--in=succeses"), "coachlog note 'for $5' --in=Successes"),
        (("steps", "add", "x", "--owner", "menteee"), "coachlog steps add x --owner mentee"),
        (("people", "set", "--weekday", "thirsday"), "coachlog people set --weekday thursday"),
        (("step", "add", "call home"), 'coachlog steps add "call home"'),
        (("term", "add", "2027-spring"), "coachlog terms add 2027-spring"),
        (("lessons", "update", "ratios-in", "x", "--in", "tsak"), "coachlog lessons update ratios-in x --in Task"),
    ],
)
def test_the_whole_command_is_there_to_be_copied_with_its_word_mended(run: Run, example, typed, whole):
    answer = run(*typed)
    assert f"for that: {whole}\n" in answer.err
    assert answer.status in (1, 2)


def test_a_word_that_stands_twice_in_a_command_is_not_mended(run: Run, example):
    assert "for that" not in run("note", "succeses", "--in", "succeses").err


@pytest.mark.parametrize(("answer", "written"), [(True, True), (False, False)])
def test_on_a_terminal_the_mended_command_is_done_on_a_yes(run: Run, example, monkeypatch, answer, written):
    asked = []
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.context.Context.confirm", lambda _, words, **__: asked.append(words) or answer)
    told = run("note", "We sang", "--in", "succeses")
    assert asked == ['Do this: coachlog note "We sang" --in Successes?']
    assert (told.status == 0) is written
    assert ("We sang" in run("successes").out) is written


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("agree", "coachlog plan agree"), ("close", "coachlog goals close"), ("taught", "lessons taught")],
)
def test_a_verb_without_its_noun_is_answered_with_both(run: Run, example, typed, meant):
    answer = run(typed)
    assert answer.status == 2
    assert meant in answer.err
    assert "did you mean" not in answer.err


def test_a_word_that_is_near_to_none_is_not_guessed(run: Run, example):
    assert "did you mean" not in run("note", "x", "--in", "kitchen").err
    assert "did you mean" not in run("goals", "--status", "zzz").err


def test_a_log_s_name_is_guessed_where_the_log_is_known(run: Run, example):
    run("logs", "--default", str(example))
    for typed in (("logs", "close", f"{example.name}x"), ("goals", "--log", f"{example.name}x")):
        assert f"did you mean {example.name}?" in run(*typed).err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("note", "x", "--speker", "Sam"), "there is no option --speker: did you mean --speaker?"),
        (("meet", "--cancelld"), "did you mean --cancelled?"),
        (("hours", "--requird", "x"), "did you mean --required?"),
        (("goals", "--zzz"), "there is no option --zzz\n"),
    ],
)
def test_one_option_that_is_near_is_said(run: Run, example, typed, told):
    refused = run(*typed)
    assert refused.status == 2
    assert told in refused.err
    assert "Possible" not in refused.err


@pytest.mark.parametrize("typed", [("history", "--limit", "zz"), ("settle", "--at", "one"), ("settle", "--at", "1.5")])
def test_what_is_no_number_is_told_in_plain_words(run, example, typed):
    refused = run(*typed)
    assert (refused.status, "is not a number" in refused.err, " int" in refused.err) == (2, True, False)


def test_a_single_noun_leads_to_its_plural(run: Run, example):
    assert "coachlog lessons add" in run("lesson", "add", "Ratios menu").err


def test_words_of_two_titles_are_asked_about(run: Run, example):
    for title in ("Sharing in the kitchen", "Fair sharing"):
        run("lessons", "add", title)
    assert "means more than one lesson" in run("lessons", "show", "sharing").err
    assert run("lessons", "show", "sharing in").status == 0


def test_a_dash_stands_for_what_is_piped_in(run: Run, example):
    assert run("note", "-", stdin="she waited for us\n").status == 0
    assert "she waited for us" in run("search", "waited for us").out
    run("private", "-", stdin="for me alone\n")
    assert "for me alone" in run("private").out


def test_a_date_of_two_words_goes_in_quotes(run: Run, example):
    assert 'in quotes: "15 Nov"' in run("contact", "x", "--minutes", "5", "--date", "15", "nov").err


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (("goals", "rename", "x", "y"), "coachlog rename GOAL TITLE"),
        (("goals", "done", "x"), "coachlog goals close GOAL"),
        (("write", "hi"), "coachlog note"),
        (("note", "list"), "hint: to see notes: coachlog show DAY"),
        (("work", "list"), "hint: coachlog work\n"),
        (("meet", "tomorrow"), "hint: a day has its option: coachlog meet --date tomorrow"),
        (("meet", "12/8"), "coachlog meet --date 12/8"),
        (("meet", "4", "dec"), 'coachlog meet --date "4 dec"'),
        (("meet", "cancel"), "hint: it is an option: coachlog meet --cancelled"),
        (("meet", "gladly"), "hint: words that belong together go in quotes"),
        (("meet", "--date", "99"), "hint: write a date as"),
    ],
)
def test_what_people_try_says_the_command_that_does_it(run: Run, example, typed, hint):
    assert hint in run(*typed).err
