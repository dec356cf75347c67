"""Reading a note, and writing its steps' ids, grows with its length and not faster, whatever is in it."""

import sys
import time
from types import FrameType

import pytest

from coachlog.markdown.document import parse_document
from coachlog.model.kinds.body import StepMark
from coachlog.model.next_steps import set_marks, write_ids
from tests.support.typed import read

STEPS = "## Next steps\n\n"
# Notes of many lines.
LINES = {
    "steps": (STEPS, "- [ ] @mentee call home (due 2026-11-26)\n"),
    "steps in a hurry": (STEPS, "- Sam: call home due Friday\n"),
    "lazy lines": (f"{STEPS}- [ ] plan\n", "Sam: call home\n"),
    "items": ("## Notes\n\n", "- x\n"),
    "speakers": ("## Successes\n\n", "Sam: x\n"),
    "bullets": ("## Successes\n\n", "• x\n"),
    "sections": ("", f"{STEPS}- [ ] a\n\n"),
    "bold lines": ("", "**Next steps**\n\n- [ ] a\n\n"),
    "labels": (STEPS, "**a**\n\n"),
    "lost boxes": ("## Notes\n\n", "- [ ] a\n"),
    "a quotation": (STEPS, "> - [ ] a\n"),
}
# Notes of one long line.
LETTERS = {
    "comments": ("a ", "<!-- coachlog:", ""),
    "closed comments": (f"{STEPS}- [ ] ", "`a` <!--x--> <!--", "b"),
    "brackets": (f"{STEPS}- [ ] ", "(", ""),
    "open dates": (f"{STEPS}- [ ] ", "(due ", ""),
    "dates": (f"{STEPS}- [ ] ", "(due x)", ""),
    "a calendar": (f"{STEPS}- [ ] ", "📅 2026-11-20 ", ""),
    "mentions": (f"{STEPS}- [ ] ", "@Sam ", ""),
    "many of us": (f"{STEPS}- [ ] ", "@Sam and ", "x"),
    "colons": (f"{STEPS}- [ ] ", "a:", ""),
    "dashes": (f"{STEPS}- ", "-", "x"),
    "lists in lists": (STEPS, "- ", "[ ] x"),
    "marks": (f"{STEPS}- [ ] ", "!", "x"),
    "semicolons": (f"{STEPS}- [ ] a", ";", "b"),
    "blanks": (f"{STEPS}**a", " ", "b"),
    "hard blanks": (f"{STEPS}- [ ] a", "\u00a0", "b"),
    "ids": (f"{STEPS}- [ ] ", "^a1b2c ", ""),
    "boxes": ("## Notes\n\n", "[ ] ", "x"),
    "ticks": ("## Notes\n\n", "`", "[ ] x"),
    "a heading": ("## ", "(", "\n\n- [ ] a"),
    "a heading of words": ("## ", "a ", "\n\n- [ ] a"),
}


def work(text: str) -> None:
    """What a command does with a note."""
    body, _ = read(text)
    saved = write_ids(parse_document(text), body)
    set_marks(saved, {step.line: StepMark.DONE for step in body.steps})


def calls(text: str) -> int:
    """Count the calls of functions."""
    count = 0

    def hear(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(hear)
    try:
        work(text)
    finally:
        sys.setprofile(None)
    return count


def seconds(text: str) -> float:
    """Return the processor's time, which other programs do not lengthen."""
    times = []
    for _ in range(2):
        start = time.process_time()
        work(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.one_in(2)
@pytest.mark.no_cover
@pytest.mark.parametrize("name", LINES)
def test_a_note_of_twice_the_lines_takes_twice_the_calls(name):
    head, line = LINES[name]
    work(head + line)  # what is made once
    assert calls(head + line * 200) < 2.2 * calls(head + line * 100)


@pytest.mark.one_in(2)
@pytest.mark.no_cover
@pytest.mark.parametrize("name", LETTERS)
def test_a_line_four_times_as_long_takes_four_times_as_long(name):
    head, part, tail = LETTERS[name]
    short, long = (f"{head}{part * times}{tail}\n" for times in (5_000, 20_000))
    assert seconds(long) < 9 * seconds(short) + 0.02  # twice as fast growth would be 16 times
