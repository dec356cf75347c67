"""The references of a page have one form, whoever wrote them down."""

import pytest

from coachlog.summary.page.reference_list import format_references, tell_reference


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Foltos, L. (2013). Peer Coaching. Corwin.", "Foltos, L. (2013). *Peer Coaching*. Corwin."),
        ("Foltos, L. (2013). *Peer Coaching*. Corwin.", "Foltos, L. (2013). *Peer Coaching*. Corwin."),
        ("Who asks? (n.d.). https://example.org/a", "*Who asks?* (n.d.). <https://example.org/a>"),
        ("Day, A. (2020). Why wait? Then", "Day, A. (2020). *Why wait?* Then"),
        ("Standards (2019). <https://example.org/s>", "*Standards* (2019). <https://example.org/s>"),
        ("A. (2019, May 4). T. Retrieved from: https://example.org.", "A. (2019, May 4). *T*. <https://example.org>."),
        ("Our handbook", "Our handbook"),
        ("(2019). ", "(2019)."),
        ("B (2019). [T](https://example.org)", "B (2019). *[T](https://example.org)*"),
    ],
)
def test_the_title_is_in_italics_and_an_address_is_a_link(written, told):
    assert tell_reference(written) == told


def test_only_items_of_the_references_are_formatted():
    page = "- A (2019). T.\n\n## References\n\n- A (2019). T.\n\nB (2019). T.\n\n## After\n\n- A (2019). T.\n"
    before, item, after = page.partition("## References\n\n- A (2019). T.")
    assert format_references(page) == f"{before}{item.replace('T.', '*T*.')}{after}"
