"""The list of stars as text: what a command writes, and what a person types there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachlog.markdown.document import parse_document
from coachlog.markdown.edit import item_lines
from coachlog.model.fields import one_line
from coachlog.model.stars import Star, format_star, parse_stars, parse_theme
from tests.support.figures import times


def stars(text):
    return [(star.words, star.path, star.theme, star.line) for star in parse_stars(parse_document(text))]


def test_a_star_has_words_a_file_and_a_theme():
    assert stars("# Stars\n\n- Sam waited (twice) (meetings/2026-11-19.md) #star/trust\n") == [
        ("Sam waited (twice)", "meetings/2026-11-19.md", "trust", 3)
    ]


def test_what_a_person_types_there_is_a_star_too():
    assert stars("- Sam waited\n- we laughed #star\n\nNo star.\n") == [
        ("Sam waited", "", "", 1),
        ("we laughed", "", "", 2),
    ]


@settings(max_examples=times(40, 5000))
@given(st.text(min_size=1, max_size=60).map(one_line).filter(bool), st.sampled_from(["", "meetings/2026-11-19.md"]))
def test_what_is_written_is_read_again(words, path):
    star = Star(words, path, "trust", 1)
    (line,) = item_lines(format_star(star))
    assert list(parse_stars(parse_document(f"{line}\n"))) == [star]


@pytest.mark.parametrize(
    ("typed", "theme"), [("trust", "trust"), ("#star/trust", "trust"), (" honest talk! ", "honest-talk"), ("?", "")]
)
def test_a_theme_is_one_word(typed, theme):
    assert parse_theme(typed) == theme
