"""A peer's words are on a page only where the peer agreed to be quoted."""

import pytest

PARTS = ("Strengths", "Questions", "Suggestions")


@pytest.mark.parametrize("line", ["quote_ok: false", "quote_ok:", "quote_ok: maybe", ""])
def test_words_of_a_peer_who_does_not_agree_are_a_gap_to_fill(line, run, example, sealed):
    theirs = "".join(f"## {part}\n\n- zebrafinch {part}\n- zebrafinch again\n\n" for part in PARTS)
    page = f"---\ntype: feedback\ndate: 2026-11-10\nfrom: Kim\n{line}\n---\n\n# Kim's\n\n{theirs}"
    (example / "feedback" / "kims-m4n5p.md").write_text(page + "## What we will do\n\n- We try it\n")
    assert run("report").status == 0
    text = "".join(path.read_text() for path in (sealed / "coachlog" / "own" / "reflections").iterdir())
    assert "zebrafinch" not in text
    assert "We try it" in text
    for part in PARTS:
        assert f"{part}: … (say in your own words what they said)" in text
    (example / "feedback" / "kims-m4n5p.md").write_text(page.replace(f"{line}\n---", "quote_ok: true\n---"))
    assert run("report").status == 0
    text = "".join(path.read_text() for path in (sealed / "coachlog" / "own" / "reflections").iterdir())
    assert text.count("zebrafinch") == 2 * len(PARTS)
