"""A heading's number and level are merged beside its words."""

from itertools import permutations

import pytest

from coachlog.merge import merge_files

NUMBERED = "# T\n\n## 1. Warm up\n\nOne.\n\n## 2. Draw it\n\nTwo two two.\n\n## 3. Talk\n\nThree.\n"
MOVED = "# T\n\n## 1. Draw it\n\nTwo two two.\n\n## 2. Warm up\n\nOne.\n\n## 3. Talk\n\nThree.\n"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (
            NUMBERED.replace("Warm up", "Warm up together"),
            NUMBERED.replace("## 1.", "## 2.", 1).replace("## 2. D", "## 3. D").replace("## 3. T", "## 4. T"),
            NUMBERED.replace("1. Warm up", "2. Warm up together").replace("2. D", "3. D").replace("3. T", "4. T"),
        ),
        (
            NUMBERED.replace("## 2.", "### 2."),
            NUMBERED.replace("Draw it", "Draw a line"),
            NUMBERED.replace("## 2. Draw it", "### 2. Draw a line"),
        ),
        (
            MOVED,
            NUMBERED.replace("Draw it\n", "Draw it\n\nNew words here.\n"),
            MOVED.replace("Draw it\n", "Draw it\n\nNew words here.\n"),
        ),
        (
            NUMBERED.replace("1. Warm up", "19 November"),
            NUMBERED.replace("Warm up", "12 December"),
            NUMBERED.replace("## 1. Warm up", "## 19 November\n\n## 1. 12 December"),
        ),
    ],
    ids=["number and words", "level and words", "moved with a new number", "a day is no number"],
)
def test_a_headings_number_and_level_are_merged_beside_its_words(one: str, other: str, both: str) -> None:
    for merged in (merge_files(NUMBERED.encode(), *pair) for pair in permutations((one.encode(), other.encode()))):
        assert sorted(merged.content.decode().split()) == sorted(both.split())
        assert not merged.whole
