"""An imported meeting comes into a note that is there: what is there stays, what is new comes to its section."""

from coachlog.incoming.into_note import add_to_note, merge_into
from coachlog.markdown.document import parse_document
from tests.support.running_documents import settings_of

SETTINGS = settings_of()
NOTE = """\
---
type: meeting
status: planned
minutes:
mode: virtual
---

# Sept 17

## Successes

- mine

## Next meeting
"""


def added(note: str, given: str) -> str:
    return add_to_note(parse_document(note), parse_document(given), SETTINGS).text


def test_empty_fields_are_filled_and_a_planned_meeting_was_held() -> None:
    text = added(NOTE, "---\nstatus: held\nminutes: 45\nmode: phone\n---\n# Sept 17\n")
    assert "status: held\nminutes: 45\nmode: virtual\n" in text


def test_lines_come_to_the_end_of_their_section_and_what_is_there_comes_once() -> None:
    text = added(NOTE, "# Sept 17\n\n## Wins\n\n- mine\n- new\n\nA paragraph.\n\n## Unsorted\n\n- odd\n")
    assert "## Successes\n\n- mine\n- new\n\nA paragraph.\n\n## Next meeting\n" in text
    assert text.endswith("## Unsorted\n\n- odd\n")
    assert text.count("mine") == 1


def test_a_section_that_is_missing_is_added_in_its_place() -> None:
    text = added(NOTE, "## Areas of growth\n\n- wait\n")
    assert text.index("## Successes") < text.index("- wait") < text.index("## Next meeting")


def test_lines_at_the_top_come_below_the_title() -> None:
    given = "# Sept 17\n\nZoom, 45 min\n"
    assert "# Sept 17\n\nZoom, 45 min\n\n## Successes" in added(NOTE, given)
    assert added("## Successes\n\n- mine\n", "# Sept 17\n\nZoom\n").startswith("\nZoom\n")
    assert added("# Sept 17\n\nWords.\n", given) == "# Sept 17\n\nWords.\n\nZoom, 45 min\n"


def test_the_words_of_another_title_are_not_lost() -> None:
    assert added(NOTE, "# Sept 17 – Observation\n").endswith("## Unsorted\n\nSept 17 – Observation\n")


def test_a_step_that_is_there_with_its_mark_and_id_comes_once() -> None:
    note = "## Next steps\n\n- [>] @mentee Try it ^abcde\n"
    assert added(note, "## Next steps\n\n- [ ] @mentee Try it\n") == note


def test_without_a_change_in_the_document_nothing_comes() -> None:
    note = parse_document(NOTE)
    assert merge_into(note, "# Sept 17\n", "# Sept 17\n", SETTINGS, "meetings/a.md") == (None, ())
    assert merge_into(None, "# Sept 17\n", None, SETTINGS, "meetings/a.md") == ("# Sept 17\n", ())


def test_what_cannot_be_merged_inside_is_added_line_by_line() -> None:
    base, text = "# A\n\n## Wins\n\n- one\n", "# A\n\n## Wins\n\n- one\n- two\n"
    note = parse_document("# A\n\n## Wins\n\n- one\n" + f"- {'x' * 600_000}\n")
    merged, _ = merge_into(note, text, base, SETTINGS, "meetings/a.md")
    assert merged is not None
    assert "- two\n" in merged
