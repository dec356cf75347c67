"""A page drafted anew: what changes, what stays, and where what is new goes."""

from dataclasses import replace

import pytest

from coachlog.merge.draft_record import DraftPiece, PageSection, cut_page, read_record, with_tick
from coachlog.merge.files import merge_files
from coachlog.merge.refresh import draft_page, refresh_page

FIRST = 4
HEAD = "---\ntype: reflection\n---\n\n# Page"


def section(key: str, *texts: str, numbered: bool = False) -> PageSection:
    pieces = (DraftPiece(text.split()[0], text, numbered=numbered, joined=numbered) for text in texts)
    return PageSection(key, key.title(), tuple(pieces))


def refreshed(page: str, *sections: PageSection) -> str:
    result = refresh_page(page, sections, FIRST)
    assert result is not None
    return result.text


def body(page: str) -> list[str]:
    lines = page.split("# Page\n")[1].splitlines()
    return [line for line in lines if line and "coachlog drafted" not in line]


def test_a_sentence_changes_with_its_slot_and_goes_with_it():
    page = draft_page(HEAD, [section("learned", "one old", "two old")])
    assert body(refreshed(page, section("learned", "one new"))) == ["## Learned", "one new"]


def test_what_an_editor_makes_of_quotes_and_dots_is_no_rewriting():
    told = "one “It's his” […], and so on"
    page = draft_page(HEAD, [section("learned", told, "two old")])
    for there in ('one "It’s his" [...], and so on', "one “It’s\u00a0his” \\[…\\], and so on"):
        edited = page.replace(told, there).replace("\n", "\r\n")
        assert refreshed(edited, section("learned", told, "two old")) == edited
        again = refreshed(edited, section("learned", "one new", "two old"))
        assert body(again.replace("\r\n", "\n")) == ["## Learned", "one new", "two old"]


def test_a_sentence_that_was_rewritten_or_taken_out_does_not_come_back():
    page = draft_page(HEAD, [section("learned", "one old", "two old", "three old")])
    page = page.replace("one old", "mine").replace("two old\n\n", "")
    result = refresh_page(page, [section("learned", "one new", "two new", "three old")], FIRST)
    assert body(result.text) == ["## Learned", "mine", "three old"]
    assert [piece.text for piece in result.kept_out] == ["one new", "two new"]
    assert body(refreshed(result.text, section("learned", "one newer", "two new", "three old"))) == [
        "## Learned",
        "mine",
        "three old",
    ]


def test_what_is_new_stands_beside_its_neighbour_wherever_that_was_moved():
    page = draft_page(HEAD, [section("learned", "one old"), section("made", "a old")])
    learned, _ = page.split("# Page\n\n")[1].split("\n\n<!--")[0].split("## Made")
    page = page.replace(learned, "").replace("a old", f"a old\n\n{learned}")
    again = body(refreshed(page, section("learned", "one old", "two new"), section("made", "a old")))
    assert again == ["## Made", "a old", "## Learned", "one old", "two new"]


@pytest.mark.parametrize("old", [(0, 3), (0, 1, 3), (0, 2), (3,), (0, 4), (3, 4)])
def test_lines_that_come_into_a_paragraph_leave_it_whole(old):
    texts = ["one", "two", "three", "four", "five of another", "six goes on"]
    pieces = [DraftPiece(text, text, joined=text != "five of another" and at > 0) for at, text in enumerate(texts)]
    new = PageSection("learned", "Learned", tuple(pieces))
    page = draft_page(HEAD, [replace(new, pieces=tuple(pieces[at] for at in old))])
    assert refreshed(page, new) == draft_page(HEAD, [new])


def test_a_new_section_goes_before_the_next_one_and_an_empty_one_has_no_heading():
    page = draft_page(HEAD, [section("learned", "one old"), section("made", "a old")])
    again = refreshed(page, section("learned", "one old"), section("goals", "g new"), section("made", "a old"))
    assert body(again) == ["## Learned", "one old", "## Goals", "g new", "## Made", "a old"]
    assert body(refreshed(again, section("made", "a old"), section("goals"))) == ["## Made", "a old"]


def test_a_heading_stays_above_words_of_the_author():
    page = draft_page(HEAD, [section("learned", "one old")]).replace("one old", "one old\n\nmine")
    assert body(refreshed(page)) == ["## Learned", "mine"]
    assert body(refreshed(refreshed(page), section("learned", "one new"))) == ["## Learned", "one new", "mine"]


