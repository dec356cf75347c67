"""Front matter and the log's own YAML through the merge: key by key, item by item, as typed."""

import pytest

from coachlog.merge import merge_files
from coachlog.merge.yaml_chunks import cut_items
from coachlog.model.conflict import Conflict, Version

LOG = """# Our pair.
coachlog: 1
title: Robin and Sam
people:
  # the mentor first
  - id: mentor
    name: Robin
    email: robin@example.org  # work
  - id: mentee
    name: Sam
cadence:
  every: week
  time: "15:30"
breaks:
  - start: 2026-11-23
    end: 2026-11-27
frameworks: [casel, udl-3]  # two
requirement: {minutes: 180, per: month}
"""
Edits = tuple[tuple[str, str], ...]


def edited(text: str, edits: Edits) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


CASES: dict[str, tuple[Edits, Edits, Edits]] = {
    "two keys of one person": (
        (("name: Robin", "name: Robin R"),),
        (("    name: Sam", "    name: Sam\n    email: sam@example.org"),),
        (("name: Robin", "name: Robin R"), ("    name: Sam", "    name: Sam\n    email: sam@example.org")),
    ),
    "two keys of the same person, comments stay": (
        (("name: Robin", "name: Robin R"),),
        (("robin@example.org", "r@example.org"),),
        (("name: Robin", "name: Robin R"), ("robin@example.org", "r@example.org")),
    ),
    "each adds a person": (
        (("cadence:", "  - id: one\n    name: One\ncadence:"),),
        (("cadence:", "  # a guest\n  - id: two\ncadence:"),),
        (("cadence:", "  - id: one\n    name: One\n  # a guest\n  - id: two\ncadence:"),),
    ),
    "a person gone, another changed": (
        (("  - id: mentee\n    name: Sam\n", ""),),
        (("name: Robin", "name: Robin R"),),
        (("  - id: mentee\n    name: Sam\n", ""), ("name: Robin", "name: Robin R")),
    ),
    "keys of a mapping": (
        (("every: week", "every: month"),),
        (('"15:30"', '"16:00"\n  minutes: 45'),),
        (("every: week", "every: month"), ('"15:30"', '"16:00"\n  minutes: 45')),
    ),
    "a key of a mapping changed by both": (
        (("every: week", "every: month"),),
        (("every: week", "every: day"),),
        (("every: week", "every: day"), ("month}\n", "month}\nkept_versions: [{cadence.every: month}]\n")),
    ),
    "an item without a name edited by both": (
        (("2026-11-27", "2026-11-28"),),
        (("2026-11-23", "2026-11-22"),),
        (
            ("  - start: 2026-11-23\n    end: 2026-11-27", "  - start: 2026-11-23\n    end: 2026-11-28"),
            ("frameworks", "  - start: 2026-11-22\n    end: 2026-11-27\nframeworks"),
        ),
    ),
    "a list in brackets": (
        (("casel, ", ""),),
        (("udl-3]", "udl-3, 'iste: x']"),),
        (("[casel, udl-3]", "[udl-3, 'iste: x']"),),
    ),
    "a list put in another order by the newer": (
        (("udl-3]", "udl-3, iste]"),),
        (("casel, udl-3", "udl-3, casel"),),
        (("casel, udl-3", "udl-3, iste, casel"),),
    ),
    "a mapping in brackets": (
        (("180", "200"),),
        (("per: month", "per: week"),),
        (("{minutes: 180, per: month}", "{minutes: 200, per: week}"),),
    ),
    "a mapping in brackets changed by both": (
        (("180", "200"),),
        (("180", "240, source: us"),),
        (("180, per: month}\n", "240, source: us, per: month}\nkept_versions: [{requirement.minutes: 200}]\n"),),
    ),
    "emptied by one, changed by the other": (
        (("title: Robin and Sam", "title:"),),
        (("Robin and Sam", "Sam and Robin"),),
        (("Robin and Sam", "Sam and Robin"),),
    ),
    "text for a list": (
        (("[casel, udl-3]", "casel"),),
        (("udl-3]", "udl-3, iste]"),),
        (("udl-3]", "udl-3, iste]"), ("month}\n", "month}\nkept_versions: [{frameworks: casel}]\n")),
    ),
    "comments of both": (
        (("# Our pair.", "# Our pair.\n# one"),),
        (("# Our pair.\n", "# Our pair.\n# two\n"), ("coachlog: 1", "coachlog: 1 # v")),
        (("# Our pair.\n", "# Our pair.\n# one\n# two\n"), ("coachlog: 1", "coachlog: 1 # v")),
    ),
    "a list written over lines by one, longer by the other": (
        (("[casel, udl-3]  # two", "\n  - casel\n  - udl-3"),),
        (("udl-3]", "udl-3, iste]"),),
        (("udl-3]", "udl-3, iste]"),),
    ),
    "a list written over lines and longer, longer by the other": (
        (("[casel, udl-3]  # two", "\n  - casel\n  - udl-3\n  - one"),),
        (("udl-3]", "udl-3, iste]"),),
        (("udl-3]", "udl-3, one, iste]"),),
    ),
    "a map in brackets in a list, a key each": (
        (("breaks:", "tools: [{name: x, a: 1}]\nbreaks:"),),
        (("breaks:", "tools: [{name: x, b: 2}]\nbreaks:"),),
        (("breaks:", "tools: [{name: x, a: 1, b: 2}]\nbreaks:"),),
    ),
    "a map in brackets as an item, a key each": (
        (("breaks:", "tools:\n- {name: x, a: 1}\nbreaks:"),),
        (("breaks:", "tools:\n- {name: x, b: 2}\nbreaks:"),),
        (("breaks:", "tools:\n- {name: x, a: 1, b: 2}\nbreaks:"),),
    ),
    "an item with keys made by both": (
        (("breaks:", "tools:\n- name: x\n  a: 1\nbreaks:"),),
        (("breaks:", "tools:\n- name: x\n  b: 2\nbreaks:"),),
        (("breaks:", "tools:\n- name: x\n  a: 1\n  b: 2\nbreaks:"),),
    ),
    "an item whose dash stands alone": (
        (("breaks:", "tools:\n-\n  name: x\nbreaks:"),),
        (("breaks:", "tools:\n-\n  name: z\nbreaks:"),),
        (("breaks:", "tools: [{name: x}, {name: z}]\nbreaks:"),),
    ),
    "the same value typed in two ways": (
        (("title: Robin and Sam", "title: 'Sam'"),),
        (("title: Robin and Sam", 'title: "Sam"'),),
        (("title: Robin and Sam", "title: 'Sam'"),),
    ),
    "another list over lines made by both": (
        (("breaks:", "goals:\n- a\n- b\nbreaks:"),),
        (("breaks:", "goals:\n- a\n- c\nbreaks:"),),
        (("breaks:", "goals:\n- a\n- b\n- c\nbreaks:"),),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_log_yaml(name: str) -> None:
    older, newer, both = CASES[name]
    places = (("", "", "coachlog.yml"), ("---\n", "", "coachlog.yml"), ("---\n", "---\n# T\n", "x.md"))
    for head, tail, path in places:
        three = [head + edited(LOG, edits) + tail for edits in ((), older, newer)]
        merged = merge_files(*(text.encode() for text in three), path)
        assert not merged.whole
        assert merged.content.decode() == head + edited(LOG, both) + tail


def test_kept_versions_unite_and_a_removal_wins() -> None:
    base = "mood: 1\nkept_versions: [{mood: 8}, {name: a}]\n"
    older = "mood: 2\nkept_versions: [{mood: 8}]\n"
    newer = "mood: 3\nkept_versions: [{mood: 8}, {name: a}, {name: b}]\n"
    merged = merge_files(base.encode(), older.encode(), newer.encode(), "x.yml")
    assert merged.content.decode() == "mood: 3\nkept_versions: [{mood: 8}, {name: b}, {mood: 2}]\n"
    assert merged.conflicts == (Conflict(Version("2"), Version("3"), "mood", "x.yml"),)


def test_the_same_older_value_is_kept_once() -> None:
    base, older = "a: 1\n", "a: 2\n"
    newer = "a: 3\nkept_versions: [{a: 2}]\n"
    assert merge_files(base.encode(), older.encode(), newer.encode(), "x.yml").content.decode() == newer


def test_a_key_that_stood_twice_before_stays_as_it_is() -> None:
    base = "---\na: 1\na: 2\nb: 1\n---\n"
    merged = merge_files(base.encode(), base.replace("b: 1", "b: 2").encode(), (base + "text\n").encode())
    assert merged.content.decode() == base.replace("b: 1", "b: 2") + "text\n"


@pytest.mark.parametrize(
    ("base", "older", "newer", "both"),
    [
        ("", "---\na: 1\n---\n", "# T\n", "---\na: 1\n---\n# T\n"),
        ("---\na: 1\n---\n", "", "---\na: 1\n---\n# T\n", "# T\n"),
        ("---\na: 1\n---\n", "", "---\na: 2\n---\n# T\n", "---\na: 2\n---\n# T\n"),
        ("---\n---\n", "---\na: 1\n---\n", "---\n---\n# T\n", "---\na: 1\n---\n# T\n"),
    ],
)
def test_front_matter_made_or_taken_away(base: str, older: str, newer: str, both: str) -> None:
    merged = merge_files(base.encode(), older.encode(), newer.encode())
    assert (merged.content.decode(), merged.whole) == (both, False)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("{a: 1}\n", "b: 1\n"),
        ("a: 1\n", "[b]\n"),
        ("a: &x 1\n", "b: 1\n"),
        ("a: 1\n", "b: |\n  text\nb: 2\n? c\n: d\n"),
        ("x: 1\nb:\n    # further right\n  - c\n", "x: 1\nb:\n  - d\n"),
    ],
)
def test_yaml_that_is_not_written_line_by_line_comes_back_whole(older: str, newer: str) -> None:
    assert merge_files(b"x: 1\n", older.encode(), newer.encode(), "x.yml").whole


