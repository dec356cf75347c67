"""What two people wrote at the same time is found again, and settled one by one."""

import json
from pathlib import Path

import pytest

from coachlog.context import Context
from tests.support.conflicts import listed, rewrite
from tests.support.two import GOAL, NOTE, Two
from tests.support.world import git


def test_both_versions_are_shown_with_their_writers_and_days(two: Two) -> None:
    rewrite(two)
    rows = listed(two.sam)
    assert rows == listed(two.robin)
    assert {row["where"] for row in rows} == {"Successes", "Notes"}
    row = next(row for row in rows if row["where"] == "Notes")
    assert {(row[side]["text"], row[side]["who"], row[side]["date"]) for side in ("first", "second")} == {
        ("Robin's own words.", "Robin", "2026-11-19"),
        ("Sam's own words.", "Sam", "2026-11-19"),
    }
    assert two.sam.read(NOTE).splitlines()[row["line"] - 1].count("own words.") >= 1
    told = two.sam("settle").out
    assert f"{NOTE} › Notes" in told
    assert (
        "Robin's own words.  Robin, 19 November" in " ".join(told.split(" ")).replace("   ", "  ")
        or "Robin, 19" in told
    )
    assert "coachlog settle --keep first|second|both --at N" in told


def test_a_headings_own_colon_is_not_said(two: Two) -> None:
    two.robin.change(NOTE, "## Notes", "## Notes on class:")
    two.settle()
    rewrite(two)
    assert f"{NOTE} › Notes on class\n" in two.sam("settle").out
    settled = two.sam("settle", "--keep", "first", "--at", "2").out
    assert ": the first stays" in settled
    assert "::" not in settled


@pytest.mark.parametrize(("keep", "typed"), [("first", "first"), ("second", "2")])
def test_one_is_kept_and_the_other_goes_for_both_people(two: Two, keep: str, typed: str) -> None:
    rewrite(two)
    row = listed(two.sam)[1]
    done = two.sam("settle", "--keep", typed, "--at", "2", "--json")
    assert done.data["settled"] == [{"path": NOTE, "where": row["where"], "kept": keep}]
    assert done.data["left"] == 1
    two.settle()
    gone = "second" if keep == "first" else "first"
    assert row[keep]["text"] in two.robin.read(NOTE)
    assert row[gone]["text"] not in two.robin.read(NOTE)
    assert len(listed(two.robin)) == 1
    assert two.robin.read(NOTE).count("More words.") == 1


def test_a_place_that_there_is_not_is_named_with_how_many_there_are(two: Two) -> None:
    rewrite(two)
    assert "there is no place 9: there are 2" in two.sam("settle", "--keep", "first", "--at", "9").err


def test_both_stay_for_good_and_nobody_is_asked_again(two: Two) -> None:
    rewrite(two)
    before = two.sam.read(NOTE)
    assert two.sam("settle", "--keep", "both", "--at", "1").status == 0
    two.settle()
    assert two.robin.read(NOTE) == before
    assert len(listed(two.robin)) == len(listed(two.sam)) == 1
    assert two.robin("history", "--json", "--limit", "1").data[0]["did"] == [f"kept both versions in {NOTE}"]
    assert f"Undone: kept both versions in {NOTE}" in two.sam("undo").out
    assert len(listed(two.sam)) == 2


def test_settling_is_taken_back_by_undo(two: Two) -> None:
    rewrite(two)
    before = two.sam.read(NOTE)
    two.sam("settle", "--keep", "first", "--at", "1")
    assert two.sam("undo").status == 0
    assert two.sam.read(NOTE) == before
    assert len(listed(two.sam)) == 2


def test_a_text_that_was_put_right_by_hand_is_settled(two: Two) -> None:
    rewrite(two)
    two.sam.change(NOTE, "Sam's own words.", "")
    assert [row["where"] for row in listed(two.sam)] == ["Successes"]


