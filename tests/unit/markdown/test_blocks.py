"""The blocks of a text: in their bounds, whatever is not closed, at any depth and in good time."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.markdown.blocks import BlockKind, parse_blocks, split_lines
from coachlog.markdown.document import parse_document
from coachlog.model.kinds.parse_body import parse_body
from coachlog.model.parse_settings import parse_settings

SETTINGS, _ = parse_settings(b"coachlog: 1\npeople:\n  - {id: mentor, name: Robin}\n  - {id: mentee, name: Sam}\n")


@given(st.text(alphabet=st.sampled_from("-#: \n\r\t`>*[]x1.a|<!\ufeff\u2028é"), max_size=200))
def test_lines_and_blocks_of_any_text_stay_in_their_bounds(text):
    lines = split_lines(text)
    assert "".join(lines) == text
    ends = 0
    for block in parse_blocks(lines):
        assert ends <= block.start < block.end <= len(lines)
        ends = block.end if block.kind is not BlockKind.ITEM else block.start


@pytest.mark.parametrize("depth", [5, 10, 19, 40, 60, 300])
@pytest.mark.parametrize("mark", ["- ", "1. ", "> ", "> - "])
def test_no_depth_of_lists_and_quotes_hides_what_comes_after_it(depth, mark):
    in_one_line = f"{mark * depth}deepest\n"
    lines = in_one_line
    if mark in ("- ", "1. "):
        lines += "".join(f"{' ' * len(mark) * level}{mark}level {level}\n" for level in range(depth))
    document = parse_document(f"## Notes\n\n{lines}\n## Next steps\n\n- [ ] plan it\n")
    assert [section.heading.text for section in document.sections[1:]] == ["Notes", "Next steps"]
    assert document.sections[2].blocks[0].text == "[ ] plan it"
    levels = depth * (2 if "-" in mark or "1" in mark else 1) + (depth if mark == "> - " else 0)
    assert ([fault.code for fault in document.structure.faults] == ["too-deep"]) == (levels > 100)
    assert "deepest" in str(document.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "> - deep",
        "> - > - deep",
        "> - a\n>   - b\n>     - deep",
        "> 1. a\n>    > q\n>    > - deep",
        "> - a\n>\n>   deep",
        "> > - a\n> >   1. deep",
        "- a\n  > - b\n  >   - deep",
    ],
)
def test_what_is_nested_in_a_quote_is_among_its_words(text):
    body, _ = parse_body(
        "x.md", parse_document(f"## Successes\n\n{text}\n"), settings=SETTINGS, prompts=frozenset(), day=None
    )
    assert [entry.text[-4:] for entry in body.entries("Successes")] == ["deep"]


@pytest.mark.parametrize(
    "opening", ["<!-- a", "```", "~~~~ text", "<pre>", "<script>", "<?php", "<![CDATA[", "<!DOCTYPE"]
)
@pytest.mark.parametrize("heading", ["## Notes", "# Notes", "Notes\n---", "  ## Notes"])
def test_what_is_not_closed_ends_at_the_next_heading(opening, heading):
    for behind in ("", "<!-- a prompt -->\n", "```python\nx\n```\n", "### Part\n"):
        document = parse_document(f"## Successes\n\n{opening}\nwords\n\n{heading}\n\nsaid\n{behind}")
        assert [section.heading.text for section in document.sections[1:]] == ["Successes", "Notes"]
        assert document.sections[2].blocks[0].text.startswith("said")
        assert [(fault.code, fault.line) for fault in document.structure.faults] == [("not-closed", 2)]


@pytest.mark.parametrize(
    "text", ["<!-- a\n# h\n-->\n", "```\n# h\n```\n", "<pre>\n# h\n</pre>\n", "<!-- a -->\n", "<div>\n\n"]
)
def test_what_is_closed_is_left_whole(text):
    document = parse_document(f"{text}\nwords\n")
    assert document.structure.faults == ()
    assert len(document.blocks) == 2


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "text",
    [
        "# a\n<!--\n",
        "# a\n```\n",
        "- a\n  # h\n  <!--\n",
        "<!--\n",
        "<pre>\n# h\n",
        "a\n---\n",
        "- x\n",
        "> - ",
        "- ",
        "a <!-- coachlog:",
        "**a ",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(text):
    def lines_run(times):
        count = 0

        def tracer(frame, event, _):
            nonlocal count
            count += 1
            return tracer

        sys.settrace(tracer)
        try:
            parse_document(text * times).structure  # noqa: B018 - asked for the work that it is
        finally:
            sys.settrace(None)
        return count

    lines_run(1)
    assert lines_run(800) < 2.5 * lines_run(400) + 2_000
