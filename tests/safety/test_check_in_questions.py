"""A question opens a Check-in whoever asks it; what speaks of one, or asks of the work, opens none."""

import pytest

from coachlog.model.clean_markdown import NO_LOG, clean_markdown

MARK = "canary"


@pytest.mark.parametrize("form", [f"- {{}}? {MARK}", f"1. {{}}?\n   - {MARK}", f"> - {{}}: {MARK}", f"{{}}?\n\n{MARK}"])
@pytest.mark.parametrize(
    "question",
    [
        "How are you",
        "A: How are you",
        "A:How're we",
        "**Sam:** How do you feel today",
        "**Sam** – How are things",
        "Sam, how did you sleep",
        "Sam? How did you spend your weekend",
        "Ms. Lee (coach): How are you doing",
        "Sam [10:05]: How were your holidays",
        "@mentee How did your week go",
        "b) How've you been",
        "Mentor asks： how do we feel",
    ],
)
def test_what_is_asked_behind_a_name_hides_what_is_answered(question: str, form: str) -> None:
    shown = clean_markdown(f"## Notes\n\n- all is well\n\n{form.format(question)}\n\n## Wins\n\n- we won\n", NO_LOG)
    assert MARK not in shown
    assert "all is well" in shown
    assert "we won" in shown


@pytest.mark.parametrize(
    "heading",
    [
        "Wie geht es weiter?",
        "Wie geht\u2019s nun weiter?",
        "Wie gehts voran",
        "Cómo está el grupo",
        "Como estão as turmas",
    ],
)
def test_a_heading_that_asks_how_the_work_goes_on_opens_none(heading: str) -> None:
    text = f"## {heading}\n\n- all is well\n"
    assert clean_markdown(text, NO_LOG) == text


@pytest.mark.parametrize(
    "line",
    [
        "A: How are you assessing it? By hand",
        "Sam: How did it go? Well",
        "How did the lesson go? Well",
        "How do you feel about the rubric? It is long",
        "Sam, how do you group them? By need",
        "Sam: how do students feel about it? Fine",
        "Kim said, how do you do it? By hand",
        "Show: how it is done",
    ],
)
def test_what_is_asked_about_the_work_is_read(line: str) -> None:
    text = f"## Notes\n\n- {line}\n- all is well\n"
    assert clean_markdown(text, NO_LOG) == text


@pytest.mark.parametrize(
    "line",
    [
        "Check-in",
        "[ ] Check in with Kim: the rubric",
        "Check in on Kai",
        "Sam will check in: by mail",
        "Checklist: done",
        "Mood: dark, says the class of the poem",
        "Feelings: students name them in pairs",
        "How was the exit ticket scored? By hand",
        "How are you assessing it?",
        "Check-in table: move it",
        "Check in with Kim - the rubric",
        "How is the class doing? Good",
    ],
)
def test_a_point_or_a_step_that_speaks_of_one_is_read(line: str) -> None:
    text = f"## Notes\n\n- {line}\n- all is well\n"
    assert clean_markdown(text, NO_LOG) == text


@pytest.mark.parametrize(
    "form", ["- {}? MARK", "1. {}?\n   - MARK", "{}?\n\nMARK", "### {}?\n\nMARK", "{}? MARK\nMARK"]
)
@pytest.mark.parametrize(
    "question",
    [
        *(
            "Wie geht's",
            "Sam: Wie geht es dir",
            "Wie läuft's",
            "Jak się masz",
            "Jak się czujesz",
            "Co słychać",
            "Jak tam",
        ),
        *("¿Cómo estás", "Qué tal", "Ça va", "Comment vas-tu", "Come stai", "Hoe gaat het", "How r u", "Are you OK"),
        *("Sam: How are you", "How's it going", "You okay"),
    ],
)
def test_what_is_asked_in_any_language_hides_what_is_answered_beside_it(question: str, form: str) -> None:
    asked = form.format(question).replace("MARK", MARK)
    shown = clean_markdown(f"## Notes\n\n- all is well\n\n{asked}\n\n## Wins\n\n- we won\n", NO_LOG)
    assert MARK not in shown
    assert "all is well" in shown
    assert "we won" in shown


@pytest.mark.parametrize(
    "line",
    [
        "Wie geht es weiter? Mit Brüchen",
        "Wie läuft es nun weiter? Wir planen",
        "Jak uczniowie liczą? Na palcach",
        "¿Cómo está el grupo? Bien",
        "How are you assessing it? By hand",
        "What's on the board? A table",
    ],
)
@pytest.mark.parametrize("bullet", ["- ", ""])
def test_what_is_asked_about_the_work_in_any_language_is_read(line: str, bullet: str) -> None:
    text = f"## Notes\n\n{bullet}{line}\n\nall is well\n"
    assert clean_markdown(text, NO_LOG) == text
