"""A document's Markdown without Check-ins, comments and marks: what remains says the same."""

import pytest

from coachlog.model.clean_markdown import Words, clean_markdown, without_check_in

NAMES, TITLES = {"mentee": "Sam"}, {"a-goal-x7x7x": "A goal"}
WORDS = Words((("how we are", "Check-in"),), lambda word: NAMES.get(word, word), lambda word: TITLES.get(word, ""))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("words", "words\n"),
        ("", "\n"),
        ("---\nno fields\n---\n", "---\nno fields\n---\n"),
        ("a <!-- b --> c\n\n<!-- d\ne -->\n\nf", "a  c\n\nf\n"),
        ("a\n\n<!-- never closed\n\n## Next\n\nb", "a\n\n## Next\n\nb\n"),
        ("```\n<!-- code -->\n[[a-goal-x7x7x]] #star\n```\n", "```\n<!-- code -->\n[[a-goal-x7x7x]] #star\n```\n"),
        ("- about it [[a-goal-x7x7x]]", "- about it\n"),
        ("- why [[a-goal-x7x7x]] matters", "- why A goal matters\n"),
        ("1. #star/trust she waited", "1. she waited\n"),
        (
            "- [ ] @mentee Try it (due 2026-11-26) (from 2026-11-12) ^k3f9x",
            "- [ ] Sam: Try it (due 26 November 2026)\n",
        ),
        ("- [X] @other done ^k3f9x", "- [x] other: done\n"),
        (
            "- [/] a\n- [>] b\n- [-] c\n- [?] d",
            "- [ ] a (under way)\n- [ ] b (carried over)\n- [ ] c (dropped)\n- [ ] d\n",
        ),
        ("- [ ] a (due some day)\n  - below", "- [ ] a (due some day)\n  - below\n"),
        ("## Check-in\n\nhard\n\n## Notes\n\nfine\r\n", "## Notes\n\nfine\n"),
        ("## How we are\n\nhard\n\n### Deeper\n\nhard\n", "\n"),
        ("see [a\ngoal](../goals/help-lee.md)\nand [a](help-lee.md\n'Lee').", "see a\ngoal\nand a.\n"),
        (
            "one `\n\n[a [new] goal](../goals/help-lee.md) and [b] [c](https://d.e/f)",
            "one `\n\na [new] goal and [b] [c](https://d.e/f)\n",
        ),
        ("- **Check-in:** hard\n  - hard\n\n## Notes\n\nfine", "## Notes\n\nfine\n"),
    ],
)
def test_what_is_no_word_of_a_document_is_left_out(text, clean):
    assert clean_markdown(text, WORDS) == clean


def test_without_its_check_in_a_text_keeps_its_marks():
    text = "## Check-in\n\nhard\n\n## Notes\n\n- a <!-- b --> [[c]] ^d\n"
    assert without_check_in(text, ()) == "## Notes\n\n- a <!-- b --> [[c]] ^d\n"
