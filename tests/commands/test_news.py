"""What the partner changed since I last looked, in sentences, by document."""

from pathlib import Path

import pytest

from tests.support.two import GOAL, NOTE, Someone, Two, clone
from tests.support.world import Run, git


def told(person: Someone, *args: str) -> list[str]:
    return [
        words for row in person("news", "--json", *args).data if row["who"] != "Somebody Else" for words in row["did"]
    ]


def test_news_are_what_the_partner_did_and_are_told_once(two: Two) -> None:
    two.sam("note", "Sam smiled", "--in", "successes")
    two.sam("note", "Sam laughed", "--in", "successes")
    two.sam.sync()
    ended = two.robin.sync().out
    assert ended.splitlines()[0].startswith("Sam, since Thursday 19 November:")
    assert "started the note of the meeting of 19 November" in ended
    assert "2 successes" in ended
    assert two.robin("news").out == "There is nothing new.\n"
    assert "Sam, since" not in two.robin.sync().out


def test_one_document_is_one_row_of_data_with_who_when_what_and_where(two: Two) -> None:
    two.sam.add(GOAL, "- 2026-11-10: second")
    two.sam.sync()
    (row,) = two.robin.sync("--json").data["news"]
    assert set(row) == {"who", "when", "did", "paths"}
    assert row["who"] == "Sam"
    assert row["paths"] == [GOAL]
    assert row["did"] == ["added 1 line of evidence to the goal “Ask more”: “2026-11-10: second”"]
    assert two.robin("news", "--json").data == []


def test_a_moved_meeting_is_told_with_its_new_day_in_one_line(two: Two) -> None:
    two.sam("meet", "--date", "2026-11-26", "--moved", "2026-11-27")
    two.sam("note", "Bring cards", "--in", "agenda", "--date", "2026-11-27")
    two.sam.sync()
    ended = two.robin.sync().out
    assert "moved the meeting of 26 November to Friday 27 November" in ended
    assert "1 point for the agenda" in ended
    assert "was moved" not in ended
    assert "started the note of the meeting of 27 November" not in ended


def test_only_the_partners_own_entries_are_news_after_both_wrote_in_one_document(two: Two) -> None:
    two.sam.add(GOAL, "- 2026-11-10: from sam")
    two.robin.add(GOAL, "- 2026-11-11: from robin")
    two.robin.change(NOTE, "- one", "- one\n- robin's")
    two.sam.sync()
    (row,) = two.robin.sync("--json").data["news"]
    assert (row["who"], row["paths"]) == ("Sam", [GOAL])
    assert row["did"] == ["added 1 line of evidence to the goal “Ask more”: “2026-11-10: from sam”"]
    rows = two.sam.sync("--json").data["news"]
    assert [(row["who"], row["paths"]) for row in rows] == [("Robin", [GOAL]), ("Robin", [NOTE])] or (
        [(row["who"], row["paths"]) for row in rows] == [("Robin", [NOTE]), ("Robin", [GOAL])]
    )


def test_another_file_name_and_a_section_of_ones_own_are_told(two: Two) -> None:
    moved = GOAL.replace("ask-more", "ask")
    two.sam.write(moved, two.sam.read(GOAL))
    (two.sam.root / GOAL).unlink()
    two.sam.add(NOTE, "\n## Sams heading\n\n| a |\n|---|\n| 1 |")
    two.sam.sync()
    rows = two.robin.sync("--json").data["news"]
    assert {(*row["did"], *row["paths"]) for row in rows} == {
        ("renamed the file of the goal “Ask more”", GOAL, moved),
        ("added the section “Sams heading” to the meeting of 12 November", NOTE),
    }


def test_what_came_by_plain_git_is_news_too(two: Two) -> None:
    two.sam("note", "Sam smiled", "--in", "successes")
    two.sam.sync()
    two.robin.git("pull", "-q", str(two.place), "main")
    assert any("1 success" in words for words in told(two.robin))
    assert told(two.robin) == []


def test_all_and_since_look_further_back(two: Two) -> None:
    two.sam("note", "early", "--in", "successes", "--today", "2026-11-12")
    two.sam("note", "late", "--in", "notes")
    two.sam.sync()
    two.robin.sync()
    assert told(two.robin) == []
    assert {"added 1 success to the meeting of 12 November: “Sam: early”"} <= set(told(two.robin, "--all"))
    late = told(two.robin, "--since", "2026-11-18")
    assert not any("12 November" in words for words in late)
    assert any("19 November" in words for words in late)
    assert two.robin("news", "--since", "2099-11-29").out == "There is nothing new since Sunday 29 November 2099.\n"
    assert "Sam, since Thursday 12 November:" in two.robin("news", "--since", "2025-11-20").out
    assert two.robin("news", "--since", "soon").status == 2


def test_a_partner_who_wrote_nothing_is_said_to_have_written_nothing(example: Path, run: Run) -> None:
    (example / ".git" / "coachlog" / "looked").write_text("nonsense\n")
    assert run("news", "--since", "2026-11-20").status == 0
    assert run("news").out.startswith("Sam Sample, since")
    assert run("news").out == "There is nothing new.\n"


