"""A section's name alone on its line, misspelled, or with words behind it: it opens the section, or is named."""

import pytest

from tests.support.typed import named, read


@pytest.mark.parametrize("bullet", ["•", "◦", "☐", "–", "→"])
@pytest.mark.parametrize("title", ["next steps", "Next steps", "to do", "nächste Schritte"])
def test_a_section_s_name_alone_on_its_line_opens_it_over_any_bullets(title, bullet):
    for above in ("", "## Successes\n• waited\n\n", "# Meeting\n\ngrows\n- pacing\n\n"):
        body, problems = read(f"{above}{title}\n{bullet} Sam: call home\n")
        assert [(step.text, step.owner) for step in body.steps] == [("call home", "mentee")], above
        assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "• waited\nchallenges <<\n• pacing",
        "next steps <<\nSam: call home",
        "• waited\nNexst steps <<\n• Sam: call home",
        "waited\nnexst steps <<\n• Sam: call home",
        "- waited\nChalenges <<\n- pacing",
        "## Check-in\n\ntired\n\nSucesses <<\n* waited\n\nChallanges: <<\n- pacing\n\n### Nexst steps <<\n- call",
    ],
)
def test_a_name_of_a_section_that_opens_none_is_named(text):
    text, lines = named(f"## Successes\n\n{text}\n")
    problems = read(text)[1]
    assert [(p.line, p.code) for p in problems if p.code != "unclear-line"] == [
        (at, "unclear-heading") for at in sorted(lines)
    ]


@pytest.mark.parametrize("above", ["", "# Meeting\n\n", "## Notes\n\n", "## Ratios\n\n- words\n\n"])
def test_a_line_that_no_listing_has_and_that_says_for_which_it_is_is_named(above):
    lines = "Success: waited\ngrowth: pacing\nThe next step: Sam: call home\nNext steps - Sam: film\nRatios: we counted"
    problems = read(f"{above}We met.\n{lines}\n\n- Win: waited\n- Focus: ratios\n")[1]
    first = above.count("\n") + 2
    assert [p.line for p in problems if p.code == "unclear-heading"] == [
        first,
        first + 1,
        first + 2,
        first + 3,
        first + 6,
    ]


@pytest.mark.parametrize("text", ["## Notes\n\n- a\n\nstretched", "## Check-in\n\nstretched\n\n- stretched"])
def test_words_that_are_like_a_section_s_name_and_stand_over_nothing_stay_words(text):
    assert read(f"{text}\n")[1] == []
