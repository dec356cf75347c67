"""Next steps that two people change at the same time, from week to week."""

from tests.support.two import NOTE, Two


def test_a_step_in_two_versions_is_not_carried_over_twice_but_once_it_is_settled(two: Two) -> None:
    two.robin.add(NOTE, "\n## Next steps\n\n- [ ] @mentee Plan the warm up ^a1b2c\n- [ ] @mentor Call home ^d3e4f")
    two.settle()
    two.robin.change(NOTE, "Plan the warm up", "Plan the warm up with cards")
    two.sam.change(NOTE, "Plan the warm up", "Plan the warm up for period 3")
    two.settle()
    told = two.sam("meet", "--no-edit", "--date", "2026-11-19").out
    assert "not carried over yet; to choose: coachlog settle" in told
    later = "meetings/2026-11-19.md"
    assert "warm up" not in two.sam.read(later)
    assert "Call home" in two.sam.read(later)  # what is in one version goes on
    assert two.sam("settle", "--keep", "second").status == 0
    two.sam("meet", "--no-edit", "--date", "2026-11-19")
    assert two.sam.read(later).count("warm up") == 1
    assert [step["id"] for step in two.sam("steps", "--json").data] == ["a1b2c", "d3e4f"]


def test_a_step_of_which_both_versions_stay_is_carried_over_as_two(two: Two) -> None:
    two.robin.add(NOTE, "\n## Next steps\n\n- [ ] @mentee Plan the warm up ^a1b2c")
    two.settle()
    two.robin.change(NOTE, "Plan the warm up", "Plan the warm up with cards")
    two.sam.change(NOTE, "Plan the warm up", "Plan the warm up for period 3")
    two.settle()
    two.sam("settle", "--keep", "both")
    two.sam("meet", "--no-edit", "--date", "2026-11-19")
    assert two.sam.read("meetings/2026-11-19.md").count("warm up") == 2


def test_a_box_that_follows_what_the_partner_finished_is_nobodys_deed(two: Two) -> None:
    two.robin.add(NOTE, "\n## Next steps\n\n- [ ] @mentee Plan the warm up ^a1b2c")
    two.settle()
    two.sam("meet", "--no-edit", "--date", "2026-11-19")
    two.robin("steps", "done", "a1b2c")
    two.settle()
    assert two.sam("meet", "--no-edit", "--date", "2026-11-19").status == 0
    assert "- [x] @mentee Plan the warm up" in two.sam.read("meetings/2026-11-19.md")
    assert all("finished" not in str(step["did"]) for step in two.sam("undo", "--list", "--json").data)
    by_sam = [entry for entry in two.sam("history", "--json").data if entry["who"] == "Sam"]
    assert all("finished" not in str(entry["did"]) for entry in by_sam)
    two.sam.sync()
    assert "finished" not in two.robin.sync().out
    two.sam("undo")
    assert "reopened" not in two.sam("history").out


def test_a_box_ticked_by_hand_is_told_once_and_taken_back_with_those_that_follow_it(two: Two) -> None:
    two.robin.add(NOTE, "\n## Next steps\n\n- [ ] @mentee Plan the warm up ^a1b2c")
    two.robin("meet", "--no-edit", "--date", "2026-11-19")
    two.robin.change(NOTE, "- [>] @mentee", "- [x] @mentee")
    assert two.robin("save").status == 0
    assert two.robin("undo", "--list").out.count("finished") == 1
    two.robin("undo")
    assert "[x]" not in two.robin.read(NOTE) + two.robin.read("meetings/2026-11-19.md")


def test_a_step_that_one_did_and_the_other_let_go_is_told_to_both(two: Two) -> None:
    """The note into which it was carried is new to the partner: what was done there was in no news."""
    planned = "meetings/2026-11-19.md"
    two.robin.write(
        planned, "---\ntype: meeting\nstatus: planned\n---\n\n# T\n\n## Next steps\n\n- [ ] @mentee Plan it\n"
    )
    two.robin("save")
    two.settle()
    assert two.robin("meet", "--date", "2026-11-19", "--moved", "2026-11-20").status == 0
    assert two.robin("steps", "drop", "plan").status == 0
    assert two.sam("steps", "done", "plan").status == 0
    two.robin.sync()
    assert "dropped the next step “Plan it”" in two.sam.sync().out
    assert "finished the next step “Plan it”" in two.robin.sync().out


def test_a_step_that_is_said_to_be_of_two_people_is_refused(run, example):
    told = run("steps", "add", "@mentee call Kim", "--owner", "both")
    assert told.status == 2
    assert "it is said twice whose step this is: Sam" in told.err
    assert run("steps", "add", "@mentee call Kim", "--owner", "mentee").status == 0
