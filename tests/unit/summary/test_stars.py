"""Which line has a star: after it was reworded, moved, doubled or deleted."""

from datetime import date

from coachlog.model.period import Period
from coachlog.model.stars import Star
from coachlog.summary.claims import Claim
from coachlog.summary.stars import match_stars

DAY = date(2026, 11, 12)


def claim(text, path="meetings/2026-11-12.md", line=1, day=DAY):
    return Claim(text, day, path, line)


def starred(stars, claims):
    found = match_stars(stars, claims)
    return [(line.star.words, line.claim.text) for line in found.lines], [star.words for star in found.lost]


def test_the_line_of_a_star_has_its_words_whatever_their_case_and_blanks():
    assert starred([Star("Sam waited", "meetings/2026-11-12.md")], [claim("other"), claim("sam  waited")]) == (
        [("Sam waited", "sam  waited")],
        [],
    )


def test_a_reworded_line_is_found_in_its_own_file_alone():
    star = Star("Sam waited five seconds after each question", "meetings/2026-11-12.md")
    reworded = "Sam waited five seconds or more after each question that day"
    assert starred([star], [claim("Something else"), claim(reworded)])[0] == [(star.words, reworded)]
    assert starred([star], [claim(reworded, "meetings/2026-11-19.md")]) == ([], [star.words])


def test_a_line_that_moved_to_another_file_is_found_by_its_words():
    moved = claim("Sam waited", "meetings/2026-11-13.md")
    assert starred([Star("Sam waited", "meetings/2026-11-12.md")], [moved])[0] == [("Sam waited", "Sam waited")]


def test_a_star_that_a_person_typed_without_a_file_is_found_by_its_words():
    assert starred([Star("sam waited")], [claim("Sam waited")])[0] == [("sam waited", "Sam waited")]


def test_the_line_with_the_very_words_is_taken_before_a_likely_one():
    one, other = (Star(words, "meetings/2026-11-12.md") for words in ("we laughed a lot", "we laughed a lot today"))
    lines = [claim("we laughed a lot today", line=2)]
    assert starred([one, other], lines) == ([(other.words, other.words)], [one.words])


def test_two_equal_lines_have_two_stars():
    lines = [claim("yes", line=1), claim("yes", line=2)]
    star = Star("yes", "meetings/2026-11-12.md")
    assert [line.claim.line for line in match_stars([star, star], lines).lines] == [1, 2]


def test_a_deleted_line_is_named():
    assert starred([Star("gone", "meetings/2026-11-12.md")], [claim("here")]) == ([], ["gone"])


def test_the_lines_of_a_period_with_their_themes():
    star = Star("yes", "meetings/2026-11-12.md", "trust")
    found = match_stars([star], [claim("yes")])
    (line,) = found.within(Period("november", date(2026, 11, 1), date(2026, 11, 30)))
    assert (line.claim, line.theme) == (claim("yes"), "trust")
    assert found.within(Period("october", date(2026, 10, 1), date(2026, 10, 31))) == ()
