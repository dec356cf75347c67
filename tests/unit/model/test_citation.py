"""Sources: years, web addresses and references in APA form."""

import pytest

from coachlog.model.citation import format_in_text, format_reference, parse_link, parse_year
from coachlog.model.kinds.reading import Quotation, format_quotation, read_quotations


@pytest.mark.parametrize(
    ("typed", "year"), [("2013", "2013"), (" 2013a ", "2013a"), ("N.D.", "n.d."), ("n. d.", "n.d.")]
)
def test_a_year_is_four_digits_or_none_known(typed, year):
    assert parse_year(typed) == year


@pytest.mark.parametrize("typed", ["20xx", "13", "3013", "2013ab", "spring"])
def test_what_is_no_year_is_named(typed):
    with pytest.raises(ValueError, match="is not a year"):
        parse_year(typed)


@pytest.mark.parametrize("typed", ["https://www.iste.org/standards?x=1", "http://a.b", "www.iste.org"])
def test_a_web_address_stays_as_typed(typed):
    assert parse_link(f" {typed} ") == typed


@pytest.mark.parametrize("typed", ["iste", "https://", "see www.iste.org", "https://a b.org", "javascript:x.y"])
def test_what_is_no_web_address_is_named(typed):
    with pytest.raises(ValueError, match="is not a web address"):
        parse_link(typed)


@pytest.mark.parametrize(
    ("source", "reference"),
    [
        (("Foltos, L.", "2013", "Peer Coaching", "Corwin", ""), "Foltos, L. (2013). Peer Coaching. Corwin."),
        (("Peer-Ed", "", "Learning Design Matrix", "", ""), "Peer-Ed. (n.d.). Learning Design Matrix."),
        (("", "2019", "ISTE Standards", "", "https://iste.org"), "ISTE Standards. (2019). https://iste.org"),
        (("Aguilar, E.", "2020", "Why coach?", "", ""), "Aguilar, E. (2020). Why coach?"),
        (("Cazden, Courtney B.", "2001", "Talk", "", ""), "Cazden, C. B. (2001). Talk."),
        (
            ("van den Berg, Jan-Piet, & Day, Ann", "2001", "Talk", "", ""),
            "van den Berg, J.-P., & Day, A. (2001). Talk.",
        ),
        (
            ("Office of Reading, State Library", "2001", "Talk", "", ""),
            "Office of Reading, State Library. (2001). Talk.",
        ),
        (("Cazden, CB", "2001", "Talk", "", ""), "Cazden, CB. (2001). Talk."),
        (("King, Martin, Jr.", "2001", "Talk", "", ""), "King, Martin, Jr. (2001). Talk."),
    ],
)
def test_a_reference_has_what_is_known_of_a_source(source, reference):
    assert format_reference(*source) == reference


@pytest.mark.parametrize(
    ("source", "named"),
    [
        (("Foltos, L.", "2013", "4"), "(Foltos, 2013, p. 4)"),
        (("Foltos, L., & Day, B. C.", "2013a", "4–6"), "(Foltos & Day, 2013a, pp. 4–6)"),
        (("Foltos, L. & Day, B.", "2013"), "(Foltos & Day, 2013)"),
        (("Foltos & Day", "2013"), "(Foltos & Day, 2013)"),
        (("Cazden, Courtney B.", "2001", "4"), "(Cazden, 2001, p. 4)"),
        (("García, Ángel and Day, Ann", "2001"), "(García and Day, 2001)"),
        (("Garcia-Löwe, M.-L.", "", ""), "(Garcia-Löwe, n.d.)"),
        (("The Sample District", "2020"), "(The Sample District, 2020)"),
        (("“The fifth second”", "2025"), "(“The fifth second”, 2025)"),
    ],
)
def test_a_text_names_a_source_by_last_names(source, named):
    assert format_in_text(*source) == named


@pytest.mark.parametrize("page", ["", "42", "42–43", "vii"])
def test_a_quotation_is_read_as_it_was_written(page):
    quotation = Quotation("Listening (first) is “work”", page)
    assert list(read_quotations([format_quotation(quotation)])) == [quotation]


def test_quotations_typed_by_hand_are_read():
    assert list(read_quotations(['"Ask first" (p. 7)', "No marks at all", ""])) == [
        Quotation("Ask first", "7"),
        Quotation("No marks at all", ""),
    ]