LINES = "---\nnote: |\n\n  The first thing was long.\n\n  - a pen\n  ## no comment\nmood: 3\n---\n# T\n"


def test_two_places_in_the_lines_below_a_bar_are_changed_in_one() -> None:
    older, newer = LINES.replace("first", "second"), LINES.replace("a pen", "a book").replace("comment", "remark")
    both = newer.replace("first", "second")
    for one, other in ((older, newer), (newer, older)):
        result = merge_files(LINES.encode(), one.encode(), other.encode())
        assert (result.content.decode(), result.conflicts) == (both, ())


def test_one_sentence_below_a_bar_rewritten_by_both_is_a_value_kept_beside() -> None:
    older, newer = LINES.replace("The first thing was long", "We sat"), LINES.replace("thing was long", "day came")
    result = merge_files(LINES.encode(), older.encode(), newer.encode())
    assert result.content.decode().startswith(newer.partition("mood")[0])
    assert "We sat." in result.content.decode().partition("kept_versions:")[2]
    assert not result.whole
    assert len(result.conflicts) == 1


def test_lines_below_a_bar_that_one_made_one_line_are_a_value_kept_beside() -> None:
    older, newer = LINES.replace("first", "second"), "---\nnote: nothing\nmood: 3\n---\n# T\n"
    result = merge_files(LINES.encode(), older.encode(), newer.encode())
    assert "note: nothing\n" in result.content.decode()
    assert "second thing" in result.content.decode()
    assert not result.whole