def test_a_look_that_the_history_no_longer_knows_is_no_look(example: Path, run: Run) -> None:
    for forgotten in ("0" * 39 + "1", "not an entry", ""):
        (example / ".git" / "coachlog" / "looked").write_text(forgotten)
        assert run("news").out.startswith("Sam Sample, since"), forgotten


def test_without_knowing_who_i_am_everybodys_changes_are_news(example: Path, run: Run) -> None:
    run("note", "mine", "--in", "notes")
    (example / ".git" / "coachlog" / "me").unlink()
    assert "Robin Example, since" in run("news").out


def test_a_log_that_can_only_be_read_tells_its_news(example: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from coachlog.errors import SurroundingsError

    def refuse(*_: object) -> None:
        raise SurroundingsError("the disk is full")

    monkeypatch.setattr("coachlog.actions.exchange.news.replace", refuse)
    assert run("news").status == 0


def test_what_was_joined_or_begun_is_looked_at(two: Two, tmp_path: Path, run: Run) -> None:
    two.robin("note", "before", "--in", "notes")
    two.robin.sync()
    kim = clone(two.place, tmp_path / "kim", run)
    assert told(kim) == []
    assert run("init", tmp_path / "new", "--mentor", "Robin", "--mentee", "Sam", "--me", "mentor").status == 0
    assert run("news", "--log", tmp_path / "new").out == "There is nothing new.\n"


def test_many_files_at_once_are_told_in_counts_and_tidying_only_where_nothing_else_was_done(two: Two) -> None:
    for number in range(13):
        two.sam.write(f"assets/{number}.txt", "x")
    two.sam.sync()
    assert "added 13 other files" in two.robin.sync().out
    two.sam.change(NOTE, "- one\n", "- one\n\n")
    two.sam.sync()
    assert "tidied the meeting of 12 November" in two.robin.sync().out
    two.sam.change(NOTE, "- one\n\n", "- one\n")
    two.sam.add(GOAL, "- 2026-11-11: more")
    two.sam.sync()
    assert "tidied" not in two.robin.sync().out


def test_what_was_written_and_taken_back_since_is_no_news(two: Two) -> None:
    two.sam.add(GOAL, "- 2026-11-11: too much")
    two.sam.sync()
    assert two.sam("undo").status == 0
    two.sam.sync()
    assert two.robin.sync("--json").data["news"] == []


def test_the_check_in_is_never_told(two: Two) -> None:
    two.sam("note", "SECRET", "--in", "check-in")
    two.sam.sync()
    assert "SECRET" not in two.robin.sync("--json").out + two.robin("news", "--all", "--json").out


def test_news_of_another_program_stand_under_its_own_name(two: Two) -> None:
    two.sam.add(GOAL, "- 2026-11-11: more")
    git(two.sam.root, "commit", "-qam", "by hand")
    two.sam.sync()
    assert two.robin.sync("--json").data["news"][0]["who"] == "Somebody Else"


def test_somebody_without_an_e_mail_is_not_taken_for_a_person_who_has_none_either(two: Two) -> None:
    two.sam.change(GOAL, "first", "seen by Kim")
    two.sam.git("-c", "user.name=Kim", "-c", "user.email=", "commit", "-qam", "by hand")
    assert two.sam("history", "--json").data[0]["who"] == "Kim"


def test_the_day_of_another_year_is_told_with_its_year(two: Two) -> None:
    two.sam("note", "late", "--date", "2027-11-05")
    assert "meeting of 5 November 2027" in two.sam("undo", "--list").out
    two.sam("meet", "--cancelled", "--date", "2027-11-05")
    two.sam.sync()
    ended = two.robin.sync().out
    assert "cancelled the meeting of 5 November 2027" in ended
    assert "5 November 2027" in two.robin("history").out


def test_a_choice_that_changed_no_file_is_news_beside_a_plan(two: Two) -> None:
    two.robin("plan")
    two.robin.change(NOTE, "- one\n", "- one by Robin, who saw it\n")
    two.sam.change(NOTE, "- one\n", "- one as Sam had it\n")
    two.settle()
    assert two.sam("settle", "--keep", "both").status == 0
    two.sam.sync()
    assert "kept both versions" in two.robin.sync().out


def test_a_plan_that_waits_for_my_agreement_is_told_until_i_agree(two):
    two.robin("plan")
    two.robin("plan", "agree")
    two.robin("sync")
    asked = "asks whether you agree to it: coachlog plan, then coachlog plan agree"
    assert asked in two.sam("sync").out
    two.sam("plan", "agree")
    two.sam("sync")
    told = two.robin("sync").out
    assert "agreed to" in told
    assert "asks whether" not in told
    two.robin("plan", "add", "norms", "Ask first")
    two.robin("sync")
    assert asked in two.sam("sync").out  # what it says now is something else


def test_who_agrees_again_on_the_same_day_is_told_to_have_agreed_again(two):
    two.robin("plan")
    two.robin("plan", "agree")
    two.robin("sync")
    two.sam("sync")
    two.sam("plan", "add", "norms", "Ask first")
    two.sam("sync")
    two.robin("sync")
    two.robin("plan", "agree")
    assert "noted that Robin agreed to the plan of 2026-q4 again" in two.robin("history").out
    two.robin("sync")
    told = two.sam("sync").out
    assert "noted that Robin agreed to the plan of 2026-q4 again" in told
    assert "tidied" not in told
    assert "Undone: noted that Robin agreed" in two.robin("undo").out
    assert "took back: noted that Robin agreed to the plan of 2026-q4 again" in two.robin("history").out
    assert "Ask first" in two.robin("plan").out


def test_what_a_day_in_numbers_means_from_now_on_is_told(two):
    two.robin("people", "set", "--dates", "day-first")
    two.robin("sync")
    assert "chose that 11/5 is 11 May in this log" in two.sam("sync").out
    two.robin("people", "set", "--dates", "month-first")
    two.robin("sync")
    assert "chose that 11/5 is 5 November in this log, no longer 11 May" in two.sam("sync").out


def test_only_what_changes_a_plan_asks_for_agreement_again(two):
    plan = "plans/2026-q4.md"
    two.robin("plan")
    two.robin("plan", "add", "norms", "We listen befor we answer, on Tuesdays at 3:30")
    two.robin("plan", "add", "references", "Foltos")
    for one, other in ((two.robin, two.sam), (two.sam, two.robin)):
        one.sync()
        one("plan", "agree")
        one.sync()
        other.sync()
    for old, new in (
        ("befor ", "before "),
        ("- We", "* We"),
        ("*", "1."),
        (" answer,", " *answer*,"),
        ("# Coaching plan", "# Our coaching plan"),
        ("- Foltos", "- Foltos, 2013"),
        ("lessons: []", "lessons: [x]"),
    ):
        two.robin.change(plan, old, new)
        two.robin.sync()
        assert "asks whether" not in two.sam.sync().out, new
        assert two.robin("plan", "--json").data["lapsed"] == [], new
    for old, new in (("Tuesdays", "Thursdays"), ("3:30", "4:30"), ("We listen", "We never listen")):
        two.robin.change(plan, old, new)
        two.robin.sync()
        assert "asks whether you agree" in two.sam.sync().out, new
        two.sam("plan", "agree")
        two.sam.sync()
        two.robin.sync()


def test_a_mended_slip_in_a_plan_is_one_deed_and_one_undo(two):
    plan = "plans/2026-q4.md"
    two.robin("plan")
    two.robin("plan", "add", "norms", "We listen befor we answer")
    two.robin("plan", "agree")
    before = two.robin.read(plan)
    two.robin.change(plan, "befor ", "before ")
    two.robin("save")
    assert two.robin("plan", "--json").data["lapsed"] == []
    two.robin("undo")
    assert two.robin.read(plan) == before


def test_what_a_formatter_did_is_one_piece_of_news(two):
    for day in ("05", "12"):
        two.robin.write(f"meetings/2026-11-{day}.md", "---\ntype: meeting\n---\n\n## Notes\n\n- *one*\n- two\n")
    two.robin.sync()
    two.sam.sync()
    for day in ("05", "12"):
        two.robin.change(f"meetings/2026-11-{day}.md", "- *one*\n- two\n", "* _one_\n* two\n")
        two.robin("save")
    two.robin.sync()
    told = two.sam.sync().out
    assert "formatted 2 meetings anew, and changed no word" in told
    assert "reworded" not in told


def test_what_every_log_begins_with_is_no_news(run: Run, tmp_path: Path) -> None:
    assert run("init", "log", "--mentor", "Robin", "--mentee", "Sam", "--me", "mentor").status == 0
    told = run("news", "--all", "--me", "mentee", "--log", "log").out
    assert "began the log" in told
    for name in (".gitattributes", ".gitignore", "README.md"):
        assert name not in told


def test_steps_below_a_heading_that_nobody_knows_are_told_with_what_to_look_at(two: Two) -> None:
    two.sam.add(NOTE, "\n## Next steps\n\n- [ ] @mentee Try it\n- [ ] @mentor Ask")
    two.settle()
    two.sam.change(NOTE, "## Next steps", "## Kitchen")
    two.sam.sync()
    told = "moved 2 lines out of the next steps of the meeting of 12 November, which has none now: look at its headings"
    assert told in " ".join(two.robin.sync().out.split())


def test_who_agreed_again_is_told(two: Two) -> None:
    two.robin("plan")
    two.robin("plan", "agree")
    two.settle()
    two.robin("plan", "add", "norms", "We listen")
    two.robin("plan", "agree", "--today", "2026-11-21")
    two.robin.sync()
    assert "noted that Robin agreed to the plan of 2026-q4 again" in " ".join(two.sam.sync().out.split())