def test_a_section_that_the_author_dropped_stays_away():
    page = draft_page(HEAD, [section("learned", "one old"), section("made", "a old")])
    page = page.replace("## Learned\n\none old\n\n", "")
    result = refresh_page(page, [section("learned", "one old", "two new"), section("made", "a old")], FIRST)
    assert body(result.text) == ["## Made", "a old"]
    assert [piece.text for piece in result.new] == ["two new"]


def test_ticks_and_numbers_go_with_a_line_whose_words_changed():
    page = draft_page(HEAD, [section("list", "- one (a.md)", "- two (a.md)", numbered=True)])
    assert body(page) == ["## List", "- [ ] 1. one (a.md)", "- [ ] 2. two (a.md)"]
    page = page.replace("[ ] 2.", "[x] 2.")
    pieces = tuple(DraftPiece("-", text, True, True) for text in ("- zero (a.md)", "- one (a.md)", "- two! (a.md)"))
    assert body(refreshed(page, PageSection("list", "List", pieces))) == [
        "## List",
        "- [ ] 3. zero (a.md)",
        "- [ ] 1. one (a.md)",
        "- [x] 2. two! (a.md)",
    ]
    assert with_tick("- [ ] 1. one", "-") == "- [-] 1. one"
    assert with_tick("no box", "x") == "no box"


def test_of_lines_from_one_file_the_others_keep_their_ticks_and_what_was_taken_out_stays_out():
    page = draft_page(HEAD, [section("list", "- one (a.md)", "- two (a.md)", "- three (a.md)", numbered=True)])
    page = page.replace("- [ ] 2. two (a.md)\n", "").replace("[ ] 3.", "[x] 3.")
    again = refreshed(page, section("list", "- two (a.md)", "- three (a.md)", numbered=True))
    assert body(again) == ["## List", "- [x] 3. three (a.md)"]


def test_without_its_record_a_page_is_its_authors():
    page = draft_page(HEAD, [section("learned", "one old")]).partition("<!--")[0]
    assert refresh_page(page, [section("learned", "one new")], FIRST) is None


def test_two_records_of_a_merge_are_read_as_one_and_written_as_one():
    page = draft_page(HEAD, [section("learned", "one old")])
    other = draft_page(HEAD, [section("learned", "two old")]).splitlines()[-1]
    again = refreshed(f"{page}{other}\n", section("learned", "one new"))
    assert body(again) == ["## Learned", "one new"]
    assert again.count("coachlog drafted") == 1


def test_two_drafts_of_a_joint_page_merge_with_nothing_to_settle():
    base = draft_page(HEAD, [section("learned", "one old"), section("made", "a old")])
    older = refreshed(base, section("learned", "one new"), section("made", "a old"))
    newer = refreshed(base, section("learned", "one old"), section("made", "a new"))
    merged = merge_files(base.encode(), older.encode(), newer.encode(), "reflections/2026-fall.md")
    assert (merged.whole, merged.conflicts) == (False, ())
    again = refreshed(merged.content.decode(), section("learned", "one new"), section("made", "a newer"))
    assert body(again) == ["## Learned", "one new", "## Made", "a newer"]


def test_what_cannot_be_read_now_is_kept():
    page = draft_page(HEAD, [section("learned", "one (a.md)", "two (b.md)")])
    result = refresh_page(page, [section("learned")], FIRST, lambda text: "a.md" in text)
    assert body(result.text) == ["## Learned", "one (a.md)"]
    assert body(refreshed(result.text, section("learned", "one (a.md)", "two (b.md)")))[-2:] == [
        "one (a.md)",
        "two (b.md)",
    ]


def test_line_ends_stay_and_a_last_line_without_one_is_whole():
    page = draft_page(HEAD, [section("learned", "one old")]).replace("\n", "\r\n")
    again = refresh_page(page, [section("learned", "one new", "two new")], FIRST).text
    assert "\n" not in again.replace("\r\n", "")
    assert "two new" in refreshed(page.removesuffix("\r\n"), section("learned", "one new", "two new"))


def test_a_comment_is_one_piece_and_a_torn_one_is_lines():
    lines = ["<!-- a\n", "b\n", "-->\n", "<!-- c\n", "\n", "<!-- d -->\n"]
    assert [(chunk.start, chunk.end) for chunk in cut_page(lines, 0)] == [(0, 3), (3, 4), (5, 6)]
    assert read_record(["<!-- coachlog drafted: stray.12 learned -->"]) == ()