def test_the_glance_the_status_and_the_check_tell_of_it(two: Two) -> None:
    rewrite(two)
    assert "2 places in two versions: coachlog settle" in two.robin().out
    assert two.robin("--json").data["kept_twice"] == 2
    assert two.robin("status", "--json").data["kept_twice"] == 2
    assert "2 places in two versions: coachlog settle" in two.robin("status").out
    checked = two.robin("check", "--json")
    assert checked.status == 1
    assert {row["code"] for row in checked.data if row["path"] == NOTE} >= {"kept-twice"}
    assert f"{NOTE}:" in two.robin("check").out
    two.robin("settle", "--keep", "first", "--at", "1")
    two.robin("settle", "--keep", "first")
    assert "two versions" not in two.robin().out
    assert "kept-twice" not in two.robin("check").out


def test_a_value_that_both_changed(two: Two) -> None:
    two.robin.change(GOAL, "status: active", "status: met")
    two.sam.change(GOAL, "status: active", "status: dropped")
    two.settle()
    (row,) = listed(two.sam)
    assert (row["where"], row["kind"]) == ("status", "value")
    assert {row["first"]["who"], row["second"]["who"]} == {"Robin", "Sam"}
    live, kept = row["second"]["text"], row["first"]["text"]
    assert f"status: {live}" in two.sam.read(GOAL)
    assert two.sam("settle", GOAL, "--keep", "first").status == 0
    assert f"status: {kept}" in two.sam.read(GOAL)
    assert "kept_versions" not in two.sam.read(GOAL)
    assert listed(two.sam) == []
    assert two.sam("settle").out == "Nothing is kept in two versions.\n"


def test_the_same_clash_in_two_documents_is_settled_in_each(two: Two) -> None:
    other = "goals/wait-more-a2b3c.md"
    two.robin.write(other, two.robin.read(GOAL).replace("Ask more", "Wait more"))
    two.settle()
    for path in (GOAL, other):
        two.robin.change(path, "status: active", "status: met")
        two.sam.change(path, "status: active", "status: dropped")
    two.settle()
    refused = two.sam("settle", GOAL, "--keep", "both")
    assert (refused.status, "only one of two values can stay" in refused.err) == (2, True)
    assert "1 place left to settle" in two.sam("settle", GOAL, "--keep", "second").out
    two.settle()
    for person in (two.robin, two.sam):
        assert [row["path"] for row in listed(person)] == [other]
    assert two.robin("settle", "--keep", "first").status == 0
    two.settle()
    assert listed(two.robin) == listed(two.sam) == []
    assert "kept_versions" not in two.sam.read(GOAL) + two.sam.read(other)


def test_of_a_value_both_is_no_answer(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.robin.change(GOAL, "status: active", "status: met")
    two.sam.change(GOAL, "status: active", "status: dropped")
    two.settle()
    answers, asked = iter(["b", "2"]), list[str]()
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "ask", lambda _, question, *__, **___: (asked.append(question), next(answers))[1])
    done = two.sam("settle")
    assert asked == ["Keep the first (1), the second (2), or later (l)?"] * 2
    assert "only one of two values can stay" in done.err
    assert "the second stays" in done.out


def test_a_note_begun_in_two_ways_on_one_day_has_nothing_to_settle(two: Two) -> None:
    two.robin("meet", "--minutes", "40")
    two.sam("note", "Sam's words", "--in", "notes")
    two.settle()
    note = two.sam.read("meetings/2026-11-19.md")
    assert all(words in note for words in ("status: held\n", "minutes: 40\n", "Sam's words"))
    assert "kept_versions" not in note
    assert listed(two.robin) == listed(two.sam) == []


def test_the_live_value_stays(two: Two) -> None:
    two.robin.change("coachlog.yml", "title: Robin and Sam", "title: R and S")
    two.sam.change("coachlog.yml", "title: Robin and Sam", "title: S and R")
    two.settle()
    live = two.sam.read("coachlog.yml").partition("title: ")[2].partition("\n")[0]
    assert two.sam("settle", "--keep", "second").status == 0
    assert f"title: {live}\n" in two.sam.read("coachlog.yml")
    assert "kept_versions" not in two.sam.read("coachlog.yml")


