"""Two texts of a lesson compared: sections, lines and words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachlog.markdown.document import parse_document
from coachlog.model.parse_settings import parse_settings
from coachlog.render.forms import Screen
from coachlog.render.plain import plain_lines
from coachlog.render.terminal import show
from coachlog.render.view import Answer, Reworded
from coachlog.summary.lesson_diff import Became, WordMark, compare_documents, compare_words, format_section
from tests.support.figures import times

SETTINGS, _ = parse_settings(b"")


def changed(old, new, prompts=frozenset()):
    return compare_documents(parse_document(old), parse_document(new), SETTINGS, prompts)


def remote_failure(old, new):
    return [f"{section.name}: {format_section(section)}" for section in changed(old, new)]


def test_a_document_beside_itself_has_no_change():
    text = "---\nmode: virtual\n---\n# L\n\nwords\n\n## Task\n\n- a\n  - b\n\n| x |\n|---|\n| y |\n"
    assert changed(text, text) == ()


@given(st.text("ab- \n#|>`", max_size=60))
def test_no_text_is_different_from_itself(text):
    assert changed(f"# L\n{text}", f"# L\n{text}") == ()


def test_sections_are_told_in_words():
    old = "# L\n\n## Engagement\n\n- We talk in pairs about the problem.\n- Old.\n\n## Resources\n\n- Chalk\n"
    new = "# L\n\n## Engagement\n\n- We talk in fours about the problem.\n- Roles for each.\n- Quiet time first.\n"
    assert remote_failure(old, new) == ["Engagement: 2 lines new, 1 reworded, 1 gone", "Resources: 1 line gone"]


def test_each_kind_of_line_is_a_line_of_its_own_and_knows_where_it_stands():
    old = "# L\n\n## Task\n\n- a\n"
    new = (
        "# L\n\n## Task\n\n- a\n  - nested words\n\n> quoted\n\n| Head |\n|---|\n| cell |\n\n```\ncode\n```\n\n"
        "***\n\n<!-- a remark -->\n"
    )
    (section,) = changed(old, new)
    assert [(change.new.replace("\n", "/"), change.line) for change in section.changes] == [
        ("nested words", 6),
        ("quoted", 8),
        ("| Head |", 10),
        ("| cell |", 12),
        ("code", 14),
        ("<!-- a remark -->", 20),
    ]


def test_a_prompt_that_nobody_changed_is_no_line():
    assert changed("# L\n\n## Task\n", "# L\n\n## Task\n\n<!-- What? -->\n", frozenset({"What?"})) == ()


def test_what_lies_above_and_the_facts_are_told_too():
    old = "---\ntype: lesson\nmode: in-person\nminutes: 50\nsel: []\n---\n# Old\n\nFor May.\n"
    new = (
        "---\ntype: lesson\nprevious: old\nmode: virtual\ntools:\n  - {name: A, purpose: see}\n  - {name: B}\n---\n"
        "# New\n\n# Old\n\nFor May.\n"
    )
    (facts,) = changed(old, new)
    assert [(change.became, change.old, change.new) for change in facts.changes] == [
        (Became.REWORDED, "title: Old", "title: New"),
        (Became.REWORDED, "mode: in-person", "mode: virtual"),
        (Became.NEW, "", "tools: A, to see; B"),
        (Became.GONE, "minutes: 50", ""),
    ]


def test_sections_that_are_gone_stand_where_a_lesson_usually_has_them():
    old = "# L\n\n## Task\n\nx\n\n## Technology\n\ny\n\n## Our own\n\nz\n\n## Design matrix\n\n### Old part\n\nq\n"
    new = "# L\n\n## Learning targets\n\na\n\n## Resources\n\nb\n\n## Design matrix\n\n### Engaging:\n\nc\n"
    assert [section.name for section in changed(old, new)] == [
        "Learning targets",
        "Task",
        "Technology",
        "Resources",
        "Design matrix › Engaging",
        "Design matrix › Old part",
        "Our own",
    ]


def test_a_check_in_is_not_compared():
    assert changed("# L\n\n## Check-in\n\n- a\n", "# L\n\n## Check-in\n\n- b\n") == ()


def test_words_are_compared_as_phrases_not_as_confetti():
    assert compare_words("talk in pairs", "talk in fours") == (
        (WordMark.SAME, "talk in "),
        (WordMark.OLD, "pairs"),
        (WordMark.NEW, "fours"),
    )
    assert compare_words("on 2026-03-19", "on 2027-03-11")[1:] == (
        (WordMark.OLD, "2026-03-19"),
        (WordMark.NEW, "2027-03-11"),
    )
    assert compare_words("the cat sat here", "the dog ran here")[1:3] == (
        (WordMark.OLD, "cat sat"),
        (WordMark.NEW, "dog ran"),
    )


@pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
@settings(max_examples=times(40, 1000))  # faults put into the comparison showed by the 13th
@given(st.text(max_size=40), st.text(max_size=40))
def test_a_word_diff_holds_both_versions_whole(old, new):
    runs = compare_words(old, new)
    assert "".join(text for mark, text in runs if mark is not WordMark.NEW) == old
    assert "".join(text for mark, text in runs if mark is not WordMark.OLD) == new


def test_what_is_too_long_to_compare_is_told_whole():
    old, new = "a " * 3000, "b " * 3000
    assert compare_words(old, new) == ((WordMark.OLD, old), (WordMark.NEW, new))


DIFF = Reworded([(" ", "say "), ("-", "old\x1b[31m"), ("+", "[red]new[/red]")], 2)


def test_a_word_diff_is_marked_where_there_is_no_colour(capsys):
    marked = "  say [-old\\x1b[31m-]{+[red]new[/red]+}"
    assert list(plain_lines([DIFF])) == [marked]
    show(Answer(None, [DIFF]), Screen("", 80, colour=False))
    assert capsys.readouterr().out.rstrip() == marked


def test_a_word_diff_has_colour_on_a_terminal(capsys, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    show(Answer(None, [DIFF]), Screen("", 80, colour=True))
    out = capsys.readouterr().out
    assert "\x1b[9;31mold\\x1b[31m\x1b[0m\x1b[32m[red]new[/red]\x1b[0m" in out
    assert "[-" not in out
