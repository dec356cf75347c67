"""How far a page is: its words, and what is still to fill, whatever an editor made of it."""

import pytest

from coachlog.markdown.document import parse_document
from coachlog.merge.draft_record import DraftPiece, PageSection
from coachlog.merge.refresh import draft_page
from coachlog.summary.page.measure import EVIDENCE_WORDS, FROM_MEMORY, PageLine, PageState, measure_page


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("It moved because […].\n", [1]),
        ("It moved because [...].\n", [1]),
        ("It moved because \\[…\\].\r\n\r\nNow [ … ] too.\r\n", [1, 3]),
        ("It moved because we waited.\n", []),
        ("<!-- a prompt […] -->\nwords\n", []),
        ("**What is hard?** […]\n", [1]),
        ("**What is hard?**\n\n**What helped?**\n\nA friend.\n", [1]),
        ("**What is hard?**\n\n<!-- From the log -->\n", [1]),
        ("**What is hard?**\n\n## Next steps\n\nWait.\n", [1]),
        ("## Next steps\n\n## References\n\n<!-- which? -->\n", [1, 3]),
        ("## Next steps\n\n### Soon\n\nWait.\n\n## References\n\n- Foltos, L. (2013).\n", []),
        ("---\ntype: evidence\n---\n\n# 2c\n\n## Indicator\n", [7]),
    ],
)
def test_what_is_to_fill_is_named_by_line(text, gaps):
    assert [gap.line for gap in measure_page(parse_document(text)).gaps] == gaps


def test_words_are_counted_beside_what_a_page_of_its_kind_has():
    page = parse_document("---\ntype: evidence\n---\n\n# 2c. Goals\n\n- one, **two** <!-- not these --> ✓\n")
    assert measure_page(page).words == 2
    assert measure_page(page, EVIDENCE_WORDS).target == (200, 600)


def test_gaps_and_questions_that_go_when_they_are_answered_are_no_words():
    asked = "**What is hard?** […]\n\nOne, two […]; three \\[...\\].\n\n**What helped?**\nFour.\n\n**Five?** Six.\n"
    assert measure_page(parse_document(asked)).words == 8


@pytest.mark.parametrize("memory", FROM_MEMORY)
def test_how_long_a_page_should_be_hangs_on_what_it_was_drafted_of(memory):
    section = PageSection("opening", "", (DraftPiece("thin", memory.comment), DraftPiece("who", "We meet.")))
    text = draft_page("# A\n", [section])
    for page in (text, text.replace(memory.comment, ""), text.replace("We meet.", "We met.")):
        state = measure_page(parse_document(page))
        assert (state.words, state.target, state.memory) == (2, memory.words, memory.sentence)


@pytest.mark.parametrize(("words", "beside"), [(540, "60 to go"), (600, ""), (900, ""), (937, "37 too many")])
def test_words_are_said_beside_the_range_without_headings_and_references(words, beside):
    text = f"# A title of six words here\n\n## One\n\n{'word ' * words}\n\n## References:\n\n- Foltos, L. (2013).\n"
    state = measure_page(parse_document(f"{text}### Online\n\n- More of it.\n"))
    assert (state.words, state.beside) == (words, beside)
    assert measure_page(parse_document(f"{text}\n## After\n\nwords come\n")).words == words + 2


@pytest.mark.parametrize(
    ("words", "target", "gap", "beside"),
    [
        (580, FROM_MEMORY[0].words, "", ""),
        (580, FROM_MEMORY[1].words, "", ""),
        (937, FROM_MEMORY[0].words, "", "37 too many"),
        (650, EVIDENCE_WORDS, "", "50 too many"),
        (650, EVIDENCE_WORDS, "It was […].", ""),
        (150, EVIDENCE_WORDS, "It was […].", "50 to go"),
    ],
)
def test_a_page_is_too_long_only_once_its_gaps_are_filled_or_no_page_is_as_long(words, target, gap, beside):
    state = PageState(words, target, (PageLine(1, gap),) if gap else ())
    assert state.beside == beside
