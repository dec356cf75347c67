"""A page is drafted anew any number of times, whatever its author did to it: each of the author's words stays."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachlog.merge.draft_record import DraftPiece, PageSection
from coachlog.merge.refresh import draft_page, refresh_page
from tests.support.figures import times

HEAD = "---\ntype: reflection\n---\n\n# Page"
FIRST = 4

WORDS = st.text("abé -#*>[].…", min_size=1, max_size=10).filter(lambda words: words.strip())
CLAIM = st.sampled_from([f"claim {letter}" for letter in "pqrst"])
RAW = st.sampled_from(
    ["", "```", "<!-- mine", "mine -->", "## mine", "- [x] 3. mine", "> mine", "\tmine", "# mine", "-->"]
)


@st.composite
def drafts(draw):
    """Return a draft: each of its sections may be missing, and each slot says one of a few things."""
    sections = []
    for key in ("opening", "learned", "list"):
        listed = key == "list"
        texts = draw(st.lists(CLAIM, max_size=4, unique=True))
        pieces = [
            DraftPiece(
                "all" if listed else f"slot {at}",
                f"- {text}" if listed else text,
                at > 0 and draw(st.booleans()),
                listed,
            )
            for at, text in enumerate(texts)
        ]
        if key == "learned" and draw(st.booleans()):
            pieces.append(DraftPiece("offer", f"<!-- claim\n{draw(CLAIM)}\n-->"))
        sections.append(PageSection(key, "" if key == "opening" else key.title(), tuple(pieces)))
    return sections


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "rewrite", "append", "delete", "move", "tick", "join", "delete section"]),
        st.integers(0, 80),
        st.integers(0, 80),
        st.one_of(WORDS.map(lambda words: f"mine {words}"), RAW),
    ),
    max_size=5,
)


def edit(page: str, edits: list[tuple[str, int, int, str]]) -> str:
    """Do to a page what its author may do to it."""
    lines = page.split("\n")
    for what, where, other, words in edits:
        size = max(1, len(lines) - FIRST)
        at, to = FIRST + where % size, FIRST + other % size
        if at >= len(lines):
            continue
        if what == "insert":
            lines.insert(at, words)
        elif what == "rewrite":
            lines[at] = words
        elif what == "append":
            lines[at] += f" mine {words}"
        elif what == "delete":
            del lines[at]
        elif what == "move":
            lines.insert(min(to, len(lines) - 1), lines.pop(at))
        elif what == "tick":
            lines[at] = lines[at].replace("- [ ]", "- [x]")
        elif what == "join":
            lines[at : at + 3] = ["mine " + " ".join(lines[at : at + 3])]
        else:
            del lines[at : at + 4]
    return "\n".join(lines)


@pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
@settings(max_examples=times(100, 5000), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts(), st.lists(st.tuples(EDITS, drafts()), max_size=4))
def test_no_word_of_the_author_is_lost_and_a_second_run_changes_nothing(first, rounds):
    page = draft_page(HEAD, first)
    for edits, draft in rounds:
        page = edit(page, edits)
        result = refresh_page(page, draft, FIRST)
        if result is None:  # its record is gone: the page is its author's, and nothing writes in it
            return
        lines = Counter(line for line in page.split("\n") if "mine" in line)
        assert not lines - Counter(result.text.split("\n"))
        again = refresh_page(result.text, draft, FIRST)
        assert again is not None
        assert again.text == result.text
        assert again.new == ()
        page = result.text


@settings(max_examples=times(30, 1000), deadline=None)
@given(drafts(), drafts())
def test_a_page_that_nobody_touched_says_what_a_new_one_says(old, new):
    page = draft_page(HEAD, old)
    result = refresh_page(page, new, FIRST)
    assert result is not None
    said = [line for line in draft_page(HEAD, new).split("\n") if line and "coachlog drafted" not in line]
    assert Counter(plain(result.text.split("\n"))) == Counter(plain(said))


def plain(lines):
    """Yield the words of lines, without the boxes' numbers and the record."""
    for line in lines:
        if line and "coachlog drafted" not in line:
            yield line.partition(". ")[2] if line.startswith("- [") else line
