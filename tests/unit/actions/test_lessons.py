"""What an action of lessons reads out of a lesson's text."""

from coachlog.actions.term.lessons import linked_assets
from coachlog.markdown.document import parse_document


def test_links_to_papers_are_found_in_every_form_but_code():
    document = parse_document(
        "# L\n\n[a](../assets/a.pdf) ![b](<../assets/b c.png> 'title')\n\n- [d](assets/d%20e.png)\n\n"
        "[f]: ../assets/f.pdf\n\n"
        "[a](../assets/a.pdf) [x](../other/x.pdf)\n\n```\n[y](../assets/y.pdf)\n```\n"
    )
    assert linked_assets(document) == ("assets/a.pdf", "assets/b c.png", "assets/d e.png", "assets/f.pdf")
