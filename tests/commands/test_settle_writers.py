"""`coachlog settle` says who wrote each version, whatever was merged before."""

from tests.support.two import NOTE, Two


def test_who_wrote_a_version_is_a_person_after_a_second_conflict_too(two: Two) -> None:
    two.robin.change(NOTE, "type: meeting\n", "type: meeting\nfocus: pacing\n")
    two.sam.change(NOTE, "type: meeting\n", "type: meeting\nfocus: waiting\n")
    two.sam.sync()
    two.robin.sync()
    two.sam.change(NOTE, "focus: waiting\n", "focus: listening\n")
    two.sam.sync()
    told = two.sam("settle").out
    assert "listening" in told
    assert "(coachlog" not in told
    assert "(Robin, " in told
