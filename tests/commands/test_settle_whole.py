"""`coachlog settle`: two versions of a document that were kept whole."""

import json

import pytest

from tests.support.two import Two

GOAL = "goals/ask-more-k3f9x.md"


@pytest.mark.parametrize("keep", ["first", "both", "second"])
def test_of_a_document_in_two_whole_versions_one_counts_until_somebody_chooses(
    two: Two, keep: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.merge.body.MAX_PIECES", 100)
    path = "meetings/2026-11-05.md"
    note = "---\ntype: meeting\nstatus: held\nminutes: 40\n---\n\n# A\n\n## Successes\n\n- one\n"
    two.robin.write(path, note)
    two.robin.write(GOAL.replace("ask", "tell"), two.robin.read(GOAL))
    two.settle()
    for person, words in ((two.robin, "robin"), (two.sam, "sam")):
        person.write(path, note + f"- {words}\n" + "- line\n" * 200)  # more than a merge takes apart
        person.write(GOAL.replace("ask", "tell"), person.read(GOAL) + f"- {words}\n" + "- line\n" * 200)
    two.settle()
    assert json.loads(two.robin("hours", "--json").out)["data"]["minutes"] == 40
    listed = two.robin("goals")
    assert listed.status == 1
    assert "another version of tell-more-k3f9x.md, kept whole; it does not count. To choose: coachlog" in listed.err
    assert len(two.robin("settle", "--json").data) == 2
    told = [two.robin("settle", "--keep", keep, "--at", "1").out for _ in range(2)]
    assert any("is a second goal now, and counts" in said for said in told) is (keep == "both")
    assert any("to put where they belong, under Unsorted" in said for said in told) is (keep == "both")
    two.settle()
    assert two.sam("settle", "--json").data == []
    assert json.loads(two.sam("hours", "--json").out)["data"]["minutes"] == 40
    assert len(two.sam("goals", "--json").data) == (3 if keep == "both" else 2)
    assert two.sam("goals").status == 0
    assert [file for file in two.sam.files if file.startswith("meetings/2026-11-05")] == [path]
    if keep == "both":
        assert {"- robin", "- sam"} <= set(two.sam.read(path).splitlines())


def test_two_versions_of_a_whole_note_that_both_stay_are_one_meeting(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachlog.merge.files._moves_sections", lambda texts, *_: bool(texts.base))  # a loss was found
    note = "---\ntype: meeting\nstatus: held\nminutes: 40\n---\n\n# A\n\nCheckin\nslept badly\nWhat went well\n"
    note += "- waited\n- fishbowl\n**Grows:**\n- pacing\n"
    path = "meetings/2026-11-05.md"
    two.robin.write(path, note)
    two.settle()
    two.robin.write(path, note.replace("fishbowl", "fishbowl, R").replace("pacing", "pacing, R"))
    theirs = note.replace("waited", "waited, S").replace("pacing", "pacing, S")
    two.sam.write(path, theirs.replace("What went well", "## What went wel"))
    two.settle()
    (place,) = two.robin("settle", "--json").data
    assert place["kind"] == "file"
    assert "the words of both come into one note" in two.robin("settle").out
    assert two.robin("settle", "--keep", "both").status == 0
    two.settle()
    assert json.loads(two.sam("hours", "--json").out)["data"]["minutes"] == 40
    text = two.sam.read(path)
    for words in ("fishbowl, R", "pacing, R", "waited, S", "pacing, S", "## What went wel"):
        assert words in text
