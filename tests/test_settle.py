"""What two people wrote at the same time is found again, and settled one by one."""

import json

import pytest

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.kept import Choice, Form, Twice, Version, second_files
from coachlog.settling import choose_value, choose_words, kept_values, own_lines, stands
from tests.conftest import git
from tests.two import GOAL, NOTE, Someone, Two, two

__all__ = ["two"]


def rewrite(two: Two) -> None:
    """Both rewrote one sentence, and reworded one bullet."""
    two.robin.change(NOTE, "First words.", "Robin's own words.")
    two.sam.change(NOTE, "First words.", "Sam's own words.")
    two.robin.change(NOTE, "- one", "- one by Robin, who saw it")
    two.sam.change(NOTE, "- one", "- one as Sam had it")
    two.settle()


def listed(person: Someone, *args: str) -> list[dict]:
    return person("settle", "--json", *args).data


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


@pytest.mark.parametrize("keep", ["first", "second"])
def test_one_is_kept_and_the_other_goes_for_both_people(two: Two, keep: str) -> None:
    rewrite(two)
    row = listed(two.sam)[1]
    done = two.sam("settle", "--keep", keep, "--at", "2", "--json")
    assert done.data["settled"] == [{"path": NOTE, "where": row["where"], "kept": keep}]
    assert done.data["left"] == 1
    two.settle()
    gone = "second" if keep == "first" else "first"
    assert row[keep]["text"] in two.robin.read(NOTE)
    assert row[gone]["text"] not in two.robin.read(NOTE)
    assert len(listed(two.robin)) == 1
    assert two.robin.read(NOTE).count("More words.") == 1


def test_both_stay_for_good_and_nobody_is_asked_again(two: Two) -> None:
    rewrite(two)
    before = two.sam.read(NOTE)
    assert two.sam("settle", "--keep", "both", "--at", "1").status == 0
    two.settle()
    assert two.robin.read(NOTE) == before
    assert len(listed(two.robin)) == len(listed(two.sam)) == 1
    assert two.robin("history", "--json", "--limit", "1").data[0]["did"] == [f"let both versions stand in {NOTE}"]
    assert "settled what stood" in two.sam("undo").out
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
    assert two.sam("settle").out == "Nothing stands in two versions.\n"


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
    assert {f"robin {number}" for number in range(4)} | {"line 7", "… and 5 lines more"} <= set(shown)
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
    assert "nothing stands in two versions" in refused.err
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
    assert "Nothing stands in two versions any more." in done.out