@pytest.mark.parametrize(("keep", "left"), [("first", b"first"), ("second", b"second"), ("both", b"")])
def test_a_file_of_which_there_are_two(two: Two, keep: str, left: bytes) -> None:
    two.robin.write("assets/board.png", b"\x89PNG\0one")
    two.settle()
    two.robin.write("assets/board.png", b"\x89PNG\0robin")
    two.sam.write("assets/board.png", b"\x89PNG\0sam")
    two.settle()
    (row,) = listed(two.sam)
    assert (row["path"], row["kind"]) == ("assets/board.png", "file")
    contents = {"first": two.sam.files[row["where"]], "second": two.sam.files["assets/board.png"]}
    assert {row["first"]["who"], row["second"]["who"]} == {"Robin", "Sam"}
    assert two.sam("settle", "--keep", keep).status == 0
    two.settle()
    assert listed(two.robin) == []
    if left:
        assert two.robin.files["assets/board.png"] == contents[keep]
        assert row["where"] not in two.robin.files
    else:
        assert {two.robin.files["assets/board.png"], two.robin.files[row["where"]]} == set(contents.values())


def test_both_of_two_files_stay_for_good_though_one_is_changed_later(two: Two) -> None:
    two.robin.write("assets/plan.txt", "one\n")
    two.settle()
    two.robin.write("assets/plan.txt", "one\nrobin\n")
    two.sam.write("assets/plan.txt", "one\nsam\n")
    two.settle()
    (row,) = listed(two.sam)
    assert two.sam("settle", "--keep", "both").status == 0
    two.settle()
    for path in ("assets/plan.txt", row["where"]):
        two.robin.add(path, "more")
        two.settle()
        assert listed(two.robin) == listed(two.sam) == []
        assert two.sam("--json").data["kept_twice"] == 0


def test_of_two_files_only_the_lines_that_differ_are_shown(two: Two) -> None:
    same = "".join(f"line {number}\n" for number in range(40))
    two.robin.write("assets/plan.txt", same)
    two.settle()
    two.robin.write("assets/plan.txt", same + "".join(f"robin {number}\n" for number in range(9)))
    two.sam.write("assets/plan.txt", same.replace("line 7\n", ""))
    two.settle()
    shown = [line.split("  ")[0] for line in map(str.strip, two.sam("settle").out.splitlines())]
    assert not any(line.startswith("line ") and line != "line 7" for line in shown)
    assert {f"robin {number}" for number in range(4)} | {"line 7"} <= set(shown)
    more = next(line for line in shown if line.startswith("… and 5 lines more; to see all: coachlog settle"))
    assert "robin 8" in two.sam(*more.partition("coachlog ")[2].split()).out
    assert "no line that the other does not have" in shown


