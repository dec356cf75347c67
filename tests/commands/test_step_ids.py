"""The `^id` of a step, wherever people leave it: words behind it, copies of its line, links and code."""

import pytest

from tests.support.world import git

LAST, NEXT = "2026-11-19", "2026-11-26"
HEAD = "---\ntype: meeting\nstatus: held\n---\n# T\n\n## Next steps\n\n"


def steps(run) -> dict[str, tuple[str, str, int]]:
    """Text, state and number of carries of each step of the new notes, by id."""
    rows = run("steps", "--all", "--json").data
    return {row["id"]: (row["text"], row["state"], row["carried"]) for row in rows if row["path"] > "meetings/2026-12"}


@pytest.fixture
def notes(example):
    """Two notes, the later with a step that was carried over."""

    def write(first: str, second: str = "") -> None:
        (example / "meetings" / "2026-12-03.md").write_text(f"{HEAD}{first}\n")
        if second:
            (example / "meetings" / "2026-12-10.md").write_text(f"{HEAD}{second}\n")

    return write


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- [x] @mentee Ring (from 2026-12-03) ^c7a3w went well", "Ring went well"),
        ("- [x] @mentee Ring ^c7a3w went well (from 2026-12-03)", "Ring went well"),
        ("- [x] @mentee Ring them ^c7a3w, went well (from 2026-12-03)", "Ring them, went well"),
        ("- [x] @mentee Ring (from 2026-12-03) ^c7a3w\n  went well", "Ring went well"),
        ("- [x] @mentee Ring (from 2026-12-03) ^c7a3w see [[2026-11-12#^k3f9x]]", "Ring see"),
        ("- [x] @mentee `2 ^c7a3w` (from 2026-12-03) ^c7a3w fine", "`2 ^c7a3w` fine"),
        ("- [x] @mentee Ring (from 2026-12-03) ^c7a3w went ^well", "Ring went ^well"),
        ("- [x] @mentee ^c7a3w Ring (from 2026-12-03)", "Ring"),
    ],
)
def test_words_behind_a_known_id_stay_words_and_the_step_is_done(line, text, run, notes, example):
    notes("- [>] @mentee Ring ^c7a3w", line)
    assert steps(run) == {"c7a3w": (text, "done", 1)}
    assert run("steps", "--json").data == [row for row in run("steps", "--json").data if "Ring" not in row["text"]]
    assert run("save").status == 0
    assert line in (example / "meetings" / "2026-12-10.md").read_text()
    run("meet", "--no-edit", "--today", "2026-12-17")
    assert "c7a3w" not in (example / "meetings" / "2026-12-17.md").read_text()


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] @mentee Ring see ^c7a3x level (from 2026-12-03)",
        "- [ ] @mentee Ring `a ^c7a3w b` (from 2026-12-03)",
        "- [ ] @mentee Ring [[notes ^c7a3w here]] (from 2026-12-03)",
        "- [ ] @mentee Ring [a ^c7a3w b](c.md) (from 2026-12-03)",
        "- [ ] @mentee Ring a^c7a3w b (from 2026-12-03)",
    ],
)
def test_what_is_no_known_id_stays_words_and_the_step_gets_an_id(line, run, notes, example):
    notes("- [ ] @mentee Other ^c7a3w", line)
    run("save")
    (row,) = [row for row in run("steps", "--json").data if row["path"].startswith("meetings/2026-12-10")]
    words = line.removeprefix("- [ ] @mentee ").removesuffix(" (from 2026-12-03)")
    assert row["text"] == words.replace("[[", "").replace("]]", "")  # a link is shown as its words
    assert f"{line} ^{row['id']}\n" in (example / "meetings" / "2026-12-10.md").read_text()


def test_an_id_that_was_computed_from_the_words_before_it_is_known(run, notes, example):
    notes("- [ ] @mentee Ring")
    run("save")
    path = example / "meetings" / "2026-12-03.md"
    (identity,) = steps(run)
    path.write_text(path.read_text().replace(f"^{identity}", f"^{identity} and ask"))
    assert steps(run) == {identity: ("Ring and ask", "open", 0)}
    run("save")
    assert path.read_text().count("^") == 1
    run("meet", "--no-edit", "--today", "2026-12-10")
    assert f"Ring and ask (from 2026-12-03) ^{identity}\n" in (example / "meetings" / "2026-12-10.md").read_text()


@pytest.mark.parametrize("command", [("save",), ("meet", "--no-edit", "--today", "2026-12-10")])
def test_a_copied_line_with_other_words_is_a_step_of_its_own(command, run, notes, example):
    notes("- [ ] @mentee Ring ^c7a3w\n- [ ] @mentee Write to them ^c7a3w\n- [ ] @mentee Go there ^c7a3w")
    listed = run("steps")
    assert listed.status == 1
    assert "2026-12-03.md:10: this next step has the id ^c7a3w of line 9 and other words" in listed.err
    before = steps(run)
    assert sorted(row[0] for row in before.values()) == ["Go there", "Ring", "Write to them"]
    result = run(*command)
    assert result.err.count("it is a step of its own now: ^") == 2
    after = {identity: row for identity, row in steps(run).items() if identity in before}
    assert {identity: row[0] for identity, row in after.items()} == {i: row[0] for i, row in before.items()}
    assert after["c7a3w"][0] == "Ring"
    text = (example / "meetings" / "2026-12-03.md").read_text()
    assert all(text.count(f"^{identity}\n") == 1 for identity in after)
    assert run("steps").status == 0
    assert "step of its own" not in run("save").err
    assert git(example, "status", "--porcelain") == ""


def test_a_line_that_stands_twice_word_for_word_is_one_step(run, notes):
    notes("- [ ] @mentee Ring ^c7a3w\n- [x] @mentee Ring ^c7a3w")
    assert "the two count as one" in run("steps").err
    assert steps(run) == {"c7a3w": ("Ring", "done", 0)}


def test_a_copied_line_of_another_owner_is_a_step_of_its_own(run, notes, example):
    notes("- [ ] @mentor Ring ^c7a3w\n- [ ] @mentee Ring ^c7a3w")
    assert "other words or another owner" in run("steps").err
    run("meet", "--no-edit", "--today", "2026-12-10")
    carried = (example / "meetings" / "2026-12-10.md").read_text()
    assert "@mentor Ring (from" in carried
    assert "@mentee Ring (from" in carried