def test_an_unknown_answer_is_asked_again_and_ctrl_c_says_what_is_left(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(two)
    answers = iter(["x", "12", "First"])

    def answer(*_: object) -> str:
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


def test_a_lost_memory_of_the_history_is_found_again(two: Two) -> None:
    rewrite(two)
    rows = listed(two.sam)
    kept = two.sam.root / ".git" / "coachlog" / "twice"
    for strange in (None, "", "[]", json.dumps({"until": "0" * 40, "places": [], "settled": {}}), '{"until": "x"}'):
        kept.unlink()
        if strange is not None:
            kept.write_text(strange)
        assert two.sam("--json").data["kept_twice"] == 2, strange
        assert listed(two.sam) == rows


def test_a_log_that_is_not_shared_has_nothing_to_settle(run, example) -> None:
    assert run("settle", "--json").data == []
    assert run("--json").data["kept_twice"] == 0


# The words themselves


def twice(first: str, second: str, where: str = "Notes", path: str = "x.md", form: Form = Form.WORDS) -> Twice:
    return Twice(path, where, form, Version(first), Version(second))


WORDS = [
    # text, first, second, after keeping the first, after keeping the second
    ("- a one\n- b two\n- c\n", "- a one", "- b two", "- a one\n- c\n", "- b two\n- c\n"),
    ("- [x] a one ^k3f9x\n  - under\n- [ ] b two\n", "- [ ] a one ^k3f9x", "- [ ] b two ^k3f9x",
     "- [x] a one ^k3f9x\n  - under\n", "- [x] b two ^k3f9x\n  - under\n"),
    ("Before. A one. B two. After.\n", "A one.", "B two.", "Before. A one. After.\n", "Before. B two. After.\n"),
    ("# T\n\nA one.\n\nB two.\n\nRest.\n", "A one.", "B two.", "# T\n\nA one.\n\nRest.\n", "# T\n\nB two.\n\nRest.\n"),
    ("Try it now. Try it.\n", "Try it.", "Try it now.", "Try it.\n", "Try it now.\n"),
    ("- a\r\n- b\r\n", "- a", "- b", "- a\r\n", "- b\r\n"),
    ("B two. A one.", "A one.", "B two.", "A one.", "B two."),
    ("- a long\n  line\n- b two", "- a long\n  line", "- b two", "- a long\n  line\n", "- b two\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "second", "one", "other"), WORDS)
def test_one_of_two_versions_stays_in_the_place_of_the_first(
    text: str, first: str, second: str, one: str, other: str
) -> None:
    found = twice(first, second)
    assert stands(found, text)
    assert choose_words(found, Choice.FIRST, text) == one
    assert choose_words(found, Choice.SECOND, text) == other
    assert stands(found, one) is None


def test_the_lines_that_one_version_has_of_its_own() -> None:
    assert own_lines("a\n\n b\na\nc\n", "a\nb \n") == ["a", "c"]
    assert own_lines("a\n", "a\nb\n") == []


def test_what_is_not_there_any_more_is_not_settled() -> None:
    assert stands(twice("a", "b"), "- a\n") is None
    assert stands(twice("a", ""), "- a\n") is None
    assert stands(twice("a", "b", path="x.yml"), "- a\n- b\n") is None
    assert stands(twice("a", "b", where="mood"), "---\nmood: a\n---\na b\n") is None
    assert stands(twice("a", "b"), "---\nmood: [\n---\na b\n") is None
    with pytest.raises(CoachlogError, match="changed just now"):
        choose_words(twice("a", "b"), Choice.FIRST, "- a\n")


def test_values_that_cannot_be_settled_in_place_are_for_a_persons_hand() -> None:
    text = "---\nmood: 2\nkept_versions: [{mood: 4}, {a.b: 1}]\n---\n"
    values = list(kept_values("x.md", text))
    assert [(value.where, value.first.text, value.second.text) for value in values] == [
        ("mood", "4", "2"),
        ("a.b", "1", ""),
    ]
    assert choose_value(values[0], Choice.FIRST, text) == '---\nmood: 4\nkept_versions: [{a.b: "1"}]\n---\n' or (
        "mood: 4" in choose_value(values[0], Choice.FIRST, text)
    )
    with pytest.raises(CoachlogError, match="cannot settle"):
        choose_value(values[1], Choice.FIRST, text)
    assert "a.b" not in choose_value(values[1], Choice.SECOND, text)
    assert list(kept_values("x.md", "kept_versions, just a word")) == []
    assert list(kept_values("x.md", "---\nkept_versions: x\n---\n")) == []
    assert list(kept_values("x.md", "---\nkept_versions: [\n---\n")) == []
    with pytest.raises(CoachlogError, match="cannot settle"):
        choose_value(twice("a", "b", form=Form.VALUE), Choice.FIRST, "---\nkept_versions: x\n---\n")


def test_a_second_file_is_one_with_a_first_beside_it() -> None:
    names = {"a.md", "a-2-0123abc.md", "b-2-0123abc.md", "c/x", "c/x-2-aaaaaaa", "d-2-goal.md", "d.md"}
    assert list(second_files(names)) == [("a.md", "a-2-0123abc.md"), ("c/x", "c/x-2-aaaaaaa")]


def test_the_history_of_somebody_else_is_only_read(two: Two) -> None:
    rewrite(two)
    git(two.sam.root, "switch", "-q", "--orphan", "alone")
    assert two.sam("settle").status in (0, 3)