def test_what_plain_git_brought_together_is_found_too(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.robin.change(NOTE, "First words.", "Robin's own words.")
    two.sam.change(NOTE, "First words.", "Sam's own words.")
    for person in (two.robin, two.sam):
        person.git("commit", "-qam", "by hand")
    two.robin.git("push", "-q", str(two.place), "main")
    two.sam.git("fetch", "-q", str(two.place), "main")
    two.sam.git("merge", "-q", "-s", "ours", "--no-edit", "FETCH_HEAD")
    two.sam.change(NOTE, "Sam's own words.", "Robin's own words. Sam's own words.")
    assert [row["where"] for row in listed(two.sam)] == ["Notes"]


def test_a_document_or_a_number_says_which(two: Two) -> None:
    rewrite(two)
    assert len(listed(two.sam, NOTE)) == 2
    assert listed(two.sam, GOAL) == []
    for at in ([], ["--at", "9"], ["--at", "-1"]):
        assert two.sam("settle", "--keep", "first", *at).status == 2
    refused = two.sam("settle", GOAL, "--keep", "first")
    assert refused.status == 1
    assert "nothing is kept in two versions" in refused.err
    assert two.sam("settle", "--keep", "all").status == 2


def test_on_a_terminal_it_asks_one_by_one_and_can_be_stopped(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(two)
    answers = iter(["l", "2"])
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "ask", lambda *_, **__: next(answers))
    row = listed_second = None
    done = two.sam("settle")
    assert done.status == 0
    assert "1. " in done.err
    assert "the second stays" in done.out
    assert "1 place left to settle" in done.out
    assert row is listed_second is None
    answers = iter(["b"])
    done = two.sam("settle")
    assert "both stay" in done.out
    assert "Nothing is kept in two versions any more." in done.out


def test_an_unknown_answer_is_asked_again_and_ctrl_c_says_what_is_left(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(two)
    answers = iter(["x", "12", "First"])

    def answer(*_: object, **__: object) -> str:
        said = next(answers, None)
        if said is None:
            raise KeyboardInterrupt
        return said

    with monkeypatch.context() as patch:
        patch.setattr(Context, "interactive", property(lambda _: True))
        patch.setattr(Context, "ask", answer)
        done = two.sam("settle")
    assert done.status == 130
    assert done.err.count("type 1, 2, b or l") == 2
    assert "1 settled, 1 left." in done.err
    assert len(listed(two.sam)) == 1


def test_what_the_person_puts_right_while_they_are_asked_is_not_asked_for_nor_left(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(two)
    assert [row["where"] for row in listed(two.sam)] == ["Successes", "Notes"]

    def answer(*_: object, **__: object) -> str:
        two.sam.change(NOTE, "Sam's own words.", "")
        return "1"

    with monkeypatch.context() as patch:
        patch.setattr(Context, "interactive", property(lambda _: True))
        patch.setattr(Context, "ask", answer)
        done = two.sam("settle")
    assert "› Notes" not in done.err
    assert done.out == f"{NOTE} › Successes: the first stays.\nNothing is kept in two versions any more.\n"


def test_who_puts_all_of_it_off_is_told_how_much_is_left(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(two)
    with monkeypatch.context() as patch:
        patch.setattr(Context, "interactive", property(lambda _: True))
        patch.setattr(Context, "ask", lambda *_, **__: "l")
        assert two.sam("settle").out == "2 places left to settle: coachlog settle\n"
    assert len(listed(two.sam)) == 2


def test_a_value_that_somebody_kept_beside_by_hand_has_no_writer(two: Two) -> None:
    two.sam.change(GOAL, "status: active\n", "status: active\nkept_versions: [{status: met}]\n")
    (row,) = listed(two.sam)
    assert (row["first"], row["second"]) == (
        {"text": "met", "who": None, "date": None},
        {"text": "active", "who": None, "date": None},
    )
    assert two.sam("settle").out.splitlines()[1:3] == ["  - first: met", "  - second: active"]
    assert two.sam("settle", "--keep", "first").status == 0
    assert "status: met\n" in two.sam.read(GOAL)


def test_a_lost_memory_of_the_history_is_found_again(two: Two) -> None:
    rewrite(two)
    rows = listed(two.sam)
    kept = two.sam.root / ".git" / "coachlog" / "twice"
    older = {"until": two.sam.head, "places": [], "settled": {}, "moves": [], "taken_back": {}}
    for strange in (None, "", "[]", json.dumps(["0" * 40, [], {}, [], {}]), '{"until": "x"}', json.dumps(older)):
        kept.unlink()
        if strange is not None:
            kept.write_text(strange)
        assert two.sam("--json").data["kept_twice"] == 2, strange
        assert listed(two.sam) == rows


def test_a_log_that_is_not_shared_has_nothing_to_settle(run, example) -> None:
    assert run("settle", "--json").data == []
    assert run("--json").data["kept_twice"] == 0


def test_the_history_of_somebody_else_is_only_read(two: Two) -> None:
    rewrite(two)
    git(two.sam.root, "switch", "-q", "--orphan", "alone")
    assert two.sam("settle").status in (0, 3)


def test_a_file_has_no_two_versions_of_a_check_in(two: Two, tmp_path: Path) -> None:
    two.robin.change(NOTE, "## Notes", "## Check-in\n\nA long week.\n\n## Notes")
    two.settle()
    two.robin.change(NOTE, "A long week.", "A hard week of Robin's.")
    two.sam.change(NOTE, "A long week.", "A hard week of Sam's.")
    rewrite(two)
    assert "hard week" in two.sam("settle").out
    assert two.sam("settle", "--to", str(tmp_path / "both.html")).status == 0
    text = (tmp_path / "both.html").read_text(encoding="utf-8")
    assert "own words." in text
    assert "hard week" not in text