def test_more_sentences_below_a_bar_than_anybody_writes_are_a_value_kept_beside() -> None:
    base = "---\nnote: |\n" + "".join(f"  It rained {day} times.\n" for day in range(501)) + "---\n# T\n"
    older, newer = base.replace("rained 3 ", "snowed 3 "), base.replace("rained 400", "snowed 400")
    result = merge_files(base.encode(), older.encode(), newer.encode())
    live, _, kept = result.content.decode().partition("kept_versions:")
    assert "snowed 400 times" in live
    assert "snowed 3 times" in kept
    assert not result.whole


def test_only_a_list_over_lines_has_lines_to_cut() -> None:
    over_lines = cut_items("# at school\n- pens\n- {id: maps, of: us}\n# and so on\n")
    assert over_lines
    assert [(chunk.above, chunk.text) for chunk in over_lines.named.values()] == [
        ("# at school\n", "- pens\n"),
        ("", "- {id: maps, of: us}\n"),
    ]
    assert over_lines.below == "# and so on\n"
    assert cut_items("  [pens, maps]\n") is None
    assert cut_items("pens: 2\nmaps: 3\n") is None


@pytest.mark.parametrize(
    ("base", "one", "other", "both"),
    [
        (None, "minutes:", "minutes: 40", "minutes: 40"),
        ("minutes: 30", "minutes:", "minutes: 40", "minutes: 40"),
        ("minutes:", "", "minutes: 40", "minutes: 40"),
        (None, "tags: []", "tags: a", "tags: a"),
        (None, "next:", "next:\n  focus: a", "next:\n  focus: a"),
        ("next:\n  focus: a\n  date: b", "next:", "next:\n  focus: c\n  date: b", "next:\n  focus: c\n  date: b"),
        (None, "next: {focus: a, date: }", "next: {focus: , date: b}", "next: {focus: a, date: b}"),
        (None, "status: planned", "status: held", "status: held"),
        (None, "status: planned", "status: cancelled", "status: cancelled"),
        (None, "status:", "status: planned", "status: planned"),
        ("status: held", "status: planned", "status: moved", "status: moved"),
        ("status: planned", "", "status: held", "status: held"),
    ],
)
def test_an_empty_value_and_what_a_note_begins_with_give_way(base: str | None, one: str, other: str, both: str) -> None:
    def note(text: str) -> bytes:
        return f"---\ndate: 2026-11-19\n{text}\n---\n".replace("\n\n", "\n").encode()

    sides = (note(one), note(other))
    for older, newer in (sides, sides[::-1]):
        merged = merge_files(note(base) if base is not None else None, older, newer)
        assert (merged.content, merged.conflicts) == (note(both), ())


@pytest.mark.parametrize(
    ("base", "one", "other"),
    [
        ("status: active", "status: met", "status: dropped"),
        ("status: planned", "status: held", "status: moved"),
        ("mood: 1", "mood: 2", "mood: planned"),
        ("mood: 1", "", "mood: 2"),
        ("a:\n  status: x", "a:\n  status: planned", "a:\n  status: held"),
    ],
)
def test_two_values_of_their_own_are_told(base: str, one: str, other: str) -> None:
    three = [f"date: 2026-11-19\n{text}\n".encode() for text in (base, one, other)]
    assert len(merge_files(*three, "x.yml").conflicts) == 1


def test_a_value_that_only_one_side_emptied_or_planned_anew_is_no_clash() -> None:
    for base, changed in ((b"minutes: 40\n", b"minutes:\n"), (b"status: held\n", b"status: planned\n")):
        for sides in ((changed, base + b"x: 1\n"), (base + b"x: 1\n", changed)):
            merged = merge_files(base, *sides, "x.yml")
            assert (merged.content, merged.conflicts) == (changed + b"x: 1\n", ())
