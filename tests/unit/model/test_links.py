"""Links and stars in a line: what they name, and the words that are left."""

import time

import pytest

from coachlog.model.links import (
    Link,
    LinkTargets,
    MarkedWords,
    add_links,
    find_links,
    looks_like_id,
    read_marks,
    with_titles,
)

GOAL, LESSON = "explain-k3f9x", "ratios-x2p7d"
TITLES = {GOAL: "Explain why", LESSON: "Ratios"}

LINES = [
    ("They asked why", "They asked why", (), ()),
    (f"They asked why [[{GOAL}]]", "They asked why", (GOAL,), ()),
    (f"They asked why [[{GOAL}]] [[{LESSON}]]", "They asked why", (GOAL, LESSON), ()),
    (f"They asked why [[goals/{GOAL}]]", "They asked why", (GOAL,), ()),
    (f"They asked why [[goals/{GOAL}.md#evidence]]", "They asked why", (GOAL,), ()),
    ("As on [[2026-11-12#^k3f9x]]", "As on", ("2026-11-12",), ()),
    (f"They asked why #star [[{GOAL}]]", "They asked why", (GOAL,), ("",)),
    (f"They asked why [[{GOAL}]] #star/talk", "They asked why", (GOAL,), ("talk",)),
    ("#star/talk They asked why", "They asked why", (), ("talk",)),
    ("They #Star asked #star/listening why", "They asked why", (), ("", "listening")),
    ("They asked #star, and why #star/a/b.", "They asked, and why.", (), ("", "a/b")),
    ("They asked why (#star/talk)", "They asked why", (), ("talk",)),
    ("#star", "#star", (), ()),
    ("2026-11-19: #STAR/trust.", "2026-11-19: #STAR/trust.", (), ()),
    ("@mentee #star (due 2026-11-26) ^k3f9x", "@mentee #star (due 2026-11-26) ^k3f9x", (), ()),
    ("Sam: waited #star", "Sam: waited", (), ("",)),
    (f"Ask why [[{GOAL}]] (due 2026-11-26) ^k3f9x", "Ask why (due 2026-11-26) ^k3f9x", (GOAL,), ()),
    (f"[[{GOAL}]]", f"[[{GOAL}]]", (GOAL,), ()),
    (f"In [[{GOAL}]] they asked why", f"In [[{GOAL}]] they asked why", (GOAL,), ()),
    (f"In [[{GOAL}|our goal]] they asked why", "In our goal they asked why", (GOAL,), ()),
    (f"They asked about [[{GOAL}|our goal]]", "They asked about our goal", (GOAL,), ()),
    (f"In [[goals/{GOAL}\\|our goal]] they asked", "In our goal they asked", (GOAL,), ()),
    ("See [[Kim's page]]", "See [[Kim's page]]", ("Kim's page",), ()),
    (f"Ask <!-- softly --> why <!-- now --> [[{GOAL}]]", "Ask why", (GOAL,), ()),
    ("Ask `<!-- code -->` &lt;!-- typed --> <!-- open", "Ask `<!-- code -->` <!-- typed --> <!-- open", (), ()),
    ("As said [[#Norms]] before", "As said Norms before", (), ()),
]


@pytest.mark.parametrize(("line", "words", "links", "starred"), LINES)
def test_a_line_is_its_words_its_links_and_its_stars(line, words, links, starred):
    assert read_marks(line) == MarkedWords(words, links, starred)


@pytest.mark.parametrize(
    "line",
    [
        f"`[[{GOAL}]]` and ``#star ` ``",
        "https://example.org/#star",
        "[the top](#star)",
        "a #starfish and a #star-shaped one",
        "\\#star",
        f"![[{GOAL}]]",
        f"\\[[{GOAL}]]",
        "[[ not closed",
        "[[]] and [[ ]] and [[#]]",
        "[one](two) [x]",
    ],
)
def test_what_only_resembles_a_mark_is_words(line):
    assert read_marks(line) == MarkedWords(line)


def test_a_lonely_backtick_opens_no_code():
    assert read_marks(f"It`s why [[{GOAL}]]").links == (GOAL,)


def test_within_a_sentence_a_link_shows_its_title_else_its_id():
    def shown(line):
        return with_titles(read_marks(line).words, lambda target: TITLES.get(target, ""))

    assert shown(f"In [[{GOAL}]] they asked") == "In Explain why they asked"
    assert shown(f"[[{GOAL}]]") == "Explain why"
    assert shown("See [[Kim's page]] first") == "See Kim's page first"
    assert shown("Words alone") == "Words alone"


def test_links_are_found_with_their_words_and_their_part():
    assert list(find_links(f"[[goals/{GOAL}#evidence|why]] `[[code]]`")) == [Link(GOAL, "why", "evidence")]


@pytest.mark.parametrize(
    ("target", "is_one"),
    [
        (GOAL, True),
        ("2026-11-12", True),
        ("2026-11-12-2", True),
        ("k3f9x", False),
        ("Kim's page", False),
        ("explain-k3f9", False),
        ("explain-o1lui", False),
        ("2026-fall", False),
        ("2026-10-09-visit", False),
    ],
)
def test_only_the_form_of_our_ids_looks_like_one(target, is_one):
    assert looks_like_id(target) is is_one


def test_a_link_leads_to_a_document_whatever_its_case_and_though_it_was_renamed():
    targets = LinkTargets(frozenset({GOAL, LESSON, "one-x2p7d", "2026-11-12"}))
    assert targets.find("Explain-K3F9X") == GOAL
    assert targets.find("explain-it-again-k3f9x") == GOAL
    assert targets.find("2026-11-12") == "2026-11-12"
    assert targets.find("another-x2p7d") is None  # two could be meant
    assert targets.find("nobody") is None


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Ask why", f"Ask why [[{GOAL}]] [[{LESSON}]]"),
        (f"Ask why [[{GOAL}]]", f"Ask why [[{GOAL}]] [[{LESSON}]]"),
        ("Ask why (due 2026-11-26) ^k3f9x", f"Ask why [[{GOAL}]] [[{LESSON}]] (due 2026-11-26) ^k3f9x"),
        (f"In [[{GOAL}]] and [[{LESSON}|it]]", f"In [[{GOAL}]] and [[{LESSON}|it]]"),
    ],
)
def test_links_come_behind_the_words(line, written):
    assert add_links(line, (GOAL, LESSON, GOAL)) == written


@pytest.mark.parametrize("piece", ["[[", "[[a|", "`", "``` `", "[[a]]", "#star ", "#star/", "(#star"])
def test_a_huge_line_is_read_in_one_pass(piece):
    begin = time.process_time()
    read_marks(piece * 40_000)
    assert time.process_time() - begin < 5
