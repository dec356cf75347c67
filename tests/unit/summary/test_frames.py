"""What an author types into a frame: whole sentences and parts of one make the same page."""

import pytest

from coachlog.markdown.document import parse_document
from coachlog.merge.draft_record import DraftPiece, PageSection
from coachlog.summary.page.frames import as_whole, fill_gaps, split_paragraphs, without_repeated
from coachlog.summary.page.prompts import settle_prompts

WHY = "It moved because […]."
THOUGHT = "I used to think […]; now I think […], because […]."
NEW = "Students now get […], which they did not get before."


@pytest.mark.parametrize(
    ("frame", "answer", "page"),
    [
        (WHY, "the tally.", "It moved because the tally."),
        (WHY, "The tally hung there.", "It moved because the tally hung there."),
        (WHY, "because the tally hung", "It moved because the tally hung."),
        (WHY, "It moved, because the tally hung", "It moved because the tally hung."),
        (WHY, "Sam knows!", "It moved because Sam knows!"),
        ("That mattered because […].", "that mattered because half are at home", None),
        (NEW, "a role, which they did not get before.", NEW.replace("[…]", "a role")),
        (NEW, "Students now get a role.", NEW.replace("[…]", "a role")),
        (WHY, "A", "It moved because A."),
        ("We ended here: […].", "The wall.", "We ended here: The wall."),
        ("It moved because \\[...\\].", "because of us", "It moved because of us."),
    ],
)
def test_what_a_frame_says_already_is_said_once(frame, answer, page):
    expected = page or "That mattered because half are at home."
    assert fill_gaps(frame, [answer]) == expected


@pytest.mark.parametrize(
    ("frame", "answer"),
    [
        (WHY, "It moved because the marks were honest. I was not."),
        (WHY, "it moved because we tried it."),
        (THOUGHT, "I used to think that I know; now I think I may ask, because Sam knows more."),
        ("To me, “Shared goals” means […].", "To me, shared goals means that both own it."),
    ],
)
def test_an_answer_with_all_of_a_frame_is_the_sentence(frame, answer):
    assert as_whole(frame, answer) == answer[0].upper() + answer[1:]


@pytest.mark.parametrize("answer", ["the tally", "I used to think that I know", "It moved because", ""])
def test_other_answers_are_no_whole_sentence(answer):
    assert as_whole(WHY, answer) == as_whole(THOUGHT, answer) == ""


def test_who_says_no_more_than_the_frame_has_not_answered():
    assert without_repeated(WHY, 0, "It moved because …") == ""
    assert fill_gaps(THOUGHT, ["that I know", "", "x"]) == "I used to think that I know; now I think […], because x."


def test_paragraphs_stay_apart():
    assert [*split_paragraphs("One.\nTwo\nthree.\n\n\nFour\n")] == ["One.", "", "Two", "three.", "", "Four"]


ASK = "What is still hard?"
EXCERPT = "One excerpt of our log:"
SECTIONS = [PageSection("a", "A", (DraftPiece("ask", f"**{ASK}** […]"), DraftPiece("log", f"**{EXCERPT}** […]")))]


@pytest.mark.parametrize(
    ("page", "settled"),
    [
        (f"**{ASK}** Silence.\n", f"<!-- {ASK} -->\nSilence.\n"),
        (f"**{ASK}**\n\nSilence.\n", f"<!-- {ASK} -->\n\nSilence.\n"),
        (f"**{EXCERPT}** “So.”\n", f"<!-- {EXCERPT} -->\n“So.”\n"),
        *[
            (same, same)
            for same in (
                f"**{ASK}** […]\n",
                f"**{ASK}**\n\n## Next\n",
                f"**{ASK}**\n<!-- Silence. -->\n",
                f"**{EXCERPT}**\n",
                "**What is this?** Mine.\n",
                f"She asked: **{ASK}** Silence.\n",
            )
        ],
    ],
)
def test_a_prompt_that_is_answered_in_the_file_becomes_a_comment(page, settled):
    assert settle_prompts(parse_document(page), SECTIONS).text == settled
    assert settle_prompts(parse_document(settled), SECTIONS).text == settled
