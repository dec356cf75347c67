"""The material beside a reflection: new lines are told, sentences have sources, and choices outlive the file."""

import pytest


@pytest.mark.one_in(2)
@pytest.mark.parametrize("section", ["successes", "areas of growth", "notes"])
@pytest.mark.parametrize("picked", [False, True])
def test_a_new_line_is_new_whatever_was_picked(section, picked, run, example, reflections):
    run("report")
    material = reflections / "robin-and-sam-2026-fall.material.md"
    if picked:
        material.write_text(material.read_text().replace("- [ ]", "- [x]", 30))
        run("report")
    run("note", "The students like jobs.", "--in", section, "--speaker", "nobody", "--date", "11/19")
    result = run("report", "--new", "--json")
    assert result.data["new_lines"] == ["The students like jobs. (19 November, meetings/2026-11-19.md)"]
    told = run("report", "--new").out
    assert "The students like jobs. (19 November, meetings/2026-11-19.md)" in told
    assert "Nothing has come since." not in told
    assert "New in the material since the last draft:\n- The students like jobs." in run("report").out
    assert "Nothing has come since." in run("report", "--new").out


def test_a_material_that_was_deleted_comes_back_with_what_was_chosen(run, example, reflections):
    run("report")
    page, material = reflections / "robin-and-sam-2026-fall.md", reflections / "robin-and-sam-2026-fall.material.md"
    row = next(line for line in material.read_text().splitlines() if "spoke for less than half" in line)
    material.write_text(material.read_text().replace(row, row.replace("[ ]", "[x]")).replace("- [ ] 9.", "- [-] 9."))
    run("report")
    before, ticked = page.read_text(), material.read_text()
    for remove in (material.unlink, lambda: material.rename(reflections / "elsewhere.txt")):
        remove()
        told = run("report").out
        assert "That file was gone: it is back, with the lines that you had chosen." in told
        assert page.read_text() == before
        assert material.read_text() == ticked
    assert "was gone" not in run("report").out
    page.unlink()
    material.unlink()
    assert "was gone" not in run("report").out  # who removes both begins anew
    assert "- [x]" not in material.read_text()


def test_what_is_new_is_shown_without_a_change(run, example, reflections):
    assert "there is no reflection of 2026-fall yet" in run("report", "--new").err
    run("report")
    page = reflections / "robin-and-sam-2026-fall.md"
    before = page.read_text()
    assert "Nothing has come since." in run("report", "--new").out
    run("goals", "update", "listen-before", "I waited a whole minute", "--today", "2026-12-01")
    result = run("report", "--new", "--today", "2026-12-01")
    assert "On 1 December I waited a whole minute." in result.out
    assert page.read_text() == before


def test_each_drafted_sentence_has_its_sources(run, example):
    result = run("report", "--sources")
    assert "goals/listen-before-suggesting-h9c5d.md:40" in result.out
    for row in run("report", "--sources", "--json").data["sources"]:
        for source in row["from"]:
            path, _, line = source.rpartition(":")
            assert (example / path).is_file()
            assert int(line) >= 1


NOTE = """---
type: meeting
date: 2026-11-19
status: held
---

# Thursday

@0 right below the title

## What I saw:

- @1 an item
  - @2 within it

@3 a paragraph

> @4 a quote

## What Sam said

- @5 is Sam's

## Agenda

- [ ] @6 to talk about

## Successes

- @7 went well

## Next steps

@8 we talked on

- [ ] Robin: @9 is open
- [-] Robin: @10 was dropped
- [x] Robin: @11 is done

## Next meeting

- @12 below the end

### Later

@13 below a small heading

<!-- @14 a thought -->

## Unsorted

@unsorted

## Check-in

- @secret
"""


def test_every_line_of_a_note_is_in_the_material_wherever_it_stands(run, example, reflections):
    (example / "meetings" / "2026-11-19.md").write_text(NOTE.replace("@", "Line-"))
    told = run("report")
    material = (reflections / "robin-and-sam-2026-fall.material.md").read_text()
    assert [number for number in range(15) if f"Line-{number} " not in material] == []
    for line in ("What I saw: Line-3 a paragraph", "Agenda: Line-6 to talk", "Line-12 below the end"):
        assert line in material
    assert "Next meeting: Line" not in material
    assert "Line-secret" not in material
    assert "Line-unsorted" not in material
    assert "under Unsorted; until then no page has them: coachlog edit meetings/2026-11-19.md" in told.out


def test_a_line_below_the_notes_end_is_chosen_and_starred_as_one_of_notes(run, example, reflections):
    text = NOTE.replace("@", "Line-").replace("- Line-12 below the end", "- Robin: I waited for twelve")
    (example / "meetings" / "2026-11-19.md").write_text(text)
    run("report")
    material = reflections / "robin-and-sam-2026-fall.material.md"
    rows = [row for row in material.read_text().splitlines() if "for twelve" in row or "Line-5 " in row]
    for row in rows:
        material.write_text(material.read_text().replace(row, row.replace("[ ]", "[x]")))
    run("report")
    page = (reflections / "robin-and-sam-2026-fall.md").read_text()
    assert "In November I waited for twelve." in page
    assert "Line-5" not in page, "it is Sam's, who did not agree"
    listed = next(row for row in run("star", "--json").data if "for twelve" in row["text"])
    assert run("star", str(listed["number"])).status == 0


OWN_HEADINGS = {
    "goals/listen-before-suggesting-h9c5d.md": "I like solving things. I am often two sentences ahead",
    "visits/2026-10-09-visit.md": "",
    "lessons/ratios-in-the-real-world-x2p7d.md": "",
    "plans/2026-fall.md": "",
}


@pytest.mark.parametrize("path", OWN_HEADINGS)
def test_a_line_below_a_heading_of_ones_own_is_in_the_material_whatever_document_it_stands_in(
    path, run, example, reflections
):
    document = example / path
    title = next(line for line in document.read_text().splitlines() if line.startswith("# "))
    text = document.read_text().replace(title, f"{title}\n\nRight below the title.", 1)
    document.write_text(f"{text}\n## What I wonder\n\n- Who talks first?\n\n## Check-in\n\n- Tired.\n")
    run("report")
    material = (reflections / "robin-and-sam-2026-fall.material.md").read_text()
    rows = [row for row in material.splitlines() if path in row]
    for words in ("What I wonder: Who talks first?", "Right below the title.", OWN_HEADINGS[path]):
        assert sum(words in row for row in rows) >= 1, words
    assert "Tired" not in material
    assert "For growth, not for evaluation" not in material
